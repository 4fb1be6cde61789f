"""Names in BibTeX: `von Last, Jr, First`, organisations in braces, `and others`."""

import re
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from refmgr.errors import ExportError
from refmgr.formats.bibtex_tables import Dialect
from refmgr.formats.latex import decode, encode, plain
from refmgr.formats.people import read_name, read_parts, split_particle
from refmgr.model import Person
from refmgr.names import parse_people
from refmgr.names.parts import is_particle

OTHERS: Final = "others"
NOBODY: Final = Person()
RESERVED: Final = frozenset(("and", OTHERS))
SEPARATOR: Final = re.compile(r"[ -]+")
INITIAL: Final = re.compile(r"[^\W\d_]\.?-?")
# Whatever else stands in a name (a comma, `&`, brackets) might be taken for its grammar.
NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-])*")
FOREIGN: Final = re.compile(r"(?<![^ -])[^\x00-\x7f][^\s{}.-]*")
MOST_INITIALS: Final = 4
AND: Final = re.compile(r"(?:^|\s)and(?=\s|$)", re.IGNORECASE)
OTHERS_SAID: Final = re.compile(r"(?:^others|(?:^|[\s,]+)et\.?\s?al\.?)$", re.IGNORECASE)
COMMA: Final = re.compile(r"\s*,\s*")
BLANK: Final = re.compile(r"\s+")
BRACES: Final = re.compile(r"[{}]")
GROUP: Final = re.compile(r"\{[^{}]*\}")
TIE: Final = re.compile(r"(?<!\\)~")


def write_people(
    people: Sequence[Person], dialect: Dialect = "bibtex", *, et_al: bool = False
) -> str:
    """Return people as the value of `author` or `editor`; `et_al` adds `and others`."""
    names = [_written(person, dialect) for person in carried_people(people)]
    names += [OTHERS] if names and et_al else []
    written = " and ".join(names)
    # Where "and" stands between names only, there is nothing to prove.
    plain_count = written.lower().count("and") == len(names) - 1
    if names and not plain_count and len(_split(written, AND)) != len(names):
        raise ExportError(f"these names cannot be told apart in BibTeX: {written}")
    return written


def read_people(latex: str) -> tuple[tuple[Person, ...], bool]:
    """Return the people of an `author` or `editor` value, and whether more were meant.

    Names are parted by "and" outside of braces; a list that other programs part by semicolons or
    commas (`Smith J, Doe A, Roe B`) is read as such. Each name is `von Last, Jr, First` or printed
    in order; one whole in braces is an organisation.
    """
    names = _split(latex, AND)
    if len(names) == 1 and _is_printed_list(names[0]):
        return parse_people(decode(names[0]))
    said = OTHERS_SAID.search(names[-1]) if names else None
    et_al = said is not None
    if said:
        names[-1] = names[-1][: said.start()]
    people = map(_read, names)
    return tuple(person for person in people if person != Person()), et_al


def _split(latex: str, sign: re.Pattern[str]) -> list[str]:
    """Return the parts between signs that stand outside of braces."""
    if "~" in latex:
        latex = TIE.sub(" ", latex)
    if "{" not in latex:
        return [part for part in map(str.strip, sign.split(latex)) if part]
    depths = [0]
    for letter in BRACES.finditer(latex):
        depths.append(depths[-1] + (1 if letter[0] == "{" else -1))
    parts, start = [], 0
    places = [letter.start() for letter in BRACES.finditer(latex)]
    for found in sign.finditer(latex):
        if depths[bisect(places, found.start())] <= 0:
            parts.append(latex[start : found.start()])
            start = found.end()
    parts.append(latex[start:])
    return [part for part in map(str.strip, parts) if part]


def _is_printed_list(latex: str) -> bool:
    """Return whether one "name" is a list without "and": `A; B`, `Smith J, Doe A, Roe B`."""
    if latex.startswith("{") and _encloses(latex):
        return False
    bare = GROUP.sub("", latex)
    if ";" in bare:
        return True
    commas = bare.count(",")
    if commas < 2:
        return False
    return commas > 2 or read_parts(decode(latex)) is None


def carried_people(people: Sequence[Person]) -> tuple[Person, ...]:
    """Return people as BibTeX can hold them, those without any name left out."""
    return tuple(person for person in map(carried_person, people) if person != NOBODY)


@lru_cache(maxsize=8192)
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


@lru_cache(maxsize=8192)
def _written(person: Person, dialect: Dialect) -> str:
    written = _unproved(person, dialect)
    if _exactly(written) != person:
        raise ExportError(
            "this name would change in the export; nothing was exported. Please report it.",
            subject=" ".join(filter(None, (person.given, person.family, person.literal))),
        )
    return written


def _exactly(written: str) -> Person:
    """Return a written name as BibTeX's grammar has it: `Last, Jr, First`, or all of it."""
    parts = [decode(part) for part in _split(written, COMMA)]
    if len(parts) == 1:
        return Person(literal=parts[0])
    suffix = parts[1] if len(parts) > 2 else None
    return Person(family=parts[0], given=parts[-1] or None, suffix=suffix)


def _unproved(person: Person, dialect: Dialect) -> str:
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


@lru_cache(maxsize=8192)
def _read(name: str) -> Person:
    name = name.rstrip(", ")
    if "{" not in name and "\\" not in name:
        return read_name(name) if "," in name else _in_order(name)
    if name.startswith("{") and not name.startswith("{\\") and _encloses(name):
        return Person(literal=_plain(name))
    if name.startswith("{\\relax") and _encloses(name):
        return Person(literal=_plain(name))
    parts = _split_commas(name)
    if len(parts) == 1:
        return _in_order(name)
    told = read_parts(_plain(name)) if len(parts) > 2 else None
    if told is None and len(parts) > 2:
        told = (_plain(parts[0]), _plain(parts[2]), _plain(parts[1]))
    family, given, suffix = told or (_plain(parts[0]), _plain(parts[1]), "")
    particle, family = split_particle(family)
    return Person(family=family, given=given or None, particle=particle, suffix=suffix or None)


def _split_commas(name: str) -> list[str]:
    parts = _split(name, COMMA)
    return parts if len(parts) <= 3 else [parts[0], ", ".join(parts[1:])]


def _plain(latex: str) -> str:
    return " ".join(decode(latex).split())


def _in_order(name: str) -> Person:
    """Return a name without commas.

    Braces keep a family name of several words together, and so does a particle within the name
    (`Charles de la Vallée Poussin`), by BibTeX's rule.
    """
    printed = _split(name, BLANK)
    words = [_plain(word) for word in printed]
    if len(words) > 1 and printed[-1].startswith("{") and not printed[-1].startswith("{\\"):
        particle, family = split_particle(words[-1])
        return Person(family=family, given=" ".join(words[:-1]), particle=particle)
    small = [
        at for at, word in enumerate(words[:-1]) if at and word[:1].islower() and is_particle(word)
    ]
    if small and words[0][:1].isupper():
        particle, family = split_particle(" ".join(words[small[0] :]))
        return Person(family=family, given=" ".join(words[: small[0]]), particle=particle)
    return read_name(" ".join(words))


def _encloses(name: str) -> bool:
    depth = 0
    for position, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return position == len(name) - 1
    return False
