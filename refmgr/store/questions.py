"""What is open in the library: references, papers and pairs of works about which a person is asked."""

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
# With one max() SQLite takes the bare columns from the row that has it: the likeliest description.
DOUBTFUL: Final = """
    SELECT min(s.work_id, t.work_id) AS a, max(s.work_id, t.work_id) AS b, max(m.score) AS score,
           m.code, m.reason
    FROM maybes m JOIN descriptions s ON s.id = m.a JOIN descriptions t ON t.id = m.b
    WHERE m.a < m.b AND s.work_id <> t.work_id AND {which}
    GROUP BY 1, 2 ORDER BY score DESC, 1, 2
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


def doubtful_pairs(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the pairs of works that may be one (a, b, score, code, reason), the likeliest first."""
    return connection.execute(DOUBTFUL.format(which="TRUE")).fetchall()


def doubt_about(connection: sqlite3.Connection, a: int, b: int) -> str:
    """Return why two works may be one, "" where nothing tells so."""
    row = connection.execute(
        DOUBTFUL.format(which="s.work_id IN (:a, :b) AND t.work_id IN (:a, :b)"), {"a": a, "b": b}
    ).fetchone()
    return "" if row is None else str(row["reason"])


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
