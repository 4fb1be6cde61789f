"""Accents that a PDF prints as characters of their own, put back on the letter they stand over."""

import re
import unicodedata
from typing import Final

from refmgr.documents.pdf.glyphs import Glyphs

_COMBINING: Final = {
    "´": "\u0301", "ˊ": "\u0301", "`": "\u0300", "ˋ": "\u0300", "¨": "\u0308", "ˆ": "\u0302",
    "^": "\u0302", "˜": "\u0303", "~": "\u0303", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a",
    "¸": "\u0327", "˙": "\u0307", "˝": "\u030b", "¯": "\u0304", "˛": "\u0328",
}  # fmt: skip
_DOTLESS: Final = {"ı": "i", "ȷ": "j"}
ACCENTS: Final = re.compile(r"[´ˊ`ˋ¨ˆ^˜~ˇ˘˚¸˙˝¯˛\u0300-\u036f]")
_REACH: Final = 2  # characters: an invented blank may stand between
_TOUCHING: Final = 0.17  # of the size: a blank between words is wider


def compose(glyphs: Glyphs, characters: list[str], first: int) -> None:
    """Put each accent on the letter whose ink it stands over, in place; places are kept.

    Old fonts print `Gonza´lez`, TeX prints `Gonz´alez`: only the page tells whose accent it is.

    Args:
        glyphs: the characters of the page.
        characters: those of one run; taken-up accents become "".
        first: the index of the run in the page.
    """
    for i, character in enumerate(characters):
        if not ACCENTS.match(character):
            continue
        mark = _COMBINING.get(character, character)
        box = glyphs.box(first + i)
        middle = (box.left + box.right) / 2
        for k in _neighbours(characters, i):
            letter = glyphs.box(first + k)
            base = _DOTLESS.get(characters[k], characters[k])
            composed = unicodedata.normalize("NFC", base + mark)
            if letter.left <= middle <= letter.right and len(composed) == 1:
                characters[k], characters[i] = composed, ""
                _close_gap(glyphs, characters, first, (i, k))
                break


def _neighbours(characters: list[str], i: int) -> list[int]:
    near = (*range(i - 1, i - 1 - _REACH, -1), *range(i + 1, i + 1 + _REACH))
    return [k for k in near if 0 <= k < len(characters) and characters[k].isalpha()]


def _close_gap(glyphs: Glyphs, characters: list[str], first: int, taken: tuple[int, int]) -> None:
    """Take out the blank that PDFium invents beside an accent: `Go¨ ker`."""
    low, high = min(taken), max(taken)
    for k in range(max(0, low - 1), min(len(characters), high + 2)):
        if characters[k] != " " or not 0 < k < len(characters) - 1:
            continue
        left = next((j for j in range(k - 1, -1, -1) if characters[j].strip()), None)
        if left is None or not characters[k + 1].strip():
            continue
        gap = glyphs.box(first + k + 1).left - glyphs.box(first + left).right
        if gap < _TOUCHING * glyphs.setting(first + left).size:
            characters[k] = ""
