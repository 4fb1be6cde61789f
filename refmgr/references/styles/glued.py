"""Superscript numbers flattened into the text: "lipodystrophy.2,4 Tissue", "et al.10 reported"."""

import re
from collections.abc import Iterator
from typing import Final

from refmgr.references.styles.carriers import carrier_points
from refmgr.references.styles.numerals import BETWEEN, Marker, expand, matches
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
_ON_WORD: Final = re.compile(rf"(?<=[^\W\d_]){_LIST}{_NO_NUMBER_GOES_ON}")
_ON_MARK: Final = re.compile(
    rf"(?<=[)\]}}\"'”’»›.,;:?!%…*])(?<!\d[.,:;]){_LIST}{_NO_NUMBER_GOES_ON}"
)
# The blank behind the marker was lost as well: "cells.3In", "equation,4where".
_BEFORE_WORD: Final = re.compile(rf"(?<=[a-z)][.,;]){_LIST}(?=[A-Z][a-z]|[a-z]{{3}})")
_ON_DIGIT: Final = re.compile(
    r"(?<=\d[.,])(?<!\d,\d[.,])(?<!\d,\d\d[.,])(?<!\d,\d\d\d[.,])"
    rf"(\d{{1,3}}(?:{BETWEEN}\d{{1,3}}){{0,9}})"
    r"(?=\s{1,8}[\"“'‘(]?[A-Z]|\s{0,8}\n\s{0,8}\n|\s{0,8}\Z|(?<=,\d)\s[a-z]|(?<=,\d\d)\s[a-z])"
)
# A number, and glued to it another one: "CTLA-4138" is CTLA-4 and 138, "2021295" the year and 295.
_BEHIND_NUMBER: Final = re.compile(
    rf"(?<![\d.,])(\d{{2,7}})((?:{BETWEEN}\d{{1,3}}){{0,20}}){_NO_NUMBER_GOES_ON}"
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
_BEFORE: Final = 40
SURE: Final = 6
"""Points at which a glued number needs no support by the rest of the document."""

Weighed = Iterator[tuple[Marker, int]]


def weigh(text: str, limit: int) -> Weighed:
    """Yield numbers glued to the text before them, with points for being a marker.

    Args:
        text: the text to search.
        limit: the highest number the list of references can hold.
    """
    use = WordUse(text)
    taken = set()
    for marker, points in (*_on_marks(text, limit), *_on_words(text, limit, use)):
        taken.add(marker.end)
        yield marker, points
    for marker, points in (*_on_digits(text, limit), *_behind_numbers(text, limit, use)):
        if marker.end not in taken:
            taken.add(marker.end)
            yield marker, points


def _marker(start: int, end: int, printed: str, limit: int) -> Marker | None:
    numbers = expand(printed, limit)
    return Marker(start, end, start, end, numbers) if numbers else None


def _on_marks(text: str, limit: int) -> Weighed:
    """Weigh numbers behind punctuation: "skin.5,6 Soft", "early,7 but", "(IVIG)8"."""
    for match in matches(_ON_MARK, text):
        marker = _marker(*match.span(), match[1], limit)
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if marker is None or in_line_of_names(text, *match.span()):
            continue
        if not (before[-1] == "." and label_precedes(text, match.start())):
            yield marker, _mark_points(before)
    for match in matches(_BEFORE_WORD, text):
        marker = _marker(*match.span(), match[1], limit)
        if marker is not None and not unit_follows(text, match.end()):
            yield marker, 2


def _mark_points(before: str) -> int:
    if before[-1] in ":;":
        return 3 if before[-2:-1].isalpha() else 0
    if before[-1] == "*" or _INITIAL.search(before):
        return 1
    if before[-1] == ")" and _FORMULA.search(before):
        return 0
    return SURE


def _on_words(text: str, limit: int, use: WordUse) -> Weighed:
    """Weigh numbers glued to a letter: "calcinosis5", "et al10", but also "CD8" and "m2"."""
    for match in matches(_ON_WORD, text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        core = _CORE.search(before)
        if core is None:
            continue
        start, printed = _without_own_number(match, core[0], use)
        marker = _marker(start, match.end(), printed, limit)
        if marker is None or in_line_of_names(text, *match.span()):
            continue
        token = _TOKEN.search(before)
        points = carrier_points(token[0] if token else core[0], core[0], match[1], use)
        if points is not None:
            ends = _SENTENCE_ENDS.match(text, match.end()) is not None
            yield marker, points + ends - 2 * unit_follows(text, match.end())


def _without_own_number(match: re.Match[str], core: str, use: WordUse) -> tuple[int, str]:
    """Return the printed numbers less one that belongs to the word: "W/m2,64,71", "CO2,218"."""
    first, comma, rest = match[1].partition(",")
    if comma and (core in UNITS or use.repeated(core, first) > 1):
        return match.end() - len(rest), rest
    return match.start(), match[1]


def _on_digits(text: str, limit: int) -> Weighed:
    """Weigh numbers behind the full stop of a sentence that ends in a digit: "in 2014.7 The"."""
    for match in matches(_ON_DIGIT, text):
        marker = _marker(*match.span(), match[1], limit)
        token = _BEFORE_DIGIT.search(text[max(0, match.start() - _BEFORE) : match.start()])
        if marker is not None and token is not None:
            yield marker, _digit_points(token[1], match[1])


def _digit_points(token: str, printed: str) -> int:
    listed = 2 * (not printed.isdigit())
    if _ENDS_IN_YEAR.match(token):
        return 3 + listed
    if any(map(str.isalpha, token)) and not _VERSION.match(token):
        return 2 + listed
    return listed - 2


def _behind_numbers(text: str, limit: int, use: WordUse) -> Weighed:
    """Weigh numbers glued to a year or to a name that ends in a number the document repeats."""
    for match in matches(_BEHIND_NUMBER, text):
        for cut in _cuts(text, match, use):
            start = match.start() + cut
            marker = _marker(start, match.end(), text[start : match.end()], limit)
            if marker is not None:
                yield marker, -2


def _cuts(text: str, match: re.Match[str], use: WordUse) -> list[int]:
    """Return after how many digits a number may end and a marker begin."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if not before.strip() or before[-1] in " (\n":
        return [4] if _YEAR.match(match[1]) else []
    name = _NUMBERED_NAME.search(before)
    if name is None:
        return []
    return [cut for cut in (1, 2) if use.repeated(name[1], match[1][:cut]) > 2]
