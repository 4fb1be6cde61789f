"""References completed by links; what is printed stays."""

import pytest

from refmgr.model import Record, Reference
from refmgr.references.completing import complete


def reference(start, end, **fields):
    return Reference(
        number=1, raw="x" * (end - start), record=Record(**fields), start=start, end=end
    )


@pytest.mark.parametrize(
    ("printed", "known", "doi"),
    [
        ({}, [(12, 18, Record(doi="10.1/a"))], "10.1/a"),
        ({"doi": "10.1/printed"}, [(12, 18, Record(doi="10.1/linked"))], "10.1/printed"),
        ({"doi": "10.1/j.cell."}, [(12, 18, Record(doi="10.1/j.cell.2"))], "10.1/j.cell.2"),
        ({}, [(12, 18, Record(doi="10.1/a")), (19, 29, Record(doi="10.1/b"))], None),
        ({}, [(2, 8, Record(doi="10.1/a")), (30, 38, Record(doi="10.1/b"))], None),
    ],
)
def test_dois_of_links(printed, known, doi):
    (found,) = complete([reference(10, 30, **printed)], known)
    assert found.record.doi == doi


def test_a_reference_without_a_place_stays_as_it_is():
    only = Reference(number=1, raw="Callen JP", record=Record())
    assert complete([only], [(0, 9, Record(doi="10.1/a"))]) == (only,)
