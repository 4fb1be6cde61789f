"""Superscript numbers flattened with a blank before them: "rash 1,2 .", "et al. 10 reported"."""

import re
from collections.abc import Iterator
from typing import Final

from refmgr.references.styles.numerals import BETWEEN, DASH, Marker, expand, matches
from refmgr.references.styles.surroundings import in_line_of_names, label_precedes, unit_follows
from refmgr.text import vocabulary

SPACED: Final = re.compile(
    rf"(?<=\S[ \u00a0\u2009\u202f])(\d{{1,3}}(?:{BETWEEN}\d{{1,3}}){{0,60}})"
    rf"(?![\d%°′'’\"]|[.,:;]\d|[/=×+{DASH}]|[^\W_])"
)
_REFERENCE: Final = re.compile(r"\b[Rr]efs?\.?\s\Z")
_NAMED: Final = re.compile(r"\bet al\.?,?\s\Z")
_SENTENCE_END: Final = re.compile(r"[^\W\d_)\]][)\]”\"’]?[.?!][)”\"’]?\s\Z")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)\W?\s\Z")
_THOUSANDS: Final = re.compile(r"\d{1,3},\d{3}\Z")
_CAPITAL_AFTER: Final = re.compile(r"\s{1,8}[\"“‘(]?[^\W\d_]")
_SENTENCE_ENDS: Final = re.compile(r"\s?[.;:,)]{1,2}(?!\S)|\s{0,8}\n\s{0,8}\n|\s{0,8}\Z")
_COUNTS: Final = vocabulary(
    "of to in at by from than with was is were are be and or between about only least most over under"
    " after before within aged age n the for a an every each another all first last next these those"
    " other further additional approximately nearly almost some had has have up into around until as"
    " on scored score included enrolled exactly roughly another que de em e y en las los des et und"
    " total value values equal number numbers same top past previous following remaining initial"
    " her his their our its if when while which that through across against per plus minus"
)
_BEFORE: Final = 40
_COMMON_WORD: Final = 5
_BEHIND_NAME: Final = 6
LABELLED: Final = 8
"""Points of a number that the text itself calls a reference: "Ref. 46"."""
SURE: Final = 4
"""Points at which a spaced number needs no support, in a document that prints them spaced."""


def weigh(text: str, limit: int) -> Iterator[tuple[Marker, int]]:
    """Yield numbers behind a blank with points for being a marker.

    Args:
        text: the text to search.
        limit: the highest number the list of references can hold.
    """
    for match in matches(SPACED, text):
        numbers = expand(match[1], limit)
        if not numbers:
            continue
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        points = _points(text, before, match)
        if points is not None:
            yield Marker(*match.span(), *match.span(), numbers), points


def _points(text: str, before: str, match: re.Match[str]) -> int | None:
    """Weigh a spaced number; None: it counts, measures or names something."""
    if _REFERENCE.search(before):
        return LABELLED
    if unit_follows(text, match.end()) or in_line_of_names(text, *match.span()):
        return None
    if _NAMED.search(before):
        return _BEHIND_NAME
    word = _WORD_BEFORE.search(before)
    counts = word is not None and before[-2].isalpha() and word[1].lower() in _COUNTS
    if counts or label_precedes(text, match.start()) or _names_itself(text, match):
        return None
    ends = _SENTENCE_ENDS.match(text, match.end()) is not None
    common = word is not None and word[1].islower() and len(word[1]) >= _COMMON_WORD
    points = _list_points(match[1], ends=ends)
    return points + _place_points(text, before, match.end(), ends=ends * (3 if common else 1))


def _place_points(text: str, before: str, end: int, *, ends: int) -> int:
    if _SENTENCE_END.search(before):
        return 4 if _capital_follows(text, end) else 0
    return -2 if before[-2] in ",;:(" else ends


def _list_points(printed: str, *, ends: bool) -> int:
    if "," not in printed:
        return 0
    if _THOUSANDS.match(printed):
        return 3 * ends
    return 4


def _names_itself(text: str, match: re.Match[str]) -> bool:
    """Tell whether the number is part of a name: "glutathione peroxidase 4 (GPX4)"."""
    behind = text[match.end() : match.end() + 16]
    return behind.startswith(" (") and f"{match[1]})" in behind


def _capital_follows(text: str, end: int) -> bool:
    found = _CAPITAL_AFTER.match(text, end, end + 6)
    return found is not None and found[0][-1].isupper()
