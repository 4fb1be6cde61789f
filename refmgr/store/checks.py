"""What checks need to know of a library: references with what they were resolved to, documents' problems."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from refmgr.model import Problem
from refmgr.store.values import load_problems

REFERENCES: Final = """
    SELECT r.id, r.subject, r.number, r.raw, r.record, r.state, r.resolution, r.document_id, d.name,
           w.key AS work, m.candidate, m.source
    FROM records r JOIN documents d ON d.id = r.document_id
    LEFT JOIN descriptions s ON s.id = r.description_id LEFT JOIN works w ON w.id = s.work_id
    LEFT JOIN matches m ON m.record_id = r.id AND m.accepted
    WHERE r.role = 'reference' AND (:name IS NULL OR d.name = :name)
    ORDER BY r.document_id, r.number, r.id
"""


def checked_references(
    connection: sqlite3.Connection, name: str | None = None
) -> list[sqlite3.Row]:
    """Return the references of all documents, or of one file, with the record each was resolved to."""
    return connection.execute(REFERENCES, {"name": name}).fetchall()


def document_problems(
    connection: sqlite3.Connection, name: str | None = None
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """Yield the file name and the problems of each document, or of one file."""
    rows = connection.execute(
        "SELECT d.name, g.problems FROM readings g JOIN documents d ON d.id = g.document_id "
        "WHERE :name IS NULL OR d.name = :name ORDER BY d.id",
        {"name": name},
    ).fetchall()
    for row in rows:
        yield row["name"], load_problems(row["problems"])


def asked_sources(connection: sqlite3.Connection) -> list[str]:
    """Return the sources that were ever asked."""
    return [
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT source FROM answers ORDER BY source"
        ).fetchall()
    ]
