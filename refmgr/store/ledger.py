"""What must last: answers of sources, decisions of a person, citation keys; append only."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from refmgr.model import Decision
from refmgr.store.values import dump

EDIT: Final = "edit"
LIST: Final = "list"
ACCEPT: Final = "accept"
REJECT: Final = "reject"
LATER: Final = "later"
NO_PUBLICATION: Final = "not-a-publication"
MERGE: Final = "merge"
KEEP_APART: Final = "keep-apart"
UNDO: Final = "undo"
REKEY: Final = "rekey"
ABOUT_REFERENCES: Final = frozenset({ACCEPT, REJECT, LATER, NO_PUBLICATION})
ABOUT_PAIRS: Final = frozenset({MERGE, KEEP_APART})


NEWEST: Final = "SELECT request, status, body, asked_at FROM answers"


def find_answer(connection: sqlite3.Connection, source: str, request: str) -> sqlite3.Row | None:
    """Return the newest answer (request, status, body, asked_at) to a request, None if there is none."""
    row: sqlite3.Row | None = connection.execute(
        f"{NEWEST} WHERE source = ? AND request = ? ORDER BY id DESC LIMIT 1", (source, request)
    ).fetchone()
    return row


def find_answer_beginning(
    connection: sqlite3.Connection, source: str, start: str
) -> sqlite3.Row | None:
    """Return the newest answer to a request that begins with `start`, which is not empty."""
    beyond = f"{start[:-1]}{chr(ord(start[-1]) + 1)}"
    row: sqlite3.Row | None = connection.execute(
        f"{NEWEST} WHERE source = ? AND request >= ? AND request < ? ORDER BY id DESC LIMIT 1",
        (source, start, beyond),
    ).fetchone()
    return row


def any_answer(connection: sqlite3.Connection) -> bool:
    """Return whether a source was ever asked anything."""
    return connection.execute("SELECT 1 FROM answers LIMIT 1").fetchone() is not None


def add_answers(
    connection: sqlite3.Connection, answers: Sequence[tuple[str, str, int, str, str]]
) -> None:
    """Add answers: source, request, status, body, asked_at."""
    connection.executemany(
        "INSERT INTO answers (source, request, status, body, asked_at) VALUES (?, ?, ?, ?, ?)",
        answers,
    )


def find_question(connection: sqlite3.Connection, source: str, printed: str) -> str | None:
    """Return the request that was made from a printed text, by its name; None if none was."""
    row = connection.execute(
        "SELECT request FROM questions WHERE source = ? AND printed = ?", (source, printed)
    ).fetchone()
    return None if row is None else str(row[0])


def put_question(connection: sqlite3.Connection, source: str, printed: str, request: str) -> None:
    """Say which request was made from a printed text, in place of an earlier one."""
    connection.execute(
        "INSERT OR REPLACE INTO questions (source, printed, request) VALUES (?, ?, ?)",
        (source, printed, request),
    )


def add_decision(
    connection: sqlite3.Connection, verb: str, subject: str, value: Mapping[str, Any], at: str
) -> int:
    """Add a decision and return its number."""
    cursor = connection.execute(
        "INSERT INTO decisions (at, verb, subject, value) VALUES (?, ?, ?, ?)",
        (at, verb, subject, dump(dict(value))),
    )
    return int(cursor.lastrowid or 0)


def undo_decision(connection: sqlite3.Connection, decision: Decision, at: str) -> None:
    """Take a decision back by a new one; the old one stays readable."""
    connection.execute(
        "INSERT INTO decisions (at, verb, subject, value, undoes) VALUES (?, ?, ?, '{}', ?)",
        (at, UNDO, decision.subject, decision.id),
    )


def decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """Return every decision but the undoing ones, oldest first, marked where it was undone."""
    rows = connection.execute(
        "SELECT d.*, EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.id) AS undone "
        "FROM decisions d WHERE d.verb <> ? ORDER BY d.id",
        (UNDO,),
    ).fetchall()
    return tuple(
        Decision(
            id=row["id"],
            at=row["at"],
            verb=row["verb"],
            subject=row["subject"],
            value=json.loads(row["value"]),
            undone=bool(row["undone"]),
        )
        for row in rows
    )


def newest_decision(connection: sqlite3.Connection) -> int:
    """Return the number of the newest decision, the undoing ones included; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM decisions").fetchone()[0])


def given_lists(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the text of the reference lists a person gave, by the subject of the paper."""
    return {
        decision.subject: str(decision.value["text"])
        for decision in decisions(connection)
        if decision.verb == LIST and not decision.undone
    }


def key_taken(connection: sqlite3.Connection, key: str) -> bool:
    """Return whether this citation key was ever promised, ignoring case."""
    return connection.execute("SELECT 1 FROM keys WHERE key = ?", (key,)).fetchone() is not None


def key_holder(connection: sqlite3.Connection, key: str) -> str | None:
    """Return the subject a citation key was promised to, ignoring case; None for a free key."""
    row = connection.execute("SELECT subject FROM keys WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def promise_key(connection: sqlite3.Connection, key: str, subject: str, at: str) -> None:
    """Give a subject its citation key, for good."""
    connection.execute(
        "INSERT INTO keys (key, subject, made_at) VALUES (?, ?, ?)", (key, subject, at)
    )
