"""The fields of one record of any format: each value is taken once, and what nobody took is told."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from refmgr.formats.markup import plain_markup
from refmgr.model import Record

T = TypeVar("T")

# What a Record has no room for, by the names of CSL 1.0.2 (and "affiliation", "file": CSL has none),
# in the order in which writers list it.
MORE: Final = (
    *("abstract", "keyword", "note", "annote", "container-title-short", "title-short"),
    *("original-title", "collection-title", "collection-editor", "translator", "genre", "number"),
    *("number-of-volumes", "number-of-pages", "chapter-number", "event-title", "event-place"),
    *("accessed", "original-date", "status", "version", "medium", "section", "source", "archive"),
    *("archive_location", "call-number", "affiliation", "file", "ISSN", "ISBN", "URL"),
)


class Fields:
    """Names of fields with their values, in the order in which the file gives them.

    Blank values do not count. Names are those of the format.
    """

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            if value:
                self._values.setdefault(name, []).append(value)

    def __bool__(self) -> bool:
        return any(self._values.values())

    def get(self, name: str) -> str:
        """Return the first value of a field without taking it, "" where there is none."""
        values = self._values.get(name)
        return values[0] if values else ""

    def values(self, *names: str) -> tuple[str, ...]:
        """Return all values of these fields without taking them."""
        return tuple(value for name in names for value in self._values.get(name, ()))

    def first(self, *names: str) -> str | None:
        """Take the first value of the first of these fields that has one; all others stay."""
        for name in names:
            if values := self._values.get(name):
                return values.pop(0)
        return None

    def every(self, *names: str) -> tuple[str, ...]:
        """Take all values of these fields, field by field; the same value comes once."""
        found: dict[str, None] = {}
        for name in names:
            found |= dict.fromkeys(self._values.pop(name, ()))
        return tuple(found)

    def spread(self, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Take all fields with these names; return their values by what the names stand for."""
        found: dict[str, dict[str, None]] = {}
        for name in [name for name in self._values if name in names]:
            found.setdefault(names[name], {}).update(dict.fromkeys(self._values.pop(name)))
        return {meaning: tuple(values) for meaning, values in found.items() if values}

    def read(self, names: Iterable[str], reader: Callable[[str], T | None]) -> T | None:
        """Take the first value of these fields that `reader` makes something of; return what it makes."""
        for name in names:
            for at, value in enumerate(self._values.get(name, ())):
                if read := reader(value):
                    del self._values[name][at]
                    return read
        return None

    def drop(self, *names: str) -> None:
        """Take fields that say nothing of the work."""
        for name in names:
            self._values.pop(name, None)

    def rest(self, form: str) -> dict[str, tuple[str, ...]]:
        """Return what nobody took, by format and name: `{"ris:C1": ("Paris",)}`."""
        return {f"{form}:{name}": tuple(values) for name, values in self._values.items() if values}


def record_of(values: Mapping[str, Any]) -> Record:
    """Return the Record of the values that say something, title and container without markup."""
    known = {name: value for name, value in values.items() if value}
    for name in ("title", "container"):
        if name in known:
            known[name] = plain_markup(known[name])
    return Record(**known)


def by_name(table: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Return what each name of a field stands for, of a table that lists names by meaning."""
    return {name: meaning for meaning, names in table for name in names}


def present(more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the fields of `more` that hold something, in the order they are known by."""
    return {name: values for name, values in more.items() if values}


def says_nothing(record: Record) -> bool:
    """Return whether a Record has neither title, people, journal nor an identifier."""
    return not (
        record.title or record.container or record.authors or record.editors or record.doi or record.pmid
        or record.pmcid or record.arxiv or record.isbn or record.url
    )  # fmt: skip


def one_line(text: str) -> str:
    """Return a text on one line without control characters, as a line of a tagged format can hold it."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(sign for sign in line if sign.isprintable())


def notes_of(more: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return all notes; one from a .bib, which styles print, goes by another name than remarks."""
    return (*more.get("bibtex:note", ()), *more.get("note", ()))
