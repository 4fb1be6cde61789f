"""Citations by name and year: "(Mukamel et al., 2001)", "Berlyne (1960, 1971)", held against References."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from refmgr.model import Person, Reference
from refmgr.references.styles.cited_names import CitedNames, names_before
from refmgr.references.styles.numerals import Marker, matches
from refmgr.text import words

_YEAR: Final = re.compile(
    r"(?<!\d)((?:1[89]|20)\d\d)([a-z](?:\s?[,&]\s?[a-z]\b){0,8})?(?![\w%])(\))?"
)
_PRINTED_YEAR: Final = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)([a-z]?)(?!\w)")
_SURNAME: Final = re.compile(
    r"[\W\d_]{0,8}((?:[^\W\d_][\w'’‐-]*\s){0,3}?[^\W\d_][\w'’‐-]*)"
    r"(?=\s*[,.]|\s+(?:[A-Z]\.?-?){1,3}(?:\W|\Z))"
)
_CORPORATE: Final = re.compile(
    r"[\W\d]{0,8}((?:[A-Z]\w+\s(?:(?:of|for|the|and|on|in)\s){0,2}){2,8}[A-Z]\w+)"
)
_HEAD: Final = 400
_BETWEEN_YEARS: Final = 6
_LEAST: Final = 1


@dataclass(frozen=True, slots=True)
class _Entry:
    """What of a Reference a citation by name and year can be held against.

    `surnames` are readings of the first author, `head` the words of the entry's first part,
    `people` the count of authors, 0 if unknown; `letters` maps the printed years to their letters.
    """

    number: int
    surnames: tuple[tuple[str, ...], ...]
    head: frozenset[str]
    people: int
    year: str
    letters: Mapping[str, str]


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
    for match in matches(_YEAR, text):
        continues = bool(names.people) and _continues(text, last, match.start())
        if not continues:
            names = names_before(text, last, match.start())
        last = match.end()
        if names.people and match[1] in by_year:
            found += _markers(match, by_year[match[1]], names, alone=not continues)
    return found


def _markers(
    match: re.Match[str], entries: Sequence[_Entry], names: CitedNames, *, alone: bool
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


def _by_year(references: Sequence[Reference]) -> dict[str, list[_Entry]]:
    by_year: defaultdict[str, list[_Entry]] = defaultdict(list)
    for reference in references:
        entry = _entry(reference)
        for year in {entry.year, *entry.letters}:
            by_year[year].append(entry)
    return dict(by_year)


def _entry(reference: Reference) -> _Entry:
    head = reference.raw[:_HEAD]
    authors = [one for one in reference.record.authors if len(_family(one).strip(". ")) > 1]
    surnames = [words(_family(author)) for author in authors[:1]]
    if opening := _SURNAME.match(head):
        surnames.append(words(opening[1]))
    if body := _CORPORATE.match(head):
        surnames.append(["".join(word[0] for word in body[1].split() if word[0].isupper()).lower()])
    return _Entry(
        number=reference.number,
        surnames=tuple(dict.fromkeys(tuple(surname) for surname in surnames if surname)),
        head=frozenset(words(head)),
        people=len(authors) + 2 * reference.record.et_al,
        year=str(reference.record.year or ""),
        letters=_printed_years(reference.raw[: 4 * _HEAD]),
    )


def _printed_years(raw: str) -> dict[str, str]:
    """Return the years that an entry prints, each with the first letter behind it ("2008a")."""
    years: dict[str, str] = {}
    for year, letter in _PRINTED_YEAR.findall(raw):
        years[year] = years.get(year) or letter
    return years


def _family(person: Person) -> str:
    return " ".join(part for part in (person.particle, person.family or person.literal) if part)


def _best(
    entries: Sequence[_Entry], names: CitedNames, year: str, letter: str
) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the entries that fit best, and where the first author's name stands."""
    scored = [(*_score(entry, names, year, letter), entry) for entry in entries]
    top = max(score for score, _, _ in scored)
    if top < _LEAST:
        return (), 0
    best = [(entry, start) for score, start, entry in scored if score == top]
    numbers = tuple(entry.number for entry, _ in best)
    place = ord(letter) - ord("a") if letter else 0
    if letter and place < len(numbers) and not any(entry.letters.get(year) for entry, _ in best):
        # The list has lost its letters; they stood in its order.
        numbers = (numbers[place],)
    return numbers, best[0][1]


def _score(entry: _Entry, names: CitedNames, year: str, letter: str) -> tuple[int, int]:
    """Weigh an entry against names and year; 0 or less: it is another one."""
    printed = entry.letters.get(year, "")
    first = _first_author(entry, names)
    if first is None or (letter and printed and letter != printed):
        return 0, 0
    place, start = first
    followers = names.people[place + 1 :]
    if not all(person[-1] in entry.head for person in followers if person):
        return 0, 0
    # Another year than the record's own is a page number or stands in the title, most times.
    score = 4 + 2 * len(followers) + 3 * bool(letter and printed) - 2 * (year != entry.year)
    told = 1 + len(followers)
    if names.others:
        return score + (entry.people > told + 1) - (0 < entry.people <= told), start
    return score + (entry.people == told) - (entry.people > told), start


def _first_author(entry: _Entry, names: CitedNames) -> tuple[int, int] | None:
    """Return which of the people is the entry's first author, and where the name stands."""
    for place, person in enumerate(names.people):
        if names.joined[place]:
            continue
        for surname in entry.surnames:
            for k in range(len(person) - len(surname) + 1):
                if tuple(person[k : k + len(surname)]) == surname:
                    return place, names.starts[place][k]
    return None
