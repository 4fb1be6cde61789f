"""The older XML of BioMed Central (`art`, `bibl`, `snm`, `pubid`): what of it is not like JATS."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from refmgr.documents.body import Dialect
from refmgr.documents.composing import compose, person
from refmgr.documents.jats_citations import Entry, pages_of
from refmgr.documents.tree import Element, plain
from refmgr.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from refmgr.model import Person, Record
from refmgr.text import vocabulary

_IDS: Final = {
    "doi": ("doi", normalise_doi),
    "pmpid": ("pmid", normalise_pmid),
    "pmid": ("pmid", normalise_pmid),
    "pmcid": ("pmcid", normalise_pmcid),
}
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_EDGE: Final = " .,;:"


def _targets(element: Element) -> Sequence[str]:
    return str(element.get("bid") or "").split() if element.tag == "abbr" else ()


BMC: Final = Dialect(
    skipped=vocabulary("refgrp graphic email insr url m:annotation"),
    paragraphs=vocabulary("p sec st abs fig tbl ack caption suppl tblbdy tblfn"),
    lines=frozenset(["r"]),
    cells=frozenset(["c", "title"]),
    titles=frozenset(("st",)),
    sections=vocabulary("sec ack fig tbl"),
    named={"fig": "figure legend", "tbl": "table"},
    targets=_targets,
)


def bmc_front(article: Element) -> tuple[Record, Mapping[str, str]]:
    """Return the Record of the article itself and the tags it was read from."""
    bibl = article.find("fm/bibl")
    if bibl is None:
        return Record(), {}
    record = _record(bibl)
    found = [name for name in Record.__slots__ if getattr(record, name)]
    where = {name: "<bibl> of the front matter" for name in found if name not in ("type", "et_al")}
    return record, MappingProxyType(where)


def bmc_parts(article: Element) -> Iterator[Element]:
    """Yield the elements that hold the text, the brackets of citations put in."""
    for group in article.iter("abbrgrp"):
        _bracket(group)
    for path in ("fm/abs", "bdy", "bm"):
        yield from article.iterfind(path)


def _bracket(group: Element) -> None:
    """Print a group of citations as the journal does: `[1,2]`; the file leaves this to the page."""
    group.text = "["
    for child in group:
        child.text = (child.text or "").strip()
        child.tail = "," if child.getnext() is not None else "]"


def bmc_entries(article: Element) -> Iterator[tuple[str, Entry]]:
    """Yield the entries of the list with the id that names each."""
    for bibl in article.iterfind(".//refgrp//bibl"):
        record = _record(bibl)
        notes = [plain(note).strip(_EDGE + "[]") for note in bibl.iter("note")]
        raw = compose(record, ". ".join(filter(None, notes)))
        if raw:
            yield str(bibl.get("id") or ""), Entry(raw, record)


def _record(bibl: Element) -> Record:
    year = _YEAR.search(plain(bibl.find("pubdate")))
    title, source = _text(bibl, "title"), _text(bibl, "source")
    if not title:
        title, source = source, None
    return Record(
        type="article-journal" if source and bibl.find("volume") is not None else None,
        title=title,
        authors=_people(bibl, "aug"),
        container=source,
        year=int(year[0]) if year else None,
        volume=_text(bibl, "volume"),
        issue=_text(bibl, "issue"),
        pages=pages_of(_text(bibl, "fpage"), _text(bibl, "lpage")),
        publisher=_text(bibl, "publisher"),
        editors=_people(bibl, "editor"),
        edition=_text(bibl, "edition"),
        url=_text(bibl, "url") or _text(bibl, "note/url"),
        issn=_text(bibl, "issn"),
        et_al=bibl.find("aug/etal") is not None,
        **_identifiers(bibl),
    )


def _text(bibl: Element, path: str) -> str | None:
    return plain(bibl.find(path)).strip(_EDGE) or None


def _people(bibl: Element, group: str) -> tuple[Person, ...]:
    if group == "editor":
        names = [plain(one) for one in bibl.iter("editor")]
        return tuple(Person(literal=name) for name in names if name)
    found: list[Person | None] = []
    for one in bibl.iterfind(f"{group}/*"):
        if one.tag == "au":
            given = " ".join(filter(None, (plain(one.find(tag)) for tag in ("fnm", "mnm", "mi"))))
            found.append(_person(one, given))
        elif one.tag == "cnm" and plain(one):
            found.append(Person(literal=plain(one)))
    return tuple(one for one in found if one)


def _person(author: Element, given: str) -> Person | None:
    group = plain(author.find("cnm"))
    if group:
        return Person(literal=group)
    return person(plain(author.find("snm")), given, plain(author.find("suf")))


def _identifiers(bibl: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in bibl.iterfind("xrefbib//pubid"):
        name, normalise = _IDS.get(element.get("idtype") or "", ("", None))
        value = normalise(plain(element)) if normalise else None
        if value:
            found.setdefault(name, value)
    return found
