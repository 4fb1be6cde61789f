"""The facade: one short method for each thing a user says to the library."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmgr.errors import NotFoundError, OutdatedError
from refmgr.library.examining import Examining
from refmgr.library.settings import Settings
from refmgr.library.telling import Telling
from refmgr.model import CitedWork, Decision, Notice, Work
from refmgr.store import works
from refmgr.store.citations import citations_of
from refmgr.store.database import (
    Connection,
    copy_library,
    explained,
    is_outdated,
    open_to_read,
    open_to_write,
    transaction,
)

if TYPE_CHECKING:
    from refmgr.library.importing import Source
    from refmgr.library.outcomes import Answered, Completed, Imported, Resolved, Shown
    from refmgr.library.settling import Settler
    from refmgr.sources.snowball import Snowball


@dataclass(frozen=True, slots=True)
class Library(Examining, Telling):
    """The library in one file.

    Args:
        path: library.db; made by the first import, never by a command that only reads.
        settings: how sources are asked.
    """

    path: Path
    settings: Settings = field(default=Settings())

    # --- reading ---------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with closing(self._open_to_read()) as connection, explained(self.path):
            yield connection

    def _open_to_read(self) -> Connection:
        try:
            return open_to_read(self.path)
        except OutdatedError:
            for _ in self.rebuild():
                pass
            return open_to_read(self.path)

    def exists(self) -> bool:
        """Return whether there is a library yet."""
        return self.path.exists()

    def list(self, query: str = "", limit: int = -1) -> Sequence[Work]:
        """Return works by key, or those that hold all words of `query`; `limit` < 0 is all."""
        if query.strip():
            return self.search(query, limit)
        with self._reading() as connection:
            return works.list_works(connection, limit)

    def search(self, text: str, limit: int = -1) -> Sequence[Work]:
        """Return the works whose people, title, container, year or identifiers hold all words of `text`."""
        from refmgr.text import words  # noqa: PLC0415 - listing needs no transliteration tables

        with self._reading() as connection:
            return works.search_works(connection, words(text), limit)

    def show(self, name: str) -> "Shown":
        """Return one work with its evidence, by citation key (or alias), DOI, PMID or file name.

        Raises:
            NotFoundError: nothing is called so.
        """
        from refmgr.library.outcomes import Shown  # noqa: PLC0415

        with self._reading() as connection:
            work_id, work = self._find(connection, name)
            details = works.work_details(connection, work_id)
            edges = tuple(citations_of(connection, work_id))
        return Shown(
            work=work,
            citations=edges,
            documents=tuple(details["documents"]),
            entries=tuple(details["entries"]),
            matches=tuple(details["matches"]),
        )

    def _find(self, connection: Connection, name: str) -> tuple[int, Work]:
        found = works.find_work(connection, name)
        if found is None:
            raise NotFoundError(works.not_found(connection, name), subject=name)
        return found

    def most_cited(self, limit: int = -1) -> Sequence[CitedWork]:
        """Return sources by number of citing documents, then by mentions, then by key."""
        with self._reading() as connection:
            return works.most_cited(connection, limit)

    def notices(self) -> Mapping[str, tuple[Notice, ...]]:
        """Return the retractions, corrections and doubts about works of the library, by citation key.

        They are as old as the answers they come from; `resolve` with `refresh` asks anew.
        """
        from refmgr.store.notices import notices_by_key  # noqa: PLC0415

        with self._reading() as connection:
            return notices_by_key(connection)

    def documents(self) -> int:
        """Return the number of documents given."""
        with self._reading() as connection:
            return works.count_documents(connection)

    def states(self) -> Mapping[str, int]:
        """Return the number of references by state: pending, accepted, ambiguous, none."""
        with self._reading() as connection:
            return works.count_states(connection)

    def decisions(self) -> Sequence[Decision]:
        """Return what a person decided, oldest first."""
        from refmgr.store import ledger  # noqa: PLC0415

        with self._reading() as connection:
            return ledger.decisions(connection)

    # --- writing ---------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with closing(open_to_write(self.path)) as connection:
            if is_outdated(connection):
                with transaction(connection, self.path):
                    for _ in self._derive_all(connection):
                        pass
            yield connection

    def _derive_all(self, connection: Connection) -> Iterator[str]:
        from refmgr.library import imports  # noqa: PLC0415 - readers and sources load only here

        yield from imports.derive_all(connection, self.path)

    def import_(self, sources: Sequence["Source"]) -> Iterator["Imported"]:
        """Import sources one by one; each is durable when its outcome is yielded.

        A source that fails is an outcome like the others. Importing the same bytes again changes
        nothing.

        Raises:
            LibraryError: library.db itself cannot be used.
        """
        from refmgr.library import imports  # noqa: PLC0415 - readers and sources load only here

        with (
            self._writing() as connection,
            imports.Importer(connection, self.path, self.settings) as importer,
        ):
            yield from importer.import_sources(sources)

    def resolve(self, limit: int = -1, *, refresh: bool = False) -> Iterator["Resolved"]:
        """Ask about the references that wait, oldest first; each answer is kept at once.

        Papers that lack references get those that their publisher deposited at Crossref first.

        Args:
            limit: ask about at most so many; all of them when it is negative.
            refresh: ask again about those that were not found or were ambiguous, too.

        Raises:
            SourceError: nobody can be asked any more; what was answered is kept.
        """
        with self._settling(refresh=refresh) as settler:
            yield from settler.settle_all(limit, refresh=refresh)

    def complete(self, limit: int = -1, *, refresh: bool = False) -> Iterator["Completed"]:
        """Ask PubMed about works that were accepted without a PMID; each answer is kept at once.

        Args:
            limit: ask about at most so many; all of them when it is negative.
            refresh: ask about all accepted works what Crossref and PubMed say of them today.

        Raises:
            SourceError: nobody can be asked any more; what was answered is kept.
        """
        with self._settling(refresh=refresh) as settler:
            yield from settler.complete_all(limit, refresh=refresh)

    @contextmanager
    def snowball(self) -> Iterator["Snowball"]:
        """Open what tells by DOI who cites a work and what it cites; every answer is kept at once."""
        from refmgr.library import asking, wiring  # noqa: PLC0415

        with (
            self._writing() as connection,
            wiring.snowball(asking.LibraryAnswers(connection, self.path), self.settings) as opened,
        ):
            yield opened

    @contextmanager
    def _settling(self, *, refresh: bool) -> Iterator["Settler"]:
        """Open what asks; answers of the last day are fresh even for a refresh, so that it can go on."""
        from refmgr.library.settling import Settler  # noqa: PLC0415

        age = min(1, self.settings.max_age) if refresh else self.settings.max_age
        settings = replace(self.settings, max_age=age)
        with self._writing() as connection, Settler(connection, self.path, settings) as settler:
            yield settler

    def edit(self, name: str, fields: Mapping[str, Any]) -> Work:
        """Set fields of a work by a person's word; None empties a field. Recorded as a Decision.

        Raises:
            NotFoundError: nothing is called so.
        """
        from refmgr.library import asking, deciding  # noqa: PLC0415

        with self._writing() as connection, transaction(connection, self.path):
            work_id, _ = self._find(connection, name)
            deciding.edit(asking.context(connection, self.path), work_id, fields)
            return self._find(connection, name)[1]

    def rekey(self, names: Sequence[str], new: str) -> Sequence[tuple[str, str]]:
        """Give works other citation keys; return (old, new) of each that changed. A Decision.

        Arguments and errors are those of `rekeying.rekey`.
        """
        from refmgr.library import asking, rekeying  # noqa: PLC0415

        with self._writing() as connection, transaction(connection, self.path):
            return rekeying.rekey(asking.context(connection, self.path), names, new)

    def give_list(self, name: str, text: str) -> int:
        """Give a paper the reference list its file lacks; return the number of entries read.

        Its in-text citations are linked to the list at once. Recorded as a Decision.

        Raises:
            NotFoundError: nothing is called so.
            DecisionError: it is no imported paper, was given a list before, or there is no entry.
        """
        from refmgr.library import asking, deciding  # noqa: PLC0415

        with self._writing() as connection, transaction(connection, self.path):
            work_id, _ = self._find(connection, name)
            context = asking.context(connection, self.path)
            return deciding.give_list(context, work_id, text)

    def merge(self, names: Sequence[str]) -> Work:
        """Make works one by a person's word, whatever their identifiers say; return it.

        Names are keys, DOIs, PMIDs, or entries of lists (`callen2000:5`).

        Raises:
            NotFoundError: nothing is called so.
            DecisionError: they are one work already.
        """
        from refmgr.library import asking, deciding  # noqa: PLC0415

        with self._writing() as connection, transaction(connection, self.path):
            context = asking.context(connection, self.path)
            return self._work_of(connection, deciding.merge(context, names))

    def keep_apart(self, name: str, other: str) -> tuple[Work, Work]:
        """Let two works be two for ever, or part an entry from a work; return both.

        Raises:
            NotFoundError: nothing is called so.
            DecisionError: both names mean one work.
        """
        from refmgr.library import asking, deciding  # noqa: PLC0415

        with self._writing() as connection, transaction(connection, self.path):
            context = asking.context(connection, self.path)
            a, b = deciding.keep_apart(context, name, other)
            return self._work_of(connection, a), self._work_of(connection, b)

    def answer(self, name: str, verb: str, what: str = "") -> "Answered":
        """Answer a question: accept, reject, later, not-a-publication, merge or keep-apart.

        `name` is that of the question, or of any entry of a list (`callen2000:5`). `what` is the
        number of a candidate, or a DOI, PMID or PMCID by hand; that is looked up at once where
        somebody can be asked, else by the next `resolve`.

        Raises:
            NotFoundError: there is no such question.
            DecisionError: this does not answer it.
        """
        from refmgr.library import answering, asking, imports  # noqa: PLC0415

        with self._writing() as connection:
            with transaction(connection, self.path):
                context = asking.context(connection, self.path)
                question = answering.answer_named(context, name, verb, what)
            answered = answering.answered(connection, question)
            if answered.state != "pending" or self.settings.offline:
                return answered
            with imports.Importer(connection, self.path, self.settings) as importer:
                importer.settle_subject(question.subject)
            return answering.answered(connection, question)

    def _work_of(self, connection: Connection, subject: str) -> Work:
        from refmgr.store import records  # noqa: PLC0415

        work_id = records.work_of_subject(connection, subject)
        if work_id is None:
            raise NotFoundError("no work is described by it", subject=subject)
        return works.work_by_id(connection, work_id)

    def undo(self, number: int | None = None) -> Decision:
        """Take back the last decision, or the one with this number; the record of it stays.

        Raises:
            DecisionError: there is none to take back.
        """
        from refmgr.library import asking, deciding  # noqa: PLC0415

        with self._writing() as connection, transaction(connection, self.path):
            return deciding.undo(asking.context(connection, self.path), number)

    def rebuild(self) -> Iterator[str]:
        """Make all derived tables anew, offline, and yield the name of each document.

        One transaction: until the last document is done, others see the old state, and any failure
        leaves it as it was.
        """
        with (
            closing(open_to_write(self.path)) as connection,
            transaction(connection, self.path),
        ):
            yield from self._derive_all(connection)

    def backup(self, target: Path) -> Path:
        """Write a consistent copy of the library while others may write; return where it is.

        Raises:
            LibraryError: the target exists already or cannot be written.
        """
        with self._reading() as connection:
            copy_library(connection, target)
        return target
