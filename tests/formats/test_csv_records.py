import pytest

from refmgr.formats.csv_records import read_author_cell, read_csv
from refmgr.formats.encoding import open_source
from refmgr.model import Person, Record


def read(text):
    return read_csv(open_source(text.encode()))


def only(text):
    (item,) = read(text).items
    return item


def test_the_columns_of_the_dedupe_interface():
    item = only(
        "ID,ENTRYTYPE,author,year,title,journal,volume,number,pages,abstract,doi,isbn,url\n"
        'r1,article,"Callen, J. P. and Smith, A.",2000,"A, title",Lancet,355,9197,53-7,Text,'
        "10.1016/S0140-6736(99)05157-0,,https://example.org\n"
    )
    assert item.id == "r1"
    assert item.record == Record(
        type="article-journal",
        title="A, title",
        authors=(Person("Callen", "J. P."), Person("Smith", "A.")),
        container="Lancet",
        year=2000,
        volume="355",
        issue="9197",
        pages="53-7",
        doi="10.1016/s0140-6736(99)05157-0",
        url="https://example.org",
    )
    assert item.more == {"abstract": ("Text",)}


def test_scopus():
    item = only(
        '\ufeff"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume",'
        '"Issue","Art. No.","Page start","Page end","DOI","Author Keywords","Document Type","Source","EID"\n'
        '"Smith J.; van der Berg K.","Smith, John (57193000000); van der Berg, Karl (12345678901)",'
        '"57193000000;12345678901","T, one","2012","J of X","3","2","e12","1","9","10.1000/abc","k1; k2","Article","Scopus","2-s2.0-1"\n'
    )
    assert item.record == Record(
        type="article-journal",
        title="T, one",
        authors=(Person("Smith", "John"), Person("Berg", "Karl", "van der")),
        container="J of X",
        year=2012,
        volume="3",
        issue="2",
        pages="1-9",
        article_number="e12",
        doi="10.1000/abc",
    )
    assert item.more["keyword"] == ("k1", "k2")


def test_pubmed_keeps_volume_and_pages_in_its_citation():
    item = only(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n"
        '10615903,Dermatomyositis.,"Callen JP, Roe B.","Lancet. 2000 Jan 1;355(9197):53-7. doi: 10.1016/x.",'
        "Callen JP,Lancet,2000,2000/01/05,PMC12345,,10.1016/S0140-6736(99)05157-0\n"
    )
    assert item.record == Record(
        title="Dermatomyositis",
        authors=(Person("Callen", "JP"), Person("Roe", "B")),
        container="Lancet",
        year=2000,
        volume="355",
        issue="9197",
        pages="53-7",
        doi="10.1016/s0140-6736(99)05157-0",
        pmid="10615903",
        pmcid="PMC12345",
    )


@pytest.mark.parametrize(
    ("header", "row", "field", "value"),
    [
        ("TITLE,AUTHOR NAMES,SOURCE TITLE,PUBLICATION YEAR,FIRST PAGE,LAST PAGE,MEDLINE PMID", "A,Roe B.,J X,2001,5,9,12345678", "pages", "5-9"),
        ("TITLE,MEDLINE PMID", "A,12345678", "pmid", "12345678"),
        ("Title,Published Year,Published Month,Covidence #", "A,2001,May,#12", "date", "2001-05"),
        ("key,title,year,month,day,journal,pubmed_id", "rayyan-1,A,2001,5,3,J X,12345678", "date", "2001-05-03"),
        ("Key,Item Type,Publication Year,Title,Publication Title,Date", "ABCD,journalArticle,2001,A,J X,2001-05-03", "date", "2001-05-03"),
        ("Title,Year,Volume", "A,2001,nan", "volume", None),
        ("Title,Date", "A,15 May 2001", "date", "2001-05-15"),
        ("Title,Year,Pages", "A,2001,'-5", "pages", "-5"),
        ("Title,DOI", "A,https://doi.org/10.1000/ABC", "doi", "10.1000/abc"),
    ],
)  # fmt: skip
def test_columns_of_other_programs(header, row, field, value):
    assert getattr(only(f"{header}\n{row}\n").record, field) == value


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_delimiters(sign):
    text = sign.join(["id", "title", "year"]) + "\n" + sign.join(["1", '"A, b"', "2001"]) + "\n"
    assert only(text).record == Record(title="A, b", year=2001)


@pytest.mark.parametrize(
    ("cell", "people", "et_al"),
    [
        ("Smith J; Roe B", [Person("Smith", "J"), Person("Roe", "B")], False),
        ("Smith, John;", [Person("Smith", "John")], False),
        ("Smith J, Roe B, et al.", [Person("Smith", "J"), Person("Roe", "B")], True),
        ("Smith, J. and Roe, B.", [Person("Smith", "J."), Person("Roe", "B.")], False),
        ("Smith, J.|Roe, B.", [Person("Smith", "J."), Person("Roe", "B.")], False),
        ("World Health Organization", [Person(literal="World Health Organization")], False),
        ("", [], False),
    ],
)
def test_cells_of_authors(cell, people, et_al):
    assert read_author_cell(cell) == (tuple(people), et_al)


HEADER = "ID;author;year;title;journal\n"


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\n{}1;Roe B;2001;A;J X\n2;Doe J;2001;B;J X\n",
        '{}1;Roe B;2001;"A\nline\nline";J X\n2;Doe J;2001;B;J X\n',
        '{}1;"Roe B;2001;A;J X\n2;Doe J;2001;B;J X\n',
        '{}1;"Roe B;2001;A;J X\n2;"Doe J";2001;B;J X\n',
        '{}1;Roe B;2001;A 5" tube;J X\n2;Doe J;2001;B;J X\n',
        "{}1;Roe B;2001;A;J X;too;many\n2;Doe J;2001;B\n",
        "{}1;Roe B;2001;A;J X\n\n;;;;\n2;Doe J;2001;B;J X",
    ],
)
def test_no_row_is_lost_or_swallowed(text):
    found = read(text.format(HEADER))
    assert [(item.id, item.record.title[:1]) for item in found.items] == [("1", "A"), ("2", "B")]
    assert found.failures == ()


def test_odd_rows_are_told():
    found = read(HEADER + '1;"Roe B;2001;A;J X\n2;Doe J;2001;B;J X;more\n')
    assert [item.problems[0].message[:6] for item in found.items] == ["line 2", "line 3"]
    assert found.items[1].more == {"csv:beyond the header": ("more",)}


def test_a_row_that_says_nothing_is_reported():
    found = read(HEADER + "1;;2001;;\n2;Doe J;2001;B;J X\n")
    (failure,) = found.failures
    assert (failure.line, failure.id, failure.raw) == (2, "1", "1;;2001;;")


def test_unknown_columns_are_kept():
    assert only("title,year,Cited by\nA,2001,5\n").more == {"csv:Cited by": ("5",)}
