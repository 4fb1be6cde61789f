"""`refmgr catalogue` and `refmgr match` as a script uses them."""

import json
import subprocess
import sys

import pytest
from made_works import crossref_work

WORK = crossref_work(7)
RAW = (
    f"1. {WORK['author'][0]['family']} AB, {WORK['author'][1]['family']} C. {WORK['title'][0]}. "
    f"{WORK['container-title'][0]}. 1987;8:107-116."
)
OTHER = "2. Nobody N. Another subject altogether, never printed anywhere. J Nowhere. 1911;3:4-5."


def rows(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_answers_and_lines_stay_side_by_side(refmgr, catalogue_folder):
    done = refmgr("match", "--catalogue", catalogue_folder, stdin=f"{RAW}\n\n{OTHER}\n")
    assert done.returncode == 0, done.stderr
    assert [row["raw"] for row in rows(done)] == [RAW, "", OTHER]
    assert [row["verdict"] for row in rows(done)] == ["accepted", "none", "none"]
    found, empty, _ = rows(done)
    assert (found["doi"], found["pmid"]) == ("10.5555/work.7", None)
    assert found["evidence"]["title"]["agreement"] == "equal"
    assert found["candidates"][0]["record"]["volume"] == "8"
    assert "title" in found["reason"]
    assert (empty["doi"], empty["evidence"], empty["candidates"]) == (None, {}, [])


def test_a_file_is_read_as_standard_input_is(refmgr, catalogue_folder, tmp_path):
    (tmp_path / "refs.txt").write_text(RAW, encoding="utf-8")
    done = refmgr("match", "refs.txt", "--catalogue", catalogue_folder)
    assert [row["doi"] for row in rows(done)] == ["10.5555/work.7"]


@pytest.mark.parametrize(
    "line",
    ["", "\x00\x01\xff", "x" * 1_000_000, "1 2 3 " * 100_000, "[" * 50_000, "\ud7ff 10.5555/"],
    ids=["empty", "binary", "1 MB", "numbers", "brackets", "half a DOI"],
)
def test_odd_lines_are_answered_with_none(refmgr, catalogue_folder, line):
    done = refmgr("match", "--catalogue", catalogue_folder, stdin=f"{line}\n{RAW}\n")
    assert done.returncode == 0, done.stderr
    assert [row["verdict"] for row in rows(done)] == ["none", "accepted"]


def test_empty_input_is_an_empty_answer(refmgr, catalogue_folder):
    done = refmgr("match", "--catalogue", catalogue_folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_several_catalogues_answer_as_one(refmgr, catalogue_folder, works_file, tmp_path):
    (tmp_path / "extra.jsonl").write_text(json.dumps(WORK | {"PMID": "1234567"}), encoding="utf-8")
    assert refmgr("catalogue", "build", "extra.jsonl", "-o", "extra").returncode == 0
    both = ["--catalogue", catalogue_folder, "--catalogue", "extra"]
    (row,) = rows(refmgr("match", *both, stdin=RAW))
    assert (row["verdict"], row["doi"], row["pmid"]) == ("accepted", "10.5555/work.7", "1234567")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["match", "refs.txt"], 2, "--catalogue"),
        (["match", "refs.txt", "--catalogue", "nowhere"], 3, "refmgr catalogue build"),
        (["match", "missing.txt", "--catalogue", "nowhere"], 2, "missing.txt"),
        (["catalogue", "build", "-o", "x"], 2, "SOURCE"),
        (["catalogue", "build", "missing", "-o", "x"], 3, "no such file"),
        (["catalogue", "build", "refs.txt", "-o", "x"], 3, "no works"),
        (["catalogue", "build", "refs.txt", "-o", "refs.txt"], 3, "refs.txt"),
        (["catalogue", "info", "."], 3, "refmgr catalogue build"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_what_cannot_be_done_is_one_line(refmgr, tmp_path, args, code, said):
    (tmp_path / "refs.txt").write_text(RAW, encoding="utf-8")
    done = refmgr(*args)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert code == 2 or len(done.stderr.splitlines()) == 1


def test_a_build_says_what_it_read_and_what_it_skipped(refmgr, works_file, tmp_path):
    (tmp_path / "more.jsonl").write_text("{not json\n" + json.dumps(WORK) + "\n")
    done = refmgr("catalogue", "build", works_file, "more.jsonl", "-o", "c")
    assert done.returncode == 1
    assert "501 works read from 2 files" in done.stdout
    assert "skipped: 1 (not JSON)" in done.stdout
    again = refmgr("catalogue", "build", works_file, "more.jsonl", "-o", "c", "--json")
    said = json.loads(again.stdout)
    assert again.returncode == 0
    assert (said["works_read"], said["known"], said["works"]) == (0, 2, 501)
    info = json.loads(refmgr("catalogue", "info", "c", "--json").stdout)
    assert (info["works"], info["with_doi"], info["skipped"]) == (501, 501, {"not JSON": 1})
    assert "501 works" in refmgr("catalogue", "info", "c").stdout


def test_matching_loads_no_reader_and_no_network(catalogue_folder, tmp_path):
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "refmgr",
        "match",
        "--catalogue",
        catalogue_folder,
    ]
    done = subprocess.run(command, input=RAW, capture_output=True, text=True, check=True)
    loaded = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()
    }
    assert "tantivy" in loaded
    assert loaded.isdisjoint(
        {"habanero", "httpx2", "lxml", "pypdfium2", "bibtexparser", "pycrfsuite", "rich"}
    )
