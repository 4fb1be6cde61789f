"""Pairs of Records that are plainly one work, or plainly two: the short way for most of them."""

from typing import Final

from rapidfuzz.fuzz import ratio

from refmgr.matching.fields import first_number
from refmgr.matching.prepared import Prepared
from refmgr.matching.titles import GENERIC_WORDS

FAR_RATIO: Final = 60.0
ALIKE_RATIO: Final = 70.0
LEAST_WORDS: Final = 3
MOST_GENERIC: Final = 8


def plainly_same(a: Prepared, b: Prepared) -> bool:
    """Return whether title, first author, year, volume and first page are the same to the letter.

    No field that could speak against it then does: the full comparison says the same.
    """
    return (
        a.title == b.title
        and a.family == b.family
        and a.year == b.year != 0
        and bool(a.family and a.volume and b.volume and a.pages and b.pages)
        and a.given[:1] == b.given[:1] != ""
        and a.title.count(" ") >= LEAST_WORDS - 1
        and first_number(a.volume) == first_number(b.volume)
        and first_number(a.pages) == first_number(b.pages)
        and not _marked(a, b)
        and not is_generic(a.title)
    )


def _marked(a: Prepared, b: Prepared) -> bool:
    """Return whether something beside these fields tells two Records apart, or may."""
    return bool(
        (a.doi and b.doi and a.doi != b.doi)
        or (a.pmid and b.pmid and a.pmid != b.pmid)
        or a.edition != b.edition
        or a.kind != b.kind
        or (a.pages[0].lower() != b.pages[0].lower())
    )


def plainly_apart(a: Prepared, b: Prepared) -> bool:
    """Return whether titles have nothing in common and nothing else hints at one work.

    A translated or misread title is believed only of the same people, and then at the same place or
    under the same identifier.
    """
    if not (a.title and b.title and a.container and b.container):
        return False
    hinted = first_number(a.pages) == first_number(b.pages) or _share_identifier(a, b)
    if hinted and (a.family == b.family or _among(a, b) or _among(b, a)):
        return False
    return far_apart(a.title, b.title)


def far_apart(a: str, b: str) -> bool:
    """Return whether two titles, as words that count, have little in common."""
    ours, theirs = a.replace(" ", ""), b.replace(" ", "")
    alike = ratio(ours, theirs, score_cutoff=FAR_RATIO)
    if alike >= ALIKE_RATIO:
        return False
    if alike == 0:
        return not (ours in theirs or theirs in ours)
    words, others = set(a.split(" ")), set(b.split(" "))
    return len(words - others) >= LEAST_WORDS and len(others - words) >= LEAST_WORDS


def is_generic(title: str) -> bool:
    """Return whether a title of a few words stands on many works ("Editorial", "Book reviews")."""
    words = title.split(" ")
    return len(words) < MOST_GENERIC and all(
        word in GENERIC_WORDS or word.isdigit() for word in words
    )


def is_telling(one: Prepared) -> bool:
    """Return whether a second Record that reads the same to the letter must be the same work.

    An identifier tells, a title of some words that not many works bear, or a whole place.
    """
    if one.doi or one.pmid or one.pmcid or one.arxiv:
        return True
    if one.title.count(" ") >= LEAST_WORDS - 1 and not is_generic(one.title):
        return True
    return bool(one.volume and one.pages and one.year and (one.container or one.family))


def _share_identifier(a: Prepared, b: Prepared) -> bool:
    return (
        a.doi == b.doi != ""
        or a.pmid == b.pmid != ""
        or a.pmcid == b.pmcid != ""
        or a.arxiv == b.arxiv != ""
    )


def _among(a: Prepared, b: Prepared) -> bool:
    """Return whether the first author of one may be among the authors of the other, or is not known."""
    if not a.family or not b.people:
        return True
    if isinstance(b.people, str):
        return not b.people.isascii() or a.family in b.people.lower()
    return any(
        a.family in (one.family or one.literal or "").lower().replace(" ", "") for one in b.people
    )
