"""What a file's own structure says of its citations: which works, at which places of its text."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from refmgr.documents.composing import compose
from refmgr.model import Mention, Record, Reference

_NUMBERS: Final = re.compile(
    r"[\s\[\]()]*\d{1,4}(?:[\s\[\]()]*[,;–—‐‑−-][\s\[\]()]*\d{1,4})*[\s\[\]()]*"
)
_ITEM: Final = re.compile(r"(\d{1,4})(?:[\s\[\]()]*[–—‐‑−-][\s\[\]()]*(\d{1,4}))?")
_LONGEST_RANGE: Final = 60


class Cited(NamedTuple):
    """One place of the text that cites works, by what the file calls them."""

    start: int
    end: int
    works: tuple[str, ...]


def numbered(places: Sequence[Cited], text: str) -> Mapping[str, int]:
    """Return the number of each cited work: the number the text prints, else the order of citing.

    Printed numbers count if every place prints as many numbers as it cites works, each work always
    under the same one.
    """
    shown: dict[str, int] = {}
    for place in places:
        numbers = numbers_in(text[place.start : place.end])
        if len(numbers) != len(place.works):
            return _in_order(places)
        for work, number in zip(place.works, numbers, strict=True):
            if shown.setdefault(work, number) != number:
                return _in_order(places)
    return shown if len(set(shown.values())) == len(shown) else _in_order(places)


def numbers_in(printed: str) -> list[int]:
    """Return the numbers of a citation that prints nothing but numbers, ranges written out."""
    if not _NUMBERS.fullmatch(printed):
        return []
    found: list[int] = []
    for first, last in _ITEM.findall(printed):
        low, high = int(first), int(last or first)
        if not low <= high <= low + _LONGEST_RANGE:
            return []
        found += range(low, high + 1)
    return found


def _in_order(places: Sequence[Cited]) -> dict[str, int]:
    works = dict.fromkeys(work for place in places for work in place.works)
    return {work: number for number, work in enumerate(works, 1)}


def mentions_of(
    places: Sequence[Cited], text: str, numbers: Mapping[str, int]
) -> tuple[Mention, ...]:
    """Return the places as Mentions, in the order of the text; their sentences are filled in later."""
    return tuple(
        Mention(
            start=place.start,
            end=place.end,
            text=text[place.start : place.end],
            references=tuple(
                dict.fromkeys(numbers[work] for work in place.works if work in numbers)
            ),
            sentence="",
            style=_style(text, place),
        )
        for place in sorted(places)
    )


def _style(text: str, place: Cited) -> str:
    """Return how a place prints its numbers; "field" where it prints names."""
    if not numbers_in(text[place.start : place.end]):
        return "field"
    before = text[max(0, place.start - 5) : place.start + 1]
    if before.startswith("<sup>"):
        return "superscript"
    return "parenthesis" if before.endswith("(") or before[:-1].endswith("(") else "bracket"


def references_of(
    records: Mapping[str, Record], numbers: Mapping[str, int]
) -> tuple[Reference, ...]:
    """Return cited works as References that stand nowhere in the text (no span), by number."""
    return tuple(
        Reference(number=number, raw=compose(records[work]), record=records[work], confidence=1.0)
        for work, number in sorted(numbers.items(), key=lambda pair: pair[1])
        if work in records
    )
