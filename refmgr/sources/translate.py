"""The JSON of a work at Crossref, translated into a Record."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from refmgr.identifiers import normalise_isbn
from refmgr.model import Person, Record
from refmgr.text import mend, without_markup

# https://api.crossref.org/types against CSL 1.0.2's item types.
TYPES: Final[Mapping[str, str]] = {
    "book": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-series": "book",
    "book-set": "book",
    "book-track": "chapter",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "journal": "periodical",
    "journal-article": "article-journal",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "other": "document",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "proceedings-series": "book",
    "reference-book": "book",
    "reference-entry": "entry",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "standard",
}

# A paper stands in the last container named; before it come the series that the book belongs to.
PARTS_OF_BOOKS: Final = frozenset({"chapter", "paper-conference"})

# The printed date first: a printed reference gives the year of its volume, while `issued` is the
# earliest date, often that of an "online first" in the year before.
DATES: Final = ("published-print", "issued", "published", "published-online", "posted")

# What publishers deposit for a paper without pages yet.
NO_PAGES: Final = re.compile(r"(?:n/?a|no|np|ahead of print)(?:[-–](?:n/?a|no|np))?", re.IGNORECASE)
ISSN: Final = re.compile(r"(?<!\d)(\d{4})-?(\d{3}[\dXx])(?!\d)")
DOI_ADDRESS: Final = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


def record_from_work(work: Mapping[str, Any]) -> Record:
    """Return the Record of a work as Crossref's REST interface gives it, whole or by `select`.

    Args:
        work: the `message` of a single answer, or one of the `items` of a list. Absent, empty and
            misshapen fields are left out; nothing is raised.
    """
    values: dict[str, Any] = {}
    for theirs, ours, read in FIELDS:
        if theirs in work and ours not in values and (value := read(work[theirs])):
            values[ours] = value
    values["title"] = _title(work)
    if values.get("type") in PARTS_OF_BOOKS:
        values["container"] = _last(work.get("container-title")) or values.get("container")
    values["year"], values["date"] = _issued(work)
    return Record(**values)


def plain(text: str) -> str:
    """Return text without entities and markup, on one line: `CO<sub>2</sub> &amp; O2` → `CO2 & O2`.

    Some publishers deposit markup that was escaped already (`&amp;lt;i&amp;gt;`), hence two rounds.
    """
    return mend(without_markup(without_markup(text)))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a value that may be a string, a number or a list of them."""
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, str) and (text := plain(item)):
            yield text
        elif isinstance(item, int) and not isinstance(item, bool):
            yield str(item)


def _first(value: object) -> str | None:
    return None if value is None else next(_texts(value), None)


def _last(value: object) -> str | None:
    return next(reversed(list(_texts(value))), None)


def _type(value: object) -> str | None:
    return TYPES.get(value) if isinstance(value, str) else None


def _pages(value: object) -> str | None:
    pages = _first(value)
    return None if pages is None or NO_PAGES.fullmatch(pages) else pages


def _doi(value: object) -> str | None:
    return value.strip().lower() or None if isinstance(value, str) else None


def _issn(value: object) -> str | None:
    found = ISSN.search(_first(value) or "")
    return f"{found[1]}-{found[2]}".upper() if found else None


def _isbn(value: object) -> str | None:
    """Return the normal form; older records give an address, `http://id.crossref.org/isbn/978...`."""
    return normalise_isbn((_first(value) or "").rpartition("/")[2])


def _url(value: object) -> str | None:
    """Return an address unless it is only the DOI in another dress."""
    address = _first(value)
    return None if address is None or DOI_ADDRESS.match(address) else address


def _people(value: object) -> tuple[Person, ...]:
    people = (_person(item) for item in (value if isinstance(value, list) else ()))
    return tuple(person for person in people if person is not None)


def _person(value: object) -> Person | None:
    if not isinstance(value, dict):
        return None
    family, given, suffix, name = (
        _first(value.get(part)) for part in ("family", "given", "suffix", "name")
    )
    if family is not None:
        return Person(family=family, given=given, suffix=suffix)
    literal = name or given
    return None if literal is None else Person(literal=literal)


# Theirs, ours, and how it is read, in the order of Crossref's documentation (rest-api-doc,
# api_format.md); of two lines for one field the first with a value counts.
FIELDS: Final[tuple[tuple[str, str, Callable[[object], object]], ...]] = (
    ("publisher", "publisher", _first),
    ("publisher-location", "place", _first),
    ("DOI", "doi", _doi),
    ("URL", "url", _url),
    ("type", "type", _type),
    ("container-title", "container", _first),
    ("short-container-title", "container", _first),
    ("issue", "issue", _first),
    ("volume", "volume", _first),
    ("page", "pages", _pages),
    ("article-number", "article_number", _first),
    ("edition-number", "edition", _first),
    ("ISSN", "issn", _issn),
    ("ISBN", "isbn", _isbn),
    ("author", "authors", _people),
    ("editor", "editors", _people),
    ("language", "language", _first),
)


def _title(work: Mapping[str, Any]) -> str | None:
    """Return title and subtitle in one; some deposit the subtitle within the title as well."""
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    if title is None or subtitle is None or subtitle.casefold() in title.casefold():
        return title or subtitle
    joint = " " if title.endswith((":", "?", "!", ".", "–", "—")) else ": "
    return f"{title}{joint}{subtitle}"


def _issued(work: Mapping[str, Any]) -> tuple[int | None, str | None]:
    """Return year and date; the date only where more than the year is known."""
    for field in DATES:
        parts = _date_parts(work.get(field))
        if parts:
            date = "-".join(f"{part:02}" for part in parts) if len(parts) > 1 else None
            return parts[0], date
    return None, None


def _date_parts(value: object) -> list[int]:
    """Return year, month and day as far as they are known; Crossref writes `[[null]]` for none."""
    rows = value.get("date-parts") if isinstance(value, dict) else None
    row = rows[0] if isinstance(rows, list) and rows else None
    parts: list[int] = []
    bounds = ((1000, 2999), (1, 12), (1, 31))
    for part, (low, high) in zip(row if isinstance(row, list) else (), bounds, strict=False):
        number = int(part) if str(part).isdecimal() and len(str(part)) <= 4 else 0
        if not low <= number <= high:
            break
        parts.append(number)
    return parts
