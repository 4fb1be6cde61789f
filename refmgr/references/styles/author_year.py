"""Citations by name and year: "(Mukamel et al., 2001)", "Berlyne (1960, 1971)", held against References."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_MOST_ALIKE: Final = 100
"""No author is cited with as many works of one year; what seems so is no citation."""
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
        entries = _named(by_year.get(match[1], {}), names)
        if 0 < len(entries) <= _MOST_ALIKE:
            found += _markers(match, entries, names, alone=not continues)
    return found


def _named(by_word: Mapping[str, Sequence[Entry]], names: CitedNames) -> list[Entry]:
    """Return the entries of a year that may be called by one of the names, in the order of the list."""
    words = {word for person in names.people for word in person}
    found = {id(entry): entry for word in words for entry in by_word.get(word, ())}
    return sorted(found.values(), key=lambda entry: (entry.number, entry.inside))


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


def _by_year(references: Sequence[Reference]) -> dict[str, dict[str, list[Entry]]]:
    """Return the entries by year and by the first word of what their first author may be called."""
    by_year: dict[str, dict[str, list[Entry]]] = {}
    for reference in references:
        for entry in readings(reference):
            for year in {entry.year, *entry.letters}:
                for word in {surname[0] for surname in entry.surnames}:
                    by_year.setdefault(year, {}).setdefault(word, []).append(entry)
    return by_year


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
