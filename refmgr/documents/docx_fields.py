"""The citations that Zotero, Mendeley, EndNote and Word hide in a Word file: fields and controls."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from refmgr.documents.packages import Package, parse_xml
from refmgr.errors import UnreadableError
from refmgr.formats.csl_json import record_from_csl
from refmgr.formats.endnote_xml import cited_only, record_from_endnote, text_of
from refmgr.formats.word_sources import NAMESPACE, B, record_from_source
from refmgr.model import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

_CSL: Final = re.compile(r"\s*(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)")
_ENDNOTE: Final = re.compile(r"\s*ADDIN\s+EN\.CITE(?!\.DATA)\b")
_ENDNOTE_XML: Final = re.compile(r"<EndNote>.*</EndNote>", re.DOTALL)
_WORD: Final = re.compile(r"\s*CITATION\s+(\S+)")
_WORD_MORE: Final = re.compile(r"\\m\s+(\S+)")
_LIST: Final = re.compile(
    r"\s*(?:ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley Bibliography)|BIBLIOGRAPHY\b)|"
    r".{0,400}CSL_BIBLIOGRAPHY",
    re.DOTALL,
)
_MENDELEY: Final = re.compile(r"MENDELEY_CITATION_v\d+_(.+)", re.DOTALL)
_MENDELEY_LIST: Final = "MENDELEY_BIBLIOGRAPHY"
_CUSTOM_PART: Final = re.compile(r"customXml/item\d+\.xml")
WORD: Final = "word:"  # before the tag of a source
_SOURCES: Final = NAMESPACE.encode()
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class CitedWork(NamedTuple):
    """A work that a field cites: what identifies it in this file, and its Record, if the field has it."""

    key: str
    record: Record | None


def works_in_field(instruction: str, data: str) -> list[CitedWork] | None:
    """Return what a field cites, None if it is no citation.

    Args:
        instruction: the code of the field, all its runs joined.
        data: the base64 data beside it, where EndNote keeps what is too long for the code.
    """
    if found := _CSL.match(instruction):
        return _csl_works(instruction[found.end() :])
    if _ENDNOTE.match(instruction):
        return _endnote_works(instruction) or _endnote_works(_decoded(data))
    if found := _WORD.match(instruction):
        tags = [found[1], *_WORD_MORE.findall(instruction)]
        return [CitedWork(f"{WORD}{tag}", None) for tag in tags]
    return None


def works_in_control(tag: str) -> list[CitedWork] | None:
    """Return what a content control of Mendeley Cite cites, None if it is none."""
    found = _MENDELEY.match(tag)
    return _csl_works(_decoded(found[1])) if found else None


def is_list_field(instruction: str) -> bool:
    """Tell whether a field holds the printed list of references."""
    return bool(_LIST.match(instruction))


def is_list_control(tag: str) -> bool:
    """Tell whether a content control holds the printed list of references."""
    return tag.startswith(_MENDELEY_LIST)


def word_sources(package: Package) -> dict[str, Record]:
    """Return the sources that Word keeps, by key; python-docx leaves an empty item, so all are looked at."""
    found: dict[str, Record] = {}
    for part in package.names:
        if not _CUSTOM_PART.fullmatch(part):
            continue
        data = package.bytes_of(part) or b""
        root = parse_xml(data, part) if _SOURCES in data[:4096] else None
        if root is not None:
            for source in root.iter(f"{B}Source"):
                tag, record = record_from_source(source)
                found[f"{WORD}{tag}"] = record
    return found


def _csl_works(text: str) -> list[CitedWork]:
    """Read `{"citationItems": [{"id", "uris", "itemData"}]}`; text behind the object does not matter."""
    try:
        citation, _ = json.JSONDecoder().raw_decode(text.strip())
    except (ValueError, RecursionError):
        return []
    items = citation.get("citationItems") if isinstance(citation, dict) else None
    return list(_csl_items(items)) if isinstance(items, list) else []


def _csl_items(items: list[Any]) -> Iterator[CitedWork]:
    for item in items:
        if not isinstance(item, Mapping):
            continue
        data = item.get("itemData")
        record = record_from_csl(data) if isinstance(data, Mapping) else None
        uris = item.get("uris") or item.get("uri")
        name = uris[0] if isinstance(uris, list) and uris else item.get("id")
        # Mendeley counts its ids anew in each field: what a work says of itself is the better key.
        key = _identity(record) if record else None
        yield CitedWork(key or f"csl:{name}", record)


def _identity(record: Record) -> str | None:
    if record.doi:
        return f"doi:{record.doi}"
    if record.title:
        parts = (record.title.casefold(), record.year, record.volume, record.pages)
        return f"title:{parts}"
    return None


def _endnote_works(text: str) -> list[CitedWork]:
    found = _ENDNOTE_XML.search(_CONTROL.sub("", text))
    if not found:
        return []
    try:
        root = parse_xml(found[0].encode(), "EN.CITE")
    except UnreadableError:  # a document type inside a field: not EndNote's
        return []
    return [] if root is None else list(_endnote_cites(root))


def _endnote_cites(root: "_Element") -> Iterator[CitedWork]:
    for cite in root.iterfind("Cite"):
        whole = cite.find("record")
        told = {child.tag: text_of(child) for child in cite if isinstance(child.tag, str)}
        record = record_from_endnote(whole) if whole is not None else cited_only(told)
        number = told.get("RecNum")
        key = f"endnote:{number}" if number else _identity(record)
        yield CitedWork(key or f"endnote:{told.get('Author')} {told.get('Year')}", record)


def _decoded(data: str) -> str:
    """Return base64 as text; what is no base64 gives ""."""
    packed = re.sub(r"\s+", "", data)
    try:
        plain = base64.b64decode(packed + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return ""
    if b"<\x00" in plain[:64]:
        return plain.decode("utf-16-le", errors="replace")
    return plain.decode("utf-8", errors="replace")
