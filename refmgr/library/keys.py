"""Which citation key a work gets, and when it is promised for good."""

from collections.abc import Sequence
from typing import Final

from refmgr.exports.keys import DEFAULT, identifier_name, make_key
from refmgr.model import Record
from refmgr.store import ledger
from refmgr.store.database import Connection, Row
from refmgr.store.documents import Entry

__all__ = ["DEFAULT", "GIVEN", "new_key", "promise_given_keys"]
GIVEN: Final = "citation-key"  # among the fields of an entry


def promise_given_keys(connection: Connection, entries: Sequence[Entry], now: str) -> None:
    """Promise the citation keys that a user's own file gives its entries, where they are free."""
    for entry in entries:
        for key in entry.reference.fields.get(GIVEN, ()) if entry.role == "entry" else ():
            if not ledger.key_taken(connection, key):
                ledger.promise_key(connection, key, entry.subject, now)


def new_key(
    connection: Connection, record: Record, first: Row, now: str, pattern: str = DEFAULT
) -> str:
    """Make and promise a key: that of the user's own file with a suffix, else author and year.

    A work of which only an identifier is known goes by that, and gets its key once more is known.

    Args:
        connection: the library.
        record: what is known of the work.
        first: subject, role, name of its document and `given_key` of the record it is named by.
        now: the time of the promise.
        pattern: what keys are made of, see `exports.keys.key_stem`.
    """
    is_entry = first["role"] == "entry"
    if is_entry and (name := identifier_name(record)):
        return name
    key = make_key(
        record,
        lambda text: ledger.key_taken(connection, text),
        fallback="" if is_entry else first["name"],
        given=first["given_key"] or "",
        pattern=pattern,
    )
    ledger.promise_key(connection, key, first["subject"], now)
    return key
