"""arXiv at the other end of the line: preprints by number, as entries of its Atom feed.

Requests are `arxiv/2101.00001`; several are asked together. An answer (status 200) is the entry.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from refmgr.errors import RefusedError, SourceError
from refmgr.identifiers import normalise_arxiv
from refmgr.sources.answers import Answer
from refmgr.sources.desk import utc_now
from refmgr.sources.line import TRIES, Line
from refmgr.sources.pace import ARXIV, Rates, TryLaterError

if TYPE_CHECKING:
    from refmgr.sources.exchange import Address, Reply

NAME: Final = "arxiv"
MOST: Final = 50
ATOM: Final = "{http://www.w3.org/2005/Atom}"
# "math.gt/0309136" is what some print; arXiv's own number is "math/0309136".
SUBJECT: Final = re.compile(r"\.[a-z]{2}(?=/)")
VERSION: Final = re.compile(r"v\d+\Z")


@dataclass(frozen=True, slots=True)
class ArxivSettings:
    """How arXiv is asked: where its interface is, seconds to wait, and how often a question is put."""

    base_url: str = "https://export.arxiv.org/api"
    timeout: float = 20.0
    tries: int = TRIES
    rates: Rates | None = None


class ArxivService:
    """arXiv as a `Service`.

    Args:
        settings: how to ask.
        sleep: waits so many seconds; None for a sleep that `close` ends.
        clock: seconds that only ever grow.
    """

    name: Final = NAME
    title: Final = "arXiv"

    def __init__(
        self,
        settings: ArxivSettings,
        *,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        rates = settings.rates or ARXIV
        self._settings = settings
        self.at_once = rates.at_once
        self._line = Line(self.title, rates, tries=settings.tries, sleep=sleep, clock=clock)
        self._address: Address | None = None
        self._lock = Lock()

    @property
    def shut(self) -> SourceError | None:
        """Why arXiv is not asked any more in this run; None while it is."""
        return self._line.shut

    def bundles(self, requests: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """Return the requests, fifty together."""
        return [tuple(requests[start : start + MOST]) for start in range(0, len(requests), MOST)]

    def ask(self, bundle: tuple[str, ...]) -> Sequence[Answer]:
        """Return answers; see `Service.ask`. A number that is asked for alone may be none."""
        numbers = {request: SUBJECT.sub("", request.partition("/")[2]) for request in bundle}
        address = self._connect()
        asked = {"id_list": ",".join(numbers.values()), "max_results": str(len(numbers))}
        found = self._line.put("single", lambda: _entries(address.get("query", asked)))
        if not found and len(bundle) == 1:
            return [Answer(NAME, bundle[0], 404, "", utc_now())]
        return [
            Answer(NAME, request, 200, found[number], utc_now())
            for request, number in numbers.items()
            if number in found
        ]

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

    def _connect(self) -> "Address":
        """Return the open address; the HTTP library is imported here, with the first question."""
        with self._lock:
            if self._address is None:
                from refmgr.sources.exchange import Address  # noqa: PLC0415

                settings = self._settings
                self._address = Address(self.title, settings.base_url, settings.timeout, {})
            return self._address


def _entries(reply: "Reply") -> dict[str, str]:
    """Return the entries of an answer; a number that arXiv cannot read spoils it whole (status 400)."""
    if reply.status == 404:
        raise RefusedError("No arXiv answers at this address.")
    return split_entries(reply.body) if reply.status == 200 else {}


def split_entries(feed: str) -> dict[str, str]:
    """Return the entries of a feed by their number without version, each as XML by itself.

    Raises:
        TryLaterError: it is no feed.
    """
    from lxml import etree  # noqa: PLC0415 - 30 ms that a run without arXiv need not pay

    root = parse_entry(feed)
    if root is None or root.tag != f"{ATOM}feed":
        raise TryLaterError("arXiv's answer is not in its usual form.")
    found: dict[str, str] = {}
    for entry in root.iter(f"{ATOM}entry"):
        address = entry.findtext(f"{ATOM}id") or ""
        number = normalise_arxiv(VERSION.sub("", address.partition("/abs/")[2]))
        if number:
            found[number] = etree.tostring(entry, encoding="unicode", with_tail=False)
    return found


def parse_entry(text: str) -> Any:  # noqa: ANN401 - lxml gives no types of its own
    """Return the root of a feed or an entry, None where it is no XML or brings a document type."""
    from lxml import etree  # noqa: PLC0415

    if "<!DOCTYPE" in text[:1000]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None
