"""When two printed names mean the same person or corporate author."""

import re
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.distance import JaroWinkler

from refmgr.model import Person
from refmgr.names.forms import initials
from refmgr.names.parts import LETTERS, PARTICLES
from refmgr.text import fold

Agreement = Literal["equal", "close", "different", "incomparable"]

NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
UMLAUT: Final = re.compile(r"(?<=[aou])e")


def family_key(person: Person) -> str:
    """Return what families are compared by: folded letters, without leading particles.

    "Van der Berg", "van der Berg" and "Berg" give "berg", "al-Mayouf" gives "mayouf"; a corporate
    author gives its letters without "the".
    """
    if person.literal:
        return _key(person.literal, literal=True)
    return _key(f"{person.particle or ''} {person.family or ''}", literal=False)


@lru_cache(maxsize=16384)
def _key(name: str, *, literal: bool) -> str:
    tokens = [token for token in NOT_WORD.split(fold(name)) if token]
    dropped = ("the",) if literal else PARTICLES
    while len(tokens) > 1 and tokens[0] in dropped:
        tokens = tokens[1:]
    return "".join(tokens)


def compare_people(a: Person, b: Person) -> Agreement:
    """Return how far two names agree; the order does not matter.

    "equal": the same family and the same initials. "close": initials missing or more of them on
    one side, another transliteration ("Müller", "Mueller"), a misprint, family and given name
    swapped, part of a double family name.
    """
    key_a, key_b = family_key(a), family_key(b)
    if not key_a or not key_b:
        return "incomparable"
    if a.literal or b.literal:
        return _compare_literals(a, b)
    if key_a == key_b:
        return _compare_given(a.given, b.given)
    if _gives(a, key_b) and _gives(b, key_a):
        return "close"
    similar = _similar_families(key_a, key_b) or _double(a, b) or _double(b, a)
    return "close" if similar and _compare_given(a.given, b.given) != "different" else "different"


def _compare_given(a: str | None, b: str | None) -> Agreement:
    first, second = (tuple(map(fold, initials(name))) for name in (a, b))
    if not first or not second:
        return "close"
    if first[0] != second[0]:
        return "different"
    full_a, full_b = (_first_word(name or "") for name in (a, b))
    spelled = min(len(full_a), len(full_b)) > 3 or (len(first) == len(second) == 1)
    both = min(len(full_a), len(full_b)) > 1 and spelled
    if both and not (full_a.startswith(full_b) or full_b.startswith(full_a)):
        return "close" if JaroWinkler.similarity(full_a, full_b) >= 0.85 else "different"
    return "equal" if first == second else "close"


def _gives(person: Person, family: str) -> bool:
    """Return whether the given name of a person is what the other has for a family name."""
    given = person.given or ""
    return len(given) > 1 and _key(given, literal=False) == family


def _first_word(given: str) -> str:
    return next(iter(LETTERS.findall(fold(given))), "")


def _similar_families(a: str, b: str) -> bool:
    if UMLAUT.sub("", a) == UMLAUT.sub("", b):
        return True
    return min(len(a), len(b)) >= 5 and JaroWinkler.similarity(a, b) >= 0.92


def _double(a: Person, b: Person) -> bool:
    """Return whether the family of `a` is one half of the double family name of `b`."""
    if not b.family or (" " not in b.family and "-" not in b.family):
        return False
    halves = [half for half in NOT_WORD.split(fold(b.family)) if len(half) > 2]
    return len(halves) > 1 and family_key(a) in halves


def _compare_literals(a: Person, b: Person) -> Agreement:
    key_a, key_b = family_key(a), family_key(b)
    if key_a == key_b:
        return "equal"
    if a.literal and b.literal:
        acronym = _is_acronym(a.literal, b.literal) or _is_acronym(b.literal, a.literal)
        alike = JaroWinkler.similarity(key_a, key_b) >= 0.95
        return "close" if acronym or alike else "different"
    literal, family = (key_a, key_b) if a.literal else (key_b, key_a)
    return "close" if len(family) > 3 and family in literal else "different"


def _is_acronym(short: str, long: str) -> bool:
    return fold(short).replace(".", "") == "".join(
        token[0] for token in NOT_WORD.split(fold(long)) if token not in {"", "the", "of", "for"}
    )
