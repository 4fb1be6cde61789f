"""PubMed's MEDLINE format (.nbib), also as Ovid, ERIC and others write it.

Elements as in "MEDLINE/PubMed Data Element (Field) Descriptions" (National Library of Medicine).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from refmgr.formats.dates import read_date
from refmgr.formats.encoding import Source
from refmgr.formats.fields import Fields, by_name, present, record_of, says_nothing
from refmgr.formats.naming import read_doi
from refmgr.formats.people import read_people, with_suffix
from refmgr.formats.pubmed_xml import JOURNAL_ADDITION, LANGUAGES, TRANSLATED
from refmgr.formats.serials import take_serials
from refmgr.formats.tagged import Tagged, numbered_lines, stray_lines
from refmgr.identifiers import normalise_pmcid, normalise_pmid
from refmgr.model import Bibliography, Failure, Item, Person

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
BESIDE: Final = by_name(MORE)


def read_medline(source: Source) -> Bibliography:
    """Return the records of a MEDLINE file."""
    strays: list[tuple[int, str]] = []
    items: list[Item] = []
    failures: list[Failure] = []
    for tagged in medline_records(source.lines(), strays):
        item = _item(tagged)
        if says_nothing(item.record):
            reason = "it has no title, no author and no identifier"
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
    fields = Fields(tagged.fields())
    key = fields.read(("OID",), lambda value: m[1] if (m := OWN_KEY.fullmatch(value)) else None)
    more: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {"type": _type(fields), **_identifiers(fields, more)}
    values |= _titles(fields, more)
    values |= {name: fields.first(*tags) for name, tags in PLAIN}
    values |= _people(fields)
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


def _people(fields: Fields) -> dict[str, Any]:
    """Authors by full name where the file has it, then corporate ones; editors likewise."""
    authors, et_al = _named(fields, "FAU", "AU")
    bodies = tuple(Person(literal=name) for name in fields.every("CN"))
    editors, _ = _named(fields, "FED", "ED")
    return {"authors": authors + bodies, "et_al": et_al, "editors": editors}


def _named(fields: Fields, full: str, short: str) -> tuple[tuple[Person, ...], bool]:
    names, initials = fields.every(full), fields.every(short)
    people, et_al = read_people(names if len(names) >= len(set(initials)) else initials)
    return tuple(map(with_suffix, people)), et_al


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
