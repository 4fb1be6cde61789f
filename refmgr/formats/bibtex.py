"""BibTeX and biblatex: Records as entries that the real programs read, with proof that nothing was lost."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from refmgr.errors import ExportError
from refmgr.formats.bibtex_beside import beside
from refmgr.formats.bibtex_names import carried_people, write_people
from refmgr.formats.bibtex_tables import (
    LAYOUTS,
    REST,
    Dialect,
    csl_type,
    entry_type,
    field_name,
)
from refmgr.formats.bibtex_values import proved
from refmgr.formats.citation_keys import usable_key
from refmgr.formats.dates import MONTHS
from refmgr.formats.latex import encode, plain
from refmgr.formats.latex_titles import encode_title, plain_title
from refmgr.formats.pages import complete_pages
from refmgr.model import Item, Problem, Record, Work

NOTHING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
DATE: Final = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
LAST_YEAR: Final = 9999
VERBATIM: Final = ("doi", "url", "pmid", "pmcid", "arxiv", "isbn", "issn")
TITLES: Final = ("title", "container")
TEXT: Final = ("volume", "issue", "publisher", "place", "edition", "language")
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is written: its type, its key, its fields in order with values in LaTeX."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """Return the entry as text; a month is a macro and stands without braces."""
        lines = [
            f"  {name} = {value},\n" if name == "month" else f"  {name} = {{{value}}},\n"
            for name, value in self.fields
        ]
        return f"@{self.kind}{{{self.key},\n{''.join(lines)}}}\n"


def bibtex_text(
    works: Sequence[Work], dialect: Dialect = "bibtex"
) -> tuple[str, tuple[Problem, ...]]:
    """Return the .bib text of works, sorted by key ignoring case, and what is missing in them.

    Raises:
        ExportError: a key that BibTeX cannot read, two that it cannot tell apart, or a value that
            would not come back unchanged.
    """
    ordered = sorted(works, key=lambda work: (work.key.lower(), work.key))
    return write_bibtex([Item(id=one.key, record=one.record) for one in ordered], dialect)


def write_bibtex(
    items: Sequence[Item], dialect: Dialect = "bibtex"
) -> tuple[str, tuple[Problem, ...]]:
    """Return the .bib text of items in their order, their ids as keys, and what is missing in them.

    The text is taken apart again and compared, entry by entry and value by value.

    Raises:
        ExportError: as for `bibtex_text`.
    """
    _check_keys(item.id for item in items)
    entries = [bibtex_entry(item.id, item.record, dialect, item.more) for item in items]
    problems = tuple(problem for entry in entries for problem in missing_fields(entry, dialect))
    text = "\n".join(entry.text() for entry in entries)
    compare(text, entries)
    return text, problems


def bibtex_entry(
    key: str,
    record: Record,
    dialect: Dialect = "bibtex",
    more: Mapping[str, tuple[str, ...]] = NOTHING,
) -> Entry:
    """Return a Record, and what stands beside it, as an entry with fields in documented order."""
    told = _carried(record, dialect)
    kind = entry_type(Record(**told), dialect)
    layout = LAYOUTS[dialect][kind]
    values = _encoded(key, told, dialect)
    if dialect == "bibtex":
        values |= _for_bibtex(values, key, kind)
    else:
        values |= _for_biblatex(values)
    fields = {
        field_name(name, layout, dialect): value
        for name in dict.fromkeys((*layout.order, *REST))
        if (value := values.get(name))
    }
    return Entry(kind, key, tuple((fields | beside(key, more, fields, dialect)).items()))


def _encoded(key: str, told: Mapping[str, Any], dialect: Dialect) -> dict[str, str]:
    """Every value in LaTeX, by attribute, each proved to come back unchanged."""
    values = {name: told[name] or "" for name in VERBATIM}
    values |= {name: proved(key, name, encode(told[name] or ""), told[name] or "") for name in TEXT}
    for name in TITLES:
        values[name] = proved(
            key, name, _title(name, told[name] or ""), plain_title(told[name] or "")
        )
    pages = complete_pages(told["pages"] or "", "–")
    number = told["article_number"] or ""
    values["pages"] = proved(key, "pages", encode(pages), pages)
    values["article_number"] = proved(key, "article_number", encode(number), number)
    values["authors"] = write_people(told["authors"], dialect, et_al=told["et_al"])
    values["editors"] = write_people(told["editors"], dialect)
    values["date"] = told["date"] or ("" if told["year"] is None else f"{told['year']:04}")
    return values


def _title(name: str, title: str) -> str:
    return encode_title(title, protects=name == "title")


def _for_bibtex(values: Mapping[str, str], key: str, kind: str) -> dict[str, str]:
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


def _for_biblatex(values: Mapping[str, str]) -> dict[str, str]:
    """What biblatex wants otherwise: one `eprint`, whose type says what it is."""
    for kind, name in EPRINT_TYPES.items():
        if values[name]:
            return {"eprint": values[name], "eprinttype": kind, name: ""}
    return {}


def missing_fields(entry: Entry, dialect: Dialect = "bibtex") -> Iterator[Problem]:
    """Yield a Problem for each field that the documentation requires and the entry lacks."""
    present = {name for name, _ in entry.fields}
    for names in LAYOUTS[dialect][entry.kind].required:
        if present.isdisjoint(names):
            lack = MISSING["|".join(names)]
            yield Problem(
                "missing-field",
                f"{entry.key}: this {entry.kind} has {lack}, which {STYLE[dialect]} asks for; "
                "the bibliography will show a gap there until it is added.",
            )


def verify(text: str, works: Sequence[Work], dialect: Dialect = "bibtex") -> None:
    """Take a .bib text apart and compare it with what works come to.

    Raises:
        ExportError: an entry is missing, invented, unreadable, or a value came back changed.
    """
    ordered = sorted(works, key=lambda work: (work.key.lower(), work.key))
    compare(text, [bibtex_entry(work.key, work.record, dialect) for work in ordered])


def compare(text: str, entries: Sequence[Entry]) -> None:
    """Let another parser take a .bib text apart, and compare it with the entries it was made of.

    Our own reader mends what is broken, so it would not see what stops the programs of others;
    bibtexparser does.

    Raises:
        ExportError: they differ, or the braces of the text do not balance.
    """
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - 33 ms, for writing alone

    kept = "nothing was exported."
    if text.count("{") != text.count("}"):
        raise ExportError(f"the braces of the BibTeX text do not balance; {kept}")
    library = parse_string(text, parse_stack=[])
    if library.failed_blocks:
        line = (library.failed_blocks[0].start_line or 0) + 1
        raise ExportError(f"the BibTeX text cannot be read back (line {line}); {kept}")
    read = library.entries
    if len(read) != len(entries):
        raise ExportError(f"the BibTeX text does not hold the works asked for; {kept}")
    for found, entry in zip(read, entries, strict=True):
        fields = tuple((one.key, _within(one.key, str(one.value))) for one in found.fields)
        if (found.entry_type, found.key, fields) != (entry.kind, entry.key, entry.fields):
            raise ExportError(f"it would come back changed; {kept}", subject=entry.key)


def _within(name: str, value: str) -> str:
    """Return the text within the braces of a value; a month has none."""
    return value if name == "month" or value[:1] + value[-1:] != "{}" else value[1:-1]


def carried(record: Record, dialect: Dialect = "bibtex") -> Record:
    """Return a Record as the dialect can carry it; all else must come back unchanged.

    Text is one line of composed characters. Types without an entry type of their own become the
    nearest one. BibTeX has no day. Page ranges are complete. An article number that is printed as
    the page is kept once. Identifiers and addresses have braces and backslashes as percent signs.
    """
    kept = Record(**_carried(record, dialect))
    return Record(
        **_carried(record, dialect) | {"type": csl_type(entry_type(kept, dialect), dialect)}
    )


def _carried(record: Record, dialect: Dialect) -> dict[str, Any]:
    year, when = _dates(record, dialect)
    authors = carried_people(record.authors)
    pages = complete_pages(plain(record.pages or "")) or None
    number = plain(record.article_number or "") or None
    kept: dict[str, Any] = {
        name: plain(getattr(record, name) or "") or None for name in (*TITLES, *TEXT)
    }
    kept |= {name: verbatim(getattr(record, name) or "") or None for name in VERBATIM}
    return kept | {
        "type": record.type,
        "authors": authors,
        "editors": carried_people(record.editors),
        "et_al": record.et_al and bool(authors),
        "year": year,
        "date": when,
        "pages": None if number and pages == complete_pages(number) else pages,
        "article_number": number,
    }


def verbatim(value: str) -> str:
    """Return an identifier or address as one word that cannot break an entry."""
    line = plain(value)
    return UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", line) if line else line


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


def _check_keys(keys: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for key in keys:
        if not usable_key(key):
            raise ExportError(
                "this citation key cannot be used in BibTeX: it has a blank or one of the signs "
                "{ } ( ) , = \" # % ~ ' \\ @ in it; `refmgr rekey` gives it another one.",
                subject=key,
            )
        if other := seen.get(key.lower()):
            raise ExportError(
                f"BibTeX cannot tell this citation key from {other}; change one of the two.",
                subject=key,
            )
        seen[key.lower()] = key
