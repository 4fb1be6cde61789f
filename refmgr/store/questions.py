"""What is open in the library: references, papers and pairs of works about which a person is asked."""

import json
import sqlite3
from collections.abc import Collection
from typing import Final

from refmgr.model import Match, Mention
from refmgr.store.documents import load_match
from refmgr.store.values import dump, load_mention

# A pending reference is asked about when the sources have been; a wrong identifier is known before.
REFERENCES: Final = """
    SELECT r.*, d.name, d.sha256,
           (SELECT w.key FROM records o JOIN descriptions s ON s.id = o.description_id
            JOIN works w ON w.id = s.work_id
            WHERE o.document_id = r.document_id AND o.role = 'own') AS paper,
           (SELECT w.key FROM descriptions s JOIN works w ON w.id = s.work_id
            WHERE s.id = r.description_id) AS work
    FROM records r JOIN documents d ON d.id = r.document_id
    WHERE r.role = 'reference' AND r.description_id IS NOT NULL AND {which}
    ORDER BY r.document_id, r.number, r.id
"""
OPEN: Final = """(
    r.state = 'ambiguous'
    OR (r.state IN ('none', 'pending') AND r.resolution LIKE '%"identifier-of-another-work"%')
    OR (r.state = 'none' AND r.problems <> '[]')
)"""
PAPERS: Final = """
    SELECT r.*, d.name, d.sha256, w.key AS paper, w.title, substr(g.text, 1, 2000) AS beginning
    FROM records r JOIN documents d ON d.id = r.document_id
    JOIN readings g ON g.document_id = d.id
    JOIN descriptions s ON s.id = r.description_id JOIN works w ON w.id = s.work_id
    WHERE r.role = 'own' AND {which} ORDER BY d.id
"""
SHARED: Final = """
    SELECT json_group_array(id) FROM works
    WHERE {name} IS NOT NULL GROUP BY {name} HAVING count(*) > 1 ORDER BY {name}
"""


def open_references(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the references that leave a question, paper by paper in the order of their lists."""
    return connection.execute(REFERENCES.format(which=OPEN)).fetchall()


def reference_row(connection: sqlite3.Connection, subject: str) -> sqlite3.Row | None:
    """Return one reference as `open_references` does, whether it leaves a question or not."""
    row: sqlite3.Row | None = connection.execute(
        REFERENCES.format(which="r.subject = ?").replace("AND r.description_id IS NOT NULL", ""),
        (subject,),
    ).fetchone()
    return row


def unknown_papers(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the own records of imported papers of which nobody knows the title."""
    return connection.execute(PAPERS.format(which="w.title IS NULL")).fetchall()


def paper_row(connection: sqlite3.Connection, subject: str) -> sqlite3.Row | None:
    """Return the own record of a paper as `unknown_papers` does, whatever is known of it."""
    row: sqlite3.Row | None = connection.execute(
        PAPERS.format(which="r.subject = ?"), (subject,)
    ).fetchone()
    return row


def works_sharing(connection: sqlite3.Connection, name: str) -> list[list[int]]:
    """Return the works that share an identifier with others, together; `name` is doi or pmid."""
    rows = connection.execute(SHARED.format(name=name)).fetchall()
    return [sorted(json.loads(row[0])) for row in rows]


def matches_of(connection: sqlite3.Connection, records: Collection[int]) -> dict[int, list[Match]]:
    """Return the candidates of records, best first."""
    found: dict[int, list[Match]] = {}
    for row in connection.execute(
        "SELECT * FROM matches WHERE record_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY record_id, rank",
        (dump(sorted(records)),),
    ).fetchall():
        found.setdefault(row["record_id"], []).append(load_match(row))
    return found


def mentions_of(
    connection: sqlite3.Connection, records: Collection[int]
) -> dict[int, list[Mention]]:
    """Return the in-text citations that lead to records, in the order of the text."""
    found: dict[int, list[Mention]] = {}
    for row in connection.execute(
        "SELECT l.record_id, m.* FROM links l JOIN mentions m ON m.id = l.mention_id "
        "WHERE l.record_id IN (SELECT value FROM json_each(?)) ORDER BY m.id",
        (dump(sorted(records)),),
    ).fetchall():
        found.setdefault(row["record_id"], []).append(load_mention(row))
    return found
