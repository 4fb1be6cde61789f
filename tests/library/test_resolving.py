"""Resolving at a Crossref of our own: evidence decides, nothing is asked twice, a rebuild asks nobody."""

import sqlite3

import pytest
from fake_crossref import FakeCrossref

from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings

CALLEN = "10.1016/s0140-6736(99)05157-0"
PAPER = """A case of calcinosis

Jane Doe

Calcinosis is a late finding.[1] It may resolve.[2]

References

{entries}
"""
TOUART = "Touart DM, Sau P. Cutaneous deposition diseases. Part II. J Am Acad Dermatol. 1998 Oct;39(4 Pt 1):527–44."
LOBO = "Lobo IM, Machado S, Teixeira M, Selores M. Calcinosis cutis: A rare feature of adult dermatomyositis. Dermatol Online J. 2008;14:10."


def paper(folder, name, *entries):
    listed = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    path = folder / name
    path.write_text(PAPER.format(entries=listed) + name, encoding="utf-8")
    return str(path)


@pytest.fixture
def works(crossref_server: FakeCrossref):
    crossref_server.add(
        CALLEN,
        "Dermatomyositis",
        authors="Callen Jeffrey P",
        container="The Lancet",
        year=2000,
        volume="355",
        issue="9197",
        page="53-57",
    )
    crossref_server.add(
        "10.1016/s0190-9622(98)70001-5",
        "Cutaneous deposition diseases. Part II",
        authors="Touart Damien M; Sau Purnima",
        container="Journal of the American Academy of Dermatology",
        year=1998,
        volume="39",
        issue="4",
        page="527-544",
    )
    crossref_server.add(
        "10.1016/s0190-9622(98)70338-x",
        "Cutaneous deposition diseases. Part I",
        authors="Touart Damien M; Sau Purnima",
        container="Journal of the American Academy of Dermatology",
        year=1998,
        volume="39",
        issue="2",
        page="149-171",
    )
    return crossref_server


@pytest.fixture
def library(tmp_path, works, settings_of):
    return Library(tmp_path / "library.db", settings_of(works.url))


def take_in(library, *paths):
    return list(library.import_(find_sources(list(paths))))


def states(library):
    connection = sqlite3.connect(library.path)
    try:
        return connection.execute(
            "SELECT number, state FROM records WHERE role = 'reference' ORDER BY id"
        ).fetchall()
    finally:
        connection.close()


CALLEN_PRINTED = f"Callen JP. Dermatomyositis. Lancet. 2000;355:53–7. doi: {CALLEN}."


def test_a_printed_doi_is_looked_up_and_a_reference_without_one_is_searched(library, tmp_path):
    (outcome,) = take_in(library, paper(tmp_path, "a.txt", CALLEN_PRINTED, TOUART))
    assert (outcome.resolved, outcome.pending) == (2, 0)
    shown = library.show("touart1998")
    assert shown.work.record.doi == "10.1016/s0190-9622(98)70001-5", "Part II, not Part I"
    assert shown.work.origins["doi"] == "crossref"
    assert shown.matches[0]["accepted"]
    assert any(name == "title" for name, _, _ in shown.matches[0]["evidence"])


def test_what_is_not_there_or_is_another_work_is_never_accepted(library, tmp_path):
    (outcome,) = take_in(library, paper(tmp_path, "a.txt", LOBO))
    assert (outcome.resolved, outcome.pending) == (0, 0)
    assert library.show("lobo2008").work.record.doi is None


def test_a_printed_doi_of_another_paper_is_told_and_not_used(library, tmp_path):
    take_in(library, paper(tmp_path, "a.txt", f"{LOBO} doi: {CALLEN}", CALLEN_PRINTED))
    shown = library.show("lobo2008")
    assert shown.work.record.doi is None
    assert "identifier-of-another-work" in {
        one["code"] for entry in shown.entries for one in entry["problems"]
    }
    assert library.show("callen2000").work.cited_by == 1


def test_what_one_paper_resolved_is_not_asked_for_the_next(library, works, tmp_path):
    take_in(library, paper(tmp_path, "a.txt", CALLEN_PRINTED))
    asked = len(works.requests)
    plain = "Callen JP. Dermatomyositis. Lancet. 2000 Jan 1;355(9197):53–7."
    (outcome,) = take_in(library, paper(tmp_path, "b.txt", plain))
    assert (outcome.resolved, outcome.pending) == (1, 0)
    assert len(works.requests) == asked
    assert library.show("callen2000").work.cited_by == 1, (
        "both files are one paper by title and author"
    )


def test_offline_waits_and_resolve_catches_up_once(tmp_path, works, settings_of):
    offline = Library(tmp_path / "library.db", Settings(offline=True))
    entry = "Callen JP. Dermatomyositis. Lancet. 2000;355(9197):53–7."
    take_in(
        offline, paper(tmp_path, "a.txt", entry, LOBO), paper(tmp_path, "b.txt", entry + " PMID: 1")
    )
    online = Library(offline.path, settings_of(works.url))
    found = [one.state for one in online.resolve()]
    assert sorted(found) == ["accepted", "none"], "the twin of an accepted one is served, not asked"
    assert {state for _, state in states(online)} == {"accepted", "none"}
    asked = len(works.requests)
    assert list(online.resolve()) == []
    assert len(works.requests) == asked


def test_a_limit_leaves_the_rest_waiting(tmp_path, works, settings_of):
    offline = Library(tmp_path / "library.db", Settings(offline=True))
    take_in(offline, paper(tmp_path, "a.txt", TOUART, LOBO))
    online = Library(offline.path, settings_of(works.url))
    assert [one.number for one in online.resolve(limit=1)] == [1]
    assert states(online) == [(1, "accepted"), (2, "pending")]


def test_crossref_out_of_order_leaves_references_waiting_and_keeps_nothing(
    tmp_path, works, settings_of
):
    offline = Library(tmp_path / "library.db", Settings(offline=True))
    take_in(offline, paper(tmp_path, "a.txt", TOUART))
    works.behave(always="503")
    online = Library(offline.path, settings_of(works.url))
    (outcome,) = online.resolve(limit=1)
    assert outcome.state == "pending"
    assert {problem.code for problem in outcome.problems} == {"source-refused"}
    assert states(online) == [(1, "pending")]
    connection = sqlite3.connect(online.path)
    assert connection.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    connection.close()


def test_a_rebuild_asks_nobody_and_gives_the_same(library, works, tmp_path):
    take_in(library, paper(tmp_path, "a.txt", CALLEN_PRINTED, TOUART, LOBO))
    take_in(
        library,
        paper(tmp_path, "b.txt", LOBO, "Callen JP. Dermatomyositis. Lancet. 2000;355:53–7."),
    )
    before = [repr(work) for work in library.list()], states(library)
    asked = len(works.requests)
    list(library.rebuild())
    assert ([repr(work) for work in library.list()], states(library)) == before
    assert len(works.requests) == asked
