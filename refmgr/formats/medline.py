"""PubMed's MEDLINE format (.nbib), also as Ovid, ERIC and others write it.

Elements as in "MEDLINE/PubMed Data Element (Field) Descriptions" (National Library of Medicine).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from refmgr.formats.dates import NAMES, date_parts, read_date
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
from refmgr.formats.naming import read_doi
from refmgr.formats.people import read_people, with_suffix, write_name
from refmgr.formats.pubmed_xml import JOURNAL_ADDITION, LANGUAGES, TRANSLATED
from refmgr.formats.serials import take_serials
from refmgr.formats.tagged import Tagged, numbered_lines, stray_lines
from refmgr.identifiers import normalise_pmcid, normalise_pmid
from refmgr.model import Bibliography, Failure, Item, Person, Record
from refmgr.names import vancouver

TAG: Final = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$", re.DOTALL)
FIRST: Final = "PMID"
# Each record of these begins so, where it has no PMID.
OWNER: Final = "OWN"
LABELLED: Final = re.compile(r"(.+?)\s*\[(doi|pii|isbn|bookaccession|ed)\]", re.IGNORECASE)
OWN_KEY: Final = re.compile(r"refmgr: (\S+)")
PII_NUMBER: Final = re.compile(r"[a-z]{0,2}\d{1,9}", re.IGNORECASE)
# What a publication type says of the work; all others say how it was made.
TYPES: Final = {
    "Journal Article": "article-journal",
    "Preprint": "article",
    "Dataset": "dataset",
    "Newspaper Article": "article-newspaper",
    "Technical Report": "report",
    "Book Chapter": "chapter",
    "Book": "book",
}
PLAIN: Final = (
    ("volume", ("VI",)),
    ("issue", ("IP",)),
    ("pages", ("PG",)),
    ("publisher", ("PB",)),
    ("place", ("PL",)),
    ("edition", ("EN",)),
)
MORE: Final = (
    ("abstract", ("AB",)),
    ("note", ("GN",)),
    ("collection-title", ("CTI",)),
    ("affiliation", ("AD",)),
)
# The order in which tags are written: PubMed's.
ORDER: Final = (
    *("OID", "IS", "ISBN", "VI", "IP", "DP", "TI", "TT", "PG", "LID", "BTI", "CTI", "AB", "FAU"),
    *("AD", "FED", "ED", "LA", "PT", "PL", "PB", "EN", "TA", "JT", "MH", "OT", "PMC", "GN"),
)
CODES: Final = {ours: theirs for theirs, ours in LANGUAGES.items()}
BESIDE: Final = by_name(MORE)


def read_medline(source: Source) -> Bibliography:
    """Return the records of a MEDLINE file."""
    strays: list[tuple[int, str]] = []
    items: list[Item] = []
    failures: list[Failure] = []
    for tagged in medline_records(source.lines(), strays):
        item = _item(tagged)
        if says_nothing(item.record):
            reason = "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=item.line, reason=reason, raw=item.raw))
        else:
            items.append(item)
    return Bibliography(
        format="nbib",
        items=tuple(items),
        failures=tuple(failures),
        problems=(*source.problems, *stray_lines(strays, "PubMed")),
    )


def medline_records(lines: Iterable[str], strays: list[tuple[int, str]]) -> Iterator[Tagged]:
    """Yield the records of tagged lines; lines outside of them go to `strays`.

    A record begins at PMID, or behind a blank line at the tag that the file begins with; a blank
    line within a record ends nothing.
    """
    record: Tagged | None = None
    opening = ""
    after_blank = True
    for number, line in numbered_lines(lines):
        found = TAG.match(line.rstrip("\n"))
        tag = found[1] if found else ""
        opening = opening or tag
        again = after_blank and tag in (opening, OWNER) and record is not None and record.has(tag)
        if tag and (record is None or tag == FIRST or again):
            if record is not None:
                yield record
            record = Tagged(number)
        after_blank = not line.strip()
        if record is None:
            strays += [] if after_blank else [(number, line.strip())]
            continue
        record.lines.append(line)
        if found:
            record.add(tag, found[2])
        elif not after_blank:
            record.go_on(line)
    if record is not None:
        yield record


def _item(tagged: Tagged) -> Item:
    pairs = [(tag, value) for tag, value in tagged.fields() if value]
    fields = Fields(pairs)
    key = fields.read(("OID",), lambda value: m[1] if (m := OWN_KEY.fullmatch(value)) else None)
    more: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {"type": _type(fields), **_identifiers(fields, more)}
    values |= _titles(fields, more)
    values |= {name: fields.first(*tags) for name, tags in PLAIN}
    values |= _people(fields, pairs)
    values["language"] = LANGUAGES.get(code := fields.first("LA") or "", code)
    values["year"], values["date"] = read_date(fields.first("DP") or "")
    if not values["pages"]:
        values["article_number"] = fields.read(("LID", "AID"), number_of_pii)
    more |= fields.spread(BESIDE)
    more["keyword"] = (*fields.every("OT"), *fields.values("MH"))
    more |= fields.rest("nbib")
    return Item(
        id=key or values.get("pmid") or "",
        key=key,
        record=record_of(values),
        more=present(more),
        line=tagged.line,
        raw=tagged.raw,
    )


def _type(fields: Fields) -> str | None:
    """Return CSL's type; the publication types themselves stay, for they tell retractions too."""
    if fields.get("BTI"):
        return "chapter" if fields.get("TI") else "book"
    told = (TYPES.get(value) for value in fields.values("PT"))
    return next(filter(None, told), "article-journal" if fields.get("TA") else None)


