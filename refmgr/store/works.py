"""Works as they are read: listed, found, shown, counted."""

import json
import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from refmgr.formats.record_json import record_from_json
from refmgr.model import CitedWork, Work
from refmgr.store.values import dump

CITES: Final = """(SELECT count(*) FROM citations c
         WHERE c.citing_work_id = w.id AND c.via = 'reference-list') AS cites"""

COUNTED: Final = f"""
    SELECT w.*, d.name AS document, {CITES},
        (SELECT count(*) FROM citations c
         WHERE c.cited_work_id = w.id AND c.via = 'reference-list') AS cited_by,
        (SELECT coalesce(sum(c.mentions), 0) FROM citations c
         WHERE c.cited_work_id = w.id AND c.via = 'reference-list') AS mentions
    FROM works w LEFT JOIN documents d ON d.id = w.document_id
"""

# Answered from the index `citations_by_cited` alone.
MOST_CITED: Final = """
    SELECT cited_work_id, count(*) AS cited_by, sum(mentions) AS mentions
    FROM citations WHERE via = 'reference-list' GROUP BY cited_work_id
"""

ALIASES: Final = """
    SELECT DISTINCT k.key FROM keys k JOIN records r ON r.subject = k.subject
    JOIN descriptions s ON s.id = r.description_id WHERE s.work_id = ? ORDER BY k.id
"""


def load_work(row: sqlite3.Row, aliases: Sequence[str] = ()) -> Work:
    """Return the Work of a row of COUNTED."""
    data = dict(row)
    data["authors"], data["editors"] = json.loads(row["authors"]), json.loads(row["editors"])
    data["et_al"] = bool(row["et_al"])
    return Work(
        key=row["key"], record=record_from_json(data), document=row["document"],
        aliases=tuple(alias for alias in aliases if alias != row["key"]),
        origins=json.loads(row["origins"]), cited_by=row["cited_by"], cites=row["cites"],
        mentions=row["mentions"],
    )  # fmt: skip


def list_works(connection: sqlite3.Connection, limit: int = -1) -> list[Work]:
    """Return works in the order of their keys; all of them when `limit` is negative."""
    rows = connection.execute(f"{COUNTED} ORDER BY w.key LIMIT ?", (limit,)).fetchall()
    return [load_work(row) for row in rows]


def works_by_id(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, Work]:
    """Return works by their row ids."""
    rows = connection.execute(
        f"{COUNTED} WHERE w.id IN (SELECT value FROM json_each(?))", (dump(sorted(ids)),)
    ).fetchall()
    return {row["id"]: load_work(row) for row in rows}


def ids_of(connection: sqlite3.Connection, keys: Collection[str]) -> list[int]:
    """Return the row ids of works by their citation keys."""
    rows = connection.execute(
        "SELECT id FROM works WHERE key IN (SELECT value FROM json_each(?))", (dump(sorted(keys)),)
    ).fetchall()
    return [int(row[0]) for row in rows]


def numbered_works(connection: sqlite3.Connection) -> list[tuple[int, Work]]:
    """Return all works with their row ids, the oldest first."""
    rows = connection.execute(f"{COUNTED} ORDER BY w.id").fetchall()
    return [(row["id"], load_work(row)) for row in rows]


def search_works(
    connection: sqlite3.Connection, terms: Sequence[str], limit: int = -1
) -> list[Work]:
    """Return works that hold all terms, best first; as beginnings of words where no whole word fits.

    `terms` are folded words. Every term is quoted: `AND`, `β-blocker`, `JDM):` are plain text.
    """
    if not terms:
        return []
    quoted = ['"' + term.replace('"', '""') + '"' for term in terms]
    for query in (" AND ".join(quoted), " AND ".join(f"{term}*" for term in quoted)):
        rows = connection.execute(
            f"{COUNTED} JOIN works_search s ON s.rowid = w.id "
            "WHERE works_search MATCH ? ORDER BY s.rank, w.key LIMIT ?",
            (query, limit),
        ).fetchall()
        if rows:
            return [load_work(row) for row in rows]
    return []


def find_work(connection: sqlite3.Connection, name: str) -> tuple[int, Work] | None:
    """Return the work with this citation key, alias, DOI, PMID, or name of a document's file."""
    found = connection.execute(
        "SELECT id FROM works WHERE key = :name OR doi = lower(:name) OR pmid = :name "
        "UNION ALL SELECT s.work_id FROM keys k JOIN records r ON r.subject = k.subject "
        "JOIN descriptions s ON s.id = r.description_id WHERE k.key = :name "
        "UNION ALL SELECT s.work_id FROM documents d JOIN records r ON r.document_id = d.id "
        "AND r.role = 'own' JOIN descriptions s ON s.id = r.description_id WHERE d.name = :name "
        "LIMIT 1",
        {"name": name},
    ).fetchone()
    if found is None or found[0] is None:
        return None
    return int(found[0]), work_by_id(connection, found[0])


