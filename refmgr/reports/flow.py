"""Counts for a PRISMA 2020 flow diagram: what was found, merged and resolved."""

from collections.abc import Mapping
from typing import Final

from refmgr.reports.table import Column, Detail, Folded, Report, Row

LEAD: Final = (
    "Numbers for the boxes of a PRISMA 2020 flow diagram (BMJ 2021;372:n71) and for reporting citation "
    "searching. Screening is yours: what you excluded, and why, refmgr does not know."
)
FOUND: Final = (
    ("own", "Documents imported"),
    ("reference", "References in the lists of documents"),
    ("cited-by", 'Works in "Cited by" lists of documents'),
    ("entry", "Records in bibliographic files"),
)
STATES: Final = (
    ("accepted", "References accepted from a source, with evidence"),
    ("ambiguous", "References that several works fit: answer with `refmgr review`"),
    ("none", "References that no work was found for"),
    ("pending", "References not asked about yet"),
)
FOLDED: Final = Folded("parts", "what", "number", "part", "parts")


def prisma(
    roles: Mapping[str, tuple[int, int]],
    formats: Mapping[str, int],
    works: Mapping[str, int],
    states: Mapping[str, int],
) -> Report:
    """Return the report.

    Args:
        roles: records by role.
        formats: documents by format.
        works: numbers of works, as `works`, `documents`, `sources`, `doi`, `pmid`, `unidentified`.
        states: references by state.
    """
    records = sum(number for number, _ in roles.values())
    kinds = tuple(Detail(name, str(number)) for name, number in formats.items())
    rows = [
        Row(
            ("identification", name, roles.get(role, (0, 0))[0]),
            kinds if role == "own" else (),
        )
        for role, name in FOUND
        if role in roles or role in ("own", "reference")
    ]
    rows += [
        Row(("identification", "Records in all", records)),
        Row(("duplicates", "Duplicate records merged", records - works["works"])),
        Row(("duplicates", "Different works", works["works"])),
        Row(("duplicates", "of them documents (full text at hand)", works["documents"])),
        Row(("duplicates", "of them cited by documents", works["sources"])),
        Row(("resolving", "Works with a DOI", works["doi"])),
        Row(("resolving", "Works with a PMID", works["pmid"])),
        Row(("resolving", "Works with neither", works["unidentified"])),
    ]
    rows += [Row(("resolving", name, states.get(state, 0))) for state, name in STATES]
    return Report(
        name="prisma",
        title="PRISMA counts",
        lead=LEAD,
        columns=(
            Column("stage", "Stage"),
            Column("what", "What"),
            Column("number", "Number", "number"),
        ),
        rows=tuple(rows) if records else (),
        nothing="Nothing was imported yet; `refmgr import FOLDER` reads papers into the library.",
        folded=FOLDED,
    )
