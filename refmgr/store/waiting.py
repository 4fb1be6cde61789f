"""Records that somebody is still to be asked about, or may be asked about again."""

import sqlite3
from typing import Final

INCOMPLETE: Final = """
    SELECT r.* FROM records r JOIN matches m ON m.record_id = r.id AND m.accepted
    WHERE m.source IN ('crossref', 'catalogue') AND json_extract(m.candidate, '$.doi') IS NOT NULL
    AND json_extract(m.candidate, '$.pmid') IS NULL
    AND NOT EXISTS (SELECT 1 FROM matches p WHERE p.record_id = r.id AND p.accepted
                    AND p.source IN ('pubmed', 'europepmc'))
    AND NOT EXISTS (SELECT 1 FROM answers a WHERE a.source = 'pubmed' AND a.status = 404
                    AND a.request = 'doi/' || json_extract(m.candidate, '$.doi'))
"""


def incomplete_records(
    connection: sqlite3.Connection, document_id: int | None = None, limit: int = -1
) -> list[sqlite3.Row]:
    """Return the accepted records whose PMID nobody was asked for, in order of import."""
    # A condition that holds for all documents or for one would walk all records of the library.
    chosen = "" if document_id is None else "AND r.document_id = :document"
    return connection.execute(
        f"{INCOMPLETE} {chosen} ORDER BY r.id LIMIT :limit",
        {"document": document_id, "limit": limit},
    ).fetchall()


def identified_records(connection: sqlite3.Connection, limit: int = -1) -> list[sqlite3.Row]:
    """Return the records that a source accepted with a DOI or PMID, in order of import."""
    return connection.execute(
        "SELECT r.* FROM records r WHERE EXISTS (SELECT 1 FROM matches m WHERE m.record_id = r.id "
        "AND m.accepted AND m.source <> 'library' AND (json_extract(m.candidate, '$.doi') IS NOT NULL "
        "OR json_extract(m.candidate, '$.pmid') IS NOT NULL)) ORDER BY r.id LIMIT ?",
        (limit,),
    ).fetchall()


def unsettled_references(connection: sqlite3.Connection, limit: int = -1) -> list[sqlite3.Row]:
    """Return the references that wait, were not found or were ambiguous, in order of import."""
    return connection.execute(
        "SELECT * FROM records WHERE role <> 'own' AND state IN ('pending', 'none', 'ambiguous') "
        "ORDER BY id LIMIT ?",
        (limit,),
    ).fetchall()
