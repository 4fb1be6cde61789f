"""One entry of a JATS or NLM reference list → its printed text and its Record."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from refmgr.documents.composing import compose, person
from refmgr.documents.flow import Flow
from refmgr.documents.tree import Element, plain
from refmgr.identifiers import (
    find_identifiers,
    normalise_arxiv,
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)
from refmgr.model import Person, Record
from refmgr.text import vocabulary

CITATIONS: Final = ("mixed-citation", "element-citation", "nlm-citation", "citation")
_TYPES: Final = {
    "journal": "article-journal",
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "book-chapter": "chapter",
    "confproc": "paper-conference",
    "conf-proc": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "dissertation": "thesis",
    "web": "webpage",
    "webpage": "webpage",
    "website": "webpage",
    "report": "report",
    "gov": "report",
    "patent": "patent",
    "preprint": "article",
    "data": "dataset",
    "database": "dataset",
    "software": "software",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
}
_IDENTIFIERS: Final = {
    "doi": ("doi", normalise_doi),
    "pmid": ("pmid", normalise_pmid),
    "medline": ("pmid", normalise_pmid),
    "pmc": ("pmcid", normalise_pmcid),
    "pmcid": ("pmcid", normalise_pmcid),
    "arxiv": ("arxiv", normalise_arxiv),
    "isbn": ("isbn", normalise_isbn),
}
_TITLES: Final = ("article-title", "chapter-title", "part-title", "data-title")
_UNPRINTED: Final = vocabulary("object-id tex-math annotation x")
_NAMES: Final = frozenset(("name", "string-name", "collab"))
_PEOPLE: Final = _NAMES | {"person-group", "etal"}
_APART: Final = _NAMES | {"given-names", "suffix", "prefix", "year", "source", *_TITLES}
_SAYS: Final = re.compile(r"[^\W_]|[;:()]")
_LABELLED: Final = re.compile(r"(?:doi|pmc?id|pubmed|medline)\W{0,4}\Z", re.IGNORECASE)
_DANGLING: Final = re.compile(
    r"[\s,;.(\[]*\b(?:doi|pmid|pmcid|pubmed)\s?[:.]?\s*[)\].]*\Z", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_EDGE: Final = " .,;:"


class Entry(NamedTuple):
    """One printed entry: what a reader sees of it and what its structure says."""

    raw: str
    record: Record


def entries_of(ref: Element) -> list[Entry]:
    """Return the entries of a `ref`: one, or several where a number stands for several works."""
    found = [_entry(citation) for citation in _citations(ref)]
    return [entry for entry in found if entry.raw] or _bare(ref)


def _citations(ref: Element) -> Iterator[Element]:
    """Yield the citations of a `ref`; of alternatives for one work the one that is printed."""
    for child in ref:
        if child.tag == "citation-alternatives":
            ranked = [found for tag in CITATIONS for found in child.findall(tag)]
            yield from ranked[:1]
        elif child.tag in CITATIONS:
            yield child


def _bare(ref: Element) -> list[Entry]:
    """Read a `ref` that holds no citation: a note, or text alone."""
    text = " ".join(plain(child) for child in ref if child.tag not in ("label", "x"))
    text = text.strip() or plain(ref)
    return [Entry(text, Record())] if text else []


def _entry(citation: Element) -> Entry:
    record = citation_record(citation)
    if is_punctuated(citation):
        return Entry(_printed(citation), record)
    return Entry(compose(record, _notes(citation)) or plain(citation), record)


def is_punctuated(citation: Element) -> bool:
    """Tell a citation that prints its own punctuation from one that only lists its parts."""
    tails = " ".join(child.tail or "" for child in citation)
    return bool(_SAYS.search(f"{citation.text or ''} {tails}"))


def _printed(citation: Element) -> str:
    """Return the text of a punctuated citation as it stands in print."""
    flow = Flow()
    pending = [(citation, False)]
    while pending:
        element, done = pending.pop()
        if done:
            flow.write(element.tail)
            continue
        if element is not citation:
            pending.append((element, True))
            if element.tag in _UNPRINTED or _is_number_link(element, flow):
                continue
        _set_apart(element, flow)
        if element.tag == "pub-id" and element.get("pub-id-type") == "doi":
            _label_doi(element, flow)
        flow.write(element.text)
        pending.extend((child, False) for child in reversed(element))
    return _DANGLING.sub("", flow.text.replace("\n", " ")).strip()


def _set_apart(element: Element, flow: Flow) -> None:
    """Put in what the page prints between two parts that the file leaves side by side."""
    bare = flow.tail[-1:].isalnum()
    before = element.getprevious()
    if element.tag in _NAMES and bare and before is not None and before.tag in _NAMES:
        flow.write(",")
    elif element.tag in _TITLES and bare and before is not None and before.tag in _PEOPLE:
        flow.write(".")
    if element.tag in _APART:
        flow.blank()


def _is_number_link(element: Element, flow: Flow) -> bool:
    """Tell an identifier that a page prints as a link ("PubMed"), not as a number."""
    if element.tag != "pub-id" or element.get("pub-id-type") == "doi":
        return False
    return not _LABELLED.search(flow.tail)


def _label_doi(element: Element, flow: Flow) -> None:
    flow.blank()
    before = flow.tail
    if (
        not _LABELLED.search(before)
        and "doi.org/" not in before
        and "10." in (element.text or "")[:4]
    ):
        flow.write("doi:")


def _notes(citation: Element) -> str:
    """Return what a citation without punctuation says beyond the fields of a Record."""
    tags = ("comment", "conf-name", "conf-loc", "series", "supplement", "trans-title", "patent")
    notes = [plain(child).strip(_EDGE) for child in citation.iter(*tags)]
    links = [plain(child) for child in citation.iter("ext-link", "uri") if not _inside(child, tags)]
    return ". ".join(note for note in (*notes, *links) if note and not normalise_doi(note))


def _inside(element: Element, tags: tuple[str, ...]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors())


def citation_record(citation: Element) -> Record:
    """Return what the tags of a citation say, as printed."""
    titles = [text for tag in _TITLES for text in [_field(citation, tag)] if text]
    source = _field(citation, "source")
    kind = _TYPES.get(
        (citation.get("publication-type") or citation.get("citation-type") or "").lower()
    )
    container: str | None = source
    if kind in ("book", "report", "thesis", "webpage") and not titles:
        titles, container = [source] if source else [], None
    elif kind == "book" and titles:
        kind = "chapter"
    year = _YEAR.search(_field(citation, "year") or "")
    authors, et_al = _people(citation, editors=False)
    editors, _ = _people(citation, editors=True)
    return Record(
        type=kind,
        title=titles[0] if titles else None,
        authors=authors,
        container=container,
        year=int(year[0]) if year else None,
        volume=_field(citation, "volume"),
        issue=_field(citation, "issue"),
        pages=pages_of(_field(citation, "fpage"), _field(citation, "lpage"))
        or _field(citation, "page-range"),
        article_number=_field(citation, "elocation-id"),
        publisher=_field(citation, "publisher-name"),
        place=_field(citation, "publisher-loc"),
        editors=editors,
        edition=_field(citation, "edition"),
        et_al=et_al,
        **_identifiers(citation),
    )


def pages_of(first: str | None, last: str | None) -> str | None:
    """Return the range of two printed pages."""
    return f"{first}-{last}" if first and last and last != first else first


def _field(citation: Element, tag: str) -> str | None:
    return plain(citation.find(f".//{tag}")).strip(_EDGE + "()") or None


def _people(citation: Element, *, editors: bool) -> tuple[tuple[Person, ...], bool]:
    """Return the authors or the editors, in the order printed, and whether the list was cut."""
    found: list[Person] = []
    et_al = False
    for element in citation.iter("name", "string-name", "collab", "etal"):
        group = next(element.iterancestors("person-group"), None)
        kind = "author" if group is None else (group.get("person-group-type") or "author")
        if (kind == "editor") != editors or kind not in ("author", "editor", "allauthors"):
            continue
        if element.tag == "etal":
            et_al = True
            continue
        one = person_of(element)
        if one:
            found.append(one)
    return tuple(found), et_al


def person_of(element: Element) -> Person | None:
    """Return the Person of a `name`, `string-name` or `collab`."""
    if element.tag == "collab":
        return Person(literal=plain(element).strip(_EDGE)) if plain(element) else None
    parts = {
        tag: plain(element.find(tag)).strip(" ,") for tag in ("surname", "given-names", "suffix")
    }
    if not any(parts.values()):
        return Person(literal=plain(element)) if plain(element) else None
    return person(parts["surname"], parts["given-names"], parts["suffix"])


def _identifiers(citation: Element) -> dict[str, str]:
    """Return the identifiers: of tags first, then of links, then of the printed text."""
    found: dict[str, str] = {}
    for element in citation.iter("pub-id"):
        _put(found, element.get("pub-id-type"), plain(element))
    for element in citation.iter("ext-link", "uri"):
        target = _target(element)
        _put(found, element.get("ext-link-type"), target)
        for one in find_identifiers(target):
            found.setdefault(one.kind, one.value)
    for tag in ("comment", "isbn"):
        for element in citation.iter(tag):
            _put(found, tag, plain(element))
            for one in find_identifiers(plain(element)):
                found.setdefault(one.kind, one.value)
    return {
        kind: found[kind]
        for kind in ("doi", "pmid", "pmcid", "arxiv", "isbn", "url")
        if kind in found
    }


def _target(element: Element) -> str:
    for name, value in element.attrib.items():
        if name.rpartition("}")[2].rpartition(":")[2] == "href":
            return str(value)
    return plain(element)


def _put(found: dict[str, str], kind: str | None, value: str) -> None:
    name, normalise = _IDENTIFIERS.get((kind or "").lower(), ("", None))
    normalised = normalise(value) if normalise else None
    if normalised:
        found.setdefault(name, normalised)
