"""Numbers that print their own fence: brackets, parentheses, superscript tags, Unicode superscripts."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from refmgr.references.styles.numerals import BETWEEN, DASH, Marker, expand, matches
from refmgr.references.styles.surroundings import (
    NUMBERED_PARTS,
    in_cell_of_numbers,
    in_line_of_names,
    is_exponent,
    label_precedes,
)

_BETWEEN: Final = rf"\s{{0,2}}(?:,\s?and\b|,\s?&|and\b|[,;&{DASH}])\s{{0,2}}"
# A letter behind the number names a part of a compound reference ("28b").
_LIST: Final = rf"(\d{{1,3}}[a-h]?(?:{_BETWEEN}\d{{1,3}}[a-h]?){{0,80}})"

BRACKETS = re.compile(rf"\\?\[\s{{0,3}}{_LIST}\s{{0,3}}\\?\]")
PARENTHESES = re.compile(rf"\(\s{{0,3}}{_LIST}\s{{0,3}}\)")
_RAISED_LIST: Final = rf"(\d{{1,3}}(?:\s{{0,2}}(?:{BETWEEN}|[;&])\s{{0,2}}\d{{1,3}}){{0,80}})"
TAGS = re.compile(
    rf"<sup[^<>]{{0,60}}>[\s(\[]{{0,3}}{_RAISED_LIST}[\s)\],.]{{0,3}}</sup>", re.IGNORECASE
)
CARETS = re.compile(
    rf"\^(?:\{{[\s(\[]{{0,3}}{_RAISED_LIST}[\s)\]]{{0,3}}\}}|[(\[]?{_RAISED_LIST}[)\]]?\^)"
)

_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_BETWEEN: Final = rf"(?:\s?[,;˒⸴‚·⁻{DASH}]\s?|[)⁾]\s?[,˒⁻{DASH}]\s?[(⁽])"
RAISED = re.compile(
    rf"([{_DIGITS}]{{1,3}}(?:{_RAISED_BETWEEN}[{_DIGITS}]{{1,3}}){{0,80}})(?![{_DIGITS}⁺⁻])"
)
_LOWERED = str.maketrans(_DIGITS + "˒⸴‚·⁻⁽⁾", "0123456789,,,,-()")

_NOTATION_AFTER = re.compile(r"[^\W\d_]|\s?[=<>≤≥]")
_RANGE_BETWEEN = re.compile(rf"[^\w\s]{{0,8}}\s?[{DASH}]\s?[^\w\s]{{0,8}}(?:<sup>)?\Z")
_VOLUME = re.compile(r"(?:\A|[\s;,:(])\d+\Z")
_ENUMERATES = re.compile(r"(?:[:;,(\n]|\b(?:and|or|und|y|e|ou|o))\s*\Z")


def brackets(text: str, limit: int) -> list[Marker]:
    """Find `[1]`, `[2,5–7]`, `[ 133 ]`, `[28b]` and `[1]-[4]`."""
    found = (marker for marker in _found(BRACKETS, text, limit) if not _is_notation(text, marker))
    return _joined(text, found, limit)


def parentheses(text: str, limit: int) -> list[Marker]:
    """Find `(1)`, `(2, 5-7)` and `(1)-(4)`, not enumerations, "36(2)", "Eq. (3)"."""
    found = (
        marker
        for marker in _found(PARENTHESES, text, limit)
        if not _counts_or_labels(text, marker.opens)
        and not in_cell_of_numbers(text, marker.opens, marker.closes)
    )
    return _joined(text, found, limit)


def tags(text: str, limit: int) -> list[Marker]:
    """Find `<sup>2,3</sup>`, `^2,3^` and `^{2,3}`, not exponents, isotopes and affiliations."""
    both = sorted(
        [*_found(TAGS, text, limit), *_found(CARETS, text, limit)], key=lambda one: one.start
    )
    return _joined(text, _not_powers(text, both), limit)


def raised(text: str, limit: int) -> list[Marker]:
    """Find `²˒³` and `²⁻⁵` in Unicode superscripts, not exponents, isotopes and affiliations."""
    return list(_not_powers(text, _found(RAISED, text, limit)))


def _found(pattern: re.Pattern[str], text: str, limit: int) -> Iterator[Marker]:
    for match in matches(pattern, text):
        group = match.lastindex or 1
        numbers = expand(match[group].translate(_LOWERED), limit)
        if numbers:
            yield Marker(*match.span(group), *match.span(), numbers)


def _joined(text: str, markers: Iterable[Marker], limit: int) -> list[Marker]:
    """Read two single markers with a dash between them as one range."""
    joined: list[Marker] = []
    for marker in markers:
        if joined and marker.opens - joined[-1].closes <= 8:
            last = joined[-1]
            between = text[last.closes : marker.opens]
            if between and _RANGE_BETWEEN.fullmatch(between):
                numbers = expand(f"{last.numbers[-1]}-{marker.numbers[0]}", limit)
                if numbers:
                    numbers = tuple(dict.fromkeys((*last.numbers, *numbers, *marker.numbers)))
                    joined[-1] = Marker(last.start, marker.end, last.opens, marker.closes, numbers)
                    continue
        joined.append(marker)
    return joined


def _not_powers(text: str, markers: Iterable[Marker]) -> Iterator[Marker]:
    for marker in markers:
        if is_exponent(text, marker) or in_line_of_names(text, marker.opens, marker.closes):
            continue
        yield marker


def _is_notation(text: str, marker: Marker) -> bool:
    """Tell whether brackets on a letter are no marker: "calix[4]arene", "F[1,12] = 8.42"."""
    if marker.opens == 0 or not text[marker.opens - 1].isalpha():
        return False
    return _NOTATION_AFTER.match(text, marker.closes) is not None


def _counts_or_labels(text: str, opens: int) -> bool:
    """Tell whether what stands before `(` makes it an enumeration, an issue number or a label."""
    before = text[max(0, opens - 24) : opens]
    if not before.strip() or _VOLUME.search(before):
        return True
    return _ENUMERATES.search(before) is not None or label_precedes(text, opens, NUMBERED_PARTS)
