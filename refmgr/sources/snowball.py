"""Who cites a work and what it cites, as services know it: forward and backward citation searching."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from refmgr.identifiers import normalise_doi, normalise_pmid
from refmgr.model import Record, Reference
from refmgr.names import parse_people
from refmgr.sources.answers import Question
from refmgr.sources.crossref import Crossref
from refmgr.sources.deposited import deposited_references
from refmgr.sources.desk import Desk
from refmgr.sources.europepmc_service import NAME, PAGE
from refmgr.sources.translate import plain

# Ten thousand citing works: beyond them nobody reads a list.
MOST_PAGES: Final = 10


@dataclass(frozen=True, slots=True)
class Snowball:
    """Finds citing and cited works by DOI; `desk` answers its questions."""

    desk: Desk

    def cited(self, doi: str) -> tuple[Reference, ...] | None:
        """Return what a work cites: the list its publisher deposited at Crossref.

        None where Crossref does not know the work; empty where no list was deposited.

        Raises:
            SourceError: as the desk does.
        """
        work = Crossref(self.desk).work(doi)
        return None if work is None else deposited_references(work)

    def citing(self, doi: str) -> tuple[Record, ...] | None:
        """Return the works that Europe PMC knows to cite a work, in its order.

        None where Europe PMC does not know the work; it knows the life sciences, not all citations.

        Raises:
            SourceError: as the desk does.
        """
        answer = self.desk.answer(Question(NAME, f"doi/{doi}"))
        if answer.status != 200:
            return None
        article = json.loads(answer.body)
        source, number = article.get("source"), article.get("id")
        if not isinstance(source, str) or not isinstance(number, str):
            return None
        found: list[Record] = []
        for page in range(1, MOST_PAGES + 1):
            listed, total = self._page(f"citations/{source}/{number}/{page}")
            found += listed
            if not listed or page * PAGE >= total:
                break
        return tuple(dict.fromkeys(found))

    def _page(self, request: str) -> tuple[list[Record], int]:
        """Return the works on a page of a list, and how many the whole list has."""
        answer = self.desk.answer(Question(NAME, request))
        found = json.loads(answer.body) if answer.status == 200 else {}
        table = found.get("citationList")
        listed = table.get("citation") if isinstance(table, dict) else None
        total = found.get("hitCount")
        works = [
            one for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict)
        ]
        return [_record(one) for one in works], total if isinstance(total, int) else 0


def _record(listed: Mapping[str, Any]) -> Record:
    """Return the Record of an article as a list of citations gives it: short, without its DOI."""
    authors, et_al = parse_people(_text(listed, "authorString") or "")
    year = str(listed.get("pubYear", ""))
    return Record(
        type="article-journal",
        title=(_text(listed, "title") or "").removesuffix(".") or None,
        authors=authors,
        et_al=et_al,
        container=_text(listed, "journalAbbreviation"),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        volume=_text(listed, "volume"),
        issue=_text(listed, "issue"),
        pages=_text(listed, "pageInfo"),
        doi=normalise_doi(_text(listed, "doi") or ""),
        pmid=normalise_pmid(str(listed.get("id", ""))) if listed.get("source") == "MED" else None,
    )


def _text(listed: Mapping[str, Any], name: str) -> str | None:
    value = listed.get(name)
    return plain(value) or None if isinstance(value, str) else None
