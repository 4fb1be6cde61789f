"""Starting is light, every command has help and stands in the README."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from refmgr.cli.main import COMMANDS, cli

README = Path(__file__).parents[2] / "README.md"
HEAVY = (
    "sqlite_utils",
    "habanero",
    "httpx2",
    "bibtexparser",
    "rich",
    "lxml",
    "rapidfuzz",
    "numpy",
    "networkx",
)


def loaded_by(*args, where=None):
    command = [sys.executable, "-X", "importtime", "-m", "refmgr", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=where)
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}


@pytest.mark.parametrize(
    "args", [("--help",), ("--version",), ("list", "--help"), ("list",)], ids=" ".join
)
def test_starting_loads_nothing_heavy(args, tmp_path):
    loaded = loaded_by(*args, where=tmp_path)
    assert "click" in loaded, "the test must see what is loaded"
    assert loaded.isdisjoint(HEAVY)


def test_listing_a_library_loads_nothing_heavy(refmgr, seeds, tmp_path):
    refmgr("import", "--offline", seeds)
    loaded = loaded_by("list", "--limit", "20", where=tmp_path)
    assert "sqlite3" in loaded
    assert loaded.isdisjoint(HEAVY)


PATHS = [*((name,) for name in COMMANDS), ("report", "most-cited")]


@pytest.mark.parametrize("command", PATHS, ids=" ".join)
def test_every_command_has_help_and_stands_in_the_readme(command):
    result = CliRunner().invoke(cli, [*command, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5
    assert f"refmgr {' '.join(command)}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_table_tells_what_the_command_says_of_itself(name):
    command = cli.get_command(None, name)
    assert command.name == name


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["lis"], "No such command"),
        (["import"], "Missing argument"),
        (["report", "most-cited", "--limit", "0"], "0"),
        (["export", "word"], "'word'"),
        (["edit", "callen2000", "colour=red"], "fields are"),
        (["edit", "callen2000", "year=MMXX"], "four digits"),
        (["edit", "callen2000", "doi=banana"], "no DOI"),
        (["network", "-o", "net.pdf"], ".graphml"),
        (["report", "most-cited", "-o", "cited.pdf"], ".html"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_wrong_usage_is_exit_code_2_and_says_what_is_right(refmgr, args, said):
    done = refmgr(*args)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