def _titles(fields: Fields, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Title without the full stop PubMed ends it with; journal in full, its abbreviation beside it.

    Of a paper that is not in English the title is that of its own language, as Crossref gives it.
    """
    title, own, book = fields.first("TI"), fields.first("TT"), fields.first("BTI")
    translated = TRANSLATED.fullmatch(title or "")
    if translated and not own:
        title = translated[1]
    elif own and title:
        more["nbib:TI"] = (title,)
    journal, short = fields.first("JT"), fields.first("TA")
    journal = JOURNAL_ADDITION.sub("", journal) if journal else short
    more["container-title-short"] = (short,) if short and short != journal else ()
    return {
        "title": without_stop(own or title or book or ""),
        "container": without_stop(book) if (own or title) and book else journal,
    }


def without_stop(title: str) -> str:
    """Return a title without the one full stop at its end; `...` and `et al.` keep theirs."""
    kept = title.endswith(("..", " al.")) or not title.endswith(".")
    return title if kept else title[:-1]


def _people(fields: Fields, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Authors by full name where the file has it, and corporate ones, in its order; editors likewise."""
    full = len(fields.values("FAU")) >= len(set(fields.values("AU")))
    fields.drop("FAU", "AU", "CN")
    people: list[Person] = []
    et_al = False
    for tag, value in pairs:
        if tag == "CN":
            people.append(Person(literal=value))
        elif tag == ("FAU" if full else "AU"):
            found, more = read_people([value])
            people += map(with_suffix, found)
            et_al = et_al or more
    editors, _ = read_people(fields.every("FED") or fields.values("ED"))
    fields.drop("ED")
    return {
        "authors": tuple(dict.fromkeys(people)),
        "et_al": et_al,
        "editors": tuple(map(with_suffix, editors)),
    }


def number_of_pii(value: str) -> str | None:
    """Return the article number in `e1002369 [pii]`; a publisher's item identifier is none."""
    found = LABELLED.fullmatch(value)
    is_number = found and found[2].lower() == "pii" and PII_NUMBER.fullmatch(found[1])
    return found[1] if found and is_number else None


def _identifiers(fields: Fields, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """PMID, PMCID, DOI (marked `[doi]`), ISSN and ISBN."""
    values: dict[str, Any] = {
        "pmid": fields.read(("PMID",), normalise_pmid),
        "pmcid": fields.read(("PMC",), normalise_pmcid),
    }
    while doi := fields.read(("LID", "AID"), marked_doi):
        values.setdefault("doi", doi)
    return values | take_serials(fields, ("IS", "ISBN"), more)


def marked_doi(value: str) -> str | None:
    """Return the DOI of `10.1016/... [doi]`, None for what is marked otherwise."""
    found = LABELLED.fullmatch(value)
    if found:
        return read_doi(found[1]) if found[2].lower() == "doi" else None
    return read_doi(value) if value.startswith("10.") else None


def write_medline(items: Sequence[Item]) -> str:
    """Return items in the MEDLINE format, one value a line, in their order."""
    return "\n".join("".join(_lines(item)) for item in items)


def _lines(item: Item) -> Iterator[str]:
    """Yield the lines of one record, which begins with PMID even if it has none: programs wait for it."""
    record, more = item.record, item.more
    yield _line(FIRST, record.pmid or "")
    values = _own_values(record, more) | {"OID": (f"refmgr: {item.key}",) if item.key else ()}
    values |= {tags[0]: more.get(name, ()) for name, tags in MORE} | {"GN": notes_of(more)}
    others = {name[5:]: told for name, told in more.items() if name.startswith("nbib:")}
    others.pop("TI", None)
    for tag in dict.fromkeys((*ORDER, *others)):
        told = _names(record) if tag == "FAU" else [(tag, one) for one in values.get(tag, ())]
        for name, value in (*told, *((tag, one) for one in others.get(tag, ()))):
            if line := one_line(value):
                yield _line(name, line)


def _line(tag: str, value: str) -> str:
    return f"{tag:<4}- {value}\n"


def _names(record: Record) -> list[tuple[str, str]]:
    """Return authors in their order: each in full and in short, organisations as such."""
    lines: list[tuple[str, str]] = []
    for one in record.authors:
        if one.literal:
            lines.append(("CN", one.literal))
        else:
            lines += [("FAU", write_name(one)), ("AU", vancouver(one))]
    return lines + [("FAU", "et al."), ("AU", "et al.")] * record.et_al


def _own_values(record: Record, more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the values of a Record by tag."""
    in_book = record.type == "chapter"
    whole = record.type == "book"
    title = f"{record.title}." if record.title and record.title[-1] not in ".?!" else record.title
    headings = more.get("nbib:MH", ())
    types = [name for name, csl in TYPES.items() if csl == record.type][:1]
    told: dict[str, tuple[str | None, ...]] = {
        "IS": (record.issn, *more.get("ISSN", ())),
        "ISBN": (record.isbn, *more.get("ISBN", ())),
        "DP": (_printed_date(record),),
        "BTI" if whole else "TI": (title,),
        "BTI" if in_book else "JT": () if whole else (record.container,),
        "CTI": (record.container,) if whole else more.get("collection-title", ()),
        "TA": more.get("container-title-short", ()) or (() if in_book else (record.container,)),
        "LID": (record.doi and f"{record.doi} [doi]", _number(record)),
        "FED": tuple(map(write_name, record.editors)),
        "ED": tuple(map(vancouver, record.editors)),
        "LA": (CODES.get(record.language or "", record.language),),
        "PT": tuple(one for one in types if one not in more.get("nbib:PT", ())),
        "OT": tuple(word for word in more.get("keyword", ()) if word not in headings),
        "PMC": (record.pmcid,),
    }
    told |= {tags[0]: (getattr(record, name),) for name, tags in PLAIN}
    return {tag: tuple(value for value in values if value) for tag, values in told.items()}


def _number(record: Record) -> str | None:
    return f"{record.article_number} [pii]" if record.article_number and not record.pages else None


def _printed_date(record: Record) -> str | None:
    """Return `2001 May 15`, as far as it is known."""
    year, *rest = date_parts(record.date) or (record.year,)
    if year is None:
        return None
    month = [NAMES[number - 1] for number in rest[:1]]
    return " ".join([str(year), *month, *map(str, rest[1:])])
