"""Word files (.docx, .docm): text, numbered lists, notes, and the works their fields cite."""

import re
from typing import TYPE_CHECKING, Final

from refmgr.documents.citations import mentions_of, numbered, references_of
from refmgr.documents.docx_fields import WORD, word_sources
from refmgr.documents.docx_numbering import VAL, W, read_numbering
from refmgr.documents.docx_text import Notes, Writer
from refmgr.documents.packages import Package
from refmgr.documents.structured import Structured
from refmgr.errors import UnreadableError
from refmgr.model import Problem, Record, Reference

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN: Final = "word/document.xml"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEWEST_NOTES: Final = 2
_SHARE_OF_REFERENCES: Final = 0.6
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(package: Package, name: str) -> Structured:
    """Return the text of a Word file with the citations its fields hold.

    Headings carry Markdown's `#`, raised and lowered text `<sup>` and `<sub>`; automatic numbers
    stand before their paragraphs. Macros, embedded files and links are not touched.

    Args:
        package: the opened zip package.
        name: the name of the file, for messages.

    Raises:
        UnreadableError: the package is damaged, too large or holds no text.
    """
    root = package.xml_of(MAIN)
    if root is None:
        message = "the Word file is damaged: open it in Word or LibreOffice and save it anew."
        raise UnreadableError(message, subject=name)
    styles = package.xml_of("word/styles.xml")
    notes = {
        f"{W}{kind}Reference": _notes(package.xml_of(f"word/{kind}s.xml"), kind)
        for kind in ("footnote", "endnote")
    }
    writer = Writer(
        read_numbering(styles, package.xml_of("word/numbering.xml")),
        _raising_styles(styles),
        notes,
        _title(package.xml_of("docProps/core.xml")),
    )
    writer.write_body(root)
    return _structured(writer, word_sources(package))


def _structured(writer: Writer, sources: dict[str, Record]) -> Structured:
    text = writer.text()
    known = {key: work.record or sources.get(key) for key, work in writer.works.items()}
    records = {key: record for key, record in known.items() if record is not None}
    missing = [key.removeprefix(WORD) for key in known if key not in records]
    numbers = numbered(writer.places, text)
    return Structured(
        format="docx",
        text=text,
        references=(*_printed(writer, text), *references_of(records, numbers)),
        mentions=mentions_of(writer.places, text, numbers),
        problems=_problems(missing),
    )


def _printed(writer: Writer, text: str) -> tuple[Reference, ...]:
    """Return the entries of the list that a citation program printed: each paragraph is one."""
    spans = [
        span
        for span in writer.paragraphs
        if any(start < span[1] and span[0] < end for start, end in writer.lists)
    ]
    return tuple(
        Reference(number=number, raw=text[start:end], record=Record(), start=start, end=end)
        for number, (start, end) in enumerate(spans, 1)
        if not text.startswith("#", start)
    )


def _problems(missing: list[str]) -> tuple[Problem, ...]:
    if not missing:
        return ()
    message = (
        f"The file cites {', '.join(sorted(missing)[:5])}, but does not hold the source itself: "
        "open it on the computer where it was written and save it with its sources."
    )
    return (Problem("source-not-in-file", message),)


def _notes(root: "_Element | None", kind: str) -> Notes:
    elements = {
        note.get(f"{W}id", ""): note
        for note in ([] if root is None else root.iterfind(f"{W}{kind}"))
        if note.get(f"{W}type") not in _SEPARATORS
    }
    plain = ["".join(part.text or "" for part in one.iter(f"{W}t")) for one in elements.values()]
    dated = sum(bool(_YEAR.search(text)) for text in plain)
    listed = dated >= max(_FEWEST_NOTES, _SHARE_OF_REFERENCES * len(plain))
    heading = "Notes and references" if listed else f"{kind.capitalize()}s"
    return Notes(elements=elements, listed=listed, heading=heading)


def _raising_styles(styles: "_Element | None") -> frozenset[str]:
    if styles is None:
        return frozenset()
    return frozenset(
        style.get(f"{W}styleId", "")
        for style in styles.iterfind(f"{W}style")
        if (align := style.find(f"{W}rPr/{W}vertAlign")) is not None
        and align.get(VAL) == "superscript"
    )


def _title(properties: "_Element | None") -> str:
    return "" if properties is None else (properties.findtext(_TITLE) or "")
