"""library.db is opened, refused, repaired and copied as its owner would expect."""

import sqlite3
import subprocess
import sys
import textwrap

import pytest
import sqlite_utils

from refmgr.errors import LibraryError
from refmgr.store import database, marks
from refmgr.store.database import copy_library, open_to_read, open_to_write, transaction


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.db"
    open_to_write(path).close()
    return path


def value(connection, sql):
    return connection.execute(sql).fetchone()[0]


def test_a_new_library_is_marked_as_ours_and_guards_its_rows(library):
    connection = open_to_write(library)
    assert value(connection, "PRAGMA application_id") == marks.APPLICATION_ID
    assert value(connection, "PRAGMA user_version") == marks.VERSION
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute("INSERT INTO readings VALUES (99, 'text', '', '{}', NULL, NULL, '[]')")
    connection.close()


def test_wal_only_where_sqlite_does_not_corrupt_it(library):
    connection = open_to_write(library)
    mode = value(connection, "PRAGMA journal_mode")
    connection.close()
    assert (mode == "wal") == (sqlite3.sqlite_version_info >= (3, 51, 3))


def foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photos (id)")
    connection.commit()
    connection.close()


def newer(path):
    open_to_write(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def damaged(path):
    connection = open_to_write(path)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO answers (source, request, status, body, asked_at) VALUES ('x', ?, 200, ?, '')",
        [(str(number), "y" * 900) for number in range(300)],
    )
    connection.execute("COMMIT")
    connection.close()
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("opened", [open_to_read, open_to_write])
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (foreign, "not a refmgr library"),
        (newer, "newer refmgr"),
        (damaged, "damaged"),
        (lambda path: path.write_bytes(b"%PDF-1.7 " * 200), "not a refmgr library"),
        (lambda path: path.mkdir(), "it is a folder"),
    ],
    ids=["other SQLite file", "newer", "damaged", "a PDF", "a folder"],
)
def test_what_is_not_our_library_is_refused_in_one_line_and_left_alone(
    tmp_path, made, said, opened
):
    path = tmp_path / "library.db"
    made(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LibraryError, match=said) as caught:
        opened(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert before is None or path.read_bytes() == before


def test_reading_never_makes_a_library(tmp_path):
    with pytest.raises(LibraryError, match="refmgr import"):
        open_to_read(tmp_path / "library.db")
    assert not list(tmp_path.iterdir())


def test_an_empty_file_becomes_a_library(tmp_path):
    path = tmp_path / "library.db"
    path.touch()
    open_to_write(path).close()
    open_to_read(path).close()


def test_a_busy_library_is_waited_for_and_then_named(library, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    other = open_to_write(library)
    other.execute("BEGIN IMMEDIATE")
    connection = open_to_write(library)
    with pytest.raises(LibraryError, match="another program"), transaction(connection, library):
        pass
    connection.close()
    other.close()


def test_a_failing_transaction_leaves_nothing(library):
    connection = open_to_write(library)
    with pytest.raises(RuntimeError), transaction(connection, library):
        connection.execute("INSERT INTO keys (key, subject, made_at) VALUES ('a', 'b', 'c')")
        raise RuntimeError
    assert value(connection, "SELECT count(*) FROM keys") == 0
    connection.close()


def test_keys_differ_by_more_than_case(library):
    connection = open_to_write(library)
    insert = "INSERT INTO keys (key, subject, made_at) VALUES (?, 's', '')"
    connection.execute(insert, ("callen2000",))
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(insert, ("Callen2000",))
    connection.close()


def test_a_journal_left_by_a_kill_is_rolled_back_before_reading(library):
    killed = textwrap.dedent(
        """
        import os, sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(500):
            connection.execute(
                "INSERT INTO answers (source, request, status, body, asked_at) VALUES ('x', ?, 200, ?, '')",
                (str(number), "y" * 3000),
            )
        os._exit(9)
        """
    )
    subprocess.run([sys.executable, "-c", killed, str(library)], check=False)
    assert library.with_name("library.db-journal").exists(), "the test must leave a hot journal"
    connection = open_to_read(library)
    assert value(connection, "SELECT count(*) FROM answers") == 0
    connection.close()


def test_plugins_of_others_do_not_run_on_our_connection(tmp_path):
    from sqlite_utils import hookimpl
    from sqlite_utils.plugins import pm

    class Nosy:
        touched = 0

        @hookimpl
        def prepare_connection(self, conn):
            Nosy.touched += 1

    plugin = Nosy()
    pm.register(plugin)
    try:
        open_to_write(tmp_path / "library.db").close()
        ours = Nosy.touched
        sqlite_utils.Database(memory=True).close()
    finally:
        pm.unregister(plugin)
    assert (ours, Nosy.touched) == (0, 1)


def test_every_trigger_and_index_is_there_after_the_migrations(library):
    """`transform` drops triggers: a later migration that uses it must make them again."""
    connection = open_to_write(library)
    triggers = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    assert {row[0] for row in triggers} == {
        "works_search_insert",
        "works_search_delete",
        "works_search_update",
    }
    work = "INSERT INTO works (key, authors, editors, et_al, origins, search_text) VALUES (?, '', '', 0, '', ?)"
    connection.execute(work, ("a", "calcinosis cutis"))
    connection.execute("UPDATE works SET search_text = 'lupus' WHERE key = 'a'")
    hits = "SELECT count(*) FROM works_search WHERE works_search MATCH ?"
    assert connection.execute(hits, ("lupus",)).fetchone()[0] == 1
    assert connection.execute(hits, ("calcinosis",)).fetchone()[0] == 0
    connection.execute("DELETE FROM works")
    assert connection.execute(hits, ("lupus",)).fetchone()[0] == 0
    connection.close()


def test_opening_again_changes_nothing(library):
    before = library.read_bytes()
    open_to_write(library).close()
    open_to_read(library).close()
    assert library.read_bytes() == before


def test_a_copy_is_whole_while_another_holds_the_write_lock(library, tmp_path):
    other = open_to_write(library)
    other.execute("INSERT INTO keys (key, subject, made_at) VALUES ('a', 'b', 'c')")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO keys (key, subject, made_at) VALUES ('b', 'b', 'c')")
    reader = open_to_read(library)
    copy_library(reader, tmp_path / "copy.db")
    reader.close()
    other.close()
    copied = open_to_read(tmp_path / "copy.db")
    assert [row[0] for row in copied.execute("SELECT key FROM keys")] == ["a"]
    copied.close()


def test_a_copy_replaces_no_file(library, tmp_path):
    target = tmp_path / "mine.db"
    target.write_text("precious")
    reader = open_to_read(library)
    with pytest.raises(LibraryError, match="exists already"):
        copy_library(reader, target)
    with pytest.raises(LibraryError, match="no such folder"):
        copy_library(reader, tmp_path / "nowhere" / "copy.db")
    reader.close()
    assert target.read_text() == "precious"
