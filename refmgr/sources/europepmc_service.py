"""Europe PMC at the other end of the line: its search, and the lists of who cites whom.

Requests name one thing each: `doi/10.1067/mpd.2001.112473`, `pmid/11343032`, `pmcid/PMC3132933`, or
`text/TITLE:calcinosis AND AUTH:mukamel`. Identifiers are asked together; an answer (status 200) is
the article in Europe PMC's JSON, that to a text a list of articles. `citations/MED/11343032/1` and
`references/MED/11343032/1` are pages of lists.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from refmgr.errors import RefusedError, SourceError
from refmgr.sources.answers import Answer
from refmgr.sources.desk import utc_now
from refmgr.sources.line import TRIES, Line
from refmgr.sources.pace import EUROPE_PMC, Rates, TryLaterError

if TYPE_CHECKING:
    from refmgr.sources.exchange import Address, Reply

NAME: Final = "europepmc"
FIELDS: Final[Mapping[str, str]] = {"doi": "DOI", "pmid": "EXT_ID", "pmcid": "PMCID"}
# Identifiers in one question: its address stays below 2 kB.
MOST: Final = 20
ROWS: Final = 10
PAGE: Final = 1000
UNUSUAL: Final = "Europe PMC's answer is not in its usual form."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EuropePmcSettings:
    """How Europe PMC is asked.

    Attributes:
        base_url: where its REST interface is.
        mailto: the address it may write to.
        timeout: seconds to wait for an answer.
        tries: how often a question is put before it is given up.
        rates: requests a second; None for the usual ones.
    """

    base_url: str = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    mailto: str | None = None
    timeout: float = 20.0
    tries: int = TRIES
    rates: Rates | None = None


class EuropePmcService:
    """Europe PMC as a `Service`.

    Args:
        settings: how to ask.
        sleep: waits so many seconds; None for a sleep that `close` ends.
        clock: seconds that only ever grow.
    """

    name: Final = NAME
    title: Final = "Europe PMC"

    def __init__(
        self,
        settings: EuropePmcSettings,
        *,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        rates = settings.rates or EUROPE_PMC
        self._settings = settings
        self.at_once = rates.at_once
        self._line = Line(self.title, rates, tries=settings.tries, sleep=sleep, clock=clock)
        self._address: Address | None = None
        self._lock = Lock()

    @property
    def shut(self) -> SourceError | None:
        """Why Europe PMC is not asked any more in this run; None while it is."""
        return self._line.shut

    def bundles(self, requests: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """Return the requests grouped: identifiers of one kind together, the others alone."""
        kinds: dict[str, list[str]] = {}
        for request in requests:
            kind = request.partition("/")[0]
            kinds.setdefault(kind if kind in FIELDS else request, []).append(request)
        return [
            tuple(some[start : start + MOST])
            for some in kinds.values()
            for start in range(0, len(some), MOST)
        ]

    def ask(self, bundle: tuple[str, ...]) -> Sequence[Answer]:
        """Return answers to requests of one kind; see `Service.ask`."""
        kind = bundle[0].partition("/")[0]
        if kind in FIELDS:
            return self._by_identifier(kind, [one.partition("/")[2] for one in bundle])
        (request,) = bundle
        if kind == "text":
            found = self._search(request.partition("/")[2], ROWS)
            return [Answer(NAME, request, 200, _dump(found), utc_now())]
        return [self._page(request)]

    def stop(self) -> None:
        """Refuse every further question, those that wait for their turn included."""
        self._line.stop()

    def close(self) -> None:
        """Stop, and close the connections."""
        self.stop()
        with self._lock:
            if self._address is not None:
                self._address.close()
                self._address = None

    def _by_identifier(self, kind: str, values: Sequence[str]) -> list[Answer]:
        """Return the articles with these identifiers; each must say that it has the one asked for."""
        query = " OR ".join(f'{FIELDS[kind]}:"{value}"' for value in values)
        if kind == "pmid":
            query = f"({query}) AND SRC:MED"
        found: dict[str, Mapping[str, Any]] = {}
        for one in self._search(query, 2 * len(values)):
            told = str(one.get(kind) or "")
            found.setdefault(told.lower() if kind == "doi" else told, one)
        now = utc_now()
        return [
            Answer(NAME, f"{kind}/{value}", 200, _dump(found[value]), now)
            if value in found
            else Answer(NAME, f"{kind}/{value}", 404, "", now)
            for value in values
        ]

    def _search(self, query: str, rows: int) -> list[Mapping[str, Any]]:
        asked = {
            "query": query,
            "resultType": "core",
            "format": "json",
            "pageSize": str(rows),
            "synonym": "FALSE",
        }
        return self._put("search", asked, _results)

    def _page(self, request: str) -> Answer:
        """Return a page of a list of citations or references as it came."""
        kind, source, number, page = request.split("/")
        asked = {"page": page, "pageSize": str(PAGE), "format": "json"}
        reply = self._put(f"{source}/{number}/{kind}", asked, _page)
        return Answer(NAME, request, reply.status, reply.body, utc_now())

    def _put(self, path: str, asked: Mapping[str, str], read: Callable[["Reply"], T]) -> T:
        address = self._connect()
        return self._line.put("single", lambda: read(address.get(path, asked)))

    def _connect(self) -> "Address":
        """Return the open address; the HTTP library is imported here, with the first question."""
        with self._lock:
            if self._address is None:
                from refmgr.sources.exchange import Address  # noqa: PLC0415

                settings = self._settings
                told = {"email": settings.mailto} if settings.mailto else {}
                self._address = Address(self.title, settings.base_url, settings.timeout, told)
            return self._address


def _results(reply: "Reply") -> list[Mapping[str, Any]]:
    """Return the articles of an answer of the search."""
    found = _read(reply).get("resultList")
    results = found.get("result") if isinstance(found, dict) else None
    if not isinstance(results, list):
        raise TryLaterError(UNUSUAL)
    return [one for one in results if isinstance(one, dict)]


def _page(reply: "Reply") -> "Reply":
    """Return a reply that is a page of a list, or says that there is no such article."""
    if reply.status != 404:
        _read(reply)
    return reply


def _read(reply: "Reply") -> Mapping[str, Any]:
    if reply.status != 200:
        raise RefusedError(f"Europe PMC refuses this question (status {reply.status}).")
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or "errMsg" in found:
        raise TryLaterError(UNUSUAL)
    return found


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
