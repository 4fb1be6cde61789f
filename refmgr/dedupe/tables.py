"""The rows of a large, well-formed CSV table, prepared for comparing without making Records of them."""

import csv
import io
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from refmgr.formats.csv_records import EMPTY, known_columns
from refmgr.formats.csv_rows import split_header
from refmgr.identifiers import normalise_doi
from refmgr.matching.people import first_name
from refmgr.matching.prepared import Prepared, content_words, plain_title

YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# DOIs in the form most tables have; all others are taken apart by `normalise_doi`.
PLAIN_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[\w.\-]*(?:\(\w{1,9}\)[\w.\-]*)*\w)", re.ASCII
)
ENDINGS: Final = ("full", "abstract", "pdf", "html", "htm", "meta", "summary", "short", "text")
PUBMED: Final = re.compile(r"(?:pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/(\d{1,9})\b")
OF_RECORDS: Final = frozenset(
    {"id", "title", "authors", "container", "year", "volume", "issue", "pages", "doi", "pmid"}
)
ELSEWHERE: Final = frozenset({"citation", "start", "date", "editors"})


def prepare_table(text: str) -> tuple[list[str], list[Prepared]] | None:
    """Return ids and prepared rows of a CSV text, None where it has to be read with care.

    That is where a row has not the width of the header (a quotation mark that is not closed), tells
    nothing or bears the id of another, or where the columns are those of a database with ways of its own.
    """
    header, rows = _rows(text)
    columns = known_columns(header)
    places = {name: at for at, name in enumerate(columns)}
    if not rows or not ELSEWHERE.isdisjoint(places) or "title" not in places:
        return None
    width = len(header)
    if text.count('"') % 2 or any(len(row) != width for row in rows):
        return None
    cell = _cells(header, places)
    ids = [cell["id"](row) or str(at) for at, row in enumerate(rows, 1)]
    if len(set(ids)) < len(ids):
        return None
    prepared = [_prepared(cell, row) for row in rows]
    if not all(one.printed or one.people or one.doi or one.pmid for one in prepared):
        return None
    return ids, prepared


def _rows(text: str) -> tuple[list[str], list[list[str]]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    delimiter, _ = split_header(text.split("\n", 1)[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    return header, [row for row in reader if row]


def _cells(
    header: Sequence[str], places: Mapping[str, int]
) -> dict[str, Callable[[Sequence[str]], str]]:
    """Return, by what a column holds, the function that takes it from a row."""
    found = {name: _taker(places.get(name)) for name in OF_RECORDS}
    lowered = {cell.strip().lower(): at for at, cell in enumerate(header)}
    second, first = lowered.get("booktitle"), places.get("container")
    if second is not None and first is not None and second != first:
        journal, book = found["container"], _taker(second)
        found["container"] = lambda row: journal(row) or book(row)
    found["url"] = _taker(lowered.get("url"))
    return found


def _taker(at: int | None) -> Callable[[Sequence[str]], str]:
    if at is None:
        return lambda _: ""

    def take(row: Sequence[str]) -> str:
        cell = row[at]
        return "" if len(cell) < 6 and cell.lower() in EMPTY else cell

    return take


def _prepared(cell: Mapping[str, Callable[[Sequence[str]], str]], row: Sequence[str]) -> Prepared:
    title = cell["title"](row)
    printed = plain_title(title) if title else ""
    people = cell["authors"](row)
    family, given = first_name(people)
    year = YEAR.search(cell["year"](row))
    return Prepared(
        title=content_words(printed), printed=printed, family=family, given=given, people=people,
        container=cell["container"](row), year=int(year[0]) if year else 0,
        volume=cell["volume"](row), issue=cell["issue"](row), pages=cell["pages"](row),
        doi=_doi(cell["doi"](row)), pmid=_pmid(cell["pmid"](row), cell["url"](row)),
    )  # fmt: skip


def _doi(cell: str) -> str:
    if not cell:
        return ""
    plain = PLAIN_DOI.fullmatch(cell)
    if plain and not cell.endswith(ENDINGS):
        return plain[1].lower()
    return normalise_doi(cell) or ""


def _pmid(cell: str, url: str) -> str:
    if cell.isdecimal():
        return cell
    found = PUBMED.search(url) if "pubmed" in url else None
    return found[1] if found else ""
