"""The manuscripts a person writes: which works of the library they cite, and what they cite beside.

A manuscript is read, never stored. LaTeX and Markdown cite by citation key; a Word or OpenDocument
file cites works, through the fields of a reference manager or a list that was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refmgr.dedupe.blocks import block_keys
from refmgr.documents.cited_keys import CitedKey
from refmgr.documents.manuscript_keys import find_keys
from refmgr.documents.plain import decode
from refmgr.errors import UnreadableError
from refmgr.library.importing import find_sources
from refmgr.matching.pairs import judge_pair
from refmgr.matching.prepared import prepare
from refmgr.model import Document, Problem, Record, Reference, Work
from refmgr.pipeline import read_document
from refmgr.store import descriptions, works
from refmgr.store.database import Connection

_BINARY: Final = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPlace:
    """One thing a manuscript cites: by key at a place of its text, or as an entry of its list.

    Either `key` or `reference` is set. `work` is the work of the library it means, None where the
    library has none.
    """

    key: CitedKey | None = None
    reference: Reference | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A manuscript read: what it cites, in the order of its text.

    `everything`: it lists the whole library. `document` is there where works are cited and not
    keys: its mentions say where. `bibliographies` are the .bib files it names, `defined` the keys
    of its own `thebibliography`.
    """

    name: str
    format: str
    places: tuple[CitedPlace, ...] = ()
    everything: bool = False
    defined: frozenset[str] = frozenset()
    bibliographies: tuple[str, ...] = ()
    document: Document | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def works(self) -> tuple[Work, ...]:
        """The works of the library it cites, each once, in the order of citing."""
        return tuple({one.work.key: one.work for one in self.places if one.work}.values())

    @property
    def missing(self) -> tuple[CitedPlace, ...]:
        """What it cites and the library does not have; keys it defines itself are not missing."""
        return tuple(
            one
            for one in self.places
            if one.work is None and not (one.key and one.key.key in self.defined)
        )


def read_manuscripts(
    connection: Connection, names: Sequence[str], stdin: bytes | None = None
) -> tuple[Manuscript, ...]:
    """Return the manuscripts with these file names; `-` is standard input.

    Raises:
        UnreadableError, NotFoundError: one of them cannot be read; says why.
    """
    for name in names:
        if Path(name).is_dir():
            message = "this is a folder; name the manuscript in it, and its parts are read with it"
            raise UnreadableError(message, subject=name)
    sources = find_sources(names, stdin)
    return tuple(read_manuscript(connection, one.name, one.read()) for one in sources)


def read_manuscript(connection: Connection, name: str, data: bytes) -> Manuscript:
    """Return what a manuscript cites, and which works of the library these are.

    Args:
        connection: the library.
        name: path of the file, for messages, and where the files it includes are looked for.
        data: its bytes.

    Raises:
        UnreadableError: it cannot be read.
    """
    problems: tuple[Problem, ...] = ()
    if not data.startswith(_BINARY):
        text, problems = decode(data)
        found = find_keys(text, name, lambda included: _included(Path(name).parent, included))
        if found is not None:
            return Manuscript(
                name=name, format=found.format, everything=found.everything,
                places=_by_key(connection, found.keys), defined=found.defined,
                bibliographies=found.bibliographies, problems=(*problems, *found.problems),
            )  # fmt: skip
    document = read_document(data, Path(name).name)
    places = tuple(
        CitedPlace(reference=one, work=work_of_record(connection, one.record))
        for one in document.references
    )
    return Manuscript(
        name=name, format=document.format, places=places, document=document,
        problems=document.problems,
    )  # fmt: skip


def _included(folder: Path, name: str) -> str | None:
    try:
        return decode((folder / name).read_bytes())[0].replace("\r\n", "\n")
    except (OSError, ValueError):
        return None


def _by_key(connection: Connection, keys: Sequence[CitedKey]) -> tuple[CitedPlace, ...]:
    known = {key: works.find_work(connection, key) for key in {one.key for one in keys}}
    return tuple(
        CitedPlace(key=one, work=found[1] if (found := known[one.key]) else None) for one in keys
    )


def work_of_record(connection: Connection, record: Record) -> Work | None:
    """Return the one work of the library that a Record describes, None where none or several do."""
    for identifier in (record.doi, record.pmid):
        if identifier and (found := works.find_work(connection, identifier)):
            return found[1]
    prepared = prepare(record)
    mates = descriptions.mates(connection, 0, block_keys(prepared))
    alike = [
        one
        for one, other in descriptions.load_records(connection, mates).items()
        if judge_pair(prepared, prepare(other)).verdict == "same"
    ]
    numbers = {one for one in descriptions.works_of(connection, alike).values() if one is not None}
    return works.work_by_id(connection, numbers.pop()) if len(numbers) == 1 else None
