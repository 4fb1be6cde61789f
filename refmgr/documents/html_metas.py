"""What the head of a page says of its article: citation metas, Dublin Core, PRISM, JSON-LD."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from refmgr.documents.jats_citations import pages_of
from refmgr.documents.tree import Element, plain
from refmgr.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from refmgr.model import Person, Record
from refmgr.names import parse_people, parse_person
from refmgr.text import fold, without_markup

Metas = Mapping[str, Sequence[str]]

_TEXTS: Final = {
    "title": ("citation_title", "dc.title", "dcterms.title", "eprints.title", "bepress_citation_title"),
    "container": ("citation_journal_title", "prism.publicationname", "citation_conference_title",
                  "citation_inbook_title", "bepress_citation_journal_title", "citation_journal_abbrev"),
    "volume": ("citation_volume", "prism.volume", "bepress_citation_volume"),
    "issue": ("citation_issue", "prism.number", "bepress_citation_issue"),
    "publisher": ("citation_publisher", "dc.publisher"),
    "issn": ("citation_issn", "prism.issn"),
    "language": ("citation_language", "dc.language"),
}  # fmt: skip
_DATES: Final = (
    "citation_publication_date", "citation_cover_date", "citation_date", "prism.publicationdate",
    "citation_year", "citation_online_date", "dc.date", "dcterms.issued", "bepress_citation_date",
)  # fmt: skip
_DOIS: Final = ("citation_doi", "prism.doi", "doi", "bepress_citation_doi", "dc.identifier",
                "dc.identifier.doi", "dc.source", "og:url")  # fmt: skip
_PAIR: Final = re.compile(r"(?:^|;)\s*citation_(\w+)\s*=\s*")
_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d\d")
_DAY: Final = re.compile(r"\s*((?:1[6-9]|20)\d\d)[-/](\d{1,2})(?:[-/](\d{1,2}))?\b")
_ARTICLE_TYPES: Final = re.compile(r"(?:Scholarly|Medical\w*|News)?Article\Z")
_SPACED: Final = re.compile(r"\s+")
_TITLE_CUTS: Final = re.compile(r"\s+[|\u2013\u2014:\u00bb-]\s+|\s+::\s+")
_TITLE_WORDS: Final = 3
_LONGEST_JSON: Final = 400_000


def metas_of(root: Element) -> Metas:
    """Return the contents of all metas by their name in small letters, in the order of the page."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        content = _SPACED.sub(" ", meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.replace("dcterms.identifier", "dc.identifier"), []).append(
                content
            )
    return found


def own_record(root: Element, metas: Metas) -> tuple[Record, Mapping[str, str]]:
    """Return what the page's head says of its own article and, per field, where."""
    values: dict[str, Any] = {}
    where: dict[str, str] = {}
    for name, value, place in (*_from_metas(metas), *_from_json(root)):
        if value and name not in values:
            values[name], where[name] = value, place
    kind = "article-journal" if "container" in values else None
    return Record(type=kind, **values), MappingProxyType(where)


def _from_metas(metas: Metas) -> Iterator[tuple[str, object, str]]:
    for name, keys in _TEXTS.items():
        for key in keys:
            for value in metas.get(key, ())[:1]:
                yield name, without_markup(value), f"meta {key}"
    for key in _DATES:
        for value in metas.get(key, ())[:1]:
            yield "year", _year(value), f"meta {key}"
            yield "date", _date(value), f"meta {key}"
    yield "authors", _authors(metas), "meta citation_author"
    first = _first(metas, "citation_firstpage", "prism.startingpage")
    last = _first(metas, "citation_lastpage", "prism.endingpage")
    yield (
        "pages",
        pages_of(first, last) or _first(metas, "citation_pages"),
        "meta citation_firstpage",
    )
    for key in _DOIS:
        for value in metas.get(key, ()):
            yield "doi", _doi(value), f"meta {key}"
    yield "pmid", normalise_pmid(_first(metas, "citation_pmid") or ""), "meta citation_pmid"
    yield "pmcid", normalise_pmcid(_first(metas, "citation_pmcid") or ""), "meta citation_pmcid"


def _first(metas: Metas, *keys: str) -> str | None:
    return next((metas[key][0] for key in keys if metas.get(key)), None)


def _doi(value: str) -> str | None:
    """Return the DOI a meta holds: bare, with a prefix, or at the end of an address of doi.org."""
    if value.startswith("http") and "doi.org/" not in value:
        return None
    return normalise_doi(value)


def _year(value: str) -> int | None:
    found = _YEAR.search(value)
    return int(found[0]) if found else None


def _date(value: str) -> str | None:
    found = _DAY.match(value)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return "-".join([found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)])


