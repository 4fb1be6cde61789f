"""Entries of any .bib file, BibTeX or biblatex, as Records; what an entry inherits is filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from refmgr.formats.bibtex_blocks import Block, Junk, read_blocks
from refmgr.formats.bibtex_names import read_people
from refmgr.formats.bibtex_tables import READ_TYPES
from refmgr.formats.citation_keys import usable_key
from refmgr.formats.dates import read_date
from refmgr.formats.encoding import Source, decoded
from refmgr.formats.fields import Fields, by_name, present, record_of, says_nothing
from refmgr.formats.latex import decode
from refmgr.formats.naming import (
    noted_identifiers,
    read_addresses,
    read_doi,
    read_pmid,
    take_addresses,
)
from refmgr.formats.pages import DASH
from refmgr.formats.people import write_name
from refmgr.formats.serials import take_serials
from refmgr.identifiers import normalise_arxiv, normalise_pmcid
from refmgr.model import Bibliography, Failure, Item, Problem

# Identifiers and addresses: an escaped sign in them is meant as such, all else stands.
VERBATIM: Final = frozenset(
    (
        *("doi", "url", "file", "eprint", "pmid", "pmcid", "arxiv", "arxivid", "isbn", "issn"),
        *("link", "ee", "bdsk-url-1", "bdsk-url-2", "local-url", "pdf", "eprinttype", "ids"),
    )
)
NAMES: Final = frozenset(("author", "editor", "editora", "translator"))
ESCAPED: Final = re.compile(r"\\([_%#&$~^{}])(?:\{\})?|[{}]|\\url\b")
# The plain fields of a Record: what is read, best first.
PLAIN: Final = (
    ("volume", ("volume",)),
    ("issue", ("number", "issue")),
    ("pages", ("pages",)),
    ("publisher", ("publisher", "school", "institution", "organization", "university")),
    ("place", ("address", "location", "place")),
    ("edition", ("edition",)),
    ("language", ("language", "langid", "lang")),
    ("article_number", ("eid", "article-number", "articleno", "art_number")),
)
MORE: Final = (
    ("abstract", ("abstract", "abstractnote")),
    ("bibtex:note", ("note",)),
    ("note", ("annote", "comment")),
    ("annote", ("annotation",)),
    ("container-title-short", ("shortjournal", "journal-iso", "journalabbrev")),
    ("title-short", ("shorttitle",)),
    ("original-title", ("origtitle",)),
    ("collection-title", ("series",)),
    ("genre", ("type",)),
    ("number-of-volumes", ("volumes",)),
    ("number-of-pages", ("pagetotal", "numpages")),
    ("chapter-number", ("chapter",)),
    ("event-title", ("eventtitle", "conference")),
    ("event-place", ("venue",)),
    ("accessed", ("urldate", "lastchecked", "accessed")),
    ("original-date", ("origdate",)),
    ("status", ("pubstate",)),
    ("version", ("version",)),
    ("affiliation", ("affiliation",)),
    ("file", ("file", "local-url")),
)
BESIDE: Final = by_name(MORE)
ADDRESSES: Final = ("url", "link", "ee", "bdsk-url-1", "bdsk-url-2")
IN_SERIES: Final = frozenset(("book", "thesis", "report", "periodical"))
EPRINTS: Final = {"pubmed": "pmid", "pmid": "pmid", "arxiv": "arxiv", "pmc": "pmcid"}
# What an entry takes over from the book or proceedings it stands in, and what it never does.
PARTS: Final = frozenset(("inbook", "incollection", "inproceedings", "conference", "suppbook"))
OWN: Final = frozenset(
    (
        *("doi", "url", "pmid", "pmcid", "eprint", "pages", "abstract", "keywords", "file", "note"),
        *("ids", "crossref", "xdata", "xref", "key", "label", "annote", "shorttitle", "title"),
        *("subtitle", "author"),
    )
)
LARGEST_PIECE: Final = 8_000_000
CUT: Final = re.compile(rb"\}\s*?\n(?=\s*@)")
SHARED: Final = "xdata"
INHERITING: Final = ("crossref", "xdata")
ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
UNPLAIN: Final = re.compile(r"[\\{}]").search


def read_bibtex(source: Source) -> Bibliography:
    """Return the entries of a .bib file, of either dialect."""
    items: list[Item] = []
    failures: list[Failure] = []
    shared: dict[str, Block] = {}
    heirs: list[tuple[int, Block]] = []
    macros: dict[str, str] = {}
    for block in _blocks(source, macros):
        if isinstance(block, Junk):
            failures.append(Failure(line=block.line, reason=block.reason, raw=block.raw))
        elif block.kind == SHARED:
            shared[block.key.lower()] = block
        else:
            if any(name in INHERITING for name, _ in block.fields):
                heirs.append((len(items), block))
            items.append(_item(block))
    for at, item in _heirs(items, heirs, shared, macros):
        items[at] = item
    for item in (one for one in items if says_nothing(one.record)):
        reason = "it has neither title, author, journal nor identifier"
        failures.append(Failure(line=item.line, reason=reason, raw=item.raw, id=item.id))
    return Bibliography(
        format="bibtex",
        items=tuple(item for item in items if not says_nothing(item.record)),
        failures=tuple(sorted(failures, key=lambda failure: failure.line)),
        problems=source.problems,
    )


def _blocks(source: Source, macros: dict[str, str]) -> Iterator[Block | Junk]:
    """Yield the entries of a file; a large one is read in pieces that are cut between entries."""
    data, size = source.data, LARGEST_PIECE
    if len(data) <= size or not source.encoding.startswith("utf-8"):
        yield from read_blocks(source.text(), macros)
        return
    start, line = 0, 1
    while start < len(data):
        cut = CUT.search(data, start + size)
        end = cut.end() if cut else len(data)
        text = decoded(data[start:end], source.encoding)
        yield from read_blocks(text, macros, line)
        start, line = end, line + text.count("\n")


def _heirs(
    items: Sequence[Item],
    heirs: Sequence[tuple[int, Block]],
    shared: Mapping[str, Block],
    macros: dict[str, str],
) -> Iterator[tuple[int, Item]]:
    """Yield the place and the new Item of each entry with `crossref` or `xdata`."""
    places = {item.id.lower(): at for at, item in reversed(list(enumerate(items)))} if heirs else {}
    blocks = dict(heirs)
    for at, block in heirs:
        inherited: list[tuple[str, str]] = []
        for name, value in list(block.fields):
            for key in value.split(",") if name in INHERITING else ():
                wanted = key.strip().lower()
                parent = shared.get(wanted)
                if parent is None and wanted in places:
                    place = places[wanted]
                    parent = blocks.get(place) or _again(items[place], macros)
                if parent is None:
                    message = f"there is no entry {key.strip()} to take fields from"
                    where = f"line {block.line}: {block.key}"
                    block.problems.append(Problem("missing-parent", f"{where}: {message}"))
                else:
                    inherited += _taken_over(block, parent)
        block.fields += inherited
        yield at, _item(block)


def _again(item: Item, macros: dict[str, str]) -> Block | None:
    """Return the entry an Item was made of."""
    found = next(read_blocks(item.raw, macros), None)
    return found if isinstance(found, Block) else None


def _taken_over(block: Block, parent: Block) -> Iterator[tuple[str, str]]:
    """Yield the fields that an entry takes over: those it lacks, a book's title as `booktitle`."""
    present = {name for name, _ in block.fields}
    if parent.kind == SHARED:
        yield from ((name, value) for name, value in parent.fields if name not in present)
        return
    given = dict(parent.fields)
    if block.kind in PARTS and "title" in given:
        given.setdefault("booktitle", given["title"])
    for name, value in given.items():
        if name not in present and name not in OWN:
            yield name, value


