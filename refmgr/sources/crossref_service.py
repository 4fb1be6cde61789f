"""Crossref at the other end of the line: one work, a list by query, several works at once."""

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from refmgr.errors import RefusedError, SourceError
from refmgr.sources.answers import Answer
from refmgr.sources.desk import utc_now
from refmgr.sources.line import TRIES, Kind, Line
from refmgr.sources.pace import POLITE, PUBLIC, Rates

if TYPE_CHECKING:
    from refmgr.sources.exchange import Reply
    from refmgr.sources.wire import Wire

NAME: Final = "crossref"
# A list costs as much as three single works, so it pays from four on; forty whole records are
# 300 kB on average.
FEWEST: Final = 4
MOST: Final = 40
# A comma parts two filters; of other signs nobody says whether a filter takes them.
SAFE_IN_FILTER: Final = re.compile(r"[a-z0-9./()_-]+")


@dataclass(frozen=True, slots=True)
class CrossrefSettings:
    """How Crossref is asked.

    Attributes:
        base_url: where its REST interface is.
        mailto: the address Crossref may write to; it allows those who give one a faster pace.
        timeout: seconds to wait for an answer (for a connection, 4 at most; for all of it, thrice).
        tries: how often a question is put before it is given up.
        rates: requests a second; None for those Crossref allows with or without `mailto`.
    """

    base_url: str = "https://api.crossref.org"
    mailto: str | None = None
    timeout: float = 10.0
    tries: int = TRIES
    rates: Rates | None = None


class CrossrefService:
    """Crossref as a `Service`.

    Args:
        settings: how to ask.
        sleep: waits so many seconds; None for a sleep that `close` ends.
        clock: seconds that only ever grow.
    """

    name: Final = NAME
    title: Final = "Crossref"

    def __init__(
        self,
        settings: CrossrefSettings,
        *,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        rates = settings.rates or (POLITE if settings.mailto else PUBLIC)
        self._settings = settings
        self.at_once = rates.at_once
        self._line = Line(self.title, rates, tries=settings.tries, sleep=sleep, clock=clock)
        self._wire: Wire | None = None
        self._lock = Lock()

    @property
    def shut(self) -> SourceError | None:
        """Why Crossref is not asked any more in this run; None while it is."""
        return self._line.shut

    def bundles(self, requests: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """Return the requests grouped: known DOIs in lists of forty, the others by themselves."""
        listed = [one for one in requests if _fits_a_filter(one)]
        if len(listed) < FEWEST:
            return [(one,) for one in requests]
        chosen = set(listed)
        lists = [tuple(listed[start : start + MOST]) for start in range(0, len(listed), MOST)]
        return [*lists, *((one,) for one in requests if one not in chosen)]

    def ask(self, bundle: tuple[str, ...]) -> Sequence[Answer]:
        """Return answers; see `Service.ask`. A DOI that a list does not bring may be an alias."""
        if len(bundle) > 1:
            return self._ask_for_list(bundle)
        (request,) = bundle
        kind: Kind = "list" if "?" in request else "single"
        reply = self._put(kind, lambda wire: wire.get(request))
        if kind == "list" and reply.status == 404:
            raise RefusedError(
                "No Crossref answers at this address.", subject=self._settings.base_url
            )
        if kind == "single" and reply.status == 200:
            _refuse_another(request, json.loads(reply.body)["message"])
        return [Answer(NAME, request, reply.status, reply.body, utc_now())]

    def stop(self) -> None:
        """Refuse every further question, those that wait for their turn included."""
        self._line.stop()

    def close(self) -> None:
        """Stop, and close the connections."""
        self.stop()
        with self._lock:
            if self._wire is not None:
                self._wire.close()
                self._wire = None

    def _ask_for_list(self, bundle: tuple[str, ...]) -> list[Answer]:
        wanted = {doi_of(request): request for request in bundle}
        reply = self._put("list", lambda wire: wire.works(list(wanted)))
        items = json.loads(reply.body)["message"].get("items") if reply.status == 200 else None
        now = utc_now()
        return [
            Answer(NAME, wanted[doi], 200, _as_single(item), now)
            for item in (items if isinstance(items, list) else [])
            if isinstance(item, dict) and (doi := str(item.get("DOI", "")).lower()) in wanted
        ]

    def _put(self, kind: Kind, ask: Callable[["Wire"], "Reply"]) -> "Reply":
        wire = self._connect()
        reply = self._line.put(kind, lambda: ask(wire))
        self._line.heed(kind, reply.interval, reply.at_once)
        return reply

    def _connect(self) -> "Wire":
        """Return the open wire; habanero is imported here, with the first question."""
        with self._lock:
            if self._wire is None:
                from refmgr.sources.wire import Wire  # noqa: PLC0415

                settings = self._settings
                self._wire = Wire(settings.base_url, settings.mailto, settings.timeout)
            return self._wire


def work_request(doi: str) -> str:
    """Return the request for the work with a DOI."""
    return f"works/{quote(doi.strip().lower(), safe='')}"


def doi_of(request: str) -> str:
    """Return the DOI that a `work_request` asks for."""
    return unquote(request.removeprefix("works/"))


def _fits_a_filter(request: str) -> bool:
    return "?" not in request and SAFE_IN_FILTER.fullmatch(doi_of(request)) is not None


def _as_single(item: Mapping[str, Any]) -> str:
    """Return an item of a list in the form in which the work comes by itself."""
    answer = {"status": "ok", "message-type": "work", "message": item}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _refuse_another(request: str, work: Mapping[str, Any]) -> None:
    """Raise where a work came that was not asked for; an alias comes as a redirect, never so."""
    told = work.get("DOI")
    if not isinstance(told, str) or told.strip().lower() != doi_of(request):
        raise RefusedError(
            f"Crossref answered about another DOI ({told}); nothing of it was used.",
            subject=doi_of(request),
        )
