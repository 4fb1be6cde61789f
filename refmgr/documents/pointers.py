"""Cross references of a structured document to its entries → Mentions of its text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from refmgr.model import Mention

_BETWEEN: Final = re.compile(r"(?:</?sup>|[\s,;\[\]()\u2009]|and|&)*\Z")
_RANGE: Final = re.compile(
    r"(?:</?sup>|[\s\[\]()])*[-\u2010-\u2015\u2212](?:</?sup>|[\s\[\]()])*\Z"
)
_NUMERIC: Final = re.compile(
    r"[\[(]*\s*\d{1,4}[a-z]?(?:\s*[-,;\u2010-\u2015\u2212]\s*\d{1,4}[a-z]?)*\s*[\])]*\Z"
)
_DASH: Final = re.compile(r"[-,;\s\u2010-\u2015\u2212]+\Z")
_YEAR: Final = re.compile(r"\W*(?:1[5-9]|20)\d\d[a-z]?\b")
_WIDEST: Final = 60
_REACH: Final = 14
_OUTER: Final = "[]()\u00a0 "


class Pointer(NamedTuple):
    """One cross reference: its span in the text, the entries it names, the heading above it."""

    start: int
    end: int
    targets: tuple[str, ...]
    section: str | None


def mentions_of(
    text: str, pointers: Sequence[Pointer], numbers: Mapping[str, Sequence[int]]
) -> tuple[Mention, ...]:
    """Return the Mentions that cross references make; their sentences are left to be found.

    Neighbours that only a comma, a dash or brackets keep apart are one Mention, and a dash between
    two numbers names those between as well. Citations by name and year stay one by one.

    Args:
        text: the Document's text.
        pointers: the cross references, in the order of the text.
        numbers: the numbers of the References by the target that names them.
    """
    return tuple(
        mention for group in _groups(text, pointers, numbers) for mention in _mentions(text, group)
    )


class _Item(NamedTuple):
    start: int
    end: int
    numbers: tuple[int, ...]
    section: str | None
    numeric: bool


def _groups(
    text: str, pointers: Sequence[Pointer], numbers: Mapping[str, Sequence[int]]
) -> Iterator[list[_Item]]:
    group: list[_Item] = []
    for pointer in pointers:
        cited = tuple(one for target in pointer.targets for one in numbers.get(target, ()))
        if not cited:
            continue
        printed = text[pointer.start : pointer.end].strip()
        if _DASH.match(
            printed
        ):  # some print the dash of a range as a reference to what it leaves out
            continue
        numeric = bool(_NUMERIC.match(printed)) and not _YEAR.match(printed)
        item = _Item(pointer.start, pointer.end, cited, pointer.section, numeric)
        if group and not (numeric and group[-1].numeric and _adjoin(text, group[-1], item)):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _adjoin(text: str, before: _Item, item: _Item) -> bool:
    between = text[before.end : item.start]
    if item.start < before.end or len(between) > _REACH:
        return False
    return bool(_BETWEEN.match(between) or _RANGE.match(between))


def _mentions(text: str, group: Sequence[_Item]) -> Iterator[Mention]:
    first, last = group[0], group[-1]
    if not first.numeric:
        for number in dict.fromkeys(first.numbers):
            yield _mention(text, (first.start, first.end), (number,), first, "author-year")
        return
    cited = list(first.numbers)
    for before, item in pairwise(group):
        if _RANGE.match(text[before.end : item.start]):
            cited += _between(before.numbers[-1], item.numbers[0])
        cited += item.numbers
    if len(group) == 1 and len(cited) == 2 and _spans_range(text[first.start : first.end]):
        cited[1:1] = _between(*cited)
    style = "superscript" if _raised(text, first.start) else "bracket"
    yield _mention(text, (first.start, last.end), tuple(dict.fromkeys(cited)), first, style)


def _mention(
    text: str, span: tuple[int, int], numbers: tuple[int, ...], item: _Item, style: str
) -> Mention:
    start, end = span
    if style != "author-year":
        while start < end and text[start] in _OUTER:
            start += 1
        while end > start and text[end - 1] in _OUTER:
            end -= 1
    return Mention(
        start=start,
        end=end,
        text=text[start:end],
        references=numbers,
        sentence="",
        section=item.section,
        style=style,
    )


def _between(first: int, last: int) -> list[int]:
    return list(range(first + 1, last)) if 0 < last - first <= _WIDEST else []


def _spans_range(printed: str) -> bool:
    return len(re.findall(r"\d+", printed)) == 2 and "," not in printed and ";" not in printed


def _raised(text: str, start: int) -> bool:
    return text.rfind("<sup>", max(0, start - 40), start) > text.rfind(
        "</sup>", max(0, start - 40), start
    )
