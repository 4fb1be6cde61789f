"""Entries that print several works under one number: `a) ...; b) ...`, or parted by semicolons."""

import re
from itertools import pairwise
from typing import Final

from refmgr.references.fields.characters import UPPER, YEAR
from refmgr.references.fields.labels import find_label
from refmgr.references.locate import HAS_YEAR

_INITIALS: Final = rf"(?:[{UPPER}]\.[ -]{{0,2}}){{1,4}}"
_FAMILY: Final = rf"(?:[a-z]{{2,3}} ){{0,2}}[{UPPER}][\w'’-]+(?:[ -][{UPPER}][\w'’-]+)?"
_AUTHOR: Final = (
    rf"(?:{_INITIALS}{_FAMILY}|{_FAMILY},? {_INITIALS}"
    rf"|{_FAMILY} [{UPPER}](?: ?[{UPPER}]){{0,2}}(?=[,.:]| et al| and))"
)
# What comes before has its year and a number beside it; what follows names an author.
_SEMICOLON: Final = re.compile(
    rf"(?:{YEAR}[a-z]?\)?|\d[a-z]?[)\]]?)\s?;\s+(?=(?:and |see also )?{_AUTHOR})"
)
_FULL_STOP: Final = re.compile(
    rf"\d\w*,?\s\({YEAR}[a-z]?\)\.\s+(?={_INITIALS}{_FAMILY}(?:,| et al| and))"
)
# The numbered lists of physics print `Family I N 1999 Journal`, each work on a line of its own.
_LINE: Final = re.compile(
    rf"\d\n(?={_FAMILY} [{UPPER}](?: [{UPPER}])*(?:,? (?:and )?{_FAMILY} [{UPPER}](?: [{UPPER}])*)*"
    rf" {YEAR} [{UPPER}])"
)
_FIRST_LETTER: Final = re.compile(r"\s*\(?a\s?\)\s?")
_PREPRINT: Final = re.compile(r"\barXiv:|\bthesis\b", re.IGNORECASE)
_LETTERS: Final = "abcdefghijklmnopqrst"
_SHORTEST: Final = 20
_SOURCE_NUMBER: Final = re.compile(rf"(?<!\d)(?!{YEAR}\b)\d+")


def starts_of_works(entry: str) -> list[int]:
    """Return where further works begin inside one printed entry; most entries print one.

    Args:
        entry: the entry as printed, with its label and its line breaks.
    """
    label = find_label(entry)
    body = label.end if label else 0
    lettered = _FIRST_LETTER.match(entry, body)
    return _by_letters(entry, lettered.end()) if lettered else _by_authors(entry, body)


def _by_letters(entry: str, at: int) -> list[int]:
    """Return the places of `b)`, `c)`, ... in this order, each behind a year."""
    starts: list[int] = []
    for letter in _LETTERS[1:]:
        found = re.compile(rf"[;.,]\s*(?=\(?{letter}\s?\)\s?\S)").search(entry, at)
        if not found or not HAS_YEAR.search(entry, at, found.end()):
            break
        starts.append(found.end())
        at = found.end() + 3
    return starts


def _by_authors(entry: str, at: int) -> list[int]:
    """Return the places behind a complete work where another with authors and a year begins."""
    places = sorted(
        found.end()
        for pattern in (_SEMICOLON, _FULL_STOP, _LINE)
        for found in pattern.finditer(entry, at)
    )
    starts: list[int] = []
    for place, until in pairwise([*places, len(entry)]):
        if _is_work(entry[at:place]) and _is_work(entry[place:until]):
            starts.append(place)
            at = place
    return starts


def _is_work(text: str) -> bool:
    """Tell whether a piece can be a work by itself: a year, another number, some length."""
    if len(text) < _SHORTEST:
        return False
    return bool(_PREPRINT.search(text) or (HAS_YEAR.search(text) and _SOURCE_NUMBER.search(text)))
