"""Whether the people named before a number ("Mukamel et al.10") wrote the reference with that number."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz.distance import JaroWinkler

from refmgr.model import Link, Mention, Problem, Reference
from refmgr.references.styles.cited_names import CitedNames, names_before
from refmgr.references.styles.entries import Entry, entry_of
from refmgr.text import mend, vocabulary, words

_LOWERED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾", "0123456789-()")
_FENCE: Final = re.compile(r"[\s(\[{<^\\$]{1,6}\Z")
_YEAR: Final = re.compile(r"[,\s]{0,2}\(?\b((?:1[89]|20)\d\d)[a-z]?\)?,?\Z")
_OTHERS: Final = re.compile(
    r"\b(?:et al\.?|(?:and|&)\s(?:colleagues|co-?workers|associates|others))\Z"
)
_FURTHER: Final = re.compile(r"[\W_]{1,6}(\d{1,3})(?!\d)")
_OPENERS: Final = vocabulary(
    "al associates colleagues coworkers others a after although an and as at both but by earlier et"
    " for from however in later like of on or previously recently see similarly since the then"
    " though to using when where while with"
)
"""Words that a capital at the start of a sentence makes look like a name."""
_LOOK_BACK: Final = 120
_MOST_PLACES: Final = 5
_MOST_FURTHER: Final = 8
_SHORT: Final = 4
"""Shorter surnames ("Li", "Kim") stand inside too many words to be looked for there."""
_ALIKE: Final = 0.88
"""From here on two surnames are one with a misprint or in another spelling."""
_SEVERAL: Final = 5
_WORDS_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class _Naming:
    """People named before a number: the text up to it, and the year printed with them."""

    before: str
    names: CitedNames
    year: str
    numbers: tuple[int, ...]
    further: tuple[int, ...]

    @property
    def others(self) -> bool:
        """Tell whether the words can only be names: "et al." stands behind them."""
        return _OTHERS.search(self.before) is not None

    @property
    def told(self) -> list[str]:
        """Return the words that may be surnames."""
        return [
            word
            for person in self.names.people
            for word in person
            if len(word) > 1 and word not in _OPENERS
        ]


@dataclass(frozen=True)
class _Listed:
    """A Reference as it is held against names."""

    reference: Reference

    @cached_property
    def entry(self) -> Entry:
        return entry_of(self.reference)

    @cached_property
    def printed(self) -> frozenset[str]:
        people = self.reference.record.authors
        return frozenset(words(self.reference.raw)).union(
            *(words(f"{one.family or one.literal}") for one in people)
        )

    def prints(self, word: str) -> bool:
        """Tell whether the entry prints a name anywhere, in whatever spelling."""
        if word in self.printed or len(word) < _SHORT:
            return word in self.printed
        return word in "".join(words(self.reference.raw)) or any(
            JaroWinkler.similarity(word, other) >= _ALIKE for other in self.printed
        )

    def may_mean(self, word: str) -> bool:
        """Tell whether the first author's surname may be the initial of an inverted name."""
        given = self.reference.record.authors[0].given or ""
        return given[:1].lower() == word[:1] and len(given.strip(".")) == 1


