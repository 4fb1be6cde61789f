"""The list a page prints and the list its metas hold, brought together."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Final

from refmgr.documents.composing import compose
from refmgr.documents.html_entries import PageEntry
from refmgr.model import Record
from refmgr.text import fold, words

_AGREES: Final = 0.6
_SURELY: Final = 0.95
_MOST_PAIRS: Final = 1_000_000
_FAR_MORE: Final = 1.5


def with_metas(
    printed: Sequence[PageEntry], listed: Sequence[tuple[str, Record]]
) -> list[PageEntry]:
    """Return the printed entries, their Records completed by the metas.

    A page that prints no list, or only a part of what its metas hold, gives the list of the metas.

    Args:
        printed: the entries found in the page.
        listed: text (empty where the meta names fields) and Record of each citation_reference.
    """
    if len(listed) > _FAR_MORE * len(printed):
        composed = [PageEntry(text or compose(record), None, record, ()) for text, record in listed]
        return [entry for entry in composed if entry.raw]
    records = [record for _, record in listed]
    by_place = len(records) == len(printed)
    titles = _by_title(records) if len(records) * len(printed) < _MOST_PAIRS else {}
    return [
        _completed(entry, records[k : k + 1] if by_place else [], titles)
        for k, entry in enumerate(printed)
    ]


def _by_title(records: Sequence[Record]) -> Mapping[str, Record]:
    return {fold(record.title)[:40]: record for record in records if record.title}


def _completed(
    entry: PageEntry, by_place: Sequence[Record], titles: Mapping[str, Record]
) -> PageEntry:
    for record in by_place:
        if _agrees(entry.raw, record):
            return entry._replace(record=_filled(entry.record, record))
    text = fold(entry.raw)
    for title, record in titles.items():
        if title in text and _agrees(entry.raw, record):
            return entry._replace(record=_filled(entry.record, record))
    return entry


def _agrees(raw: str, record: Record) -> bool:
    """Tell whether a Record is of the printed entry: its title stands there, or its numbers do."""
    there = set(words(raw))
    wanted = words(record.title or "") or words(record.container or "")
    if not wanted:
        return False
    share = sum(word in there for word in wanted) / len(wanted)
    if record.year and str(record.year) not in raw:
        return bool(record.title) and share >= _SURELY
    return share >= _AGREES


def _filled(first: Record, second: Record) -> Record:
    gaps = {
        field.name: getattr(second, field.name)
        for field in fields(Record)
        if not getattr(first, field.name)
    }
    return replace(first, **gaps)
