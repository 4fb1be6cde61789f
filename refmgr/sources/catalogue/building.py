"""How a catalogue is built: in batches that last, so that a build goes on where it was stopped."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import Final

from refmgr.errors import CatalogueError
from refmgr.model import Record
from refmgr.sources.catalogue.inputs import Item, Skipped, find_inputs, read_items
from refmgr.sources.catalogue.keys import keys_of
from refmgr.sources.catalogue.packing import Packer
from refmgr.sources.catalogue.storage import (
    BUILT,
    DICTIONARY,
    UNSORTED,
    Connection,
    Entry,
    Progress,
    add_entries,
    count_works,
    explained,
    known_input,
    note_progress,
    open_to_build,
    read_about,
    read_records,
    sort_keys,
    transaction,
    write_about,
)
from refmgr.sources.catalogue.words import WORDS, WordIndex, words_of

# What a crash loses at most; larger batches make no build faster.
BATCH: Final = 20_000
# Each commit of the words writes segments that must be merged later.
WORKS_A_COMMIT: Final = 500_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one batch of an input, the `at`-th of `total`; `done` when it was the last.

    `known`: the input stands in the catalogue already and was not read again. `error`: it could
    not be read, and why; what was read before is kept.
    """

    input: str
    at: int
    total: int
    works: int = 0
    skipped: Counter[Skipped] = field(default_factory=Counter)
    known: bool = False
    error: str | None = None
    done: bool = False


def build(sources: Sequence[Path], folder: Path) -> Iterator[Outcome]:
    """Build a catalogue, or add to it, or go on where an earlier build was stopped.

    Args:
        sources: files and folders. An input of the same name, size and time as one that was read
            before is not read again.
        folder: where the catalogue is or will be.

    Yields:
        An Outcome for each batch; the catalogue can be used when the iterator is exhausted.

    Raises:
        CatalogueError: a source is missing, the folder cannot be written, or it is damaged.
    """
    inputs = find_inputs(sources)
    with explained(folder), closing(open_to_build(folder)) as connection:
        building = _Building(folder, connection)
        for at, path in enumerate(inputs, 1):
            yield from building.read(path, at, len(inputs))
        building.finish()
    with suppress(OSError):
        (folder / UNSORTED).unlink()


class _Building:
    """A catalogue being built: its works and, one step behind, their words."""

    def __init__(self, folder: Path, connection: Connection) -> None:
        self._connection = connection
        self._words = _open_words(folder)
        with transaction(connection):
            write_about(connection, BUILT, b"")
        dictionary = read_about(connection, DICTIONARY)
        self._packer = None if dictionary is None else Packer(dictionary)
        self._uncommitted = 0
        self._catch_up()

    def _catch_up(self) -> None:
        """Index the words of works that were kept when an earlier build was stopped."""
        if self._packer is not None:
            for number, record in read_records(self._connection, self._packer, len(self._words)):
                self._index(number, record)

    def read(self, path: Path, at: int, total: int) -> Iterator[Outcome]:
        """Add the works of one input."""
        name, stat = str(path.absolute()), path.stat()
        mark = (stat.st_size, stat.st_mtime_ns)
        items, done = known_input(self._connection, name, mark)
        if done:
            yield Outcome(name, at, total, known=True, done=True)
            return
        read = islice(read_items(path), items, None)
        while not done:
            batch: list[Item] = []
            error = None
            try:
                batch.extend(islice(read, BATCH))
            except CatalogueError as problem:
                error = problem.message
            done = len(batch) < BATCH
            works, skipped = self._keep(name, batch, done=done and error is None)
            yield Outcome(name, at, total, works, skipped, error=error, done=done)

    def _keep(
        self, name: str, batch: Sequence[Item], *, done: bool
    ) -> tuple[int, Counter[Skipped]]:
        records = [item for item in batch if isinstance(item, Record)]
        skipped = Counter(item for item in batch if isinstance(item, Skipped))
        progress = Progress(
            items=len(batch),
            works=len(records),
            with_doi=sum(record.doi is not None for record in records),
            with_pmid=sum(record.pmid is not None for record in records),
            done=done,
        )
        with transaction(self._connection):
            first = count_works(self._connection) + 1
            packer = self._packer or self._new_packer(records)
            add_entries(
                self._connection,
                (
                    Entry(number, packer.pack(record), tuple(keys_of(record)))
                    for number, record in enumerate(records, first)
                ),
            )
            note_progress(
                self._connection, name, progress, {item.reason: n for item, n in skipped.items()}
            )
        for number, record in enumerate(records, first):
            self._index(number, record)
        return len(records), skipped

    def _new_packer(self, records: Sequence[Record]) -> Packer:
        self._packer = Packer.made_for(records)
        write_about(self._connection, DICTIONARY, self._packer.dictionary)
        return self._packer

    def _index(self, number: int, record: Record) -> None:
        self._words.add(number, words_of(record))
        self._uncommitted += 1
        if self._uncommitted >= WORKS_A_COMMIT:
            self._words.commit()
            self._uncommitted = 0

    def finish(self) -> None:
        """Sort the keys, end the indexing, and say that the catalogue can be used."""
        self._words.finish()
        with transaction(self._connection):
            sort_keys(self._connection)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            write_about(self._connection, BUILT, now.encode())


def _open_words(folder: Path) -> WordIndex:
    """Return the index of words to add to, made anew where it is of another version or damaged."""
    if not WordIndex.usable(folder):
        rmtree(folder / WORDS, ignore_errors=True)
    return WordIndex(folder, make=True)
