"""From the printed fields of a reference to its Record."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from refmgr.model import Person, Record
from refmgr.names import parse_people
from refmgr.references.fields.kinds import work_type
from refmgr.references.fields.source import iso_date, year_of
from refmgr.references.rules import Printed
from refmgr.text import is_capitals, sentence_case

_ARTICLE_NUMBER: Final = re.compile(r"(?:e|E)?[A-Za-z]{0,4}\d{2,}[\dA-Za-z]*$")
_E_NUMBER: Final = re.compile(r"e\d{3,}$|[A-Z]{2}\d{5,}$", re.IGNORECASE)


def to_record(printed: Printed) -> Record:
    """Return the Record of a reference: text as printed, identifiers in their normal form."""
    first = {name: values[0] for name, values in printed.fields.items() if values}
    people, et_al = _people(printed.fields.get("author", ()))
    editors, _ = _people(printed.fields.get("editor", ()))
    date, pages = first.get("date", ""), first.get("pages")
    return Record(
        type=work_type(
            " ".join((printed.text, *printed.notes)),
            first,
            corporate=bool(people) and all(person.literal for person in people),
        ),
        title=_readable(first.get("title")),
        authors=people,
        container=first.get("container-title"),
        year=year_of(date),
        date=iso_date(date),
        volume=first.get("volume"),
        issue=first.get("issue"),
        pages=pages,
        article_number=pages if pages and _E_NUMBER.match(pages) else None,
        publisher=first.get("publisher"),
        place=first.get("location"),
        editors=editors,
        edition=first.get("edition"),
        et_al=et_al,
        **identifiers_of(printed.values),
    )


def identifiers_of(values: Mapping[str, str]) -> dict[str, str]:
    """Return the identifiers that a Record has a place for."""
    names = ("doi", "pmid", "pmcid", "isbn", "arxiv", "url")
    return {name: values[name] for name in names if values.get(name)}


def _people(printed: Sequence[str]) -> tuple[tuple[Person, ...], bool]:
    if not printed:
        return (), False
    return parse_people(printed[0])


def _readable(title: str | None) -> str | None:
    return sentence_case(title) if title and is_capitals(title) else title
