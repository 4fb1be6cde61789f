"""References that wait, resolved: several questions under way, their results kept in order."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from refmgr.errors import SourceError
from refmgr.library import asking, wiring
from refmgr.library.deriving import Context
from refmgr.library.judging import resolve_ruled
from refmgr.library.outcomes import Resolved
from refmgr.library.rulings import Rulings, fold_decisions
from refmgr.library.settings import Settings
from refmgr.resolve import Resolution
from refmgr.sources.answers import Question
from refmgr.sources.desk import UnansweredError
from refmgr.sources.errands import Errands
from refmgr.store import derived, ledger
from refmgr.store.database import Connection, Row
from refmgr.store.documents import load_reference

# So many references are under way at once: enough for whole lists of known DOIs, few enough that
# the first results show at once.
AHEAD: Final = 80


@dataclass(slots=True)
class Window:
    """The references under way, in order.

    `waits` tells which question each of them waits for; `done` what came of the others. References
    that the library takes for one work are not under way together: the first may serve the rest.
    """

    rows: deque[Row] = field(default_factory=deque)
    works: dict[int, int] = field(default_factory=dict)
    waits: dict[int, Question] = field(default_factory=dict)
    done: dict[int, Resolution] = field(default_factory=dict)

    def add(self, row: Row, work: int) -> None:
        """Take in a reference of a work."""
        self.rows.append(row)
        self.works[work] = row["id"]

    def take(self) -> tuple[Row, Resolution] | None:
        """Take out the first reference and what came of it, None while it waits."""
        if not self.rows or self.rows[0]["id"] not in self.done:
            return None
        row = self.rows.popleft()
        self.works = {work: one for work, one in self.works.items() if one != row["id"]}
        return row, self.done.pop(row["id"])


class Settler:
    """Resolves references of one library; learns once that there is no network.

    Args:
        connection: the library, open to write; used by the calling thread alone.
        path: its file.
        settings: whom to ask, and how.
    """

    def __init__(self, connection: Connection, path: Path, settings: Settings) -> None:
        self._connection = connection
        self._path = path
        self._answers = asking.LibraryAnswers(connection, path)
        self._errands = Errands(wiring.services(settings))
        self._told = (0, Rulings())
        self._desk = wiring.errand_desk(self._answers, self._errands, settings.max_age)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what is under way, and keep what has come."""
        self._errands.close()
        self._answers.put(self._errands.rest())

    @property
    def shut(self) -> SourceError | None:
        """Why nobody can be asked any more in this run."""
        return self._errands.shut

    def settle(self, rows: Iterable[Row]) -> Iterator[Resolved]:
        """Resolve references that wait, in order; stop where nobody can be asked any more.

        A reference that was served by its twin meanwhile is passed over. Each result is kept before
        it is yielded, and every answer as soon as it came.
        """
        coming = deque(rows)
        window = Window()
        while coming or window.rows:
            fresh = self._fill(window, coming)
            self._try(window, fresh)
            yield from self._finish(window)
            if self.shut is not None:
                window.rows = deque(row for row in window.rows if row["id"] in window.done)
                yield from self._finish(window)
                return
            self._try(window, self._come(window))

    def _fill(self, window: Window, coming: deque[Row]) -> list[Row]:
        """Take in what there is room for; a batch at a time, so that known DOIs make up lists."""
        fresh: list[Row] = []
        if len(window.rows) > AHEAD // 2:
            return fresh
        parked: list[Row] = []
        while coming and len(window.rows) < AHEAD and len(parked) < AHEAD:
            row = coming.popleft()
            if not derived.still_waits(self._connection, row["id"]):
                continue
            work = derived.work_of_record(self._connection, row["id"])
            if work in window.works:
                parked.append(row)
                continue
            window.add(row, work)
            fresh.append(row)
        coming.extendleft(reversed(parked))
        return fresh

    def _try(self, window: Window, rows: Iterable[Row]) -> None:
        """Resolve rows from what is kept; have asked what is missing."""
        context = self.context()
        for row in rows:
            known = asking.library_source(self._connection, row["id"])
            window.waits.pop(row["id"], None)
            try:
                ruling = asking.ruling_of(context, row)
                sources = wiring.ways(self._desk, known)
                resolution = resolve_ruled(load_reference(row), sources, ruling)
            except UnansweredError as missing:
                window.waits[row["id"]] = missing.question
            else:
                window.done[row["id"]] = resolution
        self._errands.send(window.waits.values())

    def _come(self, window: Window) -> list[Row]:
        """Wait for answers, keep them, and return the rows that can go on."""
        if not window.waits:
            return []
        came = self._errands.collect()
        if came:
            self._answers.put(came)
        return [
            row
            for row in window.rows
            if (question := window.waits.get(row["id"])) is not None
            and (self._errands.answered(question) or self._errands.failure(question))
        ]

    def _finish(self, window: Window) -> Iterator[Resolved]:
        """Keep and yield what came of the first rows."""
        while (first := window.take()) is not None:
            row, resolution = first
            asking.settle_row(self.context(), self._path, row, resolution)
            yield self._resolved(row, resolution)

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
