"""Makes Word files as tests need them: the parts of the format that refmgr looks at."""

import io
import zipfile
from html import escape

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
B_NS = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
STYLES = (
    f'<w:styles xmlns:w="{W_NS}">'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
)


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*pieces, style=""):
    """Return a paragraph of texts and of ready XML."""
    runs = "".join(piece if piece.startswith("<w:") else run(piece) for piece in pieces)
    if "&b;" in "".join(pieces):
        runs = runs.replace("&amp;", "&")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def item(text, number="1", style=""):
    """Return a paragraph with an automatic number, its own or that of its style."""
    look = (
        f'<w:pStyle w:val="{style}"/>'
        if style
        else f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
    )
    return f"<w:p><w:pPr>{look}</w:pPr>{run(text)}</w:p>"


def field(code, shown, data=""):
    """Return a complex field, its code cut into runs as Word cuts it."""
    beside = f"<w:fldData>{data}</w:fldData>" if data else ""
    cut = len(code) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>'
        for part in (code[:cut], code[cut:])
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{beside}</w:fldChar></w:r>'
    return f"{begin}{codes}{mark.format('separate')}{run(shown)}{mark.format('end')}"


def simple_field(code, shown):
    return f'<w:fldSimple w:instr="{escape(code)}">{run(shown)}</w:fldSimple>'


def _numbering(lists, restart):
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for number, (kind, text) in lists.items()
    )
    starts = {
        number: f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{first}"/></w:lvlOverride>'
        for number, first in restart.items()
    }
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{starts.get(number, "")}</w:num>'
        for number in lists
    )
    return f'<w:numbering xmlns:w="{W_NS}">{kinds}{nums}</w:numbering>'


def _notes(part, notes):
    kind = part.removeprefix("word/").removesuffix("s.xml")
    written = "".join(f'<w:{kind} w:id="{i}">{note}</w:{kind}>' for i, note in enumerate(notes, 2))
    separator = f'<w:{kind} w:id="0" w:type="separator">{paragraph("")}</w:{kind}>'
    return f'<w:{kind}s xmlns:w="{W_NS}">{separator}{written}</w:{kind}s>'


def docx(*body, parts=None, lists=None, restart=None, notes=None, before="", main=True):
    """Return the bytes of a Word file; `main=False` leaves the document itself out."""
    files = {"[Content_Types].xml": "<Types/>"}
    if main:
        files["word/document.xml"] = (
            f'{before}<w:document xmlns:w="{W_NS}"><w:body>{"".join(body)}</w:body></w:document>'
        )
        files["word/styles.xml"] = STYLES
    if lists:
        files["word/numbering.xml"] = _numbering(lists, restart or {})
    for part, written in (notes or {}).items():
        files[part] = _notes(part, written)
    files |= parts or {}
    return zipped(files)


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
