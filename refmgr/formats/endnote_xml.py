"""EndNote's XML: one `<record>`, as exports and Word fields (`EN.CITE`) hold it, as a Record."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from refmgr.identifiers import normalise_doi, normalise_isbn, normalise_pmcid
from refmgr.model import Person, Record
from refmgr.names import parse_person

if TYPE_CHECKING:
    from lxml.etree import _Element

TYPES: Final = {
    "Journal Article": "article-journal",
    "Electronic Article": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Book": "book",
    "Edited Book": "book",
    "Electronic Book": "book",
    "Book Section": "chapter",
    "Electronic Book Section": "chapter",
    "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference",
    "Thesis": "thesis",
    "Report": "report",
    "Government Document": "report",
    "Web Page": "webpage",
    "Dataset": "dataset",
    "Patent": "patent",
    "Computer Program": "software",
    "Unpublished Work": "manuscript",
    "Manuscript": "manuscript",
}
# The places of the plain fields; the first one that is filled counts.
PATHS: Final = (
    ("title", ("titles/title",)),
    ("container", ("periodical/full-title", "titles/secondary-title", "periodical/abbr-1")),
    ("volume", ("volume",)),
    ("issue", ("number",)),
    ("pages", ("pages",)),
    ("article_number", ("custom7",)),
    ("publisher", ("publisher",)),
    ("place", ("pub-location",)),
    ("edition", ("edition",)),
    ("language", ("language",)),
    ("url", ("urls/related-urls/url", "urls/web-urls/url")),
)
YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
ISSN: Final = re.compile(r"(?<!\d)\d{4}-\d{3}[\dXx](?![\dXx])")
PMID: Final = re.compile(r"(?:PMID:?\s*)?([1-9]\d{0,8})", re.IGNORECASE)


def record_from_endnote(record: "_Element") -> Record:
    """Return the Record of one `<record>` element; what it does not tell stays empty."""
    values: dict[str, Any] = {name: _first(record, paths) for name, paths in PATHS}
    kind = record.find("ref-type")
    year = YEAR.search(_first(record, ("dates/year",)) or "")
    number = _first(record, ("isbn",)) or ""
    issn = ISSN.search(number)
    values |= {
        "type": TYPES.get(kind.get("name") or "") if kind is not None else None,
        "authors": _people(record, "contributors/authors/author"),
        "editors": _people(record, "contributors/secondary-authors/author"),
        "year": int(year[0]) if year else None,
        "doi": normalise_doi(_first(record, ("electronic-resource-num",)) or ""),
        "pmid": _pmid(record),
        "pmcid": normalise_pmcid(_first(record, ("custom2",)) or ""),
        "isbn": None if issn else normalise_isbn(number),
        "issn": issn[0] if issn else None,
    }
    return Record(**{name: value for name, value in values.items() if value})


def cited_only(fields: Mapping[str, str]) -> Record:
    """Return what a citation says besides its record: `Author` and `Year`."""
    year = YEAR.search(fields.get("Year", ""))
    author = fields.get("Author", "")
    return Record(
        authors=(Person(family=author),) if author else (), year=int(year[0]) if year else None
    )


def text_of(element: "_Element") -> str:
    """Return the text of an element on one line; `<style>` elements inside do not cut it."""
    return " ".join("".join(element.itertext()).split())


def _first(record: "_Element", paths: tuple[str, ...]) -> str | None:
    for path in paths:
        found = record.find(path)
        if found is not None and (text := text_of(found)):
            return text
    return None


def _people(record: "_Element", path: str) -> tuple[Person, ...]:
    """Return names; one that ends with a comma is a body ("World Health Organization,")."""
    people = []
    for element in record.iterfind(path):
        name = text_of(element)
        if name.endswith(","):
            people.append(Person(literal=name.rstrip(", ")))
        elif name:
            people.append(parse_person(name))
    return tuple(people)


def _pmid(record: "_Element") -> str | None:
    """Return the accession number where the record comes from PubMed."""
    source = (_first(record, ("remote-database-name",)) or "").casefold()
    if source and not any(name in source for name in ("medline", "pubmed", "nlm")):
        return None
    found = PMID.fullmatch(_first(record, ("accession-num",)) or "")
    return found[1] if found else None
