"""Decisions of a person carried out: each is recorded first, and can be taken back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from refmgr.errors import DecisionError
from refmgr.library.deriving import Context, add_list, change_record
from refmgr.model import Decision
from refmgr.pipeline import read_list
from refmgr.store import derived, ledger
from refmgr.store.documents import load_outcome
from refmgr.store.values import load_record


def edit(context: Context, work_id: int, fields: Mapping[str, Any]) -> None:
    """Record that a person set fields of a work, and derive what follows."""
    subject = derived.subject_of_work(context.connection, work_id)
    ledger.add_decision(context.connection, ledger.EDIT, subject, fields, context.now)
    _derive(context, subject)


def give_list(context: Context, work_id: int, text: str) -> int:
    """Record the reference list a person gives a paper, and derive what follows; return its length.

    Raises:
        DecisionError: the work is no imported paper, has been given a list before, or the text has
            no reference.
    """
    document = derived.document_of_work(context.connection, work_id)
    if document is None:
        raise DecisionError("this work is known from reference lists only; import the paper first")
    subject = f"{document['sha256']}/own"
    if subject in ledger.given_lists(context.connection):
        raise DecisionError("this paper was given a list before; `refmgr undo` takes it back")
    references = read_list(text)
    if not references:
        raise DecisionError("no reference was found in that text; one entry a line reads best")
    ledger.add_decision(context.connection, ledger.LIST, subject, {"text": text}, context.now)
    add_list(context, document["id"], document["sha256"], references)
    return len(references)


def undo(context: Context, number: int | None) -> Decision:
    """Take back a decision, the newest that stands when no number is given.

    What follows from an edit is derived at once; after any other the caller derives all anew.

    Raises:
        DecisionError: there is no such decision, or it was taken back before.
    """
    standing = [one for one in ledger.decisions(context.connection) if not one.undone]
    chosen = [one for one in standing if number in (None, one.id)]
    if not chosen:
        raise DecisionError(
            "there is no decision to take back"
            if number is None
            else f"decision {number} does not stand; `refmgr decisions` shows which do"
        )
    ledger.undo_decision(context.connection, chosen[-1], context.now)
    if chosen[-1].verb == ledger.EDIT:
        _derive(context, chosen[-1].subject)
    return chosen[-1]


def _derive(context: Context, subject: str) -> None:
    row = derived.record_of_subject(context.connection, subject)
    if row is not None:  # a better reader may have found that there is no such entry
        renewed = replace(context, edits=ledger.edits(context.connection))
        outcome = load_outcome(context.connection, row)
        change_record(renewed, row["id"], subject, load_record(row["record"]), outcome)
