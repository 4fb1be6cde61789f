"""A file the user gave → Document: its text, its format, and what paper it is."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from refmgr.documents.identity import identify
from refmgr.documents.markdown import looks_like_markdown
from refmgr.documents.plain import decode
from refmgr.documents.sniffing import is_pdf, refuse_unreadable, refuse_wordless
from refmgr.model import Document, Problem, Record


def read(data: bytes, name: str, *, parse_citation: Callable[[str], Record]) -> Document:
    """Return the Document of a file; its references and mentions are read from its text elsewhere.

    Args:
        data: the bytes of the file.
        name: its name, for messages and as a hint.
        parse_citation: turns the citation that a paper prints of itself into a Record.

    Raises:
        UnreadableError: for what is no text document, with what to do next.
    """
    return read_known(data, name, parse_citation=parse_citation)[0]


def read_known(
    data: bytes, name: str, *, parse_citation: Callable[[str], Record]
) -> tuple[Document, Sequence[tuple[int, int, Record]]]:
    """Return the Document of a file, and what its format tells of spans of the text (start, end, Record).

    Arguments and errors are those of `read`.
    """
    if is_pdf(data):
        return _read_pdf(data, name, parse_citation)
    refuse_unreadable(data, name)
    text, problems = decode(data)
    refuse_wordless(text, name)
    record, evidence = identify(text, parse_citation=parse_citation)
    document = Document(
        name=name,
        format="markdown" if looks_like_markdown(text, name) else "text",
        sha256=sha256(data).hexdigest(),
        text=text,
        record=record,
        record_evidence=evidence,
        problems=(*problems, *_missing(record)),
    )
    return document, ()


def _read_pdf(
    data: bytes, name: str, parse_citation: Callable[[str], Record]
) -> tuple[Document, Sequence[tuple[int, int, Record]]]:
    # Imported here: the library for PDF is large, and most commands read none.
    from refmgr.documents.pdf.reading import read_pdf  # noqa: PLC0415

    pdf = read_pdf(data, name, parse_citation=parse_citation)
    document = Document(
        name=name,
        format="pdf",
        sha256=sha256(data).hexdigest(),
        text=pdf.text,
        record=pdf.record,
        record_evidence=pdf.evidence,
        problems=(*pdf.problems, *_missing(pdf.record)),
    )
    return document, pdf.known


def _missing(record: Record) -> tuple[Problem, ...]:
    if record.title:
        return ()
    message = (
        "The file does not print the title of the paper. Give it by hand: "
        'refmgr edit KEY title="..." (refmgr list shows the KEY).'
    )
    return (Problem("no-title", message),)
