import pytest
from lxml import etree

from refmgr.formats.pubmed_xml import article_elements, publication_types, record_from_article
from refmgr.model import Person, Record

FRAME = """<PubmedArticle><MedlineCitation><PMID Version="1">100</PMID>
<Article PubModel="Print">{article}</Article></MedlineCitation>
<PubmedData>{data}</PubmedData></PubmedArticle>"""


def read(article="", data=""):
    return record_from_article(etree.fromstring(FRAME.format(article=article, data=data)))


WHOLE = """<Journal><ISSN IssnType="Print">0022-0000</ISSN><JournalIssue CitedMedium="Print">
<Volume>12</Volume><Issue>5 Pt 1</Issue><PubDate><Year>2004</Year><Month>May</Month><Day>3</Day></PubDate>
</JournalIssue><Title>Clinical reports (London, England)</Title><ISOAbbreviation>Clin Rep</ISOAbbreviation></Journal>
<ArticleTitle>Ca<sup>2+</sup> in the <i>hip</i>.</ArticleTitle>
<Pagination><StartPage>33</StartPage><EndPage>39</EndPage><MedlinePgn>33-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/WRONG.place</ELocationID>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>Orlova</LastName><ForeName>Tatiana A</ForeName><Initials>TA</Initials><Suffix>Jr</Suffix></Author>
<Author ValidYN="N"><LastName>Orlowa</LastName><ForeName>T</ForeName></Author>
<Author ValidYN="Y"><CollectiveName>Hip Study Group.</CollectiveName></Author></AuthorList>
<Language>eng</Language>"""
IDS = """<ArticleIdList><ArticleId IdType="pubmed">100</ArticleId><ArticleId IdType="doi">10.5555/CRR.33</ArticleId>
<ArticleId IdType="pmc">PMC77</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/cited</ArticleId></ArticleIdList></Reference></ReferenceList>"""


def test_a_whole_article():
    assert read(WHOLE, IDS) == Record(
        type="article-journal",
        title="Ca2+ in the hip",
        authors=(
            Person(family="Orlova", given="Tatiana A", suffix="Jr"),
            Person(literal="Hip Study Group"),
        ),
        container="Clinical reports",
        year=2004,
        date="2004-05-03",
        volume="12",
        issue="5 Pt 1",
        pages="33-9",
        doi="10.5555/crr.33",
        pmid="100",
        pmcid="PMC77",
        issn="0022-0000",
        language="en",
    )


