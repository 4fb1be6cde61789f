"""The network for other programs: JSON, GraphML (yEd, Gephi, Cytoscape, igraph), DOT (Graphviz), CSV."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from typing import Final

from refmgr.formats.csv_table import csv_text
from refmgr.network.graph import Edge, Network, Node

# XML 1.0, section 2.2: everything else must not stand in a document, not even escaped.
ILLEGAL_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BLANKS: Final = re.compile(r"\s+")
GRAPHML_TYPES: Final = {int: "int", bool: "boolean", str: "string"}
NODE_TYPES: Final[dict[str, type]] = {
    "label": str,
    "year": int,
    "document": bool,
    "cited_by": int,
    "cites": int,
    "mentions": int,
    "citing_documents": int,
    "title": str,
    "doi": str,
    "pmid": str,
    "retracted": str,
    "note": str,
}
EDGE_TYPES: Final[dict[str, type]] = {"weight": int, "mentions": int, "sentences": str, "via": str}
GRAPHML_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""
DOT_HEAD: Final = """{graph} {name} {{
  graph [rankdir=LR, charset="UTF-8", fontname="sans-serif", ranksep=1.2];
  node [fontname="sans-serif", fontsize=11, style=filled];
  edge [color="#777777", arrowsize=0.7, fontname="sans-serif", fontsize=9];
"""  # for str.format
DOT_DOCUMENT: Final = 'shape=box, fillcolor="#cfe2f3"'
DOT_SOURCE: Final = 'shape=ellipse, fillcolor="#f3f3f3"'
CSV_COLUMNS: Final = (
    "source",
    "target",
    "source_label",
    "target_label",
    "weight",
    "mentions",
    "via",
    "sentences",
)


def to_json(network: Network) -> str:
    """Return `{"nodes": [...], "edges": [...]}`, readable and stable.

    It is the node-link form too: networkx reads it as
    `node_link_graph(data, edges="edges", name="key")`.
    """
    data = {
        "kind": network.kind,
        "directed": network.directed,
        "multigraph": False,
        "nodes": [asdict(node) for node in network.nodes],
        "edges": [asdict(edge) for edge in network.edges],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_graphml(network: Network) -> str:
    """Return GraphML 1.0 with typed attributes; the sentences of an edge stand one a line."""
    keys = [
        *_graphml_keys("node", NODE_TYPES),
        *_graphml_keys("edge", EDGE_TYPES),
    ]
    nodes = [_graphml_node(node) for node in network.nodes]
    edges = [_graphml_edge(edge) for edge in network.edges]
    default = "directed" if network.directed else "undirected"
    graph = [f'<graph id="{network.kind}" edgedefault="{default}">', *nodes, *edges, "</graph>"]
    return "\n".join((GRAPHML_HEAD, *keys, *graph, "</graphml>")) + "\n"


def _graphml_keys(kind: str, types: dict[str, type]) -> Iterator[str]:
    for name, of in types.items():
        yield (
            f'<key id="{kind}_{name}" for="{kind}" '
            f'attr.name="{name}" attr.type="{GRAPHML_TYPES[of]}"/>'
        )


def _graphml_node(node: Node) -> str:
    data = "".join(_data("node", name, getattr(node, name)) for name in NODE_TYPES)
    return f'<node id="{xml(node.key)}">{data}</node>'


def _graphml_edge(edge: Edge) -> str:
    values = {**asdict(edge), "sentences": "\n".join(edge.sentences)}
    data = "".join(_data("edge", name, values[name]) for name in EDGE_TYPES)
    return f'<edge source="{xml(edge.source)}" target="{xml(edge.target)}">{data}</edge>'


def _data(kind: str, name: str, value: object) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else xml(str(value))
    return f'<data key="{kind}_{name}">{text}</data>'


def xml(text: str) -> str:
    """Return text as XML may hold it: escaped, without signs that no document may have."""
    return escape(ILLEGAL_IN_XML.sub("", text).replace("\r", " "))


def to_dot(network: Network) -> str:
    """Return a DOT graph: documents are boxes, sources ellipses, thicker edges have more mentions."""
    nodes = "".join(
        f"  {_dot(node.key)} [label={_dot(node.label)}, tooltip={_dot(node.title or node.label)}, "
        f"{DOT_DOCUMENT if node.document else DOT_SOURCE}];\n"
        for node in network.nodes
    )
    arrow = "->" if network.directed else "--"
    edges = "".join(
        f"  {_dot(edge.source)} {arrow} {_dot(edge.target)} [{_dot_edge(edge)}];\n"
        for edge in network.edges
    )
    graph = "digraph" if network.directed else "graph"
    return f"{DOT_HEAD.format(graph=graph, name=_dot(network.kind))}{nodes}{edges}}}\n"


def _dot_edge(edge: Edge) -> str:
    width = f"weight={edge.weight}, penwidth={1 + min(edge.weight, 8) / 2:g}"
    return f'{width}, label="{edge.weight}"' if edge.weight > 1 else width


def _dot(text: str) -> str:
    line = BLANKS.sub(" ", ILLEGAL_IN_XML.sub("", text))
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def to_csv(network: Network) -> str:
    """Return the edges as CSV; the sentences of an edge stand one a line in their cell."""
    labels = {node.key: node.label for node in network.nodes}
    return csv_text(
        CSV_COLUMNS,
        (
            (
                *(edge.source, edge.target, labels[edge.source], labels[edge.target]),
                *(edge.weight, edge.mentions, edge.via, "\n".join(edge.sentences)),
            )
            for edge in network.edges
        ),
    )
