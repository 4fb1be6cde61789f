"""Links between text and list: every state a number can have, and what a clinician is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.model import Link, Mention, Record, Reference
from refmgr.references.linking import link


def mention(*numbers, sentence="It hurts.", style="superscript", text=None):
    return Mention(
        start=0, end=1, text=text or ",".join(map(str, numbers)), references=numbers,
        sentence=sentence, style=style,
    )  # fmt: skip


def listed(count, *, labels=True, first=1):
    return tuple(
        Reference(
            number=number,
            raw=f"{number}. Weber A. Paper number {number} on the treatment of pain and of much more. J Test.",
            record=Record(),
            label=str(number) if labels else None,
        )
        for number in range(first, first + count)
    )


def states(links):
    return [(one.mention, one.number, one.state, one.reference) for one in links]


def codes(problems):
    return [problem.code for problem in problems]


def test_every_number_of_every_mention_gets_a_link():
    links, problems = link([mention(1, 2), mention(2)], listed(2), None)
    assert links == (Link(0, 1, "linked", 0), Link(0, 2, "linked", 1), Link(1, 2, "linked", 1))
    assert problems == ()


def test_links_follow_printed_numbers_not_positions():
    links, _ = link([mention(6)], listed(3, first=5), None)
    assert states(links) == [(0, 6, "linked", 1)]


def test_without_a_list_the_numbers_wait():
    links, problems = link([mention(1, 2), mention(4), mention(3)], (), None)
    assert {one.state for one in links} == {"no-list"}
    assert {one.reference for one in links} == {None}
    assert codes(problems) == ["numbers-waiting-for-list"]
    assert "1-4" in problems[0].message
    assert link((), (), None) == ((), ())


def test_a_number_the_list_does_not_have_is_told_once_with_its_sentence():
    links, problems = link(
        [mention(1, 2), mention(5, sentence="It comes back.5"), mention(5)], listed(2), 2
    )
    assert states(links)[2:] == [(1, 5, "not-listed", None), (2, 5, "not-listed", None)]
    assert codes(problems) == ["number-not-listed"]
    assert "5" in problems[0].message
    assert "It comes back.5" in problems[0].message
    assert "1 more place" in problems[0].message


def test_a_reference_never_cited_is_named():
    _, problems = link([mention(1), mention(3)], listed(3), None)
    assert codes(problems) == ["reference-never-cited"]
    assert "Reference 2" in problems[0].message
    assert "Paper number 2" in problems[0].message


def test_many_references_never_cited_are_one_problem():
    _, problems = link([mention(1)], listed(20), None)
    assert codes(problems) == ["reference-never-cited"]
    assert "19 of 20" in problems[0].message
    assert "2-20" in problems[0].message


def test_a_list_without_any_citation_is_one_problem():
    links, problems = link((), listed(20), None)
    assert links == ()
    assert codes(problems) == ["no-citations-found"]


DECLARED = [
    # half of a list, in an order of its own and without numbers: number 4 is not the fourth entry
    (11, False, 22, "unlinkable", ["numbers-unlinkable"]),
    # the numbers are printed: what is shown can be linked
    (11, True, 22, "linked", ["reference-never-cited"]),
    # complete: positions are numbers; what does not fit is said
    (11, False, 11, "linked", ["numbers-by-position", "reference-never-cited"]),
    (11, False, None, "linked", ["numbers-by-position", "reference-never-cited"]),
    (3, False, None, "not-listed",
     ["number-not-listed", "numbers-by-position", *["reference-never-cited"] * 3]),
]  # fmt: skip


@pytest.mark.parametrize(("count", "labels", "declared", "state", "expected"), DECLARED)
def test_numbers_are_trusted_only_if_the_list_is_whole_or_numbered(
    count, labels, declared, state, expected
):
    links, problems = link([mention(4)], listed(count, labels=labels), declared)
    assert [one.state for one in links] == [state]
    assert codes(problems) == expected


def test_positions_that_fit_need_no_word():
    assert link([mention(1, 2)], listed(2, labels=False), None)[1] == ()


def test_names_and_years_need_no_numbers_in_the_list():
    named = mention(2, style="author-year", text="Weber, 2001")
    links, problems = link([named], listed(2, labels=False), 5)
    assert states(links) == [(0, 2, "linked", 1)]
    assert codes(problems) == ["reference-never-cited"]


def test_a_name_and_year_of_two_references_is_ambiguous():
    named = mention(1, 2, style="author-year", text="Weber,\n2001", sentence="So says Weber, 2001.")
    links, problems = link([named, named], listed(2, labels=False), None)
    assert [one.state for one in links] == ["linked"] * 4
    assert codes(problems) == ["ambiguous-author-year"]
    assert "“Weber, 2001” fits references 1, 2" in problems[0].message


def test_of_two_entries_with_one_number_the_first_is_linked():
    twice = (*listed(2), *listed(1, first=2))
    links, problems = link([mention(1, 2)], twice, None)
    assert states(links) == [(0, 1, "linked", 0), (0, 2, "linked", 1)]
    assert codes(problems) == ["reference-never-cited"]


def test_long_sentences_are_cut_in_messages():
    _, problems = link([mention(9, sentence="word " * 200)], listed(2), None)
    assert len(problems[0].message) < 400


@given(
    st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=4), max_size=6),
    st.integers(0, 10),
    st.booleans(),
    st.one_of(st.none(), st.integers(0, 12)),
)
def test_one_link_a_number_and_none_beyond_the_list(cited, count, labels, declared):
    mentions = [mention(*numbers) for numbers in cited]
    references = listed(count, labels=labels)
    links, _ = link(mentions, references, declared)
    assert [(one.mention, one.number) for one in links] == [
        (index, number) for index, numbers in enumerate(cited) for number in numbers
    ]
    for one in links:
        assert (one.reference is not None) == (one.state == "linked")
        if one.reference is not None:
            assert references[one.reference].number == one.number
