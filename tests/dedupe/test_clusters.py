"""Clusters do not depend on order, obey a person, and no weak link joins two works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.dedupe.clusters import Link, Told, cluster
from refmgr.matching.prepared import Prepared

TITLE = "calcinosi rheumatic diseas"
BARE = Prepared(title=TITLE, family="roe")
ABSTRACT = Prepared(title=TITLE, family="roe", volume="5", pages="S12", year=2009)
PAPER = Prepared(title=TITLE, family="roe", volume="6", pages="201-9", year=2009)


def test_alike_records_are_one_work_and_others_are_in_no_group():
    records = dict.fromkeys(range(4), BARE)
    assert cluster(records, [Link(0, 1, 9.0), Link(1, 2, 9.0)]) == [[0, 1, 2]]


def test_a_bare_entry_never_glues_an_abstract_and_the_paper():
    records = {0: ABSTRACT, 1: BARE, 2: PAPER}
    assert cluster(records, [Link(0, 1, 10.0), Link(1, 2, 12.0)]) == [[1, 2]]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"doi": "10.1000/x"}, {"doi": "10.1000/y"}),
        ({"pmid": "1"}, {"pmid": "2"}),
        ({"year": 1999}, {"year": 2003}),
        ({"volume": "1", "pages": "5"}, {"volume": "2", "pages": "50"}),
    ],
    ids=["doi", "pmid", "year", "place"],
)
def test_what_contradicts_is_not_joined_through_a_third(ours, theirs):
    records = {0: Prepared(**ours), 1: BARE, 2: Prepared(**theirs)}
    assert cluster(records, [Link(0, 1, 10.0), Link(1, 2, 9.0)]) == [[0, 1]]


def test_one_place_bears_two_dois_but_not_two_pmids():
    place = {"volume": "57", "pages": "137-56", "year": 1995}
    links = [Link(0, 1, 20.0), Link(1, 2, 20.0)]
    dois = {at: Prepared(doi=f"10.1000/{at % 2}", **place) for at in range(3)}
    assert cluster(dois, links) == [[0, 1, 2]]
    pmids = {at: Prepared(pmid=str(at % 2 + 1), **place) for at in range(3)}
    assert cluster(pmids, [*links, Link(0, 2, 20.0)]) == [[0, 2]]


def test_one_sure_pair_does_not_outweigh_many_doubtful_ones():
    records = dict.fromkeys(range(6), BARE)
    strong = [Link(a, b, 20.0) for a, b in ((0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5))]
    weak = [Link(2, 3, 9.0)]
    doubtful = [Link(a, b, 8.0) for a in (0, 1) for b in (4, 5)]
    assert cluster(records, strong + weak) == [[0, 1, 2, 3, 4, 5]]
    assert cluster(records, strong + weak, doubtful) == [[0, 1, 2], [3, 4, 5]]


def test_a_person_outranks_every_rule_and_the_newer_word_the_older():
    records = {0: ABSTRACT, 1: PAPER, 2: BARE}
    links = [Link(0, 2, 9.0)]
    together, apart = Told(True, 0, 1), Told(False, 0, 1)
    assert cluster(records, [], [Link(0, 1, 8.0)], [together]) == [[0, 1]]
    assert cluster(records, links, told=[Told(False, 2, 0)]) == []
    assert cluster(records, links, told=[together, apart]) == [[0, 1, 2]]
    assert cluster(records, links, told=[apart, together]) == [[0, 2]]


def test_kept_apart_holds_through_a_third_record():
    records = dict.fromkeys(range(3), BARE)
    links = [Link(0, 1, 12.0), Link(1, 2, 11.0)]
    assert cluster(records, links, told=[Told(False, 0, 2)]) == [[0, 1]]


RECORDS = st.dictionaries(
    st.integers(0, 7),
    st.builds(
        Prepared,
        doi=st.sampled_from(["", "", "10.1000/x", "10.1000/y"]),
        volume=st.sampled_from(["", "1", "2"]),
        pages=st.sampled_from(["", "5-9", "70-80"]),
        year=st.sampled_from([0, 1999, 2000, 2004]),
    ),
    min_size=2,
)


@st.composite
def collections(draw):
    records = draw(RECORDS)
    names = sorted(records)
    pairs = [(a, b) for a in names for b in names if a < b]
    scores = st.integers(9, 12).map(float)
    links = draw(st.lists(st.sampled_from(pairs), unique=True))
    cut = draw(st.integers(0, len(links)))
    same = [Link(a, b, draw(scores)) for a, b in links[:cut]]
    maybe = [Link(a, b, 8.0) for a, b in links[cut:]]
    told = [
        Told(draw(st.booleans()), a, b)
        for a, b in draw(st.lists(st.sampled_from(pairs), max_size=2))
    ]
    return records, same, maybe, told


@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_pairs_does_not_matter(collection, chance):
    records, same, maybe, told = collection

    def turned(links):
        links = [chance.choice([link, Link(link.b, link.a, link.score)]) for link in links]
        chance.shuffle(links)
        return links

    shuffled = dict(sorted(records.items(), key=lambda _: chance.random()))
    expected = cluster(records, same, maybe, told)
    assert cluster(shuffled, turned(same), turned(maybe), told) == expected


@given(collections())
def test_a_record_is_in_one_group_at_most_and_the_last_word_holds(collection):
    records, same, maybe, told = collection
    groups = cluster(records, same, maybe, told)
    names = [name for group in groups for name in group]
    assert len(names) == len(set(names))
    assert all(len(group) > 1 for group in groups)
    for word in told[:1]:
        together = any(word.a in group and word.b in group for group in groups)
        assert together == word.same


@given(collections())
def test_without_a_person_no_group_holds_two_works(collection):
    records, same, maybe, _ = collection
    for group in cluster(records, same, maybe):
        if len(group) > 2:
            for a in group:
                for b in group:
                    one, two = records[a], records[b]
                    elsewhere = one.volume != two.volume and one.pages != two.pages
                    known = all((one.volume, two.volume, one.pages, two.pages))
                    assert not (known and elsewhere)
