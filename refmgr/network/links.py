"""The network as numbers: nodes 0 .. n-1 and weighted links between them, for what is computed on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Link = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Links:
    """`size` nodes, and (citing, cited, weight) for each pair; a work that cites itself is left out."""

    size: int
    pairs: tuple[Link, ...]

    def outgoing(self) -> list[list[tuple[int, float]]]:
        """Return, for each node, what it cites with what weight."""
        cites: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for citing, cited, weight in self.pairs:
            cites[citing].append((cited, weight))
        return cites

    def neighbours(self) -> list[list[int]]:
        """Return, for each node, all that it cites or that cite it."""
        known: list[list[int]] = [[] for _ in range(self.size)]
        for citing, cited, _ in self.pairs:
            known[citing].append(cited)
            known[cited].append(citing)
        return known


def links(names: Sequence[str], pairs: Iterable[tuple[str, str, int]]) -> Links:
    """Return the links between named works, weighted by in-text citations.

    A reference that is listed but never cited in the text weighs as much as one cited once: papers
    whose citations could not be linked would otherwise count for nothing.
    """
    place = {name: number for number, name in enumerate(names)}
    return Links(
        len(place),
        tuple(
            (place[citing], place[cited], float(max(mentions, 1)))
            for citing, cited, mentions in pairs
            if citing != cited and citing in place and cited in place
        ),
    )
