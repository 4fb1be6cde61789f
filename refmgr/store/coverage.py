"""What became of every document and reference: what was read, asked, found, and why not."""

import json
import sqlite3
from collections import defaultdict
from typing import Any, Final

from refmgr.model import Coverage, OpenReference
from refmgr.store.values import load_problems

DOCUMENTS: Final = """
    SELECT d.id, d.name, g.format, g.declared_references, g.problems, w.key, w.title, w.year,
        (SELECT count(*) FROM mentions m WHERE m.document_id = d.id) AS mentions
    FROM documents d JOIN readings g ON g.document_id = d.id
    LEFT JOIN records r ON r.document_id = d.id AND r.role = 'own'
    LEFT JOIN descriptions s ON s.id = r.description_id LEFT JOIN works w ON w.id = s.work_id
    ORDER BY d.id
"""
STATES: Final = """
    SELECT r.document_id, r.state, count(*) AS number,
        sum(w.doi IS NOT NULL OR w.pmid IS NOT NULL) AS identified
    FROM records r JOIN descriptions s ON s.id = r.description_id JOIN works w ON w.id = s.work_id
    WHERE r.role IN ('reference', 'entry') GROUP BY r.document_id, r.state
"""
LINKS: Final = """
    SELECT m.document_id, l.state, count(*) AS number FROM links l JOIN mentions m ON m.id = l.mention_id
    GROUP BY m.document_id, l.state
"""
OPEN: Final = """
    SELECT r.document_id, d.name, r.number, r.raw, r.state, r.resolution, r.problems, w.key
    FROM records r JOIN documents d ON d.id = r.document_id
    JOIN descriptions s ON s.id = r.description_id JOIN works w ON w.id = s.work_id
    WHERE r.role IN ('reference', 'entry') AND r.state <> 'accepted' AND w.doi IS NULL AND w.pmid IS NULL
    ORDER BY r.document_id, r.number, r.id
"""

MISSING: Final = """
    SELECT w.key, g.problems, EXISTS (
        SELECT 1 FROM records x WHERE x.document_id = g.document_id AND x.role = 'reference') AS listed
    FROM readings g JOIN records r ON r.document_id = g.document_id AND r.role = 'own'
    JOIN descriptions s ON s.id = r.description_id JOIN works w ON w.id = s.work_id
    ORDER BY g.document_id
"""
# Problems that make a document's list missing or shorter than it is.
LISTS: Final = frozenset(
    ("numbers-waiting-for-list", "references-incomplete", "no-references", "list-in-bib-file")
)
NO_LIST: Final = "No reference list was found in this document."


def coverage(connection: sqlite3.Connection) -> list[Coverage]:
    """Return, for each document in the order of import, how far it was read and resolved."""
    states, identified = _states(connection)
    links = _links(connection)
    waiting: defaultdict[int, list[OpenReference]] = defaultdict(list)
    for row in connection.execute(OPEN).fetchall():
        waiting[row["document_id"]].append(_open(row))
    return [
        Coverage(
            name=row["name"],
            format=row["format"],
            key=row["key"],
            title=row["title"],
            year=row["year"],
            declared_references=row["declared_references"],
            states=states[row["id"]],
            identified=identified[row["id"]],
            mentions=row["mentions"],
            links=links[row["id"]],
            problems=load_problems(row["problems"]),
            open=tuple(waiting[row["id"]]),
        )
        for row in connection.execute(DOCUMENTS).fetchall()
    ]


def missing_lists(connection: sqlite3.Connection) -> dict[str, str]:
    """Return, by key of a document that cites nothing or less than it should, why that is so."""
    rows = connection.execute(MISSING).fetchall()
    notes: dict[str, str] = {}
    for row in rows:
        said = [one.message for one in load_problems(row["problems"]) if one.code in LISTS]
        if said or not row["listed"]:
            notes[row["key"]] = " ".join(said) or NO_LIST
    return notes


def _states(
    connection: sqlite3.Connection,
) -> tuple[defaultdict[int, dict[str, int]], defaultdict[int, int]]:
    states: defaultdict[int, dict[str, int]] = defaultdict(dict)
    identified: defaultdict[int, int] = defaultdict(int)
    for row in connection.execute(STATES).fetchall():
        states[row["document_id"]][row["state"]] = row["number"]
        identified[row["document_id"]] += row["identified"]
    return states, identified


def _links(connection: sqlite3.Connection) -> defaultdict[int, dict[str, int]]:
    links: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(LINKS).fetchall():
        links[row["document_id"]][row["state"]] = row["number"]
    return links


def _open(row: sqlite3.Row) -> OpenReference:
    resolution: dict[str, Any] = json.loads(row["resolution"])
    problems = [*json.loads(row["problems"]), *resolution["problems"]]
    return OpenReference(
        number=row["number"],
        raw=row["raw"],
        key=row["key"],
        state=row["state"],
        reasons=tuple(filter(None, (resolution["reason"], *(one["message"] for one in problems)))),
    )
