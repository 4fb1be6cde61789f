"""Superscripts that lost their place above the line: glued to a word, or behind a blank."""

from typing import Final

from refmgr.references.styles import glued, spaced
from refmgr.references.styles.course import Course
from refmgr.references.styles.numerals import Marker

_ENOUGH: Final = 3
_STRANGER: Final = 3
"""What a marker in the form that the document does not use must bring more."""

Weighed = list[tuple[Marker, int]]


def flattened(text: str, limit: int) -> list[Marker]:
    """Find flattened superscripts; the document's own words and numbers decide doubtful ones.

    Args:
        text: the text to search, spans that hold no Mentions blanked.
        limit: the highest number the list of references can hold.
    """
    tight, loose = list(glued.weigh(text, limit)), list(spaced.weigh(text, limit))
    sure_tight, sure_loose = _sure(tight, glued.SURE), _sure(loose, spaced.SURE)
    if len(sure_tight) >= len(sure_loose):
        return _accepted(tight, loose, sure_tight)
    return _accepted(loose, tight, sure_loose)


def _sure(weighed: Weighed, least: int) -> list[Marker]:
    return [marker for marker, points in weighed if points >= least]


def _accepted(main: Weighed, other: Weighed, sure: list[Marker]) -> list[Marker]:
    """Keep the sure markers of the document's own form, and doubtful ones that fit its course."""
    if not sure:
        return []  # nothing that a doubtful one could lean on
    course = Course(sure)
    known = {marker.start for marker in sure}
    accepted = sure + [
        marker
        for marker, points in main
        if marker.start not in known and points + course.support(marker) >= _ENOUGH
    ]
    accepted += [
        marker for marker, points in other if points + course.support(marker) >= _ENOUGH + _STRANGER
    ]
    return sorted(accepted, key=lambda marker: marker.start)
