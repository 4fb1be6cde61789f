"""Page furniture: running heads, running feet and page numbers, told by place and repetition."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from refmgr.documents.pdf.rows import Row

_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—|\[(\s]{0,3}(?:page|pag\.|seite|p\.)?\s?(?P<number>\d{1,5})(?:\s?(?:of|/|von|de)\s?\d{1,5})?"
    r"[-–—|\])\s]{0,3}$",
    re.IGNORECASE,
)
_EDGE: Final = 4  # different heights at the top and at the bottom that can be furniture
_NUMBER_EDGE: Final = 2
_FEWEST_LETTERS: Final = 3  # `103–113.` ends many a reference at the top of a column
_AS_LARGE: Final = 1.2  # the title itself is larger than the running head that repeats it
_LONGEST: Final = 220
_LEVEL: Final = 3.0  # points: furniture stands at the same height on all pages
_FEWEST_LOOSE: Final = 3


class Furnished(NamedTuple):
    """The rows of the text, and the running heads and feet with the number of their pages."""

    rows: list[Row]
    heads: list[tuple[str, int]]


def without_furniture(pages: Sequence[Sequence[Row]]) -> Furnished:
    """Return the text of all pages without what repeats at their edges.

    A line counts if, digits masked, it stands at the same height on two pages, or at the edge of
    three. Lines that run sideways are the publisher's stamp (`Downloaded from ...`).
    """
    edges = [_at_edges(page, _EDGE) for page in pages]
    seen: dict[str, list[tuple[int, float]]] = defaultdict(list)
    sizes: dict[str, float] = {}
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        for i in edge:
            mask = _mask(page[i].text)
            seen[mask].append((number, page[i].base))
            sizes[mask] = min(page[i].size, sizes.get(mask, page[i].size))
    repeated = {mask for mask, places in seen.items() if mask and _repeats(places)}
    heads: dict[str, tuple[str, int]] = {}
    kept: list[Row] = []
    numbers = _page_numbers(pages)
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        stamps = _sideways(page)
        for i, row in enumerate(page):
            mask = _mask(row.text) if i in edge else ""
            if mask in repeated and row.size < _AS_LARGE * sizes[mask]:
                heads[mask] = (row.text, heads.get(mask, ("", 0))[1] + 1)
            elif i not in stamps and (number, i) not in numbers:
                kept.append(row)
    return Furnished(kept, list(heads.values()))


def _mask(text: str) -> str:
    if len(text) > _LONGEST or sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        return ""
    return _DIGITS.sub("#", " ".join(text.split())).casefold()


def _repeats(places: Sequence[tuple[int, float]]) -> bool:
    if len({number for number, _ in places}) >= _FEWEST_LOOSE:
        return True
    return any(
        a[0] != b[0] and abs(a[1] - b[1]) <= _LEVEL
        for i, a in enumerate(places)
        for b in places[i + 1 :]
    )


def _sideways(page: Sequence[Row]) -> frozenset[int]:
    """Return the rows that run across an upright page."""
    found = frozenset(i for i, row in enumerate(page) if row.sideways)
    return found if 2 * len(found) <= len(page) else frozenset()


def _at_edges(page: Sequence[Row], depth: int) -> frozenset[int]:
    """Return the rows at the highest and lowest heights of a page."""
    levels = [None if row.sideways else round(row.base / _LEVEL) for row in page]
    heights = sorted({level for level in levels if level is not None})
    wanted = {*heights[:depth], *heights[-depth:]}
    return frozenset(i for i, level in enumerate(levels) if level in wanted)


def _page_numbers(pages: Sequence[Sequence[Row]]) -> frozenset[tuple[int, int]]:
    """Return lone page numbers, as page and row: they count up with the pages."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for i in _at_edges(page, _NUMBER_EDGE):
            printed = _PAGE_NUMBER.match(page[i].text)
            if printed:
                found[int(printed["number"]) - number].append((number, i))
    most = max(found.values(), key=lambda places: len({page for page, _ in places}), default=[])
    return frozenset(most) if len({page for page, _ in most}) > 1 else frozenset()
