"""The whole engine: any order, copies, poor records, many of a kind."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pair_tables import TOGETHER, read_pair

from refmgr.dedupe import engine
from refmgr.dedupe.clusters import Told
from refmgr.dedupe.engine import candidate_pairs, deduplicate
from refmgr.matching.pairs import judge_pair
from refmgr.matching.prepared import prepare
from refmgr.model import Person, Record

TITLES = (
    "Calcinosis cutis in a child with dermatomyositis", "Calcinosis cutis in a child",
    "Calcinosis cutis in a girl with dermatomyositis", "Reply", "Part II. Calcinosis cutis in a child",
)  # fmt: skip
RECORDS = st.builds(
    Record,
    title=st.sampled_from([None, *TITLES]),
    authors=st.sampled_from([(), (Person("Roe", "J"),), (Person("Roe", "J"), Person("Doe", "K"))]),
    container=st.sampled_from([None, "Gut", "Lancet"]),
    year=st.sampled_from([None, 2001, 2002]),
    volume=st.sampled_from([None, "5", "6"]),
    pages=st.sampled_from([None, "11-19", "50", "S3"]),
    doi=st.sampled_from([None, None, None, "10.1000/a", "10.1000/b"]),
)


def works(records, told=()):
    """The result as sets of records, so that positions do not matter."""
    found = deduplicate([prepare(one) for one in records], told)
    return sorted(sorted(map(repr, (records[at] for at in group))) for group in found.clusters)


@given(st.lists(RECORDS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records, chance):
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert works(shuffled) == works(records)


@given(st.lists(RECORDS, max_size=8))
def test_every_pair_of_a_cluster_hangs_together_and_no_question_is_answered_already(records):
    prepared = [prepare(one) for one in records]
    found = deduplicate(prepared)
    home = {at: n for n, group in enumerate(found.clusters) for at in group}
    assert all(len(group) > 1 for group in found.clusters)
    for one in found.questions:
        assert home.get(one.a, -1) != home.get(one.b, -2)
        assert judge_pair(prepared[one.a], prepared[one.b]).verdict == "maybe"


def test_copies_are_compared_once_and_all_found():
    records = [prepare(read_pair(TOGETHER["no title"])[1])] * 10_000
    found = deduplicate(records)
    assert found.clusters == [list(range(10_000))]
    assert found.compared == 0


def test_records_that_tell_nothing_stay_single():
    records = [prepare(Record()), prepare(Record(title="Editorial", year=2001))] * 50
    found = deduplicate(records)
    assert (found.clusters, found.compared) == ([], 0)


def test_five_thousand_editorials_cost_no_more_than_their_places():
    chance = random.Random(1)
    records = [
        prepare(
            Record(
                title="Editorial",
                authors=(Person("Smith", "R"),),
                container="BMJ",
                year=1980 + at % 40,
                volume=str(200 + at % 40),
                pages=str(chance.randrange(1, 3000)),
            )
        )
        for at in range(5_000)
    ]
    found = deduplicate(records)
    assert found.compared < 20_000
    for group in found.clusters:
        assert len({(records[at].volume, records[at].pages) for at in group}) == 1


def test_a_person_keeps_copies_apart_and_joins_strangers():
    one, other = map(prepare, read_pair(TOGETHER["no title"]))
    stranger = prepare(Record(title="Something else altogether here", year=1950))
    assert deduplicate([one, other, stranger]).clusters == [[0, 1]]
    told = [Told(same=False, a=0, b=1), Told(same=True, a=1, b=2)]
    assert deduplicate([one, other, stranger], told).clusters == [[1, 2]]
    assert deduplicate([one, one], [Told(same=False, a=0, b=1)]).clusters == []


def test_one_question_for_two_works():
    abstract = Record(
        title="Rituximab in refractory calcinosis of children", authors=(Person("Roe", "J"),),
        container="Gut", year=2009, volume="5", pages="S12",
    )  # fmt: skip
    paper = Record(
        title=abstract.title, authors=abstract.authors, container="Gut", year=2009, volume="6",
        pages="201-9",
    )  # fmt: skip
    variants = [
        abstract, Record(**{**_fields(abstract), "container": "GUT"}),
        paper, Record(**{**_fields(paper), "pages": "201-209"}),
    ]  # fmt: skip
    found = deduplicate([prepare(one) for one in variants])
    assert found.clusters == [[0, 1], [2, 3]]
    assert len(found.questions) == 1


def _fields(record):
    return {name: getattr(record, name) for name in Record.__dataclass_fields__}


def test_a_pair_that_shares_several_blocks_is_compared_once():
    one, other = map(prepare, read_pair(TOGETHER["short pages, journal in full"]))
    assert list(candidate_pairs({3: one, 7: other})) == [(3, 7)]


@pytest.mark.parametrize("size", [300, 1_000])
def test_a_long_chain_of_records_needs_no_recursion(size, monkeypatch):
    """Each record agrees with the next alone; the peers' recursion breaks at 1,000."""
    records = [
        prepare(Record(title=f"Link number {at} of the chain", year=2000)) for at in range(size)
    ]
    monkeypatch.setattr(
        engine, "candidate_pairs", lambda named: ((at, at + 1) for at in range(len(named) - 1))
    )
    same = judge_pair(*map(prepare, read_pair(TOGETHER["no title"])))
    monkeypatch.setattr(engine, "judge_pair", lambda a, b: same)
    assert deduplicate(records).clusters == [list(range(size))]
