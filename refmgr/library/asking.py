"""The library's memory of what sources said, and what it makes of it when nobody is asked."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from refmgr.errors import SourceError
from refmgr.library.deriving import NOT_ASKED, Context, change_record, outcome_of
from refmgr.library.judging import resolve_ruled
from refmgr.library.rulings import UNRULED, Ruling, Rulings, fold_decisions, print_key
from refmgr.library.wiring import kept_desk, named, offers, ways
from refmgr.model import Record, Reference, Verdict
from refmgr.resolve import Resolution, complete
from refmgr.sources.answers import Answer, Question
from refmgr.sources.desk import utc_now
from refmgr.sources.local import LibrarySource
from refmgr.sources.notices import MARKS, notices_of
from refmgr.sources.snowball import Snowball
from refmgr.store import derived, ledger
from refmgr.store.database import Connection, Row, transaction
from refmgr.store.documents import Outcome, load_reference
from refmgr.store.notices import put_notices, telling_answers

UNASKED: Final = Resolution(Verdict(kind="none", reason=NOT_ASKED), pending=True)


@dataclass(frozen=True, slots=True)
class LibraryAnswers:
    """The answers table as the memory of sources; new answers are committed at once.

    What was asked of which printed text is written with the next answers, or by `flush`: a commit for
    each would cost more than all else, and what a crash loses is noted again at the next use.
    """

    connection: Connection
    path: Path
    noted: dict[tuple[str, str], str] = field(default_factory=dict)

    def get(self, source: str, request: str) -> Answer | None:
        """Return the newest that `source` said to `request`, None if it was never asked."""
        return _answer(source, ledger.find_answer(self.connection, source, request))

    def beginning(self, source: str, start: str) -> Answer | None:
        """Return the newest that `source` said to a request that begins with `start`."""
        return _answer(source, ledger.find_answer_beginning(self.connection, source, start))

    def put(self, answers: Iterable[Answer]) -> None:
        """Keep answers, and the notices that they tell of."""
        came = list(answers)
        with self._writing():
            ledger.add_answers(
                self.connection,
                [(one.source, one.request, one.status, one.body, one.asked_at) for one in came],
            )
            for one in came:
                put_notices(self.connection, one.source, one.request, notices_of(one))
            self._write_notes()

    def asked_as(self, source: str, printed: str) -> str | None:
        """Return the request that was once made from a printed text."""
        return self.noted.get((source, printed)) or ledger.find_question(
            self.connection, source, printed
        )

    def note(self, question: Question) -> None:
        """Remember which request is made from a printed text."""
        self.noted[question.source, question.printed] = question.request
        if self.connection.in_transaction:
            self._write_notes()

    def flush(self) -> None:
        """Write what was noted and not yet written."""
        if self.noted:
            with self._writing():
                self._write_notes()

    def _write_notes(self) -> None:
        for (source, printed), request in self.noted.items():
            ledger.put_question(self.connection, source, printed, request)
        self.noted.clear()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the write lock: one's own, or that of a rebuild under way."""
        if self.connection.in_transaction:
            yield
        else:
            with transaction(self.connection, self.path):
                yield


def _answer(source: str, row: Row | None) -> Answer | None:
    if row is None:
        return None
    return Answer(source, row["request"], row["status"], row["body"], row["asked_at"])


def context(connection: Connection, path: Path, rulings: Rulings | None = None) -> Context:
    """Return what deriving needs: nobody is asked, only answers that are kept count.

    `rulings` are what stands of the decisions, where it is known already.
    """
    answers = LibraryAnswers(connection, path)
    desk = kept_desk(answers)
    sources = ways(desk, offers(answers, (), lambda _: None))
    further = named(desk)
    asked = ledger.any_answer(connection)

    def resolve_kept(reference: Reference, ruling: Ruling) -> Resolution:
        if not asked and ruling == UNRULED:
            return UNASKED
        return complete(resolve_ruled(reference, sources, ruling), reference, further)

    def deposited(doi: str) -> Sequence[Reference]:
        try:
            return Snowball(desk).cited(doi) or ()
        except SourceError:
            return ()

    return Context(
        connection=connection,
        resolve=resolve_kept,
        deposited=deposited,
        now=utc_now(),
        rulings=rulings or fold_decisions(ledger.decisions(connection)),
    )


def derive_notices(connection: Connection) -> None:
    """Make the notices anew from the newest answers."""
    for row in telling_answers(connection, MARKS):
        answer = Answer(row["source"], row["request"], row["status"], row["body"], row["asked_at"])
        put_notices(connection, answer.source, answer.request, notices_of(answer))


def library_source(connection: Connection, record_id: int) -> LibrarySource:
    """Return what the library knows of one of its references, as a source."""

    def find(_: Record) -> Sequence[Record]:
        return derived.verified_records(connection, record_id)

    return LibrarySource(find)


def resolve_kept(context: Context, row: Row) -> Resolution:
    """Return what the answers at hand come to for a record, as a rebuild finds it."""
    return context.resolve(load_reference(row), ruling_of(context, row))


def accepted(outcome: Outcome) -> Resolution:
    """Return the Resolution that a kept outcome came of, as far as `complete` needs it."""
    verdict = Verdict(
        kind=outcome.state,
        reason=outcome.reason,
        match=outcome.accepted,
        matches=outcome.matches,
    )
    return Resolution(verdict, pending=False, problems=outcome.problems)


def keep(context: Context, path: Path, row: Row, resolution: Resolution) -> None:
    """Keep what came of a record, in place of what was known."""
    with transaction(context.connection, path):
        _keep(context, row, resolution)


def settle_row(context: Context, path: Path, row: Row, resolution: Resolution) -> None:
    """Keep what came of one reference that waits, and serve its twins in the library.

    What was resolved for one paper is not asked again for the next. What not everybody could be asked
    about goes on waiting; what was offered so far is kept as a rebuild would find it.
    """
    if resolution.pending:
        if resolution.verdict.matches:
            keep(context, path, row, resolve_kept(context, row))
        return
    with transaction(context.connection, path):
        _keep(context, row, resolution)
        if resolution.verdict.kind == "accepted":
            serve_from_library(context, derived.waiting_siblings(context.connection, row["id"]))


def serve_from_library(context: Context, rows: Sequence[Row]) -> None:
    """Accept what the library already knows for references that wait; nobody else is asked."""
    for row in rows:
        if derived.verified_records(context.connection, row["id"]):
            known = library_source(context.connection, row["id"])
            resolution = resolve_ruled(load_reference(row), (known,), ruling_of(context, row))
            if resolution.verdict.kind == "accepted":
                _keep(context, row, resolution)


def _keep(context: Context, row: Row, resolution: Resolution) -> None:
    change_record(context, row, outcome_of(resolution), ruling_of(context, row))


def ruling_of(context: Context, row: Row) -> Ruling:
    """Return what a person said of the reference in a row of `records`."""
    key = print_key(row["raw"]) if row["role"] == "reference" else None
    return context.rulings.of(row["subject"], key)
