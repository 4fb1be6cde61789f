"""Derived tables may be dropped: everything comes back the same, from what was given, asked and decided."""

import sqlite3
from itertools import permutations

import pytest

from refmgr.exports.bibliography import render
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.network.figure import to_svg
from refmgr.network.interchange import to_dot, to_graphml, to_json
from refmgr.network.page import to_html

DERIVED = (
    "citations", "entries", "links", "mentions", "matches", "records", "likenesses", "blocks", "descriptions",
    "works", "readings",
)  # fmt: skip
LASTING = ("documents", "answers", "decisions", "keys")


def everything(library):
    """Every export and report there is, as text."""
    network = library.network()
    works = network.works
    return {
        "svg": to_svg(network),
        "html": to_html(network),
        "bibtex": render(works, "bibtex")[0],
        "biblatex": render(works, "biblatex")[0],
        "csl-json": render(works, "csl-json")[0],
        "json": to_json(network),
        "graphml": to_graphml(network),
        "dot": to_dot(network),
        **dict(library.report_folder()),
        "shown": [library.show(work.key) for work in works if work.document],
        "origins": [(work.key, dict(work.origins)) for work in works],
    }


def dump(library, tables):
    connection = sqlite3.connect(library.path)
    try:
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    finally:
        connection.close()


def drop_derived(library):
    connection = sqlite3.connect(library.path)
    for name in DERIVED:
        connection.execute(f"DELETE FROM {name}")
    connection.commit()
    connection.close()


def strip_row_numbers(exports):
    """Leave out row ids, which `show` hands on for scripts and which may change."""
    return {
        name: [(one.work, one.citations, [dict(d) for d in one.documents]) for one in value]
        if name == "shown"
        else value
        for name, value in exports.items()
    }


@pytest.fixture
def decided(seeded):
    """A library with a person's edits, one of them taken back."""
    seeded.edit("004_891f3d8ab2deb8fa.txt", {"title": "Calcinosis in five children", "year": 2020})
    seeded.edit("callen2000", {"container": "The Lancet"})
    seeded.edit("boulman2005", {"doi": "10.1000/wrong"})
    seeded.undo()
    return seeded


def test_dropping_and_rebuilding_gives_every_export_byte_for_byte(decided):
    before = strip_row_numbers(everything(decided))
    lasting = dump(decided, LASTING)
    drop_derived(decided)
    assert not decided.list()
    assert len(list(decided.rebuild())) == 5
    assert strip_row_numbers(everything(decided)) == before
    assert dump(decided, LASTING) == lasting


def test_rebuilding_twice_is_rebuilding_once(decided):
    list(decided.rebuild())
    once = dump(decided, ("works", "citations", "mentions"))
    list(decided.rebuild())
    assert dump(decided, ("works", "citations", "mentions")) == once


def test_a_rebuild_cut_short_leaves_the_library_as_it_was(decided):
    before = dump(decided, (*DERIVED, *LASTING))
    rebuild = decided.rebuild()
    next(rebuild)
    rebuild.close()
    assert dump(decided, (*DERIVED, *LASTING)) == before


def test_edits_survive_and_say_that_they_are_yours(decided):
    list(decided.rebuild())
    shown = decided.show("004_891f3d8ab2deb8fa.txt").work
    assert (shown.record.title, shown.record.year) == ("Calcinosis in five children", 2020)
    assert shown.origins["title"] == "you"
    assert decided.show("callen2000").work.record.container == "The Lancet"
    assert decided.show("callen2000").work.cited_by == 2
    assert decided.show("boulman2005").work.record.doi == "10.1016/j.semarthrit.2005.01.016"
    assert [one.undone for one in decided.decisions()] == [False, False, True]


def test_undo_goes_back_step_by_step(decided):
    decided.undo()
    assert decided.show("callen2000").work.record.container == "Lancet"
    decided.undo()
    assert decided.show("004_891f3d8ab2deb8fa.txt").work.record.title is None


ORDERS = [order for number, order in enumerate(permutations(range(5))) if number % 17 == 0]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_the_order_of_import_changes_no_work_and_no_edge(tmp_path, five, seeds_folder, order):
    files = sorted(seeds_folder.iterdir())
    library = Library(tmp_path / "library.db", Settings(offline=True))
    list(library.import_(find_sources([str(files[number]) for number in order])))
    assert facts(library) == facts(five)


def facts(library):
    """Works without their keys (which are made once, in the order of import), and edges between them."""
    network = library.network()
    names = {work.key: work.record for work in network.works}
    edges = [
        (repr(names[one.source]), repr(names[one.target]), one.via, one.mentions, one.sentences)
        for one in network.edges
    ]
    return sorted(map(repr, names.values())), sorted(edges)


def make_older(path):
    """Turn a library into one of an older refmgr: other derived tables, a lower version."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP VIEW most_cited; DROP VIEW printed_references; DROP TABLE citations;"
        "CREATE TABLE oddities (work_id INTEGER REFERENCES works (id));"
        "INSERT INTO oddities SELECT id FROM works;"
        "PRAGMA user_version = 1"
    )
    connection.close()


@pytest.mark.parametrize("act", ["read", "write"])
def test_a_library_of_an_older_refmgr_is_derived_anew_when_it_is_opened(decided, act):
    before, lasting = strip_row_numbers(everything(decided)), dump(decided, LASTING)
    make_older(decided.path)
    if act == "write":
        list(decided.import_([]))
    assert strip_row_numbers(everything(decided)) == before
    assert dump(decided, LASTING) == lasting
    tables = {row[1] for row in dump(decided, ["sqlite_master"])["sqlite_master"]}
    assert "oddities" not in tables
    assert {"most_cited", "printed_references", "citations"} <= tables
