"""What follows from a decision, derived at once: only what it touches, never the whole library.

The result is the one a rebuild would give. Whatever was served from the library by a reference that
is ruled upon is resolved again from kept answers, then served again by what is known now.
"""

from collections.abc import Collection, Sequence
from typing import Final

from refmgr.library.asking import ruling_of, serve_from_library
from refmgr.library.deriving import Context, change_record, outcome_under, settle
from refmgr.library.rulings import Ruling, print_key
from refmgr.pipeline import read_document
from refmgr.store import records
from refmgr.store.database import Row
from refmgr.store.documents import (
    given_document,
    load_outcome,
    load_reference,
    own_links,
    short_hash,
    write_problems,
)

REFERENCE: Final = "reference"
GONE: Final = Ruling(publication=False)


def printed_alike(context: Context, subject: str) -> list[Row]:
    """Return the row of a subject and those of all references that are printed the same way."""
    row = records.record_of_subject(context.connection, subject)
    if row is None:  # a better reader may have found that there is no such entry
        return []
    key = print_key(row["raw"]) if row["role"] == REFERENCE else None
    if key is None:
        return [row]
    twins = records.records_by_print(context.connection, short_hash(key))
    return [one for one in twins if print_key(one["raw"]) == key]


def rule_again(context: Context, rows: Sequence[Row]) -> None:
    """Resolve records anew under what stands of a person's decisions; nobody is asked."""
    connection = context.connection
    works = records.works_of_records(connection, [row["id"] for row in rows])
    served = records.served_in_works(connection, works)
    again = {row["id"]: row for row in (*rows, *served)}
    for _, row in sorted(again.items()):
        ruling = ruling_of(context, row)
        outcome = outcome_under(context, row["role"], load_reference(row), ruling)
        change_record(context, row, outcome, ruling)
    works = records.works_of_records(connection, sorted(again))
    serve_from_library(context, records.waiting_in_works(connection, works))


def pair_again(context: Context, subjects: Collection[str]) -> None:
    """Join or part the works of records under what stands of a person's decisions.

    All that was of these works is looked at first: what a merge held together hangs together no more.
    """
    connection = context.connection
    found = [records.record_of_subject(connection, subject) for subject in subjects]
    rows = [row for row in found if row is not None]
    works = records.works_of_records(connection, [row["id"] for row in rows])
    settle(context, records.descriptions_of_works(connection, works))
    for row in rows:
        change_record(context, row, load_outcome(connection, row), ruling_of(context, row))


def take_list_away(context: Context, sha256: str) -> None:
    """Take from a paper the list it was given; its own reading tells where its citations lead."""
    connection = context.connection
    given = given_document(connection, sha256)
    if given is None:
        return
    document = read_document(given.content, given.name)
    own_links(connection, given.id, document)
    write_problems(connection, given.id, document.problems)
    for row in records.records_of_list(connection, sha256):
        change_record(context, row, load_outcome(connection, row), GONE)
        records.drop_record(connection, row["id"])
