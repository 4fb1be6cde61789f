"""APA: Publication Manual of the American Psychological Association, 7th edition (2020), chapters 9, 10."""

import re
from collections.abc import Sequence
from typing import Final

from refmgr.exports.styles.parts import (
    JOURNALS,
    MONTHS,
    Choices,
    and_list,
    container_of,
    edition,
    full_pages,
    title_of,
    year_of,
)
from refmgr.exports.styles.runs import Run, italic, joined, roman, sentence
from refmgr.exports.styles.vancouver import ONLINE, PARTS_OF_BOOKS
from refmgr.formats.dates import date_parts
from refmgr.model import Item, Person, Record

# Up to twenty names are printed; of more the first nineteen and the last (9.8).
MOST_NAMES: Final = 20
WORD: Final = re.compile(r"[^\W\d_]+\.?|-")
DATED: Final = frozenset(
    ("webpage", "post-weblog", "post", "article-magazine", "article-newspaper")
)


def format_reference(item: Item, choices: Choices) -> tuple[Run, ...]:
    """Return one reference; one without author and editor begins with its title."""
    record = item.record
    if record.type in PARTS_OF_BOOKS:
        title, rest = sentence(roman(title_of(record))), _part_of_book(record)
    elif record.type in JOURNALS and record.container:
        title, rest = sentence(roman(title_of(record))), _article(record, choices)
    else:
        title, rest = _whole(record), [_house(record)]
    names, date = _names(record), sentence(roman(f"({_date(record)})"))
    opening = [names, date, title] if names else [title, date]
    return joined((*opening, *rest, _address(item, choices)))


def people(persons: Sequence[Person], *, et_al: bool = False) -> str:
    """Return names as `Callen, J. P., & Roe, A.`; of more than twenty nineteen, `. . .` and the last."""
    names = [inverted(one) for one in persons]
    if et_al:
        return f"{', '.join(names)}, et al."
    if len(names) > MOST_NAMES:
        return f"{', '.join(names[: MOST_NAMES - 1])}, . . . {names[-1]}"
    if len(names) == 2:
        return f"{names[0]}, & {names[1]}"
    return and_list(names)


def inverted(person: Person) -> str:
    """Return `van der Berg, J. P., Jr.`; an organisation stays."""
    if person.literal or not person.family:
        return person.literal or person.given or ""
    family = " ".join(filter(None, (person.particle, person.family)))
    parts = [family, initials(person.given), _suffix(person.suffix)]
    return ", ".join(part for part in parts if part)


def initials(given: str | None) -> str:
    """Return given names as initials: `Jean-Pierre` → `J.-P.`, `JP` → `J. P.`."""
    shown: list[str] = []
    for word in WORD.findall(given or ""):
        if word == "-":
            shown.append("-")
        elif word.rstrip(".").isupper() and len(word.rstrip(".")) <= 3:
            shown += [f"{letter}." for letter in word.rstrip(".")]
        else:
            shown.append(f"{word[0].upper()}.")
    return " ".join(shown).replace(" - ", "-")


def _suffix(suffix: str | None) -> str:
    bare = (suffix or "").rstrip(".")
    return f"{bare}." if bare in ("Jr", "Sr") else bare


def _names(record: Record) -> tuple[Run, ...]:
    if record.authors:
        return sentence(roman(people(record.authors, et_al=record.et_al)))
    if record.editors and record.type not in PARTS_OF_BOOKS:
        role = "Eds." if len(record.editors) > 1 else "Ed."
        return sentence(roman(f"{people(record.editors)} ({role})"), end=".")
    return ()


def _date(record: Record) -> str:
    year = year_of(record)
    if year is None:
        return "n.d."
    parts = date_parts(record.date)
    if record.type not in DATED or len(parts) < 2:
        return year
    return f"{year}, {MONTHS[parts[1] - 1]}" + (f" {parts[2]}" if len(parts) > 2 else "")


def _article(record: Record, choices: Choices) -> list[Sequence[Run]]:
    runs = [*italic(container_of(record, choices))]
    if record.volume:
        runs += [Run(", "), Run(record.volume, italic=True)]
    if record.issue:
        runs.append(Run(f"({record.issue})" if record.volume else f", ({record.issue})"))
    if record.pages:
        runs.append(Run(f", {full_pages(record.pages, '–')}"))
    elif record.article_number:
        runs.append(Run(f", Article {record.article_number}"))
    return [sentence(runs)]


def _brackets(*parts: str | None) -> str:
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _edition(record: Record) -> str | None:
    named = edition(record)
    return f"{named}." if named else None


def _whole(record: Record) -> tuple[Run, ...]:
    """The title of a work that stands by itself, in italics, with edition, volume and kind."""
    volume = f"Vol. {record.volume}" if record.volume else None
    number = f"Report No. {record.issue}" if record.type == "report" and record.issue else None
    told = _brackets(_edition(record), volume, number)
    kind = ""
    if record.type == "thesis":
        kind = f" [{', '.join(filter(None, ('Doctoral dissertation', record.publisher)))}]"
    elif record.type in ("dataset", "software"):
        kind = " [Data set]" if record.type == "dataset" else " [Computer software]"
    title = italic(title_of(record))
    return sentence((*title, *roman(f"{told}{kind}"))) if title else ()


def _house(record: Record) -> tuple[Run, ...]:
    if record.type == "thesis":
        return ()
    house = record.publisher or (record.container if record.type in (*ONLINE, "article") else None)
    authors = [one.literal for one in record.authors]
    return sentence(roman(None if house in authors else house))


def _part_of_book(record: Record) -> list[Sequence[Run]]:
    editors = and_list([_in_order(one) for one in record.editors])
    if editors:
        editors += f" ({'Eds' if len(record.editors) > 1 else 'Ed'}.), "
    pages = full_pages(record.pages or "", "–")
    sign = "pp." if "–" in pages or "," in pages else "p."
    told = _brackets(
        _edition(record),
        f"Vol. {record.volume}" if record.volume else None,
        f"{sign} {pages}" if pages else None,
    )
    book = (*roman(f"In {editors}"), *italic(record.container), *roman(told))
    return [sentence(book) if record.container else (), sentence(roman(record.publisher))]


def _in_order(person: Person) -> str:
    """Return `J. P. van der Berg`."""
    if person.literal or not person.family:
        return person.literal or person.given or ""
    family = " ".join(filter(None, (person.particle, person.family)))
    parts = (initials(person.given), family, _suffix(person.suffix))
    return " ".join(part for part in parts if part)


def _address(item: Item, choices: Choices) -> tuple[Run, ...]:
    record = item.record
    if record.doi and choices.doi:
        return roman(f"https://doi.org/{record.doi}")
    if record.doi or record.type in PARTS_OF_BOOKS:
        return ()
    return roman(record.url)
