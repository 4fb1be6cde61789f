"""What a JATS article says of itself: its Record, and the tag where each field stands."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from refmgr.documents.jats_citations import pages_of, person_of
from refmgr.documents.tree import Element, plain
from refmgr.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from refmgr.model import Person, Record

_IDS: Final = {
    "doi": ("doi", normalise_doi),
    "pmid": ("pmid", normalise_pmid),
    "pmc": ("pmcid", normalise_pmcid),
    "pmcid": ("pmcid", normalise_pmcid),
}
# The date of the issue is the one that a list of references prints.
_DATES: Final = ("ppub", "collection", "pub", "epub-ppub", "epub", "preprint")
_NOT_AUTHORS: Final = frozenset(("editor", "reviewer", "translator", "assoc-editor"))


def own_record(front: Element | None) -> tuple[Record, Mapping[str, str]]:
    """Return the Record of the article itself and, per field, the tag it was read from."""
    if front is None:
        return Record(), {}
    values: dict[str, Any] = {}
    where: dict[str, str] = {}
    for name, value, tag in _fields(front):
        if value and name not in values:
            values[name], where[name] = value, f"<{tag}> of the front matter"
    kind = "article-journal" if "container" in values else None
    return Record(type=kind, **values), MappingProxyType(where)


def _fields(front: Element) -> Iterator[tuple[str, object, str]]:
    meta = front.find("article-meta")
    meta = front if meta is None else meta
    yield "title", title_of(meta), "article-title"
    yield "authors", authors_of(meta), "contrib-group"
    yield "container", _text(front, ".//journal-title"), "journal-title"
    yield "container", _text(front, ".//abbrev-journal-title"), "abbrev-journal-title"
    yield from _dates(meta)
    yield "volume", _text(meta, "volume"), "volume"
    yield "issue", _text(meta, "issue"), "issue"
    yield "pages", pages_of(_text(meta, "fpage"), _text(meta, "lpage")), "fpage"
    yield "article_number", _text(meta, "elocation-id"), "elocation-id"
    yield "publisher", _text(front, ".//publisher-name"), "publisher-name"
    yield "issn", _text(front, ".//issn"), "issn"
    for element in meta.findall("article-id"):
        name, normalise = _IDS.get(element.get("pub-id-type") or "", ("", None))
        if normalise:
            yield name, normalise(plain(element)), "article-id"


def title_of(meta: Element) -> str | None:
    """Return title and subtitle, without the marks of footnotes."""
    found = meta.find(".//article-title")
    if found is None:
        return None
    title = _without_marks(found)
    under = _text(meta, ".//title-group/subtitle")
    return f"{title}: {under}" if title and under else title or None


def authors_of(meta: Element) -> tuple[Person, ...]:
    """Return the authors in the order printed; editors and reviewers are none."""
    found: list[Person] = []
    for contrib in meta.iterfind("contrib-group/contrib"):
        if (contrib.get("contrib-type") or "author") in _NOT_AUTHORS:
            continue
        element = contrib.find(".//name")
        for tag in (".//string-name", "collab"):
            element = contrib.find(tag) if element is None else element
        one = None if element is None else person_of(element)
        if one:
            found.append(one)
    return tuple(found)


def _dates(meta: Element) -> Iterator[tuple[str, object, str]]:
    dates = {
        date.get("pub-type") or date.get("date-type") or "pub": date
        for date in reversed(meta.findall("pub-date"))
    }
    ranked = [dates[kind] for kind in _DATES if kind in dates] or list(dates.values())
    for date in ranked:
        year, month, day = (plain(date.find(tag)) for tag in ("year", "month", "day"))
        if len(year) != 4 or not year.isdigit():
            continue
        yield "year", int(year), "pub-date"
        if month.isdigit() and 1 <= int(month) <= 12:
            known = day.isdigit() and 1 <= int(day) <= 31
            yield (
                "date",
                f"{year}-{int(month):02}" + (f"-{int(day):02}" if known else ""),
                "pub-date",
            )
        return


def _text(parent: Element, path: str) -> str | None:
    return plain(parent.find(path)) or None


def _without_marks(element: Element) -> str:
    """Return the text of a title without footnotes and their marks."""
    if element.find(".//xref") is None and element.find(".//fn") is None:
        return plain(element)
    bare = deepcopy(element)
    etree.strip_elements(bare, "xref", "fn", with_tail=False)
    return plain(bare).strip(" *")
