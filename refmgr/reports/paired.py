"""Pairs: sources that documents cite together, and documents that share sources."""

from typing import Final

from refmgr.model import Ranking, WorkPair
from refmgr.reports.table import Column, Report, Row

CO_CITED: Final = (
    "Pairs of sources by the number of your documents that cite both (co-citation). What is often "
    "cited together usually deals with one question."
)
COUPLED: Final = (
    "Pairs of documents by the number of sources both cite (bibliographic coupling). A high number "
    "says that two papers build on the same literature."
)


def co_cited(pairs: Ranking[WorkPair], least: int = 2) -> Report:
    """Return the report of co-cited pairs."""
    return Report(
        name="co-cited",
        title="Sources cited together",
        lead=CO_CITED,
        columns=(
            Column("cited_by", "Cited by", "number"),
            Column("first", "Source", "work"),
            Column("second", "Cited together with", "work"),
            Column("citing", "Cited in", "keys"),
        ),
        rows=tuple(map(_row, pairs.items)),
        found=pairs.total,
        nothing=f"No two sources are cited together by {least} or more documents.",
    )


def coupled(pairs: Ranking[WorkPair], least: int = 2) -> Report:
    """Return the report of coupled documents."""
    return Report(
        name="coupled",
        title="Documents that share sources",
        lead=COUPLED,
        columns=(
            Column("shared", "Shared", "number"),
            Column("first", "Document", "work"),
            Column("second", "Shares sources with", "work"),
            Column("sources", "Shared sources", "keys"),
        ),
        rows=tuple(map(_row, pairs.items)),
        found=pairs.total,
        nothing=f"No two documents share {least} or more sources.",
    )


def _row(pair: WorkPair) -> Row:
    return Row((pair.count, pair.first, pair.second, pair.through))
