"""Columns that a PDF writes line by line across the page, taken apart and read one after the other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from refmgr.documents.pdf.glyphs import Glyphs
from refmgr.documents.pdf.pieces import Piece

_BLANK: Final = re.compile(r"\s+")
_WIDE: Final = 0.6  # of the width of the print
_MIDDLE: Final = (0.3, 0.7)
_GAP: Final = 1.1  # of the size: justified lines stretch their blanks less
_FEWEST: Final = 8
_LEAST_SHARE: Final = 0.7
_LONG: Final = 20  # characters on either side: cells of tables hold less


class _Gap(NamedTuple):
    """A gap within a run: where the text after it begins, and its edges on the page."""

    at: int
    left: float
    right: float


def in_columns(glyphs: Glyphs, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the runs of a page column by column; most pages are written so and stay as they are."""
    whole = list(pieces)
    gaps = _gaps(glyphs, whole)
    gutter = _gutter(whole, gaps)
    if gutter is None:
        yield from whole
        return
    left: list[Piece] = []
    right: list[Piece] = []
    for i, piece in enumerate(whole):
        gap = gaps.get(i)
        if gap and gap.left <= gutter <= gap.right:
            before, behind = _split(glyphs, piece, gap)
            left.append(before)
            right.append(behind)
        elif piece.left < gutter < piece.right:
            yield from (*left, *right, piece)
            left, right = [], []
        else:
            (left if piece.right <= gutter else right).append(piece)
    yield from (*left, *right)


def _gaps(glyphs: Glyphs, pieces: Sequence[Piece]) -> dict[int, _Gap]:
    """Return, for each run that is nearly as wide as the print, its widest gap near the middle."""
    first = min((piece.left for piece in pieces), default=0.0)
    width = max((piece.right for piece in pieces), default=0.0) - first
    low, high = (first + share * width for share in _MIDDLE)
    found = {}
    for i, piece in enumerate(pieces):
        if piece.right - piece.left < _WIDE * width or piece.sideways:
            continue
        gap = _widest(glyphs, piece, low, high)
        if gap and gap.right - gap.left > _GAP * piece.size:
            found[i] = gap
    return found


def _widest(glyphs: Glyphs, piece: Piece, low: float, high: float) -> _Gap | None:
    best: _Gap | None = None
    for blank in _BLANK.finditer(glyphs.text, piece.first + _LONG, piece.last - _LONG):
        left = glyphs.box(blank.start() - 1).right
        right = glyphs.box(blank.end()).left
        if low < right and left < high and (best is None or right - left > best.right - best.left):
            best = _Gap(blank.end(), left, right)
    return best


def _gutter(pieces: Sequence[Piece], gaps: dict[int, _Gap]) -> float | None:
    """Return the middle of the gap that most of the wide runs share."""
    if len(gaps) < _FEWEST:
        return None
    left = sorted(gap.left for gap in gaps.values())[int(0.85 * (len(gaps) - 1))]
    right = sorted(gap.right for gap in gaps.values())[int(0.15 * (len(gaps) - 1))]
    if left >= right:
        return None
    middle = (left + right) / 2
    sharing = sum(gap.left < middle < gap.right for gap in gaps.values())
    crossing = sum(piece.left < middle < piece.right for piece in pieces)
    return middle if sharing >= _LEAST_SHARE * crossing else None


def _split(glyphs: Glyphs, piece: Piece, gap: _Gap) -> tuple[Piece, Piece]:
    last = gap.at
    while glyphs.text[last - 1].isspace():
        last -= 1
    return (
        piece._replace(last=last, right=gap.left, hyphen=False),
        piece._replace(first=gap.at, left=gap.right),
    )
