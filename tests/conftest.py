"""Fixtures for all tests: a Crossref of our own on 127.0.0.1, an offline catalogue."""

import importlib.util
import sys
from pathlib import Path

import pytest


def _load(name):
    """Return a module that lies beside this file; tests are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_load("fake_server")
_load("fake_crossref")
fake_pubmed = _load("fake_pubmed")
_load("word_files")
_load("states")
made_works = _load("made_works")
_load("growth")


@pytest.fixture
def services():
    """All services on one server: `FakeServices` tells how to fill it and how to make it fail."""
    with fake_pubmed.FakeServices() as server:
        yield server


@pytest.fixture
def crossref_server(services):
    """The same server, where only what it does as Crossref matters."""
    return services


@pytest.fixture
def settings_of():
    """Return a maker of Settings that ask nobody but a server of ours."""
    from refmgr.library.settings import Settings

    def make(url, **more):
        usual = {"mailto": "test@example.org", **fake_pubmed.addresses(url)}
        return Settings(**{**usual, **more})

    return make


@pytest.fixture(scope="session")
def works_file(tmp_path_factory):
    """500 works as JSON Lines."""
    path = tmp_path_factory.mktemp("works") / "works.jsonl"
    return made_works.write_lines(path, map(made_works.crossref_work, range(500)))


@pytest.fixture(scope="session")
def catalogue_folder(works_file, tmp_path_factory):
    """A finished catalogue of these works; tests must not change it."""
    folder = tmp_path_factory.mktemp("finished") / "catalogue"
    made_works.built(folder, works_file)
    return folder


class Watch:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 0.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    def clock(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()
