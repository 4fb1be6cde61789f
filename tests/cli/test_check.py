"""`refmgr check` as a user, a script and a workflow run it."""

import csv
import io
import json
import shutil

import pytest

CALLEN = "10.1016/s0140-6736(99)05157-0"
WRONG_YEAR = "Callen JP. Dermatomyositis. Lancet. 2010;355(9197):53-7."
LOBO = "Lobo IM, Machado S. Calcinosis cutis: a rare feature of dermatomyositis. Dermatol Online J. 2008;14:10."
NOWHERE = "Doe J. An article that nobody ever wrote about skin. J Nowhere Med. 2005;34:805-12."


def fill(server):
    server.add(
        CALLEN, "Dermatomyositis", authors="Callen Jeffrey P", container="The Lancet", year=2000,
        volume="355", issue="9197", page="53-57",
    )  # fmt: skip


@pytest.fixture(scope="session")
def faulty(imported_once):
    listed = [
        f"{WRONG_YEAR} doi: {CALLEN}",
        f"{LOBO} doi: {CALLEN}",
        NOWHERE,
        f"{WRONG_YEAR} PMID: 1",
    ]
    entries = "\n".join(f"{number}. {entry}" for number, entry in enumerate(listed, 1))
    text = (
        "A case of calcinosis in a patient\n\nJane Doe\n\nCalcinosis is late.[1] It resolves.[2,3] Or not.[5]"
        f"\n\nReferences\n\n{entries}\n"
    )
    return imported_once("faulty", fill, {"a.txt": text})


@pytest.fixture
def checked(refmgr, tmp_path, faulty):
    """Nobody can be asked: a check needs no network."""
    shutil.copy(faulty, tmp_path / "library.db")
    return refmgr


def test_the_library(checked):
    done = checked("check")
    assert done.returncode == 1
    for code in ("wrong-year", "identifier-of-another-work", "not-found", "number-not-listed",
                 "reference-never-cited"):  # fmt: skip
        assert f"[{code}]" in done.stdout, code
    assert "year 2010 is printed, Crossref has 2000" in done.stdout
    assert "was not found in Crossref and " in done.stdout
    assert "fake" not in done.stdout.lower()
    assert "    → " in done.stdout
    assert "findings: 1 error" in done.stderr


def test_formats_say_the_same(checked):
    rows = json.loads(checked("check", "--json").stdout)
    assert rows == json.loads(checked("check", "--format", "json").stdout)
    assert set(rows[0]) == {
        "code",
        "level",
        "what",
        "why",
        "repair",
        "file",
        "line",
        "column",
        "number",
        "key",
    }
    table = list(csv.DictReader(io.StringIO(checked("check", "--format", "csv").stdout)))
    assert [one["code"] for one in table] == [one["code"] for one in rows]
    marks = checked("check", "--format", "github").stdout.splitlines()
    assert len(marks) == len(rows)
    assert sum(one.startswith("::error ") for one in marks) == 1
    assert all(one.startswith(("::error ", "::warning ", "::notice ")) for one in marks)


def test_only_what_weighs(checked):
    levels = {
        one["level"] for one in json.loads(checked("check", "--json", "--level", "error").stdout)
    }
    assert levels == {"error"}
    assert {
        one["file"] for one in json.loads(checked("check", "--json", "--paper", "a.txt").stdout)
    } <= {"a.txt", ""}
    assert checked("check", "--paper", "nobody").returncode == 3


def test_what_a_person_settled_is_no_finding(checked):
    def not_found():
        return [
            one
            for one in json.loads(checked("check", "--json").stdout)
            if one["code"] == "not-found"
        ]

    assert [one["number"] for one in not_found()] == [3]
    assert checked("decide", "a.txt:3", "not-a-publication").returncode == 0
    assert not_found() == []
    checked("undo")
    assert len(not_found()) == 1


def test_a_manuscript(checked, tmp_path):
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\n\\begin{document}\nAs shown \\cite{callen2000,calen2000}.\n"
        "% \\cite{commented}\n\\end{document}\n",
        encoding="utf-8",
    )
    key = next(
        one["key"] for one in json.loads(checked("list", "--json").stdout) if one["doi"] == CALLEN
    )
    text = (tmp_path / "paper.tex").read_text(encoding="utf-8").replace("{callen2000,", f"{{{key},")
    (tmp_path / "paper.tex").write_text(text, encoding="utf-8")
    done = checked("check", "paper.tex")
    assert done.returncode == 1
    assert (
        f"paper.tex:3:{len(key) + 17}: error: No work of the library has the key calen2000."
        in done.stdout
    )
    assert f"did you mean {key}" in done.stdout
    assert "commented" not in done.stdout
    mark = checked("check", "paper.tex", "--format", "github").stdout
    assert f"::error file=paper.tex,line=3,col={len(key) + 17},title=missing-key::" in mark


def test_a_clean_manuscript_is_exit_code_0(checked, tmp_path):
    (tmp_path / "paper.md").write_text("Write to a@b.org, see @fig-one.\n", encoding="utf-8")
    done = checked("check", "paper.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing was found." in done.stderr
    assert json.loads(checked("check", "paper.md", "--json").stdout) == []


def test_a_retracted_work_is_told_where_it_is_cited(refmgr, tmp_path):
    (tmp_path / "refs.bib").write_text(
        "@article{roe2001, author={Roe, Ann}, title={RETRACTED: Skin and sun}, journal={BMJ}, year={2001}}\n"
        "@article{doe2002, author={Doe, Jo}, title={Other skin}, journal={BMJ}, year={2002}}\n",
        encoding="utf-8",
    )
    assert refmgr("import", "--offline", "refs.bib").returncode == 0
    (tmp_path / "paper.qmd").write_text(
        "---\nbibliography: refs.bib\n---\n\nFirst.\n\nAs shown [@roe2001].\n", encoding="utf-8"
    )
    rows = json.loads(refmgr("check", "paper.qmd", "--json").stdout)
    assert [(one["code"], one["level"], one["line"]) for one in rows] == [
        ("unused", "note", None), ("retracted", "error", 7),
    ]  # fmt: skip
    assert "doe2002" in rows[0]["what"]
    assert any(one["code"] == "retracted" for one in json.loads(refmgr("check", "--json").stdout))


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("check", "none.tex"), 3, "there is no such file"),
        (("check", "."), 3, "this is a folder"),
        (("check", "a.txt", "--paper", "x"), 2, "--paper is for the library"),
        (("check", "--format", "xml"), 2, "xml"),
    ],
)
def test_what_cannot_be_checked(checked, args, code, says):
    done = checked(*args)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_library(refmgr, tmp_path):
    done = refmgr("check")
    assert done.returncode == 3
    assert "there is no library here yet" in done.stderr
    assert not (tmp_path / "library.db").exists()
