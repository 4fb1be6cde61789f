"""Raised numbers: told by the place and height of their ink, kept as `<sup>2,3</sup>`."""

import re
from typing import Final

from refmgr.documents.pdf.glyphs import Glyphs

_DIGITS: Final = re.compile(r"\d+")
_BETWEEN: Final = re.compile(r"[ \u2009]?[,;–—‐‑−-][ \u2009]?\Z")
_BEFORE: Final = "+-–−±"
_BEHIND: Final = "+-–−*†‡,;)]abcdef"
# Of the size of the line: digits are 0.65 to 0.75 high and stand on the baseline.
_LEAST_RISE: Final = 0.14
_MOST_RISE: Final = 0.95
_HIGHEST: Final = 0.6
_LOWEST: Final = 0.28
_FLAT: Final = 0.12
_FULL: Final = 0.85


def mark_raised(
    glyphs: Glyphs, characters: list[str], first: int, size: float, base: float
) -> None:
    """Fence the raised numbers of one run with tags, in place.

    Args:
        glyphs: the characters of the page.
        characters: those of one run.
        first: the index of the run in the page.
        size: that of the line.
        base: the baseline of the line.
    """
    text = "".join(character or " " for character in characters)
    if len(text) != len(characters):
        return
    spans: list[tuple[int, int]] = []
    for found in _DIGITS.finditer(text):
        start, end = found.span()
        sign = _sign(glyphs, first + start, size, base)
        if sign:
            characters[start] = sign
            start += 1
        inner = _raised_part(glyphs, first, (start, end), size, base)
        if inner[0] == inner[1]:
            continue
        start, end = _widened(glyphs, text, first, inner)
        if spans and (start <= spans[-1][1] or _BETWEEN.match(text[spans[-1][1] : start])):
            start = spans.pop()[0]
        spans.append((start, end))
    for start, end in spans:
        characters[start] = f"<sup>{characters[start]}"
        characters[end - 1] = f"{characters[end - 1]}</sup>"


def _raised_part(
    glyphs: Glyphs, first: int, span: tuple[int, int], size: float, base: float
) -> tuple[int, int]:
    """Return the raised beginning of a row of digits, else its raised end: `2014` with a raised `7`."""
    start, end = span
    raised = start
    while raised < end and _is_raised(glyphs, first + raised, size, base):
        raised += 1
    if raised > start or end - start < 2:
        return start, raised
    raised = end
    while _is_raised(glyphs, first + raised - 1, size, base):
        raised -= 1
    return raised, end


def _is_raised(glyphs: Glyphs, i: int, size: float, base: float) -> bool:
    box = glyphs.box(i)
    rise = (box.bottom - base) / size
    return _LEAST_RISE < rise < _MOST_RISE and box.top - box.bottom < _HIGHEST * size


def _sign(glyphs: Glyphs, i: int, size: float, base: float) -> str:
    """Return the sign that a digit in truth is; old fonts give `=` and minus the codes of digits."""
    box = glyphs.box(i)
    height = (box.top - box.bottom) / size
    if height >= _LOWEST or not _LEAST_RISE < (box.bottom - base) / size < _MOST_RISE / 2:
        return ""
    if glyphs.setting(i).size < _FULL * size:
        return ""
    return "−" if height < _FLAT else "="


def _widened(glyphs: Glyphs, text: str, first: int, span: tuple[int, int]) -> tuple[int, int]:
    """Return a raised number with the signs set like it: `-2`, `2+`, `1,*`, `3a`."""
    start, end = span
    own = glyphs.setting(first + start)
    while start and text[start - 1] in _BEFORE and glyphs.setting(first + start - 1)[:2] == own[:2]:
        start -= 1
    while end < len(text) and text[end] in _BEHIND and glyphs.setting(first + end)[:2] == own[:2]:
        end += 1
    return start, end
