"""Notices as rows: each belongs to the answer that tells of it, and the newest answer counts."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from refmgr.model import Notice
from refmgr.store.values import dump

COLUMNS: Final = "kind, doi, pmid, notice_doi, notice_pmid, date, teller"


def put_notices(
    connection: sqlite3.Connection, source: str, request: str, notices: Sequence[Notice]
) -> None:
    """Write what an answer tells, in place of what an earlier one to the same request told."""
    connection.execute("DELETE FROM notices WHERE source = ? AND request = ?", (source, request))
    connection.executemany(
        f"INSERT INTO notices (source, request, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                source, request, one.kind, one.doi, one.pmid, one.notice_doi, one.notice_pmid,
                one.date, one.source,
            )
            for one in notices
        ],
    )  # fmt: skip


def telling_answers(connection: sqlite3.Connection, marks: Sequence[str]) -> Iterator[sqlite3.Row]:
    """Yield the newest answer to each request that holds one of some texts, in order of asking."""
    yield from connection.execute(
        "SELECT a.* FROM answers a WHERE a.status = 200 AND a.id IN "
        "(SELECT max(id) FROM answers GROUP BY source, request) AND EXISTS "
        "(SELECT 1 FROM json_each(?) m WHERE instr(a.body, m.value)) ORDER BY a.id",
        (dump(list(marks)),),
    ).fetchall()


def notices_by_key(connection: sqlite3.Connection) -> dict[str, tuple[Notice, ...]]:
    """Return the notices about works of the library, by citation key, each once."""
    rows = connection.execute(
        f"SELECT DISTINCT w.key, {', '.join('n.' + name for name in COLUMNS.split(', '))} "
        "FROM notices n JOIN works w ON w.doi = n.doi "
        f"UNION SELECT DISTINCT w.key, {', '.join('n.' + name for name in COLUMNS.split(', '))} "
        "FROM notices n JOIN works w ON w.pmid = n.pmid ORDER BY 1, 2, 7, 5, 6, 8"
    ).fetchall()
    found: dict[str, list[Notice]] = {}
    for key, kind, doi, pmid, notice_doi, notice_pmid, date, teller in rows:
        found.setdefault(key, []).append(
            Notice(
                kind=kind, doi=doi, pmid=pmid, notice_doi=notice_doi, notice_pmid=notice_pmid,
                date=date, source=teller,
            )
        )  # fmt: skip
    return {key: tuple(notices) for key, notices in found.items()}
