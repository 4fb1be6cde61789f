import pytest

from refmgr.sources.catalogue.catalogue import Catalogue


@pytest.fixture
def catalogue(catalogue_folder):
    """A finished catalogue, opened."""
    with Catalogue(catalogue_folder) as opened:
        yield opened
