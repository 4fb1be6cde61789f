"""A catalogue as sources: first what the numbers of a reference lead to, then what its words do."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from refmgr.model import Candidate, Record, Reference
from refmgr.sources.catalogue.catalogue import Catalogue
from refmgr.sources.query import query_of
from refmgr.sources.source import Source

NAME: Final = "catalogue"
ROWS: Final = 8


def catalogue_sources(catalogues: Sequence[Catalogue]) -> tuple[Source, ...]:
    """Return catalogues as sources, in the order in which they should be asked.

    Nine references of ten are found by their numbers alone, at a third of the cost of their words.
    """
    return (*map(ByNumbers, catalogues), *map(ByWords, catalogues))


class ByNumbers:
    """Offers the works that the identifiers of a reference, or its year, volume and page, lead to."""

    name: Final = NAME

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return what the catalogue has under the numbers of a Reference, its identifiers first."""
        named = list(self._by_identifier(reference.record))
        placed = merged(self._catalogue.by_place(text_of(reference)))
        known = [found.record for found in named]
        return [*named, *(_offered(record, "query") for record in placed if record not in known)]

    def _by_identifier(self, record: Record) -> Iterator[Candidate]:
        for kind in ("doi", "pmid"):
            value = getattr(record, kind)
            if value:
                for found in merged(self._catalogue.by_identifier(kind, value)):
                    yield _offered(found, kind)


class ByWords:
    """Offers the works whose titles, journals, authors and numbers resemble a reference most."""

    name: Final = NAME

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return the works of the catalogue that resemble a Reference, best first."""
        found = self._catalogue.nearest(text_of(reference), ROWS)
        return [_offered(record, "query") for record in merged(found)]


def text_of(reference: Reference) -> str:
    """Return a reference as printed, or its fields in the order of print where it has no print."""
    return reference.raw if reference.raw.strip() else query_of(reference) or ""


def _offered(record: Record, asked: str) -> Candidate:
    return Candidate(source=NAME, record=record, asked=asked)


def merged(records: Sequence[Record]) -> Sequence[Record]:
    """Return works that stand in a catalogue more than once as one, gaps of the first filled.

    Crossref knows no PMID, PubMed seldom a publisher: a catalogue made of both knows both.
    """
    found: dict[object, Record] = {}
    for at, record in enumerate(records):
        identity = record.doi or record.pmid or at
        known = found.get(identity)
        found[identity] = record if known is None else _filled(known, record)
    return list(found.values())


def completed(record: Record, catalogues: Sequence[Catalogue]) -> Record:
    """Return a work with its DOI or PMID from another account of it, where it lacks one of them."""
    if bool(record.doi) == bool(record.pmid):
        return record
    kind, value = ("doi", record.doi) if record.doi else ("pmid", record.pmid or "")
    if sum(catalogue.count(kind, value) for catalogue in catalogues) > 1:
        for catalogue in catalogues:
            for other in catalogue.by_identifier(kind, value):
                record = _filled(record, other)
    return record


def _filled(record: Record, other: Record) -> Record:
    gaps = {
        name: value
        for name in Record.__slots__
        if not getattr(record, name) and (value := getattr(other, name))
    }
    return replace(record, **gaps) if gaps else record
