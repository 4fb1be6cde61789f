"""One request over an open connection: what came back, and what each way to fail means.

Importing this module imports the HTTP library; services do so with their first question.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlencode

import httpx2

from refmgr import __version__
from refmgr.errors import RefusedError, SourceError, UnreachableError
from refmgr.sources.pace import TryLaterError

# A firewall that swallows packets is found out after this many seconds, once per run.
LONGEST_CONNECT: Final = 4.0
# An answer that drips in is given up after so many times the time-out.
WHOLE_ANSWER: Final = 3.0
# A hundred long records of PubMed are 3 MB; more is no answer to a question of ours.
LARGEST_ANSWER: Final = 8_000_000

NO_CONNECTION: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
)
PASSING: Final = frozenset({408, 425, 429})
MOVED: Final = frozenset({301, 302, 307, 308})
ANSWERS: Final = frozenset({200, 400, 404})
FORM: Final = "application/x-www-form-urlencoded"
TOO_MANY: Final = 429
PROXY_WANTS_NAME: Final = 407


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered: status 200 (`body` as sent), 301 (`body` is a DOI) or 404.

    `interval` is the least number of seconds between requests that its headers ask for, `at_once`
    the greatest number of requests at once.
    """

    status: int
    body: str
    interval: float | None = None
    at_once: int | None = None


def open_client(timeout: float) -> httpx2.Client:
    """Return a client whose connections are shared by all requests, and by threads."""
    limits = httpx2.Timeout(timeout, connect=min(timeout, LONGEST_CONNECT))
    return httpx2.Client(timeout=limits, headers={"User-Agent": f"refmgr/{__version__}"})


def fetch(
    client: httpx2.Client, method: str, url: str, *, whole: float, options: Mapping[str, Any]
) -> httpx2.Response:
    """Return the response to a request, read whole.

    Args:
        client: the open connections.
        method: GET or POST.
        url: the address.
        whole: seconds until the last byte must have come; a time-out alone only bounds each pause.
        options: what `httpx2.Client.request` takes besides.

    Raises:
        httpx2.HTTPError: as the client does; ReadTimeout where the answer takes too long as a whole.
        RefusedError: it is longer than any answer of ours.
    """
    until = time.monotonic() + whole
    with client.stream(method, url, **options) as response:
        pieces, length = [], 0
        for piece in response.iter_bytes():
            length += len(piece)
            if length > LARGEST_ANSWER:
                raise RefusedError(
                    f"an answer of more than {LARGEST_ANSWER // 1_000_000} MB is no record",
                    subject=url,
                )
            if time.monotonic() > until:
                raise httpx2.ReadTimeout("the answer drips in", request=response.request)
            pieces.append(piece)
    headers = [
        (name, value)
        for name, value in response.headers.multi_items()
        if name.lower() not in {"content-encoding", "content-length", "transfer-encoding"}
    ]
    return httpx2.Response(
        response.status_code, headers=headers, content=b"".join(pieces), request=response.request
    )


def no_answer(fault: Exception, title: str, subject: str) -> SourceError:
    """Return the error for a request that came back with nothing; `title` names the service."""
    if isinstance(fault, SourceError):
        return fault
    if isinstance(fault, NO_CONNECTION):
        return UnreachableError(_no_connection(fault, title))
    if isinstance(fault, httpx2.TimeoutException):
        return TryLaterError(f"{title} took too long to answer.", subject=subject)
    if isinstance(fault, httpx2.HTTPError):
        return TryLaterError(
            f"The connection broke before the answer of {title} was whole.", subject=subject
        )
    return RefusedError(f"The question could not be put to {title}: {fault}", subject=subject)


def _no_connection(fault: Exception, title: str) -> str:
    if isinstance(fault, httpx2.ProxyError):
        return f"The proxy of this network lets nobody through to {title} ({fault})."
    if "certificate" in str(fault).lower():
        return (
            f"The certificate of {title} was not accepted: is the clock of this computer right, "
            "or does this network read along?"
        )
    return f"{title} cannot be reached from here; check the connection."


