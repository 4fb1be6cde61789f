"""How a printed author list is taken apart."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from refmgr.model import Person
from refmgr.names.parts import (
    DEGREES,
    LETTERS,
    PARTICLES,
    SUFFIXES,
    UNSURE_DEGREES,
    Kind,
    is_corporate,
    is_initials,
    kind_of,
)
from refmgr.names.person import SUFFIX_MARK, from_item, from_parts
from refmgr.text import fold, is_capitals, vocabulary

CONTROL: Final = dict.fromkeys((1, 2), " ")
SUPERSCRIPT: Final = re.compile(r"<sup>[^<]{0,60}</sup>|\^\{[^}]{0,20}\}", re.IGNORECASE)
TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
MARKS: Final = re.compile(r"[*†‡§¶#‖∗¹²³⁰⁴-⁹ªº\\]+|[(\[]\s*\d[\d,\s]*[)\]]")
LEADING: Final = re.compile(
    r"^(?:by|authors?|in)\s*:\s*|^(?:edited |organized |ed\.? |eds\.? )?by\s+|^in\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
EDITORS: Final = re.compile(
    r"\(\s*(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Cc]oords?|[Oo]rgs?|[Dd]irs?)\.?\s*\)"
    r"|[,;\s]\s*(?:[Ee]ds|eds?|[Ee]ditors?|Hrsg)\.?[\s.,:]*$"
)
ET_AL: Final = re.compile(
    r"[,;&]?\s*(?:\b(?:and|with)\s+)?\(?\bet\.?\s?al(?:ii|ia)?\b\.?\)?"
    r"|[,;&]?\s*\band\s+(?:\d+\s+|the\s+)?(?:others?|colleagues|co-?workers)\b"
    r"|[,;]?\s*\b(?:y\s+(?:otros|cols?)|e\s+outros|et\s+coll?|и\s+др)\b\.?|\bu\.\s?a\."
    r"|等|…|\.\s?\.\s?\.",
    re.IGNORECASE,
)
ET_AL_SIGNS: Final = (
    *("al", "other", "coll", "cols", "cowork", "co-work", "otros", "outros", "др", "u.", "等"),
    *("…", "..", ". ."),
)
SEPARATOR: Final = re.compile(
    r"[;,]?\s*\bon behalf of(?: the)?\s+|,\s+for the\s+|\s*[;|、；]\s*"
    r"|\s*,?\s*&(?:amp;)?\s*|\s*,?\s+(?:[Aa]nd|AND|und|och)\s+"
    r"|\s+(?:et|y|e|и)\s+(?=[^\W\d_])"
)
AFFILIATIONS: Final = frozenset({" a", " b", " c", " d", " e", " f"})
# Initials glued to the next family name, as some sources lose the separator.
GLUED: Final = re.compile(r"(?<=[a-z] )([A-Z]{1,3})(?=[A-Z][a-z]+(?: |$))")
GLUED_SUFFIX: Final = re.compile(r"(?<=[A-Z])(?=[JS]r\.?$)")
# A particle printed behind the initials: "Haan B van".
BEHIND: Final = re.compile(
    r"^([A-Z]\S+ [A-Z]{1,3}) ((?:(?:v[ao]n|de[nrs]?|da|dos?|du|la|ter)(?: |$)){1,3})$"
)
# `OECD`, `StataCorp`, `BRASIL`, but `McDonald`.
ONE_WORD_BODY: Final = re.compile(r"[A-Z]{2,}|(?!Ma?c|De|Di|La|Le)[A-Z][a-z]+[A-Z.]\w+")
GLUED_STOP: Final = re.compile(r"(?<=[A-Z]\.)(?=[A-Z][a-z]+ [A-Z])")
COMMA: Final = re.compile(r"\s*[,，]\s*")
PERIODS: Final = re.compile(r"[^\W\d_]\.(?=.*\w)|,\s*[^\W\d_]\.$")

FAMILY_GIVEN: Final = frozenset(
    {
        ("name", "name"),
        ("name", "names"),
        ("name", "family-first"),  # "Smith, John P."
        ("name", "given-first"),  # "Smith, J. Edgar"
        ("names", "name"),
        ("names", "family-first"),
    }
)

# `Callen JP, de la Cruz S, et al`: most lists of medicine, and nothing in them to weigh.
_CAP: Final = r"[A-ZÀ-ÖØ-ÞŁŠŽČ][a-zß-öø-ÿ\u0100-\u017f]+"
_FAMILY: Final = rf"(?:Mc|Mac|De|Di|Du|Le|La|O['’]|D['’])?{_CAP}(?:-{_CAP})?"
_SMALL: Final = r"(?:de|da|do|dos|del|della|di|du|van|von|der|den|ter|la|le) "
_PLAIN: Final = rf"(?:{_SMALL}){{0,3}}{_FAMILY} [A-Z]{{1,3}}"
PLAIN_LIST: Final = re.compile(rf"(?P<names>{_PLAIN}(?:, {_PLAIN})*+)(?P<more>,? et al\.?)?")
# `Callen, J. P., & Weinel, S.`, `CALLEN, J.P.; WEINEL, S.`: the same of psychology and of Brazil.
_DOTTED: Final = r"[A-Z]\.(?:[ -]?[A-Z]\.){0,3}"
_CAPS: Final = r"[A-ZÀ-ÖØ-Þ]{3,}(?:-[A-ZÀ-ÖØ-Þ]{3,})?"
_INVERTED: Final = rf"(?:{_FAMILY}|{_CAPS}), {_DOTTED}"
INVERTED_LIST: Final = re.compile(
    rf"{_INVERTED}(?:(?:, (?:& |and )?| & | and |; ){_INVERTED})*+(?P<more>,? et al\.?)?"
)
ONE_INVERTED: Final = re.compile(rf"({_FAMILY}|{_CAPS}), ({_DOTTED})")
NO_INITIALS: Final = vocabulary(
    "II III IV VI VII JR SR MD MS MA BA BS RN DO PHD MSC MPH DDS OBE CBE"
)


def parse_people(text: str) -> tuple[tuple[Person, ...], bool]:
    """Take a printed author list apart.

    Args:
        text: the list as printed, in any style: "Callen JP, Weinel S", "BM Ansell et al.",
            "Callen, J. P., & Weinel, S.", "Smith, John and Roe, Jane", corporate authors mixed in.

    Returns:
        The people in order, parts as printed, and whether more were meant ("et al.").
    """
    return _plain(text) or _inverted_plainly(text) or _weighed(text)


def _plain(text: str) -> tuple[tuple[Person, ...], bool] | None:
    """Return the people of a plain Vancouver list, None where the list needs weighing."""
    plain = PLAIN_LIST.fullmatch(text)
    if not plain:
        return None
    names = [item.rsplit(" ", 2) for item in plain["names"].split(", ")]
    if not NO_INITIALS.isdisjoint(name[-1] for name in names):
        return None
    people = (
        Person(family, given, " ".join(particle) or None) for *particle, family, given in names
    )
    return tuple(people), bool(plain["more"])


def _inverted_plainly(text: str) -> tuple[tuple[Person, ...], bool] | None:
    """Return the people of a list that prints `Family, I. I.` throughout, None for any other."""
    plain = INVERTED_LIST.fullmatch(text)
    if not plain:
        return None
    people = tuple(Person(found[1], found[2]) for found in ONE_INVERTED.finditer(text))
    return people, bool(plain["more"])


def _weighed(text: str) -> tuple[tuple[Person, ...], bool]:
    """Return the people of any other list, its order of names told by the majority."""
    listed, et_al = _cleaned(text)
    capitals = is_capitals(listed)
    chunks = [_items(chunk) for chunk in SEPARATOR.split(_protected(listed))]
    kinds = [
        [kind_of(item.partition(SUFFIX_MARK)[0], capitals=capitals) for item in chunk]
        for chunk in chunks
    ]
    if _one_corporation(kinds):
        return (Person(literal=listed.strip(" ,.;")),), et_al
    inverted = _inverted(kinds, et_al=et_al)
    halves = _parted_by_semicolons(listed, kinds)
    people: list[Person] = []
    for chunk, chunk_kinds in zip(chunks, kinds, strict=True):
        if halves and len(chunk) == 2:
            people.append(from_parts(*chunk))
        else:
            people += _people(chunk, chunk_kinds, inverted=inverted, capitals=capitals)
    if len(people) == 1 and _is_body(people[0]):
        return (Person(literal=people[0].family),), et_al
    return tuple(people), et_al


def _parted_by_semicolons(listed: str, kinds: Sequence[Sequence[Kind]]) -> bool:
    """Return whether semicolons part people, and a comma the two halves of each ("Dias, Ana; Lima, T.")."""
    pairs = [chunk for chunk in kinds if len(chunk) == 2]
    alone = [chunk for chunk in kinds if len(chunk) == 1]
    whole = any(chunk[0] in {"family-first", "given-first", "corporate"} for chunk in pairs)
    return ";" in listed and bool(pairs) and len(pairs) + len(alone) == len(kinds) and not whole


def _is_body(person: Person) -> bool:
    """Return whether the only author is a body of one word ("OECD", "StataCorp", "BRASIL")."""
    name = person.family or ""
    return bool(ONE_WORD_BODY.fullmatch(name)) and not person.given


def parse_person(text: str) -> Person:
    """Return one name taken apart ("Callen JP", "J. P. Callen", "Smith, John, Jr")."""
    people, _ = parse_people(text)
    return people[0] if len(people) == 1 else Person(literal=" ".join(text.split()))


def _cleaned(text: str) -> tuple[str, bool]:
    """Return the list without marks and editors' words, and whether it said "et al."."""
    text = text.translate(CONTROL)
    if "<" in text:
        text = TAG.sub("", SUPERSCRIPT.sub(" ", text))
    text = EDITORS.sub("", LEADING.sub("", " ".join(MARKS.sub(" ", text).split())))
    # The pattern is slow on long texts, and most of those are no list of names at all.
    lower = text.lower()
    listed = ET_AL.sub(",", text) if any(sign in lower for sign in ET_AL_SIGNS) else text
    et_al = listed != text
    listed = listed.strip(" ,;:")
    # The full stop that ends the list is part of an initial only where others carry one.
    if listed.endswith(".") and not PERIODS.search(listed):
        listed = listed.rstrip(". ")
    return listed, et_al


