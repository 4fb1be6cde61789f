"""The main path: the line of citations along which most of the literature's knowledge flowed.

Search path count (SPC): of all ways from the newest works down to the oldest, how many use a citation.
The main path is the way with the largest sum of counts (Hummon & Doreian, Social Networks 1989;11:39-63;
Batagelj, arXiv:cs/0309023).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refmgr.network.links import Links


@dataclass(frozen=True, slots=True)
class MainPath:
    """Nodes from the newest work to the oldest, and the search path count of each step.

    `dropped` citations run within a ring (works that cite each other) and were left out.
    """

    nodes: tuple[int, ...]
    counts: tuple[int, ...]
    dropped: int


def main_path(links: Links) -> MainPath:
    """Return the main path, empty when nothing cites anything; of equals the first nodes win."""
    ring = rings(links)
    cites: list[list[int]] = [[] for _ in range(links.size)]
    cited_by: list[list[int]] = [[] for _ in range(links.size)]
    dropped = 0
    for citing, cited in sorted({(citing, cited) for citing, cited, _ in links.pairs}):
        if ring[citing] == ring[cited]:
            dropped += 1
        else:
            cites[citing].append(cited)
            cited_by[cited].append(citing)
    order = _newest_first(cites, cited_by)
    ways_to, ways_on = _ways(order, cited_by), _ways(order[::-1], cites)
    best, following = [0] * links.size, [-1] * links.size
    for node in reversed(order):
        for cited in cites[node]:
            total = ways_to[node] * ways_on[cited] + best[cited]
            if total > best[node]:
                best[node], following[node] = total, cited
    return _followed(best, following, ways_to, ways_on, dropped)


def _followed(
    best: Sequence[int],
    following: Sequence[int],
    ways_to: Sequence[int],
    ways_on: Sequence[int],
    dropped: int,
) -> MainPath:
    start = max(range(len(best)), key=lambda node: (best[node], -node), default=-1)
    if start < 0 or not best[start]:
        return MainPath((), (), dropped)
    nodes = [start]
    while following[nodes[-1]] >= 0:
        nodes.append(following[nodes[-1]])
    counts = [ways_to[a] * ways_on[b] for a, b in pairwise(nodes)]
    return MainPath(tuple(nodes), tuple(counts), dropped)


def _newest_first(cites: list[list[int]], cited_by: list[list[int]]) -> list[int]:
    """Kahn's order: every work before what it cites."""
    open_ = [len(citing) for citing in cited_by]
    order = [node for node, count in enumerate(open_) if not count]
    for node in order:  # grows while it is walked
        for cited in cites[node]:
            open_[cited] -= 1
            if not open_[cited]:
                order.append(cited)
    return order


def _ways(order: Sequence[int], before: list[list[int]]) -> list[int]:
    """Return in how many ways each node is reached from those that nothing comes before."""
    ways = [0] * len(before)
    for node in order:
        ways[node] = sum(ways[other] for other in before[node]) or 1
    return ways


def rings(links: Links) -> list[int]:
    """Return the strongly connected component of every node (Tarjan's, without recursion)."""
    cites: list[list[int]] = [[] for _ in range(links.size)]
    for citing, cited, _ in links.pairs:
        cites[citing].append(cited)
    walk = _Walk(cites)
    for node in range(links.size):
        if not walk.number[node]:
            walk.visit(node)
    return walk.ring


class _Walk:
    """The state of Tarjan's walk over a graph."""

    def __init__(self, cites: list[list[int]]) -> None:
        self.cites = cites
        self.number = [0] * len(cites)  # in the order of arrival, 0 is not seen yet
        self.lowest = [0] * len(cites)
        self.ring = [-1] * len(cites)
        self.open: list[int] = []
        self.seen = 0

    def visit(self, start: int) -> None:
        """Walk everything that can be reached from a node."""
        path = [(start, iter(self.cites[start]))]
        self._arrive(start)
        while path:
            node, rest = path[-1]
            for cited in rest:
                if not self.number[cited]:
                    self._arrive(cited)
                    path.append((cited, iter(self.cites[cited])))
                    break
                if self.ring[cited] < 0:
                    self.lowest[node] = min(self.lowest[node], self.number[cited])
            else:
                path.pop()
                self._leave(node, path[-1][0] if path else -1)

    def _arrive(self, node: int) -> None:
        self.seen += 1
        self.number[node] = self.lowest[node] = self.seen
        self.open.append(node)

    def _leave(self, node: int, parent: int) -> None:
        if parent >= 0:
            self.lowest[parent] = min(self.lowest[parent], self.lowest[node])
        if self.lowest[node] == self.number[node]:
            while self.ring[node] < 0:
                self.ring[self.open.pop()] = node
