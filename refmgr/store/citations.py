"""Who cites whom, as it is read: printed entries as edges with the sentences that cite."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, Final

from refmgr.model import Citation, Mention
from refmgr.store.values import dump, load_mention

ENTRIES: Final = """
    SELECT e.record_id, e.via, a.key AS citing, b.key AS cited, r.number, r.raw, r.document_id
    FROM entries e JOIN works a ON a.id = e.citing_work_id JOIN works b ON b.id = e.cited_work_id
    JOIN records r ON r.id = e.record_id WHERE {which}
    ORDER BY a.key, e.via, r.document_id, r.number, r.id
"""
SAID: Final = """
    SELECT l.record_id, m.* FROM links l JOIN mentions m ON m.id = l.mention_id
    WHERE l.record_id IN (SELECT e.record_id FROM entries e WHERE {which}) ORDER BY m.id
"""
ALL: Final = "1"
OF_WORK: Final = "e.citing_work_id = :work OR e.cited_work_id = :work"
TO_WORKS: Final = (
    "e.via = 'reference-list' AND e.cited_work_id IN (SELECT value FROM json_each(:works))"
)
# The plus sign: entries are found by who cites, then looked at; not by every combination of two lists.
AMONG: Final = (
    "e.citing_work_id IN (SELECT value FROM json_each(:works)) "
    "AND +e.cited_work_id IN (SELECT value FROM json_each(:works))"
)


def citations(connection: sqlite3.Connection) -> list[Citation]:
    """Return every printed entry as an edge with its citing sentences.

    Of two copies of a citing paper only the one that mentions the source more often brings its
    mentions, as in the counts.
    """
    return _citations(connection, ALL, {})


def citations_of(connection: sqlite3.Connection, work_id: int) -> list[Citation]:
    """Return the edges from and to one work."""
    return _citations(connection, OF_WORK, {"work": work_id})


def citations_to(connection: sqlite3.Connection, ids: Collection[int]) -> list[Citation]:
    """Return the edges that reference lists make to works with these row ids."""
    return _citations(connection, TO_WORKS, {"works": dump(sorted(ids))})


def citations_among(connection: sqlite3.Connection, ids: Collection[int]) -> list[Citation]:
    """Return the edges between works with these row ids."""
    return _citations(connection, AMONG, {"works": dump(sorted(ids))})


def _citations(
    connection: sqlite3.Connection, which: str, asked: Mapping[str, Any]
) -> list[Citation]:
    rows = connection.execute(ENTRIES.format(which=which), asked).fetchall()
    said: dict[int, list[Mention]] = {}
    for row in connection.execute(SAID.format(which=which), asked).fetchall():
        said.setdefault(row["record_id"], []).append(load_mention(row))
    best = _best_copies(rows, said)
    return [
        Citation(
            citing=row["citing"], cited=row["cited"], via=row["via"], number=row["number"],
            raw=row["raw"],
            mentions=tuple(said.get(row["record_id"], ()))
            if best[_copy(row)[:3]] == row["document_id"]
            else (),
        )
        for row in rows
    ]  # fmt: skip


def _best_copies(
    rows: Collection[sqlite3.Row], said: Mapping[int, list[Mention]]
) -> dict[tuple[str, str, str], int]:
    copies = Counter[tuple[str, str, str, int]]()
    for row in rows:
        copies[_copy(row)] += len(said.get(row["record_id"], ()))
    best: dict[tuple[str, str, str], int] = {}
    for (citing, cited, via, document), number in copies.items():
        pair = (citing, cited, via)
        if pair not in best or number > copies[(*pair, best[pair])]:
            best[pair] = document
    return best


def _copy(row: sqlite3.Row) -> tuple[str, str, str, int]:
    return row["citing"], row["cited"], row["via"], row["document_id"]


def edges(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """Return (citing key, cited key, in-text citations) for every pair, from whichever list."""
    rows = connection.execute(
        "SELECT a.key AS citing, b.key AS cited, max(c.mentions) AS mentions FROM citations c "
        "JOIN works a ON a.id = c.citing_work_id JOIN works b ON b.id = c.cited_work_id "
        "GROUP BY c.citing_work_id, c.cited_work_id"
    ).fetchall()
    return sorted((row["citing"], row["cited"], row["mentions"]) for row in rows)


def count_citations(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the number of pairs of works that one cites the other, and of in-text citations."""
    row = connection.execute(
        "SELECT count(*), coalesce(sum(mentions), 0) FROM (SELECT max(mentions) AS mentions "
        "FROM citations GROUP BY citing_work_id, cited_work_id)"
    ).fetchone()
    return int(row[0]), int(row[1])
