"""Printed lines → running text: hyphens mended, columns' left edges and gaps kept as blanks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from refmgr.documents.pdf.rows import HYPHEN, Row

_HANGING: Final = "    "
_LEAST_INDENT: Final = 0.55  # of the size
_MOST_INDENT: Final = 6.0
_SUPPORT: Final = 3  # lines that must share a left edge to make it one
_EXTRA_GAP: Final = 0.3  # of the size, beyond the usual distance of lines
_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART: Final = re.compile(r"[^\W\d_]+\Z")
_FIRST_PART: Final = re.compile(r"[^\W_]+")
_FIRST_TOKEN: Final = re.compile(r"\S+")
_LIST: Final = re.compile(
    r"(?:references?|bibliography|literature(?: cited)?|works cited)\W{0,3}$", re.IGNORECASE
)
_LABEL: Final = re.compile(r"^<sup>(\d{1,3})[.)]?</sup>\s?(?=[^\W\d_])")
_DOI_AT_END: Final = re.compile(r"\b10\.\d{4,9}/\S{0,200}\Z")
# `07.018`, `01919.x`, `2013.67.`, not the label `12.` of the next entry.
_DOI_REST: Final = re.compile(r"(?!\d{1,3}[.)]?\Z)\d[\w.()-]*\d|\d{2,}\.[a-z]\b")
_LINK_LIKE: Final = re.compile(r"(?:10\.\d{4}\S*|https?:\S*|www\.\S*|\S*/\S*)\Z", re.IGNORECASE)

_Edges = dict[int, list[float]]


class Placed(NamedTuple):
    """A row with its offsets in the text."""

    row: Row
    start: int
    end: int


def compose_text(rows: Sequence[Row]) -> tuple[str, list[Placed]]:
    """Return the text of the rows and where each row stands in it.

    Each printed line is a line of the text; lines to the right of their column's left edge are
    indented, which is what parts the entries of an unnumbered list; a wider gap is a blank line.
    """
    rows = _plain_labels(rows)
    words = Counter(word for row in rows for word in _WORDS.findall(row.text))
    lefts = _left_edges(rows)
    rights, leading = _right_edges(rows), _leading(rows)
    parts: list[str] = []
    placed: list[Placed] = []
    at = 0
    carried = ""
    for i, row in enumerate(rows):
        text = row.text.removeprefix(carried).lstrip() if carried else row.text
        following = rows[i + 1].text if i + 1 < len(rows) else ""
        text, carried = _mended(text, following, words)
        before = rows[i - 1] if i else None
        lead = "\n" if before and _is_parted(before, row, leading, rights) else ""
        lead += _HANGING if _is_indented(row, lefts) else ""
        parts.append(f"{lead}{text}\n" if text else "")
        placed.append(Placed(row, at + len(lead), at + len(lead) + len(text)))
        at += len(parts[-1])
    return "".join(parts), placed


def _plain_labels(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the raised numbers of list entries set plain, as labels are read."""
    heading = max((i for i, row in enumerate(rows) if _LIST.match(row.text)), default=len(rows))
    return [
        replace(row, text=_LABEL.sub(r"\1. ", row.text)) if i > heading else row
        for i, row in enumerate(rows)
    ]


def _mended(text: str, following: str, words: Counter[str]) -> tuple[str, str]:
    """Return a line with the rest of its broken last word, and that rest."""
    marked = text.endswith(HYPHEN)
    text = text.removesuffix(HYPHEN)
    token = _FIRST_TOKEN.match(following.removesuffix(HYPHEN))
    rest = token.group() if token else ""
    if _doi_goes_on(text, rest):
        return text.removesuffix("‐") + rest, rest
    if not rest or not (marked or (text.endswith(("-", "‐")) and rest[:1].islower())):
        return (text + "-" if marked else text), ""
    stem = text if marked else text[:-1]
    return stem + ("-" if _keeps_hyphen(stem, rest, words) else "") + rest, rest


