"""Identifiers of a printed reference, and what of it is left for the other fields."""

import pytest

from refmgr.references.fields.identifying import take_identifiers


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        (
            "J Invent. 2001;1:2. 10.1000/abc-009-9229-921772617 doi: 10.1000/abc-009-9229-9.",
            "10.1000/abc-009-9229-9",
        ),
        (
            "J Invent. 2001;1:2. doi: 10.1000/abc-009-9229-9. PMID: 21772617",
            "10.1000/abc-009-9229-9",
        ),
        ("10.1000/first and a comment on it: 10.1000/second", "10.1000/first"),
        ("10.1000/part1 10.1000/part", "10.1000/part1"),
    ],
    ids=["a PMID glued to the first", "one", "two works", "one digit more is no PMID"],
)
def test_the_doi_of_an_entry_that_prints_several(text, doi):
    assert take_identifiers(text).values["doi"] == doi
