"""The formats that are only read: PubMed's XML, Web of Science, Refer, Word's sources, CITATION.cff, lists."""

import pytest

from refmgr.errors import UnreadableError
from refmgr.formats.reading import read_bibliography
from refmgr.model import Person, Record

PUBMED = """<?xml version="1.0"?>
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID>21772617</PMID><Article>
<Journal><ISSN>1234-5678</ISSN><JournalIssue><Volume>77</Volume><Issue>3</Issue><PubDate><Year>2011</Year><Month>Jul</Month></PubDate></JournalIssue><Title>Indian journal of dermatology</Title></Journal>
<ArticleTitle>Calcinosis <i>cutis</i>.</ArticleTitle><Pagination><MedlinePgn>357-9</MedlinePgn></Pagination>
<Abstract><AbstractText Label="AIM">To see.</AbstractText><AbstractText>More.</AbstractText></Abstract>
<AuthorList><Author><LastName>Kaliyadan</LastName><ForeName>Feroze</ForeName></Author></AuthorList>
<PublicationTypeList><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>
</Article><MedlineJournalInfo><MedlineTA>Indian J Dermatol</MedlineTA></MedlineJournalInfo>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J X. 2012;1:2</RefSource><PMID>123</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName>Calcinosis</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList><Keyword>skin</Keyword></KeywordList>
</MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Cut off"""


def test_pubmed_xml():
    found = read_bibliography(PUBMED.encode())
    assert found.format == "pubmed-xml"
    whole, cut = found.items
    assert (whole.id, whole.line) == ("21772617", 3)
    assert whole.record == Record(
        type="article-journal",
        title="Calcinosis cutis",
        authors=(Person("Kaliyadan", "Feroze"),),
        container="Indian journal of dermatology",
        year=2011,
        date="2011-07",
        volume="77",
        issue="3",
        pages="357-9",
        pmid="21772617",
        issn="1234-5678",
    )
    assert whole.more == {
        "abstract": ("AIM: To see. More.",),
        "keyword": ("skin", "Calcinosis"),
        "container-title-short": ("Indian J Dermatol",),
        "nbib:PT": ("Retracted Publication",),
        "nbib:MH": ("Calcinosis",),
        "nbib:RIN": ("J X. 2012;1:2 PMID: 123",),
    }
    assert (cut.record.pmid, cut.record.title) == ("2", "Cut off")
    assert cut.problems[0].message == "line 14: its end is missing"


WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Smith, J
   van der Berg, K
AF Smith, John
   van der Berg, Karl
TI Calcinosis of the
   elbow
SO JOURNAL OF HAND SURGERY
J9 J HAND SURG
LA English
DT Article
DE skin; muscle
PD MAY 15
PY 2001
VL 12
IS 3
BP 53
EP 57
DI 10.1000/abc
UT WOS:000123
PM 12345678
SN 0140-6736
EI 1474-547X
ER

PT B
BA Roe, A
TI A book
BN 978-0-323-61269-2
PY 2003
ER

EF"""
TABLE = (
    "\ufeffPT\tAU\tAF\tTI\tSO\tPY\tDI\tUT\n"
    "J\tSmith, J; van der Berg, K\tSmith, John; van der Berg, Karl\tCalcinosis of the elbow\tJ X\t2001\t10.1000/abc\tWOS:000123\n"
)


def test_web_of_science():
    found = read_bibliography(WOS.encode())
    assert (found.format, found.problems) == ("wos", ())
    article, book = found.items
    assert article.id == "WOS:000123"
    assert article.record == Record(
        type="article-journal",
        title="Calcinosis of the elbow",
        authors=(Person("Smith", "John"), Person("Berg", "Karl", "van der")),
        container="JOURNAL OF HAND SURGERY",
        year=2001,
        date="2001-05-15",
        volume="12",
        issue="3",
        pages="53-57",
        doi="10.1000/abc",
        pmid="12345678",
        issn="0140-6736",
        language="English",
    )
    assert article.more["keyword"] == ("skin", "muscle")
    assert article.more["container-title-short"] == ("J HAND SURG",)
    assert (book.record.type, book.record.isbn) == ("book", "9780323612692")
    assert book.record.authors == (Person("Roe", "A"),)


def test_web_of_science_as_a_table():
    (item,) = read_bibliography(TABLE.encode("utf-16"), "savedrecs.txt").items
    assert (item.id, item.line) == ("WOS:000123", 2)
    assert item.record.authors == (Person("Smith", "John"), Person("Berg", "Karl", "van der"))
    assert item.record.title == "Calcinosis of the elbow"


REFER = """%0 Journal Article
%A Smith, John
%A World Health Organization
%T Calcinosis of the elbow
%J J Hand Surg
%V 12
%N 3
%P 53-57
%D 2001
%8 May 15
%@ 0140-6736
%R 10.1000/abc
%X Text
%K skin

