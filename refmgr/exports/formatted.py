"""A formatted reference list as plain text, Markdown, a web page, or a Word file."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from importlib import import_module
from typing import Final
from xml.sax.saxutils import escape as escape_xml

from refmgr.exports.styles.parts import Choices
from refmgr.exports.styles.runs import Run, plain_text
from refmgr.model import Item
from refmgr.text import fold

STYLES: Final = ("vancouver", "ama", "apa")
NUMBERED: Final = frozenset(("vancouver", "ama"))
FORMATS: Final = ("text", "markdown", "html", "docx")
SUFFIXES: Final = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
ADDRESS: Final = re.compile(r"https?://\S+")
MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>])")
WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The oldest date a zip archive can hold: the same list gives the same bytes.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)

References = Sequence[tuple[str, tuple[Run, ...]]]


def references(items: Sequence[Item], style: str, choices: Choices) -> References:
    """Return each item's id with its reference as runs.

    Vancouver and AMA keep the order given, which is that of citing; APA goes by author and year.

    Args:
        items: the works.
        style: one of STYLES.
        choices: names of journals, DOIs or not, days of access.
    """
    module = import_module(f"refmgr.exports.styles.{style}")
    formatter: Callable[[Item, Choices], tuple[Run, ...]] = module.format_reference
    formatted = [(item.id, formatter(item, choices)) for item in items]
    if style in NUMBERED:
        return formatted
    return sorted(formatted, key=lambda one: (fold(plain_text(one[1])), one[0]))


def as_text(listed: References, *, numbered: bool) -> str:
    """Return one reference a line; numbered ones as `1. ...`."""
    lines = [plain_text(runs) for _, runs in listed]
    if numbered:
        return "".join(f"{number}. {line}\n" for number, line in enumerate(lines, 1))
    return "".join(f"{line}\n\n" for line in lines).rstrip("\n") + ("\n" if lines else "")


def as_markdown(listed: References, *, numbered: bool) -> str:
    """Return a Markdown list, or paragraphs where nothing is numbered; addresses are links."""
    lines = ["".join(map(_markdown, runs)) for _, runs in listed]
    if numbered:
        return "".join(f"{number}. {line}\n" for number, line in enumerate(lines, 1))
    return "\n\n".join(lines) + ("\n" if lines else "")


def _markdown(run: Run) -> str:
    text, last = "", 0
    for found in ADDRESS.finditer(run.text):
        text += MARKDOWN.sub(r"\\\1", run.text[last : found.start()]) + f"<{found[0]}>"
        last = found.end()
    text += MARKDOWN.sub(r"\\\1", run.text[last:])
    return f"*{text}*" if run.italic and text.strip() else text


def as_html(listed: References, *, numbered: bool) -> str:
    """Return a web page of its own; Word opens it, too. Each reference has its key as `id`."""
    tag = "ol" if numbered else "ul"
    entries = "".join(
        f'<li id="ref-{escape(key)}">{"".join(map(_html, runs))}</li>\n' for key, runs in listed
    )
    look = "" if numbered else "ul{list-style:none;padding-left:2em;text-indent:-2em}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>References</title>\n'
        f"<style>body{{font-family:serif;max-width:48em;margin:2em auto;line-height:1.4}}{look}"
        "li{margin-bottom:.5em}</style></head>\n"
        f"<body><h1>References</h1>\n<{tag}>\n{entries}</{tag}>\n</body></html>\n"
    )


def _html(run: Run) -> str:
    text, last = "", 0
    for found in ADDRESS.finditer(run.text):
        address = escape(found[0])
        text += f'{escape(run.text[last : found.start()])}<a href="{address}">{address}</a>'
        last = found.end()
    text += escape(run.text[last:])
    return f"<i>{text}</i>" if run.italic else text


def as_docx(listed: References, *, numbered: bool) -> bytes:
    """Return a Word file with one paragraph a reference, hanging indent, italics where they belong."""
    paragraphs = "".join(
        _paragraph((*((Run(f"{number}.\t"),) if numbered else ()), *runs))
        for number, (_, runs) in enumerate(listed, 1)
    )
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}<w:sectPr/></w:body></w:document>'
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": body,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(zipfile.ZipInfo(name, EPOCH), head + text)
    return out.getvalue()


def _paragraph(runs: Sequence[Run]) -> str:
    pieces = "".join(
        f"<w:r>{'<w:rPr><w:i/></w:rPr>' if run.italic else ''}{_word_text(run.text)}</w:r>"
        for run in runs
    )
    layout = '<w:pPr><w:spacing w:after="120"/><w:ind w:left="567" w:hanging="567"/></w:pPr>'
    return f"<w:p>{layout}{pieces}</w:p>"


def _word_text(text: str) -> str:
    parts = FORBIDDEN.sub("", text).split("\t")
    texts = (
        f'<w:t xml:space="preserve">{escape_xml(part)}</w:t>' if part else "" for part in parts
    )
    return "<w:tab/>".join(texts)
