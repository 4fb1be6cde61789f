"""The features that the tagger sees of each token of a reference."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from refmgr.references.tagger.tokens import CAPITAL, LOWER, NUMBER, TELLING, YEAR, Look, look_of

_EDGE: Final = Look("^", " ", (), "w-=^", "w+=^")
_TOLD: Final = {code: name[:2] for name, code in TELLING.items()}
_TELLS: Final = re.compile(f"[{''.join(_TOLD)}]", re.IGNORECASE)
_CAPITALS: Final = f"{CAPITAL}{''.join(_TOLD).upper()}"
_NO_WORD: Final = str.maketrans("", "", " .,90")
_ANY_MARK: Final = re.compile("[.,]")
_FAR: Final = 5


def features_of(
    text: str, tokens: Sequence[re.Match[str]], rules: Sequence[str]
) -> list[list[str]]:
    """Return the features of each token.

    Args:
        text: the text of the reference.
        tokens: its tokens.
        rules: what the rules say of each token; empty where they were not asked.
    """
    looks = [look_of(found.group()) for found in tokens]
    codes = "".join([look.code for look in looks])
    gaps = ["_" if text[f.end() : f.end() + 1] == " " else "" for f in tokens]
    stops = _sentence_ends(text, tokens, codes)
    sentences = _segments(codes, stops, whole=True)
    parts = _segments(codes, [f.end() for f in _ANY_MARK.finditer(codes)], whole=False)
    return _assemble(looks, gaps, sentences, parts, rules)


def _assemble(
    looks: list[Look],
    gaps: list[str],
    sentences: list[tuple[str, ...]],
    parts: list[tuple[str, ...]],
    rules: Sequence[str],
) -> list[list[str]]:
    last = len(looks) - 1
    rows = []
    years = 0
    inside = depth = ""
    before2 = before = _EDGE
    gap = "_"
    for i, look in enumerate(looks):
        behind = looks[i + 1] if i < last else _EDGE
        behind2 = looks[i + 2] if i + 1 < last else _EDGE
        here, left, right = look.shape, before.shape, behind.shape
        if here == "9999":
            years += 1
        elif here == "in" and (
            (right in (":", "Xx", "XXXX", '"') and left in ".,?!:)") or right == ":"
        ):
            inside = "n"
        elif here in "([":
            depth = "("
        elif here in ")]":
            depth = ""
        row = [
            *look.here, before.before, behind.behind, *sentences[i], *parts[i],
            f"a{left}{gap}{here}", f"b{here}{gaps[i]}{right}", f"c{left}|{here}|{right}",
            f"d{before2.shape}{left}|{here}", f"f{here}|{right}{behind2.shape}",
            f"y{min(years, 2)}{inside}{depth}{here}",
        ]  # fmt: skip
        if i < _FAR:
            row.append(f"i{i}")
        rows.append(row)
        before2, before, gap = before, look, gaps[i]
    if rules:
        _add_rules(rows, rules)
    return rows


def _add_rules(rows: list[list[str]], rules: Sequence[str]) -> None:
    before = "^"
    for i, label in enumerate(rules):
        behind = rules[i + 1] if i + 1 < len(rules) else "^"
        row = rows[i]
        row.append(f"R{label}")
        if before != label:
            row.append(f"R-{before}|{label}")
        if behind != label:
            row.append(f"R+{label}|{behind}")
        before = label


def _segments(codes: str, ends: list[int], *, whole: bool) -> list[tuple[str, ...]]:
    """Return for each token what the sentence (or the part between marks) round it looks like."""
    if not ends or ends[-1] < len(codes):
        ends.append(len(codes))
    kinds = [_composition(codes[start:end]) for start, end in pairwise([0, *ends])]
    rows: list[tuple[str, ...]] = []
    mark, count, start = "S" if whole else "P", len(ends), 0
    for n, end in enumerate(ends):
        behind = kinds[n + 1] if n + 1 < count else "^"
        shared: tuple[str, ...] = (f"{mark}={kinds[n]}", f"{mark}+{behind}")
        if whole:
            shared = (*shared, f"Sn{min(n, 5)}{min(count - n, 5)}")
        rows += [shared] * (end - start)
        start = end
    return rows


def _sentence_ends(text: str, tokens: Sequence[re.Match[str]], codes: str) -> list[int]:
    """Return where sentences end; a mark that abbreviates a name or a number ends none."""
    ends = []
    at = codes.find(".")
    while at >= 0:
        end = tokens[at].end()
        before = tokens[at - 1]
        single = at == 0 or before.end() - before.start() == 1
        if not single and text[end : end + 1] in (" ", ""):
            ends.append(at + 1)
        at = codes.find(".", at + 1)
    return ends


@lru_cache(maxsize=20_000)
def _composition(codes: str) -> str:
    """Return the make-up of a segment: words, how many in lower case, numbers, a telling word."""
    plain = codes.translate(_NO_WORD)
    words = len(plain)
    capitals = sum(map(_CAPITALS.__contains__, plain))
    number = "Y" if YEAR in codes else "N" if NUMBER in codes else ""
    telling = _TELLS.search(codes)
    told = _TOLD[telling.group().lower()] if telling else ""
    size = words if words < 4 else (5 if words < 7 else 9)
    return f"{size}{min(codes.count(LOWER), 3)}{'c' if capitals >= words - 1 else ''}{number}{told}"
