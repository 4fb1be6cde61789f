"""Tables of records: CSV as databases, screening tools and reference managers export it.

A column is known by its name, compared without case, blanks and punctuation; which program wrote
the table does not matter.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from refmgr.formats.citation_keys import key_like
from refmgr.formats.csv_rows import Row, header_name, read_rows
from refmgr.formats.csv_table import csv_text
from refmgr.formats.dates import iso_date, month_of, read_date
from refmgr.formats.encoding import Source
from refmgr.formats.fields import Fields, present, record_of, says_nothing
from refmgr.formats.medline import without_stop
from refmgr.formats.naming import (
    noted_identifiers,
    read_addresses,
    read_doi,
    read_pmid,
    take_addresses,
)
from refmgr.formats.pages import page_range
from refmgr.formats.people import read_people, write_name
from refmgr.formats.serials import take_serials
from refmgr.identifiers import normalise_arxiv, normalise_pmcid
from refmgr.model import Bibliography, Failure, Item, Person, Problem, Record
from refmgr.names import parse_people

# Names of columns by what they hold, best first: Scopus, Web of Science, Embase, PubMed, Ovid,
# Covidence, Rayyan, Zotero, Mendeley, JabRef, ASReview, and refmgr's own.
COLUMNS: Final[Mapping[str, str]] = {
    "id": "id recordid refid rayyanid key citationkey bibtexkey citekey covidence",
    "type": "type entrytype itemtype documenttype publicationtype referencetype reftype dt",
    "title": "title articletitle primarytitle documenttitle ti itemtitle",
    "authors": "authorfullnames authorsfullname authors author authornames authorsfull au",
    "editors": "editors editor",
    "container": "sourcetitle publicationtitle journalbook journal journaltitle booktitle "
    "containertitle publicationname secondarytitle journalname publication sourcename source",
    "container-title-short": "abbreviatedsourcetitle journalabbreviation containertitleshort "
    "isoabbreviation",
    "year": "publicationyear publishedyear year py yearpublished pubyear",
    "month": "publishedmonth month",
    "day": "day",
    "date": "date publicationdate dateofpublication published coverdate",
    "volume": "volume vol",
    "issue": "issue number issuenumber no",
    "pages": "pages page pagination pagerange",
    "start": "pagestart startpage firstpage beginpage",
    "end": "pageend endpage lastpage",
    "article_number": "artno articlenumber elocationid eid articleno",
    "publisher": "publisher",
    "place": "place placeofpublication publisherplace location cityofpublication",
    "edition": "edition",
    "language": "language languageoforiginaldocument languages articlelanguage",
    "doi": "doi digitalobjectidentifier doilink doiurl",
    "pmid": "pmid pubmedid medlinepmid pubmed",
    "pmcid": "pmcid pmc",
    "arxiv": "arxiv arxivid",
    "isbn": "isbn",
    "issn": "issn eissn printissn electronicissn",
    "url": "url urls link links fulltexturl articleurl",
    "abstract": "abstract abstractnote",
    "keyword": "keywords keyword authorkeywords manualtags indexkeywords automatictags tags "
    "authordefinedkeywords embasesubjectheadings meshterms",
    "note": "notes note extra",
    "collection-title": "collectiontitle series seriestitle",
    "title-short": "shorttitle titleshort",
    "affiliation": "affiliations affiliation authoraddresses authoraddress",
    "source": "database",
    "citation": "citation",
}
NAMES: Final = {
    alias: (name, rank)
    for name, aliases in COLUMNS.items()
    for rank, alias in enumerate(aliases.split())
}
# Words of publication types, as header names, by CSL's.
TYPES: Final = {
    **dict.fromkeys(
        [
            "articlejournal",
            "journalarticle",
            "article",
            "jour",
            "review",
            "articleinpress",
            "casereport",
            "letter",
            "editorial",
            "note",
            "erratum",
            "shortsurvey",
        ],
        "article-journal",
    ),
    **dict.fromkeys(["book", "ebook", "editedbook"], "book"),
    **dict.fromkeys(["chapter", "booksection", "bookchapter", "incollection", "inbook"], "chapter"),
    **dict.fromkeys(
        [
            "paperconference",
            "conferencepaper",
            "inproceedings",
            "proceedingspaper",
            "conferenceproceedings",
            "conferenceabstract",
            "proceedings",
        ],
        "paper-conference",
    ),
    **dict.fromkeys(["thesis", "phdthesis", "mastersthesis", "dissertation"], "thesis"),
    **dict.fromkeys(["report", "techreport"], "report"),
    **dict.fromkeys(["webpage", "online", "website"], "webpage"),
    **dict.fromkeys(["preprint", "posted"], "article"),
    **dict.fromkeys(["dataset", "datapaper"], "dataset"),
    **dict.fromkeys(["software", "computerprogram"], "software"),
    **dict.fromkeys(["patent"], "patent"),
    **dict.fromkeys(["manuscript", "unpublished"], "manuscript"),
    **dict.fromkeys(["document", "misc", "generic", "other"], "document"),
    **dict.fromkeys(["newspaperarticle", "articlenewspaper"], "article-newspaper"),
    **dict.fromkeys(["magazinearticle", "articlemagazine"], "article-magazine"),
}
RECORD_FIELDS: Final = frozenset(Record.__dataclass_fields__)
MORE: Final = (
    *("abstract", "note", "container-title-short", "collection-title", "title-short"),
    *("affiliation", "source"),
)
PLAIN: Final = ("title", "volume", "issue", "publisher", "place", "edition", "language")
# A table holds records when it has a title or an identifier, and one thing more.
TELLING: Final = frozenset({"title", "doi", "pmid"})
# Of these a table may have several columns.
SEVERAL: Final = frozenset({"keyword", "issn", "url"})
SHORTER: Final = "authors in short"
SCOPUS_ID: Final = re.compile(r"\s*\(\d{6,}\)")
# PubMed's summary of a record: `Lancet. 2000 Jan 1;355(9197):53-7. doi: ...`.
CITATION: Final = re.compile(
    r";(?P<volume>[^;:()]{1,30})?(?:\((?P<issue>[^()]{1,30})\))?:(?P<pages>[^.;]{1,40})\."
)
EMPTY: Final = frozenset({"nan", "none", "null", "na", "n/a", "#n/a"})
SEPARATORS: Final = re.compile(r"\s*;\s*|\s*\|\s*|\n")
AND: Final = re.compile(r"\s+and\s+")


def known_columns(header: Sequence[str]) -> list[str]:
    """Return, per cell of a header, what its column holds; of two for one thing the better name counts."""
    best: dict[str, tuple[int, int]] = {}
    for at, cell in enumerate(header):
        name, rank = NAMES.get(header_name(cell), ("", 0))
        if name and (name not in best or rank < best[name][0]):
            best[name] = (rank, at)
    chosen = {at: name for name, (_, at) in best.items()}
    return [chosen.get(at) or _spare_name(cell) for at, cell in enumerate(header)]


def _spare_name(cell: str) -> str:
    """Return what to call a column that is unknown, or the second best for what it holds."""
    name = NAMES.get(header_name(cell), ("", 0))[0]
    if name == "authors":
        return SHORTER
    return name if name in SEVERAL else cell.strip()


def is_header(header: Sequence[str]) -> bool:
    """Return whether cells are the header of a table of records."""
    found = {NAMES.get(header_name(cell), ("", 0))[0] for cell in header} - {""}
    return len(found) > 1 and not TELLING.isdisjoint(found)


def read_csv(source: Source) -> Bibliography:
    """Return the records of a table with a header."""
    rows = read_rows(source.lines())
    header = next(rows)
    columns = known_columns(header.cells)
    items: list[Item] = []
    failures: list[Failure] = []
    for row in rows:
        if not any(row.cells):
            continue
        item = _item(columns, row)
        if says_nothing(item.record):
            reason = row.trouble or "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=row.line, reason=reason, raw=row.raw, id=item.id))
        else:
            items.append(item)
    return Bibliography(
        format="csv", items=tuple(items), failures=tuple(failures), problems=source.problems
    )


def _item(columns: Sequence[str], row: Row) -> Item:
    pairs = [
        (name or f"column {at}", cell)
        for at, (name, cell) in enumerate(zip(columns, row.cells, strict=False), 1)
        if cell.casefold() not in EMPTY
    ]
    pairs += [("beyond the header", cell) for cell in row.cells[len(columns) :]]
    fields = Fields(pairs)
    more: dict[str, tuple[str, ...]] = {}
    given = fields.first("id") or ""
    values: dict[str, Any] = {"type": _type(fields), **_identifiers(fields, more)}
    values |= {name: fields.first(name) for name in PLAIN}
    values |= _people(fields)
    values |= {"container": fields.first("container"), **_dates(fields), **_pages(fields)}
    if fields.get("citation"):
        values["title"] = without_stop(values["title"] or "")
        values |= _from_citation(fields, values)
    more |= {name: fields.every(name) for name in MORE}
    more["keyword"] = tuple(
        dict.fromkeys(
            one for cell in fields.every("keyword") for one in SEPARATORS.split(cell) if one
        )
    )
    more |= fields.rest("csv")
    trouble = (Problem("odd-row", f"line {row.line}: {row.trouble}"),) if row.trouble else ()
    return Item(
        id=given,
        key=given if key_like(given) else None,
        record=record_of(values),
        more=present(more),
        line=row.line,
        raw=row.raw,
        problems=trouble,
    )


def _type(fields: Fields) -> str | None:
    return fields.read(("type",), lambda value: TYPES.get(header_name(value)))


def _people(fields: Fields) -> dict[str, Any]:
    cells = fields.every("authors", SHORTER)
    authors, et_al = read_author_cell(cells[0]) if cells else ((), False)
    editors, _ = read_author_cell(fields.first("editors") or "")
    return {"authors": authors, "et_al": et_al, "editors": editors}


def read_author_cell(cell: str) -> tuple[tuple[Person, ...], bool]:
    """Return the people of one cell, parted by semicolons, bars, lines, "and" or commas."""
    cell = SCOPUS_ID.sub("", cell)
    if not cell.strip():
        return (), False
    parts = [part for part in SEPARATORS.split(cell) if part.strip(" ,.")]
    if len(parts) > 1 or ";" in cell:
        return read_people(parts)
    names = AND.split(cell)
    if (
        len(names) > 1
        and all("," in name for name in names[:1])
        and max(name.count(",") for name in names) <= 2
    ):
        return read_people(names)
    return parse_people(cell)


def _dates(fields: Fields) -> dict[str, Any]:
    """Year and date, from columns of their own or from one."""
    year, date = read_date(fields.first("year") or "")
    month, day = month_of(fields.first("month") or ""), fields.first("day") or ""
    if year and month:
        date = iso_date(year, month, int(day) if day.isdecimal() else 0)
    printed = fields.first("date") or ""
    told, more_exact = read_date(printed, year)
    return {"year": told, "date": date or more_exact}


def _pages(fields: Fields) -> dict[str, Any]:
    printed, start, end = (fields.first(name) for name in ("pages", "start", "end"))
    if start and end and start != end and page_range(start) is None:
        start = f"{start}-{end}"
    return {"pages": printed or start or end, "article_number": fields.first("article_number")}


def _from_citation(fields: Fields, values: Mapping[str, Any]) -> dict[str, str]:
    """Volume, issue and pages out of PubMed's summary, where the table has no columns for them."""
    found = CITATION.search(fields.get("citation"))
    if not found or any(values.get(name) for name in ("volume", "issue", "pages")):
        return {}
    fields.drop("citation")
    return {name: value for name, value in found.groupdict().items() if value}


