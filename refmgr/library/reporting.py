"""The reports of a library: what is asked of the store for each, and what is made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from refmgr.errors import NotFoundError
from refmgr.model import CitedWork
from refmgr.reports import (
    cited,
    coverage,
    flow,
    paired,
    placed,
    retracted,
    searched,
    self_citing,
    shared,
)
from refmgr.reports.table import Report
from refmgr.store import citations, counts, pairs, searching, works
from refmgr.store import coverage as stored
from refmgr.store.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is asked for.

    `limit`: at most so many rows, all when it is negative. `least`: rows that count fewer are left
    out. `seeds`: row ids of works that citation searching starts from, None for all documents.
    """

    limit: int = -1
    least: int = 1
    seeds: tuple[int, ...] | None = None


def report(connection: Connection, name: str, asked: Asked) -> Report:
    """Return a report by its name.

    Raises:
        NotFoundError: there is no such report.
    """
    if name not in REPORTS:
        raise NotFoundError(
            "there is no such report; `refmgr report --help` lists them", subject=name
        )
    return REPORTS[name](connection, asked)


def _most_cited(connection: Connection, asked: Asked) -> Report:
    ranked = [
        one for one in works.most_cited(connection, asked.limit) if len(one.citing) >= asked.least
    ]
    edges = citations.citations_to(
        connection, works.ids_of(connection, [one.work.key for one in ranked])
    )
    return cited.most_cited(ranked, edges, counts.of_works(connection)["sources"])


def _co_cited(connection: Connection, asked: Asked) -> Report:
    return paired.co_cited(pairs.co_cited(connection, asked.least, asked.limit), asked.least)


def _coupled(connection: Connection, asked: Asked) -> Report:
    return paired.coupled(pairs.coupled(connection, asked.least, asked.limit), asked.least)


def _searched(direction: str) -> Callable[[Connection, Asked], Report]:
    def run(connection: Connection, asked: Asked) -> Report:
        seeds = asked.seeds
        if seeds is None:
            seeds = tuple(searching.documents_as_seeds(connection))
        found = searching.related(connection, direction, seeds, asked.least, asked.limit)
        return searched.searched(direction, found, asked.least)

    return run


def _coverage(connection: Connection, _: Asked) -> Report:
    return coverage.coverage(stored.coverage(connection))


def _retracted(connection: Connection, _: Asked) -> Report:
    from refmgr.library.networking import retractions  # noqa: PLC0415

    told = retractions(connection)
    ids = works.ids_of(connection, told)
    listed = [
        CitedWork(work=work, citing=works.citing_keys(connection, number), mentions=work.mentions)
        for number, work in works.works_by_id(connection, ids).items()
    ]
    listed.sort(key=lambda one: (-len(one.citing), -one.mentions, one.work.key))
    return retracted.retracted(listed, told, citations.citations_to(connection, ids))


def _by_year(connection: Connection, _: Asked) -> Report:
    return shared.by_year(counts.by_year(connection))


def _by_journal(connection: Connection, asked: Asked) -> Report:
    return shared.by_journal(counts.by_container(connection), asked.limit)


def _by_author(connection: Connection, asked: Asked) -> Report:
    return shared.by_author(counts.by_authors(connection), asked.limit)


def _prisma(connection: Connection, _: Asked) -> Report:
    return flow.prisma(
        counts.by_role(connection),
        counts.by_format(connection),
        counts.of_works(connection),
        works.count_states(connection),
    )


def _self_citations(connection: Connection, asked: Asked) -> Report:
    known = {work.key: work for work in works.list_works(connection)}
    return self_citing.self_citations(known, citations.edges(connection), asked.limit)


def _centrality(connection: Connection, asked: Asked) -> Report:
    from refmgr.network import links, measures  # noqa: PLC0415

    listed = works.list_works(connection)
    net = links.links([work.key for work in listed], citations.edges(connection))
    found = measures.hits(net)
    scores: dict[str, Sequence[float]] = {
        "pagerank": measures.pagerank(net),
        "authority": found.authorities,
        "hub": found.hubs,
        "component": measures.components(net),
    }
    return placed.centrality(listed, scores, asked.limit)


def _communities(connection: Connection, asked: Asked) -> Report:
    from refmgr.network import communities, links  # noqa: PLC0415

    listed = works.list_works(connection)
    found = communities.communities(
        links.links([work.key for work in listed], citations.edges(connection))
    )
    return placed.communities(listed, found.of, found.method, found.modularity, asked.limit)


def _main_path(connection: Connection, _: Asked) -> Report:
    from refmgr.network import links, paths  # noqa: PLC0415

    listed = works.list_works(connection)
    found = paths.main_path(links.links([work.key for work in listed], citations.edges(connection)))
    return placed.main_path(listed, found.nodes, found.counts, found.dropped)


def _historiograph(connection: Connection, asked: Asked) -> Report:
    return placed.historiograph(
        works.list_works(connection), citations.edges(connection), asked.limit
    )


REPORTS: Final[dict[str, Callable[[Connection, Asked], Report]]] = {
    "most-cited": _most_cited,
    "backward": _searched(searching.BACKWARD),
    "forward": _searched(searching.FORWARD),
    "co-cited": _co_cited,
    "coupled": _coupled,
    "coverage": _coverage,
    "retracted": _retracted,
    "prisma": _prisma,
    "by-year": _by_year,
    "by-journal": _by_journal,
    "by-author": _by_author,
    "self-citations": _self_citations,
    "historiograph": _historiograph,
    "main-path": _main_path,
    "centrality": _centrality,
    "communities": _communities,
}
