"""Given documents, and what reading them gave: records, mentions, links."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from refmgr.formats.record_json import problems_to_json
from refmgr.model import (
    Candidate,
    Document,
    Evidence,
    Link,
    Match,
    Mention,
    Problem,
    Reference,
)
from refmgr.store.values import (
    dump,
    dump_problems,
    dump_record,
    load_mention,
    load_problems,
    load_record,
)


@dataclass(frozen=True, slots=True)
class Given:
    """A document as the user gave it."""

    id: int
    sha256: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of resolving a Record: `state` is pending, accepted, ambiguous, none, or given.

    `companions` are what other sources say of the accepted work; they are not among `matches`.
    """

    state: str
    reason: str = ""
    matches: tuple[Match, ...] = ()
    accepted: Match | None = None
    problems: tuple[Problem, ...] = ()
    companions: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One Record a document gives, as it is stored; `role` is own, reference, cited-by or entry.

    `description` is None for what a person called no publication; `print_key` is shared by references
    that are printed the same way.
    """

    subject: str
    role: str
    reference: Reference
    outcome: Outcome
    description: int | None
    print_key: str | None = None


def dump_resolution(outcome: Outcome) -> str:
    """Return the reason and the problems of an Outcome as JSON."""
    return dump({"reason": outcome.reason, "problems": problems_to_json(outcome.problems)})


def sha256_of(content: bytes) -> str:
    """Return the name a document's bytes go by: their SHA-256 in hexadecimal."""
    import hashlib  # noqa: PLC0415 - 2.4 ms that commands which only list need not pay

    return hashlib.sha256(content).hexdigest()


def short_hash(text: str) -> int:
    """Return 64 bits of a hash of a text, as SQLite's integers hold them."""
    import hashlib  # noqa: PLC0415

    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def own_key(connection: sqlite3.Connection, document_id: int) -> str | None:
    """Return the citation key of the paper a document is; a bibliographic file is none."""
    row = connection.execute(
        "SELECT w.key FROM records r JOIN descriptions s ON s.id = r.description_id "
        "JOIN works w ON w.id = s.work_id WHERE r.document_id = ? AND r.role = 'own'",
        (document_id,),
    ).fetchone()
    return None if row is None else str(row[0])


def find_document(connection: sqlite3.Connection, sha256: str) -> int | None:
    """Return the id of the document with these bytes, None when it is new."""
    row = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def add_document(
    connection: sqlite3.Connection, document: Document, content: bytes, added_at: str
) -> int:
    """Add what was given and return its id."""
    cursor = connection.execute(
        "INSERT INTO documents (sha256, name, added_at, content) VALUES (?, ?, ?, ?)",
        (document.sha256, document.name, added_at, zlib.compress(content)),
    )
    return int(cursor.lastrowid or 0)


def given_documents(connection: sqlite3.Connection) -> Iterator[Given]:
    """Yield every document in the order of import; no cursor stays open between two of them."""
    last = 0
    query = "SELECT id, sha256, name, content FROM documents WHERE id > ? ORDER BY id LIMIT 1"
    while row := connection.execute(query, (last,)).fetchone():
        last = int(row["id"])
        yield Given(last, row["sha256"], row["name"], zlib.decompress(row["content"]))


def given_document(connection: sqlite3.Connection, sha256: str) -> Given | None:
    """Return the document with these bytes, None where there is none."""
    row = connection.execute(
        "SELECT id, sha256, name, content FROM documents WHERE sha256 = ?", (sha256,)
    ).fetchone()
    if row is None:
        return None
    return Given(int(row["id"]), row["sha256"], row["name"], zlib.decompress(row["content"]))


def write_reading(connection: sqlite3.Connection, document_id: int, document: Document) -> None:
    """Write what the reader made of a document."""
    connection.execute(
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            document_id, document.format, document.text, dump(dict(document.record_evidence)),
            document.declared_references, document.declared_cited_by,
            dump_problems(document.problems),
        ),
    )  # fmt: skip


def write_entries(
    connection: sqlite3.Connection, document_id: int, entries: Sequence[Entry]
) -> list[int]:
    """Write the records of a document and return their ids, in order."""
    ids = []
    for entry in entries:
        reference = entry.reference
        cursor = connection.execute(
            "INSERT INTO records (document_id, subject, role, number, label, raw, span_start, span_end, "
            "record, fields, confidence, problems, state, resolution, description_id, print_key) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document_id, entry.subject, entry.role, reference.number, reference.label,
                reference.raw, reference.start, reference.end, dump_record(reference.record),
                dump({name: list(parts) for name, parts in reference.fields.items()}),
                reference.confidence, dump_problems(reference.problems), entry.outcome.state,
                dump_resolution(entry.outcome), entry.description,
                None if entry.print_key is None else short_hash(entry.print_key),
            ),
        )  # fmt: skip
        ids.append(int(cursor.lastrowid or 0))
        write_matches(connection, ids[-1], entry.outcome)
    return ids


def write_outcome(
    connection: sqlite3.Connection, record_id: int, outcome: Outcome, description: int | None
) -> None:
    """Write what came of resolving a record, in place of what stood there."""
    connection.execute(
        "UPDATE records SET state = ?, resolution = ?, description_id = ? WHERE id = ?",
        (outcome.state, dump_resolution(outcome), description, record_id),
    )
    connection.execute("DELETE FROM matches WHERE record_id = ?", (record_id,))
    write_matches(connection, record_id, outcome)


