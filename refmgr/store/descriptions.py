"""Distinct descriptions: which are alike, and which belong to one Work."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from refmgr.model import Record
from refmgr.store.values import dump, dump_record, load_record

CLOSURE: Final = """
    WITH RECURSIVE reach (id) AS (
        SELECT value FROM json_each(?)
        UNION
        SELECT l.b FROM likenesses l JOIN reach ON l.a = reach.id
    )
    SELECT id FROM reach
"""


def put_description(
    connection: sqlite3.Connection, record: Record, mark: str = ""
) -> tuple[int, bool]:
    """Return the id of the description that reads so, and whether it is new.

    With a mark it is one of its own, which other records that read so do not share.
    """
    text = dump_record(record)
    signature = _signature(f"{text}\n{mark}" if mark else text)
    row = connection.execute(
        "SELECT id FROM descriptions WHERE signature = ?", (signature,)
    ).fetchone()
    if row is not None:
        return int(row[0]), False
    cursor = connection.execute(
        "INSERT INTO descriptions (signature, record) VALUES (?, ?)", (signature, text)
    )
    return int(cursor.lastrowid or 0), True


def _signature(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def namesakes(connection: sqlite3.Connection, description: int, *, marked: bool) -> list[int]:
    """Return the other descriptions that read so, and note a marked one for those to come."""
    (text,) = connection.execute(
        "SELECT record FROM descriptions WHERE id = ?", (description,)
    ).fetchone()
    plain = _signature(text)
    block = f"text:{plain}"
    rows = connection.execute(
        "SELECT description_id FROM blocks WHERE block = ? "
        "UNION SELECT id FROM descriptions WHERE signature = ?",
        (block, plain),
    ).fetchall()
    if marked:
        add_blocks(connection, [(block, description)])
    return sorted(row[0] for row in rows if row[0] != description)


def add_blocks(connection: sqlite3.Connection, blocks: Iterable[tuple[str, int]]) -> None:
    """Add (block, description) pairs."""
    connection.executemany("INSERT OR IGNORE INTO blocks VALUES (?, ?)", blocks)


def mates(connection: sqlite3.Connection, description: int, blocks: Iterable[str]) -> list[int]:
    """Return the descriptions that share a block with one."""
    found: set[int] = set()
    for block in blocks:
        rows = connection.execute(
            "SELECT description_id FROM blocks WHERE block = ?", (block,)
        ).fetchall()
        found.update(row[0] for row in rows)
    found.discard(description)
    return sorted(found)


def load_records(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, Record]:
    """Return the Records of descriptions."""
    rows = connection.execute(
        "SELECT id, record FROM descriptions WHERE id IN (SELECT value FROM json_each(?))",
        (dump(sorted(ids)),),
    ).fetchall()
    return {row[0]: load_record(row[1]) for row in rows}


def add_likenesses(
    connection: sqlite3.Connection, description: int, alike: Iterable[tuple[int, float]]
) -> None:
    """Add what describes the same work as a description, with the score of the pair."""
    rows = [
        row for one, score in alike
        for row in ((description, one, score), (one, description, score))
    ]  # fmt: skip
    connection.executemany("INSERT OR IGNORE INTO likenesses VALUES (?, ?, ?)", rows)


def add_maybes(
    connection: sqlite3.Connection,
    description: int,
    doubtful: Iterable[tuple[int, float, str, str]],
) -> None:
    """Add what a person should look at beside a description: id, score, code and reason."""
    rows = [
        row for one, *why in doubtful
        for row in ((description, one, *why), (one, description, *why))
    ]  # fmt: skip
    connection.executemany("INSERT OR IGNORE INTO maybes VALUES (?, ?, ?, ?, ?)", rows)


def is_settled_alone(connection: sqlite3.Connection, description: int) -> bool:
    """Return whether a description makes up a work by itself, as it did before."""
    row = connection.execute(
        "SELECT 1 FROM descriptions s WHERE s.id = ? AND s.work_id IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM likenesses WHERE a = s.id) "
        "AND NOT EXISTS (SELECT 1 FROM descriptions t WHERE t.work_id = s.work_id AND t.id <> s.id)",
        (description,),
    ).fetchone()
    return row is not None


def component(connection: sqlite3.Connection, touched: Collection[int]) -> list[int]:
    """Return every description that hangs together with one of the touched ones."""
    return [row[0] for row in connection.execute(CLOSURE, (dump(sorted(touched)),)).fetchall()]


def likenesses_among(
    connection: sqlite3.Connection, ids: Collection[int]
) -> list[tuple[int, int, float]]:
    """Return the pairs (a < b) among descriptions that describe one work, with their score."""
    return [
        (row[0], row[1], row[2])
        for row in connection.execute(
            "SELECT a, b, score FROM likenesses WHERE a < b AND a IN (SELECT value FROM json_each(?))",
            (dump(sorted(ids)),),
        ).fetchall()
    ]


def maybes_among(
    connection: sqlite3.Connection, ids: Collection[int]
) -> list[tuple[int, int, float, str]]:
    """Return the doubtful pairs (a < b) of which the first is among descriptions: score and code."""
    return [
        (row[0], row[1], row[2], row[3])
        for row in connection.execute(
            "SELECT a, b, score, code FROM maybes "
            "WHERE a < b AND a IN (SELECT value FROM json_each(?))",
            (dump(sorted(ids)),),
        ).fetchall()
    ]


def signatures(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, str]:
    """Return the stable names of descriptions."""
    rows = connection.execute(
        "SELECT id, signature FROM descriptions WHERE id IN (SELECT value FROM json_each(?))",
        (dump(sorted(ids)),),
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def works_of(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, int | None]:
    """Return the work each description belongs to, None where it has none yet."""
    rows = connection.execute(
        "SELECT id, work_id FROM descriptions WHERE id IN (SELECT value FROM json_each(?))",
        (dump(sorted(ids)),),
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def set_works(connection: sqlite3.Connection, work_ids: Mapping[int, int]) -> None:
    """Say which work each description belongs to."""
    connection.executemany(
        "UPDATE descriptions SET work_id = ? WHERE id = ?",
        [(work, description) for description, work in work_ids.items()],
    )


def drop_unused(connection: sqlite3.Connection, description: int) -> tuple[bool, list[int]]:
    """Remove a description unless a record still has it.

    Returns:
        Whether it is still in use, and if not, the descriptions it was alike to.
    """
    used = connection.execute(
        "SELECT 1 FROM records WHERE description_id = ? LIMIT 1", (description,)
    ).fetchone()
    if used:
        return True, []
    neighbours = connection.execute(
        "SELECT b FROM likenesses WHERE a = ?", (description,)
    ).fetchall()
    for table in ("likenesses", "maybes"):
        pairs = [
            (one, two)
            for (other,) in connection.execute(
                f"SELECT b FROM {table} WHERE a = ?", (description,)
            ).fetchall()
            for one, two in ((description, other), (other, description))
        ]
        connection.executemany(f"DELETE FROM {table} WHERE a = ? AND b = ?", pairs)
    connection.execute("DELETE FROM blocks WHERE description_id = ?", (description,))
    connection.execute("DELETE FROM descriptions WHERE id = ?", (description,))
    return False, [row[0] for row in neighbours]
