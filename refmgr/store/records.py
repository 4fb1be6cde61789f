"""Records as rows: by their subject, their print, their work; what decisions are carried out on."""

import sqlite3
from collections.abc import Collection

from refmgr.store.values import dump


def subjects_among(connection: sqlite3.Connection, ids: Collection[int]) -> dict[str, int]:
    """Return the subjects of all records that descriptions stand for, with their description."""
    rows = connection.execute(
        "SELECT subject, description_id FROM records "
        "WHERE description_id IN (SELECT value FROM json_each(?))",
        (dump(sorted(ids)),),
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def descriptions_of(connection: sqlite3.Connection, subjects: Collection[str]) -> set[int]:
    """Return the descriptions of records with these subjects, as far as there are any."""
    rows = connection.execute(
        "SELECT description_id FROM records WHERE subject IN (SELECT value FROM json_each(?)) "
        "AND description_id IS NOT NULL",
        (dump(sorted(subjects)),),
    ).fetchall()
    return {row[0] for row in rows}


def subjects_of_work(connection: sqlite3.Connection, work_id: int) -> list[str]:
    """Return the subjects of a work's records: its own first, then its entries, oldest first.

    A decision about a work names the first of them.
    """
    rows = connection.execute(
        "SELECT r.subject FROM records r JOIN descriptions s ON s.id = r.description_id "
        "WHERE s.work_id = ? ORDER BY r.role <> 'own', r.id",
        (work_id,),
    ).fetchall()
    return [row[0] for row in rows]


def voices_of_work(connection: sqlite3.Connection, work_id: int, *, without: str) -> list[str]:
    """Return, for each description of a work, the subject of its oldest record but this one."""
    rows = connection.execute(
        "SELECT r.subject, min(r.id) AS place FROM descriptions s "
        "JOIN records r ON r.description_id = s.id WHERE s.work_id = ? AND r.subject <> ? "
        "GROUP BY s.id ORDER BY place",
        (work_id, without),
    ).fetchall()
    return [row[0] for row in rows]


def records_by_print(connection: sqlite3.Connection, print_key: int) -> list[sqlite3.Row]:
    """Return the references with this hash of their print, in the order of import."""
    return connection.execute(
        "SELECT * FROM records WHERE print_key = ? ORDER BY id", (print_key,)
    ).fetchall()


def works_of_records(connection: sqlite3.Connection, records: Collection[int]) -> set[int]:
    """Return the works that records describe."""
    rows = connection.execute(
        "SELECT DISTINCT s.work_id FROM records r JOIN descriptions s ON s.id = r.description_id "
        "WHERE r.id IN (SELECT value FROM json_each(?)) AND s.work_id IS NOT NULL",
        (dump(sorted(records)),),
    ).fetchall()
    return {row[0] for row in rows}


def served_in_works(connection: sqlite3.Connection, works: Collection[int]) -> list[sqlite3.Row]:
    """Return the references of works that were resolved by what the library knew of others."""
    return connection.execute(
        "SELECT r.* FROM records r JOIN descriptions s ON s.id = r.description_id "
        "WHERE s.work_id IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM matches m "
        "WHERE m.record_id = r.id AND m.accepted AND m.source = 'library') ORDER BY r.id",
        (dump(sorted(works)),),
    ).fetchall()


def waiting_in_works(connection: sqlite3.Connection, works: Collection[int]) -> list[sqlite3.Row]:
    """Return the references of works that wait to be resolved, in the order of import."""
    return connection.execute(
        "SELECT r.* FROM records r JOIN descriptions s ON s.id = r.description_id "
        "WHERE s.work_id IN (SELECT value FROM json_each(?)) AND r.role = 'reference' "
        "AND r.state = 'pending' ORDER BY r.id",
        (dump(sorted(works)),),
    ).fetchall()


def records_of_list(connection: sqlite3.Connection, sha256: str) -> list[sqlite3.Row]:
    """Return the entries of the list that a paper was given, in their order."""
    return connection.execute(
        "SELECT * FROM records WHERE subject BETWEEN ? AND ? ORDER BY id",
        (f"{sha256}/list/", f"{sha256}/list/~"),
    ).fetchall()


def drop_record(connection: sqlite3.Connection, record_id: int) -> None:
    """Remove a record that no description stands for and no citation leads to any more."""
    connection.execute("DELETE FROM matches WHERE record_id = ?", (record_id,))
    connection.execute("DELETE FROM records WHERE id = ?", (record_id,))


def record_of_subject(connection: sqlite3.Connection, subject: str) -> sqlite3.Row | None:
    """Return the row of the record with this subject, None when no document has it any more."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM records WHERE subject = ?", (subject,)
    ).fetchone()
    return row


def papers_beginning(connection: sqlite3.Connection, figures: str) -> list[str]:
    """Return up to two SHA-256 that begin with these figures."""
    rows = connection.execute(
        "SELECT sha256 FROM documents WHERE sha256 BETWEEN ? AND ? LIMIT 2",
        (figures, f"{figures}~"),
    ).fetchall()
    return [row[0] for row in rows]


def papers_of_work(connection: sqlite3.Connection, work_id: int) -> list[str]:
    """Return the SHA-256 of the documents that are a work, in the order of import."""
    rows = connection.execute(
        "SELECT d.sha256 FROM descriptions s JOIN records r ON r.description_id = s.id "
        "JOIN documents d ON d.id = r.document_id WHERE s.work_id = ? AND r.role = 'own' ORDER BY d.id",
        (work_id,),
    ).fetchall()
    return [row[0] for row in rows]


def work_of_subject(connection: sqlite3.Connection, subject: str) -> int | None:
    """Return the work that the record with this subject describes, None where it describes none."""
    row = connection.execute(
        "SELECT s.work_id FROM records r JOIN descriptions s ON s.id = r.description_id "
        "WHERE r.subject = ?",
        (subject,),
    ).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def descriptions_of_works(connection: sqlite3.Connection, works: Collection[int]) -> set[int]:
    """Return all descriptions of works."""
    rows = connection.execute(
        "SELECT id FROM descriptions WHERE work_id IN (SELECT value FROM json_each(?))",
        (dump(sorted(works)),),
    ).fetchall()
    return {row[0] for row in rows}


def papers_named(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the SHA-256 of the documents with this file name, in the order of import."""
    rows = connection.execute(
        "SELECT sha256 FROM documents WHERE name = ? ORDER BY id", (name,)
    ).fetchall()
    return [row[0] for row in rows]
