"""The rows of a CSV file of records, in whatever dialect a database or spreadsheet writes it."""

import csv
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from refmgr.formats.tagged import MARK

DELIMITERS: Final = (",", ";", "\t", "|")
NAME: Final = re.compile(r"[^a-z0-9]+")
# What our own tables put before a cell that a spreadsheet would take for a formula.
GUARDED: Final = re.compile(r"^'(?=[=+\-@])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line where it begins, its cells, its text; `trouble` says what is wrong with it."""

    line: int
    cells: tuple[str, ...]
    raw: str
    trouble: str = ""


def header_name(cell: str) -> str:
    """Return the name of a column as names are compared: `Author(s) ID` → `authorsid`."""
    return NAME.sub("", cell.strip().strip(MARK).lower())


def split_header(line: str) -> tuple[str, list[str]]:
    """Return the delimiter of a header line and its cells."""
    line = line.lstrip(MARK).rstrip("\r\n")
    found = [(next(csv.reader([line], delimiter=sign), []), sign) for sign in DELIMITERS]
    cells, sign = max(found, key=lambda one: len(one[0]))
    return sign, cells


def read_rows(lines: Iterable[str]) -> Iterator[Row]:
    """Yield the header and the rows of a CSV text; blank lines and Excel's `sep=;` are passed over.

    A quote that is not closed would swallow the rows that follow: a row of the wrong width whose
    first line alone has the right one is taken to end with that line.
    """
    # A table may hold whole texts; Python's limit is 131,072 characters a cell.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    numbered: Iterable[tuple[int, str]] = enumerate(lines, 1)
    start, header = next(
        (
            (number, line)
            for number, line in numbered
            if line.strip() and not line.startswith("sep=")
        ),
        (0, ""),
    )
    delimiter, names = split_header(header)
    if header.count('"') % 2:
        names, numbered = _long_header(start, header, delimiter, numbered)
    yield Row(start, tuple(names), header)
    waiting: deque[tuple[int, str]] = deque()
    source = iter(numbered)
    while waiting or (one := next(source, None)):
        number, line = waiting.popleft() if waiting else one  # type: ignore[misc]
        if line.strip():
            yield _row(number, line, delimiter, len(names), _Ahead(waiting, source))


def _long_header(
    start: int, header: str, delimiter: str, numbered: Iterable[tuple[int, str]]
) -> tuple[list[str], Iterable[tuple[int, str]]]:
    """Return the cells of a header with line breaks in it, and the lines behind it."""
    source = iter(numbered)
    text = header
    for _, line in islice(source, 20):
        text += line
        if not text.count('"') % 2:
            return next(csv.reader([text], delimiter=delimiter)), source
    return next(csv.reader([header], delimiter=delimiter)), chain([(start, header)], source)


class _Ahead:
    """The lines that follow; those that were looked at come again."""

    def __init__(self, waiting: deque[tuple[int, str]], source: Iterator[tuple[int, str]]) -> None:
        self._waiting = waiting
        self._source = source
        self._at = 0

    def next(self) -> str | None:
        """Return the next line, None at the end of the file."""
        if self._at >= len(self._waiting):
            one = next(self._source, None)
            if one is None:
                return None
            self._waiting.append(one)
        self._at += 1
        return self._waiting[self._at - 1][1]

    def take(self, lines: int) -> None:
        """Drop as many of the lines that follow: they belong to the row."""
        for _ in range(lines):
            self._waiting.popleft()


def _row(number: int, line: str, delimiter: str, width: int, ahead: _Ahead) -> Row:
    parts = [line]
    opened = line.count('"') % 2
    while opened and (more := ahead.next()) is not None:
        parts.append(more)
        opened ^= more.count('"') % 2
    cells, used = _cells(parts, delimiter)
    if used > 1 and (opened or len(cells) != width):
        alone = _unquoted(line, delimiter)
        if opened or len(alone) == width:
            trouble = "a quotation mark in it is not closed; it was taken to end with its line"
            return Row(number, alone, line.rstrip("\n"), trouble)
    ahead.take(used - 1)
    trouble = ""
    if any(cells[width:]):
        trouble = f"it has {len(cells)} cells, and the header has {width}"
    return Row(number, cells, "".join(parts[:used]).rstrip("\n"), trouble)


def _cells(lines: Sequence[str], delimiter: str) -> tuple[tuple[str, ...], int]:
    """Return the cells of the first row, and how many lines it takes."""
    reader = csv.reader(lines, delimiter=delimiter)
    row: Sequence[str] = next(reader, [])
    return tuple(map(_plain, row)), max(reader.line_num, 1)


def _unquoted(line: str, delimiter: str) -> tuple[str, ...]:
    """Return the cells of a line whose quotation marks mean nothing."""
    row = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return tuple(_plain(cell).strip('"') for cell in row)


def _plain(cell: str) -> str:
    return GUARDED.sub("", " ".join(cell.split())) if cell else ""
