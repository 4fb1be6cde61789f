"""Titles: spelling, subtitles, twins, parts, notices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.matching.titles import (
    compare_read,
    differing_words,
    is_short,
    read_title,
)


def words_apart(a, b):
    only_a, only_b = differing_words(read_title(a), read_title(b))
    return frozenset(only_a), frozenset(only_b)


MUKAMEL = (
    "New insight into calcinosis of juvenile dermatomyositis: A study of composition and treatment"
)


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        (MUKAMEL, MUKAMEL.replace(": A study", ": a study"), "equal"),
        ("CALCINOSIS IN RHEUMATIC DISEASES", "Calcinosis in rheumatic diseases.", "equal"),
        ("Paediatric haematology and oedema", "Pediatric hematology and edema", "equal"),
        ("Behaviour of tumours in three patients", "Behavior of tumors in 3 patients", "equal"),
        ("Non-immunologic reactions", "Nonimmunologic reactions", "equal"),
        ("CB<sub>1</sub> receptors &amp; pain", "CB1 receptors & pain", "equal"),
        ("The β-blocker trial", "The beta-blocker trial", "equal"),
        ("[Calcinosis cutis in a child]", "Calcinosis cutis in a child [Article in French]", "equal"),
        ("Calcinosis cutis in a child. Turkish", "Calcinosis cutis in a child", "equal"),
        ("RETRACTED: Alendronate for calcinosis", "Alendronate for calcinosis", "equal"),
        (MUKAMEL, MUKAMEL.partition(":")[0], "close"),
        ("Short report: milk of calcium in the thigh", "Milk of calcium in the thigh", "close"),
        ("Calcinosis of skin and muscle in childhood dermatomyositis",
         "Calcinosis of muscle and skin in childhood dermatomyositis", "close"),
        ("Extensive calcification of the forearm in lupus", ("Extensive calcifcation of the forearm "
         "in lupus"), "equal"),
        ("Calcinosis in women with scleroderma", "Calcinosis in men with scleroderma", "different"),
        ("Adult dermatomyositis with calcinosis", "Juvenile dermatomyositis with calcinosis",
         "different"),
        ("Calcinosis in juvenile dermatomyositis", "Calcinosis in dermatomyositis", "different"),
        ("Two cases of calcinosis universalis", "Three cases of calcinosis universalis",
         "different"),
        ("Pamidronate for dystrophic calcinosis", "Alendronate for dystrophic calcinosis",
         "different"),
        ("Macroangiopathy in systemic sclerosis", "Microangiopathy in systemic sclerosis",
         "different"),
        ("Calcinosis. Part I", "Calcinosis. Part II", "different"),
        ("Erratum: Calcinosis cutis in lupus", "Calcinosis cutis in lupus", "different"),
        ("Calcinosis cutis in lupus", "Calcinosis cutis in lupus: author's reply", "different"),
        ("Dermatomyositis", "Dermatomyositis in the elderly", "different"),
        ("", "Dermatomyositis", "incomparable"),
        ("#NAME?", "Dermatomyositis", "incomparable"),
        (None, None, "incomparable"),
    ],
)  # fmt: skip
def test_titles_agree(a, b, agreement):
    assert compare_read(read_title(a), read_title(b)) == agreement
    assert compare_read(read_title(b), read_title(a)) == agreement


WORDS = st.sampled_from(
    ["calcinosis", "Calcinosis", "dermatomyositis", "in", "children", "women", "men", "two", "3",
     "Part", "II", "I", ":", ".", "(", ")", "erratum", "reply", "β", "oedema", "study", "of", "a"]
)  # fmt: skip
TITLES = st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=10).map(" ".join))


@given(TITLES, TITLES)
def test_order_does_not_matter(a, b):
    assert compare_read(read_title(a), read_title(b)) == compare_read(read_title(b), read_title(a))
    only_a, only_b = words_apart(a, b)
    assert words_apart(b, a) == (only_b, only_a)


@given(TITLES)
def test_a_title_equals_itself(title):
    assert compare_read(read_title(title), read_title(title)) in {"equal", "incomparable"}
    assert words_apart(title, title) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Cutaneous deposition diseases. Part II", "2"),
        ("Cutaneous deposition diseases. Part II.", "2"),
        ("Cutaneous deposition diseases, part 2: calcium", "2"),
        ("Cutaneous deposition diseases. I. Amyloid", "1"),
        ("Staging of lupus nephritis (III)", "3"),
        ("Second report of the calcinosis panel", "2"),
        ("A phase 2 study of sodium thiosulfate", "2"),
        ("Guideline for calcinosis, 3rd edition", "3"),
        ("Collagen disease: part B", "b"),
        ("Calcinosis in 25 patients", None),
        ("Interleukin-6: a review", None),
        ("Crystal structure of a cobalt(III) ion", None),
        ("Vitamin D and calcinosis", None),
        ("", None),
        (None, None),
    ],
)
def test_the_part_a_title_names(title, part):
    assert read_title(title).part == part


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Erratum", True),
        ("Erratum to: Calcinosis in lupus", True),
        ("Corrections", True),
        ("Retraction notice to “Calcinosis in lupus”", True),
        ("Reply", True),
        ("Author's reply", True),
        ("Calcinosis in lupus: reply", True),
        ("Comment on: Calcinosis in lupus", True),
        ("Re: Calcinosis in lupus", True),
        ("In response", True),
        ("Letter to the editor", True),
        ("Calcinosis in lupus (vol 12, pg 345, 2010)", True),
        ("Calcinosis in lupus (Rheumatology Letters (2010) 12 (345-350))", True),
        ("Response of calcinosis to warfarin", False),
        ("Correction of hypercalcaemia with pamidronate", False),
        ("Commentary boxes in pathology", False),
        ("RETRACTED: Calcinosis in lupus", False),
        ("Calcinosis in lupus", False),
        (None, False),
    ],
)
def test_notices(title, notice):
    assert read_title(title).notice is notice


@pytest.mark.parametrize(
    ("a", "b", "only_a", "only_b"),
    [
        ("Calcinosis in women", "Calcinosis in men", {"women"}, {"men"}),
        ("Two cases of calcinosis", "Three cases of calcinosis", {"2"}, {"3"}),
        ("The tumours of a child", "Tumor of the child", set(), set()),
        ("Dermato-myositis", "Dermatomyositis", set(), set()),
        ("Calcinosis", "Calcinosis cutis", set(), {"cutis"}),
    ],
)
def test_words_that_differ(a, b, only_a, only_b):
    assert words_apart(a, b) == (only_a, only_b)


@pytest.mark.parametrize(
    ("title", "generic", "short"),
    [
        ("Editor's note", True, True),
        ("Annual report of the president, 2010", True, False),
        ("Dermatomyositis", False, True),
        ("Calcinosis in rheumatic diseases", False, False),
    ],
)
def test_titles_that_identify_nothing(title, generic, short):
    assert read_title(title).generic is generic
    assert is_short(read_title(title)) is short
