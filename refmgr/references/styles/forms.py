"""Which form of marker a document uses: the majority decides, strays of other forms are dropped."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from refmgr.model import Reference
from refmgr.references.styles.author_year import YEAR, author_year
from refmgr.references.styles.enclosed import (
    BRACKETS,
    CARETS,
    PARENTHESES,
    RAISED,
    TAGS,
    brackets,
    parentheses,
    raised,
    tags,
)
from refmgr.references.styles.flattened import flattened
from refmgr.references.styles.numerals import DIGITS, MOST_DIGITS, MOST_MARKERS, Marker
from refmgr.references.styles.spaced import SPACED

_HIGHEST: Final = 999
_HIGHEST_UNFENCED: Final = 300
_DENSEST: Final = 4
"""Without a list, a number is plausible if at least every fourth number up to it is cited."""
_HALF: Final = 0.5
_COMPACT: Final = 6
_NAMED_YEAR: Final = re.compile(r"\bet al\.?,? \(?(?:19|20)\d\d")
_MANY_NAMED_YEARS: Final = 5
_NAMED: Final = "author-year"
_FEWEST_MISSING: Final = 3


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form of numbers.

    `trust` weighs its coverage against other forms, by how often its look-alikes occur. `fenced`
    forms are so plain that numbers beyond the printed list are believed as well. `least` is the
    share of the list that the form must cite to be taken for the document's own.
    """

    find: Callable[[str, int], list[Marker]]
    style: str
    trust: float
    fenced: bool
    least: float


FORMS: Final = (
    Form(brackets, "bracket", 1.0, fenced=True, least=0.0),
    Form(tags, "superscript", 1.0, fenced=True, least=0.0),
    Form(raised, "superscript", 1.0, fenced=True, least=0.0),
    Form(parentheses, "parenthesis", 0.7, fenced=False, least=0.15),
    Form(flattened, "superscript", 0.5, fenced=False, least=0.04),
)


# What each style is searched for, and after how many finds the search ends.
_SEARCHED: Final = {
    "bracket": {BRACKETS: MOST_MARKERS},
    "parenthesis": {PARENTHESES: MOST_MARKERS},
    "tagged": {TAGS: MOST_MARKERS, CARETS: MOST_MARKERS},
    "raised": {RAISED: MOST_MARKERS},
    "superscript": {SPACED: MOST_MARKERS, DIGITS: MOST_DIGITS},
    _NAMED: {YEAR: MOST_MARKERS},
}
_SHORTEST: Final = 2  # characters from one marker to the next, at the least


def is_cut(text: str, style: str, last: int) -> bool:
    """Tell whether the search for markers of a style ended behind its last one, before the text did.

    Args:
        text: the text that was searched.
        style: the style that was found, as a Mention names it.
        last: where the last marker begins.
    """
    if len(text) < _SHORTEST * MOST_MARKERS:
        return False
    if style == "superscript" and RAISED.match(text, last):
        style = "raised"
    elif style == "superscript" and text[:last].endswith((">", "^", "{", "(", "[")):
        style = "tagged"
    searched = _SEARCHED.get(style, {})
    ends = (next(islice(one.finditer(text), most, None), None) for one, most in searched.items())
    return any(end is not None and end.start() >= last for end in ends)


def markers_of(
    text: str, numbers: Collection[int], references: Sequence[Reference]
) -> tuple[str, list[Marker]]:
    """Find the markers in the form that the document uses.

    Args:
        text: the text to search, spans that hold no Mentions blanked.
        numbers: the numbers of the printed list, empty if there is none.
        references: the printed list, for citations by name and year.

    Returns:
        The style as a Mention names it, and the markers in the order of the text.
    """
    style, best, most = "", [], 0.0
    for form in FORMS:
        if numbers and most >= form.trust * len(numbers):
            continue  # it could not reach what is already found
        found = _listed(text, form, numbers) if numbers else _unlisted(text, form)
        coverage = _coverage(found)
        if coverage >= form.least * len(numbers) and coverage * form.trust > most:
            style, best, most = form.style, found, coverage * form.trust
    named = author_year(text, references) if most < _HALF * len(references) else []
    if _coverage(named) > most:
        return _NAMED, named
    if 0 < most < _MANY_NAMED_YEARS <= len(_NAMED_YEAR.findall(text)):
        return "", []
    return style, best


def other_form(
    text: str, references: Sequence[Reference], style: str, cited: Collection[int]
) -> tuple[str, list[int]]:
    """Find the form in which a document cites what its own form leaves uncited.

    Args:
        text: the text to search, spans that hold no Mentions blanked.
        references: the printed list.
        style: the document's own style, as a Mention names it.
        cited: the numbers that are cited in that style.

    Returns:
        The other style and the numbers that only it cites, in order; "" and [] if they are too few
        to be more than look-alikes.
    """
    numbers = {reference.number for reference in references}
    missing = numbers - set(cited)
    if len(missing) < _FEWEST_MISSING:
        return "", []
    others = [(one.style, _listed(text, one, numbers)) for one in FORMS if one.style != style]
    if style != _NAMED:
        others.append((_NAMED, author_year(text, references)))
    found = [(name, missing & _printed(markers)) for name, markers in others]
    name, told = max(found, key=lambda one: len(one[1]))
    enough = len(told) >= max(_FEWEST_MISSING, _HALF * len(missing))
    return (name, sorted(told)) if enough else ("", [])


def _coverage(found: Sequence[Marker]) -> float:
    """Count the different numbers, one long range not for more than two markers."""
    return (
        min(len({number for one in found for number in one.numbers}), 1.0 + 1.5 * len(found))
        if found
        else 0.0
    )


def _listed(text: str, form: Form, numbers: Collection[int]) -> list[Marker]:
    last = max(numbers)
    if not form.fenced:
        return form.find(text, last)
    found = form.find(text, max(last, _HIGHEST))
    highest = last
    beyond = sorted(number for number in _printed(found) if number > last)
    for count, number in enumerate(beyond, 1):
        # A cut list leaves a dense run of numbers beyond it, a look-alike leaves a lone one.
        if number - last <= 2 * count:
            highest = number
    return [marker for marker in found if max(marker.numbers) <= highest]


def _unlisted(text: str, form: Form) -> list[Marker]:
    """Find markers where no list tells the highest number: the markers themselves tell it."""
    found = form.find(text, _HIGHEST if form.fenced else _HIGHEST_UNFENCED)
    seen = sorted(_printed(found))
    highest = max((n for count, n in enumerate(seen, 1) if _DENSEST * count >= n), default=0)
    if form.fenced:
        return [marker for marker in found if max(marker.numbers) <= highest]
    return form.find(text, highest) if highest else []


def _printed(found: Sequence[Marker]) -> set[int]:
    """Return the numbers as printed: of a long range the ends alone."""
    printed: set[int] = set()
    for marker in found:
        numbers = marker.numbers
        printed.update(numbers if len(numbers) <= _COMPACT else (numbers[0], numbers[-1]))
    return printed
