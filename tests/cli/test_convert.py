import json
import os
import resource
import sys

import pytest
from click.testing import CliRunner

from refmgr.cli.converting import FORMATS as OFFERED
from refmgr.cli.converting import convert_command
from refmgr.formats.reading import read_bibliography
from refmgr.formats.writing import FORMATS

RIS = (
    "TY  - JOUR\nTI  - Calcinosis of the elbow\nAU  - Roe, Ann\nPY  - 2001\nJO  - J Hand Surg\n"
    "AB  - Text\nC1  - Paris\nER  - \n"
)
BAD = "TY  - JOUR\nKW  - x\nER  - \n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*args, stdin=None):
        return CliRunner().invoke(convert_command, args, input=stdin)

    return run


@pytest.fixture
def refs(tmp_path):
    path = tmp_path / "refs with ümlaut.ris"
    path.write_text(RIS, encoding="utf-8")
    return path


def test_the_formats_offered_are_those_written():
    assert set(OFFERED) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_and_read_again(run, refs, tmp_path, form):
    done = run(str(refs), "-t", form, "-o", "out")
    assert done.exit_code == 0, done.output
    assert "1 record read (ris)" in done.stderr
    assert "not carried over: ris:C1 in 1 record" in done.stderr or form in (
        "ris",
        "csl-json",
        "csv",
    )
    (item,) = read_bibliography((tmp_path / "out").read_bytes(), f"x.{form}").items
    assert item.record.title == "Calcinosis of the elbow"
    assert item.more["abstract"] == ("Text",)


def test_the_ending_of_the_output_tells_the_format(run, refs, tmp_path):
    assert run(str(refs), "-o", "out.bib").exit_code == 0
    assert (tmp_path / "out.bib").read_text().startswith("@article{roe2001,")
    done = run(str(refs), "-o", "out.xyz")
    assert done.exit_code == 2
    assert "say which format" in done.output


def test_standard_input_and_output(run):
    done = run("-", "-t", "csl-json", stdin=RIS)
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["title"] == "Calcinosis of the elbow"


def test_what_is_left_out_is_told_with_line_and_exit_code(run, tmp_path):
    (tmp_path / "x.ris").write_text(RIS + BAD)
    done = run("x.ris", "-t", "bibtex")
    assert done.exit_code == 1
    assert "1 left out" in done.stderr
    assert "line 9: it has neither title" in done.stderr
    told = run("x.ris", "-o", "x.bib", "--json")
    (file,) = json.loads(told.stdout)["files"]
    assert told.exit_code == 1
    assert (file["records"], file["failures"][0]["line"]) == (1, 9)
    assert file["failures"][0]["raw"] == BAD.strip()


def test_several_files_become_one_with_a_name_for_each_record(run, tmp_path):
    bib = "@book{a, title={One}}\n"
    (tmp_path / "a.bib").write_text(bib)
    (tmp_path / "b.bib").write_text(bib.replace("One", "Two"))
    done = run("a.bib", "b.bib", "-t", "bibtex")
    assert "@book{a," in done.stdout
    assert "@book{aa," in done.stdout


def test_the_input_is_never_the_output(run, refs):
    before = refs.read_bytes()
    for target in (str(refs), os.path.relpath(refs)):
        done = run(str(refs), "-t", "ris", "-o", target)
        assert done.exit_code == 3
        assert "this is the file that is read" in done.stderr
    assert refs.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<html><body>Log in</body></html>", "web page"),
        (b"@article{a}", "line 1"),
        (b"\x00\x01\x02", "not one BibTeX record"),
    ],
)
def test_what_cannot_be_read_leaves_the_old_file(run, tmp_path, content, said):
    (tmp_path / "x.bib").write_bytes(content)
    (tmp_path / "out.ris").write_text("old")
    done = run("x.bib", "-o", "out.ris")
    assert done.exit_code == 3
    assert said in done.stderr
    assert (tmp_path / "out.ris").read_text() == "old"
    assert run("nope.bib", "-o", "out.ris").exit_code == 3


def test_a_folder_that_cannot_be_written(run, refs, tmp_path):
    assert run(str(refs), "-o", "nowhere/out.bib").exit_code == 3
    (tmp_path / "folder").mkdir()
    done = run(str(refs), "-t", "ris", "-o", "folder")
    assert done.exit_code == 3
    assert "this is a folder" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are told otherwise")
def test_a_full_disk_leaves_the_old_file_and_no_other(run, refs, tmp_path):
    import signal

    refs.write_text(RIS.replace("Text", "Text " * 40_000))
    (tmp_path / "out.bib").write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        done = run(str(refs), "-o", "out.bib")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert done.exit_code == 3
    assert "Nothing was written" in done.stderr
    assert (tmp_path / "out.bib").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.bib", refs.name]


def test_a_key_that_latex_cannot_cite_gets_another_and_is_told(run, tmp_path):
    (tmp_path / "x.bib").write_text("@book{s {2001} x, title={Skin}, author={Roe, A}, year=2001}")
    done = run("x.bib", "-t", "bibtex")
    assert done.exit_code == 1
    assert "@book{roe2001," in done.stdout
    assert "LaTeX cannot cite this key" in done.stderr