%0 Book
%T Another
%E Roe, A
"""


def test_refer():
    found = read_bibliography(REFER.encode(), "scholar.enw")
    article, book = found.items
    assert article.record == Record(
        type="article-journal",
        title="Calcinosis of the elbow",
        authors=(Person("Smith", "John"), Person(literal="World Health Organization")),
        container="J Hand Surg",
        year=2001,
        date="2001-05-15",
        volume="12",
        issue="3",
        pages="53-57",
        doi="10.1000/abc",
        issn="0140-6736",
    )
    assert article.more == {"abstract": ("Text",), "keyword": ("skin",)}
    assert (book.record.title, book.record.editors) == ("Another", (Person("Roe", "A"),))


CFF = """cff-version: 1.2.0
message: cite us
title: The tool
type: software
version: 1.10
date-released: 2021-05-15
authors:
  - family-names: Berg
    given-names: Jan
    name-particle: van der
  - name: The Group
identifiers:
  - {type: doi, value: 10.1000/tool}
preferred-citation:
  type: article
  title: The paper
  journal: J X
  year: 2020
  start: 5
  end: 9
  authors: [{family-names: Roe, given-names: Ann}]
references:
  - {type: book, title: A book, authors: [{name: Someone}]}
"""


def test_citation_cff():
    paper, tool, book = read_bibliography(CFF.encode(), "CITATION.cff").items
    assert paper.record == Record(
        type="article-journal",
        title="The paper",
        authors=(Person("Roe", "Ann"),),
        container="J X",
        year=2020,
        pages="5-9",
    )
    assert tool.record == Record(
        type="software",
        title="The tool",
        authors=(Person("Berg", "Jan", "van der"), Person(literal="The Group")),
        year=2021,
        date="2021-05-15",
        doi="10.1000/tool",
    )
    assert tool.more == {"version": ("1.10",)}
    assert (book.record.type, book.record.title) == ("book", "A book")


def test_a_broken_citation_cff_names_its_line():
    with pytest.raises(UnreadableError, match="line 3: it is not YAML"):
        read_bibliography(b"cff-version: 1.2.0\ntitle: [x\nauthors: }\n", "CITATION.cff")


SOURCES = """<?xml version="1.0"?>
<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>Roe01</b:Tag><b:SourceType>Book</b:SourceType><b:Title>A book</b:Title><b:Year>2001</b:Year></b:Source>
</b:Sources>"""


def test_words_own_sources():
    (item,) = read_bibliography(SOURCES.encode(), "Sources.xml").items
    assert (item.id, item.line) == ("Roe01", 3)
    assert item.record == Record(type="book", title="A book", year=2001)


def test_a_list_of_identifiers():
    text = "# mine\n10.1000/ABC\ndoi: 10.1000/xyz, 12345678\nPMC3132933 PMID: 23456789\nhttps://doi.org/10.1000/abc\n"
    found = read_bibliography(text.encode(), "ids.txt")
    assert [item.record for item in found.items] == [
        Record(doi="10.1000/abc"),
        Record(doi="10.1000/xyz"),
        Record(pmid="12345678"),
        Record(pmcid="PMC3132933"),
        Record(pmid="23456789"),
    ]
    assert [item.line for item in found.items] == [2, 3, 3, 4, 4]
