"""CSL-JSON: a Record as an item of the citation-style-language schema, version 1.0.2, and back."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from refmgr.formats.pages import complete_pages
from refmgr.identifiers import (
    normalise_arxiv,
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)
from refmgr.model import Person, Record, Work

TYPES: Final = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
        *("broadcast", "chapter", "classic", "collection", "dataset", "document", "entry"),
        *("entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing"),
        *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
        *("musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical"),
        *("personal_communication", "post", "post-weblog", "regulation", "report", "review"),
        *("review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
    )
)
UNTYPED: Final = "document"
# CSL's variables for the plain fields of a Record, in the order they are written.
VARIABLES: Final = (
    ("title", "title"),
    ("container-title", "container"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("publisher-place", "place"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("URL", "url"),
    ("language", "language"),
)
NAME_PARTS: Final = (
    ("family", "family"),
    ("given", "given"),
    ("non-dropping-particle", "particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)
DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
YEAR: Final = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
RICH: Final = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]{0,80})?>", re.IGNORECASE)
NOTED_PMID: Final = re.compile(r"\bPMID:\s?([0-9]{1,9})\b", re.IGNORECASE)


def csl_json_text(works: Sequence[Work]) -> str:
    """Return works as a CSL-JSON array, sorted by key ignoring case, UTF-8 without escapes."""
    ordered = sorted(works, key=lambda work: (work.key.lower(), work.key))
    items = [csl_item(work.key, work.record) for work in ordered]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def csl_item(key: str, record: Record) -> dict[str, Any]:
    """Return a Record as one CSL item with `id` key.

    The schema has no word for "et al.", and none for arXiv: they go where it has room for them
    (`custom`, and `archive` with `archive_location`).
    """
    made: dict[str, Any] = {
        "id": key,
        "type": record.type if record.type in TYPES else UNTYPED,
        "author": [_name(person) for person in record.authors],
        "editor": [_name(person) for person in record.editors],
        "issued": _issued(record),
        **{variable: getattr(record, name) for variable, name in VARIABLES},
        "page": complete_pages(record.pages or "") or record.article_number,
        "number": record.article_number if record.pages else None,
        "archive": "arXiv" if record.arxiv else None,
        "archive_location": record.arxiv,
        "custom": {"et-al": True} if record.et_al else None,
    }
    return {variable: value for variable, value in made.items() if value}


def _name(person: Person) -> dict[str, str]:
    return {part: value for part, name in NAME_PARTS if (value := getattr(person, name))}


def _issued(record: Record) -> dict[str, list[list[int]]] | None:
    """The date, as far as it is known and does not contradict the year."""
    found = DATE.fullmatch(record.date or "")
    parts = [int(part) for part in found.groups() if part] if found else []
    if record.year is not None and parts[:1] != [record.year]:
        parts = [record.year]
    return {"date-parts": [parts]} if parts else None


def record_from_csl(item: Mapping[str, Any]) -> Record:
    """Return a CSL item, as Zotero, Mendeley and pandoc write it, as a Record.

    Args:
        item: one item; fields of unexpected shape are left out, nothing raises.
    """
    values: dict[str, Any] = {name: _text(item.get(variable)) for variable, name in VARIABLES}
    values |= {
        "type": item.get("type") if item.get("type") in TYPES else None,
        "authors": _people(item.get("author")),
        "editors": _people(item.get("editor")),
        "pages": _text(item.get("page")),
        "doi": normalise_doi(values["doi"] or ""),
        "pmid": normalise_pmid(values["pmid"] or "") or _noted(item, NOTED_PMID),
        "pmcid": normalise_pmcid(values["pmcid"] or ""),
        "isbn": normalise_isbn(values["isbn"] or ""),
        "container": values["container"] or _text(item.get("container-title-short")),
        **_date_given(item.get("issued")),
    }
    if not values["pages"]:
        values["article_number"] = _text(item.get("number"))
    if str(item.get("archive", "")).casefold() == "arxiv":
        values["arxiv"] = normalise_arxiv(_text(item.get("archive_location")) or "")
    return Record(**{name: value for name, value in values.items() if value})


def _text(value: object) -> str | None:
    """Return a value as one line without the few tags CSL allows (`<i>`, `<sup>`), None for none."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(RICH.sub("", str(value)).split()) or None


def _people(names: object) -> tuple[Person, ...]:
    listed = names if isinstance(names, list) else []
    people = []
    for name in listed:
        if isinstance(name, Mapping):
            parts = {field: _text(name.get(part)) for part, field in NAME_PARTS}
            parts["particle"] = parts["particle"] or _text(name.get("dropping-particle"))
            if parts["family"] or parts["given"] or parts["literal"]:
                people.append(Person(**parts))
    return tuple(people)


def _date_given(issued: object) -> dict[str, Any]:
    """Return year and date of `{"date-parts": [["2001", 6]]}` or `{"raw": "2001-06"}`."""
    if not isinstance(issued, Mapping):
        return {}
    listed = issued.get("date-parts")
    parts = listed[0] if isinstance(listed, list) and listed else None
    if not isinstance(parts, list):
        told = " ".join(str(issued.get(name, "")) for name in ("raw", "literal"))
        found = YEAR.search(told)
        return {"year": int(found[0])} if found else {}
    numbers = [int(part) for part in map(str, parts[:3]) if part.isdecimal() and part.isascii()]
    if not numbers or not 0 < numbers[0] < 10_000:
        return {}
    spelled = [f"{numbers[0]:04}", *(f"{part:02}" for part in numbers[1:])]
    return {"year": numbers[0], "date": "-".join(spelled)}


def _noted(item: Mapping[str, Any], pattern: re.Pattern[str]) -> str | None:
    """Return what Zotero keeps in the note for want of a field: `PMID: 11343063`."""
    found = pattern.search(str(item.get("note") or ""))
    return found[1] if found else None
