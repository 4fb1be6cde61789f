"""RIS: what reference managers and literature databases export, with the oddities of each.

Tags as in "RIS Format Specifications" (Research Information Systems; Adept KB A626), in its order
where it has one. Tolerated: no TY, no ER, one blank before the hyphen, lines that go on, empty
values, numbers and search strategies between records, byte order marks within.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from refmgr.formats.citation_keys import key_like
from refmgr.formats.dates import date_parts, read_date
from refmgr.formats.encoding import Source
from refmgr.formats.fields import (
    Fields,
    by_name,
    notes_of,
    one_line,
    present,
    record_of,
    says_nothing,
)
from refmgr.formats.naming import (
    noted_identifiers,
    pmid_of_accession,
    read_addresses,
    read_doi,
    read_pmid,
    take_addresses,
)
from refmgr.formats.pages import page_range
from refmgr.formats.people import read_people, write_name
from refmgr.formats.ris_records import END, START, Cutter
from refmgr.formats.serials import take_serials
from refmgr.formats.tagged import Tagged, stray_lines
from refmgr.identifiers import normalise_pmcid
from refmgr.model import Bibliography, Failure, Item, Record

# RIS's types by CSL's; the first RIS type is the one written.
TYPES: Final = {
    "article-journal": ("JOUR", "JFULL", "EJOUR", "INPR", "ABST"),
    "article-magazine": ("MGZN",),
    "article-newspaper": ("NEWS",),
    "article": ("PREPRINT",),
    "bill": ("BILL",),
    "book": ("BOOK", "EBOOK", "EDBOOK", "MONOGRAPH", "WHOLE"),
    "broadcast": ("SOUND",),
    "chapter": ("CHAP", "ECHAP"),
    "collection": ("SER",),
    "dataset": ("DATA", "DBASE", "AGGR"),
    "document": ("GEN", "MISC"),
    "entry-dictionary": ("DICT",),
    "entry-encyclopedia": ("ENCYC",),
    "figure": ("FIGURE", "CHART"),
    "graphic": ("ART",),
    "hearing": ("HEAR",),
    "legal_case": ("CASE",),
    "legislation": ("STAT",),
    "manuscript": ("UNPB", "MANSCPT", "UNBILL"),
    "map": ("MAP",),
    "motion_picture": ("MPCT", "VIDEO"),
    "musical_score": ("MUSIC",),
    "pamphlet": ("PAMP",),
    "paper-conference": ("CPAPER", "CONF"),
    "patent": ("PAT",),
    "personal_communication": ("ICOMM", "PCOMM"),
    "post-weblog": ("BLOG",),
    "report": ("RPRT", "GOVDOC"),
    "software": ("COMP",),
    "speech": ("SLIDE",),
    "standard": ("STAND",),
    "thesis": ("THES",),
    "webpage": ("ELEC", "WEB"),
}
CSL_TYPES: Final = {name: csl for csl, names in TYPES.items() for name in names}
BOOKS: Final = frozenset(("BOOK", "EBOOK", "EDBOOK", "MONOGRAPH", "WHOLE", "SER"))
PARTS_OF_BOOKS: Final = frozenset(("CHAP", "ECHAP", "CPAPER", "CONF", "DICT", "ENCYC"))

# The plain fields of a Record: what is read, best first; the first tag is the one written.
PLAIN: Final = (
    ("title", ("TI", "T1", "CT")),
    ("volume", ("VL",)),
    ("issue", ("IS", "CP")),
    ("edition", ("ET",)),
    ("publisher", ("PB",)),
    ("place", ("CY", "PP")),
    ("language", ("LA",)),
)
# What stands beside the Record, likewise.
MORE: Final = (
    ("abstract", ("AB", "N2")),
    ("keyword", ("KW",)),
    ("note", ("N1", "RN")),
    ("title-short", ("ST",)),
    ("original-title", ("TT",)),
    ("collection-title", ("T3",)),
    ("translator", ("A4",)),
    ("genre", ("M3",)),
    ("number-of-volumes", ("NV",)),
    ("section", ("SE",)),
    ("source", ("DB", "DP")),
    ("call-number", ("CN",)),
    ("affiliation", ("AD",)),
    ("file", ("L1",)),
    ("accessed", ("Y2",)),
)
BESIDE: Final = by_name(MORE)
# The order in which tags are written.
ORDER: Final = (
    *("ID", "AU", "ED", "A3", "A4", "PY", "DA", "TI", "ST", "TT", "T2", "J2", "T3", "AN", "VL"),
    *("IS", "SP", "EP", "C7", "ET", "PB", "CY", "SN", "DO", "C2", "LA", "M3", "NV", "SE", "CN"),
    *("DB", "AB", "KW", "N1", "UR", "L1", "Y2", "AD"),
)
# Cochrane's text export calls some by other names.
COCHRANE: Final = {
    "YR": "PY",
    "NO": "IS",
    "PG": "SP",
    "SO": "JF",
    "KY": "KW",
    "US": "UR",
    "DOI": "DO",
}
ISSUE: Final = re.compile(r"[\w./-]{1,8}(?: ?\(?(?:Suppl|suppl|Pt|SUPPL)\.?[^)]{0,6}\)?)?")
ARTICLE_NUMBER: Final = re.compile(r"[A-Za-z]{0,3}\d[\w.-]{0,15}")


def read_ris(source: Source) -> Bibliography:
    """Return the records of a RIS file, or of Cochrane's text export."""
    cutter = Cutter()
    items: list[Item] = []
    failures: list[Failure] = []
    for tagged in cutter.records(source.lines()):
        item = _item(tagged)
        if says_nothing(item.record):
            reason = "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=item.line, reason=reason, raw=item.raw, id=item.id))
        else:
            items.append(item)
    return Bibliography(
        format="ris",
        items=tuple(items),
        failures=tuple(failures),
        problems=(*source.problems, *stray_lines(cutter.strays, "RIS")),
    )


