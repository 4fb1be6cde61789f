"""The printed lines of a page, with raised numbers, accents and hyphens as a reader sees them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from refmgr.documents.pdf.accents import ACCENTS, compose
from refmgr.documents.pdf.columns import in_columns
from refmgr.documents.pdf.glyphs import Glyphs
from refmgr.documents.pdf.pieces import Piece, pieces_of
from refmgr.documents.pdf.raised import mark_raised

HYPHEN: Final = "\x02"
"""Stands at the end of a row whose last word goes on in the next."""

_LEADING_NUMBER: Final = re.compile(r"\d{1,4}\s*")
# A raised number belongs to the word before it, except where it is glued to the next: `1H`, `2Institute`.
_BEFORE_RAISED: Final = re.compile(r"[ \u00a0](<sup>[^<]{1,80}</sup>)(?![^\W\d_])")
_BEHIND_RAISED: Final = re.compile(r"</sup>[ \u00a0](?=[,.;:)])")
_DIGIT: Final = re.compile(r"\d")
_SPACES: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f]+")
# Without meaning for a reader: zero width, soft hyphens, controls that broken fonts leave behind.
_NOTHING: Final = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f]")
_GLUED: Final = re.compile(
    r"(?<=[\d.,;:)])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z][a-z])|(?<=\d)(?=[a-z]{3})"
)
# Of the size: measured gaps within a word end at 0.12, lost blanks begin at 0.17.
_LOST_GAP: Final = 0.15
_SAME_LINE: Final = 0.6  # of the size: how far apart the baselines of one line may be
_WIDEST_GAP: Final = 1.6
_LONGEST_NUMBER: Final = 5
_WIDEST_BEHIND_NUMBER: Final = 3.5
_WORD_GAP: Final = 0.16


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line: its page (from 0), text, extent, baseline and size in points.

    `body` is the left edge of what follows a number that the line begins with.
    """

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    sideways: bool = False
    body: float | None = None


def rows_of(glyphs: Glyphs, page: int) -> list[Row]:
    """Return the printed lines of a page in the order of its content."""
    rows: list[Row] = []
    line: list[Piece] = []
    for piece in in_columns(glyphs, pieces_of(glyphs)):
        if line and not _goes_on(line, piece):
            rows.append(_row(glyphs, line, page))
            line = []
        line.append(piece)
    if line:
        rows.append(_row(glyphs, line, page))
    return [row for row in rows if row.text.strip(HYPHEN)]


def _goes_on(line: Sequence[Piece], piece: Piece) -> bool:
    """Tell whether a piece stands on the same printed line: PDFium parts lines at raised numbers."""
    before, size = line[-1], max(line[-1].size, piece.size)
    if before.hyphen or piece.sideways or before.sideways:
        return False
    gap = piece.left - before.right
    level = abs(piece.base - before.base)
    numbered = len(line) == 1 and before.last - before.first <= _LONGEST_NUMBER
    widest = _WIDEST_BEHIND_NUMBER if numbered else _WIDEST_GAP
    return level < _SAME_LINE * size and -0.3 * size < gap < widest * size


def _row(glyphs: Glyphs, line: Sequence[Piece], page: int) -> Row:
    main = max(line, key=lambda piece: (piece.last - piece.first > 2, piece.size))
    parts: list[str] = []
    for i, piece in enumerate(line):
        if i and piece.left - line[i - 1].right > _WORD_GAP * main.size:
            parts.append(" ")
        parts.append(_printed(glyphs, piece, main))
    text = "".join(parts).replace("</sup><sup>", "")
    text = _BEHIND_RAISED.sub("</sup>", _BEFORE_RAISED.sub(r"\1", text))
    text = _NOTHING.sub("", _SPACES.sub(" ", text)).strip()
    return Row(
        page=page,
        text=text + HYPHEN if line[-1].hyphen else text,
        left=line[0].left,
        right=line[-1].right,
        base=main.base,
        size=main.size,
        sideways=main.sideways,
        body=_body_edge(glyphs, line),
    )


def _body_edge(glyphs: Glyphs, line: Sequence[Piece]) -> float | None:
    """Return the left edge of what stands behind a number at the beginning of a line."""
    first = line[0]
    found = _LEADING_NUMBER.match(glyphs.text, first.first, first.last)
    if not found:
        return None
    if found.end() < first.last:
        return glyphs.box(found.end()).left
    return line[1].left if len(line) > 1 else None


def _printed(glyphs: Glyphs, piece: Piece, main: Piece) -> str:
    text = glyphs.text[piece.first : piece.last]
    characters = list(text)
    if ACCENTS.search(text):
        compose(glyphs, characters, piece.first)
    if not main.sideways and _DIGIT.search(text):
        mark_raised(glyphs, characters, piece.first, main.size, main.base)
    if not main.sideways:
        _part_words(glyphs, text, characters, piece)
    return "".join(characters)


def _part_words(glyphs: Glyphs, text: str, characters: list[str], piece: Piece) -> None:
    """Set the blank that PDFium misses where the type changes: `mammals.Zoology 111`."""
    for found in _GLUED.finditer(text):
        k = found.start()
        if k and characters[k - 1]:
            gap = glyphs.box(piece.first + k).left - glyphs.box(piece.first + k - 1).right
            if gap > _LOST_GAP * piece.size:
                characters[k] = f" {characters[k]}"
