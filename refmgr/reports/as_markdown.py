"""A report as Markdown: one table, and what is folded in blocks that GitHub and others unfold."""

import re
from typing import Final

from refmgr.describing import describe, link
from refmgr.model import Work
from refmgr.reports.as_text import plain
from refmgr.reports.table import Cell, Column, Report, Row

MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~#$&])")


def as_markdown(report: Report) -> str:
    """Return a page with one table, byte for byte the same for the same rows."""
    head = f"# {report.title}\n\n{report.lead}\n\n"
    if not report.rows:
        return f"{head}{report.nothing}\n"
    titles = ["#", *(column.title for column in report.columns)]
    rules = ["--:", *("--:" if column.kind == "number" else ":--" for column in report.columns)]
    rows = [_cells(number, report, row) for number, row in enumerate(report.rows, 1)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in (titles, rules, *rows))
    cut = f"\n{report.cut()}\n" if report.cut() else ""
    return f"{head}{table}{cut}{_folded(report)}"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, in one line."""
    return MARKUP.sub(r"\\\1", plain(text))


def _cells(number: int, report: Report, row: Row) -> list[str]:
    pairs = zip(report.columns, row.cells, strict=True)
    return [str(number), *(_cell(column, cell) for column, cell in pairs)]


def _cell(column: Column, cell: Cell) -> str:
    if column.kind == "work" and isinstance(cell, Work):
        found = link(cell.record)
        address = f" [{escaped(found[0])}](<{found[1]}>)" if found else ""
        return f"{escaped(describe(cell.record))}.{address}"
    return escaped(plain(cell))


def _folded(report: Report) -> str:
    blocks = []
    for number, row in enumerate(report.rows, 1):
        if row.details:
            words = report.folded.one if len(row.details) == 1 else report.folded.many
            name = _name(row)
            told = f"{number}. {escaped(name)}: {len(row.details)} {words}"
            lines = [_detail(detail.label, detail.text) for detail in row.details]
            blocks.append(f"\n<details><summary>{told}</summary>\n\n{''.join(lines)}\n</details>\n")
    return "".join(blocks)


def _name(row: Row) -> str:
    first = next((cell for cell in row.cells if isinstance(cell, Work)), None)
    return first.key if first else plain(row.cells[0])


def _detail(label: str, text: str) -> str:
    return f"- {escaped(label)}: {escaped(text)}\n" if label else f"- {escaped(text)}\n"
