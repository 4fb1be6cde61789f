"""EndNote's XML: files of records, and the `<record>` that Word fields (`EN.CITE`) hold.

Elements as in EndNote's RSXML.dtd, in its order. Programs number the reference types differently,
so their names count.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from refmgr.formats.citation_keys import key_like
from refmgr.formats.dates import read_date
from refmgr.formats.encoding import Source
from refmgr.formats.fields import Fields, by_name, present, record_of, says_nothing
from refmgr.formats.naming import (
    noted_identifiers,
    pmid_of_accession,
    read_addresses,
    read_doi,
    take_addresses,
)
from refmgr.formats.people import read_people
from refmgr.formats.serials import take_serials
from refmgr.formats.xml_pieces import Piece, parse_piece, xml_pieces
from refmgr.identifiers import normalise_pmcid
from refmgr.model import Bibliography, Failure, Item, Person, Problem, Record

if TYPE_CHECKING:
    from lxml.etree import _Element

# Names of EndNote's reference types by CSL's type, with EndNote's number; the first is written.
TYPES: Final = {
    "article-journal": (("Journal Article", 17), ("Electronic Article", 43)),
    "article-magazine": (("Magazine Article", 19),),
    "article-newspaper": (("Newspaper Article", 23),),
    "bill": (("Bill", 4),),
    "book": (("Book", 6), ("Edited Book", 28), ("Electronic Book", 44)),
    "broadcast": (("Audiovisual Material", 3),),
    "chapter": (("Book Section", 5), ("Electronic Book Section", 60)),
    "collection": (("Serial", 57),),
    "dataset": (("Dataset", 59), ("Online Database", 45)),
    "document": (("Generic", 13),),
    "entry-dictionary": (("Dictionary", 52),),
    "entry-encyclopedia": (("Encyclopedia", 53),),
    "figure": (("Figure", 37), ("Chart or Table", 38)),
    "graphic": (("Artwork", 2),),
    "hearing": (("Hearing", 14),),
    "legal_case": (("Case", 7),),
    "legislation": (("Statute", 31), ("Legal Rule or Regulation", 50)),
    "manuscript": (("Unpublished Work", 34), ("Manuscript", 36)),
    "map": (("Map", 20),),
    "motion_picture": (("Film or Broadcast", 21),),
    "musical_score": (("Music", 61),),
    "pamphlet": (("Pamphlet", 24),),
    "paper-conference": (("Conference Paper", 47), ("Conference Proceedings", 10)),
    "patent": (("Patent", 25),),
    "personal_communication": (("Personal Communication", 26),),
    "post-weblog": (("Blog", 56),),
    "report": (("Report", 27), ("Government Document", 46)),
    "software": (("Computer Program", 9),),
    "standard": (("Standard", 58),),
    "thesis": (("Thesis", 32),),
    "webpage": (("Web Page", 12),),
}
CSL_TYPES: Final = {name: csl for csl, known in TYPES.items() for name, _ in known}
OURS: Final = "refmgr"
EDITED: Final = "Edited Book"
BOOKS: Final = frozenset(("Book", "Edited Book", "Electronic Book"))

# Where the plain fields stand; the first place that is filled counts, and is the one written.
PLAIN: Final = (
    ("title", ("titles/title",)),
    ("pages", ("pages",)),
    ("volume", ("volume",)),
    ("issue", ("number", "issue")),
    ("edition", ("edition",)),
    ("place", ("pub-location",)),
    ("publisher", ("publisher",)),
    ("language", ("language",)),
)
JOURNAL: Final = (
    *("periodical/full-title", "titles/secondary-title", "alt-periodical/full-title"),
    *("titles/alt-title", "periodical/abbr-1", "alt-periodical/abbr-1", "periodical/abbr-2"),
)
MORE: Final = (
    ("affiliation", ("auth-address",)),
    ("collection-title", ("titles/tertiary-title",)),
    ("title-short", ("titles/short-title",)),
    ("original-title", ("titles/translated-title",)),
    ("number-of-volumes", ("num-vols",)),
    ("section", ("section",)),
    ("keyword", ("keywords/keyword",)),
    ("call-number", ("call-num",)),
    ("abstract", ("abstract",)),
    ("note", ("notes",)),
    ("annote", ("research-notes",)),
    ("genre", ("work-type",)),
    ("source", ("remote-database-name", "remote-database-provider")),
    ("file", ("urls/pdf-urls/url",)),
    ("accessed", ("access-date",)),
    ("number", ("report-id",)),
)
BESIDE: Final = by_name(MORE)
BOOKKEEPING: Final = (
    *("source-app", "database", "foreign-keys/key", "ref-type", "modified-date", "rec-number"),
    *("contributors/authors/author", "dates/year", "dates/pub-dates/date"),
)
ADDRESSES: Final = ("urls/web-urls/url", "urls/related-urls/url", "urls/text-urls/url")
YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
ARTICLE_NUMBER: Final = re.compile(r"[A-Za-z]{0,3}\d[\w.-]{0,15}")


def read_endnote_xml(source: Source) -> Bibliography:
    """Return the records of an EndNote XML file."""
    items: list[Item] = []
    failures: list[Failure] = []
    for piece in xml_pieces(source, ("record",)):
        element, trouble = parse_piece(piece)
        item = None if element is None else _item(element, piece, trouble)
        if item is None or says_nothing(item.record):
            reason = trouble or "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=piece.line, reason=reason, raw=piece.raw))
        else:
            items.append(item)
    return Bibliography(
        format="endnote-xml",
        items=tuple(items),
        failures=tuple(failures),
        problems=source.problems,
    )


def _item(element: "_Element", piece: Piece, trouble: str) -> Item:
    number = (element.findtext("rec-number") or "").strip()
    label = text_of(found) if (found := element.find("label")) is not None else ""
    key = label if key_like(label) or (label and _is_ours(element)) else None
    record, more = _described(element)
    problems = (Problem("damaged-record", f"line {piece.line}: {trouble}"),) if trouble else ()
    return Item(
        id=key or number,
        key=key,
        record=record,
        more=more,
        line=piece.line,
        raw=piece.raw,
        problems=problems,
    )


def _is_ours(record: "_Element") -> bool:
    """Return whether this program wrote a record: then its label is the citation key, whatever it is."""
    app = record.find("source-app")
    return app is not None and app.get("name") == OURS


def record_from_endnote(record: "_Element") -> Record:
    """Return the Record of one `<record>` element; what it does not tell stays empty."""
    return _described(record)[0]


def _described(record: "_Element") -> tuple[Record, dict[str, tuple[str, ...]]]:
    kind = record.find("ref-type")
    name = (kind.get("name") or "") if kind is not None else ""
    fields = Fields(_leaves(record))
    more: dict[str, tuple[str, ...]] = {}
    if name and name not in CSL_TYPES:
        more["endnote-xml:ref-type"] = (name,)
    values: dict[str, Any] = {"type": CSL_TYPES.get(name), **_identifiers(fields, more)}
    values |= {field: fields.first(*paths) for field, paths in PLAIN}
    values |= _people(fields, name)
    values |= _container(fields, name, more)
    printed = " ".join(fields.values("dates/pub-dates/date")[:1])
    year, _ = read_date(fields.get("dates/year"))
    values["year"], values["date"] = read_date(printed, year)
    values["article_number"] = fields.read(("custom7",), article_number_of)
    more |= fields.spread(BESIDE)
    label = fields.get("label")
    fields.drop(*BOOKKEEPING, *(("label",) if key_like(label) or _is_ours(record) else ()))
    return record_of(values), present(more | fields.rest("endnote-xml"))


def article_number_of(value: str) -> str | None:
    """Return a value that looks like the number of an article: `e1002369`, `12`."""
    return value if ARTICLE_NUMBER.fullmatch(value) else None


def _leaves(record: "_Element") -> Iterator[tuple[str, str]]:
    """Yield the path and text of every element that holds text; `<style>` does not cut it."""
    for element in record:
        if not isinstance(element.tag, str):
            continue
        below = any(one.tag != "style" and isinstance(one.tag, str) for one in element)
        if not below or (element.text or "").strip():
            yield element.tag, text_of(element)
            continue
        for path, text in _leaves(element):
            yield f"{element.tag}/{path}", text


def _people(fields: Fields, kind: str) -> dict[str, Any]:
    """Authors and editors; the authors of an edited book are its editors."""
    authors, et_al = read_people(fields.values("contributors/authors/author"))
    place = "tertiary-authors" if kind in BOOKS else "secondary-authors"
    editors, _ = read_people(fields.every(f"contributors/{place}/author"))
    if kind == EDITED and not editors:
        return {"editors": authors}
    return {"authors": authors, "et_al": et_al, "editors": editors}


def _container(fields: Fields, kind: str, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The journal or book it stands in, and its abbreviation; for a whole book its series."""
    if kind in BOOKS:
        return {"container": fields.first("titles/secondary-title")}
    container, *others = fields.every(*JOURNAL) or (None,)
    more["container-title-short"] = tuple(others)
    return {"container": container}


