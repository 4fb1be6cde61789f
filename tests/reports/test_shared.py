import pytest

from refmgr.model import Person, Share
from refmgr.reports.shared import by_author, by_journal, by_year


def share(name, documents=0, sources=1, citations=1, mentions=1):
    return Share(
        name=name, documents=documents, sources=sources, citations=citations, mentions=mentions
    )


def cells(report):
    return [row.cells for row in report.rows]


def test_years_stand_in_order_and_an_unknown_year_has_a_name():
    report = by_year([share("1994", citations=3), share("2011", documents=1, sources=0, citations=0, mentions=0), share(None)])  # fmt: skip
    assert cells(report) == [(1994, 0, 1, 3, 1), (2011, 1, 0, 0, 0), ("no year", 0, 1, 1, 1)]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["J Am Acad Dermatol", "Journal of the American Academy of Dermatology"], 1),
        (["J Pediatr", "The Journal of Pediatrics"], 1),
        (["Clin Rheumatol", "Clin Radiol"], 2),  # the same initials
        (["J Hand Surg Br", "J Hand Surg Am"], 2),
        (["Lancet", "The Lancet"], 1),
        ([None, "Lancet"], 1),  # a work without a journal has none
    ],
)
def test_a_journal_and_its_abbreviation_are_one(names, groups):
    report = by_journal([share(name) for name in names])
    assert len(report.rows) == groups
    assert sum(row.cells[2] for row in report.rows) == sum(name is not None for name in names)


def test_journals_are_ranked_by_citations_under_the_name_most_used():
    report = by_journal(
        [share("Lancet", sources=5, citations=6), share("The Lancet"), share("BMJ", citations=9)],
        limit=1,
    )
    assert cells(report) == [("BMJ", 0, 1, 9, 1)]
    assert report.found == 2
    assert cells(by_journal([share("Lancet", sources=5), share("The Lancet")]))[0][0] == "Lancet"


def authors(*lists):
    people = [
        tuple(
            Person(*name.rsplit(" ", 1)) if " " in name else Person(literal=name) for name in names
        )
        for names in lists
    ]
    return {
        row.cells[0]: row.cells[2] for row in by_author((one, share("x")) for one in people).rows
    }


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ([["Callen JP"], ["Callen J"], ["Callen Jeffrey"]], {"Callen JP": 3}),
        ([["Kim JH"], ["Kim JS"], ["Kim J"]], {"Kim JH": 1, "Kim JS": 1, "Kim J": 1}),
        ([["Yıldırım DG"], ["Yildirim DG"]], {"Yıldırım DG": 2}),
        ([["WHO"], ["WHO", "Callen JP"]], {"WHO": 2, "Callen JP": 1}),
        ([["Callen JP", "Callen JP"]], {"Callen JP": 1}),  # one author printed twice
        ([[]], {}),
    ],
)
def test_an_author_is_known_by_family_and_initials(lists, expected):
    assert authors(*lists) == expected
