"""A finished catalogue, opened to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from refmgr.errors import CatalogueError
from refmgr.model import Record
from refmgr.sources.catalogue.keys import identifier_key, place_keys
from refmgr.sources.catalogue.packing import Packer
from refmgr.sources.catalogue.storage import (
    BUILT,
    DICTIONARY,
    count_key,
    explained,
    find_by_ids,
    find_by_keys,
    open_works,
    read_about,
)
from refmgr.sources.catalogue.words import WordIndex

# So many works may share year, volume and first page by chance before their words must tell.
MOST_BY_PLACE: Final = 50


@dataclass(frozen=True, slots=True)
class About:
    """What a catalogue says of itself: when it was finished (UTC), and how much it holds."""

    built: str
    inputs: int
    works: int
    with_doi: int
    with_pmid: int
    skipped: Mapping[str, int]
    bytes: int


class Catalogue:
    """The works of one catalogue, found by identifier, by numbers or by words.

    Args:
        folder: where it was built.

    Raises:
        CatalogueError: there is none, it is not finished, damaged or of another version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._connection = open_works(folder)
        with explained(folder):
            dictionary = read_about(self._connection, DICTIONARY)
            if not read_about(self._connection, BUILT):
                raise CatalogueError(
                    "this catalogue is not finished; build it again with the same sources, "
                    "and it goes on where it stopped",
                    subject=str(folder),
                )
            self._packer = Packer(dictionary or b"")
        self._words = WordIndex(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close its files."""
        self._connection.close()

    def about(self) -> About:
        """Return how much it holds, of what, in how many bytes."""
        with explained(self.folder):
            built = read_about(self._connection, BUILT) or b""
            inputs, works, with_doi, with_pmid = self._connection.execute(
                "SELECT count(*), total(works), total(with_doi), total(with_pmid) FROM inputs"
            ).fetchone()
            skipped = self._connection.execute(
                "SELECT reason, sum(items) FROM skipped GROUP BY reason ORDER BY 2 DESC, 1"
            ).fetchall()
        return About(
            built=built.decode(),
            inputs=inputs,
            works=int(works),
            with_doi=int(with_doi),
            with_pmid=int(with_pmid),
            skipped=dict(skipped),
            bytes=sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file()),
        )

    def by_identifier(self, kind: str, value: str) -> Sequence[Record]:
        """Return the works with an identifier, such as `("doi", "10.1000/1")`."""
        with explained(self.folder):
            found = find_by_keys(self._connection, self._packer, [identifier_key(kind, value)], 9)
        return [record for _, record in found if getattr(record, kind) == value]

    def count(self, kind: str, value: str) -> int:
        """Return how many works have an identifier; more than one where its sources overlap."""
        with explained(self.folder):
            return count_key(self._connection, identifier_key(kind, value))

    def by_place(self, raw: str) -> Sequence[Record]:
        """Return the works whose year, volume and first page stand in a printed reference."""
        keys = place_keys(raw)
        if not keys:
            return []
        with explained(self.folder):
            found = find_by_keys(self._connection, self._packer, keys, MOST_BY_PLACE)
        return [record for _, record in found]

    def nearest(self, text: str, limit: int) -> Sequence[Record]:
        """Return the works whose words resemble a printed reference, best first."""
        numbers = self._words.nearest(text, limit)
        with explained(self.folder):
            found = find_by_ids(self._connection, self._packer, numbers)
        return [record for _, record in found]
