"""What the picture shows at first: so many works that it can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from refmgr.network.graph import Node

FIRST_DOCUMENTS: Final = 60  # so many documents show at every threshold
CROWDED: Final = 1000  # sources at once where a threshold cannot part them: all are cited once
READABLE: Final = 300  # sources at once; 20,000 lines at once are a grey slab in every program


@dataclass(frozen=True, slots=True)
class Selection:
    """The places of the nodes that show, and the threshold: sources cited by so many documents."""

    places: tuple[int, ...]
    threshold: int


def readable(nodes: Sequence[Node], rank: Sequence[int], most: int = READABLE) -> Selection:
    """Return the first threshold at which at most so many sources show, and what it shows."""
    threshold = readable_threshold(nodes, most)
    return Selection(shown(nodes, rank, threshold), threshold)


def readable_threshold(nodes: Sequence[Node], most: int = READABLE) -> int:
    """Return the smallest threshold that leaves at most so many sources; 0 shows all works."""
    counts = sorted((node.citing_documents for node in nodes if not node.document), reverse=True)
    if len(counts) <= most:
        return 0
    return min(counts[most] + 1, max(counts[0], 1))


def shown(nodes: Sequence[Node], rank: Sequence[int], threshold: int) -> tuple[int, ...]:
    """Return the places of what shows at a threshold; at 0 that is everything.

    Of many documents those show that cite most: as many as there are sources, but at least
    FIRST_DOCUMENTS; of sources never more than CROWDED.
    """
    if threshold == 0:
        return tuple(range(len(nodes)))
    ranked = sorted(range(len(nodes)), key=lambda place: rank[place])
    sources = [
        place
        for place in ranked
        if not nodes[place].document and nodes[place].citing_documents >= threshold
    ][:CROWDED]
    documents = [place for place in ranked if nodes[place].document]
    documents = documents[: max(len(sources), FIRST_DOCUMENTS)]
    return tuple(sorted((*sources, *documents)))