def write_matches(connection: sqlite3.Connection, record_id: int, outcome: Outcome) -> None:
    """Write the candidates of one record, best first."""
    connection.executemany(
        "INSERT INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                record_id, rank, match.candidate.source, match.candidate.asked,
                match is outcome.accepted or rank >= len(outcome.matches), match.score,
                dump_record(match.candidate.record),
                dump([[one.field, one.agreement, one.note] for one in match.evidence]),
            )
            for rank, match in enumerate((*outcome.matches, *outcome.companions))
        ],
    )  # fmt: skip


def stored_mentions(connection: sqlite3.Connection, document_id: int) -> list[tuple[int, Mention]]:
    """Return the in-text citations of a document with their row ids, in the order of its text."""
    rows = connection.execute(
        "SELECT * FROM mentions WHERE document_id = ? ORDER BY id", (document_id,)
    ).fetchall()
    return [(row["id"], load_mention(row)) for row in rows]


def write_links(
    connection: sqlite3.Connection,
    mentions: Sequence[int],
    links: Sequence[Link],
    records: Sequence[int],
) -> None:
    """Write where the numbers of mentions lead, in place of what was known.

    Args:
        connection: the library.
        mentions: row ids of the mentions, in the order that `Link.mention` counts.
        links: one for each number of each mention.
        records: row ids of the references, in the order that `Link.reference` counts.
    """
    connection.executemany("DELETE FROM links WHERE mention_id = ?", [(one,) for one in mentions])
    connection.executemany(
        "INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?)",
        [
            (
                mentions[link.mention], link.number, link.state,
                None if link.reference is None else records[link.reference],
            )
            for link in links
        ],
    )  # fmt: skip


def replace_problems(
    connection: sqlite3.Connection,
    document_id: int,
    settled: Collection[str],
    found: Sequence[Problem],
) -> None:
    """Take problems with these codes off a document and add those found."""
    (text,) = connection.execute(
        "SELECT problems FROM readings WHERE document_id = ?", (document_id,)
    ).fetchone()
    kept = [problem for problem in load_problems(text) if problem.code not in settled]
    connection.execute(
        "UPDATE readings SET problems = ? WHERE document_id = ?",
        (dump_problems([*kept, *found]), document_id),
    )


def own_links(connection: sqlite3.Connection, document_id: int, document: Document) -> None:
    """Let the citations of a document lead to the entries it prints itself, as when it was imported."""
    mentions = [number for number, _ in stored_mentions(connection, document_id)]
    rows = connection.execute(
        "SELECT id FROM records WHERE document_id = ? AND role = 'reference' "
        "AND subject LIKE '%/references/%' ORDER BY id",
        (document_id,),
    ).fetchall()
    write_links(connection, mentions, document.links, [row[0] for row in rows])


def write_problems(
    connection: sqlite3.Connection, document_id: int, problems: Sequence[Problem]
) -> None:
    """Write the problems of a document, in place of those that stood there."""
    connection.execute(
        "UPDATE readings SET problems = ? WHERE document_id = ?",
        (dump_problems(problems), document_id),
    )


def write_mentions(
    connection: sqlite3.Connection, document_id: int, document: Document, records: Sequence[int]
) -> None:
    """Write the in-text citations; `records` are the ids of the document's references, in order."""
    ids = []
    for mention in document.mentions:
        cursor = connection.execute(
            "INSERT INTO mentions (document_id, span_start, span_end, text, numbers, sentence, section, "
            "style) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document_id, mention.start, mention.end, mention.text, dump(list(mention.references)),
                mention.sentence, mention.section, mention.style,
            ),
        )  # fmt: skip
        ids.append(int(cursor.lastrowid or 0))
    write_links(connection, ids, document.links, records)


def load_reference(row: sqlite3.Row) -> Reference:
    """Return the Reference a row of `records` holds."""
    return Reference(
        number=row["number"], label=row["label"], raw=row["raw"], start=row["span_start"],
        end=row["span_end"], record=load_record(row["record"]), fields=json.loads(row["fields"]),
        confidence=row["confidence"], problems=load_problems(row["problems"]),
    )  # fmt: skip


def load_outcome(connection: sqlite3.Connection, row: sqlite3.Row) -> Outcome:
    """Return what came of resolving the record of a row of `records`, as `write_outcome` wrote it."""
    resolution = json.loads(row["resolution"])
    weighed = connection.execute(
        "SELECT * FROM matches WHERE record_id = ? ORDER BY rank", (row["id"],)
    ).fetchall()
    matches = tuple(load_match(one) for one in weighed)
    accepted = [match for match, one in zip(matches, weighed, strict=True) if one["accepted"]]
    companions = tuple(accepted[1:])
    return Outcome(
        state=row["state"],
        reason=resolution["reason"],
        matches=matches[: len(matches) - len(companions)],
        accepted=accepted[0] if accepted else None,
        problems=tuple(Problem(**problem) for problem in resolution["problems"]),
        companions=companions,
    )


def load_match(row: sqlite3.Row) -> Match:
    """Return the Match a row of `matches` holds."""
    candidate = Candidate(
        source=row["source"], record=load_record(row["candidate"]), asked=row["asked"]
    )
    evidence = tuple(Evidence(*one) for one in json.loads(row["evidence"]))
    return Match(candidate=candidate, evidence=evidence, score=row["score"])