def _doi_goes_on(text: str, rest: str) -> bool:
    """Tell whether a DOI was broken at a line end; joined blindly, every other one would be wrong."""
    if not rest or not _DOI_AT_END.search(text):
        return False
    if text.endswith(("/", "‐")):
        return rest[0].isalnum()
    if text.endswith((".", "(")):
        return bool(_DOI_REST.match(rest))
    return rest[0] in ".(" and len(rest) > 2 and not rest.startswith("(19")


def _keeps_hyphen(stem: str, rest: str, words: Counter[str]) -> bool:
    """Tell whether the hyphen belongs to the word: the rest of the paper shows how it is written."""
    token = stem.rsplit(None, 1)[-1] if stem.strip() else ""
    left, right = _LAST_PART.search(stem), _FIRST_PART.match(rest)
    if left is None or right is None or not right.group()[0].islower():
        return True
    whole, parted = left.group() + right.group(), f"{left.group()}-{right.group()}"
    if words[whole] or words[whole.lower()]:
        return False
    capitals = left.group().isupper() and len(left.group()) > 1  # `DNA-binding`
    return capitals or bool(_LINK_LIKE.match(token)) or words[parted] + words[parted.lower()] > 0


def _left_edges(rows: Sequence[Row]) -> _Edges:
    """Return, per page, the left edges of its columns: shared by lines, nothing close to the left."""
    by_page: dict[int, Counter[int]] = defaultdict(Counter)
    sizes: dict[int, float] = {}
    for row in rows:
        by_page[row.page][round(row.left)] += 1
        sizes[row.page] = max(sizes.get(row.page, 0.0), min(row.size, 12.0))
    return {page: list(_columns(lefts, sizes[page])) for page, lefts in by_page.items()}


def _columns(lefts: Counter[int], size: float) -> Iterator[float]:
    last = float("-inf")
    for left in sorted(lefts):
        if lefts[left] + lefts[left + 1] >= _SUPPORT and left - last > _MOST_INDENT * size:
            last = left
            yield left


def _is_indented(row: Row, lefts: _Edges) -> bool:
    edges = [left for left in lefts[row.page] if left <= row.left + 2]
    if not edges or row.sideways:
        return False
    return _LEAST_INDENT < (row.left - edges[-1]) / row.size < _MOST_INDENT


def _leading(rows: Sequence[Row]) -> dict[tuple[int, int], float]:
    """Return, per page and size, the usual distance between lines."""
    steps: dict[tuple[int, int], Counter[float]] = defaultdict(Counter)
    for above, row in pairwise(rows):
        step = above.base - row.base
        if above.page == row.page and 0 < step < 3 * row.size:
            steps[row.page, round(row.size)][round(step, 1)] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in steps.items()}


def _is_parted(above: Row, row: Row, leading: dict[tuple[int, int], float], rights: _Edges) -> bool:
    """Tell whether a paragraph ends between two rows: by a gap, or at a short last line of a column."""
    step = above.base - row.base
    if row.sideways or above.sideways:
        return False
    if above.page != row.page or step <= 0:
        return _ends_short(above, rights)
    if row.left >= above.right:
        return False
    usual = leading.get((row.page, round(row.size)))
    return usual is not None and step > usual + _EXTRA_GAP * row.size


def _ends_short(row: Row, rights: _Edges) -> bool:
    edge = next((right for right in rights.get(row.page, ()) if right >= row.right - 2), None)
    return edge is not None and row.left < edge - 5 * row.size and row.right < edge - 2 * row.size


def _right_edges(rows: Sequence[Row]) -> _Edges:
    """Return, per page, the right edges that several lines share, from left to right."""
    by_page: _Edges = defaultdict(list)
    counts = Counter((row.page, round(row.right)) for row in rows)
    for (page, right), count in sorted(counts.items()):
        if count + counts[page, right + 1] + counts[page, right - 1] >= _SUPPORT:
            by_page[page].append(right)
    return by_page
