"""What PDFium knows of single characters on a page: where they stand and how large they are."""

import ctypes
from collections.abc import Sequence
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

MOST_CHARACTERS: Final = 60_000  # on one page; a densely set page of a journal holds 10,000


class Box(NamedTuple):
    """The ink of one character, in points from the lower left corner of the page."""

    left: float
    right: float
    bottom: float
    top: float


class Setting(NamedTuple):
    """How a character is set: its size in points, its baseline, and whether it runs sideways."""

    size: float
    base: float
    sideways: bool


class Glyphs:
    """The characters of one page, by their index in `text`; asks PDFium only for what is needed."""

    def __init__(self, handle: object, text: str) -> None:
        self.text = text
        self._handle = handle
        self._box = [ctypes.c_double() for _ in range(4)]
        self._origin = [ctypes.c_double(), ctypes.c_double()]
        self._matrix = pdfium.FS_MATRIX()

    def box(self, i: int) -> Box:
        """Return where the ink of a character lies."""
        pdfium.FPDFText_GetCharBox(self._handle, i, *self._box)
        left, right, bottom, top = self._box
        return Box(left.value, right.value, bottom.value, top.value)

    def setting(self, i: int) -> Setting:
        """Return size and baseline; the font's size alone means nothing before the text's matrix."""
        pdfium.FPDFText_GetCharOrigin(self._handle, i, *self._origin)
        pdfium.FPDFText_GetMatrix(self._handle, i, self._matrix)
        a, b, c, d = self._matrix.a, self._matrix.b, self._matrix.c, self._matrix.d
        size = pdfium.FPDFText_GetFontSize(self._handle, i) * (c * c + d * d) ** 0.5
        return Setting(size or 1.0, self._origin[1].value, abs(b) > abs(a))


def text_of(handle: object, count: int) -> str:
    """Return the characters of a page so that their positions are PDFium's indices."""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
    if len(text) == count and "\x00" not in text:
        return text
    points = [pdfium.FPDFText_GetUnicode(handle, i) for i in range(count)]
    return "".join(_character(points, i) for i in range(count))


def _character(points: Sequence[int], i: int) -> str:
    """Return one character for one index; the second half of a pair becomes a zero width space."""
    point = points[i]
    if 0xD800 <= point < 0xDC00 and i + 1 < len(points) and 0xDC00 <= points[i + 1] < 0xE000:
        return chr(0x10000 + ((point - 0xD800) << 10) + points[i + 1] - 0xDC00)
    if 0xD800 <= point < 0xE000:
        return "\u200b"
    return chr(point) if 0 < point <= 0x10FFFF else " "
