"""Each command on the first users' five papers, as a user runs it."""

import csv
import io
import json
import sqlite3

import pytest

BOULMAN = "10.1016/j.semarthrit.2005.01.016"


@pytest.fixture
def five(refmgr, seeds):
    done = refmgr("import", "--offline", seeds)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    return refmgr


def jsonl(done):
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def test_import_says_what_came_of_each_paper(refmgr, seeds):
    done = refmgr("import", "--json", seeds)
    rows = jsonl(done)
    assert done.returncode == 0
    assert [row["references"] for row in rows] == [0, 11, 8, 13, 0]
    assert {row["status"] for row in rows} == {"added"}
    assert set(rows[0]) == {
        "source", "status", "work", "references", "entries", "new_works", "resolved", "pending", "problems",
    }  # fmt: skip


def test_without_a_network_import_says_so_once_and_is_done(refmgr, seeds):
    done = refmgr("import", seeds)
    assert done.returncode == 0
    assert done.stderr.count("Crossref cannot be reached") == 1
    assert "32 references wait for `refmgr resolve`" in done.stderr
    assert "5 documents added with 32 references; 33 works new" in done.stdout


def test_importing_again_says_that_nothing_changed(five, seeds):
    done = five("import", "--offline", seeds)
    assert done.returncode == 0
    assert "Nothing new: all 5 documents are in the library already" in done.stdout


def test_most_cited_as_json(five):
    rows = json.loads(five("report", "most-cited", "--json", "--limit", "5").stdout)
    assert [(row["cited_by"], row["mentions"]) for row in rows] == [
        (2, 7),
        (2, 5),
        (2, 3),
        (2, 2),
        (2, 2),
    ]
    assert rows[0]["doi"] == BOULMAN
    assert rows[2]["document"] is True
    assert set(rows[0]) >= {
        "key",
        "title",
        "authors",
        "year",
        "doi",
        "pmid",
        "cited_by",
        "mentions",
        "citing",
    }
    assert len(rows[0]["citing"]) == 2


@pytest.mark.parametrize("ending", ["md", "html", "csv", "json"])
def test_most_cited_as_a_file(five, tmp_path, ending):
    target = tmp_path / f"cited.{ending}"
    assert five("report", "most-cited", "-o", target).returncode == 0
    assert BOULMAN in target.read_text(encoding="utf-8")


def test_most_cited_for_a_person(five):
    done = five("report", "most-cited", "--limit", "3")
    assert done.returncode == 0
    assert "Calcinosis in rheumatic diseases" in done.stdout


def test_list_search_and_show_as_json(five):
    listed = json.loads(five("list", "--json").stdout)
    assert len(listed) == 33
    assert [row["key"] for row in listed] == sorted((row["key"] for row in listed), key=str.lower)
    found = json.loads(five("search", "bakkaloglu", "--json").stdout)
    assert [row["year"] for row in found] == [2021]
    assert json.loads(five("list", "bakkaloglu", "--json").stdout) == found
    (shown,) = json.loads(five("show", "boulman2005", "--json").stdout)
    assert shown["doi"] == BOULMAN
    assert sum(len(one["mentions"]) for one in shown["citations"]) == 7
    assert shown["origins"]["doi"].startswith("printed in 002_")


def test_show_for_a_person_tells_sentences_origins_and_problems(five):
    said = five("show", "boulman2005").stdout
    assert "Cited by 2 works" in said
    assert "printed in 002_83954c4a88491a9f.txt, reference 5" in said
    assert "40-70 percent of patients" in " ".join(said.split())
    assert "22" in five("show", "001_e12cf952defa7cb9.txt").stdout


def test_an_unknown_key_is_exit_code_3_with_a_hint(five):
    done = five("show", "boulman2006")
    assert (done.returncode, done.stdout) == (3, "")
    assert "boulman2005" in done.stderr


@pytest.mark.parametrize(
    ("ending", "looks_like"),
    [
        ("json", '"nodes"'),
        ("graphml", "<graphml"),
        ("gexf", "<gexf"),
        ("net", "*Vertices 33"),
        ("dot", "digraph"),
        ("csv", "source,target"),
        ("svg", "<svg"),
        ("html", "Content-Security-Policy"),
    ],
)
def test_network(five, tmp_path, ending, looks_like):
    target = tmp_path / f"network.{ending}"
    assert five("network", "-o", target).returncode == 0
    text = target.read_text(encoding="utf-8")
    assert looks_like in text
    assert five("network", "--to", ending).stdout == text


def test_network_as_json(five):
    network = json.loads(five("network").stdout)
    assert len(network["nodes"]) == 33
    assert len(network["edges"]) == 34
    assert sum(edge["mentions"] for edge in network["edges"]) == 10 + 23
    assert all(
        1 <= len(edge["sentences"]) <= edge["mentions"]
        for edge in network["edges"]
        if edge["mentions"]
    )