def work_by_id(connection: sqlite3.Connection, work_id: int) -> Work:
    """Return the Work in a row that is known to be there."""
    row = connection.execute(f"{COUNTED} WHERE w.id = ?", (work_id,)).fetchone()
    aliases = [one[0] for one in connection.execute(ALIASES, (work_id,)).fetchall()]
    return load_work(row, aliases)


def similar_keys(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return up to five citation keys that begin like a name nobody knows."""
    start = re.sub(r"[^A-Za-z]", "", name)[:4]
    rows = connection.execute(
        "SELECT key FROM works WHERE ? <> '' AND key LIKE ? || '%' ORDER BY key LIMIT 5",
        (start, start),
    ).fetchall()
    return [row[0] for row in rows]


def not_found(connection: sqlite3.Connection, name: str) -> str:
    """Return what to say of a name nobody knows: keys that begin like it, or where to look."""
    near = similar_keys(connection, name)
    hint = f"did you mean {', '.join(near)}?" if near else "`refmgr list` shows the keys"
    return f"no work has this key; {hint}"


def most_cited(connection: sqlite3.Connection, limit: int = -1) -> list[CitedWork]:
    """Return sources by number of citing documents, then mentions, then key."""
    counts = _counts(connection, limit)
    rows = {
        row["id"]: row
        for row in connection.execute(
            f"SELECT w.*, d.name AS document, 0 AS cited_by, 0 AS mentions, {CITES} FROM works w "
            "LEFT JOIN documents d ON d.id = w.document_id "
            "WHERE w.id IN (SELECT value FROM json_each(?))",
            (dump([count["cited_work_id"] for count in counts]),),
        ).fetchall()
    }
    found = [
        CitedWork(
            work=replace(
                load_work(rows[count["cited_work_id"]]),
                cited_by=count["cited_by"],
                mentions=count["mentions"],
            ),
            citing=citing_keys(connection, count["cited_work_id"]),
            mentions=count["mentions"],
        )
        for count in counts
    ]
    found.sort(key=lambda one: (-one.work.cited_by, -one.mentions, one.work.key.lower()))
    return found if limit < 0 else found[:limit]


def _counts(connection: sqlite3.Connection, limit: int) -> list[sqlite3.Row]:
    """Return the `limit` highest counts, and those that tie with the last of them."""
    best = f"{MOST_CITED} ORDER BY cited_by DESC, mentions DESC LIMIT ?"
    rows = connection.execute(best, (limit if limit < 0 else limit + 1,)).fetchall()
    if limit < 0 or len(rows) <= limit:
        return rows
    last, beyond = tuple(rows[-2])[1:], tuple(rows[-1])[1:]
    if last != beyond:
        return rows[:-1]
    higher = [row for row in rows if tuple(row)[1:] > last]
    return (
        higher
        + connection.execute(f"{MOST_CITED} HAVING (cited_by, mentions) = (?, ?)", last).fetchall()
    )


def citing_keys(connection: sqlite3.Connection, work_id: int) -> tuple[str, ...]:
    """Return the keys of the documents that cite a work."""
    rows = connection.execute(
        "SELECT w.key FROM citations c JOIN works w ON w.id = c.citing_work_id "
        "WHERE c.cited_work_id = ? AND c.via = 'reference-list'",
        (work_id,),
    ).fetchall()
    return tuple(sorted(row[0] for row in rows))


def count_works(connection: sqlite3.Connection) -> int:
    """Return the number of works."""
    return int(connection.execute("SELECT count(*) FROM works").fetchone()[0])


def count_documents(connection: sqlite3.Connection) -> int:
    """Return the number of documents given."""
    return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def count_states(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of references by state; a document's own record does not count."""
    rows = connection.execute(
        "SELECT state, count(*) FROM records WHERE role = 'reference' GROUP BY state"
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def work_details(connection: sqlite3.Connection, work_id: int) -> dict[str, Any]:
    """Return what stands behind a work: its documents' problems and its references' candidates."""
    documents = connection.execute(
        "SELECT d.name, d.sha256, g.declared_references, g.declared_cited_by, g.problems, "
        "(SELECT count(*) FROM records x WHERE x.document_id = d.id AND x.role = 'reference') AS shown "
        "FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN documents d ON d.id = r.document_id JOIN readings g ON g.document_id = d.id "
        "WHERE s.work_id = ? AND r.role = 'own' ORDER BY d.id",
        (work_id,),
    ).fetchall()
    entries = connection.execute(
        "SELECT d.name, r.id, r.role, r.number, r.raw, r.state, r.problems, r.resolution FROM records r "
        "JOIN descriptions s ON s.id = r.description_id JOIN documents d ON d.id = r.document_id "
        "WHERE s.work_id = ? AND r.role <> 'own' ORDER BY d.id, r.number, r.id",
        (work_id,),
    ).fetchall()
    matches = connection.execute(
        "SELECT m.* FROM matches m JOIN records r ON r.id = m.record_id "
        "JOIN descriptions s ON s.id = r.description_id WHERE s.work_id = ? "
        "ORDER BY m.record_id, m.rank",
        (work_id,),
    ).fetchall()
    return {
        "documents": [_with_problems(row) for row in documents],
        "entries": [_entry(row) for row in entries],
        "matches": [
            {**dict(row), "candidate": json.loads(row["candidate"]),
             "evidence": json.loads(row["evidence"]), "accepted": bool(row["accepted"])}
            for row in matches
        ],
    }  # fmt: skip


def _with_problems(row: sqlite3.Row) -> dict[str, Any]:
    return {**dict(row), "problems": json.loads(row["problems"])}


def _entry(row: sqlite3.Row) -> dict[str, Any]:
    resolution = json.loads(row["resolution"])
    problems = [*json.loads(row["problems"]), *resolution["problems"]]
    entry = {**dict(row), "problems": problems, "reason": resolution["reason"]}
    del entry["resolution"]
    return entry


def choose(
    connection: sqlite3.Connection,
    named: Sequence[Work] | None,
    *,
    since: str = "",
    documents: bool = False,
) -> list[Work]:
    """Return works each once, sorted by key: those named, or all where None are.

    Args:
        connection: the library.
        named: the works to choose from.
        since: only those the library has known since a day (UTC, ISO 8601) or later.
        documents: only papers that were imported themselves.
    """
    chosen = list_works(connection) if named is None else list(named)
    unique = {work.key: work for work in sorted(chosen, key=lambda one: one.key.casefold())}
    if since:
        young = _works_since(connection, since)
        unique = {key: work for key, work in unique.items() if key in young}
    return [work for work in unique.values() if work.document or not documents]


def _works_since(connection: sqlite3.Connection, date: str) -> set[str]:
    rows = connection.execute(
        "SELECT w.key FROM works w JOIN descriptions s ON s.work_id = w.id "
        "JOIN records r ON r.description_id = s.id JOIN documents d ON d.id = r.document_id "
        "GROUP BY w.id HAVING min(d.added_at) >= ?",
        (date,),
    ).fetchall()
    return {row[0] for row in rows}


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of works besides their Records.

    `beside`: by citation key, the further fields of entries of bibliographic files; of several entries
    of one work the oldest counts, field by field. `containers`: the name a work's journal goes by,
    another given for the same work, and how often.
    """

    beside: Mapping[str, Mapping[str, tuple[str, ...]]]
    containers: Sequence[tuple[str, str, int]]


def told(connection: sqlite3.Connection) -> Told:
    """Return what was told besides."""
    return Told(beside=_beside(connection), containers=_containers(connection))


def _beside(connection: sqlite3.Connection) -> dict[str, dict[str, tuple[str, ...]]]:
    rows = connection.execute(
        "SELECT w.key, r.fields FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN works w ON w.id = s.work_id WHERE r.role = 'entry' ORDER BY r.id"
    ).fetchall()
    told: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        for name, values in json.loads(row["fields"]).items():
            if name != "citation-key":
                told.setdefault(row["key"], {}).setdefault(name, tuple(values))
    return told


def _containers(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    rows = connection.execute(
        "WITH given AS ("
        "SELECT s.work_id, json_extract(r.record, '$.container') AS name FROM records r "
        "JOIN descriptions s ON s.id = r.description_id "
        "UNION ALL SELECT s.work_id, json_extract(m.candidate, '$.container') FROM matches m "
        "JOIN records r ON r.id = m.record_id JOIN descriptions s ON s.id = r.description_id "
        "WHERE m.accepted UNION ALL "
        "SELECT s.work_id, json_extract(r.fields, '$.\"container-title-short\"[0]') FROM records r "
        "JOIN descriptions s ON s.id = r.description_id WHERE r.role = 'entry') "
        "SELECT w.container, g.name, count(*) FROM given g JOIN works w ON w.id = g.work_id "
        "WHERE w.container IS NOT NULL AND g.name IS NOT NULL AND g.name <> w.container GROUP BY 1, 2"
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]
