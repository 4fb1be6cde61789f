"""The features that the tagger sees of each token of a reference."""

import re
from collections.abc import Sequence
from typing import Final

from refmgr.references.tagger.tokens import Look, look_of

_STOPS: Final = frozenset(".?!")
_PARTS: Final = frozenset(".?!,;:()[]\"“”")
_EDGE: Final = Look("^", "^", (), ("w-=^", "m-=^"), ("w+=^", "m+=^"))
_TOLD: Final = frozenset(("journal", "jw", "publisher", "meeting", "thesis", "editor", "pages", "in"))
_FAR: Final = 6


def features_of(
    text: str, tokens: Sequence[re.Match[str]], rules: Sequence[str]
) -> list[list[str]]:
    """Return the features of each token.

    Args:
        text: the text of the reference.
        tokens: its tokens.
        rules: what the rules say of each token; empty where they were not asked.
    """
    forms = [found.group() for found in tokens]
    looks = [look_of(form) for form in forms]
    sentences = _segments(text, tokens, forms, looks, whole=True)
    parts = _segments(text, tokens, forms, looks, whole=False)
    gaps = ["_" if text[f.end() : f.end() + 1] == " " else "" for f in tokens]
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
    before2 = before = _EDGE
    gap = "_"
    for i, look in enumerate(looks):
        behind = looks[i + 1] if i < last else _EDGE
        behind2 = looks[i + 2] if i + 1 < last else _EDGE
        here, left, right = look.shape, before.shape, behind.shape
        if here == "9999":
            years += 1
        rows.append(
            [
                *look.here, *before.before, *behind.behind, *sentences[i], *parts[i],
                f"2-{before2.shape}", f"2+{behind2.shape}",
                f"a{left}{gap}{here}", f"b{here}{gaps[i]}{right}", f"c{left}|{here}|{right}",
                f"d{before2.shape}{left}|{here}", f"f{here}|{right}{behind2.shape}",
                f"y{min(years, 2)}{here}",
                f"i{i if i < 5 else '+'}", f"z{last - i if last - i < _FAR else '+'}",
            ]
        )  # fmt: skip
        before2, before, gap = before, look, gaps[i]
    if rules:
        _add_rules(rows, rules)
    return rows


def _add_rules(rows: list[list[str]], rules: Sequence[str]) -> None:
    before = "^"
    for i, (row, label) in enumerate(zip(rows, rules, strict=True)):
        behind = rules[i + 1] if i + 1 < len(rules) else "^"
        row += (f"R{label}", f"R-{before}|{label}", f"R+{label}|{behind}")
        before = label


def _segments(
    text: str,
    tokens: Sequence[re.Match[str]],
    forms: Sequence[str],
    looks: Sequence[Look],
    *,
    whole: bool,
) -> list[tuple[str, ...]]:
    """Return for each token what the sentence (or the part between marks) round it looks like."""
    ends = _ends(text, tokens, forms, whole=whole)
    kinds = []
    start = 0
    for end in ends:
        kinds.append(_composition(forms[start:end], looks[start:end]))
        start = end
    rows: list[tuple[str, ...]] = []
    mark, count, start = ("S", len(ends), 0) if whole else ("P", len(ends), 0)
    for n, end in enumerate(ends):
        before = kinds[n - 1] if n else "^"
        behind = kinds[n + 1] if n + 1 < count else "^"
        shared: tuple[str, ...] = (f"{mark}={kinds[n]}", f"{mark}+{behind}", f"{mark}-{before}")
        if whole:
            shared = (*shared, f"Sn{min(n, 5)}", f"Sz{min(count - n, 5)}")
        rows += [shared] * (end - start)
        start = end
    return rows


def _ends(
    text: str, tokens: Sequence[re.Match[str]], forms: Sequence[str], *, whole: bool
) -> list[int]:
    marks = _STOPS if whole else _PARTS
    ends = []
    for i, form in enumerate(forms):
        if form in marks and not (whole and _inside(text, tokens, forms, i)):
            ends.append(i + 1)
    if not ends or ends[-1] < len(forms):
        ends.append(len(forms))
    return ends


def _inside(text: str, tokens: Sequence[re.Match[str]], forms: Sequence[str], i: int) -> bool:
    """Tell whether a full stop abbreviates a name or a number rather than end a sentence."""
    if i == 0 or len(forms[i - 1]) == 1:
        return True
    return text[tokens[i].end() : tokens[i].end() + 1] not in (" ", "")


def _composition(forms: Sequence[str], looks: Sequence[Look]) -> str:
    """Return the make-up of a segment: words, how many in lower case, numbers, telling words."""
    words = lower = capitals = 0
    number = told = ""
    for form, look in zip(forms, looks, strict=True):
        shape = look.shape
        if shape == "xxxx":
            lower += 1
            words += 1
        elif shape[0] in "Xx":
            words += 1
            capitals += shape[0] == "X"
        elif shape[0] in "09":
            number = "Y" if shape[0] == "9" or number == "Y" else "N"
        elif shape in _TOLD:
            told = shape[:2] if not told else told
            words += 1
            capitals += form[0].isupper()
        elif len(shape) > 1:
            words += 1
    size = words if words < 4 else (5 if words < 7 else 9)
    return f"{size}{min(lower, 3)}{'c' if capitals >= words - 1 else ''}{number}{told}"
