"""The lasting tables of library.db: given, asked, decided; all append only.

No row id leaves the file; what must last (decisions, citation keys) names a subject: `<sha256>/own`,
`<sha256>/references/3`. The derived tables stand in `derived_tables`.
"""

from typing import Final

from sqlite_utils import Database, Migrations

from refmgr.store.marks import APPLICATION_ID

FIRST: Final = """
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
"""

migrations: Final = Migrations("refmgr")


@migrations()
def first_tables(db: Database) -> None:
    """Create the tables of the first version."""
    db.executescript(FIRST)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@migrations()
def questions(db: Database) -> None:
    """Add what was asked about which printed text: a better way to ask must orphan no answer."""
    db.executescript(
        """
        CREATE TABLE questions (
            source TEXT NOT NULL,
            printed TEXT NOT NULL,              -- name of the printed text (sources.answers)
            request TEXT NOT NULL,              -- what was made of it, as in answers
            PRIMARY KEY (source, printed)
        ) WITHOUT ROWID
        """
    )
