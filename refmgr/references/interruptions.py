"""What stands in the middle of an entry and is none of it: a figure or a table that cuts the list."""

import re
from collections.abc import Sequence
from typing import Final

from refmgr.references.clues import GOES_ON, ending_of
from refmgr.references.lines import Line
from refmgr.references.locate import HAS_YEAR, is_trailer, weigh_line
from refmgr.references.tails import Entry

_MOST_TIMES: Final = 3  # of the lines of a middling entry: longer ones hold something else
_FEWEST: Final = 10  # lines; entries of three lines may well have one of ten
_PAGE_NUMBER: Final = re.compile(r"\d{1,4}$")


def find_interruptions(
    lines: Sequence[Line], entries: Sequence[Entry], furniture: frozenset[int]
) -> frozenset[int]:
    """Return the lines inside of entries that a figure, a table or a margin printed there.

    Args:
        lines: all lines of the text.
        entries: those of one list, in the order printed.
        furniture: the lines that are page furniture.
    """
    filled = [_rows(lines, entry, furniture) for entry in entries]
    lengths = sorted(map(len, filled))
    usual = lengths[len(lengths) // 2] if lengths else 0
    longest = max(_FEWEST, _MOST_TIMES * usual)
    return frozenset(
        i for rows in filled if len(rows) > longest for i in _foreign(lines, rows, longest)
    )


def _rows(lines: Sequence[Line], entry: Entry, furniture: frozenset[int]) -> list[int]:
    return [i for i in range(entry.first, entry.last) if lines[i].text and i not in furniture]


def _foreign(lines: Sequence[Line], rows: Sequence[int], longest: int) -> Sequence[int]:
    """Return the rows between the first part of an entry and its last part, if it has one."""
    head = next((k for k in range(1, longest) if _breaks(lines, rows, k)), None)
    if head is None:
        return ()
    begun = [lines[i].text for i in rows[:head]]
    complete = any(map(HAS_YEAR.search, begun)) and ending_of(begun[-1]) not in GOES_ON
    tail = 0 if complete else _tail(lines, rows[head:], longest - head)
    return rows[head : len(rows) - tail]


def _breaks(lines: Sequence[Line], rows: Sequence[int], k: int) -> bool:
    """Tell whether a row begins a new page or a figure: something else may stand from there on."""
    text = lines[rows[k]].text
    apart = rows[k] - rows[k - 1] > 1
    return apart or is_trailer(text) or bool(_PAGE_NUMBER.match(text))


def _tail(lines: Sequence[Line], rows: Sequence[int], most: int) -> int:
    """Return how many of the last rows look like the rest of an entry."""
    best = total = 0.0
    tail = 0
    for k, i in enumerate(reversed(rows[-most:]), 1):
        total += weigh_line(lines[i].text)
        if total > best:
            best, tail = total, k
    return tail
