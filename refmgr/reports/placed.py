"""A work's place in the network: centrality, communities, the main path, the historiograph."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from refmgr.model import Work
from refmgr.reports.table import Column, Detail, Folded, Report, Row, limited

EMPTY: Final = (
    "Nothing cites anything yet; `refmgr report coverage` says what became of each document."
)
CENTRALITY: Final = (
    "PageRank (damping 0.85, citations weighted by in-text citations) is high for what important works "
    "cite; authority (HITS) is high for what the best-connected papers cite, hub for those papers. "
    "Components are numbered from the largest. In a network of documents and their sources the plain "
    "number of citing documents tells most."
)
HISTORIOGRAPH: Final = (
    "The most connected works in the order of time, with the citations among them: how the "
    "literature at hand grew. Cited by counts all works of the library, from whichever list."
)
MEMBERS: Final = Folded("members", "cited_by", "work", "member", "members")
SHOWN: Final = 5


def centrality(
    works: Sequence[Work], scores: Mapping[str, Sequence[float]], limit: int = -1
) -> Report:
    """Return works by PageRank; those that nothing joins to others are left out.

    Args:
        works: the works.
        scores: `pagerank`, `authority`, `hub` and `component`, each with one number a work.
        limit: at most so many rows, all when it is negative.
    """
    names = ("pagerank", "authority", "hub")
    sizes = Counter(scores["component"])
    rows = [
        Row(
            (
                *(round(scores[name][place], 6) for name in names),
                *(work.cited_by, work.mentions, int(scores["component"][place]) + 1, work),
            )
        )
        for place, work in enumerate(works)
        if sizes[scores["component"][place]] > 1
    ]
    rows.sort(key=lambda row: (-_number(row.cells[0]), _key(row)))
    return Report(
        name="centrality",
        title="Centrality",
        lead=CENTRALITY,
        columns=(
            Column("pagerank", "PageRank", "number"),
            Column("authority", "Authority", "number"),
            Column("hub", "Hub", "number"),
            Column("cited_by", "Cited by", "number"),
            Column("mentions", "Mentions", "number"),
            Column("component", "Component", "number"),
            Column("work", "Work", "work"),
        ),
        rows=limited(rows, limit),
        nothing=EMPTY,
        found=len(rows),
    )


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _key(row: Row) -> str:
    work = row.cells[-1]
    return work.key if isinstance(work, Work) else ""


def communities(
    works: Sequence[Work], of: Sequence[int], method: str, modularity: float, limit: int = -1
) -> Report:
    """Return communities of two works and more, the largest first, their most cited works first."""
    groups: defaultdict[int, list[Work]] = defaultdict(list)
    for work, group in zip(works, of, strict=True):
        groups[group].append(work)
    rows = [
        _community(number, members)
        for number, members in sorted(groups.items())
        if len(members) > 1
    ]
    return Report(
        name="communities",
        title="Communities",
        lead=f"Groups of works that cite among each other more than outside, found by {method} "
        f"(modularity {modularity:.3f}; above 0.3 the groups mean something).",
        columns=(
            Column("community", "Community", "number"),
            Column("works", "Works", "number"),
            Column("documents", "Documents", "number"),
            Column("cited", "Most cited of them", "keys"),
        ),
        rows=limited(rows, limit),
        nothing=EMPTY,
        folded=MEMBERS,
        found=len(rows),
    )


def _community(number: int, members: list[Work]) -> Row:
    ranked = sorted(members, key=lambda work: (-work.cited_by, -work.mentions, work.key))
    documents = sum(work.document is not None for work in members)
    return Row(
        (number + 1, len(members), documents, tuple(work.key for work in ranked[:SHOWN])),
        tuple(Detail(str(work.cited_by), work.key) for work in ranked),
    )


def main_path(
    works: Sequence[Work], nodes: Sequence[int], counts: Sequence[int], dropped: int
) -> Report:
    """Return the main path from the newest work to the oldest."""
    ways = (None, *counts)
    rings = (
        f" {dropped} citations between works that cite each other in a ring were left out."
        if dropped
        else ""
    )
    return Report(
        name="main-path",
        title="Main path",
        lead="Of all ways along citations from the newest to the oldest works, the one that most others "
        f"run along (search path count): the backbone of the literature at hand.{rings}",
        columns=(
            Column("year", "Year", "number"),
            Column("work", "Work", "work"),
            Column("paths", "Paths to here", "number"),
        ),
        rows=tuple(
            Row((works[node].record.year, works[node], count))
            for node, count in zip(nodes, ways[: len(nodes)], strict=True)
        ),
        nothing=EMPTY,
    )


def historiograph(
    works: Sequence[Work], edges: Iterable[tuple[str, str, int]], limit: int = 30
) -> Report:
    """Return the `limit` works with most citations to and from others, by year, and who cites whom."""
    pairs = [(citing, cited) for citing, cited, _ in edges if citing != cited]
    cited_by = Counter(cited for _, cited in pairs)
    cites = Counter(citing for citing, _ in pairs)
    joined = [work for work in works if cited_by[work.key] or cites[work.key]]
    joined.sort(key=lambda work: (-cited_by[work.key], -cites[work.key], work.key))
    shown = joined if limit < 0 else joined[:limit]
    names = {work.key for work in shown}
    within: defaultdict[str, list[str]] = defaultdict(list)
    for citing, cited in pairs:
        if citing in names and cited in names:
            within[citing].append(cited)
    shown.sort(key=lambda work: (work.record.year or 9999, work.key))
    return Report(
        name="historiograph",
        title="Historiograph",
        lead=HISTORIOGRAPH,
        columns=(
            Column("year", "Year", "number"),
            Column("work", "Work", "work"),
            Column("document", "Document", "flag"),
            Column("cited_by", "Cited by", "number"),
            Column("cites", "Cites of these", "keys"),
        ),
        rows=tuple(
            Row(
                (
                    *(work.record.year, work, work.document is not None, cited_by[work.key]),
                    tuple(sorted(within[work.key])),
                )
            )
            for work in shown
        ),
        nothing=EMPTY,
        found=len(joined),
    )
