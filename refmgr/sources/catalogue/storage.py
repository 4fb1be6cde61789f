"""The file of a catalogue that holds its works and their keys: `works.db`, made by SQLite."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

from refmgr.errors import CatalogueError
from refmgr.model import Record
from refmgr.sources.catalogue.packing import Packer

WORKS: Final = "works.db"
UNSORTED: Final = "unsorted.db"
# "refm" + "C": what `file` and SQLite see in the header.
APPLICATION_ID: Final = 0x7265_6643
FORMAT: Final = 1
# What a catalogue says of itself: bytes its records are packed with; when it was finished.
DICTIONARY: Final = "dictionary"
BUILT: Final = "built"
# Keys and works are asked for all over the file; 64 MB of it stay in memory.
CACHE_KIB: Final = 65_536
MOST_KEYS: Final = 500

SCHEMA: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE works (id INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE keys (key INTEGER NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (key, work)) WITHOUT ROWID;
CREATE TABLE inputs (
    name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, modified INTEGER NOT NULL,
    items INTEGER NOT NULL DEFAULT 0, works INTEGER NOT NULL DEFAULT 0,
    with_doi INTEGER NOT NULL DEFAULT 0, with_pmid INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE skipped (
    input TEXT NOT NULL, reason TEXT NOT NULL, items INTEGER NOT NULL, PRIMARY KEY (input, reason)
);
"""

Connection = sqlite3.Connection


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as a catalogue holds it: its number there, its keys, its packed Record."""

    id: int
    packed: bytes
    keys: tuple[int, ...]


def damaged(folder: Path, said: object) -> CatalogueError:
    """Return the error for a catalogue whose files are not as they were written."""
    return CatalogueError(
        f"this catalogue is damaged ({said}); move it away and build it again", subject=str(folder)
    )


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what SQLite says into one line that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said:
            message = "another program is building it; wait for it to end and try again"
        elif "full" in said or "disk I/O" in said:
            message = "the disk is full or broken; free some space, then build again: it goes on"
        elif "readonly" in said or "unable to open" in said:
            message = "its files cannot be opened or written here; is the folder yours to write?"
        else:
            raise damaged(folder, said) from error
        raise CatalogueError(message, subject=str(folder)) from error
    except (sqlite3.DatabaseError, ValueError) as error:
        raise damaged(folder, error) from error
    except OSError as error:
        raise CatalogueError(
            f"a catalogue cannot be made or read here ({error.strerror})", subject=str(folder)
        ) from error


def open_works(folder: Path) -> Connection:
    """Return the works of a finished or unfinished catalogue, to read only.

    Raises:
        CatalogueError: there is none, it is damaged or of another version.
    """
    path = folder / WORKS
    if not path.is_file():
        raise CatalogueError(
            "there is no catalogue here; make one with `refmgr catalogue build SOURCE -o FOLDER`",
            subject=str(folder),
        )
    with explained(folder):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        _check(connection, folder)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def open_to_build(folder: Path) -> Connection:
    """Return the works of a catalogue to add to; it is made where there is none.

    Raises:
        CatalogueError: it cannot be written, is damaged or of another version, or somebody else
            builds it.
    """
    path = folder / WORKS
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=1.0, isolation_level=None)
        if path.stat().st_size == 0:
            connection.executescript(
                f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT};"
                f"BEGIN; {SCHEMA} COMMIT;"
            )
        _check(connection, folder)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("ATTACH ? AS unsorted", (str(folder / UNSORTED),))
        connection.execute("PRAGMA unsorted.synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS unsorted.keys (key INTEGER NOT NULL, work INTEGER NOT NULL)"
        )
    return connection


def _check(connection: Connection, folder: Path) -> None:
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT 1 FROM about, works, keys, inputs, skipped LIMIT 0")
    except sqlite3.OperationalError as error:
        if "no such" in str(error):
            raise damaged(folder, error) from error
        raise
    if not ours:
        raise CatalogueError("works.db in it is not a catalogue's", subject=str(folder))
    if version != FORMAT:
        raise CatalogueError(
            f"this catalogue has format {version}, this refmgr reads {FORMAT}; build it again",
            subject=str(folder),
        )


def read_about(connection: Connection, name: str) -> bytes | None:
    """Return what the catalogue says of itself, None if it does not."""
    row = connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return None if row is None else bytes(row[0])


def write_about(connection: Connection, name: str, value: bytes) -> None:
    """Keep what the catalogue says of itself."""
    connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Keep all that is done inside, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def count_works(connection: Connection) -> int:
    """Return the number of works, which is also the id of the last."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM works").fetchone()[0])


