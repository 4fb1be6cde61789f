"""The works that matter most in a library too large to show whole."""

import sqlite3
from typing import Final

from refmgr.store.values import dump

SOURCES: Final = """
    SELECT cited_work_id AS id FROM citations WHERE via = 'reference-list' GROUP BY cited_work_id
    ORDER BY count(*) DESC, sum(mentions) DESC, id LIMIT ?
"""
# Documents by how many of the chosen sources they cite.
DOCUMENTS: Final = """
    SELECT c.citing_work_id AS id FROM json_each(:sources) j
    JOIN citations c ON c.cited_work_id = j.value AND c.via = 'reference-list'
    GROUP BY c.citing_work_id ORDER BY count(*) DESC, sum(c.mentions) DESC, id LIMIT :room
"""
SHARE: Final = 0.7  # of the room goes to sources, the rest to the documents that cite them


def most_connected(connection: sqlite3.Connection, most: int) -> list[int] | None:
    """Return the row ids of the works to show, None when all of them have room.

    Args:
        connection: of the library.
        most: room for so many works; a negative number is room for all.
    """
    (works,) = connection.execute("SELECT count(*) FROM works").fetchone()
    if most < 0 or works <= most:
        return None
    rows = connection.execute(SOURCES, (int(most * SHARE),)).fetchall()
    sources = [int(row["id"]) for row in rows]
    rows = connection.execute(
        DOCUMENTS, {"sources": dump(sources), "room": most - len(sources)}
    ).fetchall()
    return sorted({*sources, *(int(row["id"]) for row in rows)})
