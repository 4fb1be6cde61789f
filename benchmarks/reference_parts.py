"""Parts of which invented references are made: those printed in the training data, beside invented ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from refmgr.names import parse_people

Fields = dict[str, list[str]]
EDGES = " \t.,;:()[]\"'“”‘’«»"
_WORDS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_NOT_A_PLACE = re.compile(r"\d|[.,;:]$|\b(?:press|university|inc)\b", re.IGNORECASE)
_IN = re.compile(r"^(?:in|em|en|dans)\b\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A name to print: family name, initials, and given names where the data print them."""

    family: str
    initials: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What invented references are made of, each kind in the order in which it was found."""

    people: tuple[Person, ...] = ()
    titles: tuple[str, ...] = ()
    books: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """Values in the order in which they were found, each once."""

    values: dict[str, dict[Any, None]] = field(default_factory=dict)

    def add(self, kind: str, values: Iterable[Any]) -> None:
        self.values.setdefault(kind, {}).update(dict.fromkeys(values))

    def of(self, kind: str) -> tuple[Any, ...]:
        return tuple(self.values.get(kind, ()))


def parts_of(items: Iterable[dict[str, Any]]) -> Parts:
    """Return the parts of labelled references that can be printed anew.

    Args:
        items: references with their `fields` and, if known, their `type`.
    """
    found = _Found()
    for item in items:
        fields: Fields = item["fields"]
        found.add("people", _people(fields))
        kind = _kind_of(fields)
        found.add("titles" if kind != "book" else "books", _titles(fields, "title"))
        names = [_IN.sub("", name).strip(EDGES) for name in fields.get("container-title", ())[:1]]
        known = [name for name in names if 2 < len(name) < 110]
        found.add("journals" if kind == "article" else "volumes", known)
        found.add("publishers", _short(fields, "publisher", 60))
        found.add("places", _short(fields, "location", 40))
    return Parts(
        found.of("people"),
        found.of("titles"),
        found.of("books"),
        found.of("journals"),
        found.of("volumes"),
        found.of("publishers"),
        tuple(place for place in found.of("places") if not _NOT_A_PLACE.search(place)),
    )


def _kind_of(fields: Fields) -> str:
    if "container-title" not in fields:
        return "book"
    inside = fields.keys() & {"editor", "publisher"}
    return "article" if "volume" in fields and not inside else "chapter"


def _titles(fields: Fields, name: str) -> list[str]:
    titles = [title.strip(EDGES[:8]) for title in fields.get(name, ())[:1]]
    return [title for title in titles if 8 < len(title) < 260]


def _short(fields: Fields, name: str, most: int) -> list[str]:
    values = [value.strip(EDGES) for value in fields.get(name, ())[:1]]
    return [value for value in values if 1 < len(value) < most and _WORDS.search(value)]


def _people(fields: Fields) -> list[Person]:
    people = []
    for printed in fields.get("author", ())[:1]:
        for person in parse_people(printed)[0] if len(printed) < 400 else ():
            if not person.family or not person.given:
                continue
            family = f"{person.particle} {person.family}" if person.particle else person.family
            letters = "".join(_INITIALS.findall(person.given))[:3]
            if family.isupper() and len(family) > 3:
                family = family.title()
            if letters and 1 < len(family) < 24 and not any(c.isdigit() for c in family):
                full = person.given if len(_WORDS.findall(person.given)[0]) > 2 else ""
                people.append(Person(family, letters, full))
    return people
