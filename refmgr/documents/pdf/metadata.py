"""What a PDF says of itself beside its pages: the Info dictionary and the XMP packet."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Final, NamedTuple

from refmgr.identifiers import find_dois, normalise_doi

_PACKET: Final = re.compile(rb"<x:xmpmeta\b.{0,200000}?</x:xmpmeta>", re.DOTALL)
_MOST_PACKETS: Final = 20
_XMP_DOI: Final = re.compile(
    r"<(?:prism|crossmark|pdfx|dc):(?:doi|DOI|identifier)\b[^<>]{0,80}>\s*([^<>]{5,200}?)\s*<"
    r"|\b(?:prism|crossmark|pdfx):(?:doi|DOI)=\"([^\"<>]{5,200})\""
)
_XMP_TITLE: Final = re.compile(
    r"<dc:title\b[^<>]{0,80}>\s*(?:<rdf:Alt\b[^<>]{0,80}>\s*<rdf:li\b[^<>]{0,80}>)?\s*([^<>]{5,600}?)\s*<"
)
_XMP_JOURNAL: Final = re.compile(
    r"<prism:publicationName\b[^<>]{0,80}>\s*([^<>]{2,200}?)\s*<"
    r"|\bprism:publicationName=\"([^\"<>]{2,200})\""
)
_INFO_DOI: Final = re.compile(r"doi", re.IGNORECASE)
# Names of files and jobs, which programs write where the title belongs.
_JUNK: Final = re.compile(
    r"microsoft word|untitled|\.(?:docx?|indd|qxd|pdf|tex|rtf|pmd|fm|dvi|eps|p65|xml|wpd)\b|\d\s?\.\.\s?\d"
    r"|^\W*(?:doi|pii|layout|slide|powerpoint|title|document|manuscript|template|print|full page"
    r"|[\d\W_]{1,40}$)|_\w+_\d",
    re.IGNORECASE,
)
_SITE: Final = re.compile(
    r"\s[-–—|]\s(?:PMC|PubMed(?: Central)?|ScienceDirect|Springer\w*|Wiley Online Library"
    r"|.{0,30}\bJournals?)$"
)
_FEWEST_WORDS: Final = 2


class Described(NamedTuple):
    """DOI, title and journal as the file's metadata give them, None where they give none."""

    doi: str | None = None
    title: str | None = None
    journal: str | None = None


def describe(data: bytes, info: Mapping[str, str]) -> Described:
    """Return what the metadata of a PDF tell of the paper.

    XMP packets of figures stand in the file as well, so only what all packets agree on is taken.

    Args:
        data: the bytes of the file; packets are usually stored without compression.
        info: the Info dictionary.
    """
    packets = [_decoded(found) for found in _packets(data)]
    return Described(
        doi=_agreed(_dois(packet) for packet in packets) or _info_doi(info),
        title=_title(packets, info),
        journal=_agreed(_values(_XMP_JOURNAL, packet) for packet in packets),
    )


def _packets(data: bytes) -> list[bytes]:
    found: list[bytes] = []
    at = data.find(b"<x:xmpmeta")
    while at >= 0 and len(found) < _MOST_PACKETS:
        packet = _PACKET.match(data, at)
        if packet:
            found.append(packet.group())
        at = data.find(b"<x:xmpmeta", at + 10)
    return found


def _decoded(packet: bytes) -> str:
    return packet.decode("utf-8", errors="replace")


def _values(pattern: re.Pattern[str], packet: str) -> set[str]:
    found = (unescape(first or second) for first, second in pattern.findall(packet))
    return {value.strip() for value in found if value.strip()}


def _dois(packet: str) -> set[str]:
    dois = (normalise_doi(value) for value in _values(_XMP_DOI, packet) if "10." in value)
    return {doi for doi in dois if doi}


def _agreed(sets: Iterable[set[str]]) -> str | None:
    values = set().union(*sets)
    return values.pop() if len(values) == 1 else None


def _info_doi(info: Mapping[str, str]) -> str | None:
    """Return the DOI of an Info dictionary: publishers put it under Subject or a key of their own."""
    found = {
        doi.value
        for key, value in info.items()
        if key == "Subject" or _INFO_DOI.search(key)
        for doi in find_dois(value[:500])
    }
    return found.pop() if len(found) == 1 else None


def _title(packets: list[str], info: Mapping[str, str]) -> str | None:
    """Return a title that is one: no file name, no job of a typesetter."""
    printed = [unescape(found) for packet in packets for found in _XMP_TITLE.findall(packet)]
    for value in (info.get("Title", ""), *printed):
        title = _SITE.sub("", " ".join(value.split()))
        if len(title.split()) >= _FEWEST_WORDS and not _JUNK.search(title):
            return title[:600]
    return None