def _protected(listed: str) -> str:
    """Return the list with the "and" inside corporate names made inseparable."""
    if " and " not in listed and " & " not in listed:
        return listed
    pieces = re.split(r"([,;])", listed)
    return "".join(_bound(piece) for piece in pieces)


def _bound(piece: str) -> str:
    sides = re.split(r"\s+(?:and|&)\s+", piece)
    if len(sides) != 2:
        return piece
    left, right = (is_corporate(side.split()) for side in sides)
    plain = not any(map(is_initials, (sides[0] + " " + sides[1]).split()))
    lone = len(sides[0].split()) == 1
    if plain and ((left and not right) or (right and lone)):
        return piece.replace(" and ", "\x01and\x01").replace(" & ", "\x01&\x01")
    return piece


def _items(chunk: str) -> list[str]:
    """Return the names (or parts of names) between commas, without affiliation marks."""
    items: list[str] = []
    parts = (_unmarked(part.replace("\x01", " ")).strip(" ,;:") for part in COMMA.split(chunk))
    for item in (name for part in parts for name in _run_apart(part)):
        bare = fold(item).replace(".", "").replace(" ", "")
        if not LETTERS.search(bare) or bare in DEGREES | {"and"}:
            continue
        # "Roe, MD": a degree behind a whole name, initials behind a family name.
        if bare in UNSURE_DEGREES and items and len(items[-1].split()) > 1:
            continue
        # "Quinlan, J. R." has two initials, "Roe, Jr." a suffix.
        if bare in SUFFIXES and items and "." not in item.rstrip(". "):
            items[-1] += SUFFIX_MARK + item
        else:
            items.append(item)
    return items


