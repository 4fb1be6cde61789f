"""Crossref as a source: a printed DOI is looked up, a printed text is searched for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from refmgr.errors import RefusedError
from refmgr.identifiers import doi_prefixes
from refmgr.model import Candidate, Reference
from refmgr.sources.answers import Question, name_of_print
from refmgr.sources.crossref_service import NAME, work_request
from refmgr.sources.desk import Desk
from refmgr.sources.query import printed_of, query_of
from refmgr.sources.translate import record_from_work

# The right work is among the first ten in 98.9 % of independent printed references, at the top in
# 97.7 %; ten cost 2 ms to weigh.
ROWS: Final = 10
SELECT: Final = (
    "DOI", "title", "subtitle", "author", "editor", "container-title", "short-container-title",
    "issued", "published-print", "volume", "issue", "page", "article-number", "type", "publisher",
    "ISSN", "ISBN", "score", "update-to", "updated-by",
)  # fmt: skip
# An alias leads to the prime DOI in one step; a chain longer than this is a circle.
MOST_STEPS: Final = 3
# Of a DOI glued to text (`...112473Get`) so many shorter readings are tried.
MOST_READINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Crossref:
    """Offers Crossref's Records; `desk` answers its questions."""

    desk: Desk
    name: ClassVar[str] = NAME

    def by_identifier(self, reference: Reference) -> Sequence[Candidate]:
        """Return the work with the printed DOI, or with the longest shorter reading that is a DOI.

        Raises:
            SourceError: as the desk does.
        """
        doi = reference.record.doi
        for reading in (doi, *doi_prefixes(doi)[:MOST_READINGS]) if doi else ():
            found = self.lookup(reading)
            if found is not None:
                return [found]
        return []

    def by_text(self, reference: Reference) -> Sequence[Candidate]:
        """Return the works that the printed text finds, in Crossref's order.

        Label, identifiers and words of links are cut off before it is sent.

        Raises:
            SourceError: as the desk does.
        """
        query = query_of(reference)
        if query is None:
            return []
        asked = {"query.bibliographic": query, "rows": ROWS, "select": ",".join(SELECT)}
        question = Question(
            NAME, f"works?{urlencode(asked, safe=',')}", name_of_print(printed_of(reference))
        )
        items = json.loads(self.desk.answer(question).body)["message"].get("items")
        return [
            _candidate(item, "query")
            for item in (items if isinstance(items, list) else [])
            if isinstance(item, dict)
        ]

    def lookup(self, doi: str) -> Candidate | None:
        """Return the work with a DOI, None if Crossref does not know it.

        Args:
            doi: normalised, as in a Record. The Candidate of an alias carries the prime DOI.

        Raises:
            SourceError: as the desk does.
        """
        work = self.work(doi)
        return None if work is None else _candidate(work, "doi")

    def work(self, doi: str) -> dict[str, Any] | None:
        """Return the work with a DOI as Crossref's JSON, None if Crossref does not know it.

        Raises:
            SourceError: as the desk does.
        """
        asked = doi
        for _ in range(MOST_STEPS):
            answer = self.desk.answer(Question(NAME, work_request(asked)))
            if answer.status == 404:
                return None
            if answer.status == 200:
                found: dict[str, Any] = json.loads(answer.body)["message"]
                return found
            asked = answer.body
        raise RefusedError("Crossref's answer leads in a circle.", subject=doi)


def _candidate(work: dict[str, Any], asked: str) -> Candidate:
    score = work.get("score")
    return Candidate(
        source=NAME,
        record=record_from_work(work),
        asked=asked,
        source_score=float(score) if isinstance(score, int | float) else None,
        container_names=_container_names(work),
    )


def _container_names(work: dict[str, Any]) -> tuple[str, ...]:
    """Return what a work's container is called beside its first name: abbreviations, other titles."""
    listed = (*(work.get("short-container-title") or ()), *(work.get("container-title") or ())[1:])
    return tuple(dict.fromkeys(name for name in listed if isinstance(name, str)))
