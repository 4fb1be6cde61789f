"""CSL-JSON: a Record as an item of the citation-style-language schema, version 1.0.2, and back."""

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from refmgr.formats.citation_keys import usable_key
from refmgr.formats.dates import date_parts, iso_date, read_date
from refmgr.formats.encoding import Source
from refmgr.formats.fields import present, record_of, says_nothing
from refmgr.formats.json_items import Found, json_items
from refmgr.formats.markup import plain_markup
from refmgr.formats.naming import noted_identifiers
from refmgr.formats.pages import complete_pages
from refmgr.formats.people import read_name, write_name
from refmgr.identifiers import (
    normalise_arxiv,
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)
from refmgr.model import Bibliography, Failure, Item, Person, Record, Work

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
# What stands beside the Record, by kind of variable.
TEXTS: Final = (
    *("abstract", "annote", "container-title-short", "title-short", "original-title"),
    *("collection-title", "genre", "number", "number-of-volumes", "number-of-pages"),
    *("chapter-number", "event-title", "event-place", "status", "version", "medium", "section"),
    *("source", "archive", "archive_location", "call-number"),
)
PEOPLE: Final = ("translator", "collection-editor")
DATES: Final = ("accessed", "original-date")
# Numbers of these are their own; the number of an article stands where others have pages.
NUMBERED: Final = frozenset(("report", "patent", "standard", "legislation", "bill", "regulation"))
DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


# Our own place for what CSL has no variable for.
OWN_CUSTOM: Final = frozenset(("et-al", "article-number", "refmgr"))
KNOWN: Final = frozenset(
    (
        *(variable for variable, _ in VARIABLES),
        *("id", "type", "author", "editor", "issued", "page", "custom", "citation-key", "note"),
        *("keyword", "archive", "archive_location", "number", "container-title-short"),
        *TEXTS,
        *PEOPLE,
        *DATES,
    )
)


def csl_json_text(works: Sequence[Work]) -> str:
    """Return works as a CSL-JSON array, sorted by key ignoring case, UTF-8 without escapes."""
    ordered = sorted(works, key=lambda work: (work.key.lower(), work.key))
    return write_csl_json([Item(id=work.key, record=work.record) for work in ordered])


