"""A report as CSV: a work is spread over columns, what is folded stands in one cell, line by line."""

from typing import Final

from refmgr.describing import describe_authors
from refmgr.formats.csv_table import csv_text
from refmgr.model import Work
from refmgr.reports.table import SUBJECT, Cell, Column, Report, Row

FIELDS: Final = (
    "key", "authors", "title", "container", "year", "volume", "issue", "pages", "doi", "pmid",
    "document",
)  # fmt: skip


def as_csv(report: Report) -> str:
    """Return a CSV with a header; lists of keys stand with blanks between."""
    header = [name for column in report.columns for name in _names(column)]
    folded = any(row.details for row in report.rows)
    if folded:
        header.append(report.folded.name)
    return csv_text(header, (_cells(report, row, folded=folded) for row in report.rows))


def _names(column: Column) -> list[str]:
    if column.kind != "work":
        return [column.name]
    return [name if column.name == SUBJECT else f"{column.name}_{name}" for name in FIELDS]


def _cells(report: Report, row: Row, *, folded: bool) -> list[object]:
    cells: list[object] = []
    for column, cell in zip(report.columns, row.cells, strict=True):
        cells += _spread(column, cell)
    if folded:
        cells.append("\n".join(f"{detail.label}: {detail.text}" for detail in row.details))
    return cells


def _spread(column: Column, cell: Cell) -> list[object]:
    if isinstance(cell, Work):
        record = cell.record
        return [
            *(cell.key, describe_authors(record), record.title, record.container, record.year),
            *(record.volume, record.issue, record.pages, record.doi, record.pmid),
            cell.document is not None,
        ]
    if column.kind == "work":
        return [None] * len(FIELDS)
    return [" ".join(cell) if isinstance(cell, tuple) else cell]
