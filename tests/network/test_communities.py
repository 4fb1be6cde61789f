import networkx as nx
import pytest

from refmgr.errors import MissingExtraError
from refmgr.network import communities as module
from refmgr.network.communities import communities, modularity
from refmgr.network.links import Links

GROUPS = ((0, 1, 2, 3), (4, 5, 6, 7), (8, 9))
PAIRS = [(a, b) for group in GROUPS for a in group for b in group if a < b]
TWO_AND_A_PAIR = Links(11, ((3, 4, 1.0), *((a, b, 2.0) for a, b in PAIRS)))


@pytest.fixture(params=[("igraph", "Leiden"), ("networkx", "Louvain")])
def method(request, monkeypatch):
    package, name = request.param
    monkeypatch.setattr(module, "find_spec", lambda asked: asked == package)
    return name


def test_groups_are_found_and_numbered_by_size(method):
    found = communities(TWO_AND_A_PAIR)
    assert found.method == method
    assert found.of == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3]
    assert communities(TWO_AND_A_PAIR) == found


def test_a_network_without_works_or_citations(method):
    assert communities(Links(0, ())).of == []
    assert communities(Links(2, ())).of == [0, 1]


def test_modularity_is_that_of_networkx():
    graph = nx.Graph()
    graph.add_nodes_from(range(11))
    graph.add_weighted_edges_from(TWO_AND_A_PAIR.pairs)
    of = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3]
    groups = [{node for node in range(11) if of[node] == one} for one in range(4)]
    assert modularity(TWO_AND_A_PAIR, of) == pytest.approx(nx.community.modularity(graph, groups))


def test_without_a_graph_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda asked: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'refmgr\[network\]'"):
        communities(TWO_AND_A_PAIR)
