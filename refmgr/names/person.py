"""How one printed name becomes a Person."""

from collections.abc import Sequence
from typing import Final

from refmgr.model import Person
from refmgr.names.parts import (
    CJK,
    DEGREES,
    SUFFIXES,
    UNSURE_DEGREES,
    Kind,
    is_initials,
    is_particle,
    kind_of,
)
from refmgr.text import fold, vocabulary

COMPOUND_SURNAMES: Final = vocabulary("欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 慕容 皇甫")
# Stands before a suffix that a comma had parted from its name.
SUFFIX_MARK: Final = "\x02"


def from_parts(family: str, given: str) -> Person:
    """Return the Person printed as "Family, Given" (a suffix behind either)."""
    family, _, before = family.partition(SUFFIX_MARK)
    given, _, after = given.partition(SUFFIX_MARK)
    return _person(family.split(), given, before or after)


def from_item(item: str, kind: Kind, *, capitals: bool) -> Person:
    """Return the Person printed without a comma, in the order that `kind` says."""
    name, _, suffix = item.partition(SUFFIX_MARK)
    tokens = name.split()
    if kind == "corporate":
        return Person(literal=name)
    if len(tokens) > 2 and fold(tokens[-1]).strip(".") in SUFFIXES and not suffix:
        suffix, tokens = tokens[-1], tokens[:-1]
        kind = kind_of(" ".join(tokens), capitals=capitals)
    if kind == "family-first" and _is_degree(tokens, capitals=capitals):
        tokens, kind = tokens[:-1], "given-first"
    if len(tokens) == 1:
        return _single(tokens[0], suffix)
    if kind == "family-first":
        return _family_first(tokens, suffix, capitals=capitals)
    return _family_last(_without_degrees(tokens), suffix)


def _is_degree(tokens: Sequence[str], *, capitals: bool) -> bool:
    """Return whether the last token cannot be initials, as a name with its own goes before."""
    before = " ".join(tokens[:-1])
    degree = fold(tokens[-1]).replace(".", "") in UNSURE_DEGREES
    return degree and len(tokens) > 3 and kind_of(before, capitals=capitals) == "given-first"


def _person(family: Sequence[str], given: str, suffix: str = "") -> Person:
    """Return a Person whose family tokens may begin with particles."""
    start = 0
    while start < len(family) - 1 and is_particle(family[start], after_another=start > 0):
        start += 1
    return Person(
        family=" ".join(family[start:]) or None,
        given=given or None,
        particle=" ".join(family[:start]) or None,
        suffix=suffix or None,
    )


def _single(token: str, suffix: str) -> Person:
    if CJK.fullmatch(token) and 2 <= len(token) <= 4:
        cut = 2 if token[:2] in COMPOUND_SURNAMES else 1
        return Person(family=token[:cut], given=token[cut:])
    return Person(family=token, suffix=suffix or None)


def _without_degrees(tokens: list[str]) -> list[str]:
    while len(tokens) > 2 and fold(tokens[-1]).replace(".", "") in DEGREES | UNSURE_DEGREES:
        tokens = tokens[:-1]
    return tokens


def _family_first(tokens: Sequence[str], suffix: str, *, capitals: bool) -> Person:
    """Read "van der Berg L", "Rojith K B"."""
    cut = len(tokens) - 1
    while cut > 1 and _belongs_to_initials(tokens, cut - 1, capitals=capitals):
        cut -= 1
    return _person(tokens[:cut], " ".join(tokens[cut:]), suffix)


def _belongs_to_initials(tokens: Sequence[str], at: int, *, capitals: bool) -> bool:
    """Return whether a token is initials, or a particle behind some ("Fernandes R de CP")."""
    if is_initials(tokens[at], capitals=capitals):
        return True
    behind = at > 1 and is_initials(tokens[at - 1], capitals=capitals)
    return behind and tokens[at].islower() and is_particle(tokens[at])


def _family_last(tokens: Sequence[str], suffix: str) -> Person:
    if CJK.fullmatch("".join(tokens)):
        return _person(tokens[:1], " ".join(tokens[1:]))
    capitals = [token.isupper() and not is_initials(token) for token in tokens]
    if capitals[0] and not any(capitals[1:]):
        return _person(tokens[:1], " ".join(tokens[1:]), suffix)
    cut = len(tokens) - 1
    while cut > 0 and is_particle(tokens[cut - 1]):
        cut -= 1
    return _person(tokens[cut:], " ".join(tokens[:cut]), suffix)
