"""What became of each document and its references, and why the network is as empty as it is."""

from collections.abc import Sequence
from typing import Final

from refmgr.model import Coverage, OpenReference, Record, Work
from refmgr.reports.table import Column, Detail, Folded, Report, Row

COLUMNS: Final = (
    Column("work", "Document", "work"),
    Column("references", "Refs", "number"),
    Column("declared", "Declared", "number"),
    Column("identified", "DOI/PMID", "number"),
    Column("accepted", "Accepted", "number"),
    Column("ambiguous", "Ambiguous", "number"),
    Column("none", "None", "number"),
    Column("pending", "Waiting", "number"),
    Column("mentions", "In text", "number"),
    Column("linked", "Linked", "number"),
    Column("unlinked", "Open", "number"),
    Column("file", "File"),
)
LEAD: Final = (
    "For each document: the references it prints (and declares, where it does), how many of them have a "
    "DOI or PMID, what asking about them came to (accepted, ambiguous, none found, waiting), its in-text "
    "citations, and how many of their numbers are linked to a reference or open. Folded beneath: what is "
    "missing, and why."
)
FOLDED: Final = Folded("reasons", "about", "reason", "reason", "reasons")
STATES: Final = {
    "pending": "waits to be asked about",
    "ambiguous": "several works fit",
    "none": "no work was found",
    "given": "has no DOI and no PMID",
}
WHOLE: Final = "document"
LONGEST: Final = 90


def coverage(documents: Sequence[Coverage]) -> Report:
    """Return the report, one row a document in the order of import."""
    return Report(
        name="coverage",
        title="Coverage: what was read and resolved",
        lead=LEAD,
        columns=COLUMNS,
        rows=tuple(map(_row, documents)),
        nothing="There is no document yet; `refmgr import FOLDER` reads papers into the library.",
        folded=FOLDED,
    )


def _row(one: Coverage) -> Row:
    work = one.key and Work(
        key=one.key, record=Record(title=one.title, year=one.year), document=one.name
    )
    linked = one.links.get("linked", 0)
    return Row(
        (
            *(work or None, sum(one.states.values()), one.declared_references, one.identified),
            *(one.states.get(state, 0) for state in ("accepted", "ambiguous", "none", "pending")),
            *(one.mentions, linked, sum(one.links.values()) - linked, one.name),
        ),
        tuple(reasons(one)),
    )


def reasons(one: Coverage) -> list[Detail]:
    """Return why a document or its references give fewer citations than they might."""
    told = [Detail(WHOLE, problem.message) for problem in one.problems]
    if not one.states and not told:
        told.append(Detail(WHOLE, "No reference list was found in this document."))
    return told + [Detail(f"reference {open_.number}", _why(open_)) for open_ in one.open]


def _why(one: OpenReference) -> str:
    raw = " ".join(one.raw.split())
    printed = raw if len(raw) <= LONGEST else f"{raw[:LONGEST].rstrip()}…"
    state = STATES.get(one.state, one.state)
    because = f" ({'; '.join(one.reasons)})" if one.reasons else ""
    return f"“{printed}” {state}{because}"
