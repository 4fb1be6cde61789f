import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refmgr.model import Citation, Mention, Person, Record, Work
from refmgr.network.graph import Edge, build, label


def work(key, *, document=None, **record):
    return Work(key=key, record=Record(**record), document=document)


def mention(start, sentence, *numbers):
    text = ",".join(map(str, numbers))
    return Mention(
        start=start, end=start + len(text), text=text, references=numbers, sentence=sentence
    )


KALIYADAN = work(
    "kaliyadan2011", document="002.txt", authors=(Person("Kaliyadan", "Feroze"),), year=2011
)
MUKAMEL = work("mukamel2001", document="001.txt", authors=(Person("Mukamel", "M"),), year=2001)
CALLEN = work("callen2000", authors=(Person("Callen", "JP"),), year=2000)
ALONE = work("annalspediatrics", document="004.txt", container="Annals of Pediatrics")
WORKS = [KALIYADAN, MUKAMEL, CALLEN, ALONE]


def test_parallel_references_are_one_edge_and_a_shared_mention_counts_once():
    both, first = mention(90, "Both  say\nso.[2,3]", 2, 3), mention(10, "One says so.[2]", 2)
    citations = [
        Citation(
            citing="kaliyadan2011",
            cited="mukamel2001",
            via="reference-list",
            number=3,
            mentions=(both,),
        ),
        Citation(
            citing="kaliyadan2011",
            cited="mukamel2001",
            via="reference-list",
            number=2,
            mentions=(first, both),
        ),
    ]
    network = build(WORKS, citations)
    assert network.edges == (
        Edge(
            source="kaliyadan2011",
            target="mukamel2001",
            mentions=2,
            sentences=("One says so.[2]", "Both say so.[2,3]"),
            via="reference-list",
            weight=2,
        ),
    )
    by_key = {node.key: node for node in network.nodes}
    assert (by_key["mukamel2001"].cited_by, by_key["mukamel2001"].mentions) == (1, 2)
    assert by_key["kaliyadan2011"].cites == 1


def test_isolated_works_stay_and_order_is_by_key():
    citations = [
        Citation(citing="kaliyadan2011", cited="mukamel2001", via="reference-list"),
        Citation(citing="kaliyadan2011", cited="callen2000", via="reference-list"),
    ]
    network = build(WORKS, citations)
    assert [node.key for node in network.nodes] == sorted(one.key for one in WORKS)
    assert [edge.target for edge in network.edges] == ["callen2000", "mukamel2001"]
    assert [node.document for node in network.nodes] == [True, False, True, True]


def test_the_stronger_witness_names_the_edge():
    ways = ["cited-by-list", "reference-list"]
    citations = [Citation(citing="kaliyadan2011", cited="callen2000", via=via) for via in ways]
    assert [edge.via for edge in build(WORKS, citations).edges] == ["reference-list"]
    assert [edge.via for edge in build(WORKS, citations[:1]).edges] == ["cited-by-list"]


def test_a_selection_has_no_dangling_edges():
    citations = [Citation(citing="kaliyadan2011", cited="callen2000", via="reference-list")]
    assert build([KALIYADAN], citations).edges == ()


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (CALLEN, "Callen 2000"),
        (work("k", authors=(Person("Berg", "J", "van der"),), year=2011), "van der Berg 2011"),
        (work("k", authors=(Person(literal="WHO"),)), "WHO"),
        (
            work("k", title="New insight into calcinosis of skin", year=2001),
            "New insight into calcinosis … 2001",
        ),
        (work("k", title="Skin"), "Skin"),
        (work("k", year=2001), "k"),
    ],
)
def test_labels(one, name):
    assert label(one) == name


KEYS = st.sampled_from("abcd")


@given(st.lists(st.tuples(KEYS, KEYS)), st.randoms())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_counts_agree_with_edges_whatever_the_order(pairs, random):
    citations = [
        Citation(citing=a, cited=b, via="reference-list", mentions=(mention(5, "S.", 1),))
        for a, b in pairs
    ]
    works = [work(key) for key in "abcd"]
    network = build(works, citations)
    assert {(edge.source, edge.target) for edge in network.edges} == set(pairs)
    for node in network.nodes:
        assert node.cited_by == len({a for a, b in pairs if b == node.key})
        assert node.mentions == node.cited_by
    random.shuffle(citations)
    random.shuffle(works)
    assert build(works, citations) == network
