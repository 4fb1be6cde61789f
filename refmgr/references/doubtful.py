"""Lines that are not one reference: two of them run together, or prose."""

import re
from itertools import pairwise
from typing import Final

from refmgr.references.fields.authors import find_authors
from refmgr.references.fields.characters import YEAR
from refmgr.text import vocabulary

# Volume, issue and a range of pages: what ends most references and stands in them once.
_SOURCE: Final = re.compile(
    r"(?<![\w(-])\d{1,4}\s?(?:\([^()]{1,15}\))?\s?[:,]\s?(?:pp?\.\s?)?[A-Za-z]?\d{1,6}"
    r"\s?[-–]\s?[A-Za-z]?\d{1,6}(?![\w-])(?:\s?\(\d{4}\))?"
)
_BETWEEN: Final = re.compile(r"[\s.;,]{0,4}(?:\[?\(?\d{1,3}[.\])]{1,2}\s?)?")
_A_YEAR: Final = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_NEAREST: Final = 20
_SURE_ORDERS: Final = frozenset(
    ("vancouver", "inverted", "dotted", "natural", "mixed", "before-year")
)
_WORD: Final = re.compile(r"[^\W\d_]+")
# Words of sentences that tell something; titles hardly hold two of them.
_TELLING: Final = vocabulary(
    "was were is are had has have been we our they this these those which that who will would could"
    " should may can did does do it its not there their wurde wurden sind hat haben foi foram são"
    " fue fueron son est sont ont été"
)
_SHORTEST_PROSE: Final = 7


def end_of_first(text: str) -> int | None:
    """Return where the first of several references on one line ends, None where there is one."""
    if len(_A_YEAR.findall(text)) < 2:
        return None
    sources = list(_SOURCE.finditer(text))
    for first, second in pairwise(sources):
        if second.start() - first.end() < _NEAREST:
            continue
        start = _skip(text, first.end())
        authors = find_authors(text[start : start + 600])
        own = text[first.end() : second.end() + 8]
        if authors.order in _SURE_ORDERS and _A_YEAR.search(own):
            return first.end()
    return None


def _skip(text: str, place: int) -> int:
    found = _BETWEEN.match(text, place)
    return found.end() if found else place


def is_prose(text: str, *, dated: bool) -> bool:
    """Tell whether a line without authors, source and identifier reads like a sentence of a text.

    Args:
        text: the line.
        dated: whether it names a year, as the title of a report may.
    """
    found = [word.casefold() for word in _WORD.findall(text)]
    telling = sum(word in _TELLING for word in found)
    return len(found) >= _SHORTEST_PROSE and telling >= 2 + dated