def _run_apart(item: str) -> list[str]:
    """Return the names of a Vancouver list that lost its commas ("Oda K Mori Y", "Roe BDoe L")."""
    item = GLUED_SUFFIX.sub(" ", BEHIND.sub(r"\2 \1", item))
    if " " not in item or item[-1].islower():
        return [item]
    tokens = GLUED.sub(r"\1 ", GLUED_STOP.sub(" ", item)).split()
    short = [is_initials(token) for token in tokens]
    cuts = [
        at
        for at in range(1, len(tokens))
        if short[at - 1] and not short[at] and not _links_initials(tokens, short, at)
    ]
    # "John F Kennedy MD" is one person with a degree.
    degree = len(cuts) == 1 and fold(tokens[-1]).replace(".", "") in UNSURE_DEGREES
    if not cuts or short[0] or not short[-1] or degree:
        return [item]
    edges = [0, *cuts, len(tokens)]
    return [" ".join(tokens[start:end]) for start, end in pairwise(edges)]


def _links_initials(tokens: Sequence[str], short: Sequence[bool], at: int) -> bool:
    """Return whether a token is a particle between initials ("Fernandes R de CP")."""
    return tokens[at] in PARTICLES and at + 1 < len(tokens) and short[at + 1]


def _unmarked(item: str) -> str:
    """Return a name without the number or letter that points at its affiliation."""
    if item[-1:].isdigit():
        item = item.rstrip("0123456789 ")
    return item[:-2] if item[-2:] in AFFILIATIONS else item


