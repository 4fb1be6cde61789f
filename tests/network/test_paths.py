from itertools import pairwise

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refmgr.network.links import Links
from refmgr.network.paths import main_path, rings


def network(size, *pairs):
    return Links(size, tuple((a, b, 1.0) for a, b in pairs))


def test_the_example_of_the_literature():
    """Two ways from 0 join in 3, and two ways lead on from 4: the citation 3 to 4 carries all of them."""
    found = main_path(network(7, (0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (4, 5), (4, 6)))
    assert found.nodes == (0, 1, 3, 4, 5)
    assert found.counts == (2, 2, 4, 2)
    assert found.dropped == 0


def test_two_papers_that_cite_each_other_are_no_endless_way():
    found = main_path(network(4, (0, 1), (1, 2), (2, 1), (2, 3)))
    assert found.dropped == 2
    assert found.nodes == (0, 1)


def test_no_citation_is_no_path():
    assert main_path(network(0)).nodes == main_path(network(3)).nodes == ()


# A busy machine is no reason to fail.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EDGES = st.integers(1, 8).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=20),
    )
)


@given(EDGES)
@unhurried
def test_rings_are_those_of_networkx(given_edges):
    size, pairs = given_edges
    found = rings(network(size, *pairs))
    graph = nx.DiGraph(pairs)
    graph.add_nodes_from(range(size))
    groups = {frozenset(n for n in range(size) if found[n] == ring) for ring in set(found)}
    assert groups == set(map(frozenset, nx.strongly_connected_components(graph)))


@given(EDGES)
@unhurried
def test_no_way_has_more(given_edges):
    size, pairs = given_edges
    forward = {(a, b) for a, b in pairs if a < b}
    found = main_path(network(size, *forward))
    graph = nx.DiGraph(forward)
    graph.add_nodes_from(range(size))
    tops = [n for n in graph if not graph.in_degree(n)]
    ends = [n for n in graph if not graph.out_degree(n)]
    ways = [way for a in tops for b in ends if a != b for way in nx.all_simple_paths(graph, a, b)]
    counts = {edge: sum(edge in pairwise(way) for way in ways) for edge in forward}
    best = max((sum(counts[step] for step in pairwise(way)) for way in ways), default=0)
    assert sum(found.counts) == best
    assert list(found.counts) == [counts[step] for step in pairwise(found.nodes)]
