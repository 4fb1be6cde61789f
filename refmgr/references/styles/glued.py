"""Superscript numbers flattened into the text: "lipodystrophy.2,4 Tissue", "et al.10 reported"."""

import re
from collections.abc import Iterator
from typing import Final

from refmgr.references.styles.carriers import carrier_points
from refmgr.references.styles.numerals import BETWEEN, Marker, digit_runs, expand
from refmgr.references.styles.surroundings import (
    UNITS,
    in_line_of_names,
    label_precedes,
    unit_follows,
)
from refmgr.references.styles.word_use import WordUse

_LIST: Final = rf"(\d{{1,3}}(?:{BETWEEN}\d{{1,3}}){{0,40}})"
# An em dash may follow a marker, other dashes make a compound ("3-fold") or a range.
_NO_NUMBER_GOES_ON: Final = r"(?![\d%°′'’\"]|[.,:;]\d|[+/=×\u2010-\u2013\u2015\u2212-]|[^\W_])"
_NUMBERS: Final = re.compile(_LIST + _NO_NUMBER_GOES_ON)
# The blank behind the marker was lost as well: "cells.3In", "equation,4where".
_BEFORE_WORD: Final = re.compile(rf"(?<=[a-z)][.,;]){_LIST}(?=[A-Z][a-z]|[a-z]{{3}})")
_AT_SENTENCE_END: Final = re.compile(
    rf"(\d{{1,3}}(?:{BETWEEN}\d{{1,3}}){{0,9}})"
    r"(?=\s{1,8}[\"“'‘(]?[A-Z]|\s{0,8}\n\s{0,8}\n|\s{0,8}\Z|(?<=,\d)\s[a-z]|(?<=,\d\d)\s[a-z])"
)
# A number, and glued to it another one: "CTLA-4138" is CTLA-4 and 138, "2021295" the year and 295.
_TWO_NUMBERS: Final = re.compile(
    rf"(\d{{2,7}})((?:{BETWEEN}\d{{1,3}}){{0,20}}){_NO_NUMBER_GOES_ON}"
)
_NUMBERED_NAME: Final = re.compile(r"([^\W\d_]+)[-‐‑]?\Z")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=\d)")
_SENTENCE_ENDS: Final = re.compile(
    r"[.;:]?\)?[.;]?(?:\s{1,8}[\"“(]?[A-Z]|\s{0,8}\n\s{0,8}\n|\s{0,8}\Z)"
)
_TOKEN: Final = re.compile(r"[\w’'‐-]+\Z")
_CORE: Final = re.compile(r"[^\W\d_]+\Z")
_BEFORE_DIGIT: Final = re.compile(r"([^\s,;()]+?)[.,]\Z")
_ENDS_IN_YEAR: Final = re.compile(r"(?:.*\D)?(?:19|20)\d\d\Z")
_VERSION: Final = re.compile(r"v\d*\Z", re.IGNORECASE)
_FORMULA: Final = re.compile(r"[^\W_]\([^\s()]{1,12}\)\Z")
_INITIAL: Final = re.compile(r"(?:\A|[\s(.])[A-Z]\.\Z")
_MARKS: Final = frozenset(")]}\"'”’»›.,;:?!%…*")
_STOPS: Final = frozenset(".,:;")
_BEFORE: Final = 40
SURE: Final = 6
"""Points at which a glued number needs no support by the rest of the document."""

Weighed = tuple[Marker, int]


def weigh(text: str, limit: int) -> Iterator[Weighed]:
    """Yield numbers glued to the text before them, with points for being a marker.

    Args:
        text: the text to search.
        limit: the highest number the list of references can hold.
    """
    use = WordUse(text)
    last = 0
    for run in digit_runs(text):
        start = run.start()
        if start < max(last, 1):
            continue
        weighed = _at(text, start, limit, use)
        if weighed is not None:
            last = weighed[0].end
            yield weighed


def _at(text: str, start: int, limit: int, use: WordUse) -> Weighed | None:
    """Weigh the number at a place by what it is glued to."""
    touched = text[start - 1]
    if touched.isalpha():
        return _on_word(text, start, limit, use) or _on_number(text, start, limit, use)
    if touched in _STOPS and text[start - 2 : start - 1].isdigit():
        return _on_digit(text, start, limit)
    if touched in _MARKS:
        return _on_mark(text, start, limit)
    return _on_number(text, start, limit, use)


