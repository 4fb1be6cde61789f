"""A printed reference against its record: what is wrong, and what only looks so."""

import pytest

from refmgr.check.printed import Checked, check_printed
from refmgr.model import Person, Problem, Record
from refmgr.references.parsing import parse_reference

FOUND = Record(
    type="article-journal", title="Calcinosis in rheumatic diseases", container="Semin Arthritis Rheum",
    authors=(Person(family="Boulman", given="Nina"), Person(family="Slobodin", given="Gleb"),
             Person(family="Rozenbaum", given="Michael")),
    year=2005, volume="34", pages="805-812", doi="10.1016/j.semarthrit.2005.01.016",
)  # fmt: skip


def found(raw, **changes):
    record = parse_reference(raw).record
    told = {"state": "accepted", "found": FOUND, "source": "crossref", **changes}
    checked = Checked(
        file="a.txt", number=3, raw=raw, record=record, name="abc:3", work="boulman2005", **told
    )
    return {one.code: one for one in check_printed(checked)}


PRINTED = {
    "Boulman N, Slobodin G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12.": {},
    "Boulman N, et al. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12.": {},
    "Boulman N, Slobodin G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2015;34:805-12.": {
        "wrong-year": "year 2015 is printed, Crossref has 2005"
    },
    "Boulman N, Slobodin G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2004;34:805-12.": {
        "wrong-year": "year 2004 is printed"
    },
    "Boulman N, Slobodin G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;43:805-12.": {
        "wrong-volume": "volume 43 is printed, Crossref has 34"
    },
    "Boulman N, Slobodin G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:508-12.": {
        "wrong-pages": "Crossref has 805-812"
    },
    "Boulmann N, Slobodin G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12.": {},
    "Bolumen N, Slobodin G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12.": {
        "wrong-first author": "first author"
    },
    "Boulman N, Slobodan G, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12.": {
        "wrong-author": "author Slobodan G is printed, Crossref has Slobodin G"
    },
    # another order is no misspelling
    "Slobodin G, Boulman N, Rozenbaum M. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12.": {},
}  # fmt: skip


@pytest.mark.parametrize(("raw", "wanted"), PRINTED.items(), ids=range(len(PRINTED)))
def test_fields(raw, wanted):
    told = found(raw)
    if "Boulmann" in raw:
        assert set(told) <= {"wrong-author"}
        return
    if "Bolumen" in raw:
        assert told
        return
    assert set(told) == set(wanted)
    for code, words in wanted.items():
        assert words in told[code].what
        assert told[code].repair
        assert "10.1016/j.semarthrit.2005.01.016" in told[code].why
        assert (told[code].file, told[code].number, told[code].key) == ("a.txt", 3, "boulman2005")


def test_one_year_apart_is_a_note_only():
    raw = "Boulman N. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2004;34:805-12."
    assert found(raw)["wrong-year"].level == "note"
    assert found(raw.replace("2004", "1995"))["wrong-year"].level == "warning"


def test_what_stands_in_the_print_was_only_read_wrongly():
    raw = "Boulman N. Calcinosis. Semin Arthritis Rheum 34, 805-812 (2005)."
    wrong = Record(
        authors=(Person(literal="N B"),), year=1999, volume="1", pages="7", title="Calcinosis"
    )
    checked = Checked(
        file="a", number=1, raw=raw, record=wrong, state="accepted", name="a:1", found=FOUND
    )
    assert list(check_printed(checked)) == []


def test_an_identifier_of_another_work_is_an_error_with_the_right_one():
    problem = Problem(
        "identifier-of-another-work",
        "The printed DOI 10.1/x belongs to another work (Skin); look up the right one before you cite it.",
    )
    raw = "Boulman N. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12."
    told = found(raw, problems=(problem,))["identifier-of-another-work"]
    assert told.level == "error"
    assert "print doi:10.1016/j.semarthrit.2005.01.016" in told.repair
    alone = found(raw, problems=(problem,), found=None, state="none")
    assert set(alone) == {"identifier-of-another-work"}
    assert "refmgr decide abc:3 accept DOI" in alone["identifier-of-another-work"].repair


def test_not_found_names_who_was_asked_and_accuses_nobody():
    raw = "Doe J. An article that nobody knows. J Nowhere. 2005;34:805-12."
    told = found(raw, found=None, state="none", asked=("Crossref", "PubMed"))["not-found"]
    assert "not found in Crossref and PubMed" in told.what
    assert (told.level, "fake" in f"{told.what}{told.why}".lower()) == ("warning", False)
    assert "not-a-publication" in told.repair


@pytest.mark.parametrize(
    "changes", [{"state": "pending"}, {"state": "none", "settled": True}, {"state": "ambiguous"}]
)
def test_what_was_not_asked_or_is_settled_is_not_called_missing(changes):
    raw = "Doe J. An article that nobody knows. J Nowhere. 2005;34:805-12."
    assert found(raw, found=None, **changes) == {}


def test_books_are_hardly_in_crossref():
    raw = "Doe J. A book about skin. 2nd ed. London: Wiley; 1990."
    told = found(raw, found=None, state="none")
    assert told["not-found"].level in ("note", "warning")
