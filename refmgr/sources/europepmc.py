"""Europe PMC as a source: articles by identifier and by words of their title."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from refmgr.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from refmgr.model import Candidate, Person, Record, Reference
from refmgr.sources.answers import Question, name_of_print
from refmgr.sources.desk import Desk
from refmgr.sources.europepmc_service import FIELDS, NAME
from refmgr.sources.query import printed_of, title_words
from refmgr.sources.translate import plain

DATE: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class EuropePmc:
    """Offers Europe PMC's Records; `desk` answers its questions."""

    desk: Desk
    name: ClassVar[str] = NAME

    def by_identifier(self, reference: Reference) -> Sequence[Candidate]:
        """Return the article with the printed PMID, PMCID or DOI.

        Raises:
            SourceError: as the desk does.
        """
        for kind in ("pmid", "pmcid", "doi"):
            value = getattr(reference.record, kind)
            if value and kind in FIELDS:
                answer = self.desk.answer(Question(NAME, f"{kind}/{value}"))
                if answer.status == 200:
                    return [_candidate(json.loads(answer.body), kind)]
        return []

    def by_text(self, reference: Reference) -> Sequence[Candidate]:
        """Return the articles that the words of the title and the first author find.

        Raises:
            SourceError: as the desk does.
        """
        words = title_words(reference.record)
        if not words:
            return []
        title = " AND ".join(f"TITLE:{word}" for word in words)
        people = reference.record.authors
        family = people[0].family if people else None
        author = f' AND AUTH:"{family}"' if family else ""
        printed = f"{name_of_print(printed_of(reference))}:text"
        answer = self.desk.answer(Question(NAME, f"text/{title}{author}", printed))
        return [_candidate(one, "query") for one in json.loads(answer.body)]


def _candidate(article: Mapping[str, Any], asked: str) -> Candidate:
    return Candidate(source=NAME, record=record_from_result(article), asked=asked)


def record_from_result(article: Mapping[str, Any]) -> Record:
    """Return the Record of an article as Europe PMC's search gives it (`resultType=core`).

    Absent and misshapen fields are left out; nothing is raised.
    """
    issue = _table(article, "journalInfo")
    journal = _table(issue, "journal")
    year, date = _date(article, issue)
    kinds = _table(article, "pubTypeList").get("pubType")
    preprint = isinstance(kinds, list) and "Preprint" in kinds
    return Record(
        type="article" if preprint else "article-journal",
        title=_title(_text(article, "title")),
        authors=_people(article),
        container=_text(journal, "title") or _text(journal, "isoabbreviation"),
        year=year,
        date=date,
        volume=_text(issue, "volume"),
        issue=_text(issue, "issue"),
        pages=_text(article, "pageInfo"),
        doi=normalise_doi(_text(article, "doi") or ""),
        pmid=normalise_pmid(_text(article, "pmid") or ""),
        pmcid=normalise_pmcid(_text(article, "pmcid") or ""),
        issn=_text(journal, "issn") or _text(journal, "essn"),
    )


def _table(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    return plain(found) or None if isinstance(found, str) else None


def _title(title: str | None) -> str | None:
    """Return a title without the full stop that MEDLINE ends it with, and without its brackets."""
    if title is None or title.endswith("..."):
        return title
    bare = title.removesuffix(".").rstrip()
    translated = bare.startswith("[") and bare.endswith("]") and bare.count("[") == 1
    return bare[1:-1] if translated else bare


def _people(article: Mapping[str, Any]) -> tuple[Person, ...]:
    listed = _table(article, "authorList").get("author")
    people = []
    for one in listed if isinstance(listed, list) else []:
        if not isinstance(one, dict):
            continue
        family, body = _text(one, "lastName"), _text(one, "collectiveName")
        if family:
            given = _text(one, "firstName") or _text(one, "initials")
            people.append(Person(family=family, given=given, suffix=_text(one, "suffix")))
        elif body:
            people.append(Person(literal=body.rstrip(".")))
    return tuple(people)


def _date(article: Mapping[str, Any], issue: Mapping[str, Any]) -> tuple[int | None, str | None]:
    """Return year and date of the printed issue, else the year that Europe PMC files it under."""
    year = issue.get("yearOfPublication")
    if not isinstance(year, int):
        told = _text(article, "pubYear") or ""
        year = int(told) if told.isdecimal() and len(told) == 4 else None
    found = DATE.fullmatch(_text(issue, "printPublicationDate") or "")
    # "2001-05-01" stands for May as well; the month is all that is sure.
    same = found is not None and year == int(found[1])
    return year, f"{found[1]}-{found[2]}" if found is not None and same else None
