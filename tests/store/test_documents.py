"""What is written stays: partial writes erase nothing, row numbers do not move, the ledger only grows."""

import sqlite3

import pytest

from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.store import derived
from refmgr.store.database import open_to_write
from refmgr.store.documents import Outcome, given_documents, sha256_of, write_outcome

PAPER = b"""Calcinosis in a child

Jane Doe

Calcinosis is late.[1,2]

References

1. Callen JP. Dermatomyositis. Lancet. 2000;355:53-7. doi: 10.1016/S0140-6736(99)05157-0.
2. Callen JP. Calcinosis revisited in children. J Invented Med. 2000;4:1-9.
"""


@pytest.fixture
def library(tmp_path):
    (tmp_path / "a.txt").write_bytes(PAPER)
    library = Library(tmp_path / "library.db", Settings(offline=True))
    list(library.import_(find_sources([str(tmp_path / "a.txt")])))
    return library


def table(library, name):
    connection = sqlite3.connect(library.path)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1")]
    finally:
        connection.close()


def test_writing_an_outcome_touches_nothing_else_of_a_record(library):
    """`upsert_all` with rows of different keys would write NULL into what a row does not name."""
    before = table(library, "records")
    connection = open_to_write(library.path)
    row = before[1]
    write_outcome(
        connection, row["id"], Outcome(state="none", reason="asked"), row["description_id"]
    )
    connection.close()
    after = table(library, "records")
    changed = {name for name in row if after[1][name] != row[name]}
    assert changed == {"state", "resolution"}
    assert [one for one in after if one["id"] != row["id"]] == [
        one for one in before if one["id"] != row["id"]
    ]


def test_an_edit_moves_no_row_that_others_point_to(library):
    """`upsert` on a unique column and `insert(replace=True)` would give the row another number."""
    numbers = {row["key"]: row["id"] for row in table(library, "works")}
    library.edit("callen2000", {"doi": "10.1000/other", "pages": "53-57", "issue": None})
    assert {row["key"]: row["id"] for row in table(library, "works")} == numbers
    connection = sqlite3.connect(library.path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_an_edit_leaves_the_other_fields_alone(library):
    before = next(row for row in table(library, "works") if row["key"] == "callen2000")
    library.edit("callen2000", {"issue": "9197"})
    after = next(row for row in table(library, "works") if row["key"] == "callen2000")
    assert {name for name in before if before[name] != after[name]} == {"issue", "origins"}


def test_equal_keys_get_a_letter_the_newer_one(library):
    found = {row["key"]: row["title"] for row in table(library, "works")}
    assert found["callen2000"] == "Dermatomyositis"
    assert found["callen2000a"] == "Calcinosis revisited in children"


def test_the_bytes_come_back_as_they_were_given(library):
    connection = open_to_write(library.path)
    (given,) = given_documents(connection)
    connection.close()
    assert given.content == PAPER
    assert given.sha256 == sha256_of(PAPER)


def test_the_ledger_only_grows(library):
    library.edit("callen2000", {"issue": "1"})
    library.edit("callen2000", {"issue": "2"})
    library.undo()
    library.undo()
    assert [row["verb"] for row in table(library, "decisions")] == ["edit", "edit", "undo", "undo"]
    assert library.show("callen2000").work.record.issue is None


def test_what_waits_of_one_document_is_found_without_walking_what_waits_of_all(library):
    connection = open_to_write(library.path)
    said = []
    connection.set_trace_callback(said.append)
    rows = derived.waiting_references(connection, 1)
    connection.set_trace_callback(None)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {said[-1]}").fetchall()]
    connection.close()
    assert len(rows) == 2
    assert any("records_by_document" in step for step in plan)
    assert not any("records_by_state" in step for step in plan)
