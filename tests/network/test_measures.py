import igraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refmgr.network.links import Links, links
from refmgr.network.measures import components, hits, pagerank

# Two papers cite three sources, one of them the other paper; a ring of three; one alone.
PAPERS = Links(
    9,
    (
        (0, 1, 2.0), (0, 2, 1.0), (1, 2, 5.0), (1, 3, 1.0), (1, 4, 1.0),
        (5, 6, 1.0), (6, 7, 1.0), (7, 5, 1.0),
    ),
)  # fmt: skip


# A busy machine is no reason to fail.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def networks(draw):
    size = draw(st.integers(1, 12))
    node = st.integers(0, size - 1)
    pairs = draw(st.dictionaries(st.tuples(node, node), st.integers(1, 9), max_size=40))
    return Links(size, tuple((a, b, float(w)) for (a, b), w in pairs.items() if a != b))


def as_igraph(network):
    graph = igraph.Graph(n=network.size, edges=[pair[:2] for pair in network.pairs], directed=True)
    graph.es["weight"] = [weight for _, _, weight in network.pairs]
    return graph


@given(networks())
@unhurried
def test_pagerank_is_igraphs(network):
    ranks = pagerank(network)
    assert sum(ranks) == pytest.approx(1)
    expected = as_igraph(network).pagerank(damping=0.85, weights="weight")
    assert ranks == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("length", [3, 4, 50])
def test_pagerank_of_a_ring_with_a_tail_is_exact(length):
    """Iterating a hundred times, as libraries do, is not enough for this one."""
    ring = [(node, (node + 1) % length, 1.0) for node in range(length)]
    network = Links(length + 1, (*ring, (length, 0, 1.0)))
    expected = as_igraph(network).pagerank(damping=0.85, weights="weight")
    assert pagerank(network) == pytest.approx(expected, abs=1e-11)


def test_hits_are_igraphs_on_a_network_in_one_piece():
    network = Links(5, PAPERS.pairs[:5])
    found, graph = hits(network), as_igraph(network)
    for ours, theirs in (
        (found.hubs, graph.hub_score(weights="weight", scale=False)),
        (found.authorities, graph.authority_score(weights="weight", scale=False)),
    ):
        assert ours == pytest.approx([one / sum(theirs) for one in theirs], abs=1e-9)


def test_hits_name_the_surveys_and_the_classics():
    found = hits(PAPERS)
    assert found.hubs.index(max(found.hubs)) == 1
    assert found.authorities.index(max(found.authorities)) == 2


@given(networks())
@unhurried
def test_components_are_igraphs(network):
    ours = components(network)
    theirs = as_igraph(network).connected_components(mode="weak").membership
    assert len(set(zip(ours, theirs, strict=True))) == len(set(ours)) == len(set(theirs))
    sizes = [ours.count(part) for part in range(len(set(ours)))]
    assert sizes == sorted(sizes, reverse=True)


def test_nothing_is_measured_of_nothing():
    empty = Links(0, ())
    assert pagerank(empty) == components(empty) == hits(empty).hubs == []
    assert pagerank(Links(2, ())) == [0.5, 0.5]


def test_links_weigh_mentions_and_leave_out_what_is_not_there():
    found = links(["a", "b"], [("a", "b", 0), ("b", "a", 3), ("a", "a", 2), ("a", "gone", 1)])
    assert found == Links(2, ((0, 1, 1.0), (1, 0, 3.0)))
