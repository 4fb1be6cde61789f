"""Chains of printed numbers."""

import pytest

from refmgr.references.chains import find_chain
from refmgr.references.lines import split_lines

ENTRY = "Wu J. Lumps. Knee. 2011;3:1."


def numbers(text):
    lines = split_lines(text)
    return [step.number for step in find_chain(lines, 0, len(lines), frozenset())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n".join(f"{n}. {ENTRY}" for n in range(1, 13)), list(range(1, 13))),
        (
            f"1. Introduction\n2. Methods\nWe looked.\n[1] {ENTRY}\n[2] {ENTRY}\n[3] {ENTRY}",
            [1, 2, 3],
        ),
        (f"1. {ENTRY}\n2):S77\n2. {ENTRY}\n3. {ENTRY}", [1, 2, 3]),
        (f"1. {ENTRY}\n4. {ENTRY}\n5. {ENTRY}", [1, 4, 5]),
        (
            "1. Dr. Wu, Junior Resident\n2. Dr. Abreu, Professor\n" + f"1. {ENTRY}\n2. {ENTRY}",
            [1, 2],
        ),
        ("No numbers here.\n2001 was a good year.", []),
    ],
)
def test_the_best_chain(text, expected):
    assert numbers(text) == expected
