"""The lines of a text with their offsets, and which of them are page furniture."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from refmgr.references.fields.characters import YEAR
from refmgr.references.fields.labels import LINK_LINE

_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—|\[(]?\s?(?:page|pag\.|p\.|seite)?\s?[a-zA-Z]?\d{1,5}\s?[a-zA-Z]?(?:\s?(?:of|/|von"
    r"|de)\s?\d{1,5})?\s?[-–—|\])]?$",
    re.IGNORECASE,
)
_PAGE_OF: Final = re.compile(
    r"(?:page|p\.)\s?\d{1,5}(?:\s(?:of|/)\s?\d{1,5})?$|\d{1,4}\s(?:of|/)\s\d{1,4}$", re.IGNORECASE
)
_FURNITURE_LENGTH: Final = 140
_NUMBERS_ONLY: Final = re.compile(r"[\W\d_]*$")
_SOURCE_LIKE: Final = re.compile(rf"{YEAR}[a-z]?\s?;|\bpp?\.\s?\d|^\(?{YEAR}[a-z]?\)?[.;,]?$")


class Line(NamedTuple):
    """One line: its offsets without the white space around it, how far it is indented, and page ends."""

    start: int
    end: int
    text: str
    indent: int
    page_end: bool


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text; offsets count in that text, whatever its line ends are."""
    lines: list[Line] = []
    at = 0
    for printed in text.splitlines(keepends=True):
        stripped = printed.strip()
        indent = len(printed) - len(printed.lstrip())
        start = at + indent if stripped else at
        lines.append(Line(start, start + len(stripped), stripped, indent, "\f" in printed))
        at += len(printed)
    return lines


def find_furniture(lines: Sequence[Line], first: int) -> frozenset[int]:
    """Return the indices of running heads, running feet and page numbers.

    They stand inside references that a page break cuts. Lines that repeat when their digits are
    masked count, if they also stand in the body: inside a list, journals and authors repeat too.

    Args:
        lines: all lines of the text.
        first: the first line of the list.
    """
    masks = [_mask(line) for line in lines]
    seen = Counter(mask for mask in masks if mask)
    before = {mask for mask in masks[:first] if mask}
    edges = _page_edges(lines)
    found = {
        i
        for i, mask in enumerate(masks)
        if (mask in before and seen[mask] >= 3) or (mask and seen[mask] >= 2 and i in edges)
    }
    found = {i for i in found if _may_repeat(lines[i].text)}
    found |= {i for i, line in enumerate(lines) if _PAGE_OF.match(line.text)}
    found |= {i for i in edges if _PAGE_NUMBER.match(lines[i].text) and lines[i].text}
    return frozenset(found)


def _mask(line: Line) -> str:
    """Return what repeats of a running head: its letters, digits masked; "" where it cannot be one."""
    if not 8 <= len(line.text) <= _FURNITURE_LENGTH or _NUMBERS_ONLY.match(line.text):
        return ""
    return _DIGITS.sub("#", line.text)


def _may_repeat(text: str) -> bool:
    """Tell whether a line is not just a part that many references share (a journal, a link, a year)."""
    return not LINK_LINE.match(text) and not _SOURCE_LIKE.search(text)


def _page_edges(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines near a page end: beside a form feed or a page number on a line of its own."""
    edges: set[int] = set()
    for i, line in enumerate(lines):
        if line.page_end:
            edges.update(range(i - 2, i + 4))
    return frozenset(i for i in edges if 0 <= i < len(lines))
