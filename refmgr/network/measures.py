"""What a work's place in the network says: PageRank, hubs and authorities, components."""

from collections import deque
from dataclasses import dataclass
from typing import Final

from refmgr.network.links import Links

DAMPING: Final = 0.85
# Libraries stop at 1e-6 times the number of works, which ranks large networks wrongly, or at 100
# rounds, which a ring of three papers citing each other exceeds.
TOLERANCE: Final = 1e-12
ROUNDS: Final = 500
# Two groups of nearly equal weight part slowly; what is left then changes no rank.
HITS_ROUNDS: Final = 2000


def pagerank(links: Links) -> list[float]:
    """Return the PageRank of every node (damping 0.85, summing to 1), exact to 1e-12.

    A work passes its rank on to what it cites, in proportion to the in-text citations; what cites
    nothing passes it on to all alike.
    """
    size = links.size
    if not size:
        return []
    cites = links.outgoing()
    totals = [sum(weight for _, weight in cited) for cited in cites]
    ranks = [1 / size] * size
    for _ in range(ROUNDS):
        idle = sum(rank for rank, total in zip(ranks, totals, strict=True) if not total)
        new = [(1 - DAMPING + DAMPING * idle) / size] * size
        for node, cited in enumerate(cites):
            if cited:
                share = DAMPING * ranks[node] / totals[node]
                for other, weight in cited:
                    new[other] += share * weight
        change = sum(abs(a - b) for a, b in zip(ranks, new, strict=True))
        ranks = new
        if change < TOLERANCE:
            break
    return ranks


@dataclass(frozen=True, slots=True)
class Hits:
    """Kleinberg's two scores of every node, each summing to 1."""

    hubs: list[float]
    authorities: list[float]


def hits(links: Links) -> Hits:
    """Return hubs (papers that cite the authorities) and authorities (sources that hubs cite).

    Of a network in parts the scores tell the strongest part only; that is what the method says.
    """
    hubs = [1.0] * links.size
    authorities = [0.0] * links.size
    for _ in range(HITS_ROUNDS):
        found = [0.0] * links.size
        for citing, cited, weight in links.pairs:
            found[cited] += hubs[citing] * weight
        found = _scaled(found)
        new = [0.0] * links.size
        for citing, cited, weight in links.pairs:
            new[citing] += found[cited] * weight
        new = _scaled(new)
        change = sum(abs(a - b) for a, b in zip(authorities, found, strict=True))
        hubs, authorities = new, found
        if change < TOLERANCE:
            break
    return Hits(hubs, authorities)


def _scaled(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values] if total else values


def components(links: Links) -> list[int]:
    """Return the number of the component of every node; 0 is the largest, whatever cites whom."""
    neighbours = links.neighbours()
    found = [-1] * links.size
    parts: list[list[int]] = []
    for start in range(links.size):
        if found[start] < 0:
            parts.append(_reached(start, neighbours, found, len(parts)))
    order = sorted(range(len(parts)), key=lambda part: (-len(parts[part]), parts[part][0]))
    rank = {part: place for place, part in enumerate(order)}
    return [rank[part] for part in found]


def _reached(start: int, neighbours: list[list[int]], found: list[int], mark: int) -> list[int]:
    found[start] = mark
    members, waiting = [start], deque([start])
    while waiting:
        for other in neighbours[waiting.popleft()]:
            if found[other] < 0:
                found[other] = mark
                members.append(other)
                waiting.append(other)
    return members
