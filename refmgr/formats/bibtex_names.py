"""Names in BibTeX: `von Last, Jr, First`, organisations in braces, `and others`."""

import re
from collections.abc import Sequence
from typing import Final

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from refmgr.formats.bibtex_tables import Dialect
from refmgr.formats.latex import decode, encode, plain
from refmgr.model import Person

OTHERS: Final = "others"
RESERVED: Final = frozenset(("and", OTHERS))
SEPARATOR: Final = re.compile(r"[ -]+")
INITIAL: Final = re.compile(r"[^\W\d_]\.?-?")
# Whatever else stands in a name (a comma, `&`, brackets) might be taken for its grammar.
NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-])*")
FOREIGN: Final = re.compile(r"(?<![^ -])[^\x00-\x7f][^\s{}.-]*")
MOST_INITIALS: Final = 4


def write_people(
    people: Sequence[Person], dialect: Dialect = "bibtex", *, et_al: bool = False
) -> str:
    """Return people as the value of `author` or `editor`; `et_al` adds `and others`."""
    names = [_written(person, dialect) for person in carried_people(people)]
    return " and ".join([*names, OTHERS] if names and et_al else names)


def read_people(latex: str) -> tuple[tuple[Person, ...], bool]:
    """Return the people of an `author` or `editor` value, and whether `and others` follows."""
    names = split_multiple_persons_names(latex)
    et_al = bool(names) and names[-1] == OTHERS
    return tuple(map(_read, names[:-1] if et_al else names)), et_al


def carried_people(people: Sequence[Person]) -> tuple[Person, ...]:
    """Return people as BibTeX can hold them, those without any name left out."""
    return tuple(person for person in map(carried_person, people) if person != Person())


def carried_person(person: Person) -> Person:
    """Return a Person as BibTeX can hold it.

    BibTeX finds the particle by its small letters, so particle and family are one; a name without
    given name and suffix is the same as an organisation; initials are set apart (`JP` → `J. P.`),
    else a style that abbreviates would print only the first.
    """
    family = plain(f"{person.particle or ''} {person.family or ''}")
    given, suffix = spaced_initials(plain(person.given or "")), plain(person.suffix or "")
    literal = plain(person.literal or "")
    if literal or not family or not (given or suffix):
        return Person(literal=literal or plain(f"{given} {family} {suffix}") or None)
    return Person(family=family, given=given or None, suffix=suffix or None)


def spaced_initials(given: str) -> str:
    """Return initials with full stops and blanks (`JP`, `J.P.` → `J. P.`), other names as given."""
    bare = given.replace(".", "").replace("-", "").replace(" ", "")
    if not (bare.isalpha() and bare.isupper() and len(bare) <= MOST_INITIALS):
        return given
    initials = [part.strip("-.") + "." + "-" * ("-" in part) for part in INITIAL.findall(given)]
    return " ".join(initials).replace("- ", "-")


def _written(person: Person, dialect: Dialect) -> str:
    if person.literal:
        return person.literal if _is_plain_word(person.literal) else _whole(person.literal, dialect)
    parts = [_part(person.family or "", dialect)]
    if person.suffix:
        parts.append(_part(person.suffix, dialect))
    return ", ".join((*parts, _part(person.given or "", dialect)))


def _whole(text: str, dialect: Dialect) -> str:
    """Text that stays together; in BibTeX a macro keeps foreign script from being cut in a letter.

    BibTeX counts bytes, so an initial or a label would be half a letter, which no file may hold.
    It takes braces that begin with a macro for one letter.
    """
    encoded = encode(text)
    cut = dialect == "bibtex" and not encoded.isascii()
    return f"{{\\relax {encoded}}}" if cut else f"{{{encoded}}}"


def _is_plain_word(name: str) -> bool:
    return name.isascii() and name.isalpha() and name.istitle() and name.lower() not in RESERVED


def _part(text: str, dialect: Dialect) -> str:
    words = set(SEPARATOR.split(text.lower()))
    if not NAME.fullmatch(text) or not words.isdisjoint(RESERVED):
        return _whole(text, dialect)
    encoded = encode(text)
    if dialect == "biblatex" or encoded.isascii():
        return encoded
    return FOREIGN.sub(r"{\\relax \g<0>}", encoded)


def _read(name: str) -> Person:
    if name.startswith("{") and not name.startswith("{\\") and _encloses(name):
        return Person(literal=decode(name))
    parts = parse_single_name_into_parts(name, strict=False)
    return Person(
        family=_joined(parts.last),
        given=_joined(parts.first),
        particle=_joined(parts.von),
        suffix=_joined(parts.jr),
    )


def _encloses(name: str) -> bool:
    depth = 0
    for position, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return position == len(name) - 1
    return False


def _joined(words: Sequence[str]) -> str | None:
    return decode(" ".join(words)) or None
