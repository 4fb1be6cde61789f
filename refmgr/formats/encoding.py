"""The bytes of a bibliographic file as lines or text, whatever encoding they are in."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from refmgr.model import Problem

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SLICE: Final = 1 << 20
SAMPLE: Final = 60_000
# Share of bytes beyond ASCII from which a text is hardly Western European.
FOREIGN: Final = 0.3
# Share of NUL bytes at every second place from which a text is UTF-16 without its mark.
HALF_EMPTY: Final = 0.7
WESTERN: Final = "refmgr-windows-1252"


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows-1252, so that a file of both is read right."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    text = "".join(
        bytes([byte]).decode("windows-1252", errors="ignore") or chr(byte) for byte in broken
    )
    return text, error.end


codecs.register_error(WESTERN, _western)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file with the encoding they are in; `problems` tells if it had to be guessed."""

    data: bytes
    name: str = ""
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()

    def lines(self, *, line_ends: str | None = None) -> Iterator[str]:
        r"""Yield the lines with their ends as `\n`, or as they are where `line_ends` is ""."""
        return io.TextIOWrapper(
            io.BytesIO(self.data), encoding=self.encoding, errors=WESTERN, newline=line_ends
        )

    def text(self) -> str:
        r"""Return the whole text, line ends as `\n`."""
        return decoded(self.data, self.encoding)

    def head(self, size: int = 65_536) -> str:
        """Return the text of the first bytes."""
        return decoded(self.data[:size], self.encoding)


def decoded(data: bytes, encoding: str) -> str:
    r"""Return text with line ends as `\n`; what is not UTF-8 in it is read as Windows-1252."""
    text = data.decode(encoding, errors=WESTERN if encoding.startswith("utf-8") else "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def open_source(data: bytes, name: str = "") -> Source:
    """Return the bytes of a file as a Source.

    UTF-8, UTF-16 and UTF-32 with their marks, UTF-16 without; else Windows-1252, the encoding of
    old Western European files, byte by byte where the rest is UTF-8; else what charset-normalizer
    says where most bytes are beyond ASCII.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return Source(data, name, encoding)
    if unmarked := _unmarked_utf16(data):
        return Source(data, name, unmarked)
    broken = _first_broken(data)
    if broken is None:
        return Source(data, name)
    encoding = _foreign(data) or "utf-8"
    said = "Windows-1252" if encoding == "utf-8" else encoding
    line = data.count(b"\n", 0, broken) + 1
    message = (
        f"The file is not UTF-8 (see line {line}); what is not was read as {said}. "
        "If letters with accents look wrong, save it as UTF-8 and try again."
    )
    return Source(data, name, encoding, (Problem("encoding-guessed", message),))


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:SAMPLE]
    half = len(head) // 2
    if not half or 0 not in head:
        return None
    if head[1::2].count(0) > HALF_EMPTY * half and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > HALF_EMPTY * half and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _first_broken(data: bytes) -> int | None:
    """Return where the bytes stop being UTF-8, None if they never do."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for at in range(0, len(data), SLICE):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[at : at + SLICE], final=at + SLICE >= len(data))
        except UnicodeDecodeError as error:
            return at - pending + error.start
    return None


def _foreign(data: bytes) -> str | None:
    sample = data[:SAMPLE]
    if sum(byte > 127 for byte in sample) <= FOREIGN * len(sample):
        return None
    # Imported here: the tables are large and hardly ever needed.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample).best()
    return None if best is None or best.encoding.startswith("utf") else best.encoding
