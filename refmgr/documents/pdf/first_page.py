"""Title and authors as the first page sets them: the largest type, and the names beneath it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from refmgr.documents.front import is_section_label, looks_like_people, people_line
from refmgr.documents.markdown import without_marks
from refmgr.documents.pdf.rows import HYPHEN, Row
from refmgr.documents.self_citation import source_parts
from refmgr.identifiers import find_dois, find_identifiers
from refmgr.text import fold, mend

_SAME_SIZE: Final = 0.04
_LARGER: Final = 1.12  # than the text of the page
_UPPER: Final = 0.45  # of the page's height: a title stands above it
_MOST_ROWS: Final = 8
_MOST_NAME_ROWS: Final = 40
_FEWEST_LETTERS: Final = 14
_FEWEST_WORDS: Final = 3
_LEAST_PRINTED: Final = 0.9
# A heading of a section (`1.2 Methods`), a date of a title page.
_NO_TITLE: Final = re.compile(
    r"^(?:[1-9]\.?|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+[A-Z]"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s\d{1,2},)?\s(?:19|20)\d\d\W*$"
)
_EDGE: Final = 6  # lines
_FOOTNOTE: Final = re.compile(r"\s*(?:<sup>|\[?\d{1,3}[\].)]?\s)")
_ODD: Final = re.compile(r"[^\w\s.,:;()\[\]'\"‘’“”?!/&%+=<>*–—‐-]")
_MOST_ODD: Final = 0.08
# `Britta S. Meyer a,b,⇑`: letters and signs of affiliations.
_AFFILIATED: Final = re.compile(
    r"\s[a-z](?:\s?,\s?[a-z]\b)*(?:\s?,?\s?[⇑∗*†‡✉])?(?=\s*(?:,|$|and\b|&))|[⇑✉]"
)
_ENDS_NAMES: Final = re.compile(
    r"abstract|summary|background|introduction|received|accepted|correspond|department|key ?words"
    r"|\w+@|institut|universit|hospital|school of|college|©|copyright|published|edited|reviewed",
    re.IGNORECASE,
)


class FirstPage(NamedTuple):
    """What the first page shows of the paper: its title and the line of its authors."""

    title: str | None = None
    authors: str | None = None
    doi: str | None = None


def read_first_page(rows: Sequence[Row], known_title: str | None) -> FirstPage:
    """Return the title set in the largest type, and the names printed beneath it.

    Args:
        rows: those of the first page, page furniture left out.
        known_title: the title that the file's metadata give; taken where the page prints it.
    """
    title, names = _title(rows, known_title)
    return FirstPage(title, names, _edge_doi(rows))


def _title(rows: Sequence[Row], known_title: str | None) -> tuple[str | None, str | None]:
    blocks = list(_blocks(rows))
    if known_title:
        for block in blocks:
            if _is_printed(known_title, _text(block)):
                return known_title, _names(rows, block)
    best = max(
        (block for block in blocks if _may_be_title(block, rows)),
        key=lambda block: (round(block[0].size), block[0].base),
        default=None,
    )
    if best is None:
        return None, None
    return _text(best).rstrip("."), _names(rows, best)


def _edge_doi(rows: Sequence[Row]) -> str | None:
    """Return the only DOI that the head and the foot of the page print, if no footnote prints it."""
    heights = sorted({round(row.base) for row in rows})
    edges = {*heights[:_EDGE], *heights[-_EDGE:]}
    found = {
        doi.value
        for row in rows
        if round(row.base) in edges and not _FOOTNOTE.match(row.text)
        for doi in find_dois(row.text)
    }
    return found.pop() if len(found) == 1 else None


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield runs of rows set in one size, one under the other."""
    block: list[Row] = []
    for row in rows:
        if block and not (_same_size(block[-1], row) and _follows(block[-1], row)):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _same_size(a: Row, b: Row) -> bool:
    return abs(a.size - b.size) <= _SAME_SIZE * max(a.size, b.size)


def _follows(above: Row, row: Row) -> bool:
    return 0 < above.base - row.base < 2.2 * row.size and row.left < above.right


def _text(block: Sequence[Row]) -> str:
    joined = ""
    for row in block:
        text = without_marks(row.text.removesuffix(HYPHEN))
        joined = f"{joined}{text}" if not joined else f"{joined}\n{text}"
    return mend(joined)


def _may_be_title(block: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Tell whether a block can be the title: larger than the text, words, and no part of a journal."""
    text = _text(block)
    letters = sum(map(str.isalpha, text))
    if len(block) > _MOST_ROWS or letters < _FEWEST_LETTERS or len(text.split()) < _FEWEST_WORDS:
        return False
    if block[0].sideways or block[0].size < _LARGER * _body_size(rows):
        return False
    highest = max(row.base for row in rows)
    if block[0].base < _UPPER * highest or 2 * letters < len(text.replace(" ", "")):
        return False
    if is_garbled(text) or _NO_TITLE.search(text) or looks_like_people(text):
        return False
    return not (is_section_label(text) or source_parts(text) or find_identifiers(text))


def is_garbled(text: str) -> bool:
    """Tell whether a text is signs for letters: its font lacks the table that names its letters."""
    return len(_ODD.findall(text)) > _MOST_ODD * len(text)


def _body_size(rows: Sequence[Row]) -> float:
    """Return the size that most letters of the page are set in."""
    letters: dict[float, int] = {}
    for row in rows:
        size = round(row.size, 1)
        letters[size] = letters.get(size, 0) + len(row.text)
    return max(letters, key=lambda size: letters[size])


def _is_printed(title: str, text: str) -> bool:
    """Tell whether a block prints a title: nearly all of its words, and little else."""
    wanted, given = set(fold(title).split()), set(fold(text).split())
    both = len(wanted & given)
    return both >= _LEAST_PRINTED * len(wanted) and both >= 0.6 * len(given)


def _names(rows: Sequence[Row], block: Sequence[Row]) -> str | None:
    """Return the author list beneath a title: rows of one size, as long as they read as names."""
    at = next(i for i, row in enumerate(rows) if row is block[-1]) + 1
    beneath = rows[at : at + _MOST_NAME_ROWS]
    taken: list[Row] = []
    for row in beneath:
        if _ENDS_NAMES.search(row.text) or (taken and not _same_size(taken[-1], row)):
            break
        taken.append(row)
    for count in range(len(taken), 0, -1):
        line = _people(taken[:count])
        if looks_like_people(line) and _is_whole(taken[:count]):
            return line
    return None


def _people(rows: Sequence[Row]) -> str:
    return people_line(_AFFILIATED.sub("", without_marks(" ".join(row.text for row in rows))))


def _is_whole(rows: Sequence[Row]) -> bool:
    return all(above.base - row.base < 2.5 * row.size for above, row in pairwise(rows))
