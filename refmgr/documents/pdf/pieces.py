"""Runs of characters between two line ends of PDFium, with the place and the size of each."""

import re
from collections.abc import Iterator
from statistics import median_low
from typing import Final, NamedTuple

from refmgr.documents.pdf.glyphs import Glyphs

_PIECES: Final = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_LETTER: Final = re.compile(r"[^\W\d_]")


class Piece(NamedTuple):
    """A run of characters between two line ends of PDFium, which also parts at raised numbers."""

    first: int
    last: int
    left: float
    right: float
    size: float
    base: float
    sideways: bool
    hyphen: bool


def pieces_of(glyphs: Glyphs) -> Iterator[Piece]:
    """Yield the runs of a page that print something, in the order of its content."""
    text = glyphs.text
    for found in _PIECES.finditer(text):
        first, last = found.span()
        hyphen = text[last - 1] in "\x02\ufffe"
        last -= hyphen
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first == last:
            continue
        settings = [glyphs.setting(i) for i in _sample(text, first, last)]
        size = median_low([setting.size for setting in settings])
        kept = next(setting for setting in settings if setting.size == size)
        left, right = glyphs.box(first).left, glyphs.box(last - 1).right
        yield Piece(first, last, left, right, size, kept.base, kept.sideways, hyphen)


def _sample(text: str, first: int, last: int) -> list[int]:
    """Return up to three letters of a piece: a line is set like most of them."""
    found = []
    for start in (first, (first + last) // 2, max(first, last - 4)):
        letter = _LETTER.search(text, start, last)
        if letter:
            found.append(letter.start())
    return found or [first]
