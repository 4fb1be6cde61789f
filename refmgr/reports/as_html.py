"""A report as one self-contained page: no script, nothing loaded, readable in the dark and on paper."""

import re
from base64 import b64encode
from collections.abc import Collection
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

from refmgr.describing import describe, link
from refmgr.model import Work
from refmgr.reports.as_text import plain
from refmgr.reports.table import SUBJECT, Cell, Column, Detail, Folded, Report, Row

# Only the style sheet of this page is allowed, by its hash: no title can bring script or style along.
POLICY: Final = (
    "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
)
PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
BACK: Final = '<nav aria-label="Reports"><a href="index.html">All reports</a></nav>\n'
CODE: Final = re.compile("`([^`]+)`")
INDEX: Final = "coverage"  # the report whose rows are the documents


def page(title: str, body: str) -> str:
    """Return a whole page around a body that is HTML already."""
    style = stylesheet()
    policy = POLICY.format(style=b64encode(sha256(style.encode()).digest()).decode())
    return PAGE.format(title=escape(title), policy=policy, style=style, body=body)


@cache
def stylesheet() -> str:
    """Return the style sheet of all report pages."""
    return files("refmgr.reports").joinpath("report.css").read_text(encoding="utf-8")


def as_html(report: Report, *, documents: Collection[str] | None = None) -> str:
    """Return a page.

    Args:
        report: what to show.
        documents: in a folder of reports, the keys of documents, which then lead to their rows; None
            for a page that stands alone.
    """
    back = "" if documents is None else BACK
    cut = f'\n<p class="cut">{escape(report.cut())}</p>' if report.cut() else ""
    body = (
        f"{back}<main>\n<h1>{escape(report.title)}</h1>\n"
        f'<p class="lead">{prose(report.lead)}</p>\n{_table(report, documents or ())}{cut}\n</main>'
    )
    return page(report.title, body)


def prose(text: str) -> str:
    """Return a sentence of ours as HTML, commands between backticks as code."""
    return CODE.sub(r"<code>\1</code>", escape(text, quote=False))


def _table(report: Report, documents: Collection[str]) -> str:
    if not report.rows:
        return f"<p>{prose(report.nothing)}</p>"
    head = '<th scope="col" class="number"><abbr title="Number">#</abbr></th>' + "".join(
        f'<th scope="col"{_class(column)}>{escape(column.title)}</th>' for column in report.columns
    )
    # Columns of numbers alone are read across more easily when they stand close together.
    wide = (
        ' class="wide"' if any(column.kind in ("work", "keys") for column in report.columns) else ""
    )
    most = [_most(report, place) for place in range(len(report.columns))]
    rows = "\n".join(
        _row(report, row, number, most, documents) for number, row in enumerate(report.rows, 1)
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(report.title)}">\n'
        f"<table{wide}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _class(column: Column) -> str:
    return f' class="{column.kind}"'


def _most(report: Report, place: int) -> float:
    """The longest bar of a column."""
    if not report.columns[place].bar:
        return 0
    values = [row.cells[place] for row in report.rows]
    return max((value for value in values if isinstance(value, int | float)), default=0)


def _row(
    report: Report, row: Row, number: int, most: list[float], documents: Collection[str]
) -> str:
    cells = []
    unfolded = True
    for column, cell, longest in zip(report.columns, row.cells, most, strict=True):
        shown = _cell(cell, longest, documents)
        if unfolded and row.details and column.kind in ("work", "text"):
            shown += _details(report.folded, row.details)
            unfolded = False
        cells.append(f'<td{_class(column)} dir="auto">{shown}</td>')
    place = f"<tr{_anchor(report, row)}>"
    return f'{place}<td class="number">{number}</td>{"".join(cells)}</tr>'


def _anchor(report: Report, row: Row) -> str:
    for column, cell in zip(report.columns, row.cells, strict=True):
        if column.name == SUBJECT and isinstance(cell, Work) and cell.key:
            return f' id="{escape(cell.key)}"'
    return ""


def _cell(cell: Cell, longest: float, documents: Collection[str]) -> str:
    if isinstance(cell, Work):
        found = link(cell.record)
        address = f' <a href="{escape(found[1])}">{escape(found[0])}</a>' if found else ""
        key = f" <code>{escape(cell.key)}</code>" if cell.key else ""
        return f"{escape(describe(cell.record))}.{address}{key}"
    if isinstance(cell, tuple):
        return ", ".join(_key(key, documents) for key in cell)
    text = escape(plain(cell))
    if longest and isinstance(cell, int | float):
        return f'<progress max="{longest:g}" value="{cell:g}" aria-hidden="true"></progress>{text}'
    return text


def _key(key: str, documents: Collection[str]) -> str:
    if key in documents:
        return f'<a href="{INDEX}.html#{escape(key)}">{escape(key)}</a>'
    return escape(key)


def _details(folded: Folded, details: tuple[Detail, ...]) -> str:
    words = folded.one if len(details) == 1 else folded.many
    items = "\n".join(f'<li dir="auto">{_detail(folded, detail)}</li>' for detail in details)
    return f"<details><summary>{len(details)} {escape(words)}</summary>\n<ul>\n{items}\n</ul></details>"


def _detail(folded: Folded, detail: Detail) -> str:
    text = escape(plain(detail.text))
    text = f"<q>{text}</q>" if folded.quoted else text
    return f"{text} <code>{escape(detail.label)}</code>" if detail.label else text
