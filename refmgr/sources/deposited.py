"""The reference list that a publisher deposited at Crossref, as References numbered as printed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from refmgr.identifiers import normalise_doi, normalise_isbn
from refmgr.model import Record, Reference
from refmgr.names import parse_person
from refmgr.sources.translate import plain

# The number that ends a key: `10.1016/x_BIB12`, `ref12`, `CR12`; Wiley's `e_1_2_7_12_1` ends with
# the part of an entry, which is why all keys together must make up a count.
LAST_NUMBER: Final = re.compile(r"(\d{1,4})\D*\Z")
YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
# As a reference prints them, in this order, where the publisher deposited no text.
PRINTED: Final = (
    "author", "article-title", "volume-title", "journal-title", "series-title", "edition", "year",
    "volume", "issue", "first-page",
)  # fmt: skip


def deposited_references(work: Mapping[str, Any]) -> tuple[Reference, ...]:
    """Return the deposited list of a work, in its order, with the numbers it has in print.

    `raw` is the deposited text, else its parts in the order of a printed reference. Entries of which
    nothing is told keep their place, so that the numbers of the others stay right. Misshapen parts
    are left out; nothing is raised.

    Args:
        work: as Crossref's JSON gives it by itself; a list or a search brings no references.
    """
    listed = work.get("reference")
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return tuple(
        Reference(number=number, label=str(number), raw=_raw(entry), record=_record(entry))
        for number, entry in zip(_numbers(entries), entries, strict=True)
    )


def _numbers(entries: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Return the numbers that the keys tell where these count from one on, else the positions."""
    found = [LAST_NUMBER.search(str(entry.get("key", ""))) for entry in entries]
    told = [int(one[1]) for one in found if one is not None]
    counted = list(range(1, len(entries) + 1))
    return told if sorted(told) == counted else counted


def _text(entry: Mapping[str, Any], name: str) -> str | None:
    value = entry.get(name)
    return plain(value) or None if isinstance(value, str) else None


def _raw(entry: Mapping[str, Any]) -> str:
    told = _text(entry, "unstructured")
    if told:
        return told
    parts = [part.rstrip(".") for name in PRINTED if (part := _text(entry, name))]
    doi = _text(entry, "DOI")
    return ". ".join(parts) or (f"doi: {doi}" if doi else "")


def _record(entry: Mapping[str, Any]) -> Record:
    """Return what the parts tell; the text is left to the parser of printed references."""
    author, year = _text(entry, "author"), YEAR.search(_text(entry, "year") or "")
    journal, volume_title = _text(entry, "journal-title"), _text(entry, "volume-title")
    title = _text(entry, "article-title")
    return Record(
        type="article-journal" if journal else None,
        title=title or (None if journal else volume_title),
        authors=(parse_person(author),) if author else (),
        et_al=False,
        container=journal or (volume_title if title else None),
        year=int(year[0]) if year else None,
        volume=_text(entry, "volume"),
        issue=_text(entry, "issue"),
        pages=_text(entry, "first-page"),
        edition=_text(entry, "edition"),
        doi=normalise_doi(_text(entry, "DOI") or ""),
        isbn=normalise_isbn(_text(entry, "ISBN") or ""),
    )
