import pytest

from refmgr.describing import describe, describe_retraction, link
from refmgr.model import Notice, Person, Record

CALLEN = Record(
    title="Dermatomyositis.",
    authors=(Person("Callen", "J. P."),),
    container="Lancet",
    year=2000,
    volume="355",
    issue="9197",
    pages="53–7",
)


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (CALLEN, "Callen JP. Dermatomyositis. Lancet. 2000;355(9197):53–7"),
        (Record(), "[no title]"),
        (Record(title="Skin", year=1999), "Skin. 1999"),
        (Record(title="Skin", volume="3"), "Skin. 3"),
        (Record(title="Skin\r\nof \x1b[31mred"), "Skin of [31mred"),
        (Record(title="Skin", year=1999, article_number="e1"), "Skin. 1999;e1"),
        (
            Record(title="Why?", authors=tuple(Person(name, "A") for name in "BCDE")),
            "B A, C A, D A, et al. Why?",
        ),
        (Record(title="T", authors=(Person("B", "A"),), et_al=True), "B A, et al. T"),
        (Record(title="T", authors=(Person(literal="WHO"),)), "WHO. T"),
    ],
)
def test_one_line(record, line):
    assert describe(record) == line


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (
            Record(doi="10.1016/s0140-6736(99)05157-0", pmid="1"),
            ("doi:10.1016/s0140-6736(99)05157-0", "https://doi.org/10.1016/s0140-6736(99)05157-0"),
        ),
        (
            Record(doi='10.1/a<b>"#?é'),
            ('doi:10.1/a<b>"#?é', "https://doi.org/10.1/a%3Cb%3E%22%23%3F%C3%A9"),
        ),
        (Record(pmid="21772617"), ("PMID 21772617", "https://pubmed.ncbi.nlm.nih.gov/21772617/")),
        (
            Record(pmcid="PMC3132933"),
            ("PMC3132933", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3132933/"),
        ),
        (Record(url="javascript:alert(1)"), None),
    ],
)
def test_link(record, found):
    assert link(record) == found


@pytest.mark.parametrize(
    ("notices", "said"),
    [
        ((), None),
        ((Notice(kind="correction", notice_doi="10.1/c"),), None),
        ((Notice(kind="expression_of_concern"),), None),
        ((Notice(kind="retraction"),), "Retracted"),
        (
            (
                Notice(
                    kind="retraction", date="2012-03-01", notice_doi="10.1/n", source="publisher"
                ),
            ),
            "Retracted on 2012-03-01 (the publisher): doi:10.1/n",
        ),
        (
            (
                Notice(kind="partial_retraction", notice_pmid="77", source="pubmed"),
                Notice(kind="retraction", source="retraction-watch"),
            ),
            "Retracted (Retraction Watch); Retracted in part (PubMed): PMID 77",
        ),
    ],
)
def test_what_is_known_of_a_retraction(notices, said):
    assert describe_retraction(notices) == said
