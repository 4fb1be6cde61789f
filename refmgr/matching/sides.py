"""The two sides of a comparison: a printed reference, and what a source offers for it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from refmgr.matching.locating import printed_title, stands_whole
from refmgr.matching.numbers import placed_right
from refmgr.matching.printed import Printed, read_printed, title_share
from refmgr.matching.spelling import spelled
from refmgr.matching.titles import Title, read_title
from refmgr.model import Candidate, Person, Record
from refmgr.text import words

AGREES: Final = frozenset({"equal", "close"})
# Below this share the words of a title stand in a reference by chance.
SHARE_FOUND: Final = 0.45
ALL: Final = 1.0
NO_TITLE: Final = Title()


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared: the print, the Record read from it, the offered Record.

    `share` tells how much of the offered title stands in the print, `found` is the title there;
    `container_names` are what the source calls the journal, too.
    """

    raw: str
    printed: Printed
    record: Record
    offered: Record
    share: float
    found: Title
    container_names: tuple[str, ...] = ()


def read_sides(raw: str, record: Record, candidate: Candidate) -> Sides:
    """Return the sides of a comparison.

    Args:
        raw: the reference as printed.
        record: the Record parsed from it (may be empty).
        candidate: what a source offers; a title that is only its journal or book says nothing.
    """
    printed, offered = read_printed(raw), placed_right(candidate.record)
    names = candidate.container_names
    title = read_title(offered.title)
    if title.joined and title.joined in read_title(offered.container).joined:
        offered, title = replace(offered, title=None), NO_TITLE
    if stands_whole(printed.text, title):
        return Sides(raw, printed, record, offered, ALL, title, names)
    share = title_share(printed, title)
    found = printed_title(printed, title) if share >= SHARE_FOUND else NO_TITLE
    return Sides(raw, printed, record, offered, share, found, names)


def people_words(*records: Record) -> frozenset[str]:
    """Return the words of all names of Records, as titles spell them."""
    return frozenset().union(
        *(_name_words(one) for record in records for one in (*record.authors, *record.editors))
    )


@lru_cache(maxsize=1 << 13)
def _name_words(person: Person) -> frozenset[str]:
    parts = (person.family, person.given, person.particle, person.suffix, person.literal)
    return frozenset(map(spelled, words(" ".join(part for part in parts if part))))
