"""The axis of the picture: years from left to right, wider where more happened, works without year apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Final

LONGEST_GAP: Final = 7  # years without a work that keep their room; longer stretches are squeezed
SQUEEZED: Final = 2.0  # years that a longer stretch takes
UNDATED: Final = 0.045  # of the width, for works without a year, left of the first
SPACE: Final = 0.015  # between these and the years
CROWD: Final = 100  # works; fewer have room enough where years are equally wide
EVEN: Final = 0.5  # of a crowd's width that is shared evenly; the rest goes where the works are
STEPS: Final = (100, 50, 10, 5, 1)

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where years stand, from 0 to 1: `spans[year]` is the left and right edge of a year.

    `breaks` are the places where empty years are squeezed; `undated` is where works without a year
    stand, None when there is none.
    """

    spans: dict[int, Span]
    breaks: tuple[float, ...]
    undated: Span | None

    def span(self, year: int | None) -> Span:
        """Return where works of a year stand."""
        if year is None:
            return self.undated or (0.0, 1.0)
        return self.spans[year]

    def ticks(self, apart: float) -> list[tuple[int, float]]:
        """Return years to print with their places, so far apart: the rounder ones are served first."""
        chosen: dict[int, float] = {}
        taken = [sum(self.undated) / 2] if self.undated else []
        for step in STEPS:
            for year, (left, right) in self.spans.items():
                place = (left + right) / 2
                room = (right - left) * step >= apart
                if year % step == 0 and room and all(abs(place - one) >= apart for one in taken):
                    chosen[year] = place
                    taken.append(place)
        return sorted(chosen.items())


def timeline(years: Iterable[int | None], weighty: Iterable[int | None]) -> Timeline:
    """Return the axis.

    Args:
        years: those of all works.
        weighty: those of the works that show at first, which say where room is needed.
    """
    given = set(years)
    dated = sorted(year for year in given if year is not None)
    counts = Counter(year for year in weighty if year is not None)
    start = 0.0
    undated = None
    if None in given:
        undated = (0.0, UNDATED if dated else 1.0)
        start = UNDATED + SPACE
    columns = _columns(dated, counts)
    total = sum(width for _, width in columns) or 1.0
    spans: dict[int, Span] = {}
    breaks: list[float] = []
    place = start
    for year, width in columns:
        right = place + width / total * (1 - start)
        if year is None:
            breaks.append((place + right) / 2)
        else:
            spans[year] = (place, right)
        place = right
    return Timeline(spans, tuple(breaks), undated)


def _columns(dated: list[int], counts: Counter[int]) -> list[tuple[int | None, float]]:
    """Return years with their widths, None for a squeezed stretch."""
    columns: list[tuple[int | None, float]] = [(dated[0], 0.0)] if dated else []
    for before, year in pairwise(dated):
        if year - before - 1 > LONGEST_GAP:
            columns.append((None, 0.0))
        else:
            columns += [(empty, 0.0) for empty in range(before + 1, year)]
        columns.append((year, 0.0))
    even = sum(SQUEEZED if year is None else 1.0 for year, _ in columns) or 1.0
    crowd = sum(sqrt(counts[year]) for year, _ in columns if year is not None) or 1.0
    share = EVEN if counts.total() > CROWD else 1.0
    return [
        (year, share * SQUEEZED / even)
        if year is None
        else (year, share / even + (1 - share) * sqrt(counts[year]) / crowd)
        for year, _ in columns
    ]