def _identifiers(fields: Fields, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    values: dict[str, Any] = noted_identifiers(fields.values("note"))
    named = read_addresses(fields.every("url"))
    values |= named.found
    told = {
        "doi": fields.read(("doi",), read_doi),
        "pmid": fields.read(("pmid",), read_pmid),
        "pmcid": fields.read(("pmcid",), normalise_pmcid),
        "arxiv": fields.read(("arxiv",), normalise_arxiv),
    }
    values |= {name: value for name, value in told.items() if value}
    return values | take_serials(fields, ("issn", "isbn"), more) | take_addresses(named.urls, more)


# The columns that are always there; one for each thing beside the Record follows.
WRITTEN: Final = (
    *("ID", "type", "title", "authors", "journal", "year", "date", "volume", "issue", "pages"),
    *("article_number", "publisher", "place", "edition", "editors", "doi", "pmid", "pmcid"),
    *("isbn", "issn", "arxiv", "url", "language"),
)


def write_csv(items: Sequence[Item]) -> str:
    """Return items as a table that spreadsheets and screening tools read, in their order."""
    beside = tuple(dict.fromkeys(name for item in items for name in item.more))
    header = [*WRITTEN, *(name.removeprefix("csv:") for name in beside)]
    return csv_text(header, (_row(item, beside) for item in items))


def _row(item: Item, beside: Sequence[str]) -> list[object]:
    record = item.record
    cells: dict[str, object] = {
        name: getattr(record, name) for name in WRITTEN if name in RECORD_FIELDS
    }
    cells |= {
        "ID": item.id,
        "journal": record.container,
        "authors": _people_cell(record.authors, et_al=record.et_al),
        "editors": _people_cell(record.editors),
    }
    return [
        *(cells[name] for name in WRITTEN),
        *("; ".join(item.more.get(name, ())) for name in beside),
    ]


def _people_cell(people: Sequence[Person], *, et_al: bool = False) -> str:
    """Return people parted by semicolons; one alone gets one where it would be read as several."""
    names = [write_name(one) for one in people] + ["et al."] * et_al
    cell = "; ".join(names)
    return cell if len(names) != 1 or read_author_cell(cell)[0] == tuple(people) else f"{cell};"
