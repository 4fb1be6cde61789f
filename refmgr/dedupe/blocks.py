"""Block keys: two Records are worth comparing when they share one."""

import re
from collections.abc import Callable
from typing import Final

from refmgr.matching.plain import is_generic
from refmgr.matching.prepared import Prepared

NUMBER: Final = re.compile(r"[1-9]\d*")
LEAST_WORDS: Final = 3
LONGEST_FAMILY: Final = 8
LONGEST_START: Final = 5
RAREST: Final = 4


def block_keys(one: Prepared) -> tuple[str, ...]:
    """Return the blocks of a Record, most telling first.

    They depend on the Record alone, so that the result never depends on what else is there, or came
    before. Each names as much as keeps a block small among a million Records: a title that many works
    bear ("Editorial") is no key at all, such Records meet by their place.
    """
    return tuple(key for kind in KINDS if (key := kind(one)))


def _doi(one: Prepared) -> str:
    return f"d {one.doi}" if one.doi else ""


def _pmid(one: Prepared) -> str:
    return f"n {one.pmid}" if one.pmid else ""


def _pmcid(one: Prepared) -> str:
    return f"c {one.pmcid}" if one.pmcid else ""


def _arxiv(one: Prepared) -> str:
    return f"x {one.arxiv}" if one.arxiv else ""


def _place(one: Prepared) -> str:
    volume, page = NUMBER.search(one.volume), NUMBER.search(one.pages or one.article_number)
    if not volume or not page or not one.year:
        return ""
    return f"p {one.year} {volume[0]} {page[0]}"


def _author_page(one: Prepared) -> str:
    """A lone number may be the page, though it stands where the volume does."""
    page = NUMBER.search(one.pages or one.article_number or one.volume)
    return f"g {one.family[:LONGEST_FAMILY]} {page[0]}" if page and one.family else ""


def _author_year(one: Prepared) -> str:
    """The first word in the title's place may be misread, so some letters of it do."""
    if not one.family or not one.year or (one.title and is_generic(one.title)):
        return ""
    return f"y {one.family[:LONGEST_FAMILY]} {one.year} {one.title[:LONGEST_START]}"


def _author_title(one: Prepared) -> str:
    if not one.family or not one.title or is_generic(one.title):
        return ""
    return f"a {one.family[:LONGEST_FAMILY]} {' '.join(one.title.split(' ', 2)[:2])}"


def _year_title(one: Prepared) -> str:
    words = one.title.split(" ", LEAST_WORDS)
    if not one.year or len(words) < LEAST_WORDS or is_generic(one.title):
        return ""
    return f"t {one.year} {' '.join(words[:LEAST_WORDS])}"


def _long_words(one: Prepared) -> str:
    """The longest words of a title, whatever their order: they are its rarest."""
    words = set(one.title.split(" "))
    if len(words) < LEAST_WORDS or is_generic(one.title):
        return ""
    return f"w {' '.join(sorted(sorted(words, key=_length)[-RAREST:]))}"


def _length(word: str) -> tuple[int, str]:
    return len(word), word


KINDS: Final[tuple[Callable[[Prepared], str], ...]] = (
    _doi, _pmid, _pmcid, _arxiv, _place, _author_page, _author_year, _author_title, _year_title,
    _long_words,
)  # fmt: skip
