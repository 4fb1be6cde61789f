"""How the numbers of a Record stand in a printed reference: year, volume, issue, pages, each once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from refmgr.matching.fields import (
    Agreement,
    compare_pages,
    compare_volumes,
    compare_years,
    first_number,
    read_pages,
)
from refmgr.matching.printed import Printed
from refmgr.matching.titles import Title
from refmgr.model import Evidence, Record
from refmgr.text import fold

AGREES: Final = frozenset({"equal", "close"})
RANGE: Final = re.compile(r"\d{1,5}\s?[-–]\s?\d{1,5}")
DIGITS: Final = re.compile(r"\d+")
# Larger numbers are those of articles, which have no place in a volume of pages.
LARGEST_PAGE: Final = 20_000


def noted(field: str, agreement: Agreement, printed: object, offered: object) -> Evidence:
    """Return Evidence whose note names both values where they are not the same."""
    if agreement == "incomparable":
        side = "printed" if printed in {None, ""} else "offered"
        return Evidence(field, agreement, f"no {field} {side}")
    if agreement == "equal":
        return Evidence(field, agreement, f"{field} {offered}" if offered else "")
    return Evidence(field, agreement, f"{field} {printed} printed, {offered} offered")


def placed_right(record: Record) -> Record:
    """Return a Record whose pages do not stand in the field of the volume, as some deposit them."""
    if record.volume and not record.pages and RANGE.fullmatch(record.volume):
        return replace(record, pages=record.volume, volume=None)
    return record


def number_evidence(
    printed: Printed, record: Record, offered: Record, title: Title
) -> Iterator[Evidence]:
    """Yield Evidence for year, volume, issue and pages, and for the last page where pages agree.

    Args:
        printed: the reference as printed.
        record: what the parser read in it; where it saw no number, the print is the witness.
        offered: the Record of a Candidate.
        title: the title as printed; its numbers are no volume.
    """
    year = _year(printed, record, offered)
    place = _Place(printed, record, offered, title)
    if year.agreement == "equal":
        place.take(str(offered.year))
    pages = compare_pages(record, offered)
    volume = compare_volumes(record.volume, offered.volume)
    if volume in AGREES:
        place.take(first_number(offered.volume))
    if pages in AGREES:
        place.take(_first(offered))
    yield year
    yield place.volume(volume)
    yield place.issue()
    found = place.pages(pages)
    yield found
    if found.agreement in AGREES:
        yield from _last_page(printed, record, offered)


def _year(printed: Printed, record: Record, offered: Record) -> Evidence:
    agreement = compare_years(record.year, offered.year)
    if offered.year is None or agreement in AGREES:
        return noted("year", agreement, record.year, offered.year)
    if record.year is None and printed.years:
        wanted = offered.year
        nearest = min(printed.years, key=lambda year: abs(year - wanted))
        return noted("year", compare_years(nearest, wanted), nearest, wanted)
    if agreement == "different" and offered.year in printed.years:
        return Evidence(
            "year", "close", f"year {record.year} printed, {offered.year} stands there too"
        )
    return noted("year", agreement, record.year, offered.year)


class _Place:
    """Volume, issue and pages of an offered Record, looked for among the printed numbers."""

    __slots__ = ("left", "offered", "print", "record")

    def __init__(self, printed: Printed, record: Record, offered: Record, title: Title) -> None:
        self.print, self.record, self.offered = printed, record, offered
        # The end of a range is no first page, and no volume; nor are the numbers of the title.
        self.left = list(printed.numbers)
        for number in printed.ends:
            self.take(number)
        if any(map(str.isdigit, title.joined)):
            for number in set(DIGITS.findall(offered.title or "")) & title.kinds:
                self.take(number.lstrip("0") or "0")

    def take(self, number: str) -> bool:
        """Use up one printed occurrence of a number; return whether there was one left."""
        if number not in self.left:
            return False
        self.left.remove(number)
        return True

    def volume(self, agreement: Agreement) -> Evidence:
        """Return the Evidence on the volume."""
        printed, offered = self.record.volume, self.offered.volume
        if agreement in AGREES or not offered:
            return noted("volume", agreement, printed, offered)
        number = first_number(offered)
        if number and self._misread("volume", printed, number):
            if self._only_an_issue(number) and first_number(self.offered.issue) != number:
                return Evidence("volume", "close", f"{number} is printed where an issue stands")
            if number == str(self.offered.year) or self.take(number) or self._in_letters(offered):
                return Evidence("volume", "equal", f"{number} stands in the printed reference")
        return self._missing("volume", (printed, offered), agreement)

    def pages(self, agreement: Agreement) -> Evidence:
        """Return the Evidence on the first page or article number."""
        printed, offered = place_of(self.record), place_of(self.offered)
        if agreement in AGREES or not offered:
            return noted("pages", agreement, printed, offered)
        number = _first(self.offered)
        if number and self._misread("pages", printed, number):
            if not self._only_an_issue(number) and self.take(number):
                return Evidence("pages", "equal", f"{number} stands in the printed reference")
            if self._glued(number):
                return Evidence("pages", "close", f"{number} stands there glued to the last page")
        return self._missing("pages", (printed, offered), agreement)

    def issue(self) -> Evidence:
        """Return the Evidence on the issue, for which numbers in brackets are the witnesses."""
        printed, offered = self.record.issue, self.offered.issue
        agreement = compare_volumes(printed, offered)
        if printed is None and offered and self.print.issues:
            same = first_number(offered) in self.print.issues
            agreement = "equal" if same else "different"
            printed = " or ".join(sorted(self.print.issues))
        return noted("issue", agreement, printed, offered)

    def _only_an_issue(self, number: str) -> bool:
        return number in self.print.issues and self.print.numbers.count(number) == 1

    def _in_letters(self, offered: str) -> bool:
        return not DIGITS.search(offered) and fold(offered).strip(" .") in self.print.tokens

    def _glued(self, number: str) -> bool:
        """Return whether a range lost its dash: "201215" for 201-215."""
        if len(number) < 2:
            return False
        twice = 2 * len(number)
        return any(
            len(one) == twice
            and one.startswith(number)
            and one > number * 2
            and int(one) not in self.print.years
            for one in self.left
        )

    def _missing(
        self, field: str, values: tuple[str | None, str], agreement: Agreement
    ) -> Evidence:
        """Return that a number is missing or damaged; where another stands instead it differs."""
        printed, offered = values
        if printed is not None:
            return noted(field, agreement, printed, offered)
        number = first_number(offered) if field == "volume" else _first(self.offered)
        if number and misprinted_number(self.print, number):
            return Evidence(field, "close", f"{number} stands there with a misprint")
        others = self._unexplained()
        if not others:
            return Evidence(field, "incomparable", f"no {field} printed")
        if field == "pages" and _is_article(offered) != all(map(_is_large, others)):
            said = "a page on one side, an article number on the other"
            return Evidence(field, "incomparable", said)
        listed = ", ".join(others[:4])
        return Evidence(field, "different", f"{field} {offered} offered, printed is {listed}")

    def _unexplained(self) -> list[str]:
        mine = self.offered
        known = {
            first_number(mine.volume),
            first_number(mine.issue),
            _first(mine),
            *self.print.issues,
        }
        pages = read_pages(place_of(mine))
        if pages and pages.last:
            last = str(pages.last)
            known |= {last[at:] for at in range(len(last))}
        known |= {str(year) for year in self.print.years if self._is_the_year(year)}
        return [number for number in self.left if number not in known]

    def _is_the_year(self, year: int) -> bool:
        """Return whether a printed number is the year, not a page as high as one."""
        meant = self.record.year or self.offered.year
        return meant is None or abs(year - meant) <= 1 or len(self.print.years) == 1

    def _misread(self, field: str, printed: str | None, number: str) -> bool:
        """Return whether the print may be heard: the parser saw nothing, or mixed up the fields."""
        return (
            printed is None
            or number in _beside(self.record, field)
            or first_number(printed) in _beside(self.offered, field)
        )


def misprinted_number(printed: Printed, number: str) -> bool:
    """Return whether a number stands there with a blank inside or a letter for a digit.

    So scanners read them: "2 01" or "2O1" for 201. A letter in front is meant: "S12", "e123".
    """
    if len(number) < 2 or not number.isdecimal():
        return False
    return any(_with_letter(token, number) for token in printed.tokens) or any(
        _stands_alone(printed.text, f"{number[:at]} {number[at:]}") for at in range(1, len(number))
    )


def _with_letter(token: str, number: str) -> bool:
    if len(token) != len(number) or token[0] != number[0] or token.isdecimal():
        return False
    others = [a for a, b in zip(token, number, strict=True) if a != b]
    return len(others) == 1 and others[0].isalpha()


def _stands_alone(text: str, broken: str) -> bool:
    at = text.find(broken)
    if at < 0:
        return False
    before, after = text[at - 1 : at], text[at + len(broken) : at + len(broken) + 1]
    return not (before.isalnum() or after.isalnum() or before == "(")


def _is_large(number: str) -> bool:
    return len(number) > 5 or int(number) >= LARGEST_PAGE


def _is_article(offered: str) -> bool:
    pages = read_pages(offered)
    return (
        pages is not None
        and pages.last is None
        and (_is_large(str(pages.first)) or (bool(pages.letters) and pages.letters != "s"))
    )


def _beside(record: Record, field: str) -> set[str]:
    values = {"volume": record.volume, "issue": record.issue, "pages": place_of(record)}
    return {first_number(value) for name, value in values.items() if value and name != field}


def place_of(record: Record) -> str | None:
    """Return the pages of a Record, or its article number."""
    return record.pages or record.article_number


def _first(record: Record) -> str:
    pages = read_pages(place_of(record))
    return str(pages.first) if pages else ""


def _last_page(printed: Printed, record: Record, offered: Record) -> Iterator[Evidence]:
    """Yield Evidence that more than one page is meant, where either side prints a range."""
    first = _first(offered)
    mine = read_pages(place_of(record) or printed.ranges.get(first))
    ends = [
        pages.last
        for pages in (mine, read_pages(place_of(offered)))
        if pages and (pages.last or 0) > pages.first
    ]
    if ends:
        several: Agreement = "close" if len(ends) == 1 else "equal"
        agreement = several if len(set(ends)) == 1 else "different"
        yield Evidence("last page", agreement, f"to page {' or '.join(map(str, ends))}")
