"""A Record that a structure gives without punctuation, printed as a Vancouver list prints it."""

from dataclasses import replace

from refmgr.model import Person, Record
from refmgr.names import parse_person, vancouver


def compose(record: Record, note: str = "") -> str:
    """Return one line: authors, title, source, year, numbers, publisher, DOI.

    Args:
        record: what the structure says.
        note: what it says beyond the fields of a Record; stands before the DOI.
    """
    people = ", ".join(filter(None, map(vancouver, record.authors)))
    if record.et_al:
        people = f"{people}, et al" if people else ""
    editors = ", ".join(filter(None, map(vancouver, record.editors)))
    parts = [
        people,
        record.title,
        f"In: {editors}, editors" if editors else None,
        record.container,
        f"{record.edition} ed" if record.edition and record.edition.isdigit() else record.edition,
        ": ".join(filter(None, (record.place, record.publisher))),
        _numbers(record),
        note,
        f"doi:{record.doi}" if record.doi else None,
        record.url if record.url and not record.doi and record.url not in note else None,
    ]
    return " ".join(_closed(part) for part in parts if part).strip()


def _numbers(record: Record) -> str:
    """Return `2006;4(2):577-587`, with whatever of it there is."""
    issue = f"({record.issue})" if record.issue else ""
    pages = record.pages or record.article_number
    source = f"{record.volume or ''}{issue}" + (f":{pages}" if pages else "")
    return ";".join(filter(None, (str(record.year or ""), source)))


def _closed(part: str) -> str:
    return part if part.endswith((".", "?", "!")) or part.startswith("doi:") else f"{part}."


def person(family: str, given: str, suffix: str = "") -> Person | None:
    """Return a Person of the parts that a structure gives; None if they are empty."""
    if not family:
        return Person(literal=given) if given else None
    if not given:
        return Person(family=family)
    found = parse_person(f"{family}, {given}")
    if found.family is None:
        found = Person(family=family, given=given)
    return replace(found, suffix=suffix) if suffix else found
