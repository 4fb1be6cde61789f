"""What the lines of a list without numbers tell of where its entries begin."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from refmgr.references.fields.characters import UPPER, YEAR
from refmgr.references.lines import Line
from refmgr.references.locate import AUTHOR_START, HAS_YEAR

_INITIAL: Final = rf"[{UPPER}](?:\.|(?![\w'’]))"
# How a line begins, the first that fits; names in the orders that lists print them.
_BEGINNINGS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("dash", r"(?:[-–—_]{2,}|— —)[.,]?\s"),
        ("label", r"(?:\[[\w+.,&’' -]{1,24}\]|\[?\d{1,3}[.\])])$"),
        ("key", r"\[?[A-Z][\w+.,&’' -]{1,40}?\d{2,4}[a-z]?\]\s"),
        ("lower", r"[a-zà-ÿ]"),
        ("link", r"(?:https?:|www\.|doi\b|DOI\b|arXiv|10\.\d{4})"),
        ("digit", r"\d"),
        ("source", r"(?:In|Vol|No|pp?|Ed|Eds|Suppl|Proc|Trans|Ann|Pt)\b[.: ]"),
        ("initials first", rf"(?:{_INITIAL}[ -]?){{1,4}}(?:[a-z']{{1,4}} )?[{UPPER}][\w'’-]+[,. ]"),
        ("family, I.", rf"[\w'’ -]{{2,30}}, ?{_INITIAL}"),
        ("Family I", rf"[{UPPER}][\w'’-]+(?: [{UPPER}]?[\w'’-]+){{0,2}} [{UPPER}]{{1,4}}\b(?:[,.;:]| \(|$)"),
        ("Family, Given", rf"[{UPPER}][\w'’-]+, [{UPPER}][a-zà-ÿ]+"),
        ("Given Family", rf"[{UPPER}][a-zà-ÿ'’-]+ (?:[{UPPER}]\. ?)*[{UPPER}][\w'’-]+(?:,| and | & )"),
        ("Word,", rf"[{UPPER}][\w'’-]+,"),
        ("CAPITALS", rf"[{UPPER}]{{3,}}\b"),
        ("Word", rf"[{UPPER}]"),
        ("quote", "[\"'“‘«]"),
        ("bracket", r"[(\[]"),
    )
)  # fmt: skip
# How the line before ends, the first that fits.
_ENDINGS: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE if name == "little word" else 0))
    for name, pattern in (
        ("hyphen", r"[A-Za-z][-‐\u00ad]$"),
        ("comma", r"[,;:&(/]$"),
        ("little word", r"\b(?:and|of|the|in|for|with|an?|to|on|by|und|et|de|from|at|or|as|y|der|la)$"),
        ("pages.", r"\d\s?[-–—]\s?[A-Za-z]?\d+\)?\.$"),
        ("pages", r"\d\s?[-–—]\s?[A-Za-z]?\d+\)?$"),
        ("year.", rf"{YEAR}[a-z]?[)\]]?\.$"),
        ("year", rf"{YEAR}[a-z]?[)\]]?$"),
        ("link", r"(?:10\.\d{4}\S+|https?:\S+|www\.\S+|\[?(?:PubMed|CrossRef|Scholar)\]?)$"),
        ("number.", r"\d\)?\.$"),
        ("number", r"\d\)?$"),
        ("initial.", rf"\b[{UPPER}]\.$"),
        ("abbreviation.", r"\b(?:al|vol|no|pp|ed|eds|[A-Z][a-z]{1,5})\.$"),
        ("full stop", r"[.?!][\"”'’)\]]?$"),
        ("bracket", r"[)\]]$"),
        ("Word", rf"\b[{UPPER}]\w*$"),
        ("word", r"\w$"),
    )
)  # fmt: skip
_RANGE: Final = re.compile(r"\d\s?[-–—]\s?\d")
_SOURCE: Final = re.compile(
    rf"{YEAR}[a-z]?\s?[;,:]\s?\d|\d\s?\(\d{{1,4}}\)\s?[:,]|\d\s?[:,]\s?[A-Za-z]?\d+\s?[-–]|\bpp?\.\s?\d"
)
_YEAR_EARLY: Final = re.compile(rf"[^\d]{{3,90}}\(?\b{YEAR}[a-z]?\b\)?")
_NAME_WITH_INITIALS: Final = re.compile(
    rf"\b[{UPPER}][a-zà-ÿ'’-]+,? {_INITIAL}|{_INITIAL} ?[{UPPER}][a-zà-ÿ]"
)
_HYPHEN: Final = re.compile(r"[A-Za-z][-‐]$")
_SHORT: Final = ((0.35, "a third"), (0.6, "half"), (0.8, "most"), (0.93, "nearly"))
GOES_ON: Final = frozenset(("hyphen", "comma", "little word"))
_STOPS: Final = frozenset(("pages.", "year.", "number.", "initial.", "abbreviation.", "full stop"))
_WIDEST: Final = 140  # characters of a wrapped line; a column holds 30 to 110
_SAMPLE: Final = 300  # characters of a line that are looked at


class _Look(NamedTuple):
    """What one line is by itself."""

    beginning: str
    ending: str
    named: bool
    names: int
    dated: bool
    sourced: bool
    filled: str


def is_dated(text: str) -> bool:
    """Tell whether a line shows a year, so that its entry may end there."""
    return bool(HAS_YEAR.search(text))


def ending_of(text: str) -> str:
    """Return how a line ends, by a word for it."""
    return next((name for name, pattern in _ENDINGS if pattern.search(text[-80:])), "other")


def gather(lines: Sequence[Line], rows: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the clues of each line that its place in a list of wrapped entries gives.

    Args:
        lines: all lines of the text.
        rows: the filled lines of the list, without page furniture and lines of link words.
    """
    texts = [lines[i].text[:_SAMPLE] for i in rows]
    lengths = sorted(min(len(lines[i].text), 2 * _SAMPLE) for i in rows)
    width = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 1
    looks = [
        _look(text, lines[i].text[-80:], _filled(len(lines[i].text), width))
        for i, text in zip(rows, texts, strict=True)
    ]
    depths = _depths(lines, rows)
    habits = _habits(texts, looks)
    found: list[tuple[str, ...]] = []
    for k, i in enumerate(rows):
        before = looks[k - 1] if k else _NOTHING
        behind = looks[k + 1] if k + 1 < len(rows) else _NOTHING
        gap = (
            bool(k)
            and i - rows[k - 1] > 1
            and any(not lines[j].text for j in range(rows[k - 1] + 1, i))
        )
        found.append(
            (
                *_own(looks[k], before, behind),
                *_by_habit(habits, texts[k], k, looks[k], before),
                f"depth {depths.get(lines[i].indent, '-')}",
                f"gap {gap}",
            )
        )
    return found


