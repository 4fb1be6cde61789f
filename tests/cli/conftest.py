"""The command run as a user runs it: a process of its own in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_pubmed import FakeServices
from fake_pubmed import addresses as addresses_of

SEEDS = Path(__file__).parents[2] / "seeds"
ADDRESSES = tuple(
    f"REFMGR_{name}_URL" for name in ("CROSSREF", "PUBMED", "CONVERTER", "EUROPEPMC", "ARXIV")
)


def environment_of(server):
    """The environment in which a command asks a server of ours, and nobody else."""
    addresses = {f"REFMGR_{name.upper()}": url for name, url in addresses_of(server.url).items()}
    return {**addresses, "REFMGR_MAILTO": "a@example.org"}


@pytest.fixture
def asking(crossref_server):
    return environment_of(crossref_server)


@pytest.fixture(scope="session")
def seeds():
    return SEEDS


def runner(folder):
    """Return a function that runs `refmgr ARGS` in a folder and returns the finished process."""

    def run(*args, stdin="", where=folder, **environment):
        clean = {name: text for name, text in os.environ.items() if not name.startswith("REFMGR_")}
        # Nothing is asked unless a test says whom: an address where nobody listens.
        clean |= {
            **dict.fromkeys(ADDRESSES, "http://127.0.0.1:9"),
            "XDG_CONFIG_HOME": str(folder / ".config"),
        }
        return subprocess.run(
            [sys.executable, "-m", "refmgr", *map(str, args)],
            cwd=where, env={**clean, **environment}, input=stdin, capture_output=True, text=True,
            encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip

    return run


@pytest.fixture
def refmgr(tmp_path):
    """Return a function that runs `refmgr ARGS` in an empty folder and returns the finished process."""
    return runner(tmp_path)


@pytest.fixture(scope="session")
def imported_once(tmp_path_factory):
    """Return a maker of libraries: papers imported with a server's help, once for all tests.

    A copy of the library serves each test: answers are kept in it, whichever server gave them.
    """

    def make(name, fill, papers):
        folder = tmp_path_factory.mktemp(name)
        for paper, text in papers.items():
            (folder / paper).write_text(text, encoding="utf-8")
        with FakeServices() as server:
            fill(server)
            done = runner(folder)("import", *papers, **environment_of(server))
        assert done.returncode == 0, done.stderr
        return folder / "library.db"

    return make
