"""Bytes → text: the encodings that papers are saved in, and when one had to be guessed."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from refmgr.model import Problem

_SAMPLE: Final = 60_000
_FOREIGN: Final = 0.3  # share of bytes beyond ASCII from which a text is hardly Western European


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, character for character, and a Problem if the encoding was guessed.

    UTF-8 (a byte order mark is taken off), UTF-16 with its mark; else Windows-1252, the encoding of
    old Western European files, or what charset-normalizer says where most bytes are beyond ASCII.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8"), ()
    except UnicodeDecodeError as error:
        text, encoding = _guess(data)
        line = data.count(b"\n", 0, error.start) + 1
    message = (
        f"The file is not UTF-8 (see line {line}); it was read as {encoding}. "
        "If letters with accents look wrong, save it as UTF-8 and import it again."
    )
    return text, (Problem("encoding-guessed", message),)


def _guess(data: bytes) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    if sum(byte > 127 for byte in sample) > _FOREIGN * len(sample):
        # Imported here: the tables are large and hardly ever needed.
        from charset_normalizer import from_bytes  # noqa: PLC0415

        best = from_bytes(sample).best()
        if best is not None:
            return data.decode(best.encoding, errors="replace"), best.encoding
    try:
        return data.decode("windows-1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"
