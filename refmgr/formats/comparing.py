"""What a record lost on its way through a format: compared after it was written and read again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from refmgr.formats.bibtex_names import carried_people
from refmgr.formats.fields import notes_of
from refmgr.formats.latex import plain
from refmgr.formats.markup import plain_markup
from refmgr.formats.naming import read_addresses
from refmgr.formats.pages import complete_pages
from refmgr.model import Item, Record

FIELDS: Final = tuple(Record.__dataclass_fields__)
PEOPLE: Final = ("authors", "editors")
# Compared in ways of their own below.
TOGETHER: Final = frozenset(("bibtex:note", "note", "ISSN", "ISBN", "URL", "nbib:MH"))


@dataclass(frozen=True, slots=True)
class Loss:
    """A field that did not come back as it was, in how many records, and one of them as example.

    `after` is "" where the field is gone.
    """

    field: str
    count: int
    id: str
    before: str
    after: str


def losses(before: Sequence[Item], after: Sequence[Item]) -> tuple[Loss, ...]:
    """Return what items lost that were written and read again, both in one order."""
    found: dict[tuple[str, bool], Loss] = {}
    for one, other in zip(before, after, strict=True):
        for field, was, now in differences(one, other):
            known = found.get((field, not now))
            count = known.count + 1 if known else 1
            first = known or Loss(field, 1, one.id, was, now)
            found[field, not now] = Loss(field, count, first.id, first.before, first.after)
    return tuple(found.values())


def differences(before: Item, after: Item) -> Iterator[tuple[str, str, str]]:
    """Yield name, value before and value after of each field that did not come back the same.

    Page ranges in short and in full, initials with and without stops, markup, the full stop behind a
    title and blanks are no difference; neither is what was empty before.
    """
    was, now = comparable(before), comparable(after)
    if before.key == after.id:  # no key to those who know none, but there it stands
        now["key"] = was["key"]
    for field, value in was.items():
        if value and value != now.get(field, ""):
            yield field, value, now.get(field, "")


def comparable(item: Item) -> dict[str, str]:
    """Return the fields of an item as texts that are equal where they say the same."""
    record = item.record
    told = {name: _text(name, getattr(record, name)) for name in FIELDS}
    told["type"] = "" if record.type == "document" else told["type"]
    told["pages"] = _pages(record.pages)
    number = _pages(record.article_number)
    # BibTeX and CSL print the number of an article as its page.
    told["article_number"] = "" if number == told["pages"] else number
    if not told["pages"]:
        told["pages"], told["article_number"] = number, ""
    told |= {name: str(carried_people(getattr(record, name))) for name in PEOPLE}
    told |= {name: "" for name in PEOPLE if not getattr(record, name)}
    for name, more in (("issn", "ISSN"), ("isbn", "ISBN")):
        told[name] = " ".join(filter(None, (getattr(record, name), *item.more.get(more, ()))))
    addresses = (*filter(None, [record.url]), *item.more.get("URL", ()))
    told["url"] = " ".join(read_addresses(addresses).urls)
    told["note"] = "; ".join(map(plain, notes_of(item.more)))
    told["key"] = item.key or ""
    told |= {name: _beside(values) for name, values in _others(item.more).items()}
    return told


def _others(more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in more.items() if name not in TOGETHER}


def _beside(values: tuple[str, ...]) -> str:
    return "; ".join(map(plain, values))


def _pages(printed: str | None) -> str:
    return complete_pages(plain(printed or ""))


def _text(name: str, value: Any) -> str:  # noqa: ANN401 - any field of a Record
    if value is None or value is False or value == ():
        return ""
    text = plain(plain_markup(str(value)))
    return text.rstrip(".") if name == "title" else text
