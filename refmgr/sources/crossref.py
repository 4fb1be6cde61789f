"""Crossref as a source: a printed DOI is looked up, else the printed text is searched for.

Every answer is kept at once, and what was answered before is never asked again.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import quote, urlencode

from refmgr.errors import RefusedError, UnreachableError
from refmgr.identifiers import doi_prefixes
from refmgr.model import Candidate, Reference
from refmgr.sources.answers import Answer, Answers
from refmgr.sources.pace import LONGEST_WAIT, POLITE, PUBLIC, Pace, Rates, TryLaterError, persist
from refmgr.sources.query import cleaned, query_of
from refmgr.sources.source import NotAskedError
from refmgr.sources.translate import record_from_work

if TYPE_CHECKING:
    from refmgr.sources.wire import Reply, Wire

# The right work is among the first ten in 98.9 % of independent printed references, at the top in
# 97.7 %; ten cost 2 ms to weigh.
ROWS: Final = 10
SELECT: Final = (
    "DOI", "title", "subtitle", "author", "editor", "container-title", "short-container-title",
    "issued", "published-print", "volume", "issue", "page", "article-number", "type", "publisher",
    "ISSN", "ISBN", "score",
)  # fmt: skip
# An alias leads to the prime DOI in one step; a chain longer than this is a circle.
MOST_STEPS: Final = 3
# Of a DOI glued to text (`...112473Get`) so many shorter readings are tried.
MOST_READINGS: Final = 2
# After so many questions in a row that were given up, Crossref is out of order for this run.
PATIENCE: Final = 3


@dataclass(frozen=True, slots=True)
class CrossrefSettings:
    """How Crossref is asked.

    Attributes:
        base_url: where its REST interface is.
        mailto: the address Crossref may write to; it allows those who give one a faster pace.
        timeout: seconds to wait for an answer (for a connection, 4 at most).
        offline: only answers that are kept already are used; nobody is asked.
        tries: how often a question is put before it is given up.
        rates: requests a second; None for those Crossref allows with or without `mailto`.
    """

    base_url: str = "https://api.crossref.org"
    mailto: str | None = None
    timeout: float = 10.0
    offline: bool = False
    tries: int = 4
    rates: Rates | None = None


class Crossref:
    """Offers Crossref's Records for a Reference; one connection, used by one thread.

    Args:
        settings: how to ask.
        answers: what was answered before; it is consulted first and gets every new answer at once.
        sleep: waits so many seconds.
        clock: seconds that only ever grow.
    """

    name: Final = "crossref"

    def __init__(
        self,
        settings: CrossrefSettings,
        answers: Answers,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._answers = answers
        rates = settings.rates or (POLITE if settings.mailto else PUBLIC)
        self._single_pace = Pace(rates.single, sleep=sleep, clock=clock)
        self._list_pace = Pace(rates.lists, sleep=sleep, clock=clock)
        self._wire: Wire | None = None
        self._unreachable = False
        self._given_up = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection, if there was one; the next question opens it again."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return the work with the printed DOI, else the works that its text finds, best first.

        Args:
            reference: its `record.doi` is looked up first; where there is none, or Crossref does
                not know it, the printed text is the query.

        Raises:
            UnreachableError: no connection (NotAskedError: offline, and the answer is not kept).
            RefusedError: given up.
        """
        missing: NotAskedError | None = None
        if reference.record.doi:
            try:
                found = self._read_printed(reference.record.doi)
            except NotAskedError as error:
                # Somebody may have asked by query before the DOI was seen in the text.
                found, missing = None, error
            if found is not None:
                return [found]
        query = query_of(reference)
        if query is not None:
            return self._search(query)
        if missing is not None:
            raise missing
        return []

    def lookup(self, doi: str) -> Candidate | None:
        """Return the work with a DOI, None if Crossref does not know it.

        Args:
            doi: normalised, as in a Record. The Candidate of an alias carries the prime DOI.

        Raises:
            UnreachableError: no connection.
            RefusedError: given up.
        """
        asked = doi.strip().lower()
        for _ in range(MOST_STEPS):
            answer = self._work(asked)
            if answer.status == 404:
                return None
            if answer.status == 200:
                return self._candidate(json.loads(answer.body)["message"], "doi")
            asked = answer.body
        raise RefusedError("Crossref's answer leads in a circle.", subject=doi)

    def search(self, text: str) -> Sequence[Candidate]:
        """Return the works that a printed reference finds, in Crossref's order.

        Args:
            text: as printed; label, identifiers and words of links are cut off before it is sent.

        Raises:
            UnreachableError: no connection.
            RefusedError: given up.
        """
        query = cleaned(text)
        return [] if query is None else self._search(query)

    def _read_printed(self, doi: str) -> Candidate | None:
        """Return the work with a printed DOI, or with the longest shorter reading that is a DOI."""
        for reading in (doi, *doi_prefixes(doi)[:MOST_READINGS]):
            found = self.lookup(reading)
            if found is not None:
                return found
        return None

    def _work(self, doi: str) -> Answer:
        request = f"works/{quote(doi, safe='')}"
        return self._answer(request, self._single_pace, lambda wire: wire.work(doi))

    def _search(self, query: str) -> list[Candidate]:
        asked = {"query.bibliographic": query, "rows": ROWS, "select": ",".join(SELECT)}
        answer = self._answer(
            f"works?{urlencode(asked, safe=',')}",
            self._list_pace,
            lambda wire: wire.works(query, ROWS, SELECT),
        )
        items = json.loads(answer.body)["message"].get("items")
        return [
            self._candidate(item, "query")
            for item in (items if isinstance(items, list) else [])
            if isinstance(item, dict)
        ]

    def _candidate(self, work: dict[str, Any], asked: str) -> Candidate:
        score = work.get("score")
        return Candidate(
            source=self.name,
            record=record_from_work(work),
            asked=asked,
            source_score=float(score) if isinstance(score, int | float) else None,
        )

    def _answer(self, request: str, pace: Pace, ask: Callable[["Wire"], "Reply"]) -> Answer:
        """Return the answer that is kept, or else ask for it and keep it."""
        kept = self._answers.get(self.name, request)
        if kept is not None:
            return kept
        self._refuse_in_vain(request)
        reply = self._ask(pace, ask)
        if reply.status == 404 and pace is self._list_pace:
            raise RefusedError(
                "No Crossref answers at this address.", subject=self._settings.base_url
            )
        asked_at = datetime.now(UTC).isoformat(timespec="seconds")
        answer = Answer(self.name, request, reply.status, reply.body, asked_at)
        self._answers.put(answer)
        return answer

    def _refuse_in_vain(self, request: str) -> None:
        """Raise at once where asking is known to be in vain."""
        if self._settings.offline:
            raise NotAskedError("Crossref was not asked: this run is offline.", subject=request)
        if self._unreachable:
            raise UnreachableError("Crossref could not be reached in this run.")
        if self._given_up >= PATIENCE:
            raise RefusedError("Crossref was out of order in this run; run `refmgr resolve` later.")

    def _ask(self, pace: Pace, ask: Callable[["Wire"], "Reply"]) -> "Reply":
        """Return the reply to a new question, and remember where Crossref fails."""
        wire = self._connect()
        try:
            reply = persist(lambda: ask(wire), tries=self._settings.tries, pace=pace)
        except UnreachableError:
            self._unreachable = True
            raise
        except RefusedError as error:
            wait = error.wait if isinstance(error, TryLaterError) else None
            self._given_up += PATIENCE if wait is not None and wait > LONGEST_WAIT else 1
            raise
        self._given_up = 0
        if reply.interval is not None:
            pace.slow_to(reply.interval)
        return reply

    def _connect(self) -> "Wire":
        """Return the open line; habanero is imported here, with the first question."""
        if self._wire is None:
            from refmgr.sources.wire import Wire  # noqa: PLC0415

            settings = self._settings
            self._wire = Wire(settings.base_url, settings.mailto, settings.timeout)
        return self._wire
