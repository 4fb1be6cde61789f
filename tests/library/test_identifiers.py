"""Identifiers typed at import, or listed in a file, become works with the records they lead to."""

from dataclasses import replace

import pytest

from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.sources import arxiv_service, crossref_service, europepmc_service, pubmed_service
from refmgr.sources.pace import Rates

DOI, PMID, PMCID, ARXIV = "10.5555/crr.33", "11000200", "PMC3132933", "2101.00001"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    fast = Rates(single=2000, lists=2000, at_once=3)
    monkeypatch.setattr(crossref_service, "POLITE", fast)
    monkeypatch.setattr(pubmed_service, "NCBI", fast)
    for module, name in ((europepmc_service, "EUROPE_PMC"), (arxiv_service, "ARXIV")):
        monkeypatch.setattr(module, name, replace(fast, at_once=1))


@pytest.fixture
def library(tmp_path, services, settings_of):
    services.add(DOI, "Tumoral calcinosis of the hip", authors="Orlova T.", year=2004)
    services.add_article(PMID, "Gout in sailors", authors="Mensah Ama", year=1991)
    services.add_article(
        "11000300", "Late onset calcification", authors="Kaliyadan Feroze", year=2011, pmcid=PMCID
    )
    services.preprints[ARXIV] = ("Graphs of gout", "Jane Doe", 2021)
    return Library(tmp_path / "library.db", settings_of(services.url))


def take_in(library, *names):
    return list(library.import_(find_sources(list(names))))


def works(library):
    return {work.record.title: work for work in library.list()}


def test_each_kind_becomes_the_work_it_names(library):
    found = take_in(library, DOI, f"PMID: {PMID}", PMCID, f"arXiv:{ARXIV}")
    told = [(one.status, one.entries, one.resolved, one.pending) for one in found]
    assert told == [("added", 1, 1, 0)] * 4
    assert not any(one.problems for one in found)
    known = works(library)
    assert set(known) == {
        "Tumoral calcinosis of the hip", "Gout in sailors", "Late onset calcification",
        "Graphs of gout",
    }  # fmt: skip
    assert known["Gout in sailors"].record.pmid == PMID
    assert known["Late onset calcification"].record.pmcid == PMCID
    assert known["Graphs of gout"].record.arxiv == ARXIV
    assert {work.cited_by for work in known.values()} == {0}


@pytest.mark.parametrize(
    "spelling", ["https://doi.org/10.5555/CRR.33", "doi:10.5555/crr.33", " 10.5555/crr.33 "]
)
def test_another_spelling_is_the_same_document(library, services, spelling):
    take_in(library, DOI)
    asked = len(services.log)
    (again,) = take_in(library, spelling)
    assert again.status == "unchanged"
    assert len(services.log) == asked


def test_a_list_in_a_file_does_the_same(library, tmp_path):
    path = tmp_path / "ids.txt"
    path.write_text(f"{DOI}\nPMID: {PMID}\n{PMCID}\n", encoding="utf-8")
    (outcome,) = take_in(library, str(path))
    assert (outcome.entries, outcome.resolved) == (3, 3)
    assert len(works(library)) == 3


def test_what_nobody_knows_is_kept_and_not_invented(library):
    (outcome,) = take_in(library, "10.5555/nobody.knows")
    assert (outcome.status, outcome.resolved) == ("added", 1), "it has a DOI, as it was typed"
    assert [problem.code for problem in outcome.problems] == ["identifier-unknown"]
    assert "10.5555/nobody.knows" in outcome.problems[0].message
    (work,) = library.list()
    assert (work.record.doi, work.record.title) == ("10.5555/nobody.knows", None)


def test_offline_it_waits_and_resolve_catches_up(library):
    offline = Library(library.path, replace(library.settings, offline=True))
    (waiting,) = take_in(offline, DOI)
    assert (waiting.pending, waiting.problems) == (1, ()), (
        "nobody was asked, so nobody failed to know it"
    )
    assert [one.state for one in library.resolve()] == ["accepted"]
    before = [repr(work) for work in library.list()]
    list(library.rebuild())
    assert [repr(work) for work in library.list()] == before
    assert "Tumoral calcinosis of the hip" in works(library)


def test_a_file_of_that_name_wins_and_a_mistyped_name_is_told(library, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "PMC3132933").write_text("A case of stones\n\nJane Doe\n", encoding="utf-8")
    assert take_in(library, "PMC3132933")[0].entries == 0
    (failed,) = take_in(library, "papres/")
    assert failed.status == "failed"
    assert "no such file or folder, and it is no DOI" in failed.problems[0].message
