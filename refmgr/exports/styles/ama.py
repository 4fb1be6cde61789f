"""AMA: the AMA Manual of Style, 11th edition (2020), chapter 3."""

from collections.abc import Sequence
from typing import Final

from refmgr.exports.styles.parts import (
    JOURNALS,
    Choices,
    container_of,
    edition,
    full_pages,
    locator,
    long_date,
    title_of,
    without_stops,
    year_of,
)
from refmgr.exports.styles.runs import Run, italic, joined, roman, sentence
from refmgr.exports.styles.vancouver import ONLINE, PARTS_OF_BOOKS
from refmgr.model import Item, Person, Record
from refmgr.names import vancouver

# Up to six names are printed; of more the first three (3.7).
MOST_NAMES: Final = 6
FIRST_NAMES: Final = 3


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
    """Return names as `Callen JP, Roe A, Doe B, et al`; organisations behind a semicolon."""
    more = len(persons) > MOST_NAMES
    text = ""
    for one in persons[: FIRST_NAMES if more else None]:
        sign = "; " if one.literal else ", "
        text += f"{sign if text else ''}{vancouver(one)}"
    return f"{text}, et al" if more or et_al else text


def _authors(record: Record) -> tuple[Run, ...]:
    if record.authors:
        return sentence(roman(people(record.authors, et_al=record.et_al)))
    return sentence(roman(_editors(record)))


def _editors(record: Record) -> str:
    if not record.editors:
        return ""
    return f"{people(record.editors)}, ed{'s' if len(record.editors) > 1 else ''}"


def _article(record: Record, choices: Choices) -> list[Sequence[Run]]:
    journal = without_stops(container_of(record, choices) or "")
    issue = f"({record.issue})" if record.issue else ""
    pages = full_pages(locator(record) or "")
    where = f"{record.volume or ''}{issue}" + (f":{pages}" if pages else "")
    dated = year_of(record)
    if not where and record.date:
        dated = f"Published online {long_date(record.date)}"
    told = ";".join(part for part in (dated, where) if part)
    return [
        _authors(record),
        sentence(roman(title_of(record))),
        sentence(italic(journal)),
        sentence(roman(told)),
    ]


def _imprint(record: Record) -> str:
    return "; ".join(part for part in (record.publisher, year_of(record)) if part)


def _book(record: Record) -> list[Sequence[Run]]:
    number = f"Report {record.issue}" if record.type == "report" and record.issue else None
    return [
        _authors(record),
        sentence(italic(title_of(record))),
        sentence(roman("Dissertation" if record.type == "thesis" else None)),
        sentence(roman(f"Vol {record.volume}" if record.volume else None)),
        sentence(roman(edition(record))),
        sentence(roman(_imprint(record))),
        sentence(roman(number)),
        roman(record.url if record.url and not record.doi and record.type == "report" else None),
    ]


def _part_of_book(record: Record) -> list[Sequence[Run]]:
    editors = _editors(record)
    book = (
        *roman("In: "),
        *roman(f"{editors}. " if editors else None),
        *italic(record.container),
    )
    pages = full_pages(record.pages or "")
    imprint = _imprint(record) + (f":{pages}" if pages else "")
    return [
        sentence(roman(people(record.authors, et_al=record.et_al))),
        sentence(roman(title_of(record))),
        sentence(book) if record.container or editors else (),
        sentence(roman(f"Vol {record.volume}" if record.volume else None)),
        sentence(roman(edition(record))),
        sentence(roman(imprint)),
    ]


def _online(item: Item, choices: Choices) -> list[Sequence[Run]]:
    record = item.record
    seen = long_date(choices.accessed.get(item.id))
    date = long_date(record.date) or year_of(record)
    return [
        _authors(record),
        sentence(roman(title_of(record))),
        sentence(roman(record.container or record.publisher)),
        sentence(roman(date)),
        sentence(roman(f"Accessed {seen}" if seen else None)),
        roman(record.url if not record.doi else None),
    ]


def _preprint(record: Record) -> list[Sequence[Run]]:
    date = long_date(record.date) or year_of(record)
    return [
        _authors(record),
        sentence(roman(title_of(record))),
        sentence(italic(record.container or record.publisher)),
        sentence(roman(f"Preprint posted online {date}" if date else "Preprint")),
        roman(record.url if record.url and not record.doi else None),
    ]


def _doi(record: Record, choices: Choices) -> tuple[Run, ...]:
    return roman(f"doi:{record.doi}" if choices.doi and record.doi else None)
