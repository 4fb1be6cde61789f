"""Date, volume, issue and pages as styles print them."""

import pytest

from refmgr.references.fields.source import find_source, iso_date, year_of

BEFORE = "Lumps of 2 elbows. J Elbow Surg "


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("2000 Jan 1;355(9197):53–7", ("2000 Jan 1", "355", "9197", "53–7")),
        ("2011 May-Jun;56(3):357–359", ("2011 May-Jun", "56", "3", "357–359")),
        ("2018 Mar:200:238-248", ("2018 Mar", "200", None, "238-248")),
        ("2014;5", ("2014", "5", None, None)),
        ("2013; (01):6–8", ("2013", None, "01", "6–8")),
        ("2010;10(Suppl 1):S13", ("2010", "10", "Suppl 1", "S13")),
        ("2020;30(7):2275-83.e7", ("2020", "30", "7", "2275-83.e7")),
        ("vol. 9, no. 1, pp. 194", (None, "9", "1", "194")),
        ("v. 25, n. 2, p. 251-269, 2008", (None, "25", "2", "251-269")),
        ("vol. 52, e20190270", (None, "52", None, "e20190270")),
        ("12 (2010) 123–145", ("2010", "12", None, "123–145")),
        ("12, 123–145 (2010)", ("2010", "12", None, "123–145")),
        ("2010, 12, 123", ("2010", "12", None, "123")),
        ("34, no. 6 (2005): 805-12", ("2005", "34", "6", "805-12")),
        ("2007: 1–11", ("2007", None, None, "1–11")),
        ("1996; 9, pages 47-53", ("1996", "9", None, "47-53")),
        ("2008;105(14):A 736-8", ("2008", "105", "14", "A 736-8")),
        ("1955;p. 215–221", ("1955", None, None, "215–221")),
        ("2001;85.2:4-9", ("2001", "85", "2", "4-9")),
        ("2010 Dic;73(6):361-3", ("2010 Dic", "73", "6", "361-3")),
        ("1993 juil;14(7):702-5", ("1993 juil", "14", "7", "702-5")),
        ("22. Jg., Heft 3, S. 53–7", (None, "22", "3", "53–7")),
    ],
)
def test_shapes(printed, parts):
    source = find_source(BEFORE + printed, dated=False)
    found = tuple(source.parts.get(name) for name in ("date", "volume", "issue", "pages"))
    assert found == parts
    assert source.start >= len(BEFORE) - 2


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("26: 99–102", ("26", None, "99–102")),
        ("1798: 1135–1143", ("1798", None, "1135–1143")),
        ("20(1)", ("20", "1", None)),
        ("28", ("28", None, None)),
        ("107 (51) 22134–22139.", ("107", "51", "22134–22139")),
        ("109 14726–14727.", ("109", None, "14726–14727")),
    ],
)
def test_shapes_behind_a_year(printed, parts):
    source = find_source(BEFORE + printed, dated=True)
    assert tuple(source.parts.get(name) for name in ("volume", "issue", "pages")) == parts


@pytest.mark.parametrize("title", ["Lumps in number 12 of 30 elbows", "Lumps: issue 3 revisited"])
def test_a_number_that_a_title_names_is_no_source(title):
    source = find_source(f"{title}. J Elbow Surg. 2001;12(4):4-9.", dated=False)
    assert (source.parts["issue"], source.start) == ("4", len(title) + 16)


def test_no_numbers_no_source():
    assert find_source("Lumps of the elbow. Oslo", dated=False) is None


@pytest.mark.parametrize(
    ("date", "year", "iso"),
    [
        ("2000 Jan 1", 2000, "2000-01-01"),
        ("2005 Jun", 2005, "2005-06"),
        ("30 December 2010", 2010, "2010-12-30"),
        ("2011 May-Jun", 2011, "2011-05"),
        ("1993 juin", 1993, "1993-06"),
        ("1993 juil.", 1993, "1993-07"),
        ("12 de março de 2010", 2010, "2010-03-12"),
        ("jan./abr. 2014", 2014, "2014-01"),
        ("Mär 1996", 1996, "1996-03"),
        ("2005 enero 11", 2005, "2005-01-11"),
        ("août 2001", 2001, "2001-08"),
        ("Gene 2000", 2000, None),
        ("2007a", 2007, None),
        ("2011 Spring", 2011, None),
        ("in press", None, None),
    ],
)
def test_dates(date, year, iso):
    assert (year_of(date), iso_date(date)) == (year, iso)
