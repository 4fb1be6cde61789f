"""Works and citations as they are written: what a Work is made of, its row, its edges."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from refmgr.formats.record_json import PEOPLE, PLAIN, person_to_json
from refmgr.model import Description, Record
from refmgr.store.values import dump, load_record

COLUMNS: Final = (*PLAIN, *PEOPLE)

ADD_ENTRIES: Final = """
    INSERT INTO entries (record_id, document_id, via, citing_work_id, cited_work_id, mentions)
    SELECT r.id, r.document_id,
           CASE r.role WHEN 'reference' THEN 'reference-list' ELSE 'cited-by-list' END,
           CASE r.role WHEN 'reference' THEN own.work_id ELSE s.work_id END,
           CASE r.role WHEN 'reference' THEN s.work_id ELSE own.work_id END,
           (SELECT count(*) FROM links l WHERE l.record_id = r.id)
    FROM records r
    JOIN descriptions s ON s.id = r.description_id
    JOIN records p ON p.document_id = r.document_id AND p.role = 'own'
    JOIN descriptions own ON own.id = p.description_id
    WHERE r.role IN ('reference', 'cited-by') AND r.id IN (SELECT value FROM json_each(?))
"""

# Two files may be copies of one paper (its PDF and its web page): a pair counts the mentions of the
# copy that has most, not the sum.
ADD_CITATIONS: Final = """
    INSERT INTO citations (citing_work_id, cited_work_id, via, mentions)
    SELECT citing_work_id, cited_work_id, via, max(mentions) FROM (
        SELECT citing_work_id, cited_work_id, via, document_id, sum(mentions) AS mentions
        FROM entries WHERE citing_work_id IN (SELECT value FROM json_each(?))
        GROUP BY citing_work_id, cited_work_id, via, document_id
    ) GROUP BY citing_work_id, cited_work_id, via
"""

AFFECTED: Final = """
    SELECT id FROM records
    WHERE description_id IN (SELECT value FROM json_each(:ids)) AND role IN ('reference', 'cited-by')
    UNION
    SELECT r.id FROM records p JOIN records r ON r.document_id = p.document_id AND r.role <> 'own'
    WHERE p.role = 'own' AND p.description_id IN (SELECT value FROM json_each(:ids))
