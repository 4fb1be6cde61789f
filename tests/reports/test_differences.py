"""Which words differ between what was printed and what was found, and which only look different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.model import Person, Record
from refmgr.reports.differences import side_by_side


def person(family, given=None):
    return Person(family=family, given=given)


def marked(row):
    """The cells of a row as text, what differs in brackets."""
    return [" ".join(f"[{p.text}]" if p.differs else p.text for p in cell) for cell in row.cells]


def one(name, printed, *found):
    rows = {row.name: row for row in side_by_side(printed, found)}
    return marked(rows[name])


TITLES = [
    ("Calcinosis in children", "Calcinosis in adults", "Calcinosis in [children]", "Calcinosis in [adults]"),
    ("Deposition diseases. Part I", "Deposition diseases. Part II", "Deposition diseases. Part [I]",
     "Deposition diseases. Part [II]"),
    ("CALCINOSIS CUTIS", "Calcinosis cutis.", "CALCINOSIS CUTIS", "Calcinosis cutis."),
    ("Über Röntgen – Bilder", "Uber Rontgen-Bilder", "Über [Röntgen] – [Bilder]", "Uber [Rontgen-Bilder]"),
    ("Drug & dose", "Drug dose", "Drug & dose", "Drug dose"),
    ("Calcinosis", "Calcinosis: a rare feature of dermatomyositis", "Calcinosis",
     "Calcinosis: [a rare feature of dermatomyositis]"),
    ("", "Found title", "", "Found title"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "found", "left", "right"), TITLES)
def test_titles_differ_word_by_word(printed, found, left, right):
    assert one("title", Record(title=printed), Record(title=found)) == [left, right]


@pytest.mark.parametrize(
    ("field", "printed", "found", "differs"),
    [
        (
            "journal",
            {"container": "N Engl J Med"},
            {"container": "The New England Journal of Medicine"},
            False,
        ),
        ("journal", {"container": "Lancet"}, {"container": "BMJ"}, True),
        ("year", {"year": 2000}, {"year": 2000}, False),
        ("year", {"year": 2000}, {"year": 2001}, True),
        ("volume", {"volume": "39"}, {"volume": "39"}, False),
        ("volume", {"volume": "39"}, {"volume": "93"}, True),
        ("pages", {"pages": "53–7"}, {"pages": "53-57"}, False),
        ("pages", {"pages": "53-7"}, {"pages": "149-171"}, True),
        ("pages", {"pages": "e12"}, {"article_number": "e12"}, False),
        ("doi", {"doi": "10.1/a"}, {"doi": "10.1/b"}, True),
        ("doi", {}, {"doi": "10.1/b"}, False),
        ("volume", {"volume": "3"}, {}, False),
    ],
)
def test_fields_differ_as_a_whole_and_spelling_is_no_difference(field, printed, found, differs):
    rows = {row.name: row for row in side_by_side(Record(**printed), [Record(**found)])}
    assert rows[field].differs is differs


def test_authors_differ_name_by_name():
    printed = Record(authors=(person("Callen", "JP"), person("Mukamel", "M")))
    found = Record(authors=(person("Callen", "Jeffrey P"), person("Fisler", "R")))
    assert one("authors", printed, found) == ["Callen JP, [Mukamel M]", "Callen JP, [Fisler R]"]


def test_beyond_et_al_nothing_differs():
    printed = Record(authors=(person("Callen", "JP"),), et_al=True)
    found = Record(authors=(person("Callen", "JP"), person("Fisler", "R"), person("Roe", "A")))
    assert one("authors", printed, found) == ["Callen JP et al.", "Callen JP, Fisler R, Roe A"]


def test_of_the_print_only_those_words_are_marked_that_no_candidate_has():
    printed = Record(title="Deposition diseases part two")
    parts = (
        Record(title="Deposition diseases part one"),
        Record(title="Deposition diseases part two"),
    )
    assert one("title", printed, *parts) == [
        "Deposition diseases part two", "Deposition diseases part [one]", "Deposition diseases part two",
    ]  # fmt: skip


def test_fields_that_nobody_has_are_left_out():
    assert [row.name for row in side_by_side(Record(year=2000), [Record(doi="10.1/a")])] == [
        "year",
        "doi",
    ]
    assert side_by_side(Record(), [Record()]) == ()


RECORDS = st.builds(
    Record,
    title=st.none() | st.text(max_size=30),
    authors=st.lists(st.builds(Person, family=st.text(min_size=1, max_size=8)), max_size=3).map(
        tuple
    ),
    container=st.none() | st.text(max_size=20),
    year=st.none() | st.integers(1900, 2030),
    volume=st.none() | st.text("0123456789AS -", max_size=5),
    pages=st.none() | st.text("0123456789e-–", max_size=8),
    et_al=st.booleans(),
)


@given(RECORDS, st.lists(RECORDS, min_size=1, max_size=3))
def test_no_word_is_lost_and_every_side_has_a_cell(first, others):
    for row in side_by_side(first, others):
        assert len(row.cells) == 1 + len(others)
        if row.name == "title":
            for record, cell in zip((first, *others), row.cells, strict=True):
                shown = " ".join(piece.text for piece in cell)
                assert shown.split() == (record.title or "").split()


@given(RECORDS)
def test_a_record_does_not_differ_from_itself(record):
    assert not any(row.differs for row in side_by_side(record, [record]) if row.name != "authors")
