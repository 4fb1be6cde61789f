"""Web of Science: its tagged export (.txt, .ciw) and its tab-delimited table, which share their tags.

Tags as in "Web of Science Core Collection Field Tags" (Clarivate).
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final

from refmgr.formats.dates import read_date
from refmgr.formats.encoding import Source
from refmgr.formats.fields import Fields, by_name, present, record_of, says_nothing
from refmgr.formats.naming import read_doi, read_pmid
from refmgr.formats.people import read_people
from refmgr.formats.ris import article_number_of
from refmgr.formats.serials import take_serials
from refmgr.formats.tagged import Tagged, numbered_lines, stray_lines
from refmgr.model import Bibliography, Failure, Item

TAG: Final = re.compile(r"([A-Z][A-Z0-9])(?: |$)", re.DOTALL)
HEADERS: Final = frozenset(("FN", "VR", "EF"))
START: Final = "PT"
END: Final = "ER"
# One value a line; all other fields run on.
LISTED: Final = frozenset(("AU", "AF", "BE", "BA", "BF", "ED", "C1", "CR"))
KINDS: Final = {
    "J": "article-journal",
    "B": "book",
    "S": "book",
    "P": "patent",
    "C": "paper-conference",
}
PLAIN: Final = (
    ("title", ("TI",)),
    ("container", ("SO",)),
    ("volume", ("VL",)),
    ("issue", ("IS",)),
    ("publisher", ("PU",)),
    ("place", ("PI",)),
    ("language", ("LA",)),
)
MORE: Final = (
    ("abstract", ("AB",)),
    ("container-title-short", ("JI", "J9")),
    ("collection-title", ("SE",)),
    ("event-title", ("CT",)),
    ("event-place", ("CL",)),
    ("genre", ("DT",)),
    ("affiliation", ("C1",)),
)
BESIDE: Final = by_name(MORE)


def read_web_of_science(source: Source) -> Bibliography:
    """Return the records of either export."""
    strays: list[tuple[int, str]] = []
    lines = source.lines()
    first = source.head(4096).lstrip("\ufeff")
    is_table = first.startswith("PT\t")
    records = _rows(lines) if is_table else _tagged(lines, strays)
    items: list[Item] = []
    failures: list[Failure] = []
    for tagged in records:
        item = _item(tagged)
        if says_nothing(item.record):
            reason = "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=item.line, reason=reason, raw=item.raw))
        else:
            items.append(item)
    return Bibliography(
        format="wos",
        items=tuple(items),
        failures=tuple(failures),
        problems=(*source.problems, *stray_lines(strays, "Web of Science")),
    )


def _tagged(lines: Iterable[str], strays: list[tuple[int, str]]) -> Iterator[Tagged]:
    """Yield the records of tagged lines; one ends at ER or where the next begins."""
    record: Tagged | None = None
    for number, line in numbered_lines(lines):
        tag = found[1] if (found := TAG.match(line.rstrip("\n"))) else ""
        if tag in (START, END) and record is not None:
            yield record
            record = None
        if tag in HEADERS or tag == END:
            continue
        if tag and record is None:
            record = Tagged(number)
        if record is None:
            strays += [(number, line.strip())] if line.strip() else []
            continue
        _add(record, line, tag)
    if record is not None:
        yield record


def _add(record: Tagged, line: str, tag: str) -> None:
    record.lines.append(line)
    if tag:
        record.add(tag, line.rstrip("\n")[3:])
    elif line.strip() and record.pairs[-1][0] in LISTED:
        record.add(record.pairs[-1][0], line.strip())
    elif line.strip():
        record.go_on(line)


def _rows(lines: Iterable[str]) -> Iterator[Tagged]:
    """Yield the rows of the table as records; lists stand in one cell, parted by semicolons."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    header: list[str] = []
    for number, line in numbered_lines(lines):
        cells = line.rstrip("\n").split("\t")
        if not header:
            header = cells
            continue
        if not line.strip():
            continue
        record = Tagged(number, lines=[line])
        for tag, cell in zip(header, cells, strict=False):
            for value in cell.split(";") if tag in LISTED else (cell,):
                record.add(tag, value.strip())
        yield record


def _item(tagged: Tagged) -> Item:
    fields = Fields(tagged.fields())
    given = fields.first("UT") or ""
    kind = fields.first(START) or ""
    more: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {"type": _type(kind, fields)}
    values |= {
        "doi": fields.read(("DI", "D2"), read_doi),
        "pmid": fields.read(("PM",), read_pmid),
        **take_serials(fields, ("SN", "EI", "BN"), more),
    }
    values |= {name: fields.first(*tags) for name, tags in PLAIN}
    full, short = fields.every("AF", "BF"), fields.every("AU", "BA")
    authors, et_al = read_people(full if len(full) >= len(short) else short)
    editors, _ = read_people(fields.every("BE", "ED"))
    start, end = fields.first("BP"), fields.first("EP")
    year, date = read_date(fields.first("PD") or "", read_date(fields.first("PY") or "")[0])
    values |= {
        "authors": authors,
        "et_al": et_al,
        "editors": editors,
        "pages": f"{start}-{end}" if start and end and start != end else start or end,
        "article_number": fields.read(("AR",), article_number_of),
        "year": year,
        "date": date,
    }
    more |= fields.spread(BESIDE)
    words = (word.strip() for value in fields.every("DE", "ID") for word in value.split(";"))
    more["keyword"] = tuple(dict.fromkeys(word for word in words if word))
    more |= fields.rest("wos")
    return Item(
        id=given, record=record_of(values), more=present(more), line=tagged.line, raw=tagged.raw
    )


def _type(kind: str, fields: Fields) -> str | None:
    told = fields.get("DT").casefold()
    if "proceedings paper" in told and not fields.get("VL"):
        return "paper-conference"
    if "book chapter" in told:
        return "chapter"
    return KINDS.get(kind)
