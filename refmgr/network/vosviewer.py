"""The network for VOSviewer: a map file of items and a network file of links, as its manual has them.

VOSviewer Manual, "Map and network files": columns parted by tabs; labels with a comma or semicolon in
double quotes; a description may hold HTML; links have no direction.
"""

from collections import Counter, defaultdict
from html import escape
from typing import Final

from refmgr.describing import describe, link
from refmgr.model import Work
from refmgr.network.graph import Network, Node

HEAD: Final = (
    "id", "label", "description", "url", "weight<Links>", "weight<Total link strength>",
    "weight<Documents>", "weight<Mentions>", "score<Pub. year>", "score<Document>",
)  # fmt: skip


def to_vosviewer(network: Network) -> tuple[str, str]:
    """Return the map file and the network file."""
    place = {node.key: number for number, node in enumerate(network.nodes, 1)}
    strengths: defaultdict[tuple[int, int], int] = defaultdict(int)
    for edge in network.edges:
        if edge.source != edge.target:
            ends = sorted((place[edge.source], place[edge.target]))
            strengths[ends[0], ends[1]] += edge.weight
    number_of, total = Counter[int](), Counter[int]()
    for (a, b), strength in strengths.items():
        number_of.update((a, b))
        total.update({a: strength, b: strength})
    items = [
        _item(place[node.key], node, work, number_of[place[node.key]], total[place[node.key]])
        for node, work in zip(network.nodes, network.works, strict=True)
    ]
    table = "".join("\t".join(row) + "\n" for row in (HEAD, *items))
    joined = "".join(f"{a}\t{b}\t{weight}\n" for (a, b), weight in sorted(strengths.items()))
    return table, joined


def _item(number: int, node: Node, work: Work, links: int, strength: int) -> tuple[str, ...]:
    address = link(work.record)
    year = "" if node.year is None else str(node.year)
    return (
        *(str(number), _quoted(node.label), _quoted(escape(describe(work.record)))),
        *(address[1] if address else "", str(links), str(strength)),
        *(str(node.citing_documents), str(node.mentions), year, str(int(node.document))),
    )


def _quoted(text: str) -> str:
    line = " ".join(text.replace('"', "'").split())
    return f'"{line}"' if "," in line or ";" in line else line
