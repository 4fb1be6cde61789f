"""Records of an XML file cut out one by one, so that a broken one costs only itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from refmgr.formats.encoding import Source, decoded

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([\w.-]{1,40})["']""")
# No XML file may hold these, and EndNote writes them.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN_CODE: Final = re.compile(
    r"&#(?:x0*(?:[0-8BCEFbcef]|1[0-9A-Fa-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
ENTITY: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)(\w{2,30};)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one record and the line where it begins; `whole` unless its end is missing."""

    line: int
    raw: str
    whole: bool


def xml_pieces(source: Source, names: Sequence[str]) -> Iterator[Piece]:
    """Yield the elements of these names in order; a missing end is taken for before the next one."""
    data, encoding = _single_bytes(source)
    either = b"|".join(name.encode() for name in names)
    mark = re.compile(rb"<(/?)(?:" + either + rb")(?=[\s/>])[^>]*>")
    start: int | None = None
    line, counted = 1, 0
    for found in mark.finditer(data):
        closes = bool(found[1])
        if closes and start is None:
            continue
        if start is None or not closes:
            if start is not None:
                yield Piece(line, decoded(data[start : found.start()], encoding), whole=False)
            start = found.start()
            line, counted = line + data.count(b"\n", counted, start), start
            continue
        yield Piece(line, decoded(data[start : found.end()], encoding), whole=True)
        start = None
    if start is not None:
        yield Piece(line, decoded(data[start:], encoding), whole=False)


def _single_bytes(source: Source) -> tuple[bytes, str]:
    """Return bytes in an encoding whose ASCII characters are single bytes, and that encoding."""
    if source.encoding.startswith(("utf-16", "utf-32")):
        return source.text().encode("utf-8", "replace"), "utf-8"
    declared = DECLARED.search(source.data[:300])
    if declared and source.problems:
        try:
            b"x".decode(declared[1].decode())
        except LookupError:
            return source.data, source.encoding
        return source.data, declared[1].decode()
    return source.data, source.encoding.removesuffix("-sig")


def parse_piece(piece: Piece) -> "tuple[_Element | None, str]":
    """Return the element a piece holds, as much of it as can be read, and what is wrong with it.

    Characters XML forbids are left out, and names of characters that only HTML knows are resolved.
    """
    from lxml import etree  # noqa: PLC0415 - it takes time to load

    text = FORBIDDEN_CODE.sub("", FORBIDDEN.sub("", piece.raw))
    if "&" in text:
        text = ENTITY.sub(_entity, text)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False
    )
    element = etree.fromstring(text.encode("utf-8"), parser)
    if not piece.whole:
        return element, "its end is missing"
    first = next(iter(parser.error_log), None)
    return element, f"line {piece.line + first.line - 1}: {first.message}" if first else ""


def _entity(found: re.Match[str]) -> str:
    """Return what a name known from HTML stands for; any other ampersand is meant as such."""
    resolved = unescape(found[0])
    return resolved if resolved != found[0] and resolved not in "<>&" else f"&amp;{found[1] or ''}"
