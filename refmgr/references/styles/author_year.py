"""Citations by name and year: "(Mukamel et al., 2001)", "Berlyne (1960, 1971)", held against References."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from refmgr.model import Reference
from refmgr.references.styles.cited_names import CitedNames, names_before
from refmgr.references.styles.entries import Entry, readings
from refmgr.references.styles.numerals import Marker, matches

YEAR: Final = re.compile(
    r"(?<!\d)((?:1[89]|20)\d\d)([a-z](?:\s?[,&]\s?[a-z]\b){0,8})?(?![\w%])(\))?"
)
_BETWEEN_YEARS: Final = 6
_LEAST: Final = 1
_INSIDE: Final = 3
"""What a second reference inside a printed entry is behind one that is an entry of its own."""


def author_year(text: str, references: Sequence[Reference]) -> list[Marker]:
    """Find citations by name and year that fit a Reference.

    Args:
        text: the text to search, spans that hold no Mentions blanked.
        references: the printed list.

    Returns:
        One marker a year, from the first author's name on. Several numbers in a marker are
        candidates between which names, year and letter do not decide.
    """
    by_year = _by_year(references)
    found: list[Marker] = []
    names, last = CitedNames(), 0
    for match in matches(YEAR, text):
        continues = bool(names.people) and _continues(text, last, match.start())
        if not continues:
            names = names_before(text, last, match.start())
        last = match.end()
        if names.people and match[1] in by_year:
            found += _markers(match, by_year[match[1]], names, alone=not continues)
    return found


def _markers(
    match: re.Match[str], entries: Sequence[Entry], names: CitedNames, *, alone: bool
) -> Iterator[Marker]:
    for letter, start, end in _letters(match):
        numbers, named = _best(entries, names, match[1], letter)
        if numbers and alone and start == match.start():
            right = _closing(match, named, end)
            yield Marker(named, right, named, right, numbers)
        elif numbers:
            yield Marker(start, end, start, end, numbers)


def _closing(match: re.Match[str], start: int, end: int) -> int:
    """Return the end of a citation: in "Kumle et al. (2021)" the parenthesis belongs to it."""
    opened = match[3] is not None and "(" in match.string[start : match.start()]
    return match.end() if opened and len(match[2] or "") < 2 else end


def _continues(text: str, last: int, start: int) -> bool:
    """Tell whether little stands between two years: "Bialystok 2011, 2018"."""
    return start - last <= _BETWEEN_YEARS and text[last:start].strip(" ,&") in {"", "and"}


def _letters(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each letter of "2014a, b" with its span; the first one with the year."""
    letters = match[2] or ""
    yield letters[:1], match.start(), match.end(1) + bool(letters)
    for offset, char in enumerate(letters):
        if offset and char.isalpha():
            yield char, match.start(2) + offset, match.start(2) + offset + 1


def _by_year(references: Sequence[Reference]) -> dict[str, list[Entry]]:
    by_year: defaultdict[str, list[Entry]] = defaultdict(list)
    for reference in references:
        for entry in readings(reference):
            for year in {entry.year, *entry.letters}:
                by_year[year].append(entry)
    return dict(by_year)


def _best(
    entries: Sequence[Entry], names: CitedNames, year: str, letter: str
) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the entries that fit best, and where the first author's name stands."""
    scored = [(*_score(entry, names, year, letter), entry) for entry in entries]
    top = max(score for score, _, _ in scored)
    if top < _LEAST:
        return (), 0
    best = [(entry, start) for score, start, entry in scored if score == top]
    numbers = tuple(dict.fromkeys(entry.number for entry, _ in best))
    place = ord(letter) - ord("a") if letter else 0
    if letter and place < len(numbers) and not any(entry.letters.get(year) for entry, _ in best):
        # The list has lost its letters; they stood in its order.
        numbers = (numbers[place],)
    return numbers, best[0][1]


def _score(entry: Entry, names: CitedNames, year: str, letter: str) -> tuple[int, int]:
    """Weigh an entry against names and year; 0 or less: it is another one."""
    printed = entry.letters.get(year, "")
    first = entry.first_author(names)
    if first is None or (letter and printed and letter != printed):
        return 0, 0
    place, start = first
    followers = names.people[place + 1 :]
    if not all(person[-1] in entry.head for person in followers if person):
        return 0, 0
    # Another year than the record's own is a page number or stands in the title, most times.
    score = 4 + 2 * len(followers) + 3 * bool(letter and printed) - 2 * (year != entry.year)
    score -= _INSIDE * entry.inside
    told = 1 + len(followers)
    if names.others:
        return score + (entry.people > told + 1) - (0 < entry.people <= told), start
    return score + (entry.people == told) - (entry.people > told), start
