"""A file the user gave → Document: its text, its format, and what paper it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from refmgr.documents.identity import identify
from refmgr.documents.manuscripts import read_manuscript
from refmgr.documents.markdown import looks_like_markdown
from refmgr.documents.plain import decode
from refmgr.documents.sniffing import (
    is_pdf,
    refuse_too_large,
    refuse_unreadable,
    refuse_wordless,
    structure_of,
)
from refmgr.documents.structured import Structured
from refmgr.model import Document, Problem, Record


def read(data: bytes, name: str, *, parse_citation: Callable[[str], Record]) -> Document:
    """Return the Document of a file.

    The references and mentions of a plain text are read elsewhere. Those that the structure of an
    article gives stand in the Document: an entry's Record holds what the structure says, a Mention
    lacks its sentence.

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
    """Return the Document of a file, and what links tell of spans of its text (start, end, Record).

    Arguments and errors are those of `read`.
    """
    if is_pdf(data):
        return _pdf(data, name, parse_citation)
    manuscript = read_manuscript(data, name)
    if manuscript is not None:
        return _described(data, name, manuscript, parse_citation), ()
    structured = _STRUCTURED.get(structure_of(data) or "")
    if structured:
        refuse_too_large(data, name)
        return structured(data, name, parse_citation), ()
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


def _pdf(
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


def _described(
    data: bytes, name: str, found: Structured, parse_citation: Callable[[str], Record]
) -> Document:
    """Return the Document of a file whose structure was read; its text says what paper it is."""
    refuse_wordless(found.text, name)
    record, evidence = identify(found.text, parse_citation=parse_citation)
    return Document(
        name=name,
        format=found.format,
        sha256=sha256(data).hexdigest(),
        text=found.text,
        record=record,
        record_evidence=evidence,
        references=found.references,
        mentions=found.mentions,
        problems=(*found.problems, *_missing(record)),
    )


def _jats(data: bytes, name: str, _: Callable[[str], Record]) -> Document:
    # Imported here, and below: lxml takes time to load and plain text needs none of it.
    from refmgr.documents.jats import read_jats  # noqa: PLC0415

    document = read_jats(data, name)
    return replace(document, problems=(*document.problems, *_missing(document.record)))


def _html(data: bytes, name: str, parse_citation: Callable[[str], Record]) -> Document:
    from refmgr.documents.html import read_html  # noqa: PLC0415

    document = read_html(data, name, parse_citation=parse_citation)
    if any(problem.code == "not-the-paper" for problem in document.problems):
        return document
    return replace(document, problems=(*document.problems, *_missing(document.record)))


_STRUCTURED: Final = {"jats": _jats, "html": _html}


def _missing(record: Record) -> tuple[Problem, ...]:
    if record.title:
        return ()
    message = (
        "The file does not print the title of the paper. Give it by hand: "
        'refmgr edit KEY title="..." (refmgr list shows the KEY).'
    )
    return (Problem("no-title", message),)
