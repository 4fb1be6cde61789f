"""The network as GEXF 1.2, which Gephi opens: with types, weights, and the colours of the picture."""

from collections.abc import Iterator
from typing import Final

from refmgr.network.graph import Edge, Network, Node
from refmgr.network.interchange import EDGE_TYPES, NODE_TYPES, xml

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<meta><creator>refmgr</creator></meta>"""
TYPES: Final = {int: "integer", bool: "boolean", str: "string"}
# Okabe & Ito's colours for colour-blind readers, as in the picture: blue documents, orange sources.
DOCUMENT: Final = '<viz:color r="0" g="114" b="178"/><viz:shape value="square"/>'
SOURCE: Final = '<viz:color r="230" g="159" b="0"/><viz:shape value="disc"/>'


def to_gexf(network: Network) -> str:
    """Return a GEXF document; the sentences of an edge stand one a line."""
    default = "directed" if network.directed else "undirected"
    nodes = (_node(node) for node in network.nodes)
    edges = (_edge(number, edge) for number, edge in enumerate(network.edges))
    lines = (
        HEAD,
        f'<graph defaultedgetype="{default}" mode="static">',
        *_attributes("node", NODE_TYPES),
        *_attributes("edge", _edge_types()),
        *("<nodes>", *nodes, "</nodes>", "<edges>", *edges, "</edges>", "</graph>", "</gexf>"),
    )
    return "\n".join(lines) + "\n"


def _edge_types() -> dict[str, type]:
    """The weight is an attribute of the edge itself."""
    return {name: of for name, of in EDGE_TYPES.items() if name != "weight"}


def _attributes(kind: str, types: dict[str, type]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">'
    for name, of in types.items():
        if name != "label":
            yield f'<attribute id="{kind}_{name}" title="{name}" type="{TYPES[of]}"/>'
    yield "</attributes>"


def _values(kind: str, values: dict[str, object]) -> str:
    told = "".join(
        f'<attvalue for="{kind}_{name}" value="{_text(value)}"/>'
        for name, value in values.items()
        if value is not None
    )
    return f"<attvalues>{told}</attvalues>"


def _text(value: object) -> str:
    # A line end as it is would be read as a blank within an attribute.
    return str(value).lower() if isinstance(value, bool) else xml(str(value)).replace("\n", "&#10;")


def _node(node: Node) -> str:
    values = {name: getattr(node, name) for name in NODE_TYPES if name != "label"}
    look = DOCUMENT if node.document else SOURCE
    size = f'<viz:size value="{4 + 2 * node.citing_documents**0.5:.2f}"/>'
    return (
        f'<node id="{xml(node.key)}" label="{xml(node.label)}">'
        f"{_values('node', values)}{look}{size}</node>"
    )


def _edge(number: int, edge: Edge) -> str:
    values = {"mentions": edge.mentions, "sentences": "\n".join(edge.sentences), "via": edge.via}
    return (
        f'<edge id="{number}" source="{xml(edge.source)}" target="{xml(edge.target)}" '
        f'weight="{edge.weight}">{_values("edge", values)}</edge>'
    )
