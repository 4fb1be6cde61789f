"""What the packed parts of a PDF unpack to, told before a library unpacks them without an end."""

import re
import zlib
from typing import Final

HEAVY: Final = 8_000_000  # bytes; PDFium takes some fifty times as much for a page full of text
EXPLOSIVE: Final = 64_000_000

_STREAM: Final = re.compile(rb"stream\r?\n")
_END: Final = b"endstream"
_SMALL: Final = 8_000  # bytes; deflate packs at most a thousand times
_DICTIONARY: Final = 1_000
_PIECE: Final = 1 << 16


def unpacked(data: bytes, most: int) -> int:
    """Return how many bytes the largest packed part unpacks to, counted up to `most`.

    Pictures do not count: nothing unpacks them for their text.

    Args:
        data: the bytes of the PDF.
        most: where counting ends.
    """
    largest = 0
    for found in _STREAM.finditer(data):
        start = found.end()
        if data.find(_END, start, start + _SMALL) >= 0:
            continue
        head = data[max(0, found.start() - _DICTIONARY) : found.start()]
        head = head[head.rfind(b"obj") + 1 :]
        if b"/FlateDecode" in head and b"/Image" not in head:
            largest = max(largest, _inflated(data, start, most))
            if largest >= most:
                break
    return largest


def _inflated(data: bytes, start: int, most: int) -> int:
    """Return what a deflated stream unpacks to, without keeping it; what is damaged counts so far."""
    unpacking = zlib.decompressobj()
    size, packed = 0, data[start : start + _PIECE]
    try:
        while packed and not unpacking.eof and size < most:
            size += len(unpacking.decompress(packed, _PIECE))
            packed = unpacking.unconsumed_tail
            if not packed:
                start += _PIECE
                packed = data[start : start + _PIECE]
    except zlib.error:
        pass
    return size