def _item(block: Block) -> Item:
    fields = Fields(dict.fromkeys(_values(block.fields)))
    problems = list(block.problems)
    usable = usable_key(block.key)
    if block.key and not usable:
        message = f"line {block.line}: {block.key}: LaTeX cannot cite this key; it gets another one"
        problems.append(Problem("unusable-key", message))
    more: dict[str, tuple[str, ...]] = {}
    kind = READ_TYPES.get(block.kind)
    if kind is None:
        more["bibtex:entrytype"] = (block.kind,)
    values: dict[str, Any] = {"type": kind, "title": _title(fields), **_people(fields, more)}
    values |= _identifiers(fields, more)
    values |= _dates(fields)
    values["container"] = _container(fields, kind)
    values |= {name: fields.first(*names) for name, names in PLAIN}
    more |= fields.spread(BESIDE)
    more["keyword"] = tuple(
        word for value in fields.every("keywords", "keyword") for word in _keywords(value)
    )
    fields.drop(*INHERITING, "key")
    problems += _doubled(block, fields)
    return Item(
        id=block.key,
        key=block.key if usable else None,
        record=record_of(values),
        more=present(more | fields.rest("bibtex")),
        line=block.line,
        raw=block.raw,
        problems=tuple(problems),
    )


def _values(fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield fields with their values as plain text on one line; names stay in LaTeX."""
    for name, value in fields:
        line = " ".join(value.split())
        if name in NAMES:
            yield name, line
        elif name == "pages":
            yield name, DASH.sub("-", decode(line))
        elif name in VERBATIM:
            yield name, ESCAPED.sub(lambda found: found[1] or "", line) if UNPLAIN(line) else line
        else:
            yield name, decode(line).strip()


def _doubled(block: Block, fields: Fields) -> Iterator[Problem]:
    """Yield a Problem for each field that stands twice with different values."""
    names = [name for name, _ in block.fields]
    if len(names) == len(set(names)):
        return
    for name in dict.fromkeys(names):
        if names.count(name) > 1 and fields.get(name):
            message = f"line {block.line}: {block.key}: {name} stands twice; the first one counts"
            yield Problem("field-twice", message)


def _title(fields: Fields) -> str | None:
    title, subtitle = fields.first("title"), fields.first("subtitle")
    if not title or not subtitle:
        return title or subtitle
    return f"{title}{' ' if title.endswith((':', '?', '!', '.')) else ': '}{subtitle}"


def _people(fields: Fields, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    authors, et_al = read_people(fields.first("author") or "")
    editors, _ = read_people(fields.first("editor", "editora") or "")
    translators, _ = read_people(fields.first("translator") or "")
    more["translator"] = tuple(map(write_name, translators))
    return {"authors": authors, "et_al": et_al, "editors": editors}


def _container(fields: Fields, kind: str | None) -> str | None:
    """What it stands in: journal or book; for a whole book, thesis or report its series."""
    found = fields.first("journal", "journaltitle", "booktitle", "maintitle")
    if found is None and kind in IN_SERIES:
        found = fields.first("series")
    return found or fields.first("howpublished")


def _dates(fields: Fields) -> dict[str, Any]:
    """Year and date: biblatex's `date`, or year, month and, as some write it, day."""
    year, date = read_date(fields.first("date", "year") or "")
    if date is None and year is not None:
        month = fields.first("month") or ""
        printed = f"{month} {fields.first('day') or ''}"
        _, date = read_date(f"{year}-{month}" if month.isdecimal() else printed, year)
    return {"year": year, "date": date}


def _keywords(value: str) -> list[str]:
    sign = ";" if ";" in value else ","
    return [word for part in value.split(sign) if (word := part.strip())]


def _identifiers(fields: Fields, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Identifiers in fields of their own, in `eprint`, in addresses and in notes."""
    values: dict[str, Any] = noted_identifiers(fields.values("note", "journal", "howpublished"))
    named = read_addresses(
        (*fields.every(*ADDRESSES), *filter(None, [fields.read(("howpublished",), address_of)]))
    )
    values |= named.found | _eprint(fields)
    told = {
        "doi": fields.read(("doi",), read_doi),
        "pmid": fields.read(("pmid",), read_pmid),
        "pmcid": fields.read(("pmcid", "pmc"), normalise_pmcid),
        "arxiv": fields.read(("arxiv", "arxivid"), normalise_arxiv),
    }
    values |= {name: value for name, value in told.items() if value}
    return values | take_serials(fields, ("issn", "isbn"), more) | take_addresses(named.urls, more)


def address_of(value: str) -> str | None:
    """Return the address that `howpublished` is all about."""
    return value if ADDRESS.fullmatch(value) else None


def _eprint(fields: Fields) -> dict[str, str]:
    """Return what `eprint` is by its type; without one, an arXiv number is told by its form."""
    told = fields.get("eprinttype") or fields.get("archiveprefix")
    kind = EPRINTS.get(told.lower(), "" if told else "arxiv")
    reader = {"pmid": read_pmid, "arxiv": normalise_arxiv, "pmcid": normalise_pmcid}.get(kind)
    value = fields.read(("eprint",), reader) if reader else None
    if not value:
        return {}
    fields.drop("eprinttype", "archiveprefix", "primaryclass")
    return {kind: value}
