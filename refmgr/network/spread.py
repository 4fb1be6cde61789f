"""What belongs together stands together: an order of nodes in which cited and citing are near.

Within a component nodes are ordered by the second eigenvector of the random walk along citations (the
Fiedler vector, by power iteration): groups that share literature come to stand side by side.
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final

# Small networks are free to settle; of large ones some rounds already part the groups.
ROUNDS: Final = 40
MOST_ROUNDS: Final = 600
STEPS: Final = 200_000  # rounds times works


def order(neighbours: Sequence[Sequence[int]], component: Sequence[int]) -> list[float]:
    """Return for every node a height from 0 to 1: component after component, related nodes near.

    Args:
        neighbours: for each node, all that it cites or that cite it.
        component: the number of each node's component, 0 the largest.
    """
    parts: dict[int, list[int]] = {}
    for node, part in enumerate(component):
        parts.setdefault(part, []).append(node)
    height = [0.0] * len(component)
    place = 0
    for part in sorted(parts):
        members = parts[part]
        values = _fiedler(members, neighbours) if len(members) > 2 else [0.0] * len(members)
        ranked = sorted(range(len(members)), key=lambda one: (values[one], members[one]))
        for rank, one in enumerate(ranked):
            height[members[one]] = (place + rank + 0.5) / len(component)
        place += len(members)
    return height


def _fiedler(members: Sequence[int], neighbours: Sequence[Sequence[int]]) -> list[float]:
    local = {node: number for number, node in enumerate(members)}
    joined = [[local[other] for other in neighbours[node]] for node in members]
    degree = [len(others) or 1 for others in joined]
    total = sum(degree)
    vector = _start(len(members))
    for _ in range(min(max(STEPS // len(members), ROUNDS), MOST_ROUNDS)):
        # Half a step of the walk, half staying: only then do two-sided networks settle.
        vector = [
            0.5 * own + 0.5 * sum(vector[other] for other in others) / size
            for own, others, size in zip(vector, joined, degree, strict=True)
        ]
        middle = sum(size * value for size, value in zip(degree, vector, strict=True)) / total
        vector = [value - middle for value in vector]
        length = sqrt(sum(value * value for value in vector))
        if length < 1e-12:
            return [0.0] * len(members)
        vector = [value / length for value in vector]
    # Nodes that stand alike are told apart by chance bits otherwise, differently on every machine.
    return [round(value, 9) for value in vector]


def _start(size: int) -> list[float]:
    """Numbers without a pattern, the same everywhere: a linear congruential generator."""
    state, values = 12345, []
    for _ in range(size):
        state = (1103515245 * state + 12345) % 2147483648
        values.append(state / 2147483648 - 0.5)
    return values
