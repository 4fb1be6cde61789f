"""Importing, resolving and rebuilding: the long works of the library, one outcome an item."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from refmgr.errors import LibraryError, NotFoundError, RefmgrError, UnreadableError
from refmgr.library import asking
from refmgr.library.deriving import add_document, add_list, name_works
from refmgr.library.importing import Source
from refmgr.library.lists import add_deposited
from refmgr.library.outcomes import Imported
from refmgr.library.reading_ahead import read_ahead
from refmgr.library.settings import Settings
from refmgr.library.settling import Settler
from refmgr.library.tasks import Read
from refmgr.model import Document, Problem
from refmgr.pipeline import read_list
from refmgr.store import derived, ledger, lists, records, waiting
from refmgr.store.database import Connection, transaction
from refmgr.store.derived_tables import make_anew
from refmgr.store.documents import (
    Given,
    find_document,
    given_documents,
    own_key,
    sha256_of,
)
from refmgr.store.documents import (
    add_document as add_given,
)


class Importer:
    """Imports into one open library; learns once that there is no network."""

    def __init__(self, connection: Connection, path: Path, settings: Settings) -> None:
        self._connection = connection
        self._path = path
        self._key_pattern = settings.key_pattern
        self._settler = Settler(connection, path, settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._settler.close()

    def import_sources(self, sources: Iterable[Source]) -> Iterator[Imported]:
        """Import sources in order, each stored before the next; the next are being read meanwhile.

        Trouble with a source is an outcome, trouble with the library is raised.
        """
        for read in read_ahead(sources, wanted=self._is_new):
            yield self._import_read(read)

    def _import_read(self, read: Read) -> Imported:
        name = read.source.name
        try:
            if read.error is not None:
                raise read.error
            data = read.data or b""
            if read.document is None or not self._is_new(data):
                return self._unchanged(name, data)
            return self._import_document(name, data, read.document)
        except LibraryError:
            raise
        except RefmgrError as error:
            problem = Problem("not-imported", f"{name}: {error.message}")
            return Imported(source=name, status="failed", problems=(problem,))

    def _is_new(self, data: bytes) -> bool:
        return find_document(self._connection, sha256_of(data)) is None

    def _unchanged(self, name: str, data: bytes) -> Imported:
        found = find_document(self._connection, sha256_of(data))
        if found is None:
            raise NotFoundError("it was taken out of the library meanwhile", subject=name)
        return self._counted(Imported(source=name, status="unchanged"), found)

    def _import_document(self, name: str, data: bytes, document: Document) -> Imported:
        with transaction(self._connection, self._path):
            found = find_document(self._connection, document.sha256)
            if found is not None:  # another importer was faster
                return self._counted(Imported(source=name, status="unchanged"), found)
            context = replace(
                asking.context(self._connection, self._path), key_pattern=self._key_pattern
            )
            document_id = add_given(self._connection, document, data, context.now)
            brought = add_document(context, document_id, document)
            waiting = derived.waiting_references(self._connection, document_id)
            asking.serve_from_library(context, waiting)
        outcome = Imported(
            source=name,
            status="added",
            new_works=brought.new_works,
            problems=(*document.problems, *self._remarks(document, document_id)),
        )
        return self._counted(self._ask_about(outcome, document_id), document_id)

    def _remarks(self, document: Document, document_id: int) -> Iterator[Problem]:
        """Yield what is to be said of the entries of a bibliographic file, their keys first."""
        if not document.entries:
            return
        for row in derived.renamed_entries(self._connection, document_id):
            if row["same"]:
                message = f"{row['given']} is in the library as {row['key']}; both keys stay valid"
                yield Problem("known-by-another-key", message)
            else:
                message = f"{row['given']} is the key of another work; this one is {row['key']}"
                yield Problem("key-of-another-work", message)
        for entry in document.entries:
            yield from entry.problems

    def _ask_about(self, outcome: Imported, document_id: int) -> Imported:
        """Ask about the references of one document: first which works they are, then their PMIDs."""
        settler, connection = self._settler, self._connection
        if settler.asks and settler.shut is None:
            exhaust(settler.find_own(lists.unknown_papers(connection, document_id)))
            exhaust(settler.settle(derived.waiting_references(connection, document_id)))
            exhaust(settler.complete(waiting.incomplete_records(connection, document_id)))
        unknown = tuple(
            Problem(
                "identifier-unknown", f"{name}: nobody who was asked knows it; was it mistyped?"
            )
            for name in lists.unknown_identifiers(connection, document_id)
        )
        shut = settler.shut
        return replace(
            outcome,
            problems=(*outcome.problems, *unknown),
            unreachable=None if shut is None else shut.message,
        )

    def settle_subject(self, subject: str) -> None:
        """Ask about one reference that waits, because a person gave its identifier by hand."""
        row = records.record_of_subject(self._connection, subject)
        if row is not None:
            exhaust(self._settler.settle([row]))

    def _counted(self, outcome: Imported, document_id: int) -> Imported:
        connection = self._connection
        return replace(
            outcome,
            work=own_key(connection, document_id),
            references=derived.count_records(connection, document_id, "reference"),
            entries=derived.count_records(connection, document_id, "entry"),
            resolved=derived.identified(connection, document_id),
            pending=len(derived.waiting_references(connection, document_id)),
        )


def exhaust(outcomes: Iterable[object]) -> None:
    """Do a long work to its end, whatever its outcomes."""
    deque(outcomes, maxlen=0)


def derive_all(connection: Connection, path: Path) -> Iterator[str]:
    """Derive everything anew from what was given, asked and decided; yield each document's name.

    To be run within one transaction.
    """
    named = asking.context(connection, path)
    context = replace(named, unnamed=True)
    given_lists = ledger.given_lists(connection)
    make_anew(connection)
    asking.derive_notices(connection)
    reading: deque[Given] = deque()
    for read in read_ahead(_given(connection, reading)):
        if read.document is None:
            raise read.error or UnreadableError("it was not read", subject=read.source.name)
        given = reading.popleft()
        add_document(context, given.id, read.document)
        text = given_lists.get(f"{given.sha256}/own")
        if text is not None:
            add_list(context, given.id, given.sha256, read_list(text))
        else:
            add_deposited(context, given.id, given.sha256)
        yield given.name
    asking.serve_from_library(context, derived.waiting_references(connection))
    name_works(named)


def _given(connection: Connection, reading: deque[Given]) -> Iterator[Source]:
    """Yield what was given, in the order it was, and note what is being read."""
    for given in given_documents(connection):
        reading.append(given)
        yield Source(name=given.name, data=given.content)
