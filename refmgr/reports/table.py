"""A report as a value: what it counts, its columns, its rows, and what lies folded beneath a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from refmgr.formats.record_json import person_to_json
from refmgr.model import Work

Kind = Literal["number", "text", "flag", "work", "keys"]
Cell = int | float | str | bool | Work | tuple[str, ...] | None

# The one column whose work the row is about: JSON and CSV show its fields without a prefix.
SUBJECT: Final = "work"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in JSON and CSV, its title for people, and what its cells are.

    number, text, flag (True or False), work (a Work) or keys (citation keys). `bar` asks pages to
    draw a number as a bar, too.
    """

    name: str
    title: str
    kind: Kind = "text"
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One line folded beneath a row: who or what it is about, and what is said."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What the details of a report are called: in JSON, its two parts, and for people."""

    name: str
    label: str
    text: str
    one: str
    many: str
    quoted: bool = False


SENTENCES: Final = Folded(
    "sentences", "citing", "sentence", "citing sentence", "citing sentences", quoted=True
)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one a column, and its details."""

    cells: tuple[Cell, ...]
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report.

    `name` is that of the command, `lead` says what is counted and how, `nothing` what to say and do
    when there is no row. `found` is the number of rows before a limit cut them.
    """

    name: str
    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    nothing: str
    folded: Folded = SENTENCES
    found: int | None = None

    def cut(self) -> str:
        """Return what to say about rows that a limit left out, "" when there are none."""
        if self.found is None or self.found <= len(self.rows):
            return ""
        return f"The first {len(self.rows):,} of {self.found:,} rows."


def as_rows(report: Report) -> list[dict[str, Any]]:
    """Return the rows for JSON: cells by column name, the work a row is about field by field."""
    return [_row(report, row) for row in report.rows]


def _row(report: Report, row: Row) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for column, cell in zip(report.columns, row.cells, strict=True):
        if isinstance(cell, Work):
            data |= (
                work_fields(cell) if column.name == SUBJECT else {column.name: work_fields(cell)}
            )
        else:
            data[column.name] = list(cell) if isinstance(cell, tuple) else cell
    if any(one.details for one in report.rows):
        names = report.folded
        data[names.name] = [
            {names.label: detail.label, names.text: detail.text} for detail in row.details
        ]
    return data


def work_fields(work: Work) -> dict[str, Any]:
    """Return what JSON says of a work in a report."""
    return {
        "key": work.key,
        "title": work.record.title,
        "authors": [person_to_json(person) for person in work.record.authors],
        "year": work.record.year,
        "doi": work.record.doi,
        "pmid": work.record.pmid,
        "document": work.document is not None,
    }


def limited(rows: Sequence[Row], limit: int) -> tuple[Row, ...]:
    """Return the first rows, all of them when the limit is negative."""
    return tuple(rows if limit < 0 else rows[:limit])
