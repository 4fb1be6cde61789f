"""Papers that print no list, or a part of it, get what their publisher deposited at Crossref."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from refmgr.library.aligning import align
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.lists import may_be_found
from refmgr.model import Person, Record, Reference
from refmgr.pipeline import read_document
from refmgr.sources import crossref_service, europepmc_service, pubmed_service
from refmgr.sources.pace import Rates

SEEDS = Path(__file__).parents[2] / "seeds"
WITHOUT_LIST = SEEDS / "000_9c1b80f0d3c1dabb.txt"
SHOWS_HALF = SEEDS / "001_e12cf952defa7cb9.txt"
MUKAMEL = "10.1067/mpd.2001.112473"
YILDIRIM = "10.5555/archrheumatol.2021"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    fast = Rates(single=2000, lists=2000, at_once=3)
    monkeypatch.setattr(crossref_service, "POLITE", fast)
    monkeypatch.setattr(pubmed_service, "NCBI", fast)
    monkeypatch.setattr(europepmc_service, "EUROPE_PMC", replace(fast, at_once=1))


def invented(number):
    """A deposited entry that no seed prints."""
    return {
        "key": f"ref{number}",
        "unstructured": f"Invented Q. A study number {number} of stones. J Inv. {1900 + number};{number}:1-9.",
    }


@pytest.fixture
def filled(services):
    printed = read_document(SHOWS_HALF.read_bytes(), SHOWS_HALF.name).references
    entries = []
    for number in range(1, 23):  # every second one is printed
        if number % 2:
            entries.append({"key": f"ref{number}", "unstructured": printed[number // 2].raw})
        else:
            entries.append(invented(number))
    services.add(
        MUKAMEL,
        "New insight into calcinosis of juvenile dermatomyositis: A study of composition and treatment",
        authors="Mukamel Masza", container="The Journal of Pediatrics", year=2001, volume="138",
        page="763-766", reference=entries,
    )  # fmt: skip
    services.add(
        YILDIRIM,
        "Milk of calcium: A rare manifestation of juvenile dermatomyositis",
        authors="Yıldırım Deniz Gezgin", container="Archives of Rheumatology", year=2021, volume="36",
        issue="2", page="302-304", reference=[invented(number) for number in range(1, 13)],
    )  # fmt: skip
    return services


@pytest.fixture
def library(tmp_path, filled, settings_of):
    return Library(tmp_path / "library.db", settings_of(filled.url))


def take_in(library, *paths):
    return list(library.import_(find_sources([str(path) for path in paths])))


def rows(library, text):
    connection = sqlite3.connect(library.path)
    try:
        return connection.execute(text).fetchall()
    finally:
        connection.close()


def listed(library):
    return rows(
        library,
        "SELECT number, subject LIKE '%/deposited/%' FROM records WHERE role = 'reference' ORDER BY number",
    )


def links(library):
    return rows(
        library,
        "SELECT l.number, l.state, r.number FROM links l LEFT JOIN records r ON r.id = l.record_id ORDER BY 1, 2",
    )


def codes(library, name):
    (shown,) = [one for one in library.show(name).documents if one["name"] == name]
    return {problem["code"] for problem in shown["problems"]}


def state(library):
    return (
        [repr(work) for work in library.list()],
        rows(library, "SELECT subject, number, state, resolution FROM records ORDER BY subject"),
        links(library),
        rows(library, "SELECT problems FROM readings ORDER BY document_id"),
    )


def test_a_paper_without_list_is_found_by_its_title_and_its_citations_are_linked(library):
    (outcome,) = take_in(library, WITHOUT_LIST)
    assert outcome.references == 12
    assert listed(library) == [(number, 1) for number in range(1, 13)]
    assert {kind for _, kind, _ in links(library)} == {"linked"}
    assert all(number == record for number, _, record in links(library))
    assert {number for number, _, _ in links(library)} == set(range(1, 13))
    assert library.show(WITHOUT_LIST.name).work.record.doi == YILDIRIM
    assert "numbers-waiting-for-list" not in codes(library, WITHOUT_LIST.name)
    assert "references-deposited" in codes(library, WITHOUT_LIST.name)


def test_what_is_printed_stays_and_nothing_is_listed_twice(library):
    (outcome,) = take_in(library, SHOWS_HALF)
    assert outcome.references == 22
    assert listed(library) == [(number, (number + 1) % 2) for number in range(1, 23)]
    assert links(library) == [(4, "linked", 4)]
    assert not {"references-incomplete", "numbers-unlinkable"} & codes(library, SHOWS_HALF.name)


def test_a_rebuild_gives_the_same_and_asks_nobody(library, filled):
    take_in(library, WITHOUT_LIST, SHOWS_HALF)
    before, asked = state(library), len(filled.log)
    list(library.rebuild())
    assert state(library) == before
    assert len(filled.log) == asked


def test_a_paper_imported_offline_gets_its_list_later_and_once(library):
    offline = Library(library.path, replace(library.settings, offline=True))
    assert [one.references for one in take_in(offline, WITHOUT_LIST, SHOWS_HALF)] == [0, 11]
    list(library.resolve())
    assert len(listed(library)) == 12 + 22
    before = state(library)
    list(library.resolve())
    assert state(library) == before


def test_another_paper_of_the_same_title_gives_no_list(library, filled):
    """Without evidence beside the title nothing is taken over: it may be another paper's list."""
    filled.works[YILDIRIM] |= {"issued": {"date-parts": [[1990]]}, "volume": "9", "page": "1-2",
                               "author": [{"family": "Nobody"}]}  # fmt: skip
    (outcome,) = take_in(library, WITHOUT_LIST)
    assert outcome.references == 0
    assert library.show(WITHOUT_LIST.name).work.record.doi is None
    assert {kind for _, kind, _ in links(library)} == {"no-list"}


