"""Records of the library, resolved and completed: questions under way, results kept in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, Self, TypeVar

from refmgr.errors import SourceError
from refmgr.library import asking, wiring
from refmgr.library import lists as missing
from refmgr.library.deriving import Context
from refmgr.library.judging import resolve_ruled
from refmgr.library.outcomes import Completed, Resolved
from refmgr.library.rulings import Rulings, fold_decisions
from refmgr.library.settings import Settings
from refmgr.resolve import Resolution, complete
from refmgr.sources.answers import Answer, Question
from refmgr.sources.desk import Desk, UnansweredError
from refmgr.sources.errands import Errands
from refmgr.sources.snowball import Snowball
from refmgr.store import derived, ledger, lists, waiting
from refmgr.store.database import Connection, Row, transaction
from refmgr.store.documents import load_outcome, load_reference

# So many records are under way at once: enough for whole lists of known DOIs, few enough that the
# first results show at once.
AHEAD: Final = 80

T = TypeVar("T")


@dataclass(slots=True)
class Window(Generic[T]):
    """The records under way, in order.

    `waits` tells which question each of them waits for; `done` what came of the others. Records
    that the library takes for one work are not under way together: the first may serve the rest.
    """

    rows: deque[Row] = field(default_factory=deque)
    works: dict[int, int] = field(default_factory=dict)
    waits: dict[int, Question] = field(default_factory=dict)
    done: dict[int, T] = field(default_factory=dict)

    def add(self, row: Row, work: int) -> None:
        """Take in a record of a work."""
        self.rows.append(row)
        self.works[work] = row["id"]

    def take(self) -> tuple[Row, T] | None:
        """Take out the first record and what came of it, None while it waits."""
        if not self.rows or self.rows[0]["id"] not in self.done:
            return None
        row = self.rows.popleft()
        self.works = {work: one for work, one in self.works.items() if one != row["id"]}
        return row, self.done.pop(row["id"])

    def drop_waiting(self) -> None:
        """Take out the records that wait for an answer."""
        self.rows = deque(row for row in self.rows if row["id"] in self.done)


class Settler:
    """Asks about records of one library; learns once that there is no network.

    Args:
        connection: the library, open to write; used by the calling thread alone.
        path: its file.
        settings: whom to ask, and how.

    Raises:
        CatalogueError: a catalogue cannot be used.
    """

    def __init__(self, connection: Connection, path: Path, settings: Settings) -> None:
        self._connection = connection
        self._path = path
        self._answers = asking.LibraryAnswers(connection, path)
        self._catalogues = wiring.open_catalogues(settings)
        self._errands = Errands(wiring.services(settings))
        self._told = (0, Rulings())
        self._desk = wiring.errand_desk(self._answers, self._errands, settings.max_age)
        self._patient = wiring.errand_desk(self._answers, self._errands, None)
        self._new: list[Answer] = []
        self._offers = wiring.offers(self._answers, self._catalogues, self._new.append)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what is under way, and keep what has come."""
        self._errands.close()
        self._keep_answers(self._errands.rest())
        self._answers.flush()
        for catalogue in self._catalogues:
            catalogue.close()

    @property
    def shut(self) -> SourceError | None:
        """Why nobody can be asked any more in this run."""
        return self._errands.shut

    @property
    def asks(self) -> bool:
        """Whether there is anybody to ask: a service or a catalogue."""
        return bool(self._catalogues) or self._errands.asks_any

    def settle_all(self, limit: int, *, refresh: bool) -> Iterator[Resolved]:
        """Resolve what waits in the library, papers themselves first; see `Library.resolve`."""
        for _ in self.find_own(lists.unknown_papers(self._connection), again=refresh):
            pass
        chosen = waiting.unsettled_references if refresh else derived.waiting_references
        yield from self.settle(chosen(self._connection, limit=limit))
        if self.shut is not None:
            raise self.shut

    def complete_all(self, limit: int, *, refresh: bool) -> Iterator[Completed]:
        """Complete what was accepted in the library; see `Library.complete`."""
        chosen = waiting.identified_records if refresh else waiting.incomplete_records
        yield from self.complete(chosen(self._connection, limit=limit), whole=refresh)
        if self.shut is not None:
            raise self.shut

    def settle(self, rows: Iterable[Row]) -> Iterator[Resolved]:
        """Resolve references that wait, in order; stop where nobody can be asked any more.

        A reference that was served by its twin meanwhile, or that nobody could be asked about, is
        passed over. Each result is kept before
        it is yielded, and every answer as soon as it came.
        """
        for row, resolution in self._run(rows, self._resolve, derived.is_unsettled):
            asking.settle_row(self.context(), self._path, row, resolution)
            if not (resolution.pending and self.shut):
                yield self._resolved(row, resolution)

    def find_own(self, rows: Iterable[Row], *, again: bool = False) -> Iterator[Resolution]:
        """Ask which works papers themselves are, and for the lists that they lack, as deposited.

        A paper that prints too little to be found for certain is passed over.

        Args:
            rows: of `lists.unknown_papers`, each the record of a paper itself.
            again: ask again about those that were not found.
        """
        desk = self._desk if again else self._patient
        likely = [row for row in rows if missing.may_be_found(load_reference(row).record)]

        def attempt(row: Row) -> Resolution:
            return self._find_own(row, desk)

        for own, resolution in self._run(likely, attempt, lambda *_: True):
            if resolution.verdict.kind == "accepted":
                with transaction(self._connection, self._path):
                    missing.take_over(self.context(), own)
            yield resolution

    def complete(self, rows: Iterable[Row], *, whole: bool = False) -> Iterator[Completed]:
        """Ask further sources about accepted works, such as PubMed for its PMIDs, in order.

        Args:
            rows: of `waiting.incomplete_records` or `waiting.identified_records`.
            whole: ask the source that was accepted as well, for what it says today.
        """

        def attempt(row: Row) -> None:
            self._complete(row, whole=whole)

        for row, _ in self._run(rows, attempt, lambda *_: True):
            context = self.context()
            resolution = asking.resolve_kept(context, row)
            if resolution.companions or resolution.problems:
                asking.keep(context, self._path, row, resolution)
            yield self._completed(row, resolution)

    # --- one round ---------------------------------------------------------------------------------
    def _run(
        self,
        rows: Iterable[Row],
        attempt: Callable[[Row], T],
        wanted: Callable[[Connection, int], bool],
    ) -> Iterator[tuple[Row, T]]:
        """Yield rows with what came of each attempt, in order; one that lacks an answer tries again."""
        coming, window = deque(rows), Window[T]()
        ended = False
        while not ended and (coming or window.rows):
            # Where one service is shut, what is under way may still go on to another.
            fresh = [] if self.shut else self._fill(window, coming, wanted)
            self._try(window, attempt, fresh)
            ended = self.shut is not None and not self._errands.busy
            if ended:
                window.drop_waiting()
            while (first := window.take()) is not None:
                self._keep_answers(())
                yield first
            self._try(window, attempt, self._come(window))

    def _fill(
        self, window: Window[T], coming: deque[Row], wanted: Callable[[Connection, int], bool]
    ) -> list[Row]:
        """Take in what there is room for; a batch at a time, so that known DOIs make up lists."""
        fresh: list[Row] = []
        if len(window.rows) > AHEAD // 2:
            return fresh
        parked: list[Row] = []
        while coming and len(window.rows) < AHEAD and len(parked) < AHEAD:
            row = coming.popleft()
            if not wanted(self._connection, row["id"]):
                continue
            work = derived.work_of_record(self._connection, row["id"]) or -row["id"]
            if work in window.works:
                parked.append(row)
                continue
            window.add(row, work)
            fresh.append(row)
        coming.extendleft(reversed(parked))
        return fresh

    def _try(self, window: Window[T], attempt: Callable[[Row], T], rows: Iterable[Row]) -> None:
        """Attempt rows with what is kept; have asked what is missing."""
        for row in rows:
            window.waits.pop(row["id"], None)
            try:
                window.done[row["id"]] = attempt(row)
            except UnansweredError as missing:
                window.waits[row["id"]] = missing.question
        self._errands.send(window.waits.values())

    def _come(self, window: Window[T]) -> list[Row]:
        """Wait for answers, keep them, and return the rows that can go on."""
        if not window.waits:
            return []
        self._keep_answers(self._errands.collect())
        return [
            row
            for row in window.rows
            if (question := window.waits.get(row["id"])) is not None
            and (self._errands.answered(question) or self._errands.failure(question))
        ]

    def _keep_answers(self, came: Sequence[Answer]) -> None:
        """Keep answers that came, and what catalogues offered."""
        if came or self._new:
            self._answers.put([*self._new, *came])
            self._new.clear()

    # --- what is attempted ------------------------------------------------------------------------
    def _resolve(self, row: Row, desk: Desk | None = None) -> Resolution:
        known = asking.library_source(self._connection, row["id"])
        sources = wiring.ways(desk or self._desk, self._offers, known)
        return resolve_ruled(load_reference(row), sources, asking.ruling_of(self.context(), row))

    def _find_own(self, row: Row, desk: Desk) -> Resolution:
        """Resolve a paper itself, and have its whole record asked for where it lacks references."""
        resolution = self._resolve(row, desk)
        match = resolution.verdict.match
        doi = match.candidate.record.doi if match is not None else None
        if doi and lists.lacks_references(self._connection, row["document_id"]):
            with suppress(SourceError):
                Snowball(desk).cited(doi)
        return resolution

    def _complete(self, row: Row, *, whole: bool) -> None:
        """Have answered what other sources know of an accepted work: PubMed of Crossref's, and so on."""
        outcome = load_outcome(self._connection, row)
        if outcome.accepted is None:
            return
        told = outcome.accepted.candidate.source
        crossref, biomedical, _ = wiring.named(self._desk)
        others = (crossref,) if told in wiring.BIOMEDICAL_SOURCES else (biomedical,)
        asked = (crossref, biomedical) if whole else others
        complete(asking.accepted(outcome), load_reference(row), asked)

    def context(self) -> Context:
        """Return what deriving needs; decisions are read anew only when there is a new one."""
        newest = ledger.newest_decision(self._connection)
        if self._told[0] != newest:
            self._told = newest, fold_decisions(ledger.decisions(self._connection))
        return asking.context(self._connection, self._path, self._told[1])

    def _resolved(self, row: Row, resolution: Resolution) -> Resolved:
        verdict = resolution.verdict
        return Resolved(
            document=derived.document_name(self._connection, row["document_id"]),
            number=row["number"],
            raw=row["raw"],
            state="pending" if resolution.pending else verdict.kind,
            reason=verdict.reason,
            doi=verdict.match.candidate.record.doi if verdict.match else None,
            pmid=verdict.match.candidate.record.pmid if verdict.match else None,
            problems=resolution.problems,
        )

    def _completed(self, row: Row, resolution: Resolution) -> Completed:
        match = resolution.verdict.match
        told = [one.candidate.record for one in (match, *resolution.companions) if one is not None]
        return Completed(
            document=derived.document_name(self._connection, row["document_id"]),
            number=row["number"],
            doi=next((one.doi for one in told if one.doi), None),
            pmid=next((one.pmid for one in told if one.pmid), None),
            problems=resolution.problems,
        )
