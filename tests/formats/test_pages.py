import pytest
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st

from refmgr.formats.pages import complete_pages, page_range


@pytest.mark.parametrize(
    ("printed", "complete"),
    [
        ("53–7", "53-57"),
        ("53-57", "53-57"),
        ("763 - 6", "763-766"),
        ("1076—7", "1076-1077"),
        ("1−10", "1-10"),
        ("S12-S15", "S12-S15"),
        ("S12-5", "S12-S15"),
        ("436S–9S", "436S-439S"),
        ("436S-439", "436S-439S"),
        ("i-iv", "i-iv"),
        ("98-3", "98-3"),
        ("e1002369", "e1002369"),
        ("CD004234-pub2", "CD004234-pub2"),
        ("12-13, 20", "12-13, 20"),
        ("763–6; 801–4", "763-766, 801-804"),
        ("10", "10"),
        ("--", "-"),
        ("", ""),
    ],
)
def test_ranges_become_complete(printed, complete):
    assert complete_pages(printed) == complete


def test_the_dash_between_ends_can_be_chosen():
    assert complete_pages("53-7, e5-x", "–") == "53–57, e5-x"


@pytest.mark.parametrize("printed", ["e1002369", "12", "1-2-3", "A5-B6", ""])
def test_no_range(printed):
    assert page_range(printed) is None


@given(st.text(alphabet="0123456789 eSiv-–,;x"))
def test_complete_is_complete(printed):
    once = complete_pages(printed)
    assert complete_pages(once) == once


@pytest.mark.parametrize("sign", [" ", "-", "9", ",", "- "])
def test_linear_in_the_text(sign):
    assert is_linear(complete_pages, sign, 200_000)
