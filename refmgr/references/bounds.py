"""How much of a document is read: far more than a book holds, and an end for what explodes."""

from dataclasses import replace
from typing import Final

from refmgr.model import Document, Problem
from refmgr.references.styles.numerals import MOST_MARKERS

MOST_REFERENCES: Final = 5_000  # a handbook of many authors has some three thousand


def bounded(document: Document) -> Document:
    """Return a Document as its structure gives it, without what goes beyond the bounds."""
    if len(document.references) <= MOST_REFERENCES and len(document.mentions) <= MOST_MARKERS:
        return document
    references = document.references[:MOST_REFERENCES]
    mentions = document.mentions[:MOST_MARKERS]
    problems = list(document.problems)
    if len(mentions) < len(document.mentions):
        problems.append(too_many_citations(len(mentions)))
    if len(references) < len(document.references):
        problems.append(too_many_references(len(document.references)))
    return replace(document, references=references, mentions=mentions, problems=tuple(problems))


def too_many_references(count: int) -> Problem:
    """Return what to say of a list whose end is not read."""
    message = (
        f"The list has {count:,} entries, more than a book has: the first {MOST_REFERENCES:,} were"
        " read. Give the chapters one by one."
    )
    return Problem("too-many-references", message)


def too_many_citations(count: int) -> Problem:
    """Return what to say of a text whose citations are not all read."""
    message = (
        f"The text holds more citations than a book does: only the first {count:,} were read. Give"
        " the chapters one by one."
    )
    return Problem("too-many-citations", message)
