"""What the styles share: page ranges, ordinals, dates, titles and the names of journals."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from refmgr.formats.dates import NAMES, date_parts
from refmgr.formats.markup import plain_markup
from refmgr.formats.pages import DASH, PART, page_range
from refmgr.model import Record
from refmgr.text import sentence_case

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
LETTERED: Final = re.compile(r"([A-Za-z]*)(\d+)([A-Za-z]*)")
NUMBER: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?\.?(?:\s*ed(?:n|ition)?\.?)?", re.IGNORECASE)
STOPS: Final = re.compile(r"\.(?=\s|$)")
JOURNALS: Final = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "review", "review-book", None)
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chooses besides the style.

    `journals`: names of journals in the other form, by the name a Record has; `doi`: whether DOIs are
    printed; `accessed`: by citation key, the day a web page was looked at.
    """

    journals: Mapping[str, str] = field(default_factory=dict)
    doi: bool = True
    accessed: Mapping[str, str] = field(default_factory=dict)


def short_pages(printed: str) -> str:
    """Return ranges as NLM prints them, digits of the end that repeat left out: `284-287` → `284-7`.

    An end with a letter behind it is printed whole (`126A-127A`), one with a letter before it
    without the letter (`S104-11`). What is no range stays.
    """
    return _pages(printed, "-", _short)


def full_pages(printed: str, dash: str = "-") -> str:
    """Return ranges complete: `284-7` → `284-287`, as AMA and (with an en dash) APA print them."""
    return _pages(printed, dash, lambda _, last: last)


def _pages(printed: str, dash: str, shown: Callable[[str, str], str]) -> str:
    parts = []
    for part in PART.split(printed):
        found = page_range(part)
        if found is None:
            parts.append(DASH.sub("-", part.strip()))
        elif found[0] == found[1]:
            parts.append(found[0])
        else:
            parts.append(f"{found[0]}{dash}{shown(*found)}")
    return ", ".join(part for part in parts if part)


def _short(first: str, last: str) -> str:
    start, end = LETTERED.fullmatch(first), LETTERED.fullmatch(last)
    if not start or not end or end[3] or start[1] != end[1] or len(start[2]) != len(end[2]):
        return last
    same = 0
    while same < len(end[2]) - 1 and start[2][same] == end[2][same]:
        same += 1
    return end[2][same:]


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `11th`, `23rd`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def edition(record: Record) -> str | None:
    """Return `2nd ed`, without its stop; a first edition is not named."""
    printed = (record.edition or "").strip()
    found = NUMBER.fullmatch(printed)
    if found:
        return None if int(found[1]) == 1 else f"{ordinal(int(found[1]))} ed"
    if not printed or re.search(r"\bed(?:ition|n)?\b", printed, re.IGNORECASE):
        return printed.rstrip(".") or None
    return f"{printed} ed"


def title_of(record: Record) -> str | None:
    """Return the title without markup and stop at its end; one in capitals in sentence case."""
    title = sentence_case(" ".join(plain_markup(record.title or "").split()))
    return (title if title.endswith("..") else title.rstrip(" .")) or None


def container_of(record: Record, choices: Choices) -> str | None:
    """Return the name of the journal in the chosen form, or of the book, as it stands."""
    name = record.container
    if name is None or record.type not in JOURNALS:
        return name
    return choices.journals.get(name, name)


def without_stops(name: str) -> str:
    """Return an abbreviated name as NLM prints it: `N. Engl. J. Med.` → `N Engl J Med`."""
    return STOPS.sub("", name)


def year_of(record: Record) -> str | None:
    """Return the year in figures."""
    return str(record.year) if record.year is not None else None


def short_date(date: str | None) -> str | None:
    """Return `2002 Jul 9`, as far as it is known."""
    parts = date_parts(date)
    if len(parts) < 2:
        return str(parts[0]) if parts else None
    return " ".join([str(parts[0]), NAMES[parts[1] - 1], *map(str, parts[2:])])


def long_date(date: str | None) -> str | None:
    """Return `July 9, 2002`, as far as it is known."""
    parts = date_parts(date)
    if len(parts) < 2:
        return str(parts[0]) if parts else None
    day = f" {parts[2]}," if len(parts) > 2 else ""
    return f"{MONTHS[parts[1] - 1]}{day} {parts[0]}"


def locator(record: Record) -> str | None:
    """Return pages, else the number of the article."""
    return record.pages or record.article_number


def and_list(names: Sequence[str], sign: str = "&") -> str:
    """Return `A`, `A & B`, `A, B, & C`."""
    if len(names) < 3:
        return f" {sign} ".join(names)
    return f"{', '.join(names[:-1])}, {sign} {names[-1]}"
