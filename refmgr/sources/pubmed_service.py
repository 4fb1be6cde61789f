"""PubMed at the other end of the line: NCBI's E-utilities, and the ID converter of PubMed Central.

Requests name one thing each: `pmid/11343032`, `doi/10.1067/mpd.2001.112473`, `pmcid/PMC3132933`,
`citation/j pediatr|2001|138|763|mukamel m`, `title/calcinosis[ti] AND mukamel[au]`. Those of one
kind are asked together, and the articles they lead to come with them. An answer to a `pmid` is the
article in PubMed's XML; the others lead to a PMID (status 301), to several (300, the PMIDs between
blanks), or to none (404).
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from refmgr.errors import RefusedError, SourceError
from refmgr.identifiers import normalise_pmcid
from refmgr.sources.answers import Answer
from refmgr.sources.desk import utc_now
from refmgr.sources.line import TRIES, Line
from refmgr.sources.pace import NCBI, NCBI_WITH_KEY, Rates, TryLaterError
from refmgr.sources.pubmed_articles import article_of, split_articles

if TYPE_CHECKING:
    from refmgr.sources.exchange import Address, Reply

NAME: Final = "pubmed"
# So many are asked at once, by kind: below the 200 that NCBI takes, so that an answer stays below
# 2 MB; each title is a search of its own.
MOST: Final[Mapping[str, int]] = {"pmid": 100, "pmcid": 100, "doi": 50, "citation": 20, "title": 1}
# A title that finds more than these says too little.
MOST_FOUND: Final = 10
KEY: Final = re.compile(r"r\d{1,3}")
PMIDS: Final = re.compile(r"\d+")
PMIDS_ONLY: Final = re.compile(r"\d{1,9}(?:\s*[,;]\s*\d{1,9})*")
NO_SUCH_ID: Final = ("id list is empty", "cannot get document summary", "invalid uid")


@dataclass(frozen=True, slots=True)
class PubmedSettings:
    """How PubMed is asked.

    Attributes:
        base_url: where the E-utilities are.
        converter_url: where the ID converter of PubMed Central is.
        mailto: the address NCBI may write to.
        key: the user's own NCBI key; it allows ten requests a second instead of three.
        timeout: seconds to wait for an answer.
        tries: how often a question is put before it is given up.
        rates: requests a second; None for those NCBI allows with or without a key.
    """

    base_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    converter_url: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
    mailto: str | None = None
    key: str | None = field(default=None, repr=False)
    timeout: float = 20.0
    tries: int = TRIES
    rates: Rates | None = None


class PubmedService:
    """PubMed as a `Service`.

    Args:
        settings: how to ask.
        sleep: waits so many seconds; None for a sleep that `close` ends.
        clock: seconds that only ever grow.
    """

    name: Final = NAME
    title: Final = "PubMed"

    def __init__(
        self,
        settings: PubmedSettings,
        *,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        rates = settings.rates or (NCBI_WITH_KEY if settings.key else NCBI)
        self._settings = settings
        self.at_once = rates.at_once
        self._line = Line(self.title, rates, tries=settings.tries, sleep=sleep, clock=clock)
        self._addresses: dict[str, Address] = {}
        self._lock = Lock()
        self._ways: Mapping[str, Callable[[Sequence[str]], Sequence[Answer]]] = {
            "pmid": self._articles,
            "doi": self._by_doi,
            "pmcid": self._by_pmcid,
            "citation": self._by_citation,
            "title": self._by_title,
        }

    @property
    def shut(self) -> SourceError | None:
        """Why PubMed is not asked any more in this run; None while it is."""
        return self._line.shut

    def bundles(self, requests: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """Return the requests grouped by kind, as many at once as the kind allows."""
        kinds: dict[str, list[str]] = {}
        for request in requests:
            kinds.setdefault(request.partition("/")[0], []).append(request)
        return [
            tuple(some[start : start + MOST[kind]])
            for kind, some in kinds.items()
            for start in range(0, len(some), MOST[kind])
        ]

    def ask(self, bundle: tuple[str, ...]) -> Sequence[Answer]:
        """Return answers to requests of one kind; see `Service.ask`."""
        kind = bundle[0].partition("/")[0]
        return self._ways[kind]([request.partition("/")[2] for request in bundle])

    def stop(self) -> None:
        """Refuse every further question, those that wait for their turn included."""
        self._line.stop()

    def close(self) -> None:
        """Stop, and close the connections."""
        self.stop()
        with self._lock:
            for address in self._addresses.values():
                address.close()

    # --- each kind of request ---------------------------------------------------------------------
    def _articles(self, pmids: Sequence[str]) -> list[Answer]:
        """Return the articles with these PMIDs; one that is asked for alone may be none."""
        found = self._fetch(pmids)
        if len(pmids) == 1 and not found:
            return [_answer("pmid", pmids[0], 404, "")]
        return [_answer("pmid", pmid, 200, text) for pmid, text in found.items() if pmid in pmids]

    def _by_doi(self, dois: Sequence[str]) -> list[Answer]:
        """Return where DOIs lead; an article counts only if it carries the DOI itself."""
        term = " OR ".join(f'"{doi}"[aid]' for doi in dois)
        found = self._fetch(self._search(term, 4 * len(dois)))
        pmids: dict[str, list[str]] = {}
        for pmid, text in found.items():
            doi = article_of(text).doi
            if doi is not None:
                pmids.setdefault(doi, []).append(pmid)
        leads = {doi: pmids.get(doi, []) for doi in dois}
        return [*_leads("doi", leads), *_brought(leads, found)]

    def _by_pmcid(self, pmcids: Sequence[str]) -> list[Answer]:
        """Return where PMCIDs lead; the converter knows articles of PubMed Central only."""
        address = self._address("converter", self._settings.converter_url)
        asked = {"ids": ",".join(pmcids), "idtype": "pmcid", "format": "json"}
        told = self._line.put("single", lambda: _converted(_accepted(address.get("", asked))))
        leads = {pmcid: told.get(pmcid, []) for pmcid in pmcids}
        found = self._fetch([pmid for some in leads.values() for pmid in some])
        return [*_leads("pmcid", leads), *_brought(leads, found)]

    def _by_citation(self, citations: Sequence[str]) -> list[Answer]:
        """Return where citations lead (`journal|year|volume|first page|author`)."""
        asked = "\r".join(f"{one}|r{number}|" for number, one in enumerate(citations))
        address = self._address("eutils", self._settings.base_url)
        match = {"db": NAME, "retmode": "xml", "bdata": asked}
        told = self._line.put(
            "single", lambda: _matched(_accepted(address.get("ecitmatch.cgi", match)).body)
        )
        leads = {one: told[number] for number, one in enumerate(citations) if number in told}
        found = self._fetch([pmid for some in leads.values() for pmid in some])
        return [*_leads("citation", leads), *_brought(leads, found)]

    def _by_title(self, terms: Sequence[str]) -> list[Answer]:
        """Return the articles that words of a title find."""
        (term,) = terms
        pmids = self._search(term, MOST_FOUND)
        leads = {term: pmids}
        return [*_leads("title", leads), *_brought(leads, self._fetch(pmids))]

    # --- the E-utilities --------------------------------------------------------------------------
    def _search(self, term: str, most: int) -> list[str]:
        """Return the PMIDs that a search finds."""
        address = self._address("eutils", self._settings.base_url)
        asked = {"db": NAME, "term": term, "retmode": "json", "retmax": str(most)}
        return self._line.put(
            "single", lambda: _found(_accepted(address.post("esearch.fcgi", asked)))
        )

    def _fetch(self, pmids: Sequence[str]) -> dict[str, str]:
        """Return articles by PMID, each as XML by itself; a PMID that is none is left out."""
        if not pmids:
            return {}
        wanted = dict.fromkeys(pmids)
        address = self._address("eutils", self._settings.base_url)
        asked = {"db": NAME, "id": ",".join(wanted), "retmode": "xml"}
        articles = self._line.put("single", lambda: _fetched(address.post("efetch.fcgi", asked)))
        return {pmid: text for pmid, text in articles.items() if pmid in wanted}

    def _address(self, name: str, url: str) -> "Address":
        """Return an open address; the HTTP library is imported here, with the first question."""
        with self._lock:
            if name not in self._addresses:
                from refmgr.sources.exchange import Address  # noqa: PLC0415

                settings = self._settings
                always = {"tool": "refmgr", "email": settings.mailto, "api_key": settings.key}
                told = {key: value for key, value in always.items() if value}
                self._addresses[name] = Address(self.title, url, settings.timeout, told)
            return self._addresses[name]


def _answer(kind: str, asked: str, status: int, body: str) -> Answer:
    return Answer(NAME, f"{kind}/{asked}", status, body, utc_now())


def _leads(kind: str, leads: Mapping[str, Sequence[str]]) -> list[Answer]:
    """Return where identifiers and texts lead, as answers: to none, to one PMID, to several."""
    statuses = {0: 404, 1: 301}
    return [
        _answer(kind, asked, statuses.get(len(pmids), 300), " ".join(pmids))
        for asked, pmids in leads.items()
    ]


def _brought(leads: Mapping[str, Iterable[str]], found: Mapping[str, str]) -> list[Answer]:
    """Return the articles that came along, as answers to questions for their PMIDs."""
    wanted = dict.fromkeys(pmid for pmids in leads.values() for pmid in pmids)
    return [_answer("pmid", pmid, 200, found[pmid]) for pmid in wanted if pmid in found]


def _matched(said: str) -> dict[int, list[str]]:
    """Return the PMIDs of each citation, by its number, out of what ecitmatch says.

    It repeats the citation with its key and ends with a PMID, or with `NOT_FOUND`,
    `NOT_FOUND;INVALID_JOURNAL`, `AMBIGUOUS (5 citations)` or `AMBIGUOUS 26315901,25768914`; a miss may
    leave fields out, so that the key stands anywhere.
    """
    found: dict[int, list[str]] = {}
    for line in said.splitlines():
        fields = [field.strip() for field in line.split("|")]
        number = next((int(one[1:]) for one in reversed(fields) if KEY.fullmatch(one)), None)
        if number is None or not fields[-1]:
            continue
        end = fields[-1].removeprefix("AMBIGUOUS").strip()
        found[number] = PMIDS.findall(end)[:MOST_FOUND] if PMIDS_ONLY.fullmatch(end) else []
    return found


def _accepted(reply: "Reply") -> "Reply":
    """Return a reply unless it is a refusal, which nothing but a mistake in the question explains."""
    if reply.status != 200:
        raise RefusedError(f"PubMed refuses this question (status {reply.status}).")
    return reply


def _fetched(reply: "Reply") -> dict[str, str]:
    """Return the articles of an answer of efetch; a refusal may say that there is none."""
    if reply.status == 400 and any(words in reply.body.lower() for words in NO_SUCH_ID):
        return {}
    return split_articles(_accepted(reply).body)


def _found(reply: "Reply") -> list[str]:
    """Return the PMIDs in an answer of esearch."""
    found = _json(reply).get("esearchresult")
    listed = found.get("idlist") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        raise TryLaterError("PubMed's answer is not in its usual form.")
    return [one for one in listed if isinstance(one, str) and one.isdecimal()]


def _converted(reply: "Reply") -> dict[str, list[str]]:
    """Return the PMIDs by PMCID in an answer of the ID converter."""
    listed = _json(reply).get("records")
    if not isinstance(listed, list):
        raise TryLaterError("PubMed's answer is not in its usual form.")
    told: dict[str, list[str]] = {}
    for one in listed:
        if isinstance(one, dict):
            pmcid, pmid = normalise_pmcid(str(one.get("pmcid", ""))), str(one.get("pmid", ""))
            if pmcid and pmid.isdecimal():
                told[pmcid] = [pmid]
    return told


def _json(reply: "Reply") -> Mapping[str, Any]:
    """Return what a JSON answer holds.

    Raises:
        TryLaterError: it is none, or says that it was asked too often.
    """
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or "rate limit" in str(found.get("error", "")).lower():
        raise TryLaterError("PubMed's answer is not in its usual form.")
    return found
