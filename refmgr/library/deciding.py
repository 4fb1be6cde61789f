"""Decisions of a person carried out: each is recorded first, and can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from refmgr.errors import DecisionError
from refmgr.formats.record_json import record_to_json
from refmgr.library.applying import pair_again, printed_alike, rule_again, take_list_away
from refmgr.library.deriving import Context, add_list, settle
from refmgr.library.naming import find_named
from refmgr.library.rulings import fold_decisions, identity, print_key
from refmgr.model import Decision, Record
from refmgr.pipeline import read_list
from refmgr.store import derived, descriptions, ledger, records


def edit(context: Context, work_id: int, fields: Mapping[str, Any]) -> None:
    """Record that a person set fields of a work, and derive what follows.

    Where two works that a person has edited were merged, the edits go on with the one that counts.
    """
    connection = context.connection
    subjects = records.subjects_of_work(connection, work_id)
    edited = sorted(one for one in subjects if one in context.rulings.edits)
    subject = edited[0] if edited else subjects[0]
    ledger.add_decision(connection, ledger.EDIT, subject, fields, context.now)
    pair_again(_renewed(context), [subject])


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


# --- references -----------------------------------------------------------------------------------
def accept(context: Context, subject: str, record: Record | None = None, source: str = "") -> None:
    """Record which work a reference means, and derive what follows.

    Args:
        context: the library at hand.
        subject: of the reference, or of a paper itself.
        record: of that work as `source` offered it, or only its identifiers where they were given by
            hand (`source` is "" then). None confirms that the reference was read rightly.
        source: who offered the record.
    """
    told = {} if record is None else {name: v for name, v in record_to_json(record).items() if v}
    value: dict[str, Any] = {"record": told, "source": source} if told else {}
    _rule(context, ledger.ACCEPT, subject, value)


def reject(context: Context, subject: str, records: Sequence[Record]) -> None:
    """Record that a reference means none of these candidates, and derive what follows."""
    _rule(context, ledger.REJECT, subject, {"candidates": [identity(one) for one in records]})


def put_aside(context: Context, subject: str) -> None:
    """Record that the question about an entry is to be asked later."""
    _rule(context, ledger.LATER, subject, {})


def not_a_publication(context: Context, subject: str) -> None:
    """Record that an entry is no publication: it stays in its list, and no work is made of it."""
    _rule(context, ledger.NO_PUBLICATION, subject, {})


def _rule(context: Context, verb: str, subject: str, value: Mapping[str, Any]) -> None:
    row = records.record_of_subject(context.connection, subject)
    printed = {} if row is None or print_key(row["raw"]) is None else {"printed": row["raw"]}
    ledger.add_decision(context.connection, verb, subject, {**value, **printed}, context.now)
    if verb != ledger.LATER:
        renewed = _renewed(context)
        rule_again(renewed, printed_alike(renewed, subject))


# --- pairs ----------------------------------------------------------------------------------------
def merge(context: Context, names: Sequence[str]) -> str:
    """Record that works are one, whatever their identifiers say; return the subject of the first.

    Args:
        context: the library at hand.
        names: works or entries, by key, DOI, PMID or `callen2000:5`.

    Raises:
        NotFoundError: nothing is called so.
        DecisionError: they are one work already.
    """
    named = [find_named(context.connection, name) for name in names]
    if len({one.work for one in named}) == 1:
        raise DecisionError("they are one work already", subject=" and ".join(names))
    subject, *others = (one.subject for one in named)
    _pair(context, ledger.MERGE, subject, others)
    return subject


def keep_apart(context: Context, name: str, other: str) -> tuple[str, str]:
    """Record that two works are not one, for ever; return the subjects that stand for them.

    An entry that was joined with a work by mistake (`smith2001:5`) is parted from all else that
    describes this work.

    Raises:
        NotFoundError: nothing is called so.
        DecisionError: both names mean one work, so nothing tells what to part from it.
    """
    named = [find_named(context.connection, one) for one in (name, other)]
    a, b = sorted(named, key=lambda one: not one.entry)
    others = [b.subject]
    if a.work == b.work:
        if not a.entry:
            raise DecisionError(
                "both are one work; name the entry that does not belong to it by its paper and "
                "number, as in `refmgr keep-apart smith2001:5 callen2000`",
                subject=f"{name} and {other}",
            )
        if not b.entry:
            others = records.voices_of_work(context.connection, a.work, without=a.subject)
        if not others or a.subject in others:
            raise DecisionError("nothing else describes this work", subject=name)
    _pair(context, ledger.KEEP_APART, a.subject, others)
    return a.subject, others[0]


def put_pair_aside(context: Context, name: str, other: str) -> None:
    """Record that a person wants to be asked later whether two works are one."""
    a, b = (find_named(context.connection, one).subject for one in (name, other))
    ledger.add_decision(context.connection, ledger.LATER, a, {"others": [b]}, context.now)


def _pair(context: Context, verb: str, subject: str, others: Sequence[str]) -> None:
    value = {"others": list(others)}
    ledger.add_decision(context.connection, verb, subject, value, context.now)
    pair_again(_renewed(context), [subject, *others])


# --- taking back ----------------------------------------------------------------------------------
def undo(context: Context, number: int | None) -> Decision:
    """Take back a decision, the newest that stands when no number is given; derive what follows.

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
    decision = chosen[-1]
    ledger.undo_decision(context.connection, decision, context.now)
    _derive_without(_renewed(context), decision)
    return decision


def _derive_without(context: Context, decision: Decision) -> None:
    others = decision.value.get("others")
    if decision.verb in ledger.ABOUT_PAIRS and isinstance(others, list):
        pair_again(context, [decision.subject, *map(str, others)])
    elif decision.verb == ledger.REKEY:
        _name_again(context, _subjects_rekeyed(decision))
    elif decision.verb == ledger.EDIT:
        pair_again(context, [decision.subject])
    elif decision.verb == ledger.LIST:
        take_list_away(context, decision.subject.partition("/")[0])
    elif decision.verb in ledger.ABOUT_REFERENCES - {ledger.LATER}:
        rule_again(context, printed_alike(context, decision.subject))


def _subjects_rekeyed(decision: Decision) -> list[str]:
    chosen = decision.value.get("keys")
    return list(map(str, chosen)) if isinstance(chosen, dict) else []


def rekey(context: Context, keys: Mapping[str, str]) -> None:
    """Record the citation keys a person chose, by subject, and derive what follows; old ones stay valid."""
    connection = context.connection
    for subject, key in keys.items():
        if not ledger.key_taken(connection, key):
            ledger.promise_key(connection, key, subject, context.now)
    value = {"keys": dict(keys)}
    ledger.add_decision(connection, ledger.REKEY, next(iter(keys)), value, context.now)
    _name_again(_renewed(context), list(keys))


def _name_again(context: Context, subjects: Sequence[str]) -> None:
    found = records.descriptions_of(context.connection, subjects)
    works = set(descriptions.works_of(context.connection, found).values()) - {None}
    settle(context, records.descriptions_of_works(context.connection, [w for w in works if w]))


def _renewed(context: Context) -> Context:
    return replace(context, rulings=fold_decisions(ledger.decisions(context.connection)))
