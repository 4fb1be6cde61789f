"""How two author lists agree, as little taken apart as the question needs."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from refmgr.matching.fields import Agreement, compare_first_authors
from refmgr.model import Person
from refmgr.names import family_key, parse_people
from refmgr.names.parts import PARTICLES
from refmgr.text import fold

# A list as printed ("Callen, J. P. and Weinel, S."), or taken apart.
People = str | tuple[Person, ...]

SEPARATOR: Final = re.compile(r";|\s*&\s*|,?\s+and\s|,?\s+et\.? al\b")
# `Chun B. J.Kidd M. W.`: exports of reference managers lose the separator.
GLUED: Final = re.compile(r"([^,;&]+?) ((?:[^\W\d_]\.[ -]?){1,4})(?=[^\W\d_]{2})")
LETTERS: Final = re.compile(r"[a-z]{3,}")
MOST_SHARED: Final = 0.9
ENOUGH_SHARED: Final = 0.6


def first_name(people: People) -> tuple[str, str]:
    """Return the family key and the given name of the first author, ("", "") without authors.

    Of a list as printed only the first name is taken apart: `Callen, J. P. and …`, `Callen JP, …`,
    `J. P. Callen; …`, `Callen J. P.Weinel S.`.
    """
    if not people:
        return "", ""
    if not isinstance(people, str):
        return family_key(people[0]), people[0].given or ""
    family, given = _first_printed(people)
    return _key(family), given


@lru_cache(maxsize=1 << 15)
def _key(family: str) -> str:
    return family_key(Person(family=family))


def _first_printed(people: str) -> tuple[str, str]:
    head = SEPARATOR.split(people, maxsplit=1)[0]
    family, comma, rest = head.partition(",")
    tokens = family.split()
    if comma and not _short(tokens[-1:]) and not _short(tokens[:1]):
        given = rest.partition(",")[0]
        return (tokens[-1], " ".join(tokens[:-1])) if _in_order(tokens, given) else (family, given)
    glued = None if comma else GLUED.match(head)
    if glued:
        return glued[1], glued[2]
    return _uninverted(tokens)


def _uninverted(tokens: Sequence[str]) -> tuple[str, str]:
    """Read one name without a comma: "Callen J. P.", "J. P. Callen", "Jeffrey Callen", "Callen"."""
    if len(tokens) < 2:
        return " ".join(tokens), ""
    cut = len(tokens)
    while cut > 1 and _short(tokens[cut - 1 : cut]):
        cut -= 1
    if cut < len(tokens):
        return " ".join(tokens[:cut]), " ".join(tokens[cut:])
    return tokens[-1], " ".join(tokens[:-1])


def _in_order(tokens: Sequence[str], following: str) -> bool:
    """Return whether a comma parts whole names ("Tom Mitchell, Paul Utgoff"), not family and given."""
    more = following.split()
    return len(tokens) > 1 and len(more) > 1 and not _short(more[-1:])


def _short(tokens: Sequence[str]) -> bool:
    """Return whether a token is initials."""
    for token in tokens:
        letters = token.replace(".", "").replace("-", "")
        return letters.isupper() and (len(letters) <= 2 or (len(letters) == 3 and "." not in token))
    return False


def compare_authors(a: People, b: People, first: Agreement | None) -> tuple[Agreement, Agreement]:
    """Return how the first authors agree, and how the others do; the order does not matter.

    Args:
        a: the authors of one Record.
        b: those of the other.
        first: how the first authors agree, where that is known.

    A single author who stands further back in the other list is close, and so is a list in another
    order; a list that mostly agrees leaves a different first author open.
    """
    if not a or not b:
        return "incomparable", "incomparable"
    first = first or compare_first_authors(_taken_apart(a), _taken_apart(b))
    ours, theirs = _families(a), _families(b)
    if not ours or not theirs:
        return first, "incomparable"
    shared = len(ours & theirs)
    fewer, more = sorted((len(ours), len(theirs)))
    others = _others(ours, theirs, shared)
    if first == "different":
        if shared == fewer == 1 or others == "equal":
            return "close", others
        if shared >= ENOUGH_SHARED * fewer and more > 1:
            return "incomparable", others
    return first, others


def _others(ours: frozenset[str], theirs: frozenset[str], shared: int) -> Agreement:
    fewer, more = sorted((len(ours), len(theirs)))
    if fewer < 2:
        return "incomparable"
    if shared >= MOST_SHARED * fewer:
        return "equal" if shared >= (MOST_SHARED - 0.1) * more else "close"
    return "close" if shared * 2 >= fewer else "different"


@lru_cache(maxsize=1 << 12)
def _parsed(people: str) -> tuple[Person, ...]:
    return parse_people(people)[0]


def _taken_apart(people: People) -> tuple[Person, ...]:
    return _parsed(people) if isinstance(people, str) else people


def _families(people: People) -> frozenset[str]:
    """Return the words of all family names; of printed lists in order the given names as well."""
    if isinstance(people, str):
        return _families_printed(people)
    names = " ".join([one.literal or one.family or "" for one in people])
    return frozenset(LETTERS.findall(fold(names))) - PARTICLES


@lru_cache(maxsize=1 << 14)
def _families_printed(people: str) -> frozenset[str]:
    names = people.split(" and ") if " and " in people else people.split(";")
    if len(names) > 1 and all("," in name for name in names[:3]):
        people = " ".join([name.partition(",")[0] for name in names])
    return frozenset(LETTERS.findall(fold(people))) - PARTICLES
