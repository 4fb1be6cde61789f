"""One Record out of many: the best source wins, every value tells where it comes from."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from refmgr.dedupe.merge import merge
from refmgr.model import Description, Person, Record

CALLEN = Person(family="Callen", given="JP")


def told(rank, subject="s/references/1", weight=1, edits=None, **fields):
    return Description(
        subject=subject, rank=rank, origin=f"{rank} {subject}", record=Record(**fields),
        edits=edits or {}, weight=weight,
    )  # fmt: skip


def test_a_better_source_wins_field_by_field_and_nothing_is_lost():
    record, origins = merge(
        [
            told("reference", volume="355", pages="53–7", container="Lancet"),
            told("crossref", container="The Lancet", pages="53-57", doi="10.1000/x"),
            told("own", language="en", container="LANCET"),
        ]
    )
    assert (record.container, record.pages, record.volume) == ("The Lancet", "53-57", "355")
    assert (record.doi, record.language) == ("10.1000/x", "en")
    assert origins["container"] == "crossref s/references/1"
    assert origins["volume"] == "reference s/references/1"
    assert origins["language"] == "own s/references/1"


def test_within_one_rank_the_majority_wins_then_the_longer():
    printed = [
        told("reference", "a", weight=2, container="J Hand Surg", title="Calcification"),
        told("reference", "b", container="J Hand Surg Br", title="Calcification of the forearm"),
    ]
    record, _ = merge(printed)
    assert record.container == "J Hand Surg"
    record, _ = merge([replace(printed[0], weight=1), printed[1]])
    assert record.container == "J Hand Surg Br"


def test_the_longer_author_list_beats_the_cut_one_even_when_that_is_more_frequent():
    weinel = Person(family="Weinel", given="S")
    record, _ = merge(
        [
            told("reference", "a", weight=5, authors=(CALLEN,), et_al=True),
            told("reference", "b", authors=(CALLEN, weinel)),
        ]
    )
    assert record.authors == (CALLEN, weinel)
    assert not record.et_al


def test_a_list_that_everybody_cuts_stays_cut():
    record, _ = merge([told("reference", "a", authors=(CALLEN,), et_al=True)])
    assert record.et_al


def test_a_persons_word_beats_all_and_may_empty_a_field():
    record, origins = merge(
        [
            told("crossref", title="DERMATOMYOSITIS", pages="53"),
            told("person", edits={"title": "Dermatomyositis", "pages": None}),
        ]
    )
    assert (record.title, record.pages) == ("Dermatomyositis", None)
    assert origins["title"] == origins["pages"] == "you"


TEXTS = st.sampled_from([None, "Lancet", "The Lancet", "LANCET", "lancet"])
TOLD = st.builds(
    told,
    st.sampled_from(["crossref", "own", "reference", "cited-by"]),
    st.sampled_from("abcdef"),
    weight=st.integers(1, 3),
    container=TEXTS,
    title=TEXTS,
    year=st.sampled_from([None, 2000, 2001]),
    authors=st.sampled_from([(), (CALLEN,), (CALLEN, CALLEN)]),
    et_al=st.booleans(),
)


@given(st.lists(TOLD, min_size=1, unique_by=lambda one: (one.subject, one.rank)), st.randoms())
def test_the_order_of_descriptions_does_not_matter(descriptions, chance):
    shuffled = list(descriptions)
    chance.shuffle(shuffled)
    assert merge(shuffled) == merge(descriptions)