def add_entries(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add works; their keys wait unsorted until `sort_keys`."""
    found = list(entries)
    connection.executemany(
        "INSERT INTO works VALUES (?, ?)", ((entry.id, entry.packed) for entry in found)
    )
    connection.executemany(
        "INSERT INTO unsorted.keys VALUES (?, ?)",
        ((key, entry.id) for entry in found for key in entry.keys),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an input was read in one batch: items, works among them, works with identifiers."""

    items: int
    works: int
    with_doi: int
    with_pmid: int
    done: bool


def note_progress(
    connection: Connection, name: str, progress: Progress, skipped: Mapping[str, int]
) -> None:
    """Keep how far an input was read."""
    connection.execute(
        "UPDATE inputs SET items = items + ?, works = works + ?, with_doi = with_doi + ?,"
        " with_pmid = with_pmid + ?, done = ? WHERE name = ?",
        (*astuple(progress), name),
    )
    connection.executemany(
        "INSERT INTO skipped VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET items = items + excluded.items",
        ((name, reason, times) for reason, times in skipped.items()),
    )


def known_input(connection: Connection, name: str, mark: tuple[int, int]) -> tuple[int, bool]:
    """Return how many items of an input were read, and whether it was read to its end.

    Args:
        connection: the works.
        name: the input's name.
        mark: its size and time; where they changed it is read anew.
    """
    row = connection.execute(
        "SELECT items, done FROM inputs WHERE (name, bytes, modified) = (?, ?, ?)", (name, *mark)
    ).fetchone()
    if row is not None:
        return row[0], bool(row[1])
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO inputs (name, bytes, modified) VALUES (?, ?, ?)", (name, *mark)
        )
        connection.execute("DELETE FROM skipped WHERE input = ?", (name,))
    return 0, False


def sort_keys(connection: Connection) -> None:
    """Bring the keys of new works among the others, in their order: a tree built so is compact."""
    connection.execute(
        "INSERT OR IGNORE INTO main.keys SELECT key, work FROM unsorted.keys ORDER BY key, work"
    )
    connection.execute("DELETE FROM unsorted.keys")


def read_records(
    connection: Connection, packer: Packer, after: int
) -> Iterator[tuple[int, Record]]:
    """Yield the works behind the `after`-th with their ids."""
    rows = connection.execute("SELECT id, record FROM works WHERE id > ? ORDER BY id", (after,))
    for number, packed in rows:
        yield number, packer.unpack(packed)


def count_key(connection: Connection, key: int) -> int:
    """Return how many works stand under a key."""
    return int(connection.execute("SELECT count(*) FROM keys WHERE key = ?", (key,)).fetchone()[0])


def find_by_keys(
    connection: Connection, packer: Packer, keys: Sequence[int], limit: int
) -> list[tuple[int, Record]]:
    """Return works by their keys, at most `limit`, each once, with their ids in ascending order."""
    marks = ",".join("?" * len(keys[:MOST_KEYS]))
    rows = connection.execute(
        f"SELECT id, record FROM works WHERE id IN "
        f"(SELECT work FROM keys WHERE key IN ({marks}) LIMIT {limit})",
        keys[:MOST_KEYS],
    )
    return [(number, packer.unpack(packed)) for number, packed in rows]


def find_by_ids(
    connection: Connection, packer: Packer, ids: Sequence[int]
) -> list[tuple[int, Record]]:
    """Return works by their ids, in the order asked for."""
    marks = ",".join("?" * len(ids))
    rows = dict(
        connection.execute(f"SELECT id, record FROM works WHERE id IN ({marks})", ids).fetchall()
    )
    return [(number, packer.unpack(rows[number])) for number in ids if number in rows]
