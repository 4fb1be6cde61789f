"""Citation searching within the library: backward, forward, co-cited and co-citing works.

The terms are those of the TARCiS statement (BMJ 2024;385:e078384). What is found is never a document:
those are at hand already.
"""

import sqlite3
from collections.abc import Collection
from typing import Final

from refmgr.model import Ranking, RelatedWork
from refmgr.store.values import dump
from refmgr.store.works import works_by_id

BACKWARD: Final = "backward"
FORWARD: Final = "forward"
CO_CITED: Final = "co-cited"
CO_CITING: Final = "co-citing"

SEEDS: Final = "WITH seeds AS MATERIALIZED (SELECT value AS id FROM json_each(:seeds))"
# Pairs of what is found and what it was found through, with the in-text citations between them.
PAIRS: Final = {
    BACKWARD: "SELECT cited_work_id AS found, citing_work_id AS through, mentions FROM citations "
    "WHERE via = 'reference-list' AND citing_work_id IN (SELECT id FROM seeds)",
    FORWARD: "SELECT citing_work_id AS found, cited_work_id AS through, max(mentions) AS mentions "
    "FROM citations WHERE cited_work_id IN (SELECT id FROM seeds) GROUP BY 1, 2",
    CO_CITED: "SELECT b.cited_work_id AS found, b.citing_work_id AS through, max(b.mentions) AS mentions "
    "FROM citations a JOIN citations b ON b.citing_work_id = a.citing_work_id AND b.via = a.via "
    "WHERE a.cited_work_id IN (SELECT id FROM seeds) AND a.via = 'reference-list' GROUP BY 1, 2",
    CO_CITING: "SELECT b.citing_work_id AS found, b.cited_work_id AS through, max(b.mentions) AS mentions "
    "FROM citations a JOIN citations b ON b.cited_work_id = a.cited_work_id "
    "WHERE a.citing_work_id IN (SELECT id FROM seeds) AND a.via = 'reference-list' GROUP BY 1, 2",
}
COUNT: Final = """
    SELECT p.found, count(*) AS number, sum(p.mentions) AS mentions, count(*) OVER () AS total
    FROM ({pairs}) p JOIN works w ON w.id = p.found
    WHERE w.document_id IS NULL AND p.found NOT IN (SELECT id FROM seeds)
    GROUP BY p.found HAVING number >= :least ORDER BY number DESC, mentions DESC, w.key LIMIT :limit
"""
THROUGH: Final = """
    SELECT p.found, w.key FROM ({pairs}) p JOIN works w ON w.id = p.through
    WHERE p.found IN (SELECT value FROM json_each(:found)) ORDER BY w.key
"""


def related(
    connection: sqlite3.Connection,
    direction: str,
    seeds: Collection[int],
    least: int = 1,
    limit: int = -1,
) -> Ranking[RelatedWork]:
    """Return the works that citation searching from seeds finds in the library, the best first.

    Args:
        connection: of the library.
        direction: backward (cited by seeds), forward (citing seeds), co-cited (cited together with
            a seed) or co-citing (citing what a seed cites).
        seeds: row ids of works.
        least: found through at least so many: seeds, or for the last two the works between.
        limit: at most so many, all when it is negative.
    """
    pairs = PAIRS[direction]
    asked = {"seeds": dump(sorted(seeds)), "least": least, "limit": limit}
    counts = connection.execute(f"{SEEDS} {COUNT.format(pairs=pairs)}", asked).fetchall()
    found = [row["found"] for row in counts]
    through: dict[int, list[str]] = {one: [] for one in found}
    for row in connection.execute(
        f"{SEEDS} {THROUGH.format(pairs=pairs)}", {"seeds": asked["seeds"], "found": dump(found)}
    ).fetchall():
        through[row["found"]].append(row["key"])
    works = works_by_id(connection, found)
    items = tuple(
        RelatedWork(
            work=works[row["found"]],
            through=tuple(through[row["found"]]),
            mentions=row["mentions"],
        )
        for row in counts
    )
    return Ranking(items, counts[0]["total"] if counts else 0)


def documents_as_seeds(connection: sqlite3.Connection) -> list[int]:
    """Return the works that are documents: the usual seeds."""
    rows = connection.execute("SELECT id FROM works WHERE document_id IS NOT NULL").fetchall()
    return [int(row[0]) for row in rows]
