import pytest

from refmgr.model import Person, Record, Work
from refmgr.reports.self_citing import same_person, self_citations


def work(key, *people):
    return Work(key=key, record=Record(authors=tuple(Person(*one) for one in people)))


WORKS = {
    one.key: one
    for one in (
        work("new", ("Callen", "JP"), ("Fisler", "RE")),
        work("old", ("Callen", "J. P."), ("Liang", "MG")),
        work("second", ("Liang", "MG"), ("Fisler", "R")),
        work("other", ("Minami", "A")),
        work("nobody"),
    )
}


def test_shared_authors_and_first_authors_are_told_apart():
    edges = [("new", cited, 2) for cited in ("old", "second", "other", "nobody", "new")]
    report = self_citations(WORKS, edges)
    assert [(row.cells[1].key, row.cells[2], row.cells[3]) for row in report.rows] == [
        ("old", True, "Callen JP"),
        ("second", False, "Fisler RE"),
    ]
    assert "2 of 3 citations" in report.lead
    assert len(self_citations(WORKS, edges, limit=1).rows) == 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (Person("Callen", "JP"), Person("Callen", "Jeffrey P"), True),
        (Person("Callen", "JP"), Person("Callen", "J"), True),
        (Person("Callen", "JP"), Person("Callen", "M"), False),
        (Person("Callen", "JP"), Person("Callen"), False),  # a family name alone says little
        (Person("Callen"), Person("Callen"), False),
        (Person("Yıldırım", "DG"), Person("Yildirim", "DG"), True),
        (Person(literal="WHO"), Person(literal="WHO"), True),
        (Person(literal="WHO"), Person("Who", "J"), False),
    ],
)
def test_same_person(a, b, same):
    assert same_person(a, b) is same
    assert same_person(b, a) is same
