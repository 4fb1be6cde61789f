"""Libraries to test with: the seeds imported offline, once for all readers."""

from pathlib import Path

import pytest

from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings

SEEDS = Path(__file__).parents[2] / "seeds"


def import_all(library, *names):
    return list(library.import_(find_sources([str(name) for name in names])))


@pytest.fixture(scope="session")
def seeds_folder():
    return SEEDS


@pytest.fixture
def empty(tmp_path):
    return Library(tmp_path / "library.db", Settings(offline=True))


@pytest.fixture
def seeded(empty):
    import_all(empty, SEEDS)
    return empty


@pytest.fixture(scope="session")
def five(tmp_path_factory):
    """The seeds in a library that tests only read."""
    library = Library(tmp_path_factory.mktemp("five") / "library.db", Settings(offline=True))
    import_all(library, SEEDS)
    return library
