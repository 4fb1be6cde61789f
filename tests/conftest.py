"""Fixtures for all tests: a Crossref of our own on 127.0.0.1."""

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
fake_crossref = _load("fake_crossref")
_load("word_files")


@pytest.fixture
def crossref_server():
    """A server without works: `FakeCrossref` tells how to fill it and how to make it fail."""
    with fake_crossref.FakeCrossref() as server:
        yield server
