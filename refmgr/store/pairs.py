"""Pairs of works: sources cited together, documents that cite the same sources.

Both are one self-join of the edges that printed reference lists give. Works that cannot be in a pair
(cited, or citing, too seldom) are left out before it, and the join is sorted on disk: a million
edges need seconds and some 20 MB, whatever the number of pairs.
"""

import sqlite3
from typing import Final

from refmgr.model import Ranking, WorkPair
from refmgr.store.works import works_by_id

CITED: Final = "cited_work_id"
CITING: Final = "citing_work_id"

CLEAR: Final = "DROP TABLE IF EXISTS temp.joined"
TABLE: Final = """
    CREATE TEMP TABLE joined (by_work INTEGER, work INTEGER, PRIMARY KEY (by_work, work)) WITHOUT ROWID
"""
# The plus signs keep SQLite from looking up every combination of the two lists in an index.
FILL: Final = """
    INSERT INTO temp.joined SELECT {by}, {of} FROM citations WHERE via = 'reference-list' AND +{of} IN (
        SELECT {of} FROM citations WHERE via = 'reference-list' GROUP BY {of} HAVING count(*) >= :least)
    AND +{by} IN (
        SELECT {by} FROM citations WHERE via = 'reference-list' GROUP BY {by} HAVING count(*) >= 2)
    ORDER BY 1, 2
"""
# Ties in the order of keys, which a rebuild does not change as it may change row ids.
JOIN: Final = """
    SELECT p.a, p.b, p.both, count(*) OVER () AS found FROM (
        SELECT a.work AS a, b.work AS b, count(*) AS both
        FROM temp.joined a JOIN temp.joined b ON b.by_work = a.by_work AND b.work > a.work
        GROUP BY a.work, b.work HAVING both >= :least
    ) p JOIN works v ON v.id = p.a JOIN works w ON w.id = p.b
    ORDER BY p.both DESC, min(v.key, w.key), max(v.key, w.key) LIMIT :limit
"""
THROUGH: Final = """
    SELECT w.key FROM citations a JOIN citations b ON b.{by} = a.{by} AND b.via = a.via
    JOIN works w ON w.id = a.{by}
    WHERE a.{of} = ? AND b.{of} = ? AND a.via = 'reference-list' ORDER BY w.key
"""


def co_cited(connection: sqlite3.Connection, least: int = 2, limit: int = -1) -> Ranking[WorkPair]:
    """Return pairs of works that at least `least` documents cite together, the most frequent first.

    `through` are the citing documents. A negative `limit` gives all pairs.
    """
    return _pairs(connection, of=CITED, by=CITING, least=least, limit=limit)


def coupled(connection: sqlite3.Connection, least: int = 2, limit: int = -1) -> Ranking[WorkPair]:
    """Return pairs of documents that share at least `least` sources (bibliographic coupling).

    `through` are the shared sources. A negative `limit` gives all pairs.
    """
    return _pairs(connection, of=CITING, by=CITED, least=least, limit=limit)


def _pairs(
    connection: sqlite3.Connection, *, of: str, by: str, least: int, limit: int
) -> Ranking[WorkPair]:
    counted = count_pairs(connection, of=of, by=by, least=least, limit=limit)
    works = works_by_id(connection, {one for a, b, _ in counted.items for one in (a, b)})
    pairs = []
    for a, b, count in counted.items:
        first, second = sorted((works[a], works[b]), key=lambda work: work.key.casefold())
        rows = connection.execute(THROUGH.format(of=of, by=by), (a, b)).fetchall()
        through = tuple(row[0] for row in rows)
        pairs.append(WorkPair(first=first, second=second, count=count, through=through))
    return Ranking(tuple(pairs), counted.total)


def count_pairs(
    connection: sqlite3.Connection, *, of: str, by: str, least: int, limit: int = -1
) -> Ranking[tuple[int, int, int]]:
    """Return (work id, work id, number of works that join them), the most frequent first.

    Args:
        connection: may be one that only reads; what is worked with is temporary.
        of: CITED to pair the cited works by the documents that cite both, else CITING.
        by: the other one of these.
        least: pairs joined by fewer are left out; 1 or more.
        limit: at most so many, all when it is negative.
    """
    connection.execute(CLEAR)
    connection.execute(TABLE)
    try:
        connection.execute(FILL.format(of=of, by=by), {"least": least})
        rows = connection.execute(JOIN, {"least": least, "limit": limit}).fetchall()
    finally:
        connection.execute(CLEAR)
    found = tuple((row["a"], row["b"], row["both"]) for row in rows)
    return Ranking(found, rows[0]["found"] if rows else 0)
