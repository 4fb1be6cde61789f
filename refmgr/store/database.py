"""How library.db is opened: whose file it is, which pragmas hold, and what its errors mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from refmgr.errors import LibraryError, OutdatedError
from refmgr.store.marks import APPLICATION_ID, VERSION

PATIENCE: Final = 30.0  # seconds another importer may hold the file

WAL_SAFE: Final = (
    3,
    51,
    3,
)  # before it, two writers can corrupt a WAL file (SQLite 3.51.3 release notes)

# The names other rooms may use for what they only pass on.
Connection = sqlite3.Connection
Row = sqlite3.Row

MEANINGS: Final = (
    ("database is locked", "another program is writing to it; wait for it to end and try again"),
    (
        "attempt to write a readonly",
        "it, or its folder, may only be read; copy it where you may write",
    ),
    (
        "unable to open",
        "it cannot be opened or made here; is the folder there, and may you write to it?",
    ),
    ("disk is full", "the disk is full; nothing was changed. Free some space and try again"),
    (
        "disk I/O error",
        "the disk cannot be written; nothing was changed. Free some space and try again",
    ),
    (
        "file is not a database",
        "it is not a refmgr library; move it away, or name another with --library",
    ),
    (
        "malformed",
        "it is damaged; restore a copy made by `refmgr backup`, or move it away and import again",
    ),
)


def explain(error: sqlite3.Error, path: Path) -> LibraryError:
    """Return what an error of SQLite means to the one who owns the file."""
    said = str(error)
    for part, meaning in MEANINGS:
        if part in said:
            return LibraryError(meaning, subject=str(path))
    return LibraryError(f"SQLite says: {said}", subject=str(path))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite that a user can mend into LibraryError; bugs in our SQL stay bugs."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if not any(part in str(error) for part, _ in MEANINGS):
            raise
        raise explain(error, path) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise explain(error, path) from error


def check_ours(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of the file, 0 when it is empty.

    Raises:
        LibraryError: it is somebody else's SQLite file, or of a newer refmgr.
    """
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if owner == APPLICATION_ID:
        if version > VERSION:
            raise LibraryError(
                f"it was written by a newer refmgr (version {version} of its tables, this one knows "
                f"{VERSION}); upgrade refmgr",
                subject=str(path),
            )
        return int(version)
    if tables:
        raise LibraryError(
            "it is a SQLite file, but not a refmgr library; name another file with --library",
            subject=str(path),
        )
    return 0


def refuse_folder(path: Path) -> None:
    """Raise LibraryError where a folder is named as the library."""
    if path.is_dir():
        raise LibraryError(
            "it is a folder; name the library file in it with --library", subject=str(path)
        )


def open_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot change the file.

    Raises:
        OutdatedError: its tables are those of an older refmgr: they must be derived anew first.
        LibraryError: there is none, it is not ours, damaged, or of a newer version.
    """
    refuse_folder(path)
    if not path.exists():
        raise LibraryError(
            "there is no library here yet; `refmgr import FOLDER` makes one", subject=str(path)
        )
    with explained(path):
        connection = _connect_to_read(path)
        try:
            version = check_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    if version < VERSION:
        connection.close()
        raise OutdatedError("it was written by an older refmgr", subject=str(path))
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if "readonly" not in str(error):
            raise
        # A killed import left its journal: only a writable connection may roll it back.
        with suppress(sqlite3.Error):
            _touch(path)
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE
        )
    except sqlite3.Error:
        connection.close()
        raise
    connection.execute("PRAGMA foreign_keys = ON")
    connection.row_factory = sqlite3.Row
    return connection


def _touch(path: Path) -> None:
    connection = sqlite3.connect(path, timeout=PATIENCE)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


def open_to_write(path: Path) -> sqlite3.Connection:
    """Return a connection that may change the file; the file is made where there is none.

    The lasting tables are brought up to date; whether the derived ones are, `is_outdated` tells.

    Raises:
        LibraryError: it cannot be made, is not ours, damaged, busy for 30 s, or newer than we are.
    """
    refuse_folder(path)
    with explained(path):
        connection = sqlite3.connect(path, timeout=PATIENCE)
        try:
            _settle(connection)
            if is_outdated(connection):
                check_ours(connection, path)
                with transaction(connection, path):
                    _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _settle(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.isolation_level = (
        None  # transactions are begun by `transaction`, never by the driver
    )
    connection.execute("PRAGMA foreign_keys = ON")
    if sqlite3.sqlite_version_info >= WAL_SAFE:
        connection.execute("PRAGMA journal_mode = WAL")
    else:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Return whether the derived tables are not those of this refmgr: they are to be derived anew."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version != VERSION)


def _migrate(connection: sqlite3.Connection) -> None:
    if not is_outdated(connection):  # another importer was faster
        return
    # sqlite_utils costs 80 ms to import (395 with pandas installed): only a new or old file pays.
    from sqlite_utils import Database  # noqa: PLC0415

    from refmgr.store.derived_tables import make_anew  # noqa: PLC0415
    from refmgr.store.schema import migrations  # noqa: PLC0415

    migrations.apply(Database(connection, execute_plugins=False))
    if connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None:
        make_anew(connection)


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Hold the write lock from the first statement on; all or nothing.

    IMMEDIATE because a deferred transaction that reads first and then writes fails at once when
    another importer wrote in between (149-168 of 600 in a trial), whatever the time-out.
    """
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def copy_library(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open library, even while others write to it.

    Raises:
        LibraryError: the target exists already, or cannot be written.
    """
    if target.exists():
        raise LibraryError("it exists already; name a new file", subject=str(target))
    if not target.parent.is_dir():
        raise LibraryError("there is no such folder; make it first", subject=str(target.parent))
    partial = target.with_name(f".{target.name}.partial")
    try:
        with explained(target):
            copy = sqlite3.connect(partial)
            try:
                connection.backup(copy)
            finally:
                copy.close()
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
