"""Citation searching here and online: what is known, what is new, and what could not be asked."""

import json
from dataclasses import replace

import pytest

from refmgr.library.facade import Library
from refmgr.library.importing import Source
from refmgr.reports.table import as_rows
from refmgr.sources import crossref_service, europepmc_service, pubmed_service
from refmgr.sources.pace import Rates

PAPER = """Tumoral calcinosis of the hip in childhood

Orlova T, Brandt K

doi:10.5555/crr.33

Gout is old.[1]

References

1. Mensah A. Gout and hearing loss among elderly sailors. J Marit Med. 1991;3:101-10.
"""


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    fast = Rates(single=2000, lists=2000, at_once=3)
    monkeypatch.setattr(crossref_service, "POLITE", fast)
    monkeypatch.setattr(pubmed_service, "NCBI", fast)
    monkeypatch.setattr(europepmc_service, "EUROPE_PMC", replace(fast, at_once=1))


@pytest.fixture
def filled(services):
    """Orlova's paper cites Mensah's (at hand) and Weber's (new); Novak's and the other paper cite it."""
    services.add(
        "10.5555/crr.33",
        "Tumoral calcinosis of the hip in childhood",
        authors="Orlova T.",
        year=2004,
    )
    services.works["10.5555/crr.33"]["reference"] = [
        {
            "key": "r1",
            "article-title": "Gout and hearing loss among elderly sailors",
            "year": "1991",
        },
        {"key": "r2", "DOI": "10.5555/new", "article-title": "Nodules in winter", "year": "1999"},
    ]
    services.add_article(
        "11000100",
        "Tumoral calcinosis of the hip in childhood",
        authors="Orlova Tatiana A",
        year=2004,
        doi="10.5555/crr.33",
    )
    services.add_article(
        "11000300", "Calcinosis ten years later in a Slovene cohort", authors="Novak Jan", year=2014
    )
    services.cites["11000300"] = ["11000100"]
    return services  # fmt: skip


@pytest.fixture
def library(tmp_path, filled, settings_of):
    settings = settings_of(filled.url)
    made = Library(tmp_path / "library.db", replace(settings, offline=True))
    list(made.import_([Source(name="orlova.txt", data=PAPER.encode())]))
    return Library(made.path, settings)


def search(library, direction, **asked):
    said = list(library.ask_around(direction))
    return said, library.found_around(direction, said, **asked)


def test_what_a_seed_cites_is_joined_with_what_the_library_has(library):
    said, found = search(library, "backward")
    (seed,) = {one.seed for one in said}
    assert [one.problem for one in said] == [None]
    assert {one.work.key: one.work.record.doi for one in found.items} == {
        "mensah1991": None,
        "": "10.5555/new",
    }
    assert all(one.through == (seed,) for one in found.items)


def test_who_cites_a_seed_is_found_and_imported_once(library):
    _, found = search(library, "forward")
    assert [(one.work.key, one.work.record.pmid) for one in found.items] == [("", "11000300")]
    offline = Library(library.path, replace(library.settings, offline=True))
    (outcome,) = offline.import_found("forward", found.items)
    assert (outcome.status, outcome.new_works) == ("added", 1)
    _, again = search(library, "forward")
    assert [one.work.key for one in again.items] == ["novak2014"]
    assert list(offline.import_found("forward", again.items)) == []


def test_a_seed_and_a_document_are_no_results(library, filled):
    filled.works["10.5555/crr.33"]["reference"] = [{"key": "r1", "DOI": "10.5555/crr.33"}]
    _, found = search(library, "backward")
    assert [one.work.key for one in found.items] == ["mensah1991"]


def test_without_a_service_the_library_still_answers(library, filled):
    filled.close()
    said, found = search(library, "backward")
    assert [one.failed for one in said] == [True]
    assert said[0].problem
    assert [one.work.key for one in found.items] == ["mensah1991"]


def test_offline_nobody_is_asked_and_old_answers_serve(library, filled):
    search(library, "forward")
    asked = len(filled.log)
    offline = Library(library.path, replace(library.settings, offline=True))
    said, found = search(offline, "forward")
    assert [one.work.record.pmid for one in found.items] == ["11000300"]
    said, _ = search(offline, "backward")
    assert [(one.records, one.problem) for one in said] == [((), None)]
    assert len(filled.log) == asked


def test_least_and_limit(library):
    said, found = search(library, "backward", limit=1)
    assert (len(found.items), found.total) == (1, 2)
    assert library.found_around("backward", said, least=2).items == ()
    assert list(library.ask_around("co-cited")) == []


def test_the_report_tells_what_is_not_in_the_library(library):
    from refmgr.reports.as_csv import as_csv
    from refmgr.reports.as_html import as_html
    from refmgr.reports.as_text import as_text
    from refmgr.reports.searched import searched

    report = searched("backward", search(library, "backward")[1])
    assert {row["key"]: row["in_library"] for row in as_rows(report)} == {
        "mensah1991": True,
        "": False,
    }
    for form in (as_csv, as_html, as_text):
        assert "Nodules in winter" in form(report)
    assert json.dumps(as_rows(report))


def test_a_retracted_source_is_ringed_and_reported_with_its_sentence(library, filled):
    filled.works["10.5555/crr.33"]["reference"] = []
    filled.add("10.5555/gout", "Gout and hearing loss among elderly sailors", authors="Mensah A.",
               container="J Marit Med", year=1991, volume="3", page="101-10")  # fmt: skip
    filled.works["10.5555/gout"]["updated-by"] = [
        {"DOI": "10.5555/notice", "type": "retraction", "source": "publisher",
         "updated": {"date-parts": [[2012, 3, 1]]}},
    ]  # fmt: skip
    list(library.resolve())
    (row,) = as_rows(library.report("retracted"))
    assert (row["key"], row["cited_by"]) == ("mensah1991", 1)
    assert "10.5555/notice" in row["notice"]
    assert [one["sentence"] for one in row["sentences"]] == ["Gout is old.[1]"]
    ringed = {node.key for node in library.network().nodes if node.retracted}
    assert ringed == {"mensah1991"}
