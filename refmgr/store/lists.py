"""Reference lists as rows: the paper's own record, what its print shows, what it declares."""

import json
import sqlite3
from collections.abc import Iterable


def own_record(connection: sqlite3.Connection, document_id: int) -> sqlite3.Row | None:
    """Return the record of the paper that a document is, None for a bibliographic file."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM records WHERE document_id = ? AND role = 'own'", (document_id,)
    ).fetchone()
    return row


def unknown_papers(
    connection: sqlite3.Connection, document_id: int | None = None
) -> list[sqlite3.Row]:
    """Return the records of papers themselves, of one document or of all, that no source knows yet.

    One without a title is left out: nobody could find it.
    """
    chosen = "" if document_id is None else "AND document_id = :document"
    return connection.execute(
        "SELECT * FROM records WHERE role = 'own' AND state = 'given' "
        f"AND json_extract(record, '$.title') IS NOT NULL {chosen} ORDER BY id",
        {"document": document_id},
    ).fetchall()


def unknown_identifiers(connection: sqlite3.Connection, document_id: int) -> list[str]:
    """Return the typed identifiers of a document that everybody was asked about and nobody knew."""
    rows = connection.execute(
        "SELECT label FROM records WHERE document_id = ? AND role = 'entry' AND state = 'none' "
        "AND json_extract(record, '$.title') IS NULL ORDER BY id",
        (document_id,),
    ).fetchall()
    return [str(row[0]) for row in rows]


def listed_records(connection: sqlite3.Connection, document_id: int) -> list[sqlite3.Row]:
    """Return the references of a document, in order, wherever its list comes from."""
    return connection.execute(
        "SELECT * FROM records WHERE document_id = ? AND role = 'reference' ORDER BY id",
        (document_id,),
    ).fetchall()


def lacks_references(connection: sqlite3.Connection, document_id: int) -> bool:
    """Return whether a paper prints no list, or says that it prints only a part of it."""
    declared, problems = connection.execute(
        "SELECT declared_references, problems FROM readings WHERE document_id = ?", (document_id,)
    ).fetchone()
    shown = len(listed_records(connection, document_id))
    codes = {problem["code"] for problem in json.loads(problems)}
    return not shown or "references-incomplete" in codes or shown < (declared or 0)


def described(connection: sqlite3.Connection, records: Iterable[int]) -> list[int | None]:
    """Return the descriptions of records, None for one that is no publication."""
    rows = connection.execute(
        "SELECT description_id FROM records WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    ).fetchall()
    return [row[0] for row in rows]


def renumber(connection: sqlite3.Connection, numbers: dict[int, int]) -> None:
    """Give records the numbers that their list has in print, by row id."""
    connection.executemany(
        "UPDATE records SET number = ? WHERE id = ?",
        [(number, record) for record, number in numbers.items()],
    )
