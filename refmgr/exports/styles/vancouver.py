"""Vancouver: ICMJE's samples of formatted references and NLM's Citing Medicine (2nd edition)."""

from collections.abc import Sequence
from typing import Final

from refmgr.exports.styles.parts import (
    JOURNALS,
    Choices,
    container_of,
    edition,
    locator,
    short_date,
    short_pages,
    title_of,
    without_stops,
    year_of,
)
from refmgr.exports.styles.runs import Run, joined, roman, sentence
from refmgr.model import Item, Person, Record
from refmgr.names import vancouver

MOST_NAMES: Final = 6
PARTS_OF_BOOKS: Final = frozenset(("chapter", "paper-conference", "entry-encyclopedia"))
ONLINE: Final = frozenset(("webpage", "post-weblog", "post", "dataset", "software"))


def format_reference(item: Item, choices: Choices) -> tuple[Run, ...]:
    """Return one reference, without its number."""
    record = item.record
    if record.type in PARTS_OF_BOOKS:
        sentences = _part_of_book(record)
    elif record.type in JOURNALS and (record.container or record.type):
        sentences = _article(record, choices)
    elif record.type in ONLINE or (record.type == "document" and record.url):
        sentences = _online(item, choices)
    elif record.type == "article":
        sentences = _preprint(record)
    else:
        sentences = _book(record)
    return joined((*sentences, _doi(record, choices)))


def people(persons: Sequence[Person], *, et_al: bool = False) -> str:
    """Return names as `Callen JP, Roe A; Study Group`: six of them, then `et al`."""
    shown = list(persons[:MOST_NAMES])
    text = ""
    for one in shown:
        sign = "; " if one.literal else ", "
        text += f"{sign if text else ''}{vancouver(one)}"
    return f"{text}, et al" if et_al or len(persons) > MOST_NAMES else text


def _authors(record: Record) -> tuple[Run, ...]:
    if record.authors:
        return sentence(roman(people(record.authors, et_al=record.et_al)))
    return sentence(roman(_editors(record)))


def _editors(record: Record) -> str:
    if not record.editors:
        return ""
    return f"{people(record.editors)}, editor{'s' if len(record.editors) > 1 else ''}"


def _article(record: Record, choices: Choices) -> list[Sequence[Run]]:
    journal = without_stops(container_of(record, choices) or "")
    volume = record.volume or ""
    issue = f"({record.issue})" if record.issue else ""
    pages = short_pages(locator(record) or "")
    where = f"{volume}{issue}" + (f":{pages}" if pages else "")
    date = year_of(record) if where else short_date(record.date) or year_of(record)
    told = ";".join(part for part in (date, where) if part)
    return [
        _authors(record),
        sentence(roman(title_of(record))),
        sentence(roman(journal)),
        sentence(roman(told)),
    ]


def _imprint(record: Record) -> str:
    """Return `New York: McGraw-Hill; 2002`."""
    house = ": ".join(part for part in (record.place, record.publisher) if part)
    return "; ".join(part for part in (house, year_of(record)) if part)


def _book(record: Record) -> list[Sequence[Run]]:
    kind = " [dissertation]" if record.type == "thesis" else ""
    title = title_of(record)
    number = f"Report No.: {record.issue}" if record.type == "report" and record.issue else None
    volume = f"Vol. {record.volume}" if record.volume else None
    editors = _editors(record) if record.authors else ""
    return [
        _authors(record),
        sentence(roman(f"{title}{kind}" if title else None)),
        sentence(roman(volume)),
        sentence(roman(edition(record))),
        sentence(roman(editors)),
        sentence(roman(_imprint(record))),
        sentence(roman(number)),
        sentence(roman(f"p. {short_pages(record.pages)}" if record.pages else None)),
    ]


def _part_of_book(record: Record) -> list[Sequence[Run]]:
    editors = _editors(record)
    within = ". ".join(part for part in (editors, record.container) if part)
    return [
        sentence(roman(people(record.authors, et_al=record.et_al))),
        sentence(roman(title_of(record))),
        sentence(roman(f"In: {within}" if within else None)),
        sentence(roman(edition(record))),
        sentence(roman(f"Vol. {record.volume}" if record.volume else None)),
        sentence(roman(_imprint(record))),
        sentence(roman(f"p. {short_pages(record.pages)}" if record.pages else None)),
    ]


def _online(item: Item, choices: Choices) -> list[Sequence[Run]]:
    record = item.record
    title = title_of(record)
    site = record.publisher or record.container
    house = ": ".join(part for part in (record.place, site) if part)
    told = "; ".join(part for part in (house, short_date(record.date) or year_of(record)) if part)
    if seen := short_date(choices.accessed.get(item.id)):
        told = f"{told} [cited {seen}]" if told else f"[cited {seen}]"
    return [
        _authors(record),
        sentence(roman(f"{title} [Internet]" if title else None)),
        sentence(roman(told)),
        roman(f"Available from: {record.url}" if record.url else None),
    ]


def _preprint(record: Record) -> list[Sequence[Run]]:
    title = title_of(record)
    return [
        _authors(record),
        sentence(roman(f"{title} [Preprint]" if title else None)),
        sentence(roman(record.container or record.publisher)),
        sentence(roman(short_date(record.date) or year_of(record))),
        roman(f"Available from: {record.url}" if record.url and not record.doi else None),
    ]


def _doi(record: Record, choices: Choices) -> tuple[Run, ...]:
    return roman(f"doi: {record.doi}" if choices.doi and record.doi else None)