def refusal(response: httpx2.Response, title: str, subject: str) -> SourceError:
    """Return the error that a response which is no answer means."""
    status, page = response.status_code, is_page(response)
    if status == PROXY_WANTS_NAME:
        return UnreachableError(f"The proxy of this network wants a name and password for {title}.")
    if status in PASSING or status >= 500:
        return TryLaterError(
            f"{title} is overloaded or out of order (status {status}).",
            subject=subject,
            wait=retry_after(response.headers),
            overload=status == TOO_MANY,
        )
    if page:
        return TryLaterError(
            f"A web page came instead of the answer of {title}; does this network want a sign-in first?",
            subject=subject,
        )
    if status == 200:
        return TryLaterError(f"The answer of {title} is broken.", subject=subject)
    return RefusedError(f"{title} refuses this question (status {status}).", subject=subject)


def is_page(response: httpx2.Response) -> bool:
    """Return whether a web page came, which is never an answer."""
    return "html" in response.headers.get("Content-Type", "").casefold()


def loads(body: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return the value of a JSON text, None where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After, which is a number or a date (RFC 9110, 10.2.3).

    A date is compared with the clock of the one who sent it: ours may be wrong.
    """
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    until = _http_date(asked)
    if until is None:
        return None
    sent = _http_date(headers.get("Date", "")) or datetime.now(UTC)
    return max(0.0, (until - sent).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def asked_pace(headers: Mapping[str, str]) -> tuple[float | None, int | None]:
    """Return seconds per request and requests at once, as far as headers ask for them.

    Crossref sends `x-rate-limit-limit: 10`, `x-rate-limit-interval: 1s`, `x-concurrency-limit: 3`.
    """
    try:
        limit = int(headers.get("x-rate-limit-limit", ""))
        seconds = float(headers.get("x-rate-limit-interval", "").removesuffix("s"))
        interval = seconds / limit if limit > 0 and 0 < seconds <= 60 else None
    except ValueError:
        interval = None
    at_once = headers.get("x-concurrency-limit", "").strip()
    return interval, int(at_once) if at_once.isdecimal() and 0 < int(at_once) < 100 else None


class Address:
    """A service asked by plain HTTP, from any thread; it closes its connections in the end.

    Args:
        title: its name in messages.
        base_url: what all its paths stand below.
        timeout: seconds to wait for an answer; for all of it, thrice.
        always: parameters of every request, such as the tool's name; they appear in no message.
    """

    def __init__(
        self, title: str, base_url: str, timeout: float, always: Mapping[str, str]
    ) -> None:
        self._title = title
        self._base_url = base_url.rstrip("/")
        self._always = always
        self._whole = timeout * WHOLE_ANSWER
        self._client = open_client(timeout)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, path: str, asked: Mapping[str, str]) -> Reply:
        """Return the answer to a GET: status 200, 400 or 404.

        Raises:
            SourceError: there was none.
        """
        return self._reply("GET", f"{path}?{self._encoded(asked)}", {})

    def post(self, path: str, asked: Mapping[str, str]) -> Reply:
        """Return the answer to a POST, for what is too long for an address; see `get`."""
        options = {"content": self._encoded(asked), "headers": {"Content-Type": FORM}}
        return self._reply("POST", path, options)

    def _encoded(self, asked: Mapping[str, str]) -> str:
        """Return parameters as an address holds them; NCBI wants the bars of a citation as they are."""
        return urlencode({**asked, **self._always}, safe="|")

    def _reply(self, method: str, path: str, options: Mapping[str, Any]) -> Reply:
        subject = path.partition("?")[0]
        url = f"{self._base_url}/{path}" if subject else f"{self._base_url}{path}"
        try:
            response = fetch(self._client, method, url, whole=self._whole, options=options)
        except (httpx2.HTTPError, httpx2.InvalidURL, RefusedError) as fault:
            raise no_answer(fault, self._title, subject) from fault
        if response.status_code in MOVED:
            raise UnreachableError(
                f"This network leads away from {self._title}; does it want a sign-in first?"
            )
        if response.status_code not in ANSWERS or is_page(response):
            raise refusal(response, self._title, subject)
        return Reply(response.status_code, response.text, *asked_pace(response.headers))
