"""The command run as a user runs it: a process of its own in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_pubmed import addresses as addresses_of

SEEDS = Path(__file__).parents[2] / "seeds"
ADDRESSES = tuple(
    f"REFMGR_{name}_URL" for name in ("CROSSREF", "PUBMED", "CONVERTER", "EUROPEPMC", "ARXIV")
)


@pytest.fixture
def asking(crossref_server):
    """The environment in which a command asks the server of the tests, and nobody else."""
    addresses = {
        f"REFMGR_{name.upper()}": url for name, url in addresses_of(crossref_server.url).items()
    }
    return {**addresses, "REFMGR_MAILTO": "a@example.org"}


@pytest.fixture(scope="session")
def seeds():
    return SEEDS


@pytest.fixture
def refmgr(tmp_path):
    """Return a function that runs `refmgr ARGS` in an empty folder and returns the finished process."""

    def run(*args, stdin="", where=tmp_path, **environment):
        clean = {name: text for name, text in os.environ.items() if not name.startswith("REFMGR_")}
        # Nothing is asked unless a test says whom: an address where nobody listens.
        clean |= {
            **dict.fromkeys(ADDRESSES, "http://127.0.0.1:9"),
            "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        }
        return subprocess.run(
            [sys.executable, "-m", "refmgr", *map(str, args)],
            cwd=where, env={**clean, **environment}, input=stdin, capture_output=True, text=True,
            encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip

    return run