def test_the_doi_of_a_cited_paper_is_not_that_of_the_article():
    cited = IDS.replace('<ArticleId IdType="doi">10.5555/CRR.33</ArticleId>', "")
    assert read("<ArticleTitle>x</ArticleTitle>", cited).doi is None


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ("<ArticleTitle>Why?</ArticleTitle>", "Why?"),
        ("<ArticleTitle>And so on...</ArticleTitle>", "And so on..."),
        ("<ArticleTitle>[Calcinosis of the skin].</ArticleTitle>", "Calcinosis of the skin"),
        (
            "<ArticleTitle>[Calcinosis].</ArticleTitle><VernacularTitle>Kalzinose der Haut.</VernacularTitle>",
            "Kalzinose der Haut",
        ),
        ("<ArticleTitle>Gout [letter] in men.</ArticleTitle>", "Gout [letter] in men"),
        ("<ArticleTitle/>", None),
    ],
)
def test_titles(titles, title):
    assert read(titles).title == title


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<Year>1998</Year><Month>11</Month>", (1998, "1998-11")),
        ("<Year>1998</Year><Season>Winter</Season>", (1998, None)),
        ("<MedlineDate>1998 Nov-Dec</MedlineDate>", (1998, "1998-11")),
        ("<MedlineDate>1998-1999</MedlineDate>", (1998, None)),
        ("<MedlineDate>Spring 2000</MedlineDate>", (2000, None)),
        ("<Year>1998</Year><Month>Feb</Month><Day>31x</Day>", (1998, "1998-02")),
        ("", (None, None)),
    ],
)
def test_dates(date, expected):
    record = read(f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>")
    assert (record.year, record.date) == expected


def test_the_electronic_date_counts_where_no_other_is_there():
    record = read("<ArticleDate><Year>2019</Year><Month>02</Month><Day>07</Day></ArticleDate>")
    assert (record.year, record.date) == (2019, "2019-02-07")


@pytest.mark.parametrize(
    ("place", "pages", "number"),
    [
        ("<Pagination><MedlinePgn>e1002369</MedlinePgn></Pagination>", "e1002369", None),
        (
            "<Pagination><StartPage>7</StartPage><EndPage>7</EndPage></Pagination>",
            "7",
            None,
        ),
        (
            "<Pagination><StartPage>763</StartPage><EndPage>766</EndPage></Pagination>",
            "763-766",
            None,
        ),
        ('<ELocationID EIdType="pii">e104</ELocationID>', None, "e104"),
        ('<ELocationID EIdType="pii">S0140-6736(99)05157-0</ELocationID>', None, None),
    ],
)
def test_pages_and_article_numbers(place, pages, number):
    record = read(place)
    assert (record.pages, record.article_number) == (pages, number)


def test_a_doi_only_at_its_place_a_cut_list_and_a_preprint():
    record = read(
        '<ELocationID EIdType="doi" ValidYN="N">10.5555/no</ELocationID>'
        '<ELocationID EIdType="doi" ValidYN="Y">10.5555/yes</ELocationID>'
        '<AuthorList CompleteYN="N"><Author><LastName>Lee</LastName></Author></AuthorList>'
        "<PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList>"
    )
    assert (record.doi, record.et_al, record.type) == ("10.5555/yes", True, "article")
    assert record.authors == (Person(family="Lee"),)


BOOK = """<PubmedBookArticle><BookDocument><PMID>200</PMID>
<Book><Publisher><PublisherName>Clinic Press</PublisherName><PublisherLocation>Oslo</PublisherLocation></Publisher>
<BookTitle>Skin and bones</BookTitle><PubDate><Year>2010</Year></PubDate>
<AuthorList Type="editors"><Author><LastName>Ed</LastName><ForeName>A</ForeName></Author></AuthorList>
<Edition>2nd</Edition></Book>{title}
<AuthorList Type="authors"><Author><LastName>Weber</LastName><Initials>H</Initials></Author></AuthorList>
</BookDocument></PubmedBookArticle>"""


def test_a_chapter_and_a_whole_book():
    title = "<ArticleTitle>Gout.</ArticleTitle>"
    chapter = record_from_article(etree.fromstring(BOOK.format(title=title)))
    assert (chapter.type, chapter.title, chapter.container) == ("chapter", "Gout", "Skin and bones")
    assert chapter.authors == (Person(family="Weber", given="H"),)
    assert (chapter.publisher, chapter.place, chapter.edition) == ("Clinic Press", "Oslo", "2nd")
    book = record_from_article(etree.fromstring(BOOK.format(title="")))
    assert (book.type, book.title, book.container, book.pmid) == (
        *("book", "Skin and bones", None),
        "200",
    )


def test_nothing_is_raised_on_empty_elements():
    assert record_from_article(etree.fromstring("<PubmedArticle/>")) == Record()
    assert record_from_article(etree.fromstring("<PubmedBookArticle/>")) == Record()
    assert read().pmid == "100"


def test_articles_of_a_set_in_order():
    one = FRAME.format(article="<ArticleTitle>One</ArticleTitle>", data="")
    root = etree.fromstring(f"<PubmedArticleSet>{one}{BOOK.format(title='')}</PubmedArticleSet>")
    assert [article.tag for article in article_elements(root)] == [
        "PubmedArticle",
        "PubmedBookArticle",
    ]
    assert [publication_types(article) for article in article_elements(root)] == [(), ()]
