"""The line to Crossref: habanero over one shared connection, and what each of its failures means.

habanero opens a client for every request, follows no redirect and raises six unrelated kinds of
exception. All of that ends here: a Reply comes out, or one of our errors. Importing this module
imports habanero; `crossref.py` does so with its first question.
"""

import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypedDict, Unpack
from urllib.parse import quote, unquote, urlsplit

import habanero
import httpx2

from refmgr import __version__
from refmgr.errors import RefusedError, SourceError, UnreachableError
from refmgr.sources.pace import TryLaterError

# A firewall that swallows packets is found out after this many seconds, once per run.
LONGEST_CONNECT: Final = 4.0

HABANERO_FAULTS: Final = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    habanero.RequestError,
    RuntimeError,
    TypeError,
    KeyError,
    ValueError,
    AttributeError,
)
NO_CONNECTION: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
)
MOVED: Final = frozenset({301, 302, 307, 308})
PASSING: Final = frozenset({408, 425, 429})

UNREACHABLE: Final = (
    "Crossref cannot be reached from here; check the connection, then run `refmgr resolve`."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What Crossref answered: status 200 (`body` is JSON), 301 (`body` is a DOI) or 404.

    `interval` is the least number of seconds between requests that its header asks for.
    """

    status: int
    body: str
    interval: float | None = None


class Options(TypedDict):
    """What habanero hands to `httpx2.get` beside the address."""

    params: Mapping[str, str]
    headers: Mapping[str, str]
    timeout: httpx2.Timeout


class Exchange:
    """One request over the shared client; it remembers what came, whatever habanero makes of it."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        self.response: httpx2.Response | None = None
        self.fault: Exception | None = None

    def get(self, url: str, **options: Unpack[Options]) -> httpx2.Response:
        """Do what `httpx2.get` does, over the shared client."""
        try:
            self.response = self._client.get(url, **options)
        except (httpx2.HTTPError, httpx2.InvalidURL) as fault:
            self.fault = fault
            raise
        return self.response


CURRENT: Final[ContextVar[Exchange | None]] = ContextVar("CURRENT", default=None)


class Seam:
    """Stands in habanero's modules where they name `httpx2`.

    22 ms of every 22.5 ms that a call costs is the client that `httpx2.get` builds and throws away.
    Outside an Exchange, habanero behaves as ever: it may have other users in the same process.
    """

    def __getattr__(self, name: str) -> object:
        return getattr(httpx2, name)

    @staticmethod
    def get(url: str, **options: Unpack[Options]) -> httpx2.Response:
        """Send a request over the Exchange in hand, or as `httpx2.get` does if there is none."""
        exchange = CURRENT.get()
        return httpx2.get(url, **options) if exchange is None else exchange.get(url, **options)


SEAM: Final = Seam()
for _name in ("habanero.request", "habanero.request_class"):
    importlib.import_module(_name).httpx2 = SEAM  # type: ignore[attr-defined]


class Wire:
    """Asks Crossref for one work or for a list, and closes the connection in the end."""

    def __init__(self, base_url: str, mailto: str | None, timeout: float) -> None:
        limits = httpx2.Timeout(timeout, connect=min(timeout, LONGEST_CONNECT))
        self._client = httpx2.Client(timeout=limits)
        self._api = habanero.Crossref(
            base_url=base_url.rstrip("/"),
            mailto=mailto,
            ua_string=f"refmgr/{__version__}",
            timeout=limits,
        )

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def work(self, doi: str) -> Reply:
        """Return the answer to one DOI.

        habanero writes the DOI into the path as it is, where `10.1000/a#b` becomes another work, so
        it gets it encoded.
        """
        return self._ask(doi, lambda: self._api.works(ids=quote(doi, safe="")))

    def works(self, text: str, rows: int, select: Sequence[str]) -> Reply:
        """Return the answer to a bibliographic query."""
        return self._ask(
            text,
            lambda: self._api.works(query_bibliographic=text, limit=rows, select=list(select)),
        )

    def _ask(self, subject: str, call: Callable[[], object]) -> Reply:
        exchange = Exchange(self._client)
        token = CURRENT.set(exchange)
        try:
            call()
        except HABANERO_FAULTS as fault:
            if exchange.response is None:
                raise _no_answer(exchange.fault or fault, subject) from fault
            return _read_refusal(exchange.response, subject, fault)
        finally:
            CURRENT.reset(token)
        response = exchange.response
        if response is None or not _is_message(response.text):
            raise TryLaterError("Crossref's answer is not in its usual form.", subject=subject)
        return Reply(200, response.text, _interval(response.headers))


def _is_message(body: str) -> bool:
    answer = json.loads(body)
    return isinstance(answer, dict) and isinstance(answer.get("message"), dict)


def _no_answer(fault: Exception, subject: str) -> SourceError:
    """Return the error for a request that came back with nothing."""
    if isinstance(fault, NO_CONNECTION):
        return UnreachableError(UNREACHABLE)
    if isinstance(fault, httpx2.TimeoutException):
        return TryLaterError("Crossref took too long to answer.", subject=subject)
    if isinstance(fault, httpx2.HTTPError):
        return TryLaterError(
            "The connection broke before Crossref's answer was whole.", subject=subject
        )
    return RefusedError(f"The question could not be put to Crossref: {fault}", subject=subject)


def _read_refusal(response: httpx2.Response, subject: str, fault: Exception) -> Reply:
    """Return the Reply that habanero took for an error, or raise what the status means."""
    status, page = response.status_code, _is_page(response.headers)
    target = _target(response.headers.get("Location", "")) if status in MOVED else None
    if target is not None:
        return Reply(301, target, _interval(response.headers))
    # Crossref's own 404 is plain text, now and then called JSON; a web page is somebody else's.
    if status == 404 and not page:
        return Reply(404, response.text, _interval(response.headers))
    if status in PASSING or status >= 500:
        raise TryLaterError(
            f"Crossref is overloaded or out of order (status {status}).",
            subject=subject,
            wait=_retry_after(response.headers),
        ) from fault
    if page:
        raise TryLaterError(
            "A web page came instead of Crossref's answer; does this network want a sign-in first?",
            subject=subject,
        ) from fault
    if status == 200:
        raise TryLaterError("Crossref's answer is broken.", subject=subject) from fault
    raise RefusedError(
        f"Crossref refuses this question (status {status}).", subject=subject
    ) from fault


def _is_page(headers: Mapping[str, str]) -> bool:
    return "html" in headers.get("Content-Type", "").casefold()


def _target(location: str) -> str | None:
    """Return the DOI that a redirect leads to, None where it leads elsewhere (a sign-in page)."""
    _, found, encoded = urlsplit(location).path.partition("/works/")
    doi = unquote(encoded).strip().lower()
    return doi if found and doi.startswith("10.") else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After, which is a number or a date (RFC 9110, 10.2.3)."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _interval(headers: Mapping[str, str]) -> float | None:
    """Return seconds per request from `x-rate-limit-interval: 1s` and `x-rate-limit-limit: 10`."""
    try:
        limit = int(headers.get("x-rate-limit-limit", ""))
        seconds = float(headers.get("x-rate-limit-interval", "").removesuffix("s"))
    except ValueError:
        return None
    return seconds / limit if limit > 0 and 0 < seconds <= 60 else None
