"""Passages: what an entry prints where page furniture parts it, and where its parts stand."""

from hypothesis import given
from hypothesis import strategies as st

from refmgr.references.lines import split_lines
from refmgr.references.passages import Passage, passage_of


def test_lines_that_follow_each_other_are_one_slice_blanks_and_all():
    text = "1. Wu A.\r\n   Lumps.\r\n\r\n  HEAD\r\nKnee 2003.\r\n"
    lines = split_lines(text)
    kept = [i for i, line in enumerate(lines) if line.text and line.text != "HEAD"]
    passage = passage_of(lines, kept)
    assert passage.printed(text) == "1. Wu A.\r\n   Lumps.\nKnee 2003."
    assert (passage.start, passage.end) == (0, text.index("2003.") + 5)


@given(
    st.lists(st.text("ab \n", min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.data(),
)
def test_a_part_prints_what_the_whole_prints_there(pieces, data):
    text = "|#|".join(pieces)
    spans, at = [], 0
    for piece in pieces:
        spans.append((at, at + len(piece)))
        at += len(piece) + 3
    whole = Passage(tuple(spans))
    printed = whole.printed(text)
    letters = [k for k, sign in enumerate(printed) if not sign.isspace()]
    first = data.draw(st.integers(0, letters[-1]))
    inside = next(k for k in letters if k >= first)
    behind = data.draw(st.integers(inside + 1, len(printed)))
    part = whole.part(text, first, behind)
    assert part.printed(text).strip() == printed[first:behind].strip()
    assert whole.start <= part.start < part.end <= whole.end
