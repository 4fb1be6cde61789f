"""Sentences: where they end, and that a marker behind a full stop belongs to the one before it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.references.sentences import Sentences, readable

MARKER = re.compile(r"\[\d+\]|(?<=[a-z]\.)\d+|<sup>.*?</sup>")


def sentences(text, breaks=()):
    markers = [match.span() for match in MARKER.finditer(text)]
    asked = Sentences(text, markers, breaks)
    return [asked.around(start) for start, _ in markers]


SPLITS = [
    # the marker belongs to the sentence before it
    ("It hurts.[1] It heals.[2]", ["It hurts.[1]", "It heals.[2]"]),
    ("It hurts. [1] It heals. [2]", ["It hurts. [1]", "It heals. [2]"]),
    ("It hurts.1 It heals.2", ["It hurts.1", "It heals.2"]),
    ("It hurts.[1],[2] It heals.", ["It hurts.[1],[2]", "It hurts.[1],[2]"]),
    ('He said "it hurts."[1] It heals.', ['He said "it hurts."[1]']),
    # unless a small letter shows that it opens the next one
    ("It hurts. [1] showed that it heals. End.", ["[1] showed that it heals."]),
    ("It hurts. Weber et al.1 reported that it heals. End.",
     ["Weber et al.1 reported that it heals."]),
    # no sentence ends here
    ("So e.g. Dr. Weber, i.e. the 2nd, had approx. 3.5 mg of it [1]. End.",
     ["So e.g. Dr. Weber, i.e. the 2nd, had approx. 3.5 mg of it [1]."]),
    ("As Fig. 2 and No. 5 show, Weber et al. Found it [1]. End.",
     ["As Fig. 2 and No. 5 show, Weber et al. Found it [1]."]),
    ("The method of J. P. Callen works [1]. End.", ["The method of J. P. Callen works [1]."]),
    # but here
    ("We gave vitamin D. It helped [1].", ["It helped [1]."]),
    ("We saw hepatitis B.[1] It healed.", ["We saw hepatitis B.[1]"]),
    ("What of pain? It went [1]! Good.", ["It went [1]!"]),
    ("It was seen in 2019. It went [1].", ["It went [1]."]),
    # paragraphs
    ("A heading\n\nIt hurts [1].", ["It hurts [1]."]),
    ("The title of a letter\n  It hurts [1].", ["It hurts [1]."]),
    ("  An indented text\n  It hurts [1].", ["An indented text It hurts [1]."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_a_marker_is_given_its_sentence(text, expected):
    assert sentences(text) == expected


def test_line_ends_and_hyphenation_are_mended():
    text = "In dermato-\nmyositis the cal-\ncinosis  hurts\n[1]. End."
    assert sentences(text) == ["In dermatomyositis the calcinosis hurts [1]."]


def test_a_sentence_cut_by_a_page_break_is_joined():
    text = (
        "Calcinosis is known. It comes late, and it is seen in the skin of the el-\n\n303\n\n"
        "Calcinosis in children\n\nFigure 1. An elbow of a patient with calcinosis, seen from above\n\n"
        "bows and knees of children who were treated late or not at all.[1] It goes.\n"
    )
    (joined,) = sentences(text)
    assert joined == (
        "It comes late, and it is seen in the skin of the elbows and knees of children who were"
        " treated late or not at all.[1]"
    )


def test_a_sentence_goes_on_behind_a_page_break():
    text = (
        "It goes. Weber [1] has seen it in the skin of the arms and of\n\n12\n\n"
        "the legs, and in muscles that were not inflamed at that time at all. More."
    )
    (joined,) = sentences(text)
    assert joined == (
        "Weber [1] has seen it in the skin of the arms and of the legs, and in muscles that were not"
        " inflamed at that time at all."
    )


def test_a_heading_is_no_part_of_a_sentence():
    text = "Discussion\nIt hurts [1]."
    assert sentences(text, breaks=[0, 10]) == ["It hurts [1]."]


def test_what_is_too_long_for_a_sentence_is_quoted_in_part():
    text = "word " * 2000 + "here [1] " + "word " * 2000
    (quoted,) = sentences(text)
    assert "here [1]" in quoted
    assert len(quoted) < 1300


READABLE = [
    ("in skin (calcinosis).<sup>2,3</sup>", "in skin (calcinosis).²,³"),
    ("early<sup>1–3</sup>", "early¹⁻³"),
    (r"in *Lancet* \[1\] and **bold** 5*3", "in Lancet [1] and bold 5*3"),
    ("CO<sub>2</sub> &lt; 5", "CO2 < 5"),
]


@pytest.mark.parametrize(("raw", "expected"), READABLE)
def test_markup_becomes_readable(raw, expected):
    assert readable(raw) == expected


@given(
    st.lists(
        st.sampled_from(["A. ", "b ", "[1]", "\n", "\n\n", "et al.", "1", "<sup>2</sup>", "?", "Ω"])
    )
)
def test_every_marker_stands_in_its_sentence(pieces):
    text = "".join(pieces)
    for match, sentence in zip(MARKER.finditer(text), sentences(text), strict=True):
        assert readable(match[0]) in sentence
        assert "\n" not in sentence