def _identifiers(fields: Fields, more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """DOI, PMID, PMCID, ISSN, ISBN and addresses from all the places that hold them."""
    addresses = fields.every(*ADDRESSES)
    where = (
        *fields.values("remote-database-name", "remote-database-provider"),
        *addresses,
    )
    values: dict[str, Any] = noted_identifiers(fields.values("notes"))
    named = read_addresses(addresses)
    values |= named.found
    told = {
        "doi": fields.read(("electronic-resource-num",), read_doi),
        "pmid": fields.read(("accession-num",), lambda value: pmid_of_accession(value, where)),
        "pmcid": fields.read(("custom2", "custom3", "custom7"), pmcid_of),
    }
    values |= {name: value for name, value in told.items() if value}
    return values | take_serials(fields, ("isbn",), more) | take_addresses(named.urls, more)


def pmcid_of(value: str) -> str | None:
    """Return the PMCID that a value is; digits alone are none."""
    return normalise_pmcid(value) if value.upper().startswith("PMC") else None


def cited_only(fields: Mapping[str, str]) -> Record:
    """Return what a citation says besides its record: `Author` and `Year`."""
    year = YEAR.search(fields.get("Year", ""))
    author = fields.get("Author", "")
    return Record(
        authors=(Person(family=author),) if author else (), year=int(year[0]) if year else None
    )


def text_of(element: "_Element") -> str:
    """Return the text of an element on one line; `<style>` elements inside do not cut it."""
    return " ".join("".join(element.itertext()).split())
