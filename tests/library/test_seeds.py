"""What the first users' five papers must give, offline, in the library."""

import sqlite3

import pytest

NUMBERS = {
    "000": "000_9c1b80f0d3c1dabb.txt",
    "001": "001_e12cf952defa7cb9.txt",
    "002": "002_83954c4a88491a9f.txt",
    "003": "003_94bf6abd7668977a.txt",
    "004": "004_891f3d8ab2deb8fa.txt",
}


def rows(library, sql, *values):
    connection = sqlite3.connect(library.path)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def test_five_documents_with_their_reference_counts(five):
    counted = rows(
        five,
        "SELECT d.name, sum(r.role = 'reference'), sum(r.role = 'cited-by') FROM documents d "
        "JOIN records r ON r.document_id = d.id GROUP BY d.id ORDER BY d.name",
    )
    assert counted == [
        (NUMBERS["000"], 0, 0),
        (NUMBERS["001"], 11, 2),
        (NUMBERS["002"], 8, 0),
        (NUMBERS["003"], 13, 0),
        (NUMBERS["004"], 0, 0),
    ]


def test_works_and_citations(five):
    assert len(five.list()) == 31 + 2
    by_via = dict(rows(five, "SELECT via, count(*) FROM entries GROUP BY via"))
    assert by_via == {"reference-list": 32, "cited-by-list": 2}
    assert rows(
        five, "SELECT count(DISTINCT cited_work_id) FROM citations WHERE via = 'reference-list'"
    ) == [(27,)]


def test_most_cited(five):
    found = [
        (
            one.work.record.authors[0].family,
            one.work.record.year,
            len(one.citing),
            one.mentions,
            one.work.record.doi,
        )
        for one in five.most_cited(5)
    ]
    assert found[:3] == [
        ("Boulman", 2005, 2, 7, "10.1016/j.semarthrit.2005.01.016"),
        ("Callen", 2000, 2, 5, "10.1016/s0140-6736(99)05157-0"),
        ("Mukamel", 2001, 2, 3, "10.1067/mpd.2001.112473"),
    ]
    assert sorted(found[3:]) == [
        ("Fisler", 2002, 2, 2, "10.1067/mjd.2002.122196"),
        ("Minami", 1994, 2, 2, "10.1016/0266-7681(94)90134-1"),
    ]
    assert all(one.work.cited_by == 1 for one in five.most_cited()[5:])


@pytest.mark.parametrize(
    ("number", "fields"),
    [
        ("000", {"title": "Milk of calcium: A rare manifestation of juvenile dermatomyositis",
                 "container": "Arch Rheumatol", "year": 2021, "volume": "36", "issue": "2",
                 "pages": "302-304", "doi": None, "pmid": None}),
        ("001", {"title": "New insight into calcinosis of juvenile dermatomyositis: A study of "
                          "composition and treatment",
                 "container": "J Pediatr", "year": 2001, "volume": "138", "pages": "763-6",
                 "doi": "10.1067/mpd.2001.112473"}),
        ("002", {"title": "Late onset calcification following juvenile dermatomyositis: response with "
                          "weekly alendronate",
                 "container": "Indian Journal of Dermatology", "year": 2011, "volume": "56", "issue": "3",
                 "pages": "357–359", "doi": "10.4103/0019-5154.82491", "pmid": "21772617",
                 "pmcid": "PMC3132933"}),
        ("003", {"title": "Dystrophic Calcinosis a Rare Manifestation of Dermatomyositis",
                 "container": "Kerala Medical Journal", "year": 2010, "volume": "3", "issue": "4",
                 "pages": "122-124"}),
        ("004", {"title": None, "authors": (), "container": "Annals of Pediatrics", "year": None}),
    ],
)  # fmt: skip
def test_own_records(five, number, fields):
    work = five.show(NUMBERS[number]).work
    assert {name: getattr(work.record, name) for name in fields} == fields
    assert work.document == NUMBERS[number]


def test_authors_of_the_papers(five):
    def names(number):
        return [
            f"{one.family} {one.given}" for one in five.show(NUMBERS[number]).work.record.authors
        ]

    assert names("000") == [
        "Yıldırım DG", "Akdulum İ", "Talim B", "Demir E", "Buyan N", "Bakkaloğlu SA",
    ]  # fmt: skip
    assert names("001") == ["Mukamel M", "Horev G", "Mimouni M"], "seed 002 tells who wrote 001"
    assert names("002") == ["Kaliyadan Feroze", "Venkitakrishnan S"]


def test_two_papers_cite_the_third(five):
    shown = five.show(NUMBERS["001"])
    citing = {
        one.citing
        for one in shown.citations
        if one.cited == shown.work.key and one.via == "reference-list"
    }
    assert citing == {five.show(NUMBERS[number]).work.key for number in ("002", "003")}
    assert len([one for one in shown.citations if one.via == "cited-by-list"]) == 2


def test_the_papers_problems_are_told(five):
    def codes(number):
        return {problem["code"] for problem in five.show(NUMBERS[number]).documents[0]["problems"]}

    assert "numbers-waiting-for-list" in codes("000")
    assert {"references-incomplete", "numbers-unlinkable"} <= codes("001")
    assert "reference-never-cited" in codes("003")
    assert {"no-title", "numbers-waiting-for-list"} <= codes("004")
    never = [
        problem["message"]
        for problem in five.show(NUMBERS["003"]).documents[0]["problems"]
        if problem["code"] == "reference-never-cited"
    ]
    assert len(never) == 1
    assert "10" in never[0]


def test_links_of_numbers(five):
    found = rows(
        five,
        "SELECT substr(d.name, 1, 3), l.state, count(*) FROM links l JOIN mentions m ON m.id = l.mention_id "
        "JOIN documents d ON d.id = m.document_id GROUP BY 1, 2 ORDER BY 1, 2",
    )
    assert found == [
        ("000", "no-list", 15),
        ("001", "unlinkable", 1),
        ("002", "linked", 10),
        ("003", "linked", 23),
        ("004", "no-list", 34),
    ]
    assert rows(five, "SELECT count(*) FROM mentions") == [(63,)]


def test_every_citing_sentence_of_the_most_cited_source(five):
    boulman = five.most_cited(1)[0].work
    sentences = [
        mention.sentence
        for citation in five.show(boulman.key).citations
        for mention in citation.mentions
    ]
    assert len(sentences) == 7
    assert any("probenicid" in sentence for sentence in sentences)
    assert all(sentence.strip() for sentence in sentences)


@pytest.mark.parametrize("words", ["yildirim", "Yıldırım", "YILDIRIM milk"])
def test_search_finds_names_without_their_accents(five, words):
    assert [work.record.year for work in five.search(words)] == [2021]


@pytest.mark.parametrize(
    "words", ["β-blocker", "JDM):", 'open "quote', "10.1016/j.x", "AND OR NOT", "*", ""]
)
def test_search_takes_any_text(five, words):
    assert list(five.search(words)) == []


def test_search_finds_a_doi(five):
    assert [
        work.record.authors[0].family for work in five.search("10.1016/j.semarthrit.2005.01.016")
    ] == ["Boulman"]