def _one_corporation(kinds: Sequence[Sequence[Kind]]) -> bool:
    """Return whether a list is one corporate name with commas ("… Heart, Lung, and Blood …")."""
    flat = [kind for chunk in kinds for kind in chunk]
    return len(flat) > 1 and "corporate" in flat and "name" in flat and (
        set(flat) <= {"corporate", "name", "names"}
    )  # fmt: skip


def _inverted(kinds: Sequence[Sequence[Kind]], *, et_al: bool) -> bool:
    """Return whether the list prints "Family, Given": decided once, by the majority."""
    pairs = sum(
        left in {"name", "names"} and right == "initials"
        for chunk in kinds
        for left, right in pairwise(chunk)
    )
    whole = sum(kind in {"family-first", "given-first"} for chunk in kinds for kind in chunk)
    if pairs:
        return pairs >= whole
    if _alternates(kinds):
        return True
    # "Smith, John, et al.", "Smith, John, and Jane Roe" (MLA, Chicago).
    rest = kinds[1:]
    chicago = all(len(chunk) == 1 and chunk[0] in {"names", "given-first"} for chunk in rest)
    return _alternates(kinds[:1]) and (et_al or chicago)


def _alternates(kinds: Sequence[Sequence[Kind]]) -> bool:
    """Return whether every chunk is made of pairs of a family and a given name."""
    if not all(chunk and len(chunk) % 2 == 0 for chunk in kinds):
        return False
    pairs = [pair for chunk in kinds for pair in zip(chunk[::2], chunk[1::2], strict=True)]
    # Without initials, four single words in a row may be two people or four.
    sure = all(len(chunk) == 2 for chunk in kinds) or ("name", "family-first") in pairs
    return sure and all(pair in FAMILY_GIVEN for pair in pairs)


def _people(
    chunk: Sequence[str], kinds: Sequence[Kind], *, inverted: bool, capitals: bool
) -> Iterator[Person]:
    at = 0
    while at < len(chunk):
        item, kind = chunk[at], kinds[at]
        paired = (
            inverted
            and at + 1 < len(chunk)
            and (kind in {"name", "names"} or kinds[at + 1] == "initials")
            and kinds[at + 1] != "corporate"
        )
        if paired:
            yield from_parts(item, chunk[at + 1])
        else:
            yield from_item(item, kind, capitals=capitals)
        at += 2 if paired else 1
