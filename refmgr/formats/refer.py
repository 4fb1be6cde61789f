"""Refer, the tagged format of EndNote's .enw files (Google Scholar, publishers' pages, Zotero's BibIX)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from refmgr.formats.dates import read_date
from refmgr.formats.encoding import Source
from refmgr.formats.endnote_xml import CSL_TYPES
from refmgr.formats.fields import Fields, by_name, present, record_of, says_nothing
from refmgr.formats.naming import pmid_of_accession, read_addresses, read_doi, take_addresses
from refmgr.formats.people import read_people
from refmgr.formats.serials import take_serials
from refmgr.formats.tagged import Tagged, numbered_lines, stray_lines
from refmgr.model import Bibliography, Failure, Item

TAG: Final = re.compile(r"%([0-9A-Z@!+^~$&*#<>()\[\]?=|])(?: (.*)|)$", re.DOTALL)
START: Final = "0"
PLAIN: Final = (
    ("title", ("T",)),
    ("volume", ("V",)),
    ("issue", ("N",)),
    ("pages", ("P",)),
    ("edition", ("7",)),
    ("publisher", ("I",)),
    ("place", ("C",)),
    ("language", ("G",)),
)
MORE: Final = (
    ("abstract", ("X",)),
    ("keyword", ("K",)),
    ("note", ("Z",)),
    ("title-short", ("!",)),
    ("collection-title", ("S",)),
    ("genre", ("9",)),
    ("affiliation", ("+",)),
    ("call-number", ("L",)),
    ("source", ("~", "W")),
    ("file", (">",)),
    ("accessed", ("[",)),
)
BESIDE: Final = by_name(MORE)


def read_refer(source: Source) -> Bibliography:
    """Return the records of a Refer file."""
    strays: list[tuple[int, str]] = []
    items: list[Item] = []
    failures: list[Failure] = []
    for tagged in _records(source.lines(), strays):
        item = _item(tagged)
        if says_nothing(item.record):
            reason = "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=item.line, reason=reason, raw=item.raw))
        else:
            items.append(item)
    return Bibliography(
        format="refer",
        items=tuple(items),
        failures=tuple(failures),
        problems=(*source.problems, *stray_lines(strays, "Refer")),
    )


def _records(lines: Iterable[str], strays: list[tuple[int, str]]) -> Iterator[Tagged]:
    """Yield the records of tagged lines: one begins at %0, or behind a blank line."""
    record: Tagged | None = None
    blank = True
    for number, line in numbered_lines(lines):
        found = TAG.match(line.rstrip("\n"))
        starts = found is not None and (found[1] == START or blank)
        if record is not None and starts and ((found and found[1] == START) or record.has(START)):
            yield record
            record = None
        blank = not line.strip()
        if found and record is None:
            record = Tagged(number)
        if record is None:
            strays += [] if blank else [(number, line.strip())]
            continue
        record.lines.append(line)
        if found:
            record.add(found[1], found[2] or "")
        elif not blank:
            record.go_on(line)
    if record is not None:
        yield record


def _item(tagged: Tagged) -> Item:
    fields = Fields(tagged.fields())
    kind = fields.first(START) or ""
    more: dict[str, tuple[str, ...]] = {}
    if kind and kind not in CSL_TYPES:
        more["refer:0"] = (kind,)
    named = read_addresses(fields.every("U"))
    databases = (*fields.values("~", "W"), *named.urls)
    values: dict[str, Any] = {"type": CSL_TYPES.get(kind), **named.found}
    told = {
        "doi": fields.read(("R",), read_doi),
        "pmid": fields.read(("M",), lambda value: pmid_of_accession(value, databases)),
    }
    values |= {name: value for name, value in told.items() if value}
    values |= take_serials(fields, ("@",), more) | take_addresses(named.urls, more)
    values |= {name: fields.first(*tags) for name, tags in PLAIN}
    authors, et_al = read_people(fields.every("A"))
    editors, _ = read_people(fields.every("E"))
    container, *others = fields.every("J", "B") or (None,)
    year, date = read_date(fields.first("8") or "", read_date(fields.first("D") or "")[0])
    values |= {
        "authors": authors, "et_al": et_al, "editors": editors, "container": container,
        "year": year, "date": date,
    }  # fmt: skip
    more |= fields.spread(BESIDE) | {"refer:B": tuple(others)}
    return Item(
        id=fields.first("F") or "",
        record=record_of(values),
        more=present(more | fields.rest("refer")),
        line=tagged.line,
        raw=tagged.raw,
    )
