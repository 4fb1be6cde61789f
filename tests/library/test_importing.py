"""Importing: again is nothing, failures are outcomes, nobody is asked offline, nothing is torn."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from refmgr.errors import LibraryError, NotFoundError
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings

PAPER = """Calcinosis in a child number {number}

Jane Doe, John Roe

Calcinosis is a late finding of dermatomyositis.[1] It may resolve with diltiazem.[2,3]

References

1. Callen JP. Dermatomyositis. Lancet. 2000;355:53–7.
2. Doe J, Roe J. Diltiazem for calcinosis, part {number}. J Invented Med. 2011;{number}:1–9.
3. Smith AB. Bisphosphonates in {number} children. Ann Fict. 2012;7({number}):33–8.
"""


def papers(folder, count):
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"{number:03}.txt").write_text(PAPER.format(number=number), encoding="utf-8")
    return folder


def count(path, table):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    finally:
        connection.close()


def test_importing_again_changes_nothing(seeded, seeds_folder):
    before = seeded.path.read_bytes()
    outcomes = list(seeded.import_(find_sources([str(seeds_folder)])))
    assert {one.status for one in outcomes} == {"unchanged"}
    assert [one.references for one in outcomes] == [0, 11, 8, 13, 0]
    assert seeded.path.read_bytes() == before


def test_outcomes_count_what_is_known_and_what_waits(empty, seeds_folder):
    outcomes = list(empty.import_(find_sources([str(seeds_folder)])))
    assert [one.new_works for one in outcomes] == [1, 1 + 11 + 2, 1 + 7, 1 + 8, 1]
    assert [one.resolved for one in outcomes] == [0, 0, 6, 5, 0], "seed 002's DOIs reach seed 003"
    assert [one.pending for one in outcomes] == [0, 11, 8, 13, 0]


def test_one_file_under_two_names_is_one_document(empty, tmp_path):
    folder = papers(tmp_path / "a", 1)
    (folder / "copy.txt").write_bytes((folder / "001.txt").read_bytes())
    assert [one.status for one in empty.import_(find_sources([str(folder)]))] == [
        "added",
        "unchanged",
    ]


def test_failures_are_outcomes_and_the_others_go_on(empty, tmp_path):
    folder = papers(tmp_path / "mixed", 2)
    (folder / "000.txt").write_bytes(b"")
    (folder / "0000.pdf").write_bytes(b"\x00\x01\x02" * 500)
    outcomes = list(empty.import_(find_sources([str(folder), str(tmp_path / "missing")])))
    assert sorted(one.status for one in outcomes) == [
        "added",
        "added",
        "failed",
        "failed",
        "failed",
    ]
    for one in outcomes:
        if one.status == "failed":
            assert "\n" not in one.problems[0].message
            assert one.source in one.problems[0].message or one.source.endswith(("txt", "pdf"))
    assert count(empty.path, "documents") == 2


def test_a_folder_is_read_whole_but_for_hidden_files_and_libraries(tmp_path):
    folder = papers(tmp_path / "papers", 1)
    papers(folder / "more", 1)
    papers(folder / ".trash", 1)
    (folder / "library.db").write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")
    found = find_sources([str(folder), str(folder / "001.txt")])
    assert [one.name for one in found] == [
        str(folder / "001.txt"),
        str(folder / "more" / "001.txt"),
    ]


@pytest.mark.parametrize(
    ("name", "said"), [("missing", "no such file"), ("hollow", "no documents")]
)
def test_what_cannot_be_found_says_so_when_it_is_read(tmp_path, name, said):
    (tmp_path / "hollow").mkdir()
    (source,) = find_sources([str(tmp_path / name)])
    with pytest.raises(NotFoundError, match=said):
        source.read()


def test_a_library_in_a_missing_folder_is_refused(tmp_path, seeds_folder):
    library = Library(tmp_path / "nowhere" / "library.db", Settings(offline=True))
    with pytest.raises(LibraryError, match="cannot be opened"):
        list(library.import_(find_sources([str(seeds_folder)])))


KILLED = """
import sys
from pathlib import Path
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
library = Library(Path(sys.argv[1]), Settings(offline=True))
for outcome in library.import_(find_sources([sys.argv[2]])):
    print(outcome.source, flush=True)
"""


@pytest.mark.slow
def test_kill_at_any_moment_loses_at_most_the_document_in_hand(tmp_path):
    folder = papers(tmp_path / "papers", 16)
    chance = random.Random(20)
    acknowledged = 0
    for attempt in range(20):
        path = tmp_path / f"{attempt}.db"
        command = [sys.executable, "-c", KILLED, str(path), str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            said = [process.stdout.readline() for _ in range(chance.randrange(0, 14))]
            time.sleep(chance.random() / 50)
            os.kill(process.pid, signal.SIGKILL)
            rest = process.stdout.read().splitlines()
        done = len([line for line in said if line]) + len(rest)
        acknowledged += done
        if path.exists() and path.stat().st_size:
            check_whole(path, done, folder)
    assert acknowledged > 60, "the kills must have come in the middle of the work"


def check_whole(path, acknowledged, folder):
    library = Library(path, Settings(offline=True))
    list(library.import_(find_sources([str(folder)])))  # opens, repairs, goes on
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    assert count(path, "documents") == 16 >= acknowledged
    assert count(path, "records") == 16 * 4
    assert count(path, "citations") == 16 * 3


@pytest.mark.slow
def test_two_importers_at_once_store_every_document(tmp_path):
    path = tmp_path / "library.db"
    command = [sys.executable, "-c", KILLED, str(path), str(papers(tmp_path / "all", 60))]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **quiet) as one, subprocess.Popen(command, **quiet) as two:
        for process in (one, two):
            _, said = process.communicate(timeout=120)
            assert (process.returncode, said) == (0, "")
    assert count(path, "documents") == 60
    assert count(path, "works") == 60 + 1 + 2 * 60
    assert count(path, "citations") == 180


def test_two_copies_of_one_paper_count_its_mentions_once(empty, tmp_path):
    folder = papers(tmp_path / "copies", 1)
    text = (folder / "001.txt").read_text(encoding="utf-8")
    (folder / "002.txt").write_text(
        text.replace("diltiazem.[2,3]", "diltiazem.[2,3] Often.[1]"), encoding="utf-8"
    )
    list(empty.import_(find_sources([str(folder)])))
    assert count(empty.path, "works") == 4
    (callen,) = empty.search("callen")
    assert (callen.cited_by, callen.mentions) == (1, 2)
    assert sum(len(one.mentions) for one in empty.show(callen.key).citations) == 2
    assert [(one.mentions, len(one.citing)) for one in empty.most_cited()] == [
        (2, 1),
        (1, 1),
        (1, 1),
    ]
