import pytest

from refmgr.formats.encoding import open_source
from refmgr.formats.medline import read_medline
from refmgr.model import Person, Record


def read(text):
    return read_medline(open_source(text.encode()))


RECORD = """
PMID- 21772617
OWN - NLM
IS  - 1234-5678 (Print)
IS  - 0140-6736 (Linking)
VI  - 77
IP  - 3
DP  - 2011 Jul-Aug
TI  - Calcinosis cutis: a case
      report and review.
PG  - 357-9
LID - 10.4103/0378-6323.82393 [doi]
AB  - BACKGROUND: PMID - text

      more after a blank line.
FAU - Kaliyadan, Feroze
AU  - Kaliyadan F
AD  - Dept.
FAU - King, Martin L Jr
AU  - King ML Jr
CN  - ACR Study Group
CN  - Other Group
LA  - eng
PT  - Case Reports
PT  - Journal Article
PT  - Retracted Publication
RIN - J X. 2012;1:2. PMID: 123
TA  - Indian J Dermatol
JT  - Indian journal of dermatology
MH  - Calcinosis/*therapy
OT  - calcium
AID - 10.4103/0378-6323.82393 [doi]
AID - S0378-6323 [pii]
PMC - PMC3132933"""


def test_every_field_of_a_record_without_a_last_line_break():
    (item,) = read(RECORD).items
    assert item.id == "21772617"
    assert item.record == Record(
        type="article-journal",
        title="Calcinosis cutis: a case report and review",
        authors=(
            Person("Kaliyadan", "Feroze"),
            Person("King", "Martin L", suffix="Jr"),
            Person(literal="ACR Study Group"),
            Person(literal="Other Group"),
        ),
        container="Indian journal of dermatology",
        year=2011,
        date="2011-07",
        volume="77",
        issue="3",
        pages="357-9",
        doi="10.4103/0378-6323.82393",
        pmid="21772617",
        pmcid="PMC3132933",
        issn="1234-5678",
        language="en",
    )
    assert item.more["abstract"] == ("BACKGROUND: PMID - text more after a blank line.",)
    assert item.more["keyword"] == ("calcium", "Calcinosis/*therapy")
    assert item.more["container-title-short"] == ("Indian J Dermatol",)
    assert item.more["nbib:RIN"] == ("J X. 2012;1:2. PMID: 123",)
    assert "Retracted Publication" in item.more["nbib:PT"]


@pytest.mark.parametrize(
    "text",
    [
        "PMID- 1\nTI  - A.\n\nPMID- 2\nTI  - B.\n",
        "\ufeffPMID- 1\r\nTI  - A.\r\n\r\nPMID- 2\r\nTI  - B.",
        "PMID- 1\nTI  - A.\nPMID- 2\nTI  - B.\n",
        "OWN - ERIC\nTI  - A\n\nOWN - ERIC\nTI  - B\n",
        "PMID- 1\nOWN - NLM\nTI  - A.\n\nOWN - ERIC\nTI  - B\n",
        "PMID- \nTI  - A.\n\nPMID- \nTI  - B.\n",
        "1: PubMed\n\nPMID- 1\nTI  - A.\nan odd line\n\nPMID- 2\nTI  - B.\n",
    ],
)
def test_no_record_is_lost_or_swallowed(text):
    found = read(text)
    assert [item.record.title[:1] for item in found.items] == ["A", "B"]
    assert found.failures == ()


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (
            "AU  - Callen JP\nAU  - Smith A",
            "authors",
            (Person("Callen", "JP"), Person("Smith", "A")),
        ),
        ("AID - e1002369 [pii]", "article_number", "e1002369"),
        ("PG  - 1-9\nAID - e1002369 [pii]", "article_number", None),
        ("AID - S0140-6736(99)05157-0 [pii]", "article_number", None),
        ("BTI - The Book\nPB  - X", "container", "The Book"),
        ("BTI - The Book\nPB  - X", "type", "chapter"),
        ("DP  - 2001 Spring", "year", 2001),
        ("LA  - ger\nTT  - Ein Fall.", "title", "Ein Fall"),
        ("LA  - ger", "language", "de"),
        ("JT  - Lancet (London, England)\nTA  - Lancet", "container", "Lancet"),
        ("DP  - 1998 Dec-1999 Jan", "date", "1998-12"),
        ("PT  - Preprint\nTA  - bioRxiv", "type", "article"),
        ("ISBN- 9780323612692", "isbn", "9780323612692"),
    ],
)
def test_oddities(lines, field, value):
    (item,) = read(f"PMID- 1\nTI  - A title.\n{lines}\n").items
    assert getattr(item.record, field) == value


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("A title.", "A title"),
        ("Why?", "Why?"),
        ("And so...", "And so..."),
        ("Doe et al.", "Doe et al."),
    ],
)
def test_a_title_loses_only_the_stop_pubmed_adds(printed, title):
    (item,) = read(f"PMID- 1\nTI  - {printed}\n").items
    assert item.record.title == title


def test_what_is_no_record_is_reported():
    found = read("stray\nPMID- \nAB  - only\n\nPMID- 2\nTI  - B\n")
    (failure,) = found.failures
    assert (failure.line, failure.raw) == (2, "PMID- \nAB  - only")
    assert "line 1" in found.problems[0].message