"""


def gather(
    connection: sqlite3.Connection, ids: Collection[int], edits: Mapping[str, Mapping[str, Any]]
) -> dict[int, list[Description]]:
    """Return, by description, all that was said of it: for `dedupe.merge`."""
    wanted = dump(sorted(ids))
    told: dict[int, list[Description]] = {one: [] for one in ids}
    # With one min() SQLite takes the bare columns from the row that has it: the oldest entry.
    for row in connection.execute(
        "SELECT s.id, s.record, min(r.id), r.subject, r.role, r.number, d.name, count(*) AS weight "
        "FROM json_each(?) j JOIN descriptions s ON s.id = j.value "
        "JOIN records r ON r.description_id = s.id JOIN documents d ON d.id = r.document_id "
        "GROUP BY s.id, r.role",
        (wanted,),
    ).fetchall():
        told[row["id"]].append(
            Description(
                subject=row["subject"], rank=row["role"], origin=_origin(row),
                record=load_record(row["record"]), weight=row["weight"],
            )
        )  # fmt: skip
    for row in connection.execute(
        "SELECT s.value AS id, m.source, m.candidate, min(r.id), r.subject, count(*) AS weight "
        "FROM json_each(?) s JOIN records r ON r.description_id = s.value "
        "JOIN matches m ON m.record_id = r.id AND m.accepted AND m.source <> 'library' "
        "GROUP BY s.value, m.source, m.candidate",
        (wanted,),
    ).fetchall():
        told[row["id"]].append(
            Description(
                subject=row["subject"], rank=row["source"],
                origin="you" if row["source"] == "person" else row["source"],
                record=load_record(row["candidate"]), weight=row["weight"],
            )
        )  # fmt: skip
    if edits:
        _add_decided(connection, told, edits)
    return told


def _add_decided(
    connection: sqlite3.Connection,
    told: Mapping[int, list[Description]],
    edits: Mapping[str, Mapping[str, Any]],
) -> None:
    for row in connection.execute(
        "SELECT description_id, subject FROM records "
        "WHERE subject IN (SELECT value FROM json_each(?)) AND description_id IN "
        "(SELECT value FROM json_each(?))",
        (dump(sorted(edits)), dump(sorted(told))),
    ).fetchall():
        told[row["description_id"]].append(
            Description(
                subject=row["subject"], rank="person", origin="you", record=Record(),
                edits=edits[row["subject"]],
            )
        )  # fmt: skip


def _origin(row: sqlite3.Row) -> str:
    if row["role"] == "own":
        return f"the paper itself ({row['name']})"
    if row["role"] == "reference":
        return f"printed in {row['name']}, reference {row['number']}"
    if row["role"] == "entry":
        return f"entry {row['number']} of {row['name']}"
    return f'printed in {row["name"]}, "Cited by"'


def promised_keys(
    connection: sqlite3.Connection, ids: Collection[int]
) -> dict[int, tuple[int, str]]:
    """Return, by description, the number and text of the oldest citation key promised to it."""
    rows = connection.execute(
        "SELECT r.description_id, min(k.id) AS number, k.key FROM json_each(?) j "
        "JOIN records r ON r.description_id = j.value JOIN keys k ON k.subject = r.subject "
        "GROUP BY r.description_id",
        (dump(sorted(ids)),),
    ).fetchall()
    return {row["description_id"]: (row["number"], row["key"]) for row in rows}


def chosen_keys(
    connection: sqlite3.Connection, ids: Collection[int], keys: Mapping[str, str]
) -> dict[int, tuple[int, str]]:
    """Return, by description, the place and text of the latest citation key a person chose for it.

    Args:
        connection: the library.
        ids: the descriptions.
        keys: the keys chosen, by subject, in the order they were.
    """
    if not keys:
        return {}
    order = {subject: place for place, subject in enumerate(keys)}
    rows = connection.execute(
        "SELECT description_id, subject FROM records WHERE subject IN (SELECT value FROM json_each(?)) "
        "AND description_id IN (SELECT value FROM json_each(?))",
        (dump(list(keys)), dump(sorted(ids))),
    ).fetchall()
    found: dict[int, tuple[int, str]] = {}
    for row in rows:
        one = (order[row["subject"]], keys[row["subject"]])
        found[row["description_id"]] = max(one, found.get(row["description_id"], one))
    return found


def first_records(
    connection: sqlite3.Connection, ids: Collection[int]
) -> dict[int, tuple[bool, int, sqlite3.Row]]:
    """Return, by description, the record to name a work by: its own, else the oldest entry.

    The first two parts say whether it is only an entry, and its place in the order of import, so that
    the smallest of several descriptions is the one to take.
    """
    rows = connection.execute(
        "SELECT r.description_id, r.role <> 'own' AS entry, min(r.id) AS place, r.subject, r.role, "
        "CASE r.role WHEN 'entry' THEN json_extract(r.fields, '$.\"citation-key\"[0]') END AS given_key, "
        "r.document_id, d.name FROM json_each(?) j JOIN records r ON r.description_id = j.value "
        "JOIN documents d ON d.id = r.document_id GROUP BY r.description_id, entry ORDER BY entry DESC",
        (dump(sorted(ids)),),
    ).fetchall()
    return {row["description_id"]: (bool(row["entry"]), row["place"], row) for row in rows}


def write_work(
    connection: sqlite3.Connection, work_id: int | None, key: str, columns: Mapping[str, Any]
) -> int:
    """Write a work's row, in place of the one with its id, and return the id."""
    record: Record = columns["record"]
    values = [getattr(record, name) for name in PLAIN]
    values += [dump([person_to_json(one) for one in getattr(record, name)]) for name in PEOPLE]
    values += [dump(columns["origins"]), columns["document_id"], columns["search_text"]]
    names = (*COLUMNS, "origins", "document_id", "search_text")
    if work_id is None:
        marks = ", ".join("?" * (len(names) + 1))
        cursor = connection.execute(
            f"INSERT INTO works (key, {', '.join(names)}) VALUES ({marks})", (key, *values)
        )
        return int(cursor.lastrowid or 0)
    settings = ", ".join(f"{name} = ?" for name in names)
    connection.execute(
        f"UPDATE works SET key = ?, {settings} WHERE id = ?", (key, *values, work_id)
    )
    return work_id


