"""How the places of two Records agree: volume, issue and pages, also where they slipped a column."""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from refmgr.matching.fields import (
    SHEET_DATE,
    Agreement,
    Pages,
    compare_volumes,
    first_number,
    read_pages,
)
from refmgr.matching.prepared import Prepared
from refmgr.text import fold

PageGrade = Literal["range", "first", "overlap", "misprint", "different", "incomparable"]

NUMBER: Final = re.compile(r"\d+")
PRINTED_RANGE: Final = re.compile(r"\D{0,3}(\d{1,9})\s?-+\s?\D{0,2}(\d{1,9})\b")
FIRST_OF_RANGE: Final = re.compile(r"(?<![\d-])\D{0,3}(\d{1,9})\s?-")
LONGEST_PAGE: Final = 5
MOST_ISSUES: Final = 60  # a weekly has 52 or 53 a year
LONGEST_PRINT: Final = 100


class Place(NamedTuple):
    """How volume, issue and pages agree.

    `grade` is finer for pages: the same range of several pages, the same first page, an overlap, one
    digit wrong. `digits` counts those of the shorter first page: page 1 says little.
    """

    volume: Agreement
    issue: Agreement
    grade: PageGrade
    digits: int


def compare_places(a: Prepared, b: Prepared) -> Place:
    """Return how two places agree; the order does not matter.

    Columns slip: a volume stands in the issue and the issue in the pages, the number of a supplement
    in the volume, a lone page in the volume. What can be told so is compared where it belongs, and
    what cannot says nothing.
    """
    if _slipped(a, b) or _slipped(b, a):
        return Place("equal", "equal", "incomparable", 0)
    ours, theirs = _lone(a, b), _lone(b, a)
    return Place(
        _compare_volumes(ours, theirs),
        _compare_issues(a.issue, b.issue),
        *_compare_pages(ours, theirs),
    )


def _slipped(a: Prepared, b: Prepared) -> bool:
    """Return whether `a` has the volume of `b` as issue, and its issue as pages."""
    return (
        not a.volume
        and bool(a.issue and a.pages and b.volume and b.issue)
        and first_number(a.issue) == first_number(b.volume)
        and first_number(a.pages) == first_number(b.issue)
    )


def _lone(a: Prepared, b: Prepared) -> Prepared:
    """Return `a` with the only number of its place in the column where `b` has the same one.

    A volume with an issue is one; a lone volume that the other has as a page is that page.
    """
    if bool(a.volume) == bool(a.pages):
        return a
    number = first_number(a.volume or a.pages)
    volume, page = first_number(b.volume), first_number(b.pages)
    if a.volume and not a.issue and number == page != volume:
        return a._replace(volume="", pages=a.volume)
    if a.pages and (b.pages or b.issue) and number == volume != page:
        return a._replace(volume=a.pages, pages="")
    return a


def _compare_volumes(a: Prepared, b: Prepared) -> Agreement:
    agreement = compare_volumes(a.volume, b.volume)
    if agreement != "different":
        return agreement
    ours, theirs = (set(NUMBER.findall(one.volume[:LONGEST_PRINT])) for one in (a, b))
    if ours & theirs:  # "Heart and circulatory physiology. 296" and "296"
        return "close"
    issues = (set(NUMBER.findall(one.issue[:LONGEST_PRINT])) for one in (b, a))
    slipped = any(volume & issue for volume, issue in zip((ours, theirs), issues, strict=True))
    return "incomparable" if slipped else "different"


def _compare_issues(a: str, b: str) -> Agreement:
    """Return how two issues agree; exports put numbers of records there, which say nothing."""
    agreement = compare_volumes(a, b)
    numbers = sorted(map(_number, (a, b)))
    said = numbers[0] > 0 and numbers[1] <= MOST_ISSUES
    return agreement if said or agreement != "different" else "incomparable"


def _number(text: str) -> int:
    number = NUMBER.search(text[:LONGEST_PRINT])
    return int(number[0]) if number else 0


def _compare_pages(a: Prepared, b: Prepared) -> tuple[PageGrade, int]:
    ours, theirs = a.pages or a.article_number, b.pages or b.article_number
    if not ours or not theirs:
        return "incomparable", 0
    grade = _grade(ours, theirs) if ours <= theirs else _grade(theirs, ours)
    if grade == "different" and (_ahead(a) or _ahead(b)):
        grade = "incomparable"
    if grade == "incomparable" and a.article_number and b.article_number and a.pages and b.pages:
        grade = _grade(*sorted((a.article_number, b.article_number)))
    return grade, min(_digits(ours), _digits(theirs))


def _digits(pages: str) -> int:
    number = NUMBER.search(pages)
    return len(number[0]) if number else 0


def _ahead(one: Prepared) -> bool:
    """Return whether pages are counted from 1 because the volume is not known yet."""
    pages = read_pages(one.pages)
    return not one.volume and pages is not None and pages.first == 1


@lru_cache(maxsize=1 << 14)
def _grade(a: str, b: str) -> PageGrade:
    first, second = read_pages(a), read_pages(b)
    if first is None or second is None:
        return "incomparable"
    if first.first == second.first and _letters_agree(first, second):
        several = first.last is not None and first.last > first.first
        return "range" if several and first.last == second.last else "first"
    # A spreadsheet made a date of the pages: what does not fit says nothing.
    if SHEET_DATE.match(fold(a)) or SHEET_DATE.match(fold(b)):
        return "incomparable"
    if _is_article(first) != _is_article(second):
        return "incomparable"
    if _overlap(first, second) or _common_start(a, b):
        return "overlap"
    return "misprint" if _misprinted(a, b) else "different"


def _letters_agree(a: Pages, b: Pages) -> bool:
    return a.letters == b.letters or not (a.letters and b.letters)


def _is_article(pages: Pages) -> bool:
    """Return whether this is an article number ("e1002369", "cd000123"), not a page."""
    letters = bool(pages.letters) and pages.letters not in {"s", "p"}
    return pages.last is None and (letters or pages.first >= 10**LONGEST_PAGE)


def _overlap(a: Pages, b: Pages) -> bool:
    if a.first == b.first:
        return True
    if a.last is None or b.last is None or not _letters_agree(a, b):
        return False
    inside = a.first <= b.first <= b.last <= a.last or b.first <= a.first <= a.last <= b.last
    return inside or a.last == b.last


def _common_start(a: str, b: str) -> bool:
    """Return whether two lists of ranges share one ("233-238+230-235", "230-5, 233-8")."""
    ours, theirs = (FIRST_OF_RANGE.findall(fold(text[:LONGEST_PRINT])) for text in (a, b))
    return len(ours) > 1 and len(theirs) > 1 and not set(ours).isdisjoint(theirs)


def _misprinted(a: str, b: str) -> bool:
    """Return whether one digit of the first page is wrong, or the range cannot be ("2297-2108")."""
    ranges = [PRINTED_RANGE.match(fold(text)) for text in (a, b)]
    if all(ranges):
        (first, last), (other, end) = (map(int, found.groups()) for found in ranges if found)
        if last == end and (first > last or other > end):
            return True
    ours, theirs = first_number(a), first_number(b)
    wrong = sum(one != two for one, two in zip(ours, theirs, strict=False))
    return len(ours) == len(theirs) > 1 and wrong == 1