def write_csl_json(items: Sequence[Item]) -> str:
    """Return items as a CSL-JSON array in their order."""
    written = [csl_item(item.id, item.record, item.more) for item in items]
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def csl_item(
    key: str, record: Record, more: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> dict[str, Any]:
    """Return a Record, and what stands beside it, as one CSL item with `id` key.

    The schema has no word for "et al.", and none for arXiv: they go where it has room for them
    (`custom`, and `archive` with `archive_location`); so does all else that it cannot name.
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
    }
    told, others = _beside(more)
    made = {**told, **{name: value for name, value in made.items() if value}}
    custom = {
        "et-al": record.et_al,
        "article-number": None if record.pages else record.article_number,
        "refmgr": others,
        **(made.pop("custom", None) or {}),
    }
    made["custom"] = {name: value for name, value in custom.items() if value}
    order = ("id", "type", *made)
    return {variable: made[variable] for variable in dict.fromkeys(order) if made[variable]}


def _beside(
    more: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return what CSL has variables for, and what goes into `custom`."""
    told: dict[str, Any] = {}
    others: dict[str, list[str]] = {}
    for name, values in more.items():
        if name == "keyword":
            told[name] = "; ".join(values) + (";" if len(values) == 1 and "," in values[0] else "")
        elif name == "note":
            told[name] = "\n".join(values)
        elif name in PEOPLE:
            told[name] = [_name(read_name(value)) for value in values]
        elif name in DATES and date_parts(values[0]):
            told[name] = {"date-parts": [list(date_parts(values[0]))]}
        elif name in TEXTS and len(values) == 1:
            told[name] = values[0]
        elif name.startswith("csl-json:"):
            told[name.removeprefix("csl-json:")] = _as_given(values[0])
        else:
            others[name] = list(values)
    told.pop("type", None)
    return told, others


def _as_given(value: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    try:
        return json.loads(value)
    except ValueError:
        return value


def _name(person: Person) -> dict[str, str]:
    return {part: value for part, name in NAME_PARTS if (value := getattr(person, name))}


def _issued(record: Record) -> dict[str, list[list[int]]] | None:
    """The date, as far as it is known and does not contradict the year."""
    found = DATE.fullmatch(record.date or "")
    parts = [int(part) for part in found.groups() if part] if found else []
    if record.year is not None and parts[:1] != [record.year]:
        parts = [record.year]
    return {"date-parts": [parts]} if parts else None


def read_csl_json(source: Source) -> Bibliography:
    """Return the items of a CSL-JSON file: an array, an array in an object, or an object a line."""
    items: list[Item] = []
    failures: list[Failure] = []
    for found in json_items(source.text()):
        item = _item(found) if isinstance(found.value, dict) else None
        if item is None or says_nothing(item.record):
            reason = found.trouble or "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=found.line, reason=reason, raw=found.raw))
        else:
            items.append(item)
    return Bibliography(
        format="csl-json", items=tuple(items), failures=tuple(failures), problems=source.problems
    )


def _item(found: Found) -> Item:
    record, more = _described(found.value)
    key = _text(found.value.get("citation-key")) or ""
    given = key or _text(found.value.get("id")) or ""
    return Item(
        id=given,
        key=given if usable_key(given) and not given.isdecimal() and "://" not in given else None,
        record=record,
        more=more,
        line=found.line,
        raw=found.raw,
    )


def record_from_csl(item: Mapping[str, Any]) -> Record:
    """Return a CSL item, as Zotero, Mendeley and pandoc write it, as a Record.

    Args:
        item: one item; fields of unexpected shape are left out, nothing raises.
    """
    return _described(item)[0]


def _described(item: Mapping[str, Any]) -> tuple[Record, dict[str, tuple[str, ...]]]:
    values: dict[str, Any] = {name: _text(item.get(variable)) for variable, name in VARIABLES}
    kind = item.get("type")
    custom = item.get("custom")
    custom = custom if isinstance(custom, Mapping) else {}
    notes = _lines(item.get("note"))
    values |= {
        "type": kind if kind in TYPES else None,
        "authors": _people(item.get("author")),
        "editors": _people(item.get("editor")),
        "et_al": custom.get("et-al") is True,
        "pages": _text(item.get("page")),
        "container": values["container"] or _text(item.get("container-title-short")),
        **_date_given(item.get("issued")),
        **_identifiers(item, values, notes),
    }
    more = _more(item, custom, notes)
    if values["pages"] and values["pages"] == _text(custom.get("article-number")):
        values["article_number"], values["pages"] = values["pages"], None
    elif kind not in NUMBERED and (kind or not values["pages"]):
        values["article_number"] = next(iter(more.pop("number", ())), None)
    if (values["container"],) == more.get("container-title-short"):
        del more["container-title-short"]
    return record_of(values), present(more)


def _identifiers(
    item: Mapping[str, Any], values: Mapping[str, Any], notes: Sequence[str]
) -> dict[str, Any]:
    """The identifiers in their variables, else those that Zotero keeps in the note."""
    told = {
        "doi": normalise_doi(values["doi"] or ""),
        "pmid": normalise_pmid(values["pmid"] or ""),
        "pmcid": normalise_pmcid(values["pmcid"] or ""),
        "isbn": normalise_isbn(values["isbn"] or ""),
    }
    if str(item.get("archive", "")).casefold() == "arxiv":
        told["arxiv"] = normalise_arxiv(_text(item.get("archive_location")) or "")
    noted = noted_identifiers(notes)
    return told | {name: value for name, value in noted.items() if not told.get(name)}


def _more(
    item: Mapping[str, Any], custom: Mapping[str, Any], notes: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Everything beside the Record; what only other programs know comes with its JSON."""
    more: dict[str, tuple[str, ...]] = {
        name: (text,) for name in TEXTS if (text := _text(item.get(name)))
    }
    more |= {"note": tuple(notes), "keyword": _keywords(item.get("keyword"))}
    more |= {name: tuple(map(write_name, _people(item.get(name)))) for name in PEOPLE}
    for name in DATES:
        told = _date_given(item.get(name))
        date = told.get("date") or told.get("year")
        more[name] = (str(date),) if date else ()
    if str(item.get("archive", "")).casefold() == "arxiv":
        more.pop("archive", None)
        more.pop("archive_location", None)
    if isinstance(item.get("type"), str) and item["type"] not in TYPES:
        more["csl-json:type"] = (item["type"],)
    for name, value in (
        custom.get("refmgr", {}).items() if isinstance(custom.get("refmgr"), dict) else ()
    ):
        more[name] = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
    known = {*KNOWN, *more}
    more |= {
        f"csl-json:{name}": (
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),
        )
        for name, value in item.items()
        if name not in known and value not in (None, "", [], {})
    }
    if others := {name: value for name, value in custom.items() if name not in OWN_CUSTOM}:
        more["csl-json:custom"] = (json.dumps(others, ensure_ascii=False),)
    return more


def _lines(value: object) -> list[str]:
    text = str(value) if isinstance(value, str) else ""
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def _keywords(value: object) -> tuple[str, ...]:
    """Return the keywords of CSL's one string, parted by semicolons, else by commas."""
    text = _text(value) or ""
    sign = ";" if ";" in text else ","
    return tuple(dict.fromkeys(word for part in text.split(sign) if (word := part.strip())))


def _text(value: object) -> str | None:
    """Return a value as one line without the few tags CSL allows (`<i>`, `<sup>`), None for none."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(plain_markup(str(value)).split()) or None


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
        year, date = read_date(told)
        return {"year": year, "date": date}
    numbers = [int(part) for part in map(str, parts[:3]) if part.isdecimal() and part.isascii()]
    if not numbers or not 0 < numbers[0] < 10_000:
        return {}
    return {"year": numbers[0], "date": iso_date(*numbers)}