def _authors(metas: Metas) -> tuple[Person, ...]:
    for key in ("citation_author", "dc.creator", "dc.contributor", "bepress_citation_author"):
        names = [name for name in metas.get(key, ()) if len(name) < 200]
        if names:
            return tuple(dict.fromkeys(map(parse_person, names)))
    listed = _first(metas, "citation_authors")
    if not listed:
        return ()
    parts = [part.strip() for part in listed.split(";") if part.strip()]
    return tuple(map(parse_person, parts)) if len(parts) > 1 else parse_people(listed)[0]


def _from_json(root: Element) -> Iterator[tuple[str, object, str]]:
    for article in _json_articles(root):
        place = "JSON-LD"
        yield "title", _words(article.get("headline") or article.get("name")), place
        yield "year", _year(_words(article.get("datePublished")) or ""), place
        yield "date", _date(_words(article.get("datePublished")) or ""), place
        people = article.get("author") or []
        names = [_words(one) for one in (people if isinstance(people, list) else [people])]
        yield "authors", tuple(parse_person(name) for name in names if name), place
        yield "container", _journal(article.get("isPartOf")), place
        for key in ("sameAs", "identifier", "@id", "url"):
            for value in _several(article.get(key)):
                yield "doi", _doi(value), place


def _json_articles(root: Element) -> Iterator[Mapping[str, Any]]:
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > _LONGEST_JSON:
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for one in [*_objects(data)]:
            kind = one.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(name, str) and _ARTICLE_TYPES.match(name) for name in kinds):
                yield one


def _objects(data: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects on the first levels of a JSON-LD text: alone, in a list, in a graph."""
    for one in data if isinstance(data, list) else [data]:
        if isinstance(one, dict):
            yield one
            for key in ("@graph", "mainEntity"):
                inner = one.get(key)
                yield from (
                    x
                    for x in (inner if isinstance(inner, list) else [inner])
                    if isinstance(x, dict)
                )


def _words(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return _SPACED.sub(" ", value).strip() if isinstance(value, str) else None


def _journal(value: object) -> str | None:
    """Return the journal of a chain issue - volume - journal."""
    for _ in range(4):
        if not isinstance(value, dict):
            return None
        if "Periodical" in str(value.get("@type")):
            return _words(value)
        value = value.get("isPartOf")
    return None


def _several(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        found = one.get("value") if isinstance(one, dict) else one
        if isinstance(found, str):
            yield found


def listed_in_metas(metas: Metas) -> list[tuple[str, Record]]:
    """Return the entries of `citation_reference` metas: the text, where it is one, and the Record."""
    found: list[tuple[str, Record]] = []
    for content in metas.get("citation_reference", ()):
        cuts = [*_PAIR.finditer(content)]
        if not cuts:
            found.append((content, Record()))
            continue
        fields: dict[str, list[str]] = {}
        for cut, end in zip(cuts, [*(one.start() for one in cuts[1:]), len(content)], strict=True):
            value = content[cut.end() : end].strip(" ;")
            if value:
                fields.setdefault(cut[1], []).append(value)
        found.append(("", _reference_record(fields)))
    return found


def _reference_record(fields: Mapping[str, Sequence[str]]) -> Record:
    one = {name: values[0] for name, values in fields.items()}
    first, last = one.get("firstpage"), one.get("lastpage")
    journal = one.get("journal_title") or one.get("journal_abbrev") or one.get("inbook_title")
    title = one.get("title") or (None if journal else one.get("publisher"))
    return Record(
        type="article-journal" if journal and one.get("volume") else None,
        title=title,
        authors=_listed_people(fields.get("author", ())),
        container=journal,
        year=_year(one.get("publication_date") or one.get("year") or one.get("date") or ""),
        volume=one.get("volume"),
        issue=one.get("issue"),
        pages=pages_of(first, last) or one.get("pages"),
        publisher=one.get("publisher"),
        doi=normalise_doi(one.get("doi") or one.get("id") or ""),
        pmid=normalise_pmid(one.get("pmid") or ""),
    )


def _listed_people(names: Sequence[str]) -> tuple[Person, ...]:
    found: list[Person] = []
    for name in names:
        many = "," in name and len(name) > 30
        found += parse_people(name)[0] if many else (parse_person(name),)
    return tuple(one for one in found if one != Person())


def page_title(root: Element) -> str | None:
    """Return the title of the article as the page shows it: its h1, or what the window is titled.

    The window's title names the site as well; its longest part counts if the page prints it.
    """
    for h1 in root.iter("h1"):
        text = plain(h1)
        if len(text.split()) >= _TITLE_WORDS:
            return text
    window = plain(root.find(".//title"))
    parts = [window, *_TITLE_CUTS.split(window)]
    shown = fold(plain(root.find("body")))
    printed = [part for part in parts if len(part.split()) >= _TITLE_WORDS and fold(part) in shown]
    return max(printed, key=len, default=None)
