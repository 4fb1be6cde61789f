"""The tables of library.db, in four groups: given, asked, decided, derived.

Given, asked and decided are append only. Derived tables may be emptied at any time:
`refmgr rebuild` makes them again from the other three. No row id leaves the file; what must
last (decisions, citation keys) names a subject: `<sha256>/own`, `<sha256>/references/3`.
"""

from typing import Final

from sqlite_utils import Database, Migrations

from refmgr.store.marks import APPLICATION_ID, VERSION

TABLES: Final = """
-- given -----------------------------------------------------------------------------------------
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,            -- of the bytes as given
    name TEXT NOT NULL,                     -- the file's name
    added_at TEXT NOT NULL,                 -- UTC, ISO 8601
    content BLOB NOT NULL                   -- the bytes, zlib
);

-- asked -----------------------------------------------------------------------------------------
CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,                   -- crossref
    request TEXT NOT NULL,                  -- without the mail address
    status INTEGER NOT NULL,                -- 200, 301 or 404: others are no answers
    body TEXT NOT NULL,
    asked_at TEXT NOT NULL
);
CREATE INDEX answers_by_request ON answers (source, request);

-- decided ---------------------------------------------------------------------------------------
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    value TEXT NOT NULL,                    -- JSON object
    undoes INTEGER REFERENCES decisions (id)
);
CREATE TABLE keys (                         -- citation keys, promised once and for all
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    subject TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX keys_by_subject ON keys (subject);

-- derived ---------------------------------------------------------------------------------------
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
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE records (                      -- every Record as a document gives it
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    subject TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,                     -- own, reference or cited-by
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
    description_id INTEGER REFERENCES descriptions (id)
);
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

migrations: Final = Migrations("refmgr")


@migrations()
def first_tables(db: Database) -> None:
    """Create the tables of version 1."""
    db.executescript(TABLES)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")