def test_a_printed_entry_that_is_not_found_again_keeps_the_list_out(library, filled):
    filled.works[MUKAMEL]["reference"][2] = invented(99)
    (outcome,) = take_in(library, SHOWS_HALF)
    assert outcome.references == 11
    assert "references-not-aligned" in codes(library, SHOWS_HALF.name)
    before = state(library)
    list(library.rebuild())
    assert state(library) == before


def test_the_list_a_person_gave_wins(library, tmp_path):
    offline = Library(library.path, replace(library.settings, offline=True))
    take_in(offline, WITHOUT_LIST)
    key = library.show(WITHOUT_LIST.name).work.key
    library.give_list(
        key,
        "1. Own A. A list of my own. J Mine. 2001;1:1-2.\n2. Own B. Another one. J Mine. 2002;2:3-4.",
    )
    list(library.resolve())
    assert [number for number, _ in listed(library)] == [1, 2]
    before = state(library)
    list(library.rebuild())
    assert state(library) == before


def test_a_paper_that_was_not_found_is_asked_about_again_only_by_a_refresh(library, filled):
    del filled.works[YILDIRIM]
    take_in(library, WITHOUT_LIST)
    connection = sqlite3.connect(library.path)
    connection.execute("UPDATE answers SET asked_at = '2020-01-01T00:00:00+00:00'")
    connection.commit()
    connection.close()
    asked = len(filled.log)
    list(library.resolve())
    assert len(filled.log) == asked
    list(library.resolve(refresh=True))
    assert len(filled.log) > asked


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(), False),
        (Record(title="Stones", authors=(Person(family="Doe"),)), False),
        (Record(title="Stones", authors=(Person(family="Doe"),), year=2001), True),
        (Record(title="Stones", volume="3", pages="1-2"), True),
        (Record(authors=(Person(family="Doe"),), year=2001, volume="3"), False),
        (Record(doi="10.5555/x"), True),
    ],
)
def test_only_a_paper_that_evidence_could_accept_is_asked_about(record, expected):
    assert may_be_found(record) is expected


ANSELL = Record(title="Juvenile dermatomyositis", authors=(Person(family="Ansell"),), year=1991)


@pytest.mark.parametrize(
    ("deposited", "same"),
    [
        (ANSELL, True),
        (replace(ANSELL, title=None, volume="17"), True),
        (replace(ANSELL, title=None, volume=None), False),
        (replace(ANSELL, year=1981), False),
        (replace(ANSELL, authors=(Person(family="Packman"),)), False),
        (replace(ANSELL, title="Juvenile arthritis in schools"), False),
        (replace(ANSELL, volume="18"), False),
        (replace(ANSELL, authors=(), year=None), False),
    ],
)
def test_parts_without_text_are_aligned_by_agreement_without_contradiction(deposited, same):
    printed = Reference(number=1, raw="BM Ansell", record=replace(ANSELL, volume="17"))
    other = Reference(number=7, raw="as deposited", record=deposited)
    assert align([printed], [other]) == ({0: 0} if same else None)


def test_an_entry_that_fits_two_is_aligned_with_none():
    one = Reference(number=1, raw="x", record=Record(doi="10.5555/a"))
    assert align([one], [one, one]) is None
    assert align([one, one], [one]) is None
    assert align([one], [replace(one, record=Record(doi="10.5555/b")), one]) == {0: 1}
    assert align([], [one]) == {}
