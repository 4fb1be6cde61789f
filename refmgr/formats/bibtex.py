"""BibTeX and biblatex: a Record as an entry and back, and the proof that nothing was lost.

Reads what it writes; a reader for other people's .bib files needs more care than this.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Final

from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from refmgr.errors import ExportError
from refmgr.formats.bibtex_names import carried_people, read_people, write_people
from refmgr.formats.bibtex_tables import (
    ATTRIBUTES,
    LAYOUTS,
    REST,
    Dialect,
    csl_type,
    entry_type,
    field_name,
)
from refmgr.formats.latex import decode, encode, plain
from refmgr.formats.latex_titles import encode_title
from refmgr.formats.pages import complete_pages
from refmgr.model import Problem, Record, Work

MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_:.+/][A-Za-z0-9]+)*")
DATE: Final = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
YEAR: Final = re.compile(r"[0-9]{1,4}(?=-|$)")
LAST_YEAR: Final = 9999
VERBATIM: Final = frozenset(("doi", "url", "pmid", "pmcid", "arxiv", "isbn", "issn"))
TEXT: Final = ("title", "container", "volume", "issue", "publisher", "place", "edition", "language")
# A brace or backslash would break the entry; in an address the percent form means the same.
UNSAFE: Final = re.compile(r"[{}\\ ]")
EPRINT_TYPES: Final = {"pubmed": "pmid", "arxiv": "arxiv"}
MISSING: Final = {
    "author|editor": "neither an author nor an editor",
    "author": "no author",
    "editor": "no editor",
    "title": "no title",
    "journal": "no journal",
    "journaltitle": "no journal",
    "booktitle": "no title of the book it stands in",
    "publisher": "no publisher",
    "school": "no university",
    "institution": "no institution",
    "year": "no year",
    "date": "no year",
    "note": "no note that says where it can be found",
    "number": "no number",
    "doi|eprint|url": "neither a DOI nor a web address",
}
STYLE: Final = {"bibtex": "BibTeX", "biblatex": "biblatex"}


def bibtex_text(
    works: Sequence[Work], dialect: Dialect = "bibtex"
) -> tuple[str, tuple[Problem, ...]]:
    """Return the .bib text of works, sorted by key ignoring case, and what is missing in them.

    Raises:
        ExportError: a key that BibTeX cannot read, or two that it cannot tell apart.
    """
    ordered = sorted(works, key=lambda work: (work.key.lower(), work.key))
    _check_keys(ordered)
    entries = [bibtex_entry(work.key, work.record, dialect) for work in ordered]
    problems = tuple(problem for entry in entries for problem in missing_fields(entry, dialect))
    return _unparsed(entries), problems


def bibtex_entry(key: str, record: Record, dialect: Dialect = "bibtex") -> Entry:
    """Return a Record as an entry: encoded values, their enclosing, fields in documented order."""
    record = carried(record, dialect)
    kind = entry_type(record, dialect)
    layout = LAYOUTS[dialect][kind]
    values = _encoded(record, dialect)
    if dialect == "bibtex":
        values |= _for_bibtex(values, key, kind)
    else:
        values |= _for_biblatex(values)
    return Entry(
        kind,
        key,
        [
            Field(field_name(name, layout, dialect), value, enclosing=_enclosing(name))
            for name in dict.fromkeys((*layout.order, *REST))
            if (value := values.get(name))
        ],
    )


def _enclosing(name: str) -> str:
    return "no-enclosing" if name == "month" else "{"


def _encoded(record: Record, dialect: Dialect) -> dict[str, str]:
    """Every value of a carried Record in LaTeX, by attribute."""
    values = {name: getattr(record, name) or "" for name in VERBATIM}
    values |= {name: encode(getattr(record, name) or "") for name in TEXT}
    values["title"] = encode_title(record.title or "")
    values["pages"] = encode(complete_pages(record.pages or "", "–"))
    values["article_number"] = encode(record.article_number or "")
    values["authors"] = write_people(record.authors, dialect, et_al=record.et_al)
    values["editors"] = write_people(record.editors, dialect)
    values["date"] = record.date or ("" if record.year is None else f"{record.year:04}")
    return values


def _for_bibtex(values: dict[str, str], key: str, kind: str) -> dict[str, str]:
    """What BibTeX wants otherwise: year and month apart, pages for an article number, a sort key.

    A book may not have both author and editor, so its editor goes into a field styles ignore.
    """
    year, _, month = values["date"].partition("-")
    both = kind == "book" and values["authors"]
    sortable = values["authors"] or (kind == "book" and values["editors"])
    return {
        "date": "",
        "year": year,
        "month": MONTHS[int(month) - 1] if month else "",
        "pages": values["pages"] or values["article_number"],
        "eprint": values["arxiv"],
        "archiveprefix": values["arxiv"] and "arXiv",
        "arxiv": "",
        "editors": "" if both else values["editors"],
        "editora": values["editors"] if both else "",
        "key": "" if sortable else key,
    }


def _for_biblatex(values: dict[str, str]) -> dict[str, str]:
    """What biblatex wants otherwise: one `eprint`, whose type says what it is."""
    for kind, name in EPRINT_TYPES.items():
        if values[name]:
            return {"eprint": values[name], "eprinttype": kind, name: ""}
    return {}


def missing_fields(entry: Entry, dialect: Dialect = "bibtex") -> Iterator[Problem]:
    """Yield a Problem for each field that the documentation requires and the entry lacks."""
    present = {found.key for found in entry.fields}
    for names in LAYOUTS[dialect][entry.entry_type].required:
        if present.isdisjoint(names):
            lack = MISSING["|".join(names)]
            yield Problem(
                "missing-field",
                f"{entry.key}: this {entry.entry_type} has {lack}, which {STYLE[dialect]} asks for; "
                "the bibliography will show a gap there until it is added.",
            )


def read_bibtex(
    text: str, dialect: Dialect = "bibtex"
) -> tuple[tuple[tuple[str, Record], ...], tuple[Problem, ...]]:
    """Return (key, Record) of each entry that this module wrote, and what could not be read."""
    library = parse_string(text)
    problems = tuple(
        Problem("unreadable-entry", f"line {(block.start_line or 0) + 1}: {block.error}")
        for block in library.failed_blocks
    )
    return tuple((entry.key, _record(entry, dialect)) for entry in library.entries), problems


def verify(text: str, works: Sequence[Work], dialect: Dialect = "bibtex") -> None:
    """Read a .bib text again and compare it, value by value, with the works it was made from.

    Raises:
        ExportError: an entry is missing, invented, unreadable, or a value came back changed.
    """
    read, problems = read_bibtex(text, dialect)
    if problems or _depth(text):
        reason = problems[0].message if problems else "the braces do not balance"
        raise ExportError(f"the BibTeX text cannot be read back ({reason}); nothing was exported.")
    wanted = {work.key: work.record for work in works}
    if [key for key, _ in read] != sorted(wanted, key=lambda key: (key.lower(), key)):
        raise ExportError(
            "the BibTeX text does not hold the works asked for; nothing was exported."
        )
    for key, record in read:
        _compare(key, carried(wanted[key], dialect), carried(record, dialect))


def carried(record: Record, dialect: Dialect = "bibtex") -> Record:
    """Return a Record as the dialect can carry it; all else must come back unchanged.

    Text is one line of composed characters. Types without an entry type of their own become the
    nearest one. BibTeX has no day. Page ranges are complete. An article number that is printed as
    the page is kept once. Identifiers and addresses have braces and backslashes as percent signs.
    """
    year, when = _dates(record, dialect)
    authors = carried_people(record.authors)
    pages = complete_pages(plain(record.pages or "")) or None
    number = plain(record.article_number or "") or None
    kept = replace(
        record,
        **{name: plain(getattr(record, name) or "") or None for name in TEXT},
        **{name: verbatim(getattr(record, name) or "") or None for name in VERBATIM},
        authors=authors,
        editors=carried_people(record.editors),
        et_al=record.et_al and bool(authors),
        year=year,
        date=when,
        pages=None if number and pages == complete_pages(number) else pages,
        article_number=number,
    )
    return replace(kept, type=csl_type(entry_type(kept, dialect), dialect))


def verbatim(value: str) -> str:
    """Return an identifier or address as one word that cannot break an entry."""
    return UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", plain(value))


def _dates(record: Record, dialect: Dialect) -> tuple[int | None, str | None]:
    """The year, and the date where it is more than the year and does not contradict it."""
    found = DATE.fullmatch(record.date or "")
    year = int(found["year"]) if found and record.year is None else record.year
    if year is None or not 0 < year <= LAST_YEAR:
        return None, None
    if not found or int(found["year"]) != year or not found["month"]:
        return year, None
    day = found["day"] if dialect == "biblatex" else None
    for form in (f"{found['year']}-{found['month']}-{day}", f"{found['year']}-{found['month']}"):
        if _is_date(form):
            return year, form
    return year, None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text if text.count("-") == 2 else f"{text}-01")
    except ValueError:
        return False
    return True


def _check_keys(works: Sequence[Work]) -> None:
    seen: dict[str, str] = {}
    for work in works:
        if not KEY.fullmatch(work.key):
            raise ExportError(
                "this citation key cannot be used in BibTeX; "
                "a key is made of ASCII letters and digits and begins with a letter.",
                subject=work.key,
            )
        if other := seen.get(work.key.lower()):
            raise ExportError(
                f"BibTeX cannot tell this citation key from {other}; change one of the two.",
                subject=work.key,
            )
        seen[work.key.lower()] = work.key


def _unparsed(entries: Sequence[Entry]) -> str:
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.block_separator = "\n"
    layout.trailing_comma = True
    stack = default_unparse_stack(allow_inplace_modification=True)
    return write_string(Library(list(entries)), unparse_stack=stack, bibtex_format=layout)


def _record(entry: Entry, dialect: Dialect) -> Record:
    raw = {found.key: str(found.value) for found in entry.fields}
    named = _eprint(raw) | {ATTRIBUTES[name]: raw[name] for name in raw if name in ATTRIBUTES}
    authors, et_al = read_people(named.pop("authors", ""))
    editors, _ = read_people(named.pop("editors", ""))
    values = {name: value if name in VERBATIM else decode(value) for name, value in named.items()}
    when = raw.get("date") or _year_and_month(raw)
    year = YEAR.match(when)
    pages = complete_pages(values.pop("pages", "")) or None
    same = pages is not None and pages == complete_pages(values.get("article_number", ""))
    return Record(
        type=csl_type(entry.entry_type, dialect),
        authors=authors,
        et_al=et_al,
        editors=editors,
        year=int(year[0]) if year else None,
        date=when if "-" in when else None,
        pages=None if same else pages,
        **values,
    )


def _eprint(raw: Mapping[str, str]) -> dict[str, str]:
    kind = raw.get("eprinttype") or raw.get("archiveprefix") or ""
    name = EPRINT_TYPES.get(kind.lower())
    return {name: raw["eprint"]} if name and "eprint" in raw else {}


def _year_and_month(raw: Mapping[str, str]) -> str:
    month = raw.get("month")
    return raw.get("year", "") + (f"-{MONTHS.index(month) + 1:02}" if month in MONTHS else "")


def _depth(text: str) -> int:
    """How far the braces are from balance, counted as BibTeX counts: a backslash escapes none."""
    return text.count("{") - text.count("}")


def _compare(key: str, wanted: Record, read: Record) -> None:
    for part in fields(Record):
        before, after = getattr(wanted, part.name), getattr(read, part.name)
        if before != after:
            raise ExportError(
                f"{part.name} would change from {before!r} to {after!r} in the export; "
                "nothing was exported. Please report this with the value.",
                subject=key,
            )
