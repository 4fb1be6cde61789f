"""Bytes of XML or HTML → a tree without comments or name spaces; nothing outside the file is read."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from html.entities import html5
from typing import Any, Final

from lxml import etree

from refmgr.model import Problem

_BEGINS: Final = re.compile(r"<html\b", re.IGNORECASE)
_ENDS: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_END: Final = 20_000  # characters; servers and savers add a few of their own behind the page
_CUT_OFF: Final = Problem(
    "cut-off",
    "The file lacks its end, as after a broken download: references may be missing. Download it"
    " again.",
)
_TOO_DEEP: Final = Problem(
    "nested-too-deep",
    "The file nests its parts thousands deep, as no paper does; what stands deeper was not read."
    " If something is missing, give the PDF or the text of the paper.",
)

Element = Any  # lxml gives no types of its own
Parser = Any

_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]{0,1000}(?:\[.*?\]\s{0,100})?>", re.DOTALL)
_DECLARED: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
_ENTITY: Final = re.compile(rb"&([A-Za-z_:][\w.:-]{0,63});")
_XML_ENTITIES: Final = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{1,40})", re.IGNORECASE
)
_META_ZONE: Final = 4096
# A browser reads these as Windows-1252, which holds the printable characters of both.
_WESTERN: Final = frozenset(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"))


def parse_xml(data: bytes) -> tuple[Element | None, tuple[Problem, ...]]:
    """Return the root of an XML file, None if nothing can be read, and what is missing of it.

    Where the file is broken it is repaired.

    The document type is taken off before the parser sees the file, so that no entity is ever
    defined: neither an external one that reads a file nor one that grows without end. Named
    characters (`&eacute;`) that the type would have defined are known from HTML.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = _DECLARED.sub(b"", data.decode("utf-16", errors="replace").encode())
    data = _DOCTYPE.sub(b"", data.removeprefix(BOM_UTF8).lstrip(), count=1)
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = _root(_ENTITY.sub(_character, data), parser)
    if root is None:
        return None, ()
    _forget_namespaces(root)
    closing = re.compile(rb"</(?:[\w.-]+:)?" + re.escape(str(root.tag).encode()) + rb"\s*>")
    return root, _losses(parser, is_cut=not closing.search(data[-_END:]))


def parse_html(data: bytes) -> tuple[Element | None, tuple[Problem, ...]]:
    """Return the root of a page, None if there is nothing in it, and what is missing or in doubt."""
    text, problems = _decoded(data)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    # No character below the blank is allowed; a page with one would be cut there.
    root = _root(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    is_cut = bool(_BEGINS.search(text[:_META_ZONE])) and not _ENDS.search(text[-_END:])
    return root, (*problems, *_losses(parser, is_cut=is_cut))


def _losses(parser: Parser, *, is_cut: bool) -> tuple[Problem, ...]:
    """Return what the file lacks and what the parser gave up; it repairs the rest."""
    too_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return (*((_CUT_OFF,) if is_cut else ()), *((_TOO_DEEP,) if too_deep else ()))


def plain(element: Element | None) -> str:
    """Return all text inside an element on one line, empty if there is no such element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _root(data: bytes, parser: Parser) -> Element | None:
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError:
        return None


def _character(found: re.Match[bytes]) -> bytes:
    name = found[1]
    if name in _XML_ENTITIES:
        return found[0]
    known = html5.get(f"{name.decode()};", "")  # what the file defines itself is not followed
    return "".join(f"&#{ord(character)};" for character in known).encode()


def _forget_namespaces(root: Element) -> None:
    for element in root.iter(etree.Element):
        if element.tag[0] == "{":
            element.tag = element.tag.rpartition("}")[2]


def _decoded(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode a page: a byte order mark, then UTF-8 if it is valid, then what the page declares.

    Valid UTF-8 with letters beyond ASCII does not come about by chance, while a page that was
    saved by a browser often keeps the declaration of the encoding it once had.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    found = _CHARSET.search(data[:_META_ZONE])
    declared = found[1].decode("ascii", "replace").lower() if found else ""
    if declared.startswith(("utf-8", "utf8")) and _nearly_utf8(data):
        return data.decode("utf-8", errors="replace"), (
            _guessed(line, "UTF-8 with broken letters"),
        )
    encoding = "windows-1252" if declared in _WESTERN or not declared else declared
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:
        return data.decode("windows-1252", "replace"), (_guessed(line, "Windows-1252"),)
    if declared.startswith(("utf-8", "utf8")):
        return data.decode("windows-1252", "replace"), (_guessed(line, "Windows-1252"),)
    return text, () if declared else (_guessed(line, "Windows-1252"),)


def _nearly_utf8(data: bytes) -> bool:
    """Tell a page with a few broken letters (cut by a copy) from one in another encoding."""
    beyond = sum(byte > 127 for byte in data[:200_000])
    return 10 * data[:200_000].decode("utf-8", "replace").count("\ufffd") < beyond


def _guessed(line: int, encoding: str) -> Problem:
    message = (
        f"The page does not say rightly how its letters are coded (see line {line}); it was read as "
        f"{encoding}. If letters with accents look wrong, save it anew from the browser."
    )
    return Problem("encoding-guessed", message)
