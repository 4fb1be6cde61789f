"""The sources your documents cite most: as rows, Markdown, CSV, a page to read or print, a table.

Every form keeps the order it is given (documents that cite, then mentions, then key) and holds no
date, so that the same library gives the same bytes.
"""

import re
import unicodedata
from collections.abc import Sequence
from html import escape
from typing import Any, Final

from refmgr.describing import describe, describe_authors, describe_briefly, link
from refmgr.formats.csv_table import csv_text
from refmgr.formats.record_json import person_to_json
from refmgr.model import CitedWork

TITLE: Final = "Most cited sources"
COUNTED: Final = "Sources cited by your documents; mentions = in-text citations."
NOTHING: Final = "No source is cited yet: import documents with reference lists first."
COLUMNS: Final = ("Rank", "Source", "Cited by", "Mentions", "Document", "Cited in")
CSV_COLUMNS: Final = (
    *("rank", "key", "cited_by", "mentions", "document", "authors", "title", "container", "year"),
    *("volume", "issue", "pages", "doi", "pmid", "citing"),
)
MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>|~#$&])")
NUMBER: Final = dict.fromkeys(("Rank", "Cited by", "Mentions"), ' class="number"')
NARROWEST: Final = 40
STYLE: Final = """
body { font: 16px/1.45 system-ui, sans-serif; color: #1a1a1a; max-width: 75rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ccc; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.source { overflow-wrap: anywhere; }
a { color: #0b5394; }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""
PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{counted}</p>
{body}
</body>
</html>
"""


def as_rows(cited: Sequence[CitedWork]) -> list[dict[str, Any]]:
    """Return the rows of `report most-cited --json` (INTERFACES.md)."""
    return [
        {
            "key": source.work.key,
            "title": source.work.record.title,
            "authors": [person_to_json(person) for person in source.work.record.authors],
            "year": source.work.record.year,
            "doi": source.work.record.doi,
            "pmid": source.work.record.pmid,
            "cited_by": len(source.citing),
            "mentions": source.mentions,
            "citing": list(source.citing),
            "document": source.work.document is not None,
        }
        for source in cited
    ]


def as_markdown(cited: Sequence[CitedWork]) -> str:
    """Return a Markdown page with one table, byte for byte the same for the same sources."""
    head = f"# {TITLE}\n\n{COUNTED}\n\n"
    if not cited:
        return f"{head}{NOTHING}\n"
    rule = ("--:", ":--", "--:", "--:", ":--", ":--")
    rows = [COLUMNS, rule, *(_markdown_row(rank, one) for rank, one in enumerate(cited, 1))]
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _markdown_row(rank: int, source: CitedWork) -> tuple[str, ...]:
    record = source.work.record
    found = link(record)
    address = f" [{_markdown(found[0])}](<{found[1]}>)" if found else ""
    return (
        str(rank),
        f"{_markdown(describe(record))}.{address}",
        str(len(source.citing)),
        str(source.mentions),
        _yes(source),
        ", ".join(map(_markdown, source.citing)),
    )


def _markdown(text: str) -> str:
    return MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _yes(source: CitedWork) -> str:
    return "yes" if source.work.document is not None else ""


def as_csv(cited: Sequence[CitedWork]) -> str:
    """Return a CSV with a header, one source a line."""
    return csv_text(CSV_COLUMNS, (_csv_row(rank, one) for rank, one in enumerate(cited, 1)))


def _csv_row(rank: int, source: CitedWork) -> tuple[object, ...]:
    record = source.work.record
    return (
        *(rank, source.work.key, len(source.citing), source.mentions),
        *(source.work.document is not None, describe_authors(record), record.title),
        *(record.container, record.year, record.volume, record.issue, record.pages),
        *(record.doi, record.pmid, " ".join(source.citing)),
    )


def as_html(cited: Sequence[CitedWork]) -> str:
    """Return one self-contained page: no script, nothing loaded, prints with its header row."""
    return PAGE.format(title=TITLE, style=STYLE, counted=escape(COUNTED), body=_html_body(cited))


def _html_body(cited: Sequence[CitedWork]) -> str:
    if not cited:
        return f"<p>{escape(NOTHING)}</p>"
    head = "".join(f'<th scope="col"{NUMBER.get(name, "")}>{escape(name)}</th>' for name in COLUMNS)
    rows = "\n".join(_html_row(rank, one) for rank, one in enumerate(cited, 1))
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _html_row(rank: int, source: CitedWork) -> str:
    record = source.work.record
    found = link(record)
    address = f' <a href="{escape(found[1])}">{escape(found[0])}</a>' if found else ""
    return (
        f'<tr id="{escape(source.work.key)}"><td class="number">{rank}</td>'
        f'<td class="source">{escape(describe(record))}.{address}</td>'
        f'<td class="number">{len(source.citing)}</td><td class="number">{source.mentions}</td>'
        f"<td>{_yes(source)}</td><td>{escape(', '.join(source.citing))}</td></tr>"
    )


def as_table(cited: Sequence[CitedWork], width: int = 80) -> str:
    """Return a plain table for a terminal of that width, one line a source; width 0 cuts nothing."""
    if not cited:
        return f"{NOTHING}\n"
    keys = max(len("key"), *(len(source.work.key) for source in cited))
    rows = [
        (
            str(len(source.citing)),
            str(source.mentions),
            source.work.key,
            describe_briefly(source.work.record),
        )
        for source in cited
    ]
    lines = [
        f"{by:>8}  {mentions:>8}  {key:<{keys}}  {text}"
        for by, mentions, key, text in (("cited by", "mentions", "key", "source"), *rows)
    ]
    lines = [COUNTED, "", *lines]
    room = max(width, NARROWEST)
    return "".join(f"{_shortened(line, room) if width else line}\n" for line in lines)


def _shortened(line: str, width: int) -> str:
    """A line cut to the columns a terminal shows; Chinese takes two, combining marks none."""
    columns = 0
    for position, sign in enumerate(line):
        columns += _columns(sign)
        if columns > width:
            return _fitting(line[:position], width - 1) + "…"
    return line


def _fitting(line: str, width: int) -> str:
    while sum(map(_columns, line)) > width:
        line = line[:-1]
    return line


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cc", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
