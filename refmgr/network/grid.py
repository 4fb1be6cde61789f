"""What room is left in a picture, row by row: each row is a number whose bits are the cells taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

CELL: Final = 2.0  # the width of a cell
ROW: Final = 4.0  # the height of a row


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node takes: its mark so wide and high, and a label so wide to its right."""

    wide: float
    high: float
    label: float


class Grid:
    """Puts boxes one by one where nothing stands yet.

    Args:
        width: of the picture; labels may jut out of it.
    """

    def __init__(self, width: float) -> None:
        self.cells = ceil(width / CELL)
        self.rows: dict[int, int] = {}
        # By column of years and height: rows that have no room left for a box without a label.
        self.full: dict[tuple[float, int, int], set[int]] = {}

    def put(self, box: Box, left: float, right: float, wanted: float) -> tuple[float, float]:
        """Return where the middle of a box's mark is put: between two edges, as near to a height as can be.

        Where the edges are closer than the mark is wide, it stands in the middle between them.
        """
        high, wide = ceil(box.high / ROW), ceil(box.wide / CELL)
        middle = (left + right) / 2
        first = self.cells + round((middle - box.wide / 2) / CELL)  # shifted: nothing is negative
        reach = max(int((right - left - box.wide) / 2 / CELL), 0)
        length = wide + ceil(box.label / CELL)
        full = self.full.setdefault((left, high, wide), set())
        for row in _outwards(round(wanted / ROW)):
            if row in full:
                continue
            top = row - high // 2
            start = self._start(range(top, top + high), length, first, reach)
            if start is not None:
                mask = ((1 << length) - 1) << start
                for one in range(top, top + high):
                    self.rows[one] = self.rows.get(one, 0) | mask
                return middle + (start - first) * CELL, (top + high / 2) * ROW
            if not box.label:
                full.add(row)
        raise AssertionError("rows have no end")  # pragma: no cover

    def _start(self, rows: range, length: int, first: int, reach: int) -> int | None:
        """The first cell of so many free ones that is nearest to `first`, at most `reach` away."""
        taken = 0
        for row in rows:
            taken |= self.rows.get(row, 0)
        low = first - reach
        span = 2 * reach + length
        free = _runs(~(taken >> low) & ((1 << span) - 1), length)
        after = free >> reach
        before = free & ((1 << reach) - 1)
        right = (after & -after).bit_length() - 1 if after else None
        left = reach - (before.bit_length() - 1) if before else None
        if right is not None and (left is None or right <= left):
            return first + right
        return None if left is None else first - left


def _runs(free: int, length: int) -> int:
    """Return a number with a bit where so many set bits begin."""
    known = 1
    while 2 * known <= length:
        free &= free >> known
        known *= 2
    return free & (free >> (length - known))


def _outwards(middle: int) -> Iterator[int]:
    yield middle
    distance = 1
    while True:
        yield middle + distance
        yield middle - distance
        distance += 1
