"""Years, volumes, pages and people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.matching.fields import (
    Pages,
    compare_first_authors,
    compare_identifiers,
    compare_other_authors,
    compare_pages,
    compare_volumes,
    compare_years,
    read_pages,
)
from refmgr.model import Record
from refmgr.names import parse_people


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("53–7", Pages("", 53, 57)),
        ("763-6", Pages("", 763, 766)),
        ("pp. 1837–9", Pages("", 1837, 1839)),
        ("e1002369", Pages("e", 1002369, None)),
        ("S12-S15", Pages("s", 12, 15)),
        ("436S-9S", Pages("s", 436, 439)),
        ("H101-9", Pages("h", 101, 109)),
        ("CD000123", Pages("cd", 123, None)),
        ("01-Aug", Pages("", 1, 8)),
        ("Sep-20", Pages("", 9, 20)),
        ("10", Pages("", 10, None)),
        ("570-569", Pages("", 570, None)),
        ("527–44; quiz 545–6", Pages("", 527, 544)),
        ("in press", None),
        ("", None),
        (None, None),
    ],
)
def test_read_pages(text, pages):
    assert read_pages(text) == pages


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("53–7", "53-57", "equal"),
        ("53", "53-57", "equal"),
        ("S12", "12", "equal"),
        ("S12", "A12", "close"),
        ("763-6", "764-6", "close"),
        ("1-6", "e12345", "incomparable"),
        ("e12345", "e12346", "different"),
        ("763-6", "801-4", "different"),
        (None, "801-4", "incomparable"),
    ],
)
def test_compare_pages(a, b, agreement):
    first, second = Record(pages=a), Record(pages=b)
    assert compare_pages(first, second) == agreement
    assert compare_pages(second, first) == agreement


def test_an_article_number_may_stand_among_the_pages():
    assert compare_pages(Record(pages="e12345"), Record(article_number="e12345")) == "equal"


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("19", "19", "equal"),
        ("019", "19", "equal"),
        ("10 Suppl 2", "10", "close"),
        ("39(4 Pt 1)", "39", "close"),
        ("XXI", "21", "close"),
        ("19", "20", "different"),
        ("", "20", "incomparable"),
        (None, None, "incomparable"),
    ],
)
def test_compare_volumes(a, b, agreement):
    assert compare_volumes(a, b) == agreement
    assert compare_volumes(b, a) == agreement


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [(2001, 2001, "equal"), (2001, 2002, "close"), (2001, 2003, "different"),
     (None, 2001, "incomparable")],
)  # fmt: skip
def test_compare_years(a, b, agreement):
    assert compare_years(a, b) == compare_years(b, a) == agreement


@pytest.mark.parametrize(
    ("a", "b", "first", "others"),
    [
        ("Minami A, Suda K, Kaneda K", "Minami, A.; Suda, K.; Kaneda, K.", "equal", "equal"),
        ("Minami A, Suda K, et al", "A Minami, K Suda, K Kaneda", "equal", "close"),
        ("Minami A", "Minami A, Suda K", "equal", "incomparable"),
        ("Suda K, Minami A, Roe J", "Minami A, Suda K, Roe J", "close", "close"),
        ("Minami A, Suda K", "Callen JP, Weinel S", "different", "different"),
        ("Calcinosis Study Group", "Minami A, Suda K", "incomparable", "incomparable"),
        ("", "Minami A", "incomparable", "incomparable"),
    ],
)
def test_compare_authors(a, b, first, others):
    records = [Record(authors=parse_people(text)[0]) for text in (a, b)]
    for one, other in (records, records[::-1]):
        assert compare_first_authors(one.authors, other.authors) == first
        assert compare_other_authors(one, other) == others


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("10.1000/ab.1", "10.1000/AB.1", "equal"),
        ("10.1000/ab.1", "10.1000/ab.2", "different"),
        ("10.1016/s0099", "10.1016/s0099-1234(77)80011-5", "incomparable"),
        ("123", "12345678", "different"),
        (None, "10.1000/ab", "incomparable"),
    ],
)
def test_compare_identifiers(a, b, agreement):
    assert compare_identifiers(a, b) == compare_identifiers(b, a) == agreement


@given(st.one_of(st.none(), st.text(max_size=20)), st.one_of(st.none(), st.text(max_size=20)))
def test_odd_texts_compare_either_way(a, b):
    assert compare_volumes(a, b) == compare_volumes(b, a)
    assert compare_pages(Record(pages=a), Record(pages=b)) == compare_pages(
        Record(pages=b), Record(pages=a)
    )
