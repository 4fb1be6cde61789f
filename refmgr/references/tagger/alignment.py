"""Which token of a text the rules have put into which field."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

# In the order in which they are looked for: what is longest and surest first.
_FIELDS: Final = (
    "author", "title", "container-title", "editor", "publisher", "location", "edition",
    "date", "pages", "volume", "issue",
)  # fmt: skip
_LAST_ONE: Final = frozenset(("container-title", "publisher", "location"))
_NUMBERS: Final = frozenset(("date", "pages", "volume", "issue"))


def labels_by_rule(
    text: str, tokens: Sequence[re.Match[str]], fields: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return for each token the field that the rules read it as, "-" where none."""
    labels = ["-"] * len(tokens)
    starts = [found.start() for found in tokens]
    numbers_from = 0
    for name in _FIELDS:
        for value in fields.get(name, ())[:1]:
            place = _place(text, name, value, numbers_from if name in _NUMBERS else 0)
            if place < 0:
                continue
            first = bisect_left(starts, place)
            last = bisect_left(starts, place + len(value))
            for i in range(first, last):
                if labels[i] == "-":
                    labels[i] = name
            if name == "container-title":
                numbers_from = place + len(value)
    return labels


def _place(text: str, name: str, value: str, start: int) -> int:
    if name in _LAST_ONE:
        return text.rfind(value)
    if name not in _NUMBERS:
        return text.find(value)
    return _number(text, value, start)


def _number(text: str, value: str, start: int) -> int:
    """Return where a number stands, behind the container if it can be found there."""
    for begin in (start, 0):
        place = text.find(value, begin)
        while place >= 0:
            end = place + len(value)
            if not text[place - 1 : place].isdigit() and not text[end : end + 1].isdigit():
                return place
            place = text.find(value, place + 1)
        if start == 0:
            break
    return -1
