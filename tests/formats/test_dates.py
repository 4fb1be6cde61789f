import pytest

from refmgr.formats.dates import date_parts, iso_date, month_of, read_date


@pytest.mark.parametrize(
    ("printed", "year", "date"),
    [
        ("2001", 2001, None),
        ("2001/05/15/", 2001, "2001-05-15"),
        ("2001/05//", 2001, "2001-05"),
        ("2001///", 2001, None),
        ("2001-05-15", 2001, "2001-05-15"),
        ("2001-5-3", 2001, "2001-05-03"),
        ("20010515", 2001, "2001-05-15"),
        ("2000 Jan 15", 2000, "2000-01-15"),
        ("2000 Jan-Feb", 2000, "2000-01"),
        ("1998 Dec-1999 Jan", 1998, "1998-12"),
        ("15 May 2001", 2001, "2001-05-15"),
        ("May 15, 2001", 2001, "2001-05-15"),
        ("May 3rd 2001", 2001, "2001-05-03"),
        ("Spring 2001", 2001, None),
        ("2001 Summer", 2001, None),
        ("c2001", 2001, None),
        ("2001-13-01", 2001, None),
        ("2001-02-31", 2001, "2001-02"),
        ("0850", 850, None),
        ("in press", None, None),
        ("", None, None),
    ],
)
def test_dates(printed, year, date):
    assert read_date(printed) == (year, date)


def test_a_date_without_a_year_takes_the_year_given():
    assert read_date("Jan 15", 2001) == (2001, "2001-01-15")
    assert read_date("JAN", 2001) == (2001, "2001-01")
    assert read_date("1999-05-01", 2001) == (2001, None)


def test_parts():
    assert date_parts("2001-05-15") == (2001, 5, 15)
    assert date_parts("2001") == (2001,)
    assert date_parts("May") == date_parts(None) == ()
    assert iso_date(2001) is None
    assert [month_of(text) for text in ("May", "5", "13", "sept.", "", "x")] == [5, 5, 0, 9, 0, 0]
