"""Dates as bibliographic files hold them: `2001/05/15/`, `2000 Jan 15`, `15 May 2001`, `2001-05`."""

import re
from datetime import date
from typing import Final

MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
NAMES: Final = tuple(name.capitalize() for name in MONTHS)
YEAR: Final = re.compile(r"(?<!\d)(?:1[0-9]|20)\d{2}(?!\d)")
ANY_YEAR: Final = re.compile(r"\d{4}(?!\d)")
NUMERIC: Final = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
WORD: Final = re.compile(r"[^\W\d_]{3,}")
DAY: Final = re.compile(r"(?<![\d-])([0-3]?\d)(?:st|nd|rd|th)?(?![\d])")


def read_date(printed: str, year: int | None = None) -> tuple[int | None, str | None]:
    """Return the year of a printed date, and the date (`2001-05-15`, `2001-05`) where it says more.

    Args:
        printed: what the file holds; a season, a quarter or a range gives its year and first month.
        year: the year from elsewhere, for dates without one (`Jan 15`); a date that contradicts it
            is no date of this work.
    """
    numeric = NUMERIC.search(printed) or COMPACT.fullmatch(printed.strip())
    if numeric:
        found, month, day = (int(part or 0) for part in numeric.groups())
    else:
        told = ANY_YEAR.match(printed) or YEAR.search(printed)
        found = int(told[0]) if told else 0
        month, day = _named(printed, told[0] if told else "")
    if year is not None and found not in (0, year):
        return year, None
    known = found or year
    return known, (iso_date(known, month, day) if known else None)


def _named(printed: str, year: str) -> tuple[int, int]:
    """Return month and day of a date that names its month."""
    for word in WORD.finditer(printed):
        start = word[0][:3].lower()
        if start in MONTHS:
            around = printed.replace(year, " ", 1) if year else printed
            day = DAY.search(around)
            # In "2001 May-Jun" and "Jan 15-21" the first one counts.
            return MONTHS.index(start) + 1, int(day[1]) if day else 0
    return 0, 0


def iso_date(year: int, month: int = 0, day: int = 0) -> str | None:
    """Return `2001-05-15` or `2001-05`, None where no month is known; a day that is none is left out."""
    if not 1 <= month <= len(MONTHS) or not 0 < year < 10_000:
        return None
    try:
        return date(year, month, day).isoformat() if day else f"{year:04}-{month:02}"
    except ValueError:
        return f"{year:04}-{month:02}"


def date_parts(iso: str | None) -> tuple[int, ...]:
    """Return year, month and day of `2001-05-15` as far as they are told; nothing for other texts."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", iso or "")
    return tuple(int(part) for part in found.groups() if part) if found else ()


def month_of(printed: str) -> int:
    """Return the number of a month given by name or number, 0 for what is none."""
    bare = printed.strip().strip(".").lower()
    if bare[:3] in MONTHS:
        return MONTHS.index(bare[:3]) + 1
    return int(bare) if bare.isdecimal() and bare.isascii() and 1 <= int(bare[:3]) <= 12 else 0