def test_network_as_csv_has_a_row_for_each_edge(five):
    rows = list(csv.DictReader(io.StringIO(five("network", "--to", "csv").stdout)))
    assert len(rows) == 34


def test_export_of_some_works_and_of_all(five, tmp_path):
    one = five("export", "bibtex", "callen2000").stdout
    assert one.count("@") == 1
    assert "10.1016/s0140-6736(99)05157-0" in one
    target = tmp_path / "all.bib"
    target.write_text("old")
    assert five("export", "bibtex", "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8").count("\n@") + 1 >= 33
    assert len(json.loads(five("export", "csl-json").stdout)) == 33


def test_read_gives_everything_without_a_library(refmgr, seeds, tmp_path):
    done = refmgr("read", "--json", *sorted(seeds.iterdir()))
    rows = jsonl(done)
    assert done.returncode == 0
    assert [len(row["references"]) for row in rows] == [0, 11, 8, 13, 0]
    assert [len(row["mentions"]) for row in rows] == [8, 1, 7, 15, 32]
    for row, path in zip(rows, sorted(seeds.iterdir()), strict=True):
        assert row["text"] == path.read_bytes().decode("utf-8")
        for reference in row["references"]:
            assert row["text"][reference["start"] : reference["end"]] == reference["raw"]
        for mention in row["mentions"]:
            assert row["text"][mention["start"] : mention["end"]] == mention["text"]
    assert not (tmp_path / "library.db").exists()


def test_a_folder_with_broken_files_is_read_whole_and_each_is_named(refmgr, seeds, tmp_path):
    for room in ("a", "b/c"):
        folder = tmp_path / "papers" / room
        folder.mkdir(parents=True)
        for seed in sorted(seeds.iterdir()):
            (folder / seed.name).write_bytes(seed.read_bytes() + room.encode())
        (folder / "x.pdf").write_bytes(b"")
        (folder / "y.docx").write_bytes(b"PK\x03\x04" + room.encode())
        (folder / "z.csv").write_bytes(b"1;2;3;4\n" * 50 + room.encode())
    broken = {
        str(path)
        for path in (tmp_path / "papers").rglob("*")
        if path.suffix in (".pdf", ".docx", ".csv")
    }
    read = refmgr("read", "--json", tmp_path / "papers")
    imported = refmgr("import", "--offline", "--json", tmp_path / "papers")
    assert (read.returncode, imported.returncode) == (1, 1)
    assert len(jsonl(read)) == len(jsonl(imported)) == 16
    unread = {row["file"]: row["problems"] for row in jsonl(read) if row["format"] is None}
    failed = {
        row["source"]: row["problems"] for row in jsonl(imported) if row["status"] == "failed"
    }
    assert unread.keys() == failed.keys() == broken
    assert all(len(problems) == 1 for problems in (*unread.values(), *failed.values()))
    assert all(
        sum(f"{path}: " in line for line in read.stderr.splitlines()) == 1 for path in broken
    )


def test_read_takes_pasted_text_and_shows_it_to_a_person(refmgr, seeds):
    pasted = (seeds / "002_83954c4a88491a9f.txt").read_text(encoding="utf-8")
    said = refmgr("read", "-", stdin=pasted).stdout
    assert "Late onset calcification" in said
    assert "8 references" in said


def test_parse_answers_line_by_line(refmgr):
    done = refmgr(
        "parse", stdin="1. Callen JP. Dermatomyositis. Lancet. 2000;355:53–7.\n\nnothing\n"
    )
    rows = jsonl(done)
    assert [row["raw"] for row in rows][1:] == ["", "nothing"]
    assert rows[0]["record"]["volume"] == "355"
    assert rows[0]["fields"]["container-title"] == ["Lancet"]
    assert rows[1]["fields"] == {}
    assert 0 <= rows[2]["confidence"] <= 1


def test_edit_decisions_undo(five):
    assert five("edit", "callen2000", "pages=53-57", "authors=Callen JP; Doe J").returncode == 0
    (shown,) = json.loads(five("show", "callen2000", "--json").stdout)
    assert (shown["pages"], len(shown["authors"])) == ("53-57", 2)
    (decision,) = json.loads(five("decisions", "--json").stdout)
    assert decision["verb"] == "edit"
    assert "Taken back" in five("undo").stdout
    (shown,) = json.loads(five("show", "callen2000", "--json").stdout)
    assert shown["pages"] == "53–7"
    done = five("undo")
    assert done.returncode == 3
    assert "no decision" in done.stderr


def test_rebuild_and_backup(five, tmp_path):
    before = five("export", "bibtex").stdout
    assert "5 documents read again; 33 works" in five("rebuild").stdout
    assert five("export", "bibtex").stdout == before
    assert five("backup", tmp_path / "copy.db").returncode == 0
    assert five("--library", tmp_path / "copy.db", "export", "bibtex").stdout == before
    assert five("backup", tmp_path / "copy.db").returncode == 3
    assert five("backup").returncode == 0
    assert len(list(tmp_path.glob("library-*.db"))) == 1


