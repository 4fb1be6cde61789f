"""Where works stand in the picture: years from left to right, related works near, nothing overlapping.

Works are placed one by one, the most important first, each as near as possible to where it belongs. So
what a higher threshold leaves stands where it stood, and stays close together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import sqrt
from typing import Final

from refmgr.network.graph import Network, Node
from refmgr.network.grid import Box, Grid
from refmgr.network.links import links
from refmgr.network.measures import components
from refmgr.network.selection import FIRST_DOCUMENTS, readable
from refmgr.network.spread import order
from refmgr.network.timeline import Timeline, timeline

WIDTH: Final = 1000.0  # of the picture, in the units of the layout: pixels at scale 1
LABELLED: Final = 90  # the first so many get room for their label, too
LETTER: Final = 6.6  # the mean width of a letter of a label
LABEL_HEIGHT: Final = 15.0
DOCUMENT_RADIUS: Final = 6.0  # half the side of a document's square
SMALLEST: Final = 3.0
LARGEST: Final = 20.0
PER_ROOT: Final = 3.0  # a source cited by one document has SMALLEST + PER_ROOT
FILLED: Final = 0.3  # how much of the room works and labels may take, on average
TALLEST: Final = (
    1200.0  # heights that works are drawn to; where they are more, they fill the width first
)
MARGIN: Final = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture without pen and paper.

    `x`, `y`, `radius` of every node, in the order of the network's nodes, as they are at scale 1 on a
    picture WIDTH wide; `rank` says which nodes are the most important (0 first).
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    radius: tuple[float, ...]
    rank: tuple[int, ...]
    timeline: Timeline


def layout(network: Network) -> Layout:
    """Return the layout; the same for the same network, on every machine."""
    nodes = network.nodes
    sequence = by_importance(nodes)
    rank = [0] * len(nodes)
    for number, place in enumerate(sequence):
        rank[place] = number
    first = readable(nodes, rank).places
    axis = timeline((node.year for node in nodes), (nodes[place].year for place in first))
    radius = radii(nodes)
    heights = _heights(network)
    tall = min(_room_needed(nodes, radius, first, rank) / WIDTH / FILLED, TALLEST)
    grid = Grid(WIDTH)
    x, y = [0.0] * len(nodes), [0.0] * len(nodes)
    for number, place in enumerate(sequence):
        label = len(nodes[place].label) * LETTER if number < LABELLED else 0.0
        left, right = axis.span(nodes[place].year)
        high = max(2 * radius[place] + MARGIN, LABEL_HEIGHT if label else 0.0)
        box = Box(2 * radius[place] + MARGIN, high, label)
        x[place], y[place] = grid.put(box, left * WIDTH, right * WIDTH, heights[place] * tall)
    top = min(y, default=0.0)
    return Layout(
        x=tuple(round(value, 1) for value in x),
        y=tuple(round(value - top, 1) for value in y),
        radius=radius,
        rank=tuple(rank),
        timeline=axis,
    )


def radii(nodes: Sequence[Node]) -> tuple[float, ...]:
    """Return the radius of every node: documents alike, others by the documents that cite them."""
    most = max((node.citing_documents for node in nodes), default=0)
    per_root = min(PER_ROOT, (LARGEST - SMALLEST) / sqrt(most)) if most else PER_ROOT
    return tuple(
        DOCUMENT_RADIUS
        if node.document
        else round(SMALLEST + per_root * sqrt(node.citing_documents), 2)
        for node in nodes
    )


def by_importance(nodes: Sequence[Node]) -> list[int]:
    """Return the places of nodes: some documents first, then the rest and the sources in turn.

    Documents count by what they cite, sources by the documents that cite them and their mentions.
    """
    documents = sorted(
        (place for place, node in enumerate(nodes) if node.document),
        key=lambda place: (-nodes[place].cites, -nodes[place].cited_by, nodes[place].key),
    )
    others = sorted(
        (place for place, node in enumerate(nodes) if not node.document),
        key=lambda place: (
            -nodes[place].citing_documents,
            -nodes[place].mentions,
            -nodes[place].cites,
            nodes[place].key,
        ),
    )
    first, rest = documents[:FIRST_DOCUMENTS], documents[FIRST_DOCUMENTS:]
    # The rest comes in when as many sources show.
    pairs = zip_longest(others[FIRST_DOCUMENTS:], rest)
    return [
        *first,
        *others[:FIRST_DOCUMENTS],
        *(place for pair in pairs for place in pair if place is not None),
    ]


def _heights(network: Network) -> list[float]:
    names = [node.key for node in network.nodes]
    net = links(names, ((edge.source, edge.target, edge.mentions) for edge in network.edges))
    return order(net.neighbours(), components(net))


def _room_needed(
    nodes: Sequence[Node], radius: Sequence[float], first: Sequence[int], rank: Sequence[int]
) -> float:
    """The area of what shows at first: what is added later fills the gaps."""
    marks = sum((2 * radius[place] + MARGIN) ** 2 for place in first)
    letters = sum(len(nodes[place].label) for place in first if rank[place] < LABELLED)
    return marks + letters * LETTER * LABEL_HEIGHT
