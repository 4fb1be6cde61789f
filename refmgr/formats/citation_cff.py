"""CITATION.cff: how software and data ask to be cited (Citation File Format 1.2, and its references)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from refmgr.formats.dates import read_date
from refmgr.formats.encoding import Source
from refmgr.formats.fields import present, record_of, says_nothing
from refmgr.formats.naming import read_doi, read_pmid
from refmgr.formats.serials import read_serials
from refmgr.identifiers import normalise_pmcid
from refmgr.model import Bibliography, Failure, Item, Person

TYPES: Final = {
    "article": "article-journal",
    "blog": "post-weblog",
    "book": "book",
    "conference-paper": "paper-conference",
    "data": "dataset",
    "database": "dataset",
    "edited-work": "book",
    "generic": "document",
    "magazine-article": "article-magazine",
    "manual": "report",
    "newspaper-article": "article-newspaper",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "software-code": "software",
    "standard": "standard",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "website": "webpage",
}
TEXTS: Final = (
    ("title", ("title",)),
    ("container", ("journal", "collection-title", "conference")),
    ("volume", ("volume",)),
    ("issue", ("issue",)),
    ("edition", ("edition",)),
    ("publisher", ("publisher", "institution")),
    ("url", ("url", "repository-code", "repository")),
)
MORE: Final = (("abstract", "abstract"), ("version", "version"), ("note", "notes"))


def read_citation_cff(source: Source) -> Bibliography:
    """Return what the file says to cite: the preferred citation, the work itself, its references."""
    from yaml import BaseLoader, YAMLError, load  # noqa: PLC0415 - hardly ever needed

    text = source.text()
    try:
        # The base loader makes nothing but texts: version 1.10 is not 1.1.
        told = load(text, Loader=BaseLoader)  # noqa: S506
    except (YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        failure = Failure(line=line, reason=f"it is not YAML ({error})", raw=text)
        return Bibliography(format="cff", failures=(failure,), problems=source.problems)
    items, failures = [], []
    for found in _works(told):
        item = _item(found)
        if says_nothing(item.record):
            failures.append(Failure(line=1, reason="it has no title and no author", raw=str(found)))
        else:
            items.append(item)
    return Bibliography(
        format="cff", items=tuple(items), failures=tuple(failures), problems=source.problems
    )


def _works(told: object) -> Iterator[Mapping[str, Any]]:
    if not isinstance(told, Mapping):
        return
    if isinstance(preferred := told.get("preferred-citation"), Mapping):
        yield preferred
    yield {"type": "software", **told}
    references = told.get("references")
    yield from (
        (one for one in references if isinstance(one, Mapping))
        if isinstance(references, list)
        else ()
    )


def _item(found: Mapping[str, Any]) -> Item:
    issns, isbns = read_serials([_text(found.get("issn")), _text(found.get("isbn"))])
    year, date = read_date(_text(found.get("date-published") or found.get("date-released")))
    start, end = _text(found.get("start")), _text(found.get("end"))
    values: dict[str, Any] = {name: _first(found, names) for name, names in TEXTS}
    values |= {
        "type": TYPES.get(_text(found.get("type")), "document"),
        "authors": _people(found.get("authors")),
        "editors": _people(found.get("editors")),
        "year": read_date(_text(found.get("year")))[0] or year,
        "date": date,
        "pages": f"{start}-{end}" if start and end else start or _text(found.get("pages")),
        "doi": read_doi(_first(found, ("doi",)) or _identifier(found, "doi")),
        "pmid": read_pmid(_text(found.get("pmid"))),
        "pmcid": normalise_pmcid(_text(found.get("pmcid"))),
        "issn": next(iter(issns), None),
        "isbn": next(iter(isbns), None),
    }
    keywords = found.get("keywords")
    more: dict[str, tuple[str, ...]] = {
        ours: (text,) for ours, theirs in MORE if (text := _text(found.get(theirs)))
    }
    more["keyword"] = tuple(map(_text, keywords)) if isinstance(keywords, list) else ()
    return Item(id="", record=record_of(values), more=present(more), raw=str(dict(found)))


def _text(value: object) -> str:
    """Return a value as one line; a body (`conference: {name: ...}`) by its name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return " ".join(str(value).split()) if value is not None else ""


def _first(found: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(found.get(name)))), None)


def _identifier(found: Mapping[str, Any], kind: str) -> str:
    listed = found.get("identifiers")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and one.get("type") == kind:
            return _text(one.get("value"))
    return ""


def _people(listed: object) -> tuple[Person, ...]:
    people = []
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and one.get("name"):
            people.append(Person(literal=_text(one["name"])))
        elif isinstance(one, Mapping) and (one.get("family-names") or one.get("given-names")):
            people.append(
                Person(
                    family=_text(one.get("family-names")) or None,
                    given=_text(one.get("given-names")) or None,
                    particle=_text(one.get("name-particle")) or None,
                    suffix=_text(one.get("name-suffix")) or None,
                )
            )
    return tuple(people)
