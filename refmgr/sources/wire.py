"""The wire to Crossref: habanero over one shared client, its six kinds of failure turned into ours.

habanero opens a client for every request, follows no redirect and raises six unrelated kinds of
exception. All of that ends here: a Reply comes out, or one of our errors. Importing this module
imports habanero; `crossref.py` does so with its first question.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Final, TypedDict, Unpack
from urllib.parse import parse_qs, quote, unquote, urlsplit

import habanero
import httpx2

from refmgr import __version__
from refmgr.errors import RefusedError, UnreachableError
from refmgr.sources import exchange
from refmgr.sources.exchange import Reply
from refmgr.sources.pace import TryLaterError

TITLE: Final = "Crossref"
HABANERO_FAULTS: Final = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    habanero.RequestError,
    RefusedError,
    RuntimeError,
    TypeError,
    KeyError,
    ValueError,
    AttributeError,
)


class Options(TypedDict):
    """What habanero hands to `httpx2.get` beside the address."""

    params: Mapping[str, str]
    headers: Mapping[str, str]
    timeout: httpx2.Timeout


class Exchange:
    """One request over the shared client; it remembers what came, whatever habanero makes of it."""

    def __init__(self, client: httpx2.Client, whole: float) -> None:
        self._client = client
        self._whole = whole
        self.response: httpx2.Response | None = None
        self.fault: Exception | None = None

    def get(self, url: str, **options: Unpack[Options]) -> httpx2.Response:
        """Do what `httpx2.get` does, over the shared client."""
        try:
            self.response = exchange.fetch(
                self._client, "GET", url, whole=self._whole, options=options
            )
        except (httpx2.HTTPError, httpx2.InvalidURL, RefusedError) as fault:
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
        current = CURRENT.get()
        return httpx2.get(url, **options) if current is None else current.get(url, **options)


SEAM: Final = Seam()
for _name in ("habanero.request", "habanero.request_class"):
    importlib.import_module(_name).httpx2 = SEAM  # type: ignore[attr-defined]


class Wire:
    """Asks Crossref, from any thread, and closes the connections in the end."""

    def __init__(self, base_url: str, mailto: str | None, timeout: float) -> None:
        self._client = exchange.open_client(timeout)
        self._whole = timeout * exchange.WHOLE_ANSWER
        self._api = habanero.Crossref(
            base_url=base_url.rstrip("/"),
            mailto=mailto,
            ua_string=f"refmgr/{__version__}",
            timeout=self._client.timeout,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, request: str) -> Reply:
        """Return the answer to `works/{DOI, percent-encoded}` or to `works?query.bibliographic=...`.

        habanero writes a DOI into the path as it is, where `10.1000/a#b` becomes another work, so it
        gets it encoded.
        """
        path, _, query = request.partition("?")
        if not query:
            doi = unquote(path.removeprefix("works/"))
            return self._ask(doi, lambda: self._api.works(ids=quote(doi, safe="")))
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        text = asked["query.bibliographic"]
        return self._ask(
            text,
            lambda: self._api.works(
                query_bibliographic=text,
                limit=int(asked["rows"]),
                select=asked["select"].split(","),
            ),
        )

    def works(self, dois: Sequence[str]) -> Reply:
        """Return the answer to a list of DOIs; those that Crossref does not have are not in it."""
        return self._ask(
            f"{len(dois)} DOIs",
            lambda: self._api.works(filter={"doi": list(dois)}, limit=len(dois)),
        )

    def _ask(self, subject: str, call: Callable[[], object]) -> Reply:
        current = Exchange(self._client, self._whole)
        token = CURRENT.set(current)
        try:
            call()
        except HABANERO_FAULTS as fault:
            if current.response is None:
                raise exchange.no_answer(current.fault or fault, TITLE, subject) from fault
            return _read_refusal(current.response, subject, fault)
        finally:
            CURRENT.reset(token)
        response = current.response
        if response is None or not _is_message(response.text):
            raise TryLaterError("Crossref's answer is not in its usual form.", subject=subject)
        return _reply(200, response.text, response)


def _is_message(body: str) -> bool:
    answer = exchange.loads(body)
    return isinstance(answer, dict) and isinstance(answer.get("message"), dict)


def _reply(status: int, body: str, response: httpx2.Response) -> Reply:
    return Reply(status, body, *exchange.asked_pace(response.headers))


def _read_refusal(response: httpx2.Response, subject: str, fault: Exception) -> Reply:
    """Return the Reply that habanero took for an error, or raise what the status means."""
    status = response.status_code
    target = _target(response.headers.get("Location", "")) if status in exchange.MOVED else None
    if target is not None:
        return _reply(301, target, response)
    # Crossref's own 404 is plain text, now and then called JSON; a web page is somebody else's.
    if status == 404 and not exchange.is_page(response):
        return _reply(404, response.text, response)
    if status in exchange.MOVED:
        raise UnreachableError(
            "This network leads away from Crossref; does it want a sign-in first?"
        ) from fault
    raise exchange.refusal(response, TITLE, subject) from fault


def _target(location: str) -> str | None:
    """Return the DOI that a redirect leads to, None where it leads elsewhere (a sign-in page)."""
    _, found, encoded = urlsplit(location).path.partition("/works/")
    doi = unquote(encoded).strip().lower()
    return doi if found and doi.startswith("10.") else None
