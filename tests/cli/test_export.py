import json

import pytest
from click.testing import CliRunner

from refmgr.cli.exporting import FORMATS as OFFERED
from refmgr.cli.main import cli
from refmgr.formats.reading import read_bibliography
from refmgr.formats.writing import FORMATS

BIB = """@article{Callen_2000,
  title = {Dermatomyositis in adults}, author = {Callen, J. P.}, journal = {Lancet}, year = 2000,
  abstract = {50\\% of them}, keywords = {skin, muscle}, note = {In press}, mytag = {x},
}
@article{roe2001,
  title = {Calcinosis of the elbow}, author = {Roe, Ann}, journal = {J Hand Surg}, year = 2001,
}
"""
PAPER = (
    "Calcinosis in a child: a report\n\nIt is seen late [1].\n\nReferences\n\n"
    "1. Doe J. Calcification of the knee. Bone 2011;5:1-9.\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("REFMGR_LIBRARY", "REFMGR_MAILTO"):
        monkeypatch.delenv(name, raising=False)

    def run(*args, stdin=None):
        return CliRunner().invoke(cli, args, input=stdin)

    return run


@pytest.fixture
def filled(run, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "paper.txt").write_text(PAPER)
    assert run("import", "--offline", "refs.bib", "paper.txt").exit_code == 0
    return run


def ids(done, form="csl-json"):
    return [item.id for item in read_bibliography(done.stdout.encode(), f"x.{form}").items]


def test_the_formats_offered_are_those_written():
    assert set(OFFERED) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_work_and_what_its_entry_told(filled, form):
    done = filled("export", form)
    assert done.exit_code == 0, done.stderr
    found = {
        item.record.title: item
        for item in read_bibliography(done.stdout.encode(), f"x.{form}").items
    }
    assert len(found) == 4
    item = found["Dermatomyositis in adults"]
    assert item.more["abstract"] == ("50% of them",)
    assert set(item.more["keyword"]) == {"skin", "muscle"}


def test_bibtex_gives_an_entry_back_with_all_it_had(filled):
    done = filled("export", "bibtex", "Callen_2000")
    for line in (
        "note = {In press}",
        "mytag = {x}",
        "abstract = {50\\% of them}",
        "keywords = {skin, muscle}",
    ):
        assert line in done.stdout


@pytest.mark.parametrize(
    ("name", "text", "keys", "code"),
    [
        ("m.tex", r"See \cite{roe2001} and \cite{nobody1999}.", ["roe2001"], 1),
        ("m.tex", r"See \cite{roe2001}. % \cite{Callen_2000}", ["roe2001"], 0),
        ("m.md", "See [@Callen_2000; @roe2001, p. 5].", ["Callen_2000", "roe2001"], 0),
        ("m.tex", r"\cite{CALLEN_2000}", ["CALLEN_2000"], 0),
        ("m.qmd", "Nothing is cited here, mail me at a@b.org.", [], 1),
    ],
)
def test_only_what_a_manuscript_cites_under_its_keys(filled, tmp_path, name, text, keys, code):
    (tmp_path / name).write_text(text)
    done = filled("export", "csl-json", "--cited-in", name)
    assert (json.loads(done.stdout) and ids(done)) == keys
    assert done.exit_code == code
    assert ("nobody1999" in done.stderr) == ("nobody" in text)


def test_nocite_star_is_everything(filled, tmp_path):
    (tmp_path / "m.tex").write_text(r"\nocite{*}")
    assert len(ids(filled("export", "csl-json", "--cited-in", "m.tex"))) == 4


def test_documents_and_since(filled):
    assert len(ids(filled("export", "csl-json", "--documents"))) == 1
    assert len(ids(filled("export", "csl-json", "--since", "2020"))) == 4
    later = filled("export", "csl-json", "--since", "2999-01")
    assert (later.exit_code, json.loads(later.stdout)) == (1, [])
    assert filled("export", "csl-json", "--since", "yesterday").exit_code == 2


def test_an_empty_library_is_told(run):
    done = run("export", "ris")
    assert done.exit_code == 1
    assert "refmgr import" in done.stderr


def test_an_unknown_key_leaves_the_old_file(filled, tmp_path):
    (tmp_path / "old.bib").write_text("old")
    assert filled("export", "bibtex", "nobody", "-o", "old.bib").exit_code == 3
    assert (tmp_path / "old.bib").read_text() == "old"


def test_a_formatted_list_in_the_order_of_citing(filled, tmp_path):
    (tmp_path / "m.md").write_text("First [@roe2001], then [@Callen_2000].")
    done = filled("bibliography", "--style", "vancouver", "--cited-in", "m.md")
    assert done.exit_code == 0
    assert done.stdout == (
        "1. Roe A. Calcinosis of the elbow. J Hand Surg. 2001.\n"
        "2. Callen JP. Dermatomyositis in adults. Lancet. 2000.\n"
    )


def test_a_formatted_list_by_keys_and_into_files(filled, tmp_path):
    keys = ("roe2001", "Callen_2000")
    assert filled("bibliography", "--style", "ama", *keys).stdout.startswith("1. Roe A.")
    for name, piece in (("a.md", b"*Lancet*"), ("a.html", b"<i>Lancet</i>"), ("a.docx", b"PK")):
        assert filled("bibliography", "--style", "apa", *keys, "-o", name).exit_code == 0
        assert piece in (tmp_path / name).read_bytes()
    assert filled("bibliography", "--style", "apa", "--format", "docx").exit_code == 2
    assert filled("bibliography", "--style", "nope").exit_code == 3
    assert filled("bibliography", *keys).exit_code == 2


def test_rekey_prints_old_and_new(filled):
    done = filled("rekey", "roe2001", "Roe:2001")
    assert (done.exit_code, done.stdout) == (0, "roe2001\tRoe:2001\n")
    table = filled("rekey", "--pattern", "{author}{year}", "--all", "--json")
    assert {"old": "Callen_2000", "new": "callen2000"} in json.loads(table.stdout)
    assert filled("export", "csl-json", "Callen_2000").exit_code == 0
    assert filled("rekey", "roe2001", "a b").exit_code == 3
    assert filled("rekey", "roe2001").exit_code == 2
    assert filled("rekey", "--pattern", "{author}").exit_code == 2
