"""What lies in exports/ is what the first users' papers give, byte for byte."""

from pathlib import Path

import pytest

from refmgr.exports.bibliography import render
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.network.interchange import to_graphml, to_json
from refmgr.reports.as_markdown import as_markdown

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("exports") / "library.db", Settings(offline=True))
    list(library.import_(find_sources([str(ROOT / "seeds")])))
    network = library.network()
    return {
        **dict(library.report_folder()),
        "references.bib": render(library.export(), "bibtex")[0],
        "most-cited.md": as_markdown(library.report("most-cited", limit=20)),
        "network.json": to_json(network),
        "network.graphml": to_graphml(network),
    }


@pytest.mark.parametrize("path", sorted((ROOT / "exports").iterdir()), ids=lambda path: path.name)
def test_the_committed_export_is_what_the_program_writes(made, path):
    committed = path.read_bytes().decode("utf-8")
    assert path.name in made
    assert made[path.name].rstrip("\n") == committed.rstrip("\n")


def test_everything_the_program_writes_lies_in_exports(made):
    assert {path.name for path in (ROOT / "exports").iterdir()} == set(made)
