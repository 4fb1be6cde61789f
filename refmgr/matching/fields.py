"""How the fields of two Records agree: years, volumes, pages, people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from refmgr.model import Person, Record
from refmgr.names import compare_people, family_key
from refmgr.text import fold

Agreement = Literal["equal", "close", "different", "incomparable"]

DIGITS: Final = re.compile(r"\d+")
ROMAN: Final = re.compile(r"(?=[ivxlc]+$)(c{0,3})(x[lc]|l?x{0,3})(i[vx]|v?i{0,3})$")
MONTHS: Final = {
    name: str(at)
    for at, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
# Spreadsheets turn the pages 1-8 into "01-Aug" and 9-20 into "Sep-20".
SHEET_DATE: Final = re.compile(r"^(\d{1,2})-([a-z]{3})$|^([a-z]{3})-(\d{1,2})$")
PAGE: Final = re.compile(r"([a-z]{0,6})\.?\s?(\d{1,9})([a-z]?)")
RANGE: Final = re.compile(r"\s?(?:-+|/|to|bis)\s?([a-z]{0,3})\.?\s?(\d{1,9})")
PAGES_WORD: Final = re.compile(r"^\W*(?:pp?|pages?|pag|s)\b[.:\s]*")
LONGEST_PAGE: Final = 5
LONGEST_PRINT: Final = 200
FIRST_AUTHORS: Final = 3


@dataclass(frozen=True, slots=True)
class Pages:
    """A page range read: letters before the number ("e", "s"), first and last number."""

    letters: str
    first: int
    last: int | None = None


def compare_years(a: int | None, b: int | None) -> Agreement:
    """Return equal, close (one year apart: ahead of print), different or incomparable."""
    if a is None or b is None:
        return "incomparable"
    apart = abs(a - b)
    return "equal" if apart == 0 else "close" if apart == 1 else "different"


def compare_volumes(a: str | None, b: str | None) -> Agreement:
    """Return how two volumes (or issues) agree by their first number ("10 Suppl 2" ~ "10")."""
    if not a or not b:
        return "incomparable"
    if a == b:
        return "equal"
    first, second = first_number(a), first_number(b)
    if not first or not second:
        return "incomparable"
    if first != second:
        return "different"
    return "equal" if fold(a).lstrip("0") == fold(b).lstrip("0") else "close"


@lru_cache(maxsize=1 << 13)
def first_number(text: str | None) -> str:
    """Return the first number of a volume, issue or page text ("10 Suppl 2" → "10"), or its text."""
    if not text:
        return ""
    text = text[:LONGEST_PRINT]
    found = DIGITS.search(text)
    if found:
        return found[0].lstrip("0") or "0"
    folded = fold(text).strip(" .")
    return str(_from_roman(folded)) if folded and ROMAN.match(folded) else folded


def _from_roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


@lru_cache(maxsize=1 << 14)
def read_pages(text: str | None) -> Pages | None:
    """Return a printed page range read, its short end completed (`53–7` → 53, 57)."""
    folded = PAGES_WORD.sub("", fold((text or "")[:LONGEST_PRINT]))
    sheet = SHEET_DATE.match(folded)
    if sheet:
        numbers = [MONTHS.get(part, part) for part in sheet.groups() if part]
        folded = "-".join(numbers)
    found = PAGE.search(folded)
    if found is None:
        return None
    letters, first = found[1] or found[3], int(found[2])
    end = RANGE.match(folded, found.end())
    return Pages(letters, first, _last(found[2].lstrip("0"), end[2]) if end else None)


def _last(first: str, end: str) -> int | None:
    """Return the last page, a short end completed by the digits of the first."""
    if len(end) < len(first):
        end = first[: len(first) - len(end)] + end
    return int(end) if int(end) >= int(first or "0") else None


def compare_pages(a: Record, b: Record) -> Agreement:
    """Return how the first pages (or article numbers) of two Records agree.

    An article number against a page range says nothing; a range that holds the other, or ends on
    the same page, is close.
    """
    if not (a.pages or a.article_number) or not (b.pages or b.article_number):
        return "incomparable"
    if a.pages and a.pages == b.pages:
        return "equal"
    found = {
        _compare_two(first, second)
        for first in _places(a)
        for second in _places(b)
    }  # fmt: skip
    best: tuple[Agreement, ...] = ("equal", "close", "incomparable", "different")
    return next((agreement for agreement in best if agreement in found), "incomparable")


def _places(record: Record) -> list[Pages]:
    texts = (record.pages, record.article_number)
    return [pages for text in texts if text and (pages := read_pages(text))]


def _compare_two(a: Pages, b: Pages) -> Agreement:
    if a.first == b.first:
        return "equal" if a.letters == b.letters or not (a.letters and b.letters) else "close"
    if _is_article(a) != _is_article(b):
        return "incomparable"
    if a.letters == b.letters and a.last is not None and b.last is not None:
        inside = a.first <= b.first <= b.last <= a.last or b.first <= a.first <= a.last <= b.last
        return "close" if inside or a.last == b.last else "different"
    return "different"


def _is_article(pages: Pages) -> bool:
    """Return whether this is an article number ("e1002369", "cd000123", "d1234"), not a page."""
    return pages.last is None and (
        (bool(pages.letters) and pages.letters != "s") or pages.first >= 10**LONGEST_PAGE
    )


def compare_first_authors(a: Sequence[Person], b: Sequence[Person]) -> Agreement:
    """Return how the first authors agree; two that swapped places are close."""
    if not a or not b:
        return "incomparable"
    agreement = compare_people(a[0], b[0])
    if agreement != "different":
        return agreement
    # A study group stands in one source where another names its members.
    if bool(a[0].literal) != bool(b[0].literal):
        return "incomparable"
    swapped = _among(a[0], b[1:FIRST_AUTHORS]) and _among(b[0], a[1:FIRST_AUTHORS])
    return "close" if swapped else "different"


def _among(person: Person, people: Sequence[Person]) -> bool:
    return any(compare_people(person, other) in {"equal", "close"} for other in people)


def compare_other_authors(a: Record, b: Record) -> Agreement:
    """Return how the authors after the first agree, as far as both lists go.

    A list cut by "et al." is compared with the beginning of the other; otherwise one more or
    less is close.
    """
    first, second = a.authors[1:], b.authors[1:]
    if not first or not second:
        return "incomparable"
    keys = {family_key(person) for person in first}, {family_key(person) for person in second}
    shared = len(keys[0] & keys[1])
    if shared == max(map(len, keys)):
        return "equal"
    fewer = min(map(len, keys))
    if shared == fewer:
        return "close"
    return "close" if shared * 2 >= fewer else "different"


def compare_identifiers(a: str | None, b: str | None) -> Agreement:
    """Return how two identifiers of one kind agree; one cut off inside the other says nothing."""
    if not a or not b:
        return "incomparable"
    first, second = sorted((a.lower(), b.lower()), key=len)
    if first == second:
        return "equal"
    cut_off = "/" in first and second.startswith(first) and len(second) - len(first) >= 3
    return "incomparable" if cut_off else "different"
