"""The compact form in which a catalogue keeps a Record: a JSON list, deflated with a dictionary."""

import json
import random
import zlib
from collections.abc import Sequence
from typing import Any, Final, Self

from refmgr.model import Person, Record

# The order is part of the format. What is often absent stands behind: trailing gaps are cut off.
FIELDS: Final = (
    "title", "authors", "container", "year", "volume", "issue", "pages", "doi", "type", "date",
    "publisher", "issn", "pmid", "article_number", "pmcid", "editors", "isbn", "edition", "place",
    "language", "arxiv", "url", "et_al",
)  # fmt: skip
PEOPLE: Final = frozenset({"authors", "editors"})
# Of 8 kB of the catalogue's own records a new one is told with half the bytes that it takes alone;
# 32 kB would save another tenth and make every record four times as slow to write.
DICTIONARY_BYTES: Final = 8000
WINDOW_BITS: Final = 13
MEMORY_LEVEL: Final = 8
LEVEL: Final = 6
CHECK_BYTES: Final = 3
COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Packer:
    """Packs Records and unpacks them with one dictionary, which belongs to the catalogue.

    Args:
        dictionary: bytes that records are likely to repeat; the same for packing and unpacking.
    """

    def __init__(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        self._blank = zlib.compressobj(
            LEVEL, zlib.DEFLATED, -WINDOW_BITS, MEMORY_LEVEL, zdict=dictionary
        )

    @classmethod
    def made_for(cls, records: Sequence[Record]) -> Self:
        """Return a Packer whose dictionary is drawn from some of the records it will pack."""
        # The seed makes one input give one catalogue.
        some = random.Random(len(records)).sample(list(records), min(len(records), 100))  # noqa: S311
        return cls(
            "".join(COMPACT(_values(record)) for record in some).encode()[-DICTIONARY_BYTES:]
        )

    def pack(self, record: Record) -> bytes:
        """Return a Record in some 120 bytes."""
        plain = COMPACT(_values(record)).encode("utf-8", "surrogatepass")
        squeezed = self._blank.copy()
        check = zlib.crc32(plain).to_bytes(4, "big")[:CHECK_BYTES]
        return check + squeezed.compress(plain) + squeezed.flush()

    def unpack(self, packed: bytes) -> Record:
        """Return the Record that was packed.

        Raises:
            ValueError: these are not the bytes that `pack` gave.
        """
        try:
            plain = zlib.decompressobj(-WINDOW_BITS, self.dictionary).decompress(
                packed[CHECK_BYTES:]
            )
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if zlib.crc32(plain).to_bytes(4, "big")[:CHECK_BYTES] != packed[:CHECK_BYTES]:
            raise ValueError("the check sum of a record is wrong")
        return _record(json.loads(plain.decode("utf-8", "surrogatepass")))


def _values(record: Record) -> list[Any]:
    values = [
        [_name(person) for person in getattr(record, field)]
        if field in PEOPLE
        else getattr(record, field)
        for field in FIELDS
    ]
    while values and not values[-1]:
        values.pop()
    return values


def _name(person: Person) -> str | list[str | None]:
    if person.literal is not None:
        return person.literal
    if person.particle is None and person.suffix is None:
        return [person.family, person.given]
    return [person.family, person.given, person.particle, person.suffix]


def _record(values: Sequence[Any]) -> Record:
    given = dict(zip(FIELDS, values, strict=False))
    for field in PEOPLE:
        given[field] = tuple(map(_person, given.get(field) or ()))
    given["et_al"] = bool(given.get("et_al"))
    return Record(**given)


def _person(name: str | Sequence[str | None]) -> Person:
    return Person(literal=name) if isinstance(name, str) else Person(*name)
