"""Identifiers as pages and people print them."""

from itertools import pairwise

import pytest
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st

from refmgr.identifiers import (
    doi_prefixes,
    find_dois,
    find_identifiers,
    normalise_arxiv,
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
    parse_identifier,
)

SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"


@pytest.mark.parametrize(
    ("text", "doi", "span"),
    [
        ("doi: 10.1016/S0140-6736(99)05157-0. [DOI] [PubMed]", "10.1016/s0140-6736(99)05157-0",
         "doi: 10.1016/S0140-6736(99)05157-0"),
        ("https://doi.org/10.1067/mpd.2001.112473Get rights and content", "10.1067/mpd.2001.112473",
         "https://doi.org/10.1067/mpd.2001.112473"),
        ("10.1067/mpd.2001.112473Rights and permissions", "10.1067/mpd.2001.112473",
         "10.1067/mpd.2001.112473"),
        ("10.1016/j.jaad.2008.09.051Abstract", "10.1016/j.jaad.2008.09.051", None),
        ("10.1016/j.jaad.2008.09.051[PubMed]", "10.1016/j.jaad.2008.09.051", None),
        ("10.1016/j.jaad.2008.09.051.URL", "10.1016/j.jaad.2008.09.051", None),
        ("10.1016/j.jaad.2008.09.051PMID: 19467374", "10.1016/j.jaad.2008.09.051", None),
        ("10.1093/pubmed/fdh001", "10.1093/pubmed/fdh001", None),
        ("(see 10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2)", SICI,
         None),
        ("10.1002/(SICI)1097-0258(19980815/30)17:15/16&lt;1661::AID-SIM968&gt;3.0.CO;2-2.", SICI,
         None),
        (("http://dx.doi.org/10.1002/%28SICI%291097-0258%2819980815/30%2917:15/16"
         "%3C1661::AID-SIM968%3E3.0.CO;2-2"), SICI, None),
        ("10.1603/0022-0493(2007)100[1258:ABCDEF]2.0.CO;2",
         "10.1603/0022-0493(2007)100[1258:abcdef]2.0.co;2", None),
        ("<a href=\"https://doi.org/10.1000/abc\">10</a>", "10.1000/abc", None),
        ("https://doi.org/10.1000/abc</a>", "10.1000/abc", "https://doi.org/10.1000/abc"),
        ("http://dx.doi. org/10.1000/abc.1", "10.1000/abc.1", "http://dx.doi. org/10.1000/abc.1"),
        ("DOI 10.1000/abc.1;", "10.1000/abc.1", "DOI 10.1000/abc.1"),
        ("doi:10.1000/abc 12", "10.1000/abc", "doi:10.1000/abc"),
        ("doi:10.1016/S0140-\n6736(99)05157-0", "10.1016/s0140-6736(99)05157-0", None),
        ("doi: 10.1016/j.jaad.\n2008.09.051. Epub", "10.1016/j.jaad.2008.09.051", None),
        ("doi: 10.1067/mjd.2002.122196.\n5. Boulman N", "10.1067/mjd.2002.122196", None),
        ("doi: 10.1067/mjd.2002.122196.\n5.Boulman N", "10.1067/mjd.2002.122196", None),
        ("doi: 10.1067/\nmjd.2002.122196", "10.1067/mjd.2002.122196", None),
        ("doi:10.111/j.1365-2133.2000.x", "10.111/j.1365-2133.2000.x", None),
        ("https://onlinelibrary.wiley.com/doi/10.1002/art.20156/abstract", "10.1002/art.20156",
         "https://onlinelibrary.wiley.com/doi/10.1002/art.20156/abstract"),
        ("https://example.org/article?id=10.1371/journal.pone.0000001&type=printable",
         "10.1371/journal.pone.0000001", None),
    ],
)  # fmt: skip
def test_one_doi(text, doi, span):
    (found,) = find_dois(text)
    assert found.value == doi
    if span:
        assert text[found.start : found.end] == span


@pytest.mark.parametrize(
    "text",
    [
        "pages 10.5 / 20 and 10.123/4",
        "version 110.1016/abc",
        "10.1016/",
        "10.1016/...",
        "2001;138:763-6",
        "",
    ],
)
def test_no_doi(text):
    assert find_dois(text) == []


def test_several_dois_in_one_string():
    found = find_dois("10.1000/a,10.1000/b;doi:10.1000/c 10.1000/d.")
    assert [item.value for item in found] == ["10.1000/a", "10.1000/b", "10.1000/c", "10.1000/d"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PMCID: PMC3132933  PMID: 21772617", [("pmcid", "PMC3132933"), ("pmid", "21772617")]),
        ("PubMed\u00a0PMID: 21772617; PMCPMC3132933",
         [("pmid", "21772617"), ("pmcid", "PMC3132933")]),
        ("PubMed Central PMCID: PMC3132933. PMid:21772617 .",
         [("pmcid", "PMC3132933"), ("pmid", "21772617")]),
        ("PubMed: 21772617", [("pmid", "21772617")]),
        ("https://www.ncbi.nlm.nih.gov/pubmed/21772617", [("pmid", "21772617")]),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3132933/", [("pmcid", "PMC3132933")]),
        ("arXiv:2101.00001v2 [q-bio]", [("arxiv", "2101.00001")]),
        ("arXiv preprint arXiv:hep-th/9901001", [("arxiv", "hep-th/9901001")]),
        ("https://arxiv.org/pdf/2101.00001v3.pdf", [("arxiv", "2101.00001")]),
        ("ISBN 978-3-16-148410-0 and ISBN-10: 0-306-40615-2",
         [("isbn", "9783161484100"), ("isbn", "9780306406157")]),
        ("ISBN 978-3-16-148410-1", []),
        ("from: http://www.who.int/gho/en/. [Accessed 3 May 2010]",
         [("url", "http://www.who.int/gho/en/")]),
        ("(www.example.org/a_(b)).", [("url", "www.example.org/a_(b)")]),
        ("http ://example.org/x, 2010", [("url", "http://example.org/x")]),
        ("http://example.org/report.pdf.Accessed May 2010",
         [("url", "http://example.org/report.pdf")]),
        ("doi: 10.1067/mpd.2001.112473. PMID: 11343063. http://example.org",
         [("doi", "10.1067/mpd.2001.112473"), ("pmid", "11343063"), ("url", "http://example.org")]),
        ("Lancet. 2000 Jan 1;355(9197):53–7.", []),
    ],
)  # fmt: skip
def test_find_identifiers(text, expected):
    assert [(item.kind, item.value) for item in find_identifiers(text)] == expected


