"""Counts over edges, against the same counted by hand in Python."""

from collections import Counter, defaultdict
from contextlib import closing
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refmgr.model import Ranking
from refmgr.store import counts, pairs, searching
from refmgr.store.database import open_to_read, open_to_write

WORK = (
    "INSERT INTO works (id, key, title, authors, container, year, editors, et_al, origins, "
    "document_id, search_text) VALUES (?, ?, 'T', '[]', NULL, ?, '[]', 0, '{}', NULL, '')"
)


@pytest.fixture(scope="module")
def library_path(tmp_path_factory):
    return tmp_path_factory.mktemp("edges") / "library.db"


@pytest.fixture(scope="module")
def connection(library_path):
    with closing(open_to_write(library_path)) as opened:
        opened.execute("PRAGMA foreign_keys = OFF")
        opened.execute("BEGIN")
        yield opened


def fill(connection, edges, documents=()):
    connection.execute("DELETE FROM citations")
    connection.execute("DELETE FROM works")
    works = {work for edge in edges for work in edge[:2]} | set(documents)
    # Keys run against the ids, so that the order of one is not taken for the other.
    connection.executemany(WORK, [(one, f"k{90 - one}", 2000 + one % 3) for one in sorted(works)])
    connection.executemany(
        "UPDATE works SET document_id = id WHERE id = ?", [(one,) for one in documents]
    )
    connection.executemany(
        "INSERT INTO citations VALUES (?, ?, ?, ?)", [(a, b, via, 1) for a, b, via in edges]
    )


def keyed(pair):
    return (pair.first.key, pair.second.key, pair.count, pair.through)


NODE = st.integers(1, 7)
EDGES = st.sets(st.tuples(NODE, NODE, st.sampled_from(["reference-list"] * 4 + ["cited-by-list"])))
often = settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)


@pytest.mark.parametrize(("ask", "end"), [(pairs.co_cited, 1), (pairs.coupled, 0)])
@given(edges=EDGES, least=st.integers(1, 3))
@often
def test_pairs_are_those_counted_by_hand(connection, ask, end, edges, least):
    fill(connection, edges)
    joined = defaultdict(set)
    for edge in edges:
        if edge[2] == "reference-list":
            joined[edge[1 - end]].add(edge[end])
    through = defaultdict(list)
    for by, works in joined.items():
        for pair in combinations(sorted(f"k{90 - one}" for one in works), 2):
            through[pair].append(f"k{90 - by}")
    expected = sorted(
        ((a, b, len(by), tuple(sorted(by))) for (a, b), by in through.items() if len(by) >= least),
        key=lambda pair: (-pair[2], pair[0], pair[1]),
    )
    found = ask(connection, least)
    assert [keyed(pair) for pair in found.items] == expected
    assert ask(connection, least, limit=2) == Ranking(found.items[:2], len(expected))


def test_a_connection_that_only_reads_counts_pairs_too(connection, library_path):
    shared = [(a, b, "reference-list") for a in (1, 2) for b in (3, 4)]
    fill(connection, shared)
    connection.execute("COMMIT")
    with closing(open_to_read(library_path)) as reading:
        assert [pair.count for pair in pairs.co_cited(reading).items] == [2]
    connection.execute("BEGIN")


# 1 and 2 are documents; both cite 3, 1 cites 4; 5 cites 1 by its "Cited by" list, 6 cites both.
LIBRARY = [
    (1, 3, "reference-list"), (2, 3, "reference-list"), (1, 4, "reference-list"),
    (2, 1, "reference-list"), (5, 1, "cited-by-list"), (6, 1, "cited-by-list"),
    (6, 2, "cited-by-list"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "seeds", "least", "expected"),
    [
        ("backward", {1, 2}, 1, {3: {1, 2}, 4: {1}}),
        ("backward", {1, 2}, 2, {3: {1, 2}}),
        ("forward", {1, 2}, 1, {6: {1, 2}, 5: {1}}),
        ("forward", {3}, 1, {}),  # who cites it is at hand
        ("co-cited", {3}, 1, {4: {1}}),
        ("co-citing", {2}, 1, {5: {1}, 6: {1}}),
    ],
)
def test_citation_searching(connection, direction, seeds, least, expected):
    fill(connection, LIBRARY, documents=(1, 2))
    found = searching.related(connection, direction, seeds, least)
    names = {f"k{90 - one}": one for one in range(1, 7)}
    assert {
        names[one.work.key]: {names[key] for key in one.through} for one in found.items
    } == expected
    assert [len(one.through) for one in found.items] == sorted(
        (len(one.through) for one in found.items), reverse=True
    )
    assert searching.related(connection, direction, seeds, least, limit=1) == Ranking(
        found.items[:1], len(expected)
    )


def test_documents_are_the_usual_seeds(connection):
    fill(connection, LIBRARY, documents=(1, 2))
    assert searching.documents_as_seeds(connection) == [1, 2]


def test_shares_by_year_count_each_work_once(connection):
    fill(connection, LIBRARY, documents=(1, 2))
    shares = {one.name: one for one in counts.by_year(connection)}
    assert {year: (one.documents, one.sources, one.citations) for year, one in shares.items()} == {
        "2000": (0, 1, 2),  # 3
        "2001": (1, 2, 2),  # 1, which 2 cites, and 4
        "2002": (1, 0, 0),  # 2; who cites by a "Cited by" list alone is not counted
    }
    assert Counter(one.mentions for one in shares.values()) == Counter([2, 2, 0])
