import pytest

from refmgr.formats.encoding import open_source
from refmgr.formats.ris import read_ris
from refmgr.model import Person, Record


def read(text):
    return read_ris(open_source(text.encode()))


def only(text):
    (item,) = read(text).items
    return item


OVID = """1.
TY  - JOUR
ID  - 11343063
T1  - Calcinosis in JDM: a
 long title
A1  - Callen, J. P.
A1  - van der Berg, Jan, Jr.
A1  - World Health Organization
Y1  - 2001/05//
N2  - An abstract TI - not a tag
goes on
KW  - one
KW  - two
JF  - Journal of X
JA  - J X
VL  - 12
IS  - 3
SP  - 53
EP  - 7
SN  - 0140-6736 (Print) 1474-547X
UR  - http://dx.doi.org/10.1016/S0140-6736(99)05157-0
UR  - https://example.org/abc
DB  - Ovid MEDLINE(R)
AN  - 10615903
C1  - Paris
ER  -
"""


def test_every_field_of_an_export_from_ovid():
    item = only(OVID)
    assert item.id == "11343063"
    assert item.line == 2
    assert item.raw.startswith("TY  - JOUR")
    assert item.raw.endswith("ER  -")
    assert item.record == Record(
        type="article-journal",
        title="Calcinosis in JDM: a long title",
        authors=(
            Person("Callen", "J. P."),
            Person("Berg", "Jan", "van der", "Jr."),
            Person(literal="World Health Organization"),
        ),
        container="Journal of X",
        year=2001,
        date="2001-05",
        volume="12",
        issue="3",
        pages="53-7",
        doi="10.1016/s0140-6736(99)05157-0",
        pmid="10615903",
        issn="0140-6736",
        url="https://example.org/abc",
    )
    assert item.more == {
        "ISSN": ("1474-547X",),
        "container-title-short": ("J X",),
        "abstract": ("An abstract TI - not a tag goes on",),
        "keyword": ("one", "two"),
        "source": ("Ovid MEDLINE(R)",),
        "ris:C1": ("Paris",),
    }


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("DB  - Embase\nAN  - 12345678", "pmid", None),
        ("AN  - 12345678", "pmid", None),
        ("DP  - NLM\nAN  - 12345678", "pmid", "12345678"),
        ("AN  - WOS:000123456789", "pmid", None),
        ("C2  - 12345678", "pmid", "12345678"),
        ("C2  - PMC3132933", "pmcid", "PMC3132933"),
        ("N1  - PMID: 12345\nN1  - Cited By :3", "pmid", "12345"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/12345/", "pmid", "12345"),
        ("M3  - 10.1000/xyz123", "doi", "10.1000/xyz123"),
        ("L3  - https://dx.doi.org/10.1000/xyz123", "doi", "10.1000/xyz123"),
        ("DO  - doi:10.1000/XYZ123", "doi", "10.1000/xyz123"),
        ("UR  - arXiv:2101.00001", "arxiv", "2101.00001"),
        ("M1  - 4 (Suppl 1)", "issue", "4 (Suppl 1)"),
        ("M1  - (Smith J.) Department of X, Y", "issue", None),
        ("C7  - e1002369", "article_number", "e1002369"),
        ("SP  - e1002369", "pages", "e1002369"),
        ("SP  - 53-57\nEP  - ", "pages", "53-57"),
        ("SP  - 53\nEP  - 53", "pages", "53"),
        ("PY  - 2001///Spring", "year", 2001),
        ("PY  - 2001\nDA  - MAY 15", "date", "2001-05-15"),
        ("PY  - 2001\nDA  - 1999/05/15/", "date", None),
        ("Y1  - 2001/05/32/", "date", "2001-05"),
        ("JO  - J X", "container", "J X"),
        ("T2  - The Book", "container", "The Book"),
        ("AU  - Smith, J\nAU  - et al.", "et_al", True),
        ("SN  - 978-0-323-61269-2", "isbn", "9780323612692"),
        ("SN  - 01406736 (ISSN)", "issn", "0140-6736"),
        ("TI  - 10<sup>6</sup> cells &amp; <i>S. aureus</i>", "title", "10⁶ cells & S. aureus"),
    ],
)
def test_oddities_of_databases(lines, field, value):
    title = "" if lines.startswith("TI") else "TI  - A title\n"
    assert getattr(only(f"TY  - JOUR\n{title}{lines}\nER  - \n").record, field) == value


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffTY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - \n",
        "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B",
        "TY - JOUR\nTI - A\nER - \n\nTY - BOOK\nTI - B\nER -\n",
        "TY  -JOUR\nTI  -A\nER  -\nTY  -JOUR\nTI  -B\nER  -",
        "TY  - JOUR\r\nTI  - A\r\nER  - \r\n\r\n\r\nTY  - JOUR\r\nTI  - B\r\nER  - ",
        "TI  - A\nAU  - X, Y\nER  - \nTI  - B\nER  - \n",
        "TI  - A\nAU  - X, Y\n\nTI  - B\nAU  - X, Y\n",
        "Record #1 of 2\nID: CN-1\nTI: A\nRecord #2 of 2\nID: CN-2\nTI: B\n",
        "TY  - JOUR\nTI  - A\nTY - BOOK\nTI - B\nER - \n",
        "TY  - JOUR\nTI  - A\nER  - \n\ufeffTY  - JOUR\nTI  - B\nER  - \n",
        "TY  - JOUR\nTI  - A\nAB  - oestrogen receptor\nER - positive tumours\nER  - \nTY  - JOUR\nTI  - B\n",
    ],
)
def test_no_record_is_lost_or_swallowed(text):
    found = read(text)
    assert [item.record.title for item in found.items] == ["A", "B"]
    assert found.failures == ()


def test_a_second_title_stands_beside_the_first():
    item = only("TY  - JOUR\nTI  - One\nTI  - Two\nER  - \n")
    assert item.record.title == "One"
    assert item.more == {"ris:TI": ("Two",)}


def test_a_book_has_its_series_and_its_editors():
    item = only(
        "TY  - BOOK\nTI  - Skin\nA2  - Series, E\nA3  - Habif, T\nT2  - Handbooks\nPB  - X\nCY  - Y\n"
    )
    assert item.record.type == "book"
    assert item.record.editors == (Person("Habif", "T"),)
    assert item.record.container == "Handbooks"
    assert item.more == {"ris:A2": ("Series, E",)}


def test_a_chapter_stands_in_its_book():
    item = only("TY  - CHAP\nTI  - Calcinosis\nA2  - Habif, T\nT2  - Skin\n")
    assert item.record.type == "chapter"
    assert item.record.container == "Skin"
    assert item.record.editors == (Person("Habif", "T"),)


def test_what_is_no_record_is_reported_with_line_and_text():
    found = read("TY  - JOUR\nKW  - only\nER  - \nTY  - JOUR\nTI  - B\nER  - \nhello\n")
    (failure,) = found.failures
    assert (failure.line, failure.raw) == (1, "TY  - JOUR\nKW  - only\nER  -")
    assert "title" in failure.reason
    assert [problem.code for problem in found.problems] == ["lines-outside-records"]
    assert "line 7" in found.problems[0].message


def test_an_unknown_type_is_kept():
    item = only("TY  - XYZ\nTI  - A\nER  - \n")
    assert item.record.type is None
    assert item.more == {"ris:TY": ("XYZ",)}