def _marker(start: int, end: int, printed: str, limit: int) -> Marker | None:
    numbers = expand(printed, limit)
    return Marker(start, end, start, end, numbers) if numbers else None


def _on_mark(text: str, start: int, limit: int) -> Weighed | None:
    """Weigh a number behind punctuation: "skin.5,6 Soft", "early,7 but", "(IVIG)8"."""
    match = _NUMBERS.match(text, start)
    if match is None:
        return _on_lost_blank(text, start, limit)
    marker = _marker(start, match.end(), match[1], limit)
    if marker is None or in_line_of_names(text, start, match.end()):
        return None
    before = text[max(0, start - _BEFORE) : start]
    if before[-1] == "." and label_precedes(text, start):
        return None
    return marker, _mark_points(before)


def _mark_points(before: str) -> int:
    if before[-1] in ":;":
        return 3 if before[-2:-1].isalpha() else 0
    if before[-1] == "*" or _INITIAL.search(before):
        return 1
    if before[-1] == ")" and _FORMULA.search(before):
        return 0
    return SURE


def _on_lost_blank(text: str, start: int, limit: int) -> Weighed | None:
    match = _BEFORE_WORD.match(text, start)
    marker = _marker(start, match.end(), match[1], limit) if match else None
    return None if marker is None or unit_follows(text, marker.end) else (marker, 2)


def _on_word(text: str, start: int, limit: int, use: WordUse) -> Weighed | None:
    """Weigh a number glued to a letter: "calcinosis5", "et al10", but also "CD8" and "m2"."""
    match = _NUMBERS.match(text, start)
    before = text[max(0, start - _BEFORE) : start]
    core = _CORE.search(before)
    if match is None or core is None:
        return None
    own = _own_number(match[1], core[0], use)
    marker = _marker(start + own, match.end(), match[1][own:], limit)
    if marker is None or in_line_of_names(text, start, match.end()):
        return None
    token = _TOKEN.search(before)
    points = carrier_points(token[0] if token else core[0], core[0], match[1], use)
    if points is None:
        return None
    ends = _SENTENCE_ENDS.match(text, match.end()) is not None
    return marker, points + ends - 2 * unit_follows(text, match.end())


def _own_number(printed: str, core: str, use: WordUse) -> int:
    """Return the length of a first number that belongs to the word: "W/m2,64,71", "CO2,218"."""
    first, comma, _ = printed.partition(",")
    own = comma and (core in UNITS or use.repeated(core, first) > 1)
    return len(first) + 1 if own else 0


def _on_digit(text: str, start: int, limit: int) -> Weighed | None:
    """Weigh a number behind the full stop of a sentence that ends in a digit: "in 2014.7 The"."""
    match = _AT_SENTENCE_END.match(text, start)
    token = _BEFORE_DIGIT.search(text[max(0, start - _BEFORE) : start])
    marker = _marker(start, match.end(), match[1], limit) if match and token else None
    if match is None or token is None or marker is None:
        return None
    listed = 2 * (not match[1].isdigit())
    if _ENDS_IN_YEAR.match(token[1]):
        return marker, 3 + listed
    if any(map(str.isalpha, token[1])) and not _VERSION.match(token[1]):
        return marker, 2 + listed
    return marker, listed - 2


def _on_number(text: str, start: int, limit: int, use: WordUse) -> Weighed | None:
    """Weigh a number glued to a year, or to a name with a number that the document repeats."""
    match = _TWO_NUMBERS.match(text, start)
    cut = _cut(text, match, use) if match else 0
    marker = _marker(start + cut, match.end(), match[0][cut:], limit) if match and cut else None
    return (marker, -2) if marker else None


def _cut(text: str, match: re.Match[str], use: WordUse) -> int:
    """Return after how many digits a number ends and a marker may begin, 0 if it is one number."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if before[-1] in " (\n":
        return 4 if _YEAR.match(match[1]) else 0
    name = _NUMBERED_NAME.search(before)
    cuts = (2, 1) if name else ()
    return next((cut for cut in cuts if name and use.repeated(name[1], match[1][:cut]) > 2), 0)
