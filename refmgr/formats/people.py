"""Names as bibliographic files hold them: one a field, `Family, Given, Suffix`, or an organisation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from refmgr.model import Person
from refmgr.names import parse_person
from refmgr.names.parts import DEGREES, SUFFIXES, UNSURE_DEGREES, is_corporate, is_particle
from refmgr.text import fold

COMMA: Final = re.compile(r"\s*[,，]\s*")
ET_AL: Final = re.compile(r"(?:et\.?\s?al\.?|and others|others|\.{3}|…)", re.IGNORECASE)
MOST_PARTS: Final = 3
TITLES: Final = DEGREES | UNSURE_DEGREES
# Most names: nothing in them to weigh.
PLAIN: Final = re.compile(
    r"([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)?),"
    r" ?(?![JS]r\.?$)([A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]+|\.)(?:[ -]?[A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]*|\.))*)"
)


def read_people(names: Iterable[str]) -> tuple[tuple[Person, ...], bool]:
    """Return the people that fields name, one each, and whether the last one says "et al."."""
    people: list[Person] = []
    et_al = False
    for name in names:
        line = " ".join(name.split())
        if ET_AL.fullmatch(line):
            et_al = True
        elif line.strip(" ,;."):
            people.append(read_name(line))
    return tuple(people), et_al


def read_name(name: str) -> Person:
    """Return one name taken apart.

    A comma parts family and given name (`van der Berg, Jan`, `Smith, John, Jr`); a name that ends
    with one is an organisation, as EndNote marks it. Without a comma it is read as printed.
    """
    if plain := PLAIN.fullmatch(name):
        return Person(plain[1], plain[2])
    name = " ".join(name.split())
    if name.endswith(","):
        return Person(literal=name.rstrip(" ,"))
    if "," not in name and "，" not in name:
        return parse_person(name)
    parts = read_parts(name)
    if parts is None:
        return Person(literal=name)
    family, given, suffix = parts
    if not given and len(family.split()) > 1:
        return parse_person(name)
    particle, family = split_particle(family)
    return Person(family, given or None, particle, suffix or None)


def read_parts(name: str) -> tuple[str, str, str] | None:
    """Return family, given and suffix of a name with commas, wherever the suffix stands; else None."""
    parts = COMMA.split(name)
    if not 1 < len(parts) <= MOST_PARTS or not all(parts) or _is_body(parts):
        return None
    family, *rest = parts
    # "Smith, MD" are initials; only a third part can be a degree.
    suffixes = [part for part in rest if _is_suffix(part, degree=len(rest) > 1)]
    given = [part for part in rest if part not in suffixes]
    if len(given) > 1 or len(suffixes) > 1:
        return None
    return family, "".join(given), "".join(suffixes)


def _is_body(parts: Sequence[str]) -> bool:
    """Return whether parts between commas are one body ("Ministry of Health, Labour and Welfare")."""
    words = parts[0].split()
    return len(words) > 1 and is_corporate(words)


def _is_suffix(part: str, *, degree: bool) -> bool:
    bare = fold(part).replace(".", "")
    return bare in SUFFIXES or (degree and bare in TITLES and "." not in part)


def split_particle(family: str) -> tuple[str | None, str]:
    """Return the particle and the rest of a family name: `van der Berg` → `van der`, `Berg`."""
    words = family.split(" ")
    start = 0
    while start < len(words) - 1 and is_particle(words[start], after_another=start > 0):
        start += 1
    return " ".join(words[:start]) or None, " ".join(words[start:])


def write_name(person: Person) -> str:
    """Return one name as a field holds it, so that `read_name` gives it back where it can."""
    if person.literal:
        plain = read_name(person.literal) == Person(literal=person.literal)
        return person.literal if plain else f"{person.literal},"
    family = " ".join(filter(None, (person.particle, person.family)))
    if not family or not (person.given or person.suffix):
        return family or person.given or person.suffix or ""
    return ", ".join(filter(None, (family, person.given, person.suffix)))


def with_suffix(person: Person) -> Person:
    """Return a Person whose suffix stood behind the given name: `King, Martin L Jr`."""
    words = (person.given or "").split()
    if person.suffix or len(words) < 2 or fold(words[-1]).strip(".") not in SUFFIXES:
        return person
    return replace(person, given=" ".join(words[:-1]), suffix=words[-1])
