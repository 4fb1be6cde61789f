"""Sources at work for the library: its answers, and References resolved one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from refmgr.library.deriving import Context, change_record, outcome_of
from refmgr.library.settings import Settings
from refmgr.model import Record, Verdict
from refmgr.resolve import Resolution, resolve
from refmgr.sources.answers import Answer
from refmgr.sources.crossref import Crossref, CrossrefSettings
from refmgr.sources.local import LibrarySource
from refmgr.sources.source import Source
from refmgr.store import derived, ledger
from refmgr.store.database import Connection, Row, transaction
from refmgr.store.documents import load_reference
from refmgr.store.values import load_record

UNASKED: Final = Resolution(Verdict(kind="none", reason="nobody was asked yet"), pending=True)


@dataclass(frozen=True, slots=True)
class LibraryAnswers:
    """The answers table as the memory of sources; each new answer is committed at once."""

    connection: Connection
    path: Path

    def get(self, source: str, request: str) -> Answer | None:
        """Return what `source` said to `request`, None if it was never asked."""
        row = ledger.find_answer(self.connection, source, request)
        if row is None:
            return None
        return Answer(source, request, row["status"], row["body"], row["asked_at"])

    def put(self, answer: Answer) -> None:
        """Keep an answer."""
        with transaction(self.connection, self.path):
            ledger.add_answer(
                self.connection,
                (answer.source, answer.request, answer.status, answer.body, answer.asked_at),
            )


def crossref(settings: Settings, answers: LibraryAnswers, *, offline: bool) -> Crossref:
    """Return Crossref as the settings want it; offline it only repeats answers it once gave."""
    return Crossref(
        CrossrefSettings(
            base_url=settings.crossref_url,
            mailto=settings.mailto,
            timeout=settings.timeout,
            offline=offline or settings.offline,
        ),
        answers,
    )


def context(connection: Connection, path: Path, settings: Settings) -> Context:
    """Return what deriving needs: nobody is asked, only answers that are kept count."""
    kept = crossref(settings, LibraryAnswers(connection, path), offline=True)
    asked = ledger.any_answer(connection)
    return Context(
        connection=connection,
        resolve=lambda reference: resolve(reference, (kept,)) if asked else UNASKED,
        now=now(),
        edits=ledger.edits(connection),
    )


def now() -> str:
    """Return the time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def settle_reference(
    context: Context, path: Path, row: Row, sources: Sequence[Source]
) -> Resolution:
    """Resolve one reference that waits, keep what came of it, and serve its twins in the library.

    The library is asked first: what was resolved for one paper is not asked again for the next.
    """
    resolution = _resolve_row(context, row, sources)
    if resolution.pending:
        return resolution
    with transaction(context.connection, path):
        _keep(context, row, resolution)
        if resolution.verdict.kind == "accepted":
            serve_from_library(context, derived.waiting_siblings(context.connection, row["id"]))
    return resolution


def serve_from_library(context: Context, rows: Sequence[Row]) -> None:
    """Accept what the library already knows for references that wait; nobody else is asked."""
    for row in rows:
        if derived.verified_records(context.connection, row["id"]):
            resolution = _resolve_row(context, row, ())
            if resolution.verdict.kind == "accepted":
                _keep(context, row, resolution)


def _resolve_row(context: Context, row: Row, sources: Sequence[Source]) -> Resolution:
    def find(_: Record) -> Sequence[Record]:
        return derived.verified_records(context.connection, row["id"])

    return resolve(load_reference(row), (LibrarySource(find), *sources))


def _keep(context: Context, row: Row, resolution: Resolution) -> None:
    change_record(
        context, row["id"], row["subject"], load_record(row["record"]), outcome_of(resolution)
    )
