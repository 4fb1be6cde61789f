"""Word's own sources: one `<b:Source>` of a document or of Sources.xml as a Record."""

import re
from typing import TYPE_CHECKING, Any, Final

from refmgr.formats.fields import says_nothing
from refmgr.identifiers import normalise_doi, normalise_isbn
from refmgr.model import Bibliography, Failure, Item, Person, Record

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refmgr.formats.encoding import Source as File

NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
B: Final = f"{{{NAMESPACE}}}"
TYPES: Final = {
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "document",
    "Patent": "patent",
    "Case": "legal_case",
}
# The elements of the plain fields; the first one that is filled counts.
ELEMENTS: Final = (
    ("title", ("Title",)),
    ("container", ("JournalName", "BookTitle", "ConferenceName", "PeriodicalTitle")),
    ("volume", ("Volume",)),
    ("issue", ("Issue",)),
    ("pages", ("Pages",)),
    ("publisher", ("Publisher", "Institution")),
    ("place", ("City",)),
    ("edition", ("Edition",)),
    ("url", ("URL",)),
)
YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
ISSN: Final = re.compile(r"(?<!\d)\d{4}-\d{3}[\dXx](?![\dXx])")


def read_word_sources(source: "File") -> Bibliography:
    """Return the sources of a Sources.xml, as Word keeps them for its documents."""
    from lxml import etree  # noqa: PLC0415 - it takes time to load

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(source.text().encode("utf-8"), parser)
    items: list[Item] = []
    failures: list[Failure] = []
    for element in () if root is None else root.iter(f"{B}Source"):
        tag, record = record_from_source(element)
        raw = etree.tostring(element, encoding="unicode")
        line = element.sourceline or 1
        if says_nothing(record):
            reason = "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=line, reason=reason, raw=raw, id=tag))
        else:
            items.append(Item(id=tag, record=record, line=line, raw=raw))
    return Bibliography(
        format="word-sources",
        items=tuple(items),
        failures=tuple(failures),
        problems=source.problems,
    )


def record_from_source(source: "_Element") -> tuple[str, Record]:
    """Return the tag by which the text cites a source, and its Record."""
    values: dict[str, Any] = {name: _first(source, *elements) for name, elements in ELEMENTS}
    year = YEAR.search(_first(source, "Year") or "")
    number = _first(source, "StandardNumber") or ""
    issn = ISSN.search(number)
    values |= {
        "type": TYPES.get(_first(source, "SourceType") or ""),
        "authors": _people(source, "Author"),
        "editors": _people(source, "Editor"),
        "year": int(year[0]) if year else None,
        "doi": normalise_doi(_first(source, "DOI") or "") or normalise_doi(number),
        "issn": issn[0] if issn else None,
        "isbn": None if issn else normalise_isbn(number),
    }
    record = Record(**{name: value for name, value in values.items() if value})
    return _first(source, "Tag") or "", record


def _first(element: "_Element", *names: str) -> str | None:
    for name in names:
        text = " ".join((element.findtext(f"{B}{name}") or "").split())
        if text:
            return text
    return None


def _people(source: "_Element", role: str) -> tuple[Person, ...]:
    box = source.find(f"{B}Author/{B}{role}")
    if box is None:
        return ()
    body = _first(box, "Corporate")
    people = [Person(literal=body)] if body else []
    for person in box.iterfind(f"{B}NameList/{B}Person"):
        given = " ".join(filter(None, (_first(person, "First"), _first(person, "Middle"))))
        family = _first(person, "Last")
        if family or given:
            people.append(Person(family=family, given=given or None))
    return tuple(people)
