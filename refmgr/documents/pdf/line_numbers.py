"""Line numbers in the margin of a manuscript: taken out, they belong to no sentence and no entry."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from refmgr.documents.pdf.rows import Row

_NUMBER: Final = re.compile(r"(?P<number>\d{1,4})(?:\s+(?P<rest>\S.*))?$", re.DOTALL)
_FEWEST: Final = 8  # on one page
_LEAST_SHARE: Final = 0.6
_LEAST_INSIDE: Final = 0.25
_STEPS: Final = (1, 5)


def without_line_numbers(page: Sequence[Row]) -> list[Row]:
    """Return the rows of a page without numbers that count its lines.

    They count up by one (or by five) down the margin, and many stand before a line that begins in
    the middle of a sentence; the labels of a list of references never do.
    """
    numbered = {
        i: found
        for i, row in enumerate(page)
        if not row.sideways and (found := _NUMBER.match(row.text))
    }
    if len(numbered) < _FEWEST or not _count_lines(page, numbered):
        return list(page)
    kept: list[Row] = []
    for i, row in enumerate(page):
        rest = numbered[i]["rest"] if i in numbered else row.text
        if rest:
            left = row.left if row.body is None or i not in numbered else row.body
            kept.append(replace(row, text=rest, left=left))
    return kept


def _count_lines(page: Sequence[Row], numbered: dict[int, re.Match[str]]) -> bool:
    down = sorted(numbered, key=lambda i: -page[i].base)
    numbers = [int(numbered[i]["number"]) for i in down]
    rising = sum(b - a in _STEPS for a, b in pairwise(numbers))
    if rising < _LEAST_SHARE * len(numbers):
        return False
    rests = [numbered[i]["rest"] for i in down]
    inside = sum(rest is None or rest[0].islower() for rest in rests)
    return inside >= _LEAST_INSIDE * len(rests) and _fill_page(page, len(numbers), rests)


def _fill_page(page: Sequence[Row], count: int, rests: Sequence[str | None]) -> bool:
    """Tell whether nearly every line is numbered, whether its number stands before it or apart."""
    apart = sum(rest is None for rest in rests)
    return count >= _LEAST_SHARE * (len(page) - apart)