def test_another_library_by_option_or_environment(five, tmp_path):
    other = tmp_path / "other.db"
    for done in (five("--library", other, "list"), five("list", REFMGR_LIBRARY=str(other))):
        assert done.returncode == 1
        assert "empty" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["list"],
        ["list", "--json"],
        ["search", "x"],
        ["report", "most-cited"],
        ["export", "bibtex"],
        ["undo"],
    ],
    ids=" ".join,
)
def test_without_a_library_reading_says_so_and_makes_none(refmgr, tmp_path, args):
    done = refmgr(*args)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "--json" not in args or json.loads(done.stdout) == []
    assert not (tmp_path / "library.db").exists()


@pytest.mark.parametrize(
    "args", [["resolve"], ["rebuild"], ["decisions"], ["show", "x"], ["edit", "x", "year=2000"]]
)
def test_what_needs_a_library_asks_for_one(refmgr, tmp_path, args):
    done = refmgr(*args)
    assert done.returncode == 3
    assert "refmgr import" in done.stderr
    assert not (tmp_path / "library.db").exists()


def test_resolve_without_a_network_is_exit_code_3(five):
    done = five("resolve")
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == (
        "Error: Crossref cannot be reached from here; check the connection. 32 references still wait; "
        "run `refmgr resolve` again later, it goes on from here."
    )


def test_output_into_a_closed_pipe_is_quiet(five, tmp_path):
    import subprocess
    import sys

    line = f"'{sys.executable}' -m refmgr list | head -n 1"
    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_path_with_blanks_and_umlauts(refmgr, seeds, tmp_path):
    folder = tmp_path / "Fälle und Übersichten"
    folder.mkdir()
    paper = folder / "Milch – Kalzium.txt"
    paper.write_bytes((seeds / "000_9c1b80f0d3c1dabb.txt").read_bytes())
    done = refmgr("--library", folder / "meine bibliothek.db", "import", "--offline", folder)
    assert done.returncode == 0
    assert paper.name in done.stdout


# --- bad input ---------------------------------------------------------------------------------------


def bad(name, data=b""):
    def make(tmp_path):
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return make


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda tmp_path: tmp_path / "missing.txt", "no such file"),
        (lambda tmp_path: (tmp_path / "hollow").mkdir() or tmp_path / "hollow", "no documents"),
        (bad("empty.txt"), "empty"),
        (bad("blank.txt", b" \n\t\n"), ""),
        (bad("binary.txt", bytes(range(256)) * 40), ""),
        (bad("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj\n" * 50), "PDF"),
        (bad("digits.txt", b"0123456789" * 5_000_000), ""),
    ],
    ids=["missing", "hollow folder", "empty", "blank", "binary", "PDF", "50 MB of digits"],
)
def test_what_cannot_be_imported_is_one_line_and_exit_code_3(refmgr, tmp_path, made, said):
    path = made(tmp_path)
    done = refmgr("import", "--offline", path)
    assert done.returncode == 3
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert said in lines[0]
    assert path.name in lines[0]
    library = tmp_path / "library.db"
    if library.exists():
        connection = sqlite3.connect(library)
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
        connection.close()


def test_latin_1_is_read_and_said(refmgr, tmp_path):
    text = "Calcinosis\n\nPeñate Y\n\nFound late.[1]\n\nReferences\n\n1. Peñate Y. Cutis. Lancet. 2000;355:53-7.\n"
    (tmp_path / "latin.txt").write_bytes(text.encode("latin-1"))
    (row,) = jsonl(refmgr("import", "--offline", "--json", tmp_path / "latin.txt"))
    assert row["status"] == "added"
    assert "encoding-guessed" in {problem["code"] for problem in row["problems"]}
    assert "Peñate" in refmgr("list").stdout


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            lambda path: path.write_bytes(b"This is a letter, not a library. " * 99),
            "not a refmgr library",
        ),
        (lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000), "damaged"),
    ],
    ids=["a letter", "corrupt"],
)
@pytest.mark.parametrize("args", [["list"], ["import", "--offline"]], ids=" ".join)
def test_a_library_that_is_none_is_one_line_and_left_alone(
    five, seeds, tmp_path, damage, said, args
):
    library = tmp_path / "library.db"
    damage(library)
    before = library.read_bytes()
    done = five(*args, *([seeds] if args[0] == "import" else []))
    assert done.returncode == 3
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert library.read_bytes() == before


def test_a_folder_one_may_only_read(refmgr, seeds, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir()
    (
        locked / "library.db"
    ).mkdir()  # root may write anywhere, so a folder stands in the file's place
    done = refmgr("import", "--offline", seeds, where=locked)
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1