def _item(tagged: Tagged) -> Item:
    fields = Fields((COCHRANE.get(tag, tag), value) for tag, value in tagged.fields())
    fields.drop(END)
    kind = (fields.first(START) or "").upper()
    more: dict[str, tuple[str, ...]] = {}
    if kind and kind not in CSL_TYPES:
        more["ris:TY"] = (kind,)
    given = fields.get("ID") or fields.get("AN")
    fields.drop("ID")
    values: dict[str, Any] = {"type": CSL_TYPES.get(kind), **_identifiers(fields, more)}
    values |= {name: fields.first(*tags) for name, tags in PLAIN}
    values |= _people(fields, kind)
    values |= _container(fields, kind, more)
    values |= _dates(fields)
    values |= _pages(fields)
    values["issue"] = values["issue"] or fields.read(("M1",), issue_of)
    more |= fields.spread(BESIDE)
    more |= fields.rest("ris")
    return Item(
        id=given,
        key=given if key_like(given) else None,
        record=record_of(values),
        more=present(more),
        line=tagged.line,
        raw=tagged.raw,
    )


def issue_of(value: str) -> str | None:
    """Return the issue that EndNote puts into M1, where Embase has addresses and others remarks."""
    return value if ISSUE.fullmatch(value) else None


def _people(fields: Fields, kind: str) -> dict[str, Any]:
    """Authors, and editors: in ED, for parts of books in A2, for whole books in A3."""
    authors, et_al = read_people(fields.every("AU", "A1"))
    editors, _ = read_people(fields.every("ED", "A3" if kind in BOOKS else "A2"))
    return {"authors": authors, "et_al": et_al, "editors": editors}


