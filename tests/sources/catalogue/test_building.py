"""A build goes on where it stopped, whatever stopped it, and ends in the same catalogue."""

import os
import signal
import subprocess
import sys
import time

import pytest
from made_works import built, crossref_work, write_lines

from refmgr.errors import CatalogueError
from refmgr.sources.catalogue import building
from refmgr.sources.catalogue.building import build
from refmgr.sources.catalogue.catalogue import Catalogue
from refmgr.sources.catalogue.storage import UNSORTED, WORKS
from refmgr.sources.catalogue.words import WORDS

RAW = "Work {n}. {title}. {journal}. {year};{volume}:{page}."


def answers(folder, numbers):
    """Return what a catalogue says, on every route, about some of its works."""
    said = []
    with Catalogue(folder) as catalogue:
        for number in numbers:
            work = crossref_work(number)
            year = work["issued"]["date-parts"][0][0]
            title, journal = work["title"][0], work["container-title"][0]
            raw = f"{title}. {journal}. {year};{work['volume']}:{work['page']}"
            said.append(
                (
                    [one.doi for one in catalogue.by_identifier("doi", work["DOI"])],
                    [one.doi for one in catalogue.by_place(raw)],
                    [one.doi for one in catalogue.nearest(raw, 1)],
                )
            )
    return said


def expected(numbers):
    return [([doi], [doi], [doi]) for doi in (f"10.5555/work.{number}" for number in numbers)]


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(building, "BATCH", 7)
    monkeypatch.setattr(building, "WORKS_A_COMMIT", 20)


def test_every_work_is_found_by_each_of_its_numbers_and_by_its_words(catalogue_folder):
    assert answers(catalogue_folder, range(500)) == expected(range(500))


@pytest.mark.parametrize("batches", [0, 1, 3, 9])
def test_a_build_that_was_stopped_goes_on_and_reads_nothing_twice(tmp_path, small_batches, batches):
    folder = tmp_path / "c"
    source = write_lines(tmp_path / "w.jsonl", map(crossref_work, range(60)))
    stopped = build([source], folder)
    read = sum(next(stopped).works for _ in range(batches))
    stopped.close()
    if batches:
        with pytest.raises(CatalogueError, match="not finished"):
            Catalogue(folder)
    assert sum(outcome.works for outcome in built(folder, source)) == 60 - read
    assert answers(folder, range(60)) == expected(range(60))


def test_an_input_is_read_once_and_anew_where_it_changed(tmp_path):
    folder = tmp_path / "c"
    source = write_lines(tmp_path / "w.jsonl", map(crossref_work, range(3)))
    built(folder, source)
    (again,) = built(folder, source)
    assert (again.known, again.works) == (True, 0)
    write_lines(source, map(crossref_work, range(5)))
    assert sum(outcome.works for outcome in built(folder, source)) == 5
    assert answers(folder, range(5))[4] == expected([4])[0]


def test_works_are_added_to_a_finished_catalogue(tmp_path):
    folder = tmp_path / "c"
    built(folder, write_lines(tmp_path / "a.jsonl", map(crossref_work, range(30))))
    built(folder, write_lines(tmp_path / "b.jsonl", map(crossref_work, range(30, 60))))
    assert answers(folder, range(60)) == expected(range(60))
    assert not (folder / UNSORTED).exists()


def test_words_that_were_lost_are_indexed_anew(tmp_path, small_batches):
    folder = tmp_path / "c"
    source = write_lines(tmp_path / "w.jsonl", map(crossref_work, range(40)))
    built(folder, source)
    for path in (folder / WORDS).iterdir():
        path.write_bytes(b"damaged")
    with pytest.raises(CatalogueError):
        Catalogue(folder)
    built(folder, source)
    assert answers(folder, range(40)) == expected(range(40))


def test_killed_in_the_middle_it_goes_on(tmp_path):
    folder = tmp_path / "c"
    source = write_lines(tmp_path / "w.jsonl", map(crossref_work, range(3000)))
    script = (
        "import sys; from pathlib import Path; from refmgr.sources.catalogue import building;"
        "building.BATCH = 50; building.WORKS_A_COMMIT = 400;"
        "list(building.build([Path(sys.argv[1])], Path(sys.argv[2])))"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(source), str(folder)])
    while process.poll() is None and not (
        (folder / WORKS).exists() and (folder / WORKS).stat().st_size > 60_000
    ):
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL) if process.poll() is None else None
    process.wait()
    again = sum(outcome.works for outcome in built(folder, source))
    assert again < 3000
    assert answers(folder, range(0, 3000, 37)) == expected(range(0, 3000, 37))


def test_two_builds_at_once_are_refused(tmp_path, small_batches):
    folder = tmp_path / "c"
    source = write_lines(tmp_path / "w.jsonl", map(crossref_work, range(30)))
    first = build([source], folder)
    next(first)
    with pytest.raises(CatalogueError, match="another program is building"):
        built(folder, source)
    assert sum(outcome.works for outcome in first) == 23


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "a.jsonl", map(crossref_work, range(3)))
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.7")
    write_lines(tmp_path / "in" / "c.jsonl", map(crossref_work, range(3, 6)))
    outcomes = built(tmp_path / "c", tmp_path / "in")
    assert [outcome.works for outcome in outcomes] == [3, 0, 3]
    assert "no works" in outcomes[1].error
    assert answers(tmp_path / "c", range(6)) == expected(range(6))


def test_a_catalogue_of_nothing_answers_nothing(tmp_path):
    folder = tmp_path / "c"
    (tmp_path / "w.jsonl").write_text("{}\n")
    (outcome,) = built(folder, tmp_path / "w.jsonl")
    assert outcome.works == 0
    assert answers(folder, [1]) == [([], [], [])]