_NOTHING: Final = _Look(
    "none", "none", named=False, names=0, dated=False, sourced=False, filled="none"
)


def _own(look: _Look, before: _Look, behind: _Look) -> Iterator[str]:
    """Yield the clues of a line and its two neighbours."""
    yield "always"
    yield f"begins {look.beginning}"
    yield f"named {look.named}"
    yield f"begins {look.beginning} named {look.named} after {before.ending}"
    yield f"names {look.names}"
    yield f"dated {look.dated}"
    yield f"sourced {look.sourced}"
    if look.filled == "unwrapped":
        yield f"unwrapped named {look.named} begins {look.beginning}"
        yield f"unwrapped after {before.ending}"
    yield f"filled {look.filled}"
    yield f"after {before.ending}"
    yield f"before filled {before.filled}"
    yield f"before filled {before.filled} ends {before.ending}"
    yield f"before dated {before.dated} sourced {before.sourced}"
    yield f"before names {before.names}"
    yield f"before begins {before.beginning}"
    yield f"behind begins {behind.beginning}"
    yield f"behind dated {behind.dated} sourced {behind.sourced}"
    yield f"behind names {behind.names}"
    yield f"ends {look.ending}"


def _look(text: str, end: str, filled: str) -> _Look:
    beginning = next((name for name, pattern in _BEGINNINGS if pattern.match(text)), "other")
    return _Look(
        beginning=beginning,
        ending=ending_of(end),
        named=bool(AUTHOR_START.match(text)),
        names=min(3, sum(1 for _ in _NAME_WITH_INITIALS.finditer(text[:120]))),
        dated=is_dated(text),
        sourced=bool(_SOURCE.search(text)),
        filled=filled,
    )


def _filled(length: int, width: int) -> str:
    """Return how far a line is filled; where lines are not wrapped at all, that tells nothing."""
    if width > _WIDEST:
        return "unwrapped"
    return next((name for share, name in _SHORT if length < share * width), "full")


def _depths(lines: Sequence[Line], rows: Sequence[int]) -> dict[int, str]:
    """Return what an indentation says: with two depths in use, the outer one begins entries."""
    depths = [lines[i].indent for i in rows]
    outer = min(depths, default=0)
    inner = sum(depth > outer for depth in depths)
    if not 0.3 * len(rows) < inner < 0.95 * len(rows):
        return {}
    return {depth: "outer" if depth == outer else "inner" for depth in depths}


class _Habits(NamedTuple):
    """What the likely first lines of a list have in common."""

    beginning: str
    stops: str
    alphabetical: bool
    first_letters: tuple[str, ...]  # of the nearest likely first line up to each line


def _habits(texts: Sequence[str], looks: Sequence[_Look]) -> _Habits:
    """Return the habits of a list: how its names begin, whether a full stop ends its entries."""
    likely = [
        k
        for k, look in enumerate(looks)
        if look.named and (not k or looks[k - 1].ending not in GOES_ON)
    ]
    kinds = Counter(looks[k].beginning for k in likely)
    stopped = sum(looks[k - 1].ending in _STOPS for k in likely if k)
    share = stopped / max(1, len(likely))
    firsts = [texts[k][:1].casefold() for k in likely]
    rising = sum(a <= b for a, b in pairwise(firsts))
    letters: list[str] = []
    chosen = set(likely)
    last = ""
    for k, text in enumerate(texts):
        letters.append(last)
        if k in chosen:
            last = text[:1].casefold()
    return _Habits(
        beginning=max(kinds, key=lambda kind: kinds[kind], default="none"),
        stops="always" if share > 0.85 else "often" if share > 0.5 else "seldom",
        alphabetical=len(firsts) > 4 and rising > 0.8 * (len(firsts) - 1),
        first_letters=tuple(letters),
    )


def _by_habit(habits: _Habits, text: str, k: int, look: _Look, before: _Look) -> Iterator[str]:
    yield f"habit {look.beginning == habits.beginning} named {look.named}"
    yield f"stops {habits.stops} after {before.ending in _STOPS} named {look.named}"
    if habits.alphabetical and look.beginning not in {"lower", "digit"}:
        last, first = habits.first_letters[k], text[:1].casefold()
        step = ord(first[0]) - ord(last[0]) if last and first.isalpha() else 99
        fits = "on" if 0 <= step <= 2 else "far" if step > 2 else "back"
        yield f"order {fits} named {look.named}"
