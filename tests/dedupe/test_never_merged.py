"""What is one work and what must never be merged without a person, as pairs and through the whole engine."""

import pytest
from pair_tables import APART, TOGETHER, read_pair

from refmgr.dedupe.blocks import block_keys
from refmgr.dedupe.engine import deduplicate
from refmgr.matching.pairs import judge_pair, same_work
from refmgr.matching.prepared import prepare


def test_the_tables_are_large_enough_to_mean_something():
    assert len(APART) >= 60
    assert len(TOGETHER) >= 25


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_never_merged_by_itself(text):
    a, b = map(prepare, read_pair(text))
    assert judge_pair(a, b).verdict != "same", judge_pair(a, b)
    assert judge_pair(b, a) == judge_pair(a, b)
    assert deduplicate([a, b]).clusters == []


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER)
def test_found_whatever_it_looks_like(text):
    a, b = map(prepare, read_pair(text))
    assert judge_pair(a, b).verdict == "same", judge_pair(a, b)
    assert judge_pair(b, a) == judge_pair(a, b)
    assert set(block_keys(a)) & set(block_keys(b))
    assert deduplicate([a, b]).clusters == [[0, 1]]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("preprint", "preprint"),
        ("author's reply, same people", "notice"),
        ("part named once", "part"),
        ("thesis and article", "thesis"),
        ("abstract without pages", "abstract"),
        ("introduction to a track", "other-identifier"),
        ("annual report without place", "other-year"),
    ],
)
def test_a_person_is_told_what_kind_of_doubt_it_is(name, code):
    judgement = same_work(*read_pair(APART[name]))
    assert (judgement.verdict, judgement.code) == ("maybe", code)