def works_named_like(connection: sqlite3.Connection, beginning: str) -> list[int]:
    """Return the works whose key begins so, in the order in which their records were imported."""
    rows = connection.execute(
        "SELECT w.id FROM works w JOIN descriptions s ON s.work_id = w.id "
        "JOIN records r ON r.description_id = s.id WHERE w.key BETWEEN ? AND ? "
        "GROUP BY w.id ORDER BY min(r.id)",
        (beginning, f"{beginning}~"),
    ).fetchall()
    return [row[0] for row in rows]


def drop_works(connection: sqlite3.Connection, ids: Collection[int]) -> None:
    """Remove works that no description belongs to any more."""
    connection.execute(
        "DELETE FROM works WHERE id IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM descriptions WHERE work_id = works.id)",
        (dump(sorted(ids)),),
    )


def affected_records(connection: sqlite3.Connection, ids: Collection[int]) -> list[int]:
    """Return the records whose edge changes when these descriptions change their work."""
    rows = connection.execute(AFFECTED, {"ids": dump(sorted(ids))}).fetchall()
    return [row[0] for row in rows]


def drop_citations(connection: sqlite3.Connection, records: Sequence[int]) -> set[int]:
    """Remove the entries of records, and all edges of the works that cite by them; return these works."""
    ids = dump(list(records))
    rows = connection.execute(
        "SELECT DISTINCT citing_work_id FROM entries WHERE record_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ).fetchall()
    citing = {int(row[0]) for row in rows}
    connection.execute(
        "DELETE FROM entries WHERE record_id IN (SELECT value FROM json_each(?))", (ids,)
    )
    _drop_edges(connection, citing)
    return citing


def add_citations(
    connection: sqlite3.Connection, records: Sequence[int], citing: Collection[int]
) -> None:
    """Make the entries of records, and the edges of their citing works and of `citing`."""
    ids = dump(list(records))
    connection.execute(ADD_ENTRIES, (ids,))
    rows = connection.execute(
        "SELECT DISTINCT citing_work_id FROM entries WHERE record_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ).fetchall()
    works = {*citing, *(int(row[0]) for row in rows)}
    _drop_edges(connection, works)
    connection.execute(ADD_CITATIONS, (dump(sorted(works)),))


def _drop_edges(connection: sqlite3.Connection, citing: Collection[int]) -> None:
    connection.executemany(
        "DELETE FROM citations WHERE citing_work_id = ?", [(work,) for work in citing]
    )


def key_of(connection: sqlite3.Connection, record_id: int) -> str:
    """Return the citation key of the work that a record describes."""
    row = connection.execute(
        "SELECT w.key FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN works w ON w.id = s.work_id WHERE r.id = ?",
        (record_id,),
    ).fetchone()
    return str(row[0])


def description_of(connection: sqlite3.Connection, record_id: int) -> int | None:
    """Return the description of a record, None where a person said that it is no publication."""
    row = connection.execute(
        "SELECT description_id FROM records WHERE id = ?", (record_id,)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def shelve_keys(connection: sqlite3.Connection, works: Collection[int]) -> None:
    """Free the unique keys of works that are about to be written anew, so that two may change places."""
    connection.executemany(
        "UPDATE works SET key = '~' || id WHERE id = ?", [(work,) for work in works]
    )


def verified_records(connection: sqlite3.Connection, record_id: int) -> list[Record]:
    """Return the Records that a source has accepted for other entries of the same work."""
    rows = connection.execute(
        "SELECT DISTINCT m.candidate FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN descriptions t ON t.work_id = s.work_id JOIN records o ON o.description_id = t.id "
        "JOIN matches m ON m.record_id = o.id AND m.accepted AND m.source NOT IN ('library', 'person') "
        "WHERE r.id = ? AND o.id <> r.id ORDER BY m.candidate",
        (record_id,),
    ).fetchall()
    return [load_record(row[0]) for row in rows]


def waiting_siblings(connection: sqlite3.Connection, record_id: int) -> list[sqlite3.Row]:
    """Return the references that wait and belong to the work of a record."""
    return connection.execute(
        "SELECT o.* FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN descriptions t ON t.work_id = s.work_id JOIN records o ON o.description_id = t.id "
        "WHERE r.id = ? AND o.id <> r.id AND o.state = 'pending' "
        "ORDER BY o.id",
        (record_id,),
    ).fetchall()


def waiting_references(
    connection: sqlite3.Connection, document_id: int | None = None, limit: int = -1
) -> list[sqlite3.Row]:
    """Return the references that wait to be resolved, of one document or of all, in order of import."""
    if document_id is None:
        return connection.execute(
            "SELECT * FROM records WHERE state = 'pending' ORDER BY id LIMIT ?",
            (limit,),
        ).fetchall()
    # The plus sign keeps SQLite from walking all that wait in the library to find one document's.
    return connection.execute(
        "SELECT * FROM records WHERE document_id = ? AND +state = 'pending' ORDER BY id LIMIT ?",
        (document_id, limit),
    ).fetchall()


def identified(connection: sqlite3.Connection, document_id: int) -> int:
    """Return how many references or entries of a document have a DOI or PMID, wherever it was found."""
    row = connection.execute(
        "SELECT count(*) FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN works w ON w.id = s.work_id WHERE r.document_id = ? AND r.role IN ('reference', 'entry') "
        "AND (w.doi IS NOT NULL OR w.pmid IS NOT NULL)",
        (document_id,),
    ).fetchone()
    return int(row[0])


def count_records(connection: sqlite3.Connection, document_id: int, role: str) -> int:
    """Return the number of records a document gives in a role: reference, cited-by or entry."""
    row = connection.execute(
        "SELECT count(*) FROM records WHERE document_id = ? AND role = ?", (document_id, role)
    ).fetchone()
    return int(row[0])


def renamed_entries(connection: sqlite3.Connection, document_id: int) -> list[sqlite3.Row]:
    """Return the entries of a bibliographic file whose works go by another key than the file gives.

    Each row has number, `given`, `key`, and `same`: whether both keys mean one work.
    """
    return connection.execute(
        "WITH named AS (SELECT r.number, json_extract(r.fields, '$.\"citation-key\"[0]') AS given, "
        "s.work_id FROM records r JOIN descriptions s ON s.id = r.description_id "
        "WHERE r.document_id = ? AND r.role = 'entry') "
        "SELECT n.number, n.given, w.key, EXISTS (SELECT 1 FROM keys k "
        "JOIN records o ON o.subject = k.subject JOIN descriptions t ON t.id = o.description_id "
        "WHERE k.key = n.given AND t.work_id = n.work_id) AS same "
        "FROM named n JOIN works w ON w.id = n.work_id WHERE w.key <> n.given ORDER BY n.number",
        (document_id,),
    ).fetchall()


def is_unsettled(connection: sqlite3.Connection, record_id: int) -> bool:
    """Return whether nothing is accepted for a reference; its twin may have served it meanwhile."""
    row = connection.execute("SELECT state FROM records WHERE id = ?", (record_id,)).fetchone()
    return row is not None and row[0] != "accepted"


def work_of_record(connection: sqlite3.Connection, record_id: int) -> int | None:
    """Return the work that a record belongs to, None for one that is no publication."""
    row = connection.execute(
        "SELECT s.work_id FROM records r JOIN descriptions s ON s.id = r.description_id "
        "WHERE r.id = ?",
        (record_id,),
    ).fetchone()
    return None if row is None else int(row[0])


def document_name(connection: sqlite3.Connection, document_id: int) -> str:
    """Return the file name of a document."""
    row = connection.execute("SELECT name FROM documents WHERE id = ?", (document_id,)).fetchone()
    return str(row[0])


def document_of_work(connection: sqlite3.Connection, work_id: int) -> sqlite3.Row | None:
    """Return id and sha256 of the oldest document that is this work, None when none is."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT d.id, d.sha256 FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN documents d ON d.id = r.document_id "
        "WHERE s.work_id = ? AND r.role = 'own' ORDER BY d.id LIMIT 1",
        (work_id,),
    ).fetchone()
    return row
