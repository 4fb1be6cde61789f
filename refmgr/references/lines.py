"""The lines of a text with their offsets, and which of them are page furniture."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
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
# Stamps that preprint servers and publishers print over every page, however the lines are cut.
_STAMP: Final = re.compile(
    r"(?:bio|med)Rxiv preprint\b|(?:the )?copyright holder for this preprint|"
    r"CC[- ]BY\S* \d\.\d International licen[sc]e|\(?which was not (?:certified by )?peer[- ]review"
    r"|.{0,40}\bgranted (?:bio|med)Rxiv a license|.{0,60}not certified by peer review\)"
    r"|this version posted \w+ \d|it is made available under a\b|.{0,70}\bNo reuse allowed without"
    r"|.{0,60}Downloaded (?:from|by)\b|For personal use only|Author Manuscript$"
    r"|(?:\w+ )?;? ?available in PMC \d{4}",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"(?:doi\b|https?:)\S*\s?\S*\d|10\.\d", re.IGNORECASE)
_FURNITURE_LENGTH: Final = 200
_NUMBERS_ONLY: Final = re.compile(r"[\W\d_]*$")
_SOURCE_LIKE: Final = re.compile(rf"{YEAR}[a-z]?\s?;|\bpp?\.\s?\d|^\(?{YEAR}[a-z]?\)?[.;,]?$")
_LONE_YEAR: Final = re.compile(rf"\(?{YEAR}[a-z]?\)?[.;,]?$")
_LONGEST_SCRAP: Final = 40
# What ends a line besides "\n", for str.splitlines; one character each, so that offsets stay.
_LINE_ENDS: Final = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
MOST_LINES: Final = 60_000  # a textbook has 40,000; a list stands at the end


class Line(NamedTuple):
    """One line: its offsets without the white space around it, how far it is indented, and page ends."""

    start: int
    end: int
    text: str
    indent: int
    page_end: bool


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text; offsets count in that text, whatever its line ends are.

    Blank lines in a row count as one. Of a text with more than `MOST_LINES` lines only the last
    are returned.
    """
    plain = text.replace("\r\n", " \n").translate(_LINE_ENDS)
    at = _start_of_last(plain, MOST_LINES)
    lines: list[Line] = []
    blank = page_end = False
    blank_at = at
    for printed in plain[at:].split("\n"):
        stripped = printed.strip()
        ends = at + len(printed)
        ends_page = text[ends : ends + 1] == "\f"
        if not stripped:
            blank_at = blank_at if blank else at
            blank, page_end = True, page_end or ends_page
        else:
            if blank:
                lines.append(Line(blank_at, blank_at, "", 0, page_end))
            indent = len(printed) - len(printed.lstrip())
            start = at + indent
            lines.append(Line(start, start + len(stripped), stripped, indent, ends_page))
            blank = page_end = False
        at = ends + 1
    return lines


def _start_of_last(text: str, count: int) -> int:
    """Return where the last `count` filled or blank lines of a text begin."""
    if text.count("\n") <= count:
        return 0
    return len(text.rsplit("\n", count)[0]) + 1


def find_furniture(lines: Sequence[Line], first: int) -> frozenset[int]:
    """Return the indices of running heads, running feet, page numbers and stamps.

    They stand inside references that a page break cuts. Lines that repeat when their digits are
    masked count, if they also stand in the body: inside a list, journals and authors repeat too.
    Scraps beside them (`.`, `doi:`, a page number) count where they repeat beside the same line.

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
    found = {i for i in found if _may_repeat(lines[i].text) and not _names_source(lines, i)}
    found |= {i for i, line in enumerate(lines) if _PAGE_OF.match(line.text)}
    found |= {i for i, line in enumerate(lines) if _STAMP.match(line.text)}
    found |= {i for i in edges if _PAGE_NUMBER.match(lines[i].text) and lines[i].text}
    return frozenset(found | _scraps(lines, found))


def _scraps(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Return short lines that stand beside the same furniture again and again, as a page's number."""
    rows = [i for i, line in enumerate(lines) if line.text]
    short = {i: _masked(lines[i].text) for i in rows if len(lines[i].text) <= _LONGEST_SCRAP}
    pairs: Counter[tuple[str, str]] = Counter()
    for a, b in _neighbours(rows):
        if b in short:
            pairs[_masked(lines[a].text[:60]), short[b]] += 1
    scraps: set[int] = set()
    for order in (_neighbours(rows), reversed(list(_neighbours(rows)))):
        for a, b in order:
            beside = a in found or a in scraps
            if not beside or b not in short or b in found or not _may_repeat(lines[b].text):
                continue
            if pairs[_masked(lines[a].text[:60]), short[b]] >= 3:
                scraps.add(b)
    return scraps


def _neighbours(rows: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return each filled line with the one before and the one behind it."""
    for a, b in pairwise(rows):
        yield a, b
        yield b, a


def _mask(line: Line) -> str:
    """Return what repeats of a running head: its letters, digits masked; "" where it cannot be one."""
    if not 8 <= len(line.text) <= _FURNITURE_LENGTH or _NUMBERS_ONLY.match(line.text):
        return ""
    return _masked(line.text)


def _masked(text: str) -> str:
    """Return a text with its digits masked; addresses that differ in them are different works."""
    return text if _ADDRESS.match(text) else _DIGITS.sub("#", text)


def _may_repeat(text: str) -> bool:
    """Tell whether a line is not just a part that many references share (a journal, a link, a year)."""
    return not LINK_LINE.match(text) and not _SOURCE_LIKE.search(text)


def _names_source(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a year alone follows: ScienceDirect prints the journal on the line before it.

    A journal's running head is its name as well, and papers cite the journal they appear in.
    """
    behind = next((line.text for line in lines[i + 1 : i + 3] if line.text), "")
    return _LONE_YEAR.match(behind) is not None


def _page_edges(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines near a page end: beside a form feed or a page number on a line of its own."""
    edges: set[int] = set()
    for i, line in enumerate(lines):
        if line.page_end:
            edges.update(range(i - 2, i + 4))
    return frozenset(i for i in edges if 0 <= i < len(lines))
