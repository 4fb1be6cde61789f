"""Line numbers in the margin of a manuscript: where they stand among the lines of a text."""

import re
from collections.abc import Iterator
from typing import Final

_LEFT: Final = re.compile(r"[ \t]*(\d{1,4})[ \t]+(?=[^\W\d])")
_RIGHT: Final = re.compile(r"\S[ \t]+(\d{1,4})[ \t\r]*\Z")
_LONGEST_LINE: Final = 140
"""A longer line is a paragraph that no typesetter has broken; its last number is none of a margin."""
_LEAST: Final = 10
"""Fewer numbers that count the lines are by chance, or a numbered list."""
_STEP: Final = 5
"""Journals number every line, or every fifth."""

_BLANK_LINES: Final = 2

Span = tuple[int, int]
_Counted = tuple[int, int, Span]


def line_numbers(text: str) -> list[Span]:
    """Return the spans of numbers that count the lines at either margin, page by page or throughout.

    A number counts lines if it grows as they do: by one from line to line, by five over five lines.
    Word processors count blank lines as well, publishers do not.
    """
    left: list[_Counted] = []
    right: list[_Counted] = []
    start = index = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            index += 1
            if len(line) <= _LONGEST_LINE:
                _read(line, start, index, left, right)
        start += len(line) + 1
    return sorted([*_runs(left), *_runs(right)])


def _read(line: str, start: int, index: int, left: list[_Counted], right: list[_Counted]) -> None:
    if (line[0].isdigit() or line[0] in " \t") and (found := _LEFT.match(line)):
        left.append((index, int(found[1]), (start + found.start(1), start + found.end(1))))
    tail = line.rstrip()
    if tail[-1].isdigit() and (found := _RIGHT.search(line, max(0, len(tail) - 8))):
        right.append((index, int(found[1]), (start + found.start(1), start + found.end(1))))


def _runs(counted: list[_Counted]) -> Iterator[Span]:
    """Yield the spans of numbers that grow as the count of the lines does."""
    run: list[_Counted] = []
    for one in counted:
        if run and not _counts_on(run[-1], one):
            yield from _long_enough(run)
            run = []
        run.append(one)
    yield from _long_enough(run)


def _counts_on(last: _Counted, one: _Counted) -> bool:
    """Tell whether a number follows another one as its line does, blank lines counted or not."""
    lines, numbers = one[0] - last[0], one[1] - last[1]
    return lines <= _STEP and lines <= numbers <= lines + _BLANK_LINES


def _long_enough(run: list[_Counted]) -> Iterator[Span]:
    if len(run) >= _LEAST:
        yield from (span for _, _, span in run)
