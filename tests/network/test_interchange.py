import csv
import io
import json
import shutil
import subprocess
import sys

import igraph
import networkx as nx
import pytest

from refmgr.model import Citation, Mention, Record, Work
from refmgr.network.gexf import to_gexf
from refmgr.network.graph import CO_CITATION, build, of_pairs
from refmgr.network.interchange import to_csv, to_dot, to_graphml, to_json
from refmgr.network.pajek import to_pajek
from refmgr.network.vosviewer import to_vosviewer

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
        "citing_documents": 0,
        "title": None,
        "doi": '10.1/x<y>"z"',
        "pmid": None,
        "retracted": None,
        "note": None,
    }
    assert data["edges"][1]["source"] == "a"
    assert (data["edges"][1]["mentions"], data["edges"][1]["sentences"][1]) == (2, "=2 & 3")
    assert "皮肌炎" in to_json(NETWORK)


def test_json_read_by_networkx_is_the_network():
    graph = nx.node_link_graph(json.loads(to_json(NETWORK)), edges="edges", name="key")
    assert graph.is_directed()
    assert not graph.is_multigraph()
    assert graph.edges["a", "b-c"]["weight"] == 2
    assert graph.nodes["b-c"]["label"] == "Skin 2000"


def test_graphml_read_by_igraph_is_the_network(tmp_path):
    path = tmp_path / "network.graphml"
    path.write_text(to_graphml(NETWORK), encoding="utf-8")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    assert graph.vs["title"][0] == clean(HOSTILE)
    assert sorted(graph.es["weight"]) == [1, 1, 2]


def test_gexf_read_by_networkx_is_the_network():
    graph = nx.read_gexf(io.BytesIO(to_gexf(NETWORK).encode()))
    assert graph.is_directed()
    assert {key: data["label"] for key, data in graph.nodes(data=True)} == {
        node.key: clean(node.label) for node in NETWORK.nodes
    }
    assert graph.nodes["a"]["document"] is True
    assert graph.nodes["b-c"]["year"] == 2000
    edge = graph.edges["a", "b-c"]
    assert (edge["weight"], edge["mentions"]) == (2, 2)
    assert edge["sentences"].splitlines()[-1] == "=2 & 3"


@pytest.mark.parametrize("read", ["networkx", "igraph"])
def test_pajek_is_read_by_others(tmp_path, read):
    path = tmp_path / "network.net"
    path.write_text(to_pajek(NETWORK), encoding="utf-8")
    if read == "networkx":
        graph = nx.read_pajek(path)
        arcs = {(a, b): data["weight"] for a, b, data in graph.edges(data=True)}
    else:
        graph = igraph.Graph.Read_Pajek(str(path))
        names = graph.vs["name"]
        arcs = {(names[edge.source], names[edge.target]): edge["weight"] for edge in graph.es}
    assert graph.is_directed()
    assert arcs == {("a", "a"): 1, ("a", "b-c"): 2, ("b-c", "graph"): 1}


def test_vosviewers_files_are_as_its_manual_says():
    """Tabs, one line an item, no bare quotes, HTML escaped; links by number, each pair once, no loops."""
    items, joined = to_vosviewer(NETWORK)
    lines = [line.split("\t") for line in items.splitlines()]
    head, rows = lines[0], lines[1:]
    assert all(len(row) == len(head) for row in rows)
    assert head[:4] == ["id", "label", "description", "url"]
    first = dict(zip(head, rows[0], strict=True))
    assert first["description"].startswith('"A') is (";" in first["description"])
    assert "<b>" not in first["description"]
    assert first["weight<Links>"] == "1"
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert joined == "1\t2\t2\n2\t3\t1\n"


PAIRS = of_pairs(WORKS[:2], [("b-c", "a", 3)], CO_CITATION)


@pytest.mark.parametrize(
    "read",
    [
        lambda: nx.parse_graphml(to_graphml(PAIRS)),
        lambda: nx.read_gexf(io.BytesIO(to_gexf(PAIRS).encode())),
        lambda: nx.parse_pajek(to_pajek(PAIRS).splitlines()),
        lambda: nx.node_link_graph(json.loads(to_json(PAIRS)), edges="edges", name="key"),
    ],
)
def test_pairs_have_no_direction(read):
    graph = read()
    assert not graph.is_directed()
    assert [(a, b, data["weight"]) for a, b, data in graph.edges(data=True)] == [("a", "b-c", 3)]


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
    assert json.loads(to_json(EMPTY))["edges"] == []
    assert len(nx.read_gexf(io.BytesIO(to_gexf(EMPTY).encode()))) == 0
    assert len(nx.parse_pajek(to_pajek(EMPTY).splitlines())) == 0
    assert to_vosviewer(EMPTY)[1] == ""
    assert to_csv(EMPTY).count("\n") == 1
    assert to_dot(EMPTY).endswith("}\n")


def test_dot_quotes_and_tells_documents_from_sources():
    dot = to_dot(NETWORK)
    assert r'"a" [label="A \"title\" <b>&amp; \\ … 2011"' in dot
    assert '"b-c" -> "graph" [weight=1, penwidth=1.5];' in dot
    assert '"a" -> "b-c" [weight=2, penwidth=2, label="2"];' in dot
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
