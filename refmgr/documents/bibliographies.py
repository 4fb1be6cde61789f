"""A bibliographic file the user gave → Document: its records are entries, cited by nobody through it."""

from hashlib import sha256
from pathlib import PurePath
from typing import Final

from refmgr.formats.reading import bibliographic_format, read_bibliography
from refmgr.formats.sniffing import SUFFIXES
from refmgr.model import Document, Failure, Item, Problem, Reference

KEY: Final = "citation-key"
SHOWN: Final = 80
NOT_THESE: Final = (b"%PDF-", b"PK\x03\x04")


def read_entries(data: bytes, name: str) -> Document | None:
    """Return the Document of a bibliographic file, None for a file of any other kind.

    An entry's label is the id its file gives it; its `fields` hold what stands beside its Record, and
    its citation key where it has one.

    Raises:
        UnreadableError: by its name it is one (`refs.bib`), but no record in it can be read.
    """
    if data.startswith(NOT_THESE):
        return None
    if bibliographic_format(data, name) is None and PurePath(name).suffix.lower() not in SUFFIXES:
        return None
    found = read_bibliography(data, name)
    return Document(
        name=name,
        format=found.format,
        sha256=sha256(data).hexdigest(),
        text="",
        entries=tuple(_entry(number, item) for number, item in enumerate(found.items, 1)),
        problems=(*found.problems, *map(_problem, found.failures)),
    )


def _entry(number: int, item: Item) -> Reference:
    key = {KEY: (item.key,)} if item.key else {}
    return Reference(
        number=number,
        label=item.id,
        raw=item.raw,
        record=item.record,
        fields={**key, **item.more},
        confidence=1.0,
        problems=item.problems,
    )


def _problem(failure: Failure) -> Problem:
    text = " ".join(failure.raw.split())
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return Problem("unreadable-entry", f"line {failure.line}: {failure.reason}: {shown}")
