"""Works counted by year, journal and author, and records counted by where they came from."""

import json
import sqlite3
from typing import Final

from refmgr.formats.record_json import person_from_json
from refmgr.model import Person, Share

RECEIVED: Final = """
    SELECT cited_work_id, count(*) AS cited_by, sum(mentions) AS mentions
    FROM citations WHERE via = 'reference-list' GROUP BY cited_work_id
"""
# A work counts where it is a document or a source of one; "Cited by" lists alone make neither.
SHARED: Final = f"""
    SELECT {{of}} AS name, sum(w.document_id IS NOT NULL) AS documents,
        sum(c.cited_by IS NOT NULL) AS sources, coalesce(sum(c.cited_by), 0) AS citations,
        coalesce(sum(c.mentions), 0) AS mentions
    FROM works w LEFT JOIN ({RECEIVED}) c ON c.cited_work_id = w.id
    WHERE w.document_id IS NOT NULL OR c.cited_by IS NOT NULL GROUP BY {{of}}
"""


def by_year(connection: sqlite3.Connection) -> list[Share]:
    """Return documents, sources and the citations these received, by year; without one last."""
    rows = connection.execute(f"{SHARED.format(of='w.year')} ORDER BY name IS NULL, name")
    return [_share(row) for row in rows.fetchall()]


def by_container(connection: sqlite3.Connection) -> list[Share]:
    """Return the same by journal, book or proceedings, one row for each way it is printed."""
    rows = connection.execute(f"{SHARED.format(of='w.container')} ORDER BY name IS NULL, name")
    return [_share(row) for row in rows.fetchall()]


def by_authors(connection: sqlite3.Connection) -> list[tuple[tuple[Person, ...], Share]]:
    """Return the same by list of authors, one row for each list as printed."""
    rows = connection.execute(f"{SHARED.format(of='w.authors')} ORDER BY name").fetchall()
    return [(tuple(map(person_from_json, json.loads(row["name"]))), _share(row)) for row in rows]


def _share(row: sqlite3.Row) -> Share:
    return Share(
        name=None if row["name"] is None else str(row["name"]),
        documents=row["documents"],
        sources=row["sources"],
        citations=row["citations"],
        mentions=row["mentions"],
    )


def by_role(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Return, by role of records (own, reference, cited-by, ...), their number and that of works."""
    rows = connection.execute(
        "SELECT r.role, count(*) AS records, count(DISTINCT s.work_id) AS works "
        "FROM records r JOIN descriptions s ON s.id = r.description_id GROUP BY r.role"
    ).fetchall()
    return {row["role"]: (row["records"], row["works"]) for row in rows}


def by_format(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of papers by the format they were read as."""
    rows = connection.execute(
        "SELECT g.format, count(*) FROM readings g JOIN records r ON r.document_id = g.document_id "
        "AND r.role = 'own' GROUP BY g.format ORDER BY 2 DESC, 1"
    )
    return {row[0]: row[1] for row in rows.fetchall()}


def of_works(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of works: all, documents, cited by documents, with DOI, with PMID, with neither."""
    row = connection.execute(
        "SELECT count(*) AS works, coalesce(sum(document_id IS NOT NULL), 0) AS documents, "
        "coalesce(sum(id IN (SELECT cited_work_id FROM citations WHERE via = 'reference-list')), 0) "
        "AS sources, coalesce(sum(doi IS NOT NULL), 0) AS doi, coalesce(sum(pmid IS NOT NULL), 0) AS pmid, "
        "coalesce(sum(doi IS NULL AND pmid IS NULL), 0) AS unidentified FROM works"
    ).fetchone()
    return dict(row)
