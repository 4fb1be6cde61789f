import csv
import io
import json
import shutil
import subprocess
import sys

import networkx as nx
import pytest

from refmgr.model import Citation, Mention, Record, Work
from refmgr.network.graph import build
from refmgr.network.interchange import to_csv, to_dot, to_graphml, to_json

HOSTILE = 'A "title" <b>&amp; \\ \\" \x00\x0b\ufffe Şimşek 皮肌炎\nnext; } // -> '


def mention(start, sentence):
    return Mention(start=start, end=start + 1, text="1", references=(1,), sentence=sentence)


WORKS = [
    Work(key="a", record=Record(title=HOSTILE, year=2011, doi='10.1/x<y>"z"'), document="a.txt"),
    Work(key="b-c", record=Record(title="Skin", year=2000)),
    Work(key="graph", record=Record()),
]
CITATIONS = [
    Citation(
        citing="a",
        cited="b-c",
        via="reference-list",
        mentions=(mention(1, HOSTILE), mention(9, "=2 & 3")),
    ),
    Citation(citing="b-c", cited="graph", via="cited-by-list"),
    Citation(citing="a", cited="a", via="reference-list"),
]
NETWORK = build(WORKS, CITATIONS)
EMPTY = build([], [])


def clean(text):
    """What XML can hold of a text."""
    return "".join(sign for sign in text if sign not in "\x00\x0b\ufffe")


def test_json_is_stable_and_has_the_shape_of_the_interface():
    data = json.loads(to_json(NETWORK))
    assert [node["key"] for node in data["nodes"]] == ["a", "b-c", "graph"]
    assert data["nodes"][0] | {"title": None} == {
        "key": "a",
        "label": 'A "title" <b>&amp; \\ … 2011',
        "year": 2011,
        "document": True,
        "cited_by": 1,
        "cites": 2,
        "mentions": 0,
        "title": None,
        "doi": '10.1/x<y>"z"',
        "pmid": None,
    }
    assert data["edges"][1]["source"] == "a"
    assert (data["edges"][1]["mentions"], data["edges"][1]["sentences"][1]) == (2, "=2 & 3")
    assert "皮肌炎" in to_json(NETWORK)


def test_graphml_read_by_networkx_is_the_network():
    graph = nx.parse_graphml(to_graphml(NETWORK))
    assert graph.is_directed()
    assert set(graph.nodes) == {node.key for node in NETWORK.nodes}
    for node in NETWORK.nodes:
        read = graph.nodes[node.key]
        assert read.get("title") == (clean(node.title) if node.title else None)
        for name in ("label", "year", "document", "cited_by", "cites", "mentions", "doi"):
            assert read.get(name) == getattr(node, name)
            assert type(read.get(name)) is type(getattr(node, name))
    assert sorted(graph.edges) == [(edge.source, edge.target) for edge in NETWORK.edges]
    for edge in NETWORK.edges:
        read = graph.edges[edge.source, edge.target]
        assert (read["mentions"], read["via"]) == (edge.mentions, edge.via)
        assert (read["sentences"] or "") == clean("\n".join(edge.sentences))


def test_an_empty_network_is_still_a_graph():
    assert len(nx.parse_graphml(to_graphml(EMPTY))) == 0
    assert json.loads(to_json(EMPTY)) == {"nodes": [], "edges": []}
    assert to_csv(EMPTY).count("\n") == 1
    assert to_dot(EMPTY).endswith("}\n")


def test_dot_quotes_and_tells_documents_from_sources():
    dot = to_dot(NETWORK)
    assert r'"a" [label="A \"title\" <b>&amp; \\ … 2011"' in dot
    assert '"b-c" -> "graph" [penwidth=1];' in dot
    assert '"a" -> "b-c" [penwidth=2, label="2"];' in dot
    document, source = (
        next(line for line in dot.splitlines() if line.startswith(f'  "{key}" ['))
        for key in ("a", "b-c")
    )
    assert "shape=box" in document
    assert "shape=ellipse" in source


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_it():
    done = subprocess.run(
        ["dot", "-Tsvg"],
        input=to_dot(NETWORK).encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Şimşek" in done.stdout.decode()


def test_csv_has_an_edge_a_line_and_no_formula():
    rows = list(csv.DictReader(io.StringIO(to_csv(NETWORK))))
    assert [(row["source"], row["target"]) for row in rows] == [
        ("a", "a"),
        ("a", "b-c"),
        ("b-c", "graph"),
    ]
    assert rows[1]["target_label"] == "Skin 2000"
    assert rows[1]["mentions"] == "2"
    alone = Citation(
        citing="a", cited="b-c", via="reference-list", mentions=(mention(9, "=2 & 3"),)
    )
    (row,) = csv.DictReader(io.StringIO(to_csv(build(WORKS, [alone]))))
    assert row["sentences"] == "'=2 & 3"


def test_networkx_is_not_needed():
    code = "import sys, refmgr.network.interchange; sys.exit('networkx' in sys.modules)"
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False, timeout=60)
    assert done.returncode == 0
