"""The derived tables of library.db, and how they are made anew.

They hold nothing that the lasting tables (see `schema`) could not give again, so they have no
migrations: whoever changes them changes this text and raises VERSION in `marks`; an older library
then drops what it has and derives all of it again.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Final

from refmgr.store.marks import LASTING, VERSION

TABLES: Final = """
CREATE TABLE readings (                     -- a document as its reader understood it
    document_id INTEGER PRIMARY KEY REFERENCES documents (id),
    format TEXT NOT NULL,
    text TEXT NOT NULL,
    evidence TEXT NOT NULL,                 -- JSON: field of the own record -> where it stands
    declared_references INTEGER,
    declared_cited_by INTEGER,
    problems TEXT NOT NULL                  -- JSON
);
CREATE TABLE works (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    type TEXT, title TEXT, authors TEXT NOT NULL, container TEXT, year INTEGER, date TEXT,
    volume TEXT, issue TEXT, pages TEXT, article_number TEXT, publisher TEXT, place TEXT,
    editors TEXT NOT NULL, edition TEXT, doi TEXT, pmid TEXT, pmcid TEXT, isbn TEXT, issn TEXT,
    arxiv TEXT, url TEXT, language TEXT, et_al INTEGER NOT NULL,
    origins TEXT NOT NULL,                  -- JSON: field -> where its value comes from
    document_id INTEGER REFERENCES documents (id),
    search_text TEXT NOT NULL               -- folded: no accents, no case
);
CREATE INDEX works_by_doi ON works (doi);
CREATE INDEX works_by_pmid ON works (pmid);
CREATE TABLE descriptions (                 -- one row a distinct Record, as it is compared
    id INTEGER PRIMARY KEY,
    signature TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,                   -- JSON
    work_id INTEGER REFERENCES works (id)
);
CREATE INDEX descriptions_by_work ON descriptions (work_id);
CREATE TABLE blocks (                       -- what is worth comparing with what
    block TEXT NOT NULL,
    description_id INTEGER NOT NULL REFERENCES descriptions (id),
    PRIMARY KEY (block, description_id)
) WITHOUT ROWID;
CREATE INDEX blocks_by_description ON blocks (description_id);
CREATE TABLE likenesses (                   -- pairs that describe the same work, both ways round
    a INTEGER NOT NULL REFERENCES descriptions (id),
    b INTEGER NOT NULL REFERENCES descriptions (id),
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE maybes (                       -- pairs a person should look at, both ways round
    a INTEGER NOT NULL REFERENCES descriptions (id),
    b INTEGER NOT NULL REFERENCES descriptions (id),
    score REAL NOT NULL,
    code TEXT NOT NULL,                     -- stable name of the reason
    reason TEXT NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE records (                      -- every Record as a document gives it
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    subject TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,                     -- own, reference, cited-by or entry
    number INTEGER,                         -- as printed, else the position
    label TEXT,
    raw TEXT NOT NULL,
    span_start INTEGER, span_end INTEGER,   -- characters of readings.text
    record TEXT NOT NULL,                   -- JSON, as printed
    fields TEXT NOT NULL,                   -- JSON, parts as printed
    confidence REAL NOT NULL,
    problems TEXT NOT NULL,                 -- JSON
    state TEXT NOT NULL,                    -- pending, accepted, ambiguous, none; given: never asked
    resolution TEXT NOT NULL,               -- JSON: reason and problems of resolving
    description_id INTEGER REFERENCES descriptions (id),  -- NULL: you said it is no publication
    print_key INTEGER                       -- the same for references that are printed the same way
);
CREATE INDEX records_by_print ON records (print_key) WHERE print_key IS NOT NULL;
CREATE INDEX records_by_document ON records (document_id, role, number);
CREATE INDEX records_by_description ON records (description_id);
CREATE INDEX records_by_state ON records (state);
CREATE TABLE matches (                      -- candidates weighed, best first
    record_id INTEGER NOT NULL REFERENCES records (id),
    rank INTEGER NOT NULL,
    source TEXT NOT NULL,
    asked TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    score REAL NOT NULL,
    candidate TEXT NOT NULL,                -- JSON Record
    evidence TEXT NOT NULL,                 -- JSON
    PRIMARY KEY (record_id, rank)
) WITHOUT ROWID;
CREATE TABLE notices (                      -- what was published about works, as answers tell it
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL, request TEXT NOT NULL,    -- of the answer
    kind TEXT NOT NULL,                     -- retraction, correction, expression_of_concern, ...
    doi TEXT, pmid TEXT,                    -- of the work told of
    notice_doi TEXT, notice_pmid TEXT,
    date TEXT,
    teller TEXT NOT NULL                    -- publisher, retraction-watch or pubmed
);
CREATE INDEX notices_by_request ON notices (source, request);
CREATE INDEX notices_by_doi ON notices (doi);
CREATE INDEX notices_by_pmid ON notices (pmid);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    numbers TEXT NOT NULL,                  -- JSON
    sentence TEXT NOT NULL,
    section TEXT,
    style TEXT NOT NULL
);
CREATE INDEX mentions_by_document ON mentions (document_id);
CREATE TABLE links (                        -- one number of one mention
    mention_id INTEGER NOT NULL REFERENCES mentions (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,                    -- linked, not-listed, unlinkable, no-list
    record_id INTEGER REFERENCES records (id),
    PRIMARY KEY (mention_id, number)
) WITHOUT ROWID;
CREATE INDEX links_by_record ON links (record_id);
CREATE TABLE entries (                      -- who cites whom, one row a printed entry
    record_id INTEGER PRIMARY KEY REFERENCES records (id),
    document_id INTEGER NOT NULL REFERENCES documents (id),
    via TEXT NOT NULL,                      -- reference-list or cited-by-list
    citing_work_id INTEGER NOT NULL REFERENCES works (id),
    cited_work_id INTEGER NOT NULL REFERENCES works (id),
    mentions INTEGER NOT NULL
);
CREATE INDEX entries_by_citing ON entries (citing_work_id);
CREATE INDEX entries_by_cited ON entries (cited_work_id);
CREATE TABLE citations (                    -- the edges: one row a pair of works
    citing_work_id INTEGER NOT NULL REFERENCES works (id),
    cited_work_id INTEGER NOT NULL REFERENCES works (id),
    via TEXT NOT NULL,
    mentions INTEGER NOT NULL,              -- in the copy of the citing paper that has most
    PRIMARY KEY (citing_work_id, via, cited_work_id)
) WITHOUT ROWID;
CREATE INDEX citations_by_cited ON citations (cited_work_id, via, mentions);

CREATE VIRTUAL TABLE works_search USING fts5 (
    search_text, content='works', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER works_search_insert AFTER INSERT ON works BEGIN
    INSERT INTO works_search (rowid, search_text) VALUES (new.id, new.search_text);
END;
CREATE TRIGGER works_search_delete AFTER DELETE ON works BEGIN
    INSERT INTO works_search (works_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END;
CREATE TRIGGER works_search_update AFTER UPDATE OF search_text ON works BEGIN
    INSERT INTO works_search (works_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO works_search (rowid, search_text) VALUES (new.id, new.search_text);
END;

CREATE VIEW printed_references AS
    SELECT d.name AS document, r.number, r.raw, w.key, r.state, r.problems
    FROM records r JOIN documents d ON d.id = r.document_id
    JOIN descriptions s ON s.id = r.description_id JOIN works w ON w.id = s.work_id
    WHERE r.role = 'reference';
CREATE VIEW most_cited AS
    SELECT w.key, w.title, w.year, w.doi, count(*) AS cited_by,
           sum(c.mentions) AS mentions
    FROM citations c JOIN works w ON w.id = c.cited_work_id
    WHERE c.via = 'reference-list' GROUP BY w.id
    ORDER BY cited_by DESC, mentions DESC, w.key;
"""


def make_anew(connection: sqlite3.Connection) -> None:
    """Drop every table and view that is not lasting, and make the derived ones, empty.

    To be run within a transaction that also fills them, so that others see the old state until the new one
    is whole.
    """
    for kind, name in _present(connection):
        connection.execute(f'DROP {kind} IF EXISTS "{name}"')
    for statement in _statements(TABLES):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _present(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return what there is to drop: views, then the index over words, then tables, the youngest first.

    A table that refers to another is younger than it; tables that belong to an index over words go with it.
    """
    rows = connection.execute(
        "SELECT upper(type), name FROM sqlite_master WHERE type IN ('view', 'table') "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN (SELECT value FROM json_each(?)) "
        "ORDER BY type = 'view' DESC, sql LIKE 'CREATE VIRTUAL %' DESC, rowid DESC",
        (json.dumps(LASTING),),
    ).fetchall()
    return [(kind, name) for kind, name in rows]


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; `executescript` would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
