"""The missing list: what the publisher deposited stands in for what a paper does not print."""

from collections.abc import Sequence
from typing import Final

from refmgr.library.aligning import align, read_deposited
from refmgr.library.deriving import (
    OWN,
    SETTLED_BY_A_LIST,
    Context,
    change_record,
    entry_of,
    outcome_under,
    settle,
)
from refmgr.matching.verdict import POLICY
from refmgr.model import Problem, Record, Reference
from refmgr.references.linking import link
from refmgr.store import ledger, lists
from refmgr.store.database import Row
from refmgr.store.documents import (
    load_outcome,
    load_reference,
    replace_problems,
    stored_mentions,
    write_entries,
    write_links,
)

DEPOSITED: Final = "references-deposited"
UNALIGNED: Final = "references-not-aligned"


def may_be_found(record: Record) -> bool:
    """Return whether a paper tells enough of itself to be accepted: else asking is in vain.

    An identifier, or beside the title two of author, year, volume and pages (`matching.verdict`).
    """
    if record.doi or record.pmid or record.pmcid or record.arxiv:
        return True
    support = (record.authors, record.year, record.volume, record.pages or record.article_number)
    return bool(record.title) and sum(map(bool, support)) >= POLICY.support_title


def own_doi(context: Context, document_id: int) -> str | None:
    """Return the DOI under which a source knows the paper itself, by evidence; None without that."""
    row = lists.own_record(context.connection, document_id)
    if row is None:
        return None
    accepted = load_outcome(context.connection, row).accepted
    return None if accepted is None else accepted.candidate.record.doi


def take_over(context: Context, own: Row) -> None:
    """Keep which work a paper is, and add the references it lacks unless a person gave its list."""
    connection, document_id = context.connection, own["document_id"]
    ruling = context.rulings.of(own["subject"], None)
    outcome = outcome_under(context, "own", load_reference(own), ruling)
    if outcome.state == "accepted":
        change_record(context, own, outcome, ruling)
        if own["subject"] not in ledger.given_lists(connection):
            add_deposited(context, document_id, own["subject"].removesuffix(OWN))


def add_deposited(context: Context, document_id: int, sha256: str) -> int:
    """Derive what follows where a paper lacks references that its publisher deposited.

    What it prints stays and is found again in the deposited list, which adds the others under their
    printed numbers; its in-text citations are linked to both. Where one printed entry is not found
    again, nothing is added, for it might be listed twice.

    Returns:
        The number of references added.
    """
    connection = context.connection
    doi = own_doi(context, document_id)
    if doi is None or not lists.lacks_references(connection, document_id):
        return 0
    deposited = read_deposited(context.deposited(doi))
    rows = lists.listed_records(connection, document_id)
    if len(deposited) <= len(rows):
        return 0
    places = align([load_reference(row) for row in rows], deposited)
    if places is None:
        problem = Problem(
            UNALIGNED,
            f"The publisher deposited {len(deposited)} references at Crossref, but not every printed "
            "one is found among them for certain, so none was added. `refmgr references KEY FILE` "
            "gives the paper its whole list.",
        )
        replace_problems(connection, document_id, {UNALIGNED}, [problem])
        return 0
    at = {place: rows[number]["id"] for number, place in places.items()}
    return _write(context, document_id, sha256, deposited, at)


def _write(
    context: Context,
    document_id: int,
    sha256: str,
    deposited: Sequence[Reference],
    printed: dict[int, int],
) -> int:
    """Write the entries that are not printed, and link the citations; `printed`: rows by place."""
    connection = context.connection
    new = [place for place in range(len(deposited)) if place not in printed]
    entries = [
        entry_of(
            context, f"{sha256}/deposited/{deposited[one].number}", "reference", deposited[one]
        )
        for one in new
    ]
    ids = write_entries(connection, document_id, entries)
    lists.renumber(connection, {row: deposited[place].number for place, row in printed.items()})
    rows = {**printed, **dict(zip(new, ids, strict=True))}
    mentions = stored_mentions(connection, document_id)
    links, problems = link([mention for _, mention in mentions], deposited, None)
    in_order = [rows[place] for place in range(len(deposited))]
    write_links(connection, [number for number, _ in mentions], links, in_order)
    told = Problem(
        DEPOSITED,
        f"{len(ids)} of its {len(deposited)} references are not printed here; they are those that "
        "the publisher deposited at Crossref.",
    )
    replace_problems(connection, document_id, {*SETTLED_BY_A_LIST, UNALIGNED}, [told, *problems])
    # The works of printed entries say by which number they are printed.
    described = [
        *(one.description for one in entries),
        *lists.described(connection, printed.values()),
    ]
    settle(context, {one for one in described if one is not None}, in_order)
    return len(ids)