def test_spans_cover_the_prefix():
    text = "x PubMed PMID: 21772617; PMCID: PMC3132933; https://doi.org/10.1000/a."
    spans = [text[item.start : item.end] for item in find_identifiers(text)]
    assert spans == ["PubMed PMID: 21772617", "PMCID: PMC3132933", "https://doi.org/10.1000/a"]


@given(
    st.lists(
        st.sampled_from(
            ["doi:", "10.1000/", "(", ")", "<", ">", "a", "7", " ", "\n", ".", "-", "PMID: ",
             "12345", "https://", "PMC", "ISBN ", "978", "arXiv:", "2101.00001", "%3C", "&"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_spans_are_ordered_and_apart(pieces):
    text = "".join(pieces)
    found = find_identifiers(text)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for item in found:
        if item.kind == "doi":
            assert normalise_doi(item.value) == item.value


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("10.1067/mpd.2001.112473", "doi", "10.1067/mpd.2001.112473"),
        (" DOI:10.1067/MPD.2001.112473 ", "doi", "10.1067/mpd.2001.112473"),
        ("https://dx.doi.org/10.1067/mpd.2001.112473.", "doi", "10.1067/mpd.2001.112473"),
        ("10.1/x", "doi", "10.1/x"),
        ("pmid:123", "pmid", "123"),
        ("PMID 21772617", "pmid", "21772617"),
        ("https://pubmed.ncbi.nlm.nih.gov/21772617/", "pmid", "21772617"),
        ("PMC123", "pmcid", "PMC123"),
        ("pmcid: PMC3132933", "pmcid", "PMC3132933"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3132933/", "pmcid", "PMC3132933"),
        ("arXiv:2101.00001", "arxiv", "2101.00001"),
        ("2101.00001v2", "arxiv", "2101.00001"),
        ("https://arxiv.org/abs/2101.00001", "arxiv", "2101.00001"),
        ("978-3-16-148410-0", "isbn", "9783161484100"),
        ("https://example.org/paper.pdf", "url", "https://example.org/paper.pdf"),
    ],
)
def test_parse_identifier(typed, kind, value):
    found = parse_identifier(typed)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)
    assert typed[found.start : found.end] == typed.strip().rstrip(".")


@pytest.mark.parametrize(
    "typed",
    ["", "paper.txt", "seeds/000_9c1b80f0d3c1dabb.txt", "see PMID 123", "21772617", "10.1000",
     "10.1000/a and 10.1000/b", "C:\\papers\\10"],
)  # fmt: skip
def test_not_an_identifier(typed):
    assert parse_identifier(typed) is None


@pytest.mark.parametrize(
    ("normalise", "text", "value"),
    [
        (normalise_doi, "HTTP://DX.DOI.ORG/10.1000/A\\_B.", "10.1000/a_b"),
        (normalise_doi, "10.1000%2Fs12345-001-6789-0", "10.1000/s12345-001-6789-0"),
        (normalise_doi, "not a doi", None),
        (normalise_pmid, "00123", "123"),
        (normalise_pmid, "PMID: 21772617", "21772617"),
        (normalise_pmid, "PMC3132933", None),
        (normalise_pmcid, "3132933", "PMC3132933"),
        (normalise_pmcid, "PMCPMC3132933", "PMC3132933"),
        (normalise_arxiv, "arxiv:2101.00001v9", "2101.00001"),
        (normalise_arxiv, "2101", None),
        (normalise_isbn, "ISBN-10: 0-8044-2957-X", "9780804429573"),
        (normalise_isbn, "0-8044-2957-1", None),
        (normalise_isbn, "1234567890123", None),
    ],
)
def test_normalise(normalise, text, value):
    assert normalise(text) == value


def test_shorter_readings_come_longest_first():
    readings = doi_prefixes("10.1067/mpd.2001.112473get")
    assert readings[0] == "10.1067/mpd.2001.112473"
    assert sorted(readings, key=len, reverse=True) == readings
    assert all("10.1067/mpd.2001.112473get".startswith(reading) for reading in readings)
    assert doi_prefixes("10.1000/a") == []


@pytest.mark.parametrize(
    "unit",
    ["10.1000/", "1", "(", "http://", "doi ", "10.1000/ab. ", "PMID ", "978-", "https://a/",
     "10.1000/x(", "pubmed\n"],
)  # fmt: skip
def test_long_texts_take_linear_time(unit):
    assert is_linear(find_identifiers, unit, 100_000)
