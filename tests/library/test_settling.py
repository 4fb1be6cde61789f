"""Many references under way at once: kept in order, nothing asked twice, nothing lost when it ends."""

import sqlite3
from collections import Counter

import pytest
from fake_crossref import FakeCrossref

from refmgr.errors import RefusedError, UnreachableError
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.sources import crossref_service
from refmgr.sources.pace import Rates

NAMES = [
    "Adler",
    "Brandt",
    "Costa",
    "Dietz",
    "Ekman",
    "Fischer",
    "Grundy",
    "Huang",
    "Ivanov",
    "Jensen",
    "Keller",
    "Lopez",
]
SUBJECTS = [
    "heart",
    "liver",
    "kidney",
    "spleen",
    "lung",
    "skin",
    "bone",
    "brain",
    "nerve",
    "muscle",
    "gut",
    "eye",
]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    monkeypatch.setattr(crossref_service, "POLITE", Rates(single=2000, lists=2000, at_once=3))


def entry(number, doi=None):
    name, subject = NAMES[number % 12], SUBJECTS[number // 12 % 12]
    text = (
        f"{name} A. Calcification of the {subject} in patient series {number}. "
        f"J Calcif. {1960 + number % 60};{number + 1}:{number * 7 + 1}-{number * 7 + 5}."
    )
    return f"{text} doi: {doi}" if doi else text


def add(server, number, doi):
    name, subject = NAMES[number % 12], SUBJECTS[number // 12 % 12]
    server.add(
        doi,
        f"Calcification of the {subject} in patient series {number}",
        authors=f"{name} Anna",
        container="Journal of Calcification",
        year=1960 + number % 60,
        volume=str(number + 1),
        page=f"{number * 7 + 1}-{number * 7 + 5}",
    )


def paper(folder, entries, name="a.txt"):
    listed = "\n".join(f"{number}. {one}" for number, one in enumerate(entries, 1))
    path = folder / name
    path.write_text(
        f"A series of calcified organs\n\nJane Doe\n\nMany are known.[1]\n\nReferences\n\n{listed}\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.fixture
def library(tmp_path, crossref_server: FakeCrossref, settings_of):
    """A library with 60 references that wait, half of them with a printed DOI."""
    entries = []
    for number in range(60):
        doi = f"10.5555/series.{number}"
        add(crossref_server, number, doi)
        entries.append(entry(number, doi if number % 2 else None))
    offline = Library(tmp_path / "library.db", Settings(offline=True))
    list(offline.import_(find_sources([paper(tmp_path, entries)])))
    return Library(offline.path, settings_of(crossref_server.url))


def states(library):
    connection = sqlite3.connect(library.path)
    try:
        return Counter(
            row[0]
            for row in connection.execute("SELECT state FROM records WHERE role = 'reference'")
        )
    finally:
        connection.close()


def test_results_come_in_order_though_answers_do_not(library, crossref_server):
    crossref_server.latency = 0.01
    found = list(library.resolve())
    assert [one.number for one in found] == list(range(1, 61))
    assert {one.state for one in found} == {"accepted"}
    assert [one.doi for one in found] == [f"10.5555/series.{number}" for number in range(60)]
    assert crossref_server.most_at_once == 3
    assert len(crossref_server.queries()) == 30
    assert len([one for one in crossref_server.requests if "filter" in one.asked]) == 1


def test_down_in_the_middle_ends_cleanly_and_goes_on_where_it_stopped(library, crossref_server):
    crossref_server.behave(*[None] * 20, always="403")
    found = []
    with pytest.raises(RefusedError, match="out of order"):
        found += library.resolve()
    done = states(library)
    assert 15 <= done["accepted"] < 60
    assert done["pending"] == 60 - done["accepted"]
    crossref_server.behave()
    before = len(crossref_server.log)
    rest = list(library.resolve())
    assert len(rest) == done["pending"]
    assert states(library) == {"accepted": 60}
    asked = Counter(crossref_server.queries())
    assert len(asked) == 30
    assert len(crossref_server.log) - before <= 1 + done["pending"]


def test_no_network_ends_at_once_and_loses_nothing(library, settings_of):
    nowhere = Library(library.path, settings_of("http://127.0.0.1:9", mailto=None))
    with pytest.raises(UnreachableError, match="cannot be reached"):
        list(nowhere.resolve())
    assert states(library) == {"pending": 60}


def test_what_came_is_kept_when_the_run_is_stopped(library, crossref_server):
    outcomes = library.resolve()
    for _ in range(5):
        next(outcomes)
    outcomes.close()
    assert states(library)["accepted"] >= 5
    answered = sqlite3.connect(library.path)
    kept = {row[0] for row in answered.execute("SELECT request FROM answers")}
    answered.close()
    asked = len(crossref_server.log)
    assert len(kept) >= 5
    list(library.resolve())
    assert states(library) == {"accepted": 60}
    again = Counter(crossref_server.queries())
    assert max(again.values()) <= 2, "at most what was under way is asked twice"
    assert sum(count == 2 for count in again.values()) <= 3
    assert asked >= 5


def test_one_work_printed_twice_is_asked_for_once(tmp_path, crossref_server, settings_of):
    for number in range(3):
        add(crossref_server, number, f"10.5555/series.{number}")
    entries = [entry(0), entry(1), f"{entry(0)} PMID: 1", entry(2)]
    offline = Library(tmp_path / "library.db", Settings(offline=True))
    list(offline.import_(find_sources([paper(tmp_path, entries)])))
    online = Library(offline.path, settings_of(crossref_server.url))
    assert sorted(one.number for one in online.resolve()) == [1, 2, 4]
    assert states(online) == {"accepted": 4}
    assert len(crossref_server.log) == 3


def test_a_rebuild_finds_every_answer_though_the_rules_of_asking_changed(
    library, crossref_server, monkeypatch
):
    list(library.resolve())
    before = [repr(work) for work in library.list()]
    monkeypatch.setattr("refmgr.sources.query.cleaned", lambda raw: f"better {raw}")
    monkeypatch.setattr("refmgr.sources.crossref.ROWS", 7)
    asked = len(crossref_server.log)
    list(library.rebuild())
    assert states(library) == {"accepted": 60}
    assert [repr(work) for work in library.list()] == before
    assert len(crossref_server.log) == asked


def test_answers_of_an_older_library_are_adopted(library, crossref_server, monkeypatch):
    """Before version 3 of its tables nothing was noted about the printed texts."""
    list(library.resolve())
    connection = sqlite3.connect(library.path)
    connection.executescript(
        "DROP TABLE questions; DELETE FROM _sqlite_migrations WHERE name = 'questions'; PRAGMA user_version = 2"
    )
    connection.close()
    assert {work.origins.get("doi") for work in library.list() if work.cited_by} == {"crossref"}
    monkeypatch.setattr("refmgr.sources.query.cleaned", lambda raw: f"better {raw}")
    list(library.rebuild())
    assert states(library) == {"accepted": 60}
