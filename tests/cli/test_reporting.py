"""`refmgr report` and `refmgr network` as a user runs them."""

import json

import pytest
from click.testing import CliRunner

from refmgr.cli.main import cli
from refmgr.cli.reporting import REPORTS as TOLD
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.reporting import REPORTS
from refmgr.library.settings import Settings


@pytest.fixture(scope="module")
def five(tmp_path_factory, seeds):
    path = tmp_path_factory.mktemp("reporting") / "library.db"
    list(Library(path, Settings(offline=True)).import_(find_sources([str(seeds)])))

    def run(*args):
        return CliRunner().invoke(cli, ["--library", str(path), *map(str, args)])

    return run


def test_the_command_line_knows_the_reports_of_the_library():
    assert set(TOLD) == set(REPORTS)


@pytest.mark.parametrize("name", sorted(TOLD))
def test_every_report_prints_a_table_and_json(five, name):
    shown, data = five("report", name), five("report", name, "--json")
    rows = json.loads(data.stdout)
    assert shown.exit_code == data.exit_code == (0 if rows else 1)
    assert shown.stdout
    assert five("report", name, "--help").exit_code == 0


@pytest.mark.parametrize("ending", [".html", ".md", ".csv", ".json", ".txt"])
def test_a_report_is_written_by_the_ending_of_its_file(five, tmp_path, ending):
    target = tmp_path / f"cited{ending}"
    assert five("report", "most-cited", "-o", target).exit_code == 0
    assert "boulman2005" in target.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["report", "most-cited", "-o", "x.docx"], "ends in .html"),
        (["report", "co-cited", "--least", "0"], "0 is not in the range"),
        (["network", "-o", "x.xls"], ".graphml"),
        (["network", "--to", "vosviewer"], "-o NAME"),
        (["network", "--kind", "coupling", "--to", "svg"], "--to vosviewer"),
        (["report", "all"], "--output"),
    ],
)
def test_wrong_usage_says_what_is_right(five, args, said):
    done = five(*args)
    assert done.exit_code == 2
    assert said in done.output


def test_limits_and_what_is_folded(five):
    assert len(json.loads(five("report", "by-author", "--limit", "3", "--json").stdout)) == 3
    assert len(json.loads(five("report", "by-author", "--all", "--json").stdout)) > 80
    full = five("report", "coverage", "--full").stdout
    assert "prints no list of references" in " ".join(full.split())
    assert "prints no list" not in five("report", "coverage").stdout


def test_the_folder_links_only_to_what_is_in_it(five, tmp_path):
    done = five("report", "all", "-o", tmp_path / "for" / "you", "--json")
    names = json.loads(done.stdout)
    folder = tmp_path / "for" / "you"
    assert done.exit_code == 0
    assert {path.name for path in folder.iterdir()} == set(names)
    index = (folder / "index.html").read_text(encoding="utf-8")
    linked = {part.split('"')[0] for part in index.split('href="')[1:]}
    assert linked <= set(names)
    assert {name for name in names if name.endswith(".html")} - linked == {"index.html"}


def test_a_folder_that_is_a_file_is_refused(five, tmp_path):
    (tmp_path / "taken").write_text("mine")
    done = five("report", "all", "-o", tmp_path / "taken")
    assert done.exit_code == 3
    assert (tmp_path / "taken").read_text() == "mine"


def test_png_and_vosviewer_are_written(five, tmp_path):
    assert five("network", "-o", tmp_path / "n.png").exit_code == 0
    assert (tmp_path / "n.png").read_bytes().startswith(b"\x89PNG")
    assert five("network", "--to", "vosviewer", "-o", tmp_path / "vos").exit_code == 0
    assert (tmp_path / "vos_map.txt").read_text(encoding="utf-8").count("\n") == 34
    assert (tmp_path / "vos_network.txt").read_text(encoding="utf-8").count("\n") == 34


def test_pairs_are_a_network_too(five):
    pairs = json.loads(five("network", "--kind", "co-citation").stdout)
    assert [edge["weight"] for edge in pairs["edges"]] == [2] * 10
    assert pairs["directed"] is False
    assert len(json.loads(five("network", "--most", "8").stdout)["nodes"]) == 7


@pytest.mark.parametrize("args", [["report", "coverage"], ["report", "all", "-o", "f"]])
def test_without_a_library_it_says_what_to_do(tmp_path, args, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, args)
    assert done.exit_code == 1
    assert "refmgr import" in done.output
    assert list(tmp_path.iterdir()) == []


def test_the_picture_of_nothing_is_a_page_that_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["network", "-o", "n.html"])
    assert done.exit_code == 1
    assert "refmgr import" in done.output
    assert (tmp_path / "n.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_snowball_offline_is_a_table_and_tells_who_cannot_be_asked(five, tmp_path):
    done = five("snowball", "backward", "rojith2010", "--offline", "--json")
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)) == 12
    assert "no DOI" in done.stderr
    assert five("snowball", "co-cited", "callen2000", "--offline").exit_code == 0
    assert five("snowball", "backward", "nobody1900", "--offline").exit_code == 3
    assert five("snowball", "sideways").exit_code == 2
    assert five("snowball", "backward", "--offline", "-o", tmp_path / "x.doc").exit_code == 2
    assert five("snowball", "backward", "--offline", "-o", tmp_path / "x.html").exit_code == 0
