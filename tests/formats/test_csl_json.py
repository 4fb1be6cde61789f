import json

import pytest

from refmgr.formats.csl_json import csl_item, csl_json_text, record_from_csl
from refmgr.model import Person, Record, Work

CALLEN = Record(
    type="article-journal",
    title="Dermatomyositis <sup>&",
    authors=(Person("Berg", "J. P.", "van der", "Jr"), Person(literal="World Health Organization")),
    container="Lancet",
    year=2000,
    date="2000-01-08",
    volume="355",
    issue="9197",
    pages="53–7",
    doi="10.1016/s0140-6736(99)05157-0",
    pmid="10615903",
    pmcid="PMC1",
    issn="0140-6736",
    url="https://example.org/a_b",
    language="en",
)


def test_an_article_has_every_field():
    assert csl_item("callen2000", CALLEN) == {
        "id": "callen2000",
        "type": "article-journal",
        "title": "Dermatomyositis <sup>&",
        "author": [
            {
                "family": "Berg",
                "given": "J. P.",
                "non-dropping-particle": "van der",
                "suffix": "Jr",
            },
            {"literal": "World Health Organization"},
        ],
        "container-title": "Lancet",
        "issued": {"date-parts": [[2000, 1, 8]]},
        "volume": "355",
        "issue": "9197",
        "page": "53-57",
        "DOI": "10.1016/s0140-6736(99)05157-0",
        "PMID": "10615903",
        "PMCID": "PMC1",
        "ISSN": "0140-6736",
        "URL": "https://example.org/a_b",
        "language": "en",
    }


def test_a_book_has_publisher_place_edition_editors_isbn():
    book = Record(
        type="book",
        title="Skin",
        editors=(Person("Habif", "TP"),),
        publisher="Elsevier",
        place="Köln",
        edition="3rd",
        isbn="9780323612692",
    )
    item = csl_item("habif", book)
    assert item["editor"] == [{"family": "Habif", "given": "TP"}]
    assert (item["publisher"], item["publisher-place"]) == ("Elsevier", "Köln")
    assert (item["edition"], item["ISBN"]) == ("3rd", "9780323612692")
    assert "issued" not in item


@pytest.mark.parametrize(
    ("record", "variable", "value"),
    [
        (Record(), "type", "document"),
        (Record(type="proceedings-article"), "type", "document"),
        (Record(year=2001, date="2000-12-30"), "issued", {"date-parts": [[2001]]}),
        (Record(date="2000-12"), "issued", {"date-parts": [[2000, 12]]}),
        (Record(year=2001, date="Spring"), "issued", {"date-parts": [[2001]]}),
        (Record(article_number="e12"), "page", "e12"),
        (Record(article_number="e12", pages="1-3"), "number", "e12"),
        (Record(arxiv="2101.00001"), "archive_location", "2101.00001"),
        (Record(et_al=True), "custom", {"et-al": True}),
    ],
)
def test_corners(record, variable, value):
    assert csl_item("key", record)[variable] == value


def test_text_is_sorted_readable_and_ends_with_a_line_break():
    works = [Work(key=key, record=Record(title="Şimşek")) for key in ("b", "A", "c")]
    text = csl_json_text(works)
    assert [item["id"] for item in json.loads(text)] == ["A", "b", "c"]
    assert "Şimşek" in text
    assert text.endswith("]\n")
    assert csl_json_text([]) == "[]\n"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "article-journal", "title": "A <i>Staph</i> case"}, Record(type="article-journal", title="A Staph case")),
        ({"type": "no-such-type", "title": "A"}, Record(title="A")),
        ({"issued": {"date-parts": [["2001", "6"]]}}, Record(year=2001, date="2001-06")),
        ({"issued": {"raw": "June 2001"}}, Record(year=2001, date="2001-06")),
        ({"issued": {"literal": "in press"}}, Record()),
        ({"issued": {"date-parts": [[None]]}}, Record()),
        ({"issued": "2001", "author": "Callen", "title": None, "volume": True}, Record()),
        ({"author": [{"family": "Cruz", "given": "J", "dropping-particle": "de la"}]}, Record(authors=(Person(family="Cruz", given="J", particle="de la"),))),
        ({"author": [{"literal": "World Health Organization"}, {}, 3]}, Record(authors=(Person(literal="World Health Organization"),))),
        ({"DOI": "https://doi.org/10.1016/S0140-6736(99)05157-0"}, Record(doi="10.1016/s0140-6736(99)05157-0")),
        ({"note": "PMID: 10615903\nPMCID: PMC1"}, Record(pmid="10615903", pmcid="PMC1")),
        ({"volume": 355, "page": "53-57", "number": "e7"}, Record(volume="355", pages="53-57")),
        ({"number": "e1002369"}, Record(article_number="e1002369")),
        ({"container-title": [], "container-title-short": "Lancet"}, Record(container="Lancet")),
    ],
)  # fmt: skip
def test_items_of_other_programs_are_read(item, expected):
    assert record_from_csl(item) == expected


def test_what_is_written_is_read_again():
    record = Record(
        type="article-journal",
        title="Dermatomyositis",
        authors=(Person(family="Callen", given="J. P."),),
        container="Lancet",
        year=2000,
        date="2000-01-01",
        volume="355",
        issue="9197",
        pages="53-57",
        doi="10.1016/s0140-6736(99)05157-0",
        pmid="10615903",
        issn="0140-6736",
    )
    assert record_from_csl(csl_item("callen2000", record)) == record
