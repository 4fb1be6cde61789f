"""Clusters do not depend on order, and never hold two identifiers of one kind."""

from hypothesis import given
from hypothesis import strategies as st

from refmgr.dedupe.clusters import cluster
from refmgr.model import Record

NAMES = "abcdefg"
RECORDS = st.fixed_dictionaries(
    {
        name: st.builds(
            Record,
            doi=st.sampled_from([None, None, "10.1000/x", "10.1000/y"]),
            pmid=st.sampled_from([None, None, None, "1", "2"]),
        )
        for name in NAMES
    }
)
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1])
)


def test_alike_records_are_one_work_and_the_others_stand_alone():
    records = {name: Record() for name in "abcd"}
    assert cluster(records, [("a", "b"), ("b", "c")]) == (("a", "b", "c"), ("d",))


def test_a_record_without_doi_never_glues_two_works():
    records = {"a": Record(doi="10.1000/x"), "b": Record(), "c": Record(doi="10.1000/y")}
    assert cluster(records, [("a", "b"), ("b", "c")]) == (("a", "b"), ("c",))


def test_an_equal_identifier_is_stronger_than_likeness():
    records = {
        "a": Record(doi="10.1000/x"),
        "b": Record(pmid="1"),
        "c": Record(doi="10.1000/y", pmid="1"),
    }
    assert cluster(records, [("a", "b"), ("b", "c")]) == (("a",), ("b", "c"))


@given(RECORDS, PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_records_and_likenesses_does_not_matter(records, pairs, chance):
    shuffled = [chance.choice([pair, pair[::-1]]) for pair in pairs]
    chance.shuffle(shuffled)
    turned = dict(sorted(records.items(), key=lambda _: chance.random()))
    assert cluster(turned, shuffled) == cluster(records, pairs)


@given(RECORDS, PAIRS)
def test_every_record_is_in_one_cluster_and_no_cluster_contradicts_itself(records, pairs):
    groups = cluster(records, pairs)
    assert sorted(name for group in groups for name in group) == sorted(records)
    for group in groups:
        for kind in ("doi", "pmid"):
            assert len({getattr(records[name], kind) for name in group} - {None}) <= 1