class _List:
    """The printed list, to be asked by the surname of the first author."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._by_surname: defaultdict[str, list[_Listed]] = defaultdict(list)
        for reference in references:
            one = _Listed(reference)
            if not _has_people(one):
                continue
            for word in {surname[-1] for surname in one.entry.surnames}:
                self._by_surname[word].append(one)

    def fitting(self, naming: _Naming) -> list[Reference]:
        """Return the References that people and year fit."""
        near = {one.reference.number: one for word in naming.told for one in self._by_surname[word]}
        return [one.reference for one in near.values() if _fits(one.entry, naming)]

    def quoted(self, naming: _Naming) -> str:
        """Return the names as printed, from the first one on that the list knows."""
        people = naming.names.people
        known = (k for k, person in enumerate(people) if self._by_surname[person[-1]])
        place = next(known, len(people) - 1)
        starts = naming.names.starts[place]
        printed = zip(people[place], starts, strict=True)
        first = next((start for word, start in printed if word not in _OPENERS), starts[0])
        return naming.before[first:]


def disagreements(
    mentions: Sequence[Mention], references: Sequence[Reference], links: Sequence[Link]
) -> tuple[Problem, ...]:
    """Find numbers that stand behind people who are not authors of the reference with that number.

    Told only where it is sure: the name stands directly before the number, with "et al." or with an
    entry elsewhere in the list that it fits; the entry has authors, and prints the name nowhere, in
    no spelling. What the list cuts short ("et al.") is given the benefit of the doubt.

    Args:
        mentions: the in-text citations of a document.
        references: its printed list.
        links: what the numbers point at.

    Returns:
        `name-number-disagree` once for each name and number; a single one where most of many names
        disagree, because then the list is another one than the text counts by.
    """
    listed = {
        one.number: _Listed(references[one.reference]) for one in links if one.reference is not None
    }
    everyone = _List(references) if listed else _List(())
    found: dict[tuple[str, tuple[int, ...]], Problem | None] = {}
    for mention in mentions:
        for naming in _namings(mention):
            key = (" ".join(naming.told), naming.numbers)
            if key not in found:
                found[key] = _judged(naming, listed, everyone)
    problems = tuple(problem for problem in found.values() if problem)
    if len(problems) > _SEVERAL and 2 * len(problems) > len(found):
        return (_shifted(problems, len(found)),)
    return problems


def _namings(mention: Mention) -> Iterator[_Naming]:
    """Yield the people named directly before the numbers of a Mention in its sentence."""
    if mention.style == "author-year":
        return
    sentence = mention.sentence.translate(_LOWERED)
    printed = mend(mention.text).translate(_LOWERED)
    place = -1
    for _ in range(_MOST_PLACES):
        place = sentence.find(printed, place + 1)
        if place < 0:
            return
        end = place + len(printed)
        if not (sentence[place - 1 : place].isdigit() or sentence[end : end + 1].isdigit()):
            naming = _named(sentence, place, end, mention.references)
            if naming is not None:
                yield naming


def _named(sentence: str, start: int, end: int, numbers: tuple[int, ...]) -> _Naming | None:
    before = _FENCE.sub("", sentence[max(0, start - _LOOK_BACK) : start])
    year = _YEAR.search(before)
    before = _FENCE.sub("", before[: year.start()] if year else before)
    if not (before[-1:].isalpha() or before.endswith("al.")):
        return None
    names = names_before(before, 0, len(before))
    if not names.people or not all(names.starts):
        return None
    further = tuple(_further(sentence, end))
    return _Naming(before, names, year[1] if year else "", numbers, further)


def _further(sentence: str, end: int) -> Iterator[int]:
    """Yield the numbers that follow at once: "[2], [12]"."""
    for _ in range(_MOST_FURTHER):
        found = _FURTHER.match(sentence, end)
        if found is None:
            return
        yield int(found[1])
        end = found.end()


def _judged(naming: _Naming, listed: Mapping[int, _Listed], everyone: _List) -> Problem | None:
    told = naming.told
    if not told or not all(number in listed for number in naming.numbers):
        return None
    cited = [listed[n] for n in (*naming.numbers, *naming.further) if n in listed]
    if not all(map(_has_people, cited)) or any(one.prints(word) for one in cited for word in told):
        return None
    fitting = everyone.fitting(naming)
    if not fitting and not (naming.others and _is_sure(cited, told[-1])):
        return None
    return _problem(everyone.quoted(naming), cited[0].reference, fitting)


def _has_people(one: _Listed) -> bool:
    """Tell whether an entry has a person for its author: a report may hide those who wrote it."""
    return any(person.family for person in one.reference.record.authors)


def _is_sure(cited: Sequence[_Listed], surname: str) -> bool:
    """Tell whether entries show all their people, with surnames and initials told apart."""
    return not any(one.reference.record.et_al or one.may_mean(surname) for one in cited)


def _fits(entry: Entry, naming: _Naming) -> bool:
    if naming.year and naming.year not in {entry.year, *entry.letters}:
        return False
    first = entry.first_author(naming.names)
    if first is None or len(naming.names.people[first[0]][-1]) < 2:
        return False
    return all(person[-1] in entry.head for person in naming.names.people[first[0] :])


def _problem(quoted: str, cited: Reference, fitting: Sequence[Reference]) -> Problem:
    probably = f" It is probably number {fitting[0].number}." if len(fitting) == 1 else ""
    return Problem(
        "name-number-disagree",
        f"The text says “{quoted}” and number {cited.number}, but number {cited.number} of the list"
        f" is “{_opening(cited)}”.{probably} Correct the number or the name.",
    )


def _shifted(problems: Sequence[Problem], named: int) -> Problem:
    return Problem(
        "name-number-disagree",
        f"In {len(problems)} of {named} places the names in the text are not those of the reference"
        " with the cited number, so the list is probably not in the order that the text counts by."
        f" The first: {problems[0].message}",
    )


def _opening(reference: Reference) -> str:
    printed = mend(reference.raw)
    kept = " ".join(printed.split()[:_WORDS_SHOWN])
    return kept if kept == printed else f"{kept} …"
