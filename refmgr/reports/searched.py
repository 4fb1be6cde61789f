"""What to read next: works that citation searching leads to and that are no document yet.

Terms as in the TARCiS statement (BMJ 2024;385:e078384): backward, forward, co-cited and co-citing
citation searching from seed references.
"""

from dataclasses import dataclass
from typing import Final

from refmgr.model import Ranking, RelatedWork
from refmgr.reports.table import Column, Report, Row


@dataclass(frozen=True, slots=True)
class Direction:
    """How one direction of citation searching is told."""

    title: str
    lead: str
    counted: Column
    through: Column
    nothing: str


CITED_BY: Final = Column("cited_by", "Cited by", "number")
SEEDS: Final = Column("seeds", "Seed references", "keys")
DIRECTIONS: Final = {
    "backward": Direction(
        "Cited by your documents, not among them",
        "Backward citation searching: works that your seed references cite and that you have no "
        "document of. What several of them cite is what to read next.",
        CITED_BY,
        SEEDS,
        "No work is cited by {least} or more of the seed references without being a document.",
    ),
    "forward": Direction(
        "Citing your documents, not among them",
        'Forward citation searching: works that cite your seed references, known from their "Cited by" '
        "lists and from what was asked online. What cites several of them is newer and close to them.",
        Column("cites", "Cites", "number"),
        SEEDS,
        "No work is known to cite {least} or more of the seed references.",
    ),
    "co-cited": Direction(
        "Cited together with your seed references",
        "Co-cited citation searching: works that documents cite together with a seed reference.",
        CITED_BY,
        Column("documents", "Cited together in", "keys"),
        "No work is cited together with a seed reference by {least} or more documents.",
    ),
    "co-citing": Direction(
        "Citing what your seed references cite",
        "Co-citing citation searching: works that cite the same sources as a seed reference.",
        Column("shared", "Shared", "number"),
        Column("sources", "Shared sources", "keys"),
        "No work is known to cite {least} or more of the sources of a seed reference.",
    ),
}


def searched(direction: str, works: Ranking[RelatedWork], least: int = 1) -> Report:
    """Return the report of one direction: backward, forward, co-cited or co-citing.

    Works with the empty key are not in the library yet.
    """
    told = DIRECTIONS[direction]
    beyond = any(not one.work.key for one in works.items)
    known = (Column("in_library", "In library", "flag"),) if beyond else ()
    return Report(
        name=direction,
        title=told.title,
        lead=told.lead,
        columns=(
            told.counted,
            Column("mentions", "Mentions", "number"),
            Column("work", "Work", "work"),
            *known,
            told.through,
        ),
        rows=tuple(
            Row(
                (
                    *(len(one.through), one.mentions, one.work),
                    *((bool(one.work.key),) if beyond else ()),
                    one.through,
                )
            )
            for one in works.items
        ),
        nothing=told.nothing.format(least=least),
        found=works.total,
    )
