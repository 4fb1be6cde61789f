"""What of an entry of the list a citation by name can be held against: first author, people, years."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from refmgr.model import Person, Reference
from refmgr.references.styles.cited_names import CitedNames
from refmgr.text import words

_PRINTED_YEAR: Final = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)([a-z]?)(?!\w)")
_SURNAME: Final = re.compile(
    r"[\W\d_]{0,8}((?:[^\W\d_][\w'’‐-]*\s){0,3}?[^\W\d_][\w'’‐-]*)"
    r"(?=\s*[,.]|\s+(?:[A-Z]\.?-?){1,3}(?:\W|\Z))"
)
_CORPORATE: Final = re.compile(
    r"[\W\d]{0,8}((?:[A-Z]\w+\s(?:(?:of|for|the|and|on|in)\s){0,2}){2,8}[A-Z]\w+)"
)
_HEAD: Final = 400
_STARTS_INSIDE: Final = re.compile(
    r"(?:(?<=[^\WA-Z_][.;:)\]/])|(?<=[.?!][”’\"]))\s{1,4}(?=[^\W\d_])|\s{0,4}\n\s{0,4}"
)
# An author list ends where the year stands: "Weber A, Keller P. (2014)", "R Core Team . 2022".
_NAMES_AND_YEAR: Final = re.compile(r"[^\d\n]{2,160}?[\s(](?:1[89]|20)\d\d[a-z]?(?!\w)")
_SHORTEST: Final = 40
_MOST_INSIDE: Final = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a Reference a citation by name and year can be held against.

    `surnames` are readings of the first author, `head` the words of the entry's first part,
    `people` the count of authors, 0 if unknown; `letters` maps the printed years to their letters.
    `inside` is true for a second reference that the printed entry seems to hold.
    """

    number: int
    surnames: tuple[tuple[str, ...], ...]
    head: frozenset[str]
    people: int
    year: str
    letters: Mapping[str, str]
    inside: bool = False

    def first_author(self, names: CitedNames) -> tuple[int, int] | None:
        """Return which of the people is the entry's first author, and where the name stands."""
        for place, person in enumerate(names.people):
            if names.joined[place]:
                continue
            for surname in self.surnames:
                for k in range(len(person) - len(surname) + 1):
                    if tuple(person[k : k + len(surname)]) == surname:
                        return place, names.starts[place][k]
        return None


def readings(reference: Reference) -> Iterator[Entry]:
    """Yield what a Reference can be cited by, and what stands inside it like another reference.

    Two references that were printed without a gap come as one entry; the names of the second one
    are in the text all the same.
    """
    entry = entry_of(reference)
    yield entry
    raw = reference.raw[: 10 * _HEAD]
    if len(_PRINTED_YEAR.findall(raw)) < 2:
        return
    inside = [found.end() for found in _STARTS_INSIDE.finditer(raw, _SHORTEST)]
    for start in [place for place in inside if _NAMES_AND_YEAR.match(raw, place)][:_MOST_INSIDE]:
        yield _inside(entry, raw[start:])


def _inside(entry: Entry, raw: str) -> Entry:
    letters = printed_years(raw[:_HEAD])
    return replace(
        entry,
        surnames=_surnames(raw[:_HEAD]),
        head=frozenset(words(raw[:_HEAD])),
        people=0,
        year=next(iter(letters), ""),
        letters=letters,
        inside=True,
    )


def entry_of(reference: Reference) -> Entry:
    """Return what a Reference can be cited by."""
    head = reference.raw[:_HEAD]
    authors = [one for one in reference.record.authors if len(_family(one).strip(". ")) > 1]
    surnames = tuple(tuple(words(_family(author))) for author in authors[:1])
    return Entry(
        number=reference.number,
        surnames=tuple(dict.fromkeys(name for name in (*surnames, *_surnames(head)) if name)),
        head=frozenset(words(head)),
        people=len(authors) + 2 * reference.record.et_al,
        year=str(reference.record.year or ""),
        letters=printed_years(reference.raw[: 4 * _HEAD]),
    )


def _surnames(head: str) -> tuple[tuple[str, ...], ...]:
    """Return what the opening of an entry may be called by: a surname, initials of an institution."""
    surnames = []
    if opening := _SURNAME.match(head):
        surnames.append(tuple(words(opening[1])))
    if body := _CORPORATE.match(head):
        surnames.append(
            ("".join(word[0] for word in body[1].split() if word[0].isupper()).lower(),)
        )
    return tuple(name for name in surnames if name)


def printed_years(raw: str) -> dict[str, str]:
    """Return the years that an entry prints, each with the first letter behind it ("2008a")."""
    years: dict[str, str] = {}
    for year, letter in _PRINTED_YEAR.findall(raw):
        years[year] = years.get(year) or letter
    return years


def _family(person: Person) -> str:
    return " ".join(part for part in (person.particle, person.family or person.literal) if part)
