"""A report as a plain table for a terminal or a pipe."""

import unicodedata
from collections.abc import Sequence
from textwrap import wrap
from typing import Final

from refmgr.describing import describe_briefly
from refmgr.model import Work
from refmgr.reports.table import Cell, Column, Report, Row

NARROWEST: Final = 12  # columns that a text is not cut below
GAP: Final = "  "
INDENT: Final = 4
FOLDED_WIDTH: Final = 76


def as_text(report: Report, width: int = 80, *, full: bool = False) -> str:
    """Return a table, one line a row.

    Args:
        report: what to print.
        width: columns of the terminal; long texts are cut to fit, 0 cuts nothing.
        full: print what is folded beneath its row.
    """
    lines = [*_wrapped(report.lead, width), ""]
    if not report.rows:
        return "\n".join([*lines, *_wrapped(report.nothing, width)]) + "\n"
    titles = [title for column in report.columns for title in _titles(column)]
    body = [_texts(report.columns, row) for row in report.rows]
    shown = [place for place in range(len(titles)) if any(texts[place] for texts in body)]
    table = [[texts[place] for place in shown] for texts in (titles, *body)]
    widths = _fitted([max(map(columns, texts)) for texts in zip(*table, strict=True)], width)
    right = [_is_number(report.columns)[place] for place in shown]
    printed = [_line(texts, widths, right) for texts in table]
    lines.append(printed[0])
    for line, row in zip(printed[1:], report.rows, strict=True):
        lines.append(line)
        lines += _folded(row, width) if full else ()
    lines += ["", report.cut()] if report.cut() else []
    return "".join(f"{line}\n" for line in lines)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, max(width, NARROWEST)) if width else [text]


def _titles(column: Column) -> tuple[str, ...]:
    return (column.title.lower(), "") if column.kind == "work" else (column.title.lower(),)


def _is_number(given: Sequence[Column]) -> list[bool]:
    return [one.kind == "number" for one in given for _ in _titles(one)]


def _texts(given: Sequence[Column], row: Row) -> list[str]:
    return [text for one, cell in zip(given, row.cells, strict=True) for text in _cell(one, cell)]


def _cell(column: Column, cell: Cell) -> tuple[str, ...]:
    if column.kind == "work":
        return (cell.key, describe_briefly(cell.record)) if isinstance(cell, Work) else ("", "")
    return (plain(cell),)


def plain(cell: Cell) -> str:
    """Return what a cell says, in one line without signs that could steer a terminal."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else ""
    if isinstance(cell, float):
        return f"{cell:.4f}"
    text = ", ".join(cell) if isinstance(cell, tuple) else str(cell)
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _fitted(widths: list[int], room: int) -> list[int]:
    """Return widths that fit a line, the widest cut first; as they are when the room is 0."""
    widths = list(widths)
    least = min(NARROWEST, *widths) if widths else NARROWEST
    while room and sum(widths) + len(GAP) * (len(widths) - 1) > room:
        widest = max(range(len(widths)), key=lambda place: widths[place])
        if widths[widest] <= max(NARROWEST, least):
            break
        widths[widest] -= 1
    return widths


def _line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for text, wide, is_right in zip(texts, widths, right, strict=True):
        shown = shortened(text, wide)
        pad = " " * (wide - columns(shown))
        cells.append(pad + shown if is_right else shown + pad)
    return GAP.join(cells).rstrip()


def _folded(row: Row, width: int) -> list[str]:
    lines = []
    for detail in row.details:
        text = f"{detail.label}: {detail.text}" if detail.label else detail.text
        lines += wrap(
            plain(text), max(width or FOLDED_WIDTH, INDENT + NARROWEST),
            initial_indent=" " * INDENT, subsequent_indent=" " * (INDENT + 2),
        )  # fmt: skip
    return lines


def shortened(line: str, width: int) -> str:
    """Return a line cut to the columns a terminal shows, with an ellipsis."""
    used = 0
    for position, sign in enumerate(line):
        used += columns(sign)
        if used > width:
            kept = line[:position]
            while columns(kept) > width - 1:
                kept = kept[:-1]
            return kept + "…"
    return line


def columns(text: str) -> int:
    """Return how many columns a terminal shows a text in: Chinese takes two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cc", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
