"""Communities: groups of works that cite among each other more than outside, by Leiden or Louvain."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from refmgr.errors import MissingExtraError
from refmgr.network.links import Links

SEED: Final = 1  # the same network gives the same communities
MISSING: Final = (
    "communities need a graph library, which is not installed; "
    "install one with `pip install 'refmgr[network]'` (networkx), or `pip install igraph`"
)


@dataclass(frozen=True, slots=True)
class Communities:
    """The number of the community of every node, 0 the largest, and the method that found them."""

    of: list[int]
    method: str
    modularity: float


def communities(links: Links) -> Communities:
    """Return communities of the undirected network: Leiden where igraph is installed, else Louvain.

    Raises:
        MissingExtraError: neither igraph nor networkx is installed.
    """
    if find_spec("igraph"):
        return _leiden(links)
    if find_spec("networkx"):
        return _louvain(links)
    raise MissingExtraError(MISSING)


def _leiden(links: Links) -> Communities:
    import random  # noqa: PLC0415

    import igraph  # noqa: PLC0415

    pairs = _undirected(links)
    graph = igraph.Graph(n=links.size, edges=list(pairs))
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - no secret
    try:
        found = graph.community_leiden(
            objective_function="modularity", weights=list(pairs.values()), n_iterations=-1
        )
    finally:
        igraph.set_random_number_generator(random)
    return _numbered(links, found.membership, "Leiden")


def _louvain(links: Links) -> Communities:
    import networkx as nx  # noqa: PLC0415

    graph = nx.Graph()
    graph.add_nodes_from(range(links.size))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in _undirected(links).items())
    groups = nx.community.louvain_communities(graph, seed=SEED)
    member = {node: number for number, group in enumerate(groups) for node in group}
    return _numbered(links, (member[node] for node in range(links.size)), "Louvain")


def _undirected(links: Links) -> dict[tuple[int, int], float]:
    pairs: defaultdict[tuple[int, int], float] = defaultdict(float)
    for citing, cited, weight in links.pairs:
        pairs[min(citing, cited), max(citing, cited)] += weight
    return dict(pairs)


def _numbered(links: Links, membership: Iterable[int], method: str) -> Communities:
    """Number the communities by size, then by their first node, so that no chance orders them."""
    given = list(membership)
    sizes = Counter(given)
    first: dict[int, int] = {}
    for node, group in enumerate(given):
        first.setdefault(group, node)
    order = sorted(sizes, key=lambda group: (-sizes[group], first[group]))
    rank = {group: place for place, group in enumerate(order)}
    of = [rank[group] for group in given]
    return Communities(of, method, modularity(links, of))


def modularity(links: Links, of: list[int]) -> float:
    """Return Newman's modularity of a partition of the undirected, weighted network, 0 without links."""
    inside: defaultdict[int, float] = defaultdict(float)
    ends: defaultdict[int, float] = defaultdict(float)
    total = 0.0
    for citing, cited, weight in links.pairs:
        total += weight
        ends[of[citing]] += weight
        ends[of[cited]] += weight
        if of[citing] == of[cited]:
            inside[of[citing]] += weight
    if not total:
        return 0.0
    return sum(inside[group] / total - (ends[group] / (2 * total)) ** 2 for group in ends)
