"""Bibliographic files in the library: their records are entries, cited by nobody through them."""

import sqlite3

import pytest

from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings

BIB = """@article{Callen_2000,
  title = {Dermatomyositis in adults and children},
  author = {Callen, J. P.},
  journal = {Lancet}, year = 2000, volume = 355, pages = {53--57},
  doi = {10.1016/s0140-6736(99)05157-0},
  abstract = {Text},
}
@article{roe,
  title = {Calcinosis of the elbow},
  author = {Roe, Ann},
  journal = {J Hand Surg}, year = 2001,
}
"""
OTHER = """@article{ROE,
  title = {Another thing altogether, about hands},
  author = {Roe, Bob},
  journal = {Bone}, year = 2011,
}
@article{callen:lancet,
  title = {Dermatomyositis in adults and children},
  author = {Callen, JP},
  journal = {The Lancet}, year = 2000, volume = 355, pages = {53-7},
  doi = {10.1016/s0140-6736(99)05157-0},
}
"""
RIS = "TY  - JOUR\nTI  - Calcinosis of the elbow\nAU  - Roe, Ann\nPY  - 2001\nJO  - J Hand Surg\nAB  - Text\nER  - \n"


@pytest.fixture
def give(empty, tmp_path):
    def give(**files):
        paths = []
        for name, text in files.items():
            path = tmp_path / name.replace("_", ".")
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        return list(empty.import_(find_sources(paths)))

    return give


def keys(library):
    return [work.key for work in library.list()]


def test_entries_are_works_with_the_keys_of_the_file(empty, give):
    (outcome,) = give(refs_bib=BIB)
    assert (outcome.status, outcome.work, outcome.entries) == ("added", None, 2)
    assert (outcome.references, outcome.new_works, outcome.pending) == (0, 2, 0)
    assert outcome.problems == ()
    assert keys(empty) == ["Callen_2000", "roe"]
    work = empty.show("callen_2000").work
    assert work.record.doi == "10.1016/s0140-6736(99)05157-0"
    assert work.origins["title"] == "entry 1 of refs.bib"
    assert (work.cited_by, work.cites, work.document) == (0, 0, None)
    assert empty.network().edges == ()


def test_the_same_file_again_changes_nothing(empty, give):
    give(refs_bib=BIB)
    (again,) = give(refs_bib=BIB)
    assert (again.status, again.entries, again.new_works) == ("unchanged", 2, 0)


def test_a_key_that_is_taken_gets_a_suffix_and_a_second_key_stays_valid(empty, give):
    give(refs_bib=BIB)
    (outcome,) = give(other_bib=OTHER)
    assert [(one.code, one.message) for one in outcome.problems] == [
        ("key-of-another-work", "ROE is the key of another work; this one is ROEa"),
        (
            "known-by-another-key",
            "callen:lancet is in the library as Callen_2000; both keys stay valid",
        ),
    ]
    assert keys(empty) == ["Callen_2000", "roe", "ROEa"]
    assert empty.show("callen:lancet").work.key == "Callen_2000"
    assert empty.show("callen:lancet").work.aliases == ("callen:lancet",)


def test_a_newer_version_of_the_file_makes_no_further_keys(empty, give):
    give(refs_bib=BIB)
    (outcome,) = give(refs_bib=BIB + "\n@book{new, title={A new book of hands}, author={Doe, X}}\n")
    assert outcome.new_works == 1
    assert outcome.problems == ()
    connection = sqlite3.connect(empty.path)
    assert connection.execute("SELECT count(*) FROM keys").fetchone() == (3,)
    connection.close()


def test_an_entry_and_a_printed_reference_are_one_work(empty, give, tmp_path):
    paper = (
        "Calcinosis in a child\n\nIt is seen late [1].\n\nReferences\n\n"
        "1. Callen JP. Dermatomyositis in adults and children. Lancet 2000;355:53-57.\n"
    )
    give(paper_txt=paper)
    give(refs_bib=BIB)
    work = empty.show("Callen_2000").work
    assert work.key == "callen2000"
    assert work.cited_by == 1
    assert work.origins["doi"] == "entry 1 of refs.bib"


def test_what_cannot_be_read_is_told_and_kept_in_the_file(empty, give):
    (outcome,) = give(
        refs_bib=BIB + "@article{bad}\n", page_bib="<html><body>Log in</body></html>"
    )[:1]
    assert [one.code for one in outcome.problems] == ["unreadable-entry"]
    assert outcome.problems[0].message.startswith("line 13: it has neither title")
    (page,) = give(page_bib="<html><body>Log in</body></html>")
    assert page.status == "failed"
    assert "web page" in page.problems[0].message


def test_rebuild_gives_the_same_works_and_keys(empty, give):
    give(refs_bib=BIB, other_bib=OTHER)
    give(more_ris=RIS, ids_txt="10.1000/abc\n12345678\n")
    before = empty.list()
    shown = [empty.show(work.key).work for work in before]
    for _ in empty.rebuild():
        pass
    assert empty.list() == before
    assert [empty.show(work.key).work for work in before] == shown


def test_the_order_of_files_does_not_change_the_works(tmp_path, empty, give):
    give(refs_bib=BIB, other_bib=OTHER, more_ris=RIS)
    other = Library(tmp_path / "other.db", Settings(offline=True))
    list(
        other.import_(
            find_sources([str(tmp_path / name) for name in ("more.ris", "other.bib", "refs.bib")])
        )
    )

    def records(library):
        return sorted((work.record.title, work.record.doi) for work in library.list())

    assert records(other) == records(empty)


def test_identifiers_alone_wait_and_go_by_themselves(empty, give):
    (outcome,) = give(ids_txt="10.1000/abc(1)\nPMID: 12345678\n")
    assert (outcome.entries, outcome.pending, outcome.new_works) == (2, 2, 2)
    assert keys(empty) == ["doi:10.1000/abc-1-", "pmid:12345678"]
