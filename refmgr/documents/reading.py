"""A file the user gave → Document: its text, its format, and what paper it is."""

from collections.abc import Callable
from hashlib import sha256

from refmgr.documents.identity import identify
from refmgr.documents.manuscripts import read_manuscript
from refmgr.documents.markdown import looks_like_markdown
from refmgr.documents.plain import decode
from refmgr.documents.sniffing import refuse_unreadable, refuse_wordless
from refmgr.documents.structured import Structured
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
    manuscript = read_manuscript(data, name)
    if manuscript is not None:
        return _described(data, name, manuscript, parse_citation)
    refuse_unreadable(data, name)
    text, problems = decode(data)
    refuse_wordless(text, name)
    record, evidence = identify(text, parse_citation=parse_citation)
    return Document(
        name=name,
        format="markdown" if looks_like_markdown(text, name) else "text",
        sha256=sha256(data).hexdigest(),
        text=text,
        record=record,
        record_evidence=evidence,
        problems=(*problems, *_missing(record)),
    )


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


def _missing(record: Record) -> tuple[Problem, ...]:
    if record.title:
        return ()
    message = (
        "The file does not print the title of the paper. Give it by hand: "
        'refmgr edit KEY title="..." (refmgr list shows the KEY).'
    )
    return (Problem("no-title", message),)
