"""Several works under one number, and what only looks like it."""

from itertools import pairwise

import pytest

from refmgr.references.lists import read_lists
from refmgr.references.several import starts_of_works


@pytest.mark.parametrize(
    ("entry", "works"),
    [
        (
            "[7] A. Wu, Phys. Knee 15, 538 (1965); K. L. Ono, Phys. Knee 15, 798 (1965).",
            ["[7] A. Wu, Phys. Knee 15, 538 (1965); ", "K. L. Ono, Phys. Knee 15, 798 (1965)."],
        ),
        (
            "3. (a) Wu A. Knee 1999, 3, 5; (b) Ono K, Wu A. Elbow 2001, 4,\n17; (c) Abreu T. Hand 2002, 1, 1.",
            ["3. (a) Wu A. Knee 1999, 3, 5; ", "(b) Ono K, Wu A. Elbow 2001, 4,\n17; ", "(c) Abreu T. Hand 2002, 1, 1."],
        ),
        (
            "[2] Wu A B 1992 J. Knee Res. 13 188\nOno K 1994 J. Elbow A 27 153",
            ["[2] Wu A B 1992 J. Knee Res. 13 188\n", "Ono K 1994 J. Elbow A 27 153"],
        ),
    ],
)  # fmt: skip
def test_several_works(entry, works):
    starts = [0, *starts_of_works(entry), len(entry)]
    assert [entry[a:b] for a, b in pairwise(starts)] == works


@pytest.mark.parametrize(
    "entry",
    [
        "Larsen OP, Wu J. Milk of calcium. J Elbow Surg. 2003; 12: 45-9; discussion 49.",
        "Larsen, O. P.; Wu, J.; Ono, K. L. Milk of calcium. J. Elbow Surg. 2003, 12, 45-49.",
        "Larsen OP. Lumps [published erratum appears in Knee 2004;3:1]. Knee 2003;2:7.",
        "Larsen OP. Lumps; a review. In: Wu J, editor. Knees. London: Elbow Press; 2003. p. 7-9.",
        "Smith, J. (1966). A. Wu and the knee. Elbow Press.",
    ],
)
def test_one_work(entry):
    assert starts_of_works(entry) == []


def test_both_works_keep_the_printed_number_and_their_spans():
    text = (
        "Lumps.\n\nReferences\n[1] A. Wu, Phys. Knee 1, 5 (1961).\n[2] A. Wu, Phys. Knee 15, 538"
        " (1965); K. L. Ono, Phys. Knee 15, 798 (1965).\n[3] T. Abreu, Phys. Hand 3, 1 (1970).\n"
    )
    references = read_lists(text).references
    assert [r.number for r in references] == [1, 2, 2, 3]
    assert references[2].raw == "K. L. Ono, Phys. Knee 15, 798 (1965)."
    assert all(text[r.start : r.end] == r.raw for r in references)
    assert [[p.code for p in r.problems].count("several-works") for r in references] == [0, 1, 1, 0]
