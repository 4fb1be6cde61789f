"""PubMed as a source: articles by identifier, by their place in a journal, by words of the title."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from refmgr.model import Candidate, Record, Reference
from refmgr.names import vancouver
from refmgr.sources.answers import Question, name_of_print
from refmgr.sources.desk import Desk
from refmgr.sources.pubmed_articles import article_of, container_names_of
from refmgr.sources.pubmed_service import NAME
from refmgr.sources.query import printed_of, title_words
from refmgr.text import fold

IDENTIFIERS: Final = ("pmid", "pmcid", "doi")


@dataclass(frozen=True, slots=True)
class Pubmed:
    """Offers PubMed's Records; `desk` answers its questions."""

    desk: Desk
    name: ClassVar[str] = NAME

    def by_identifier(self, reference: Reference) -> Sequence[Candidate]:
        """Return the article that the printed PMID, PMCID or DOI leads to.

        Raises:
            SourceError: as the desk does.
        """
        for kind in IDENTIFIERS:
            value = getattr(reference.record, kind)
            if value:
                found = self.lookup(kind, value)
                if found:
                    return found
        return []

    def by_text(self, reference: Reference) -> Sequence[Candidate]:
        """Return the articles at the printed place in a journal, else those that a title finds.

        Raises:
            SourceError: as the desk does.
        """
        record, name = reference.record, name_of_print(printed_of(reference))
        place = citation_of(record)
        found = self._led("citation", place, f"{name}:citation", "query") if place else []
        if found:
            return found
        term = title_term(record)
        return self._led("title", term, f"{name}:title", "query") if term else []

    def lookup(self, kind: str, value: str) -> Sequence[Candidate]:
        """Return the article with an identifier (`kind` pmid, pmcid or doi), normalised.

        Raises:
            SourceError: as the desk does.
        """
        if kind == "pmid":
            return self._articles([value], kind)
        return self._led(kind, value, "", kind)

    def _led(self, kind: str, asked: str, printed: str, how: str) -> Sequence[Candidate]:
        answer = self.desk.answer(Question(NAME, f"{kind}/{asked}", printed))
        return self._articles(answer.body.split(), how)

    def _articles(self, pmids: Sequence[str], how: str) -> list[Candidate]:
        answers = [self.desk.answer(Question(NAME, f"pmid/{pmid}")) for pmid in pmids]
        return [
            Candidate(
                source=NAME,
                record=article_of(one.body),
                asked=how,
                container_names=container_names_of(one.body),
            )
            for one in answers
            if one.status == 200
        ]


def citation_of(record: Record) -> str | None:
    """Return `journal|year|volume|first page|author` for the citation matcher.

    None where too little is known for one article to be meant: the journal and two of year, volume
    and page, the page or the author among them.
    """
    numbers = [str(record.year or ""), _plain(record.volume), first_page(record)]
    author = _plain(vancouver(record.authors[0])) if record.authors else ""
    journal = _plain(record.container)
    if not journal or sum(map(bool, numbers)) < 2 or not (numbers[2] or author):
        return None
    return "|".join([journal, *numbers, author])


def first_page(record: Record) -> str:
    """Return the first page as printed, without a dash and what follows, or the article number."""
    pages = (record.pages or record.article_number or "").replace("–", "-").replace("—", "-")
    return _plain(pages.partition("-")[0])


def title_term(record: Record) -> str | None:
    """Return a search for the words of a title and the first author, None where they are few."""
    words = title_words(record)
    if not words:
        return None
    people = record.authors
    family = fold(people[0].family or "") if people else ""
    author = [f"{family}[au]"] if family else []
    return " AND ".join([*(f"{word}[ti]" for word in words), *author])


def _plain(text: str | None) -> str:
    """Return text in plain letters without the signs that the matcher reads as its own."""
    return " ".join(fold(text or "").replace("|", " ").replace(".", " ").split())
