"""Many files: in order, in several processes, and one that hangs, dies or explodes stops nothing."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from refmgr.library import reading_ahead, workers
from refmgr.library.importing import Source
from refmgr.library.reading_ahead import read_ahead

FOLDER = Path(__file__).parent


@pytest.fixture
def misbehave(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    from slow_readers import misbehave as reader

    return reader


@pytest.fixture
def two_processors(monkeypatch):
    monkeypatch.setattr(workers, "processors", lambda: 2)


def sources(*texts):
    return [Source(name=f"folder/{i}.txt", data=text.encode()) for i, text in enumerate(texts)]


def told(read):
    return read.document.text if read.document else str(read.error)


def test_bad_files_fail_alone_and_the_order_stays(misbehave, two_processors):
    texts = ["a", "hang", "b", "die", "c", "bug", "refuse", "d", "grow", "e"] + [
        f"f{i}" for i in range(20)
    ]
    reads = list(read_ahead(sources(*texts), reader=misbehave, seconds=3))
    assert [read.source.name for read in reads] == [f"folder/{i}.txt" for i in range(len(texts))]
    failed = {text: str(read.error) for text, read in zip(texts, reads, strict=True) if read.error}
    assert {
        text: read.document.text for text, read in zip(texts, reads, strict=True) if read.document
    } == {text: text for text in texts if text not in failed}
    for text, said in {
        "hang": "more than 3 seconds",
        "die": "broke down",
        "bug": "KeyError in slow_readers.py",
        "refuse": "not a paper",
        "grow": "memory",
    }.items():
        assert said in failed.pop(text)
    assert failed == {}
    processes = {read.document.format for read in reads if read.document}
    assert str(os.getpid()) not in processes
    assert len(processes) > 1
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("count", [0, 1, 7])
def test_few_files_are_read_in_this_process(misbehave, two_processors, count):
    reads = list(read_ahead(sources(*["a"] * count), reader=misbehave))
    assert {read.document.format for read in reads} <= {str(os.getpid())}
    assert len(reads) == count


def test_one_processor_is_not_shared(misbehave, monkeypatch):
    monkeypatch.setattr(workers, "processors", lambda: 1)
    reads = list(read_ahead(sources(*["a"] * 12), reader=misbehave))
    assert {read.document.format for read in reads} == {str(os.getpid())}


def test_a_large_file_is_watched_even_alone(misbehave, monkeypatch):
    monkeypatch.setattr(reading_ahead, "LARGE", 10)
    (read,) = read_ahead(sources("hang on, this is large"), reader=misbehave, seconds=1)
    assert "more than 1 seconds" in str(read.error)


def test_what_is_not_wanted_is_not_read(misbehave, two_processors):
    texts = ["hang" if i % 2 else "a" for i in range(12)]
    reads = list(read_ahead(sources(*texts), reader=misbehave, wanted=lambda data: data == b"a"))
    assert [read.document is None and read.error is None for read in reads] == [
        text == "hang" for text in texts
    ]
    assert all(read.data for read in reads)


def test_a_source_that_is_missing_is_told_in_its_place(misbehave, two_processors, tmp_path):
    plan = [
        *sources(*["a"] * 9),
        Source(name="gone.txt", path=tmp_path / "gone.txt"),
        *sources("b"),
    ]
    reads = list(read_ahead(plan, reader=misbehave))
    assert "cannot be opened" in told(reads[9])
    assert told(reads[10]) == "b"


def test_only_a_few_files_are_read_ahead(misbehave, two_processors):
    taken = []

    def counted():
        for source in sources(*["a"] * 60):
            taken.append(source)
            yield source

    reads = read_ahead(counted(), reader=misbehave)
    next(reads)
    assert len(taken) <= 12
    reads.close()
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_all_processes_quietly(tmp_path):
    for i in range(400):
        (tmp_path / f"{i}.txt").write_text(f"Calcinosis was found late in child {i} [1]. " * 400)
    running = subprocess.Popen(
        [sys.executable, "-m", "refmgr", "read", "--json", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert running.stdout.readline().startswith('{"file"')
    os.killpg(running.pid, signal.SIGINT)  # what a terminal does: all processes of the group
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert said.strip() == "Stopped. What was finished is kept."