def _container(fields: Fields, kind: str, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The journal or book it stands in, its abbreviation; for a whole book its series."""
    if kind in BOOKS:
        title = fields.first("BT")
        return {"container": fields.first("T2", "JF"), **({"title": title} if title else {})}
    names = dict.fromkeys(fields.every("JF", "T2", "BT"))
    short = dict.fromkeys(fields.every("J2", "JA", "JO", "J1"))
    container, *others = (*names, *short) or (None,)
    more["container-title-short"] = tuple(name for name in others if name in short)
    more["ris:T2"] = tuple(name for name in others if name not in short)
    return {"container": container}


def _dates(fields: Fields) -> dict[str, Any]:
    """Year and date; of several, the printed one (PY, Y1) gives the year."""
    year: int | None = None
    dates: list[str] = []
    for printed in fields.every("PY", "Y1", "DA"):
        year, date = read_date(printed, year)
        dates += [date] if date else []
    agreeing = [date for date in dates if date.startswith(f"{year:04}")] if year else []
    return {"year": year, "date": max(agreeing, key=len, default=None)}


def _pages(fields: Fields) -> dict[str, Any]:
    """The range in SP and EP, or in SP alone; in C7 the number of an article without pages."""
    start, end = fields.first("SP"), fields.first("EP")
    if start and end and start != end and page_range(start) is None:
        start = f"{start}-{end}"
    return {"pages": start or end, "article_number": fields.read(("C7",), article_number_of)}


def article_number_of(value: str) -> str | None:
    """Return a value that looks like the number of an article: `e1002369`, `12`, `CD004234`."""
    return value if ARTICLE_NUMBER.fullmatch(value) else None


def _identifiers(fields: Fields, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """DOI, PMID, PMCID, arXiv number, ISSN, ISBN, addresses, from all the places that hold them."""
    databases = fields.values("DB", "DP")
    values: dict[str, Any] = noted_identifiers(fields.values("N1", "RN"))
    named = read_addresses(fields.every("UR", "L2", "L3", "LK", "L4"))
    values |= named.found
    if doi := fields.read(("DO", "M3"), read_doi):
        values["doi"] = doi
    if pmcid := fields.read(("C2",), pmcid_of):
        values["pmcid"] = pmcid
    in_field = fields.read(("C2",), read_pmid)
    accession = fields.read(("AN", "PM"), lambda value: pmid_of_accession(value, databases))
    if pmid := in_field or accession:
        values["pmid"] = pmid
    return values | take_serials(fields, ("SN",), more) | take_addresses(named.urls, more)


def pmcid_of(value: str) -> str | None:
    """Return the PMCID that a value is; digits alone are none."""
    return normalise_pmcid(value) if value.upper().startswith("PMC") else None


def write_ris(items: Sequence[Item]) -> str:
    """Return items as RIS, one value a line, in their order."""
    return "\n".join("".join(_lines(item)) for item in items)


def _lines(item: Item) -> Iterator[str]:
    """Yield the lines of one record; AN stands before IS, which JabRef would fill with it."""
    record, more = item.record, item.more
    kind = TYPES.get(record.type or "", ("GEN",))[0]
    unknown = more.get("ris:TY", ())
    yield _line(START, unknown[0] if unknown and record.type is None else kind)
    own = _own_values(record, more, kind)
    beside = {tags[0]: more.get(name, ()) for name, tags in MORE}
    values = {"ID": (item.id,), **own, **beside, "N1": notes_of(more)}
    values["J2"] = more.get("container-title-short", ())
    others = {name[4:]: told for name, told in more.items() if name.startswith("ris:")}
    for tag in dict.fromkeys((*ORDER, *others)):
        for value in (*values.get(tag, ()), *(others.get(tag, ()) if tag != START else ())):
            if line := one_line(value):
                yield _line(tag, line)
    yield _line(END, "")


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {value}\n"


def _own_values(
    record: Record, more: Mapping[str, tuple[str, ...]], kind: str
) -> dict[str, tuple[str, ...]]:
    """Return the values of a Record by tag."""
    pages = page_range(record.pages or "")
    start, end = pages or (record.pages, None)
    addresses = [record.url, *more.get("URL", ())]
    if record.arxiv:
        addresses.append(f"https://arxiv.org/abs/{record.arxiv}")
    if record.pmid:
        addresses.append(f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/")
    serials = (record.issn, record.isbn, *more.get("ISSN", ()), *more.get("ISBN", ()))
    authors = [write_name(one) for one in record.authors] + ["et al."] * record.et_al
    told = {
        "AU": tuple(authors),
        "A3" if kind in BOOKS else "ED": tuple(map(write_name, record.editors)),
        "T2": (record.container,),
        "PY": (str(record.year) if record.year is not None else None,),
        "DA": (_slashed(record.date),),
        "C7": (record.article_number,),
        "SP": (start,),
        "EP": (end,),
        "SN": (*serials, *more.get("number", ())),
        "DO": (record.doi,),
        "C2": (record.pmcid,),
        "UR": tuple(addresses),
        **{tags[0]: (getattr(record, name),) for name, tags in PLAIN},
    }
    return {tag: tuple(value for value in values if value) for tag, values in told.items()}


def _slashed(date: str | None) -> str | None:
    """Return `2001/05/15/` or `2001/05//`."""
    parts = date_parts(date)
    if len(parts) < 2:
        return None
    return f"{parts[0]:04}/{parts[1]:02}/{f'{parts[2]:02}' if len(parts) > 2 else ''}/"
