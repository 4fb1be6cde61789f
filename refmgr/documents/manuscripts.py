"""Files that authors write in - Word, OpenDocument, LaTeX - told by their content and read."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from refmgr.documents.plain import decode
from refmgr.documents.sniffing import LARGEST, READS
from refmgr.documents.structured import Structured
from refmgr.errors import UnreadableError

MANUSCRIPTS: Final = frozenset({"docx", "odt", "latex", "bbl"})
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_ODT: Final = "application/vnd.oasis.opendocument.text"
_SAVE: Final = "open it and save it as a Word file (.docx) or as plain text (.txt)"
# What else comes in a zip: the part that tells, what it is, and what to do.
_OTHERS: Final = (
    ("xl/workbook.xml", "an Excel table", "save the references as text, one a line"),
    ("ppt/presentation.xml", "a PowerPoint file", "save its text as plain text (.txt)"),
    ("META-INF/container.xml", "an e-book (EPUB)", "give the paper as PDF or web page"),
    ("mimetype", "an OpenDocument file without text", _SAVE),
    ("Index/Document.iwa", "a Pages file", "export it from Pages as a Word file (.docx)"),
)


def read_manuscript(data: bytes, name: str) -> Structured | None:
    """Return what a Word, OpenDocument or LaTeX file holds, None for any other kind of file.

    Raises:
        UnreadableError: it is such a file, or another zip, and cannot be read.
    """
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _read_zip(data, name)
    if len(data) > LARGEST or b"\\" not in data or _is_binary(data):
        return None
    # Imported where they are needed: reading plain text must not wait for the other readers.
    from refmgr.documents.latex_signs import looks_like_latex  # noqa: PLC0415

    text, problems = decode(data)
    if not looks_like_latex(text):
        return None
    from refmgr.documents.latex import read_latex  # noqa: PLC0415

    return read_latex(text.replace("\r\n", "\n"), problems)


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))


def _read_zip(data: bytes, name: str) -> Structured:
    from refmgr.documents.docx import MAIN, read_docx  # noqa: PLC0415
    from refmgr.documents.packages import Package  # noqa: PLC0415

    package = Package(data, name)
    if MAIN in package.names:
        return read_docx(package, name)
    if "content.xml" in package.names and _is_odt(package.bytes_of("mimetype")):
        from refmgr.documents.odt import read_odt  # noqa: PLC0415

        return read_odt(package, name)
    for part, kind, advice in _OTHERS:
        if part in package.names:
            raise UnreadableError(
                f"this is {kind}, and refmgr reads {READS}: {advice}.", subject=name
            )
    message = f"this is a zip file and no Word file: unpack it first (refmgr reads {READS})."
    raise UnreadableError(message, subject=name)


def _is_odt(mimetype: bytes | None) -> bool:
    return mimetype is not None and mimetype.decode("ascii", "replace").startswith(_ODT)
