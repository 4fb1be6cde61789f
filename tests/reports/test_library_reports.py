"""The reports of the five papers, as the library gives them."""

import pytest

from refmgr.errors import NotFoundError
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.reporting import REPORTS
from refmgr.library.settings import Settings
from refmgr.reports.as_csv import as_csv
from refmgr.reports.as_html import as_html
from refmgr.reports.as_markdown import as_markdown
from refmgr.reports.as_text import as_text
from refmgr.reports.table import as_rows

SEEDS = __import__("pathlib").Path(__file__).parents[2] / "seeds"
FORMS = (as_rows, as_text, as_csv, as_markdown, as_html)


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("five") / "library.db", Settings(offline=True))
    list(library.import_(find_sources([str(SEEDS)])))
    return library


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A library that was made and holds nothing: importing failed."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "empty.txt").write_bytes(b"")
    library = Library(folder / "library.db", Settings(offline=True))
    list(library.import_(find_sources([str(folder / "empty.txt")])))
    return library


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_report_takes_every_form(five, bare, name):
    for library in (five, bare):
        report = library.report(name)
        assert report.name == name
        assert [len(row.cells) for row in report.rows] == [len(report.columns)] * len(report.rows)
        for form in FORMS:
            form(report)
    if name not in ("by-author", "by-journal", "by-year"):
        assert "refmgr" in report.nothing or "No " in report.nothing


def test_an_unknown_report_is_named(five):
    with pytest.raises(NotFoundError, match="most-fun"):
        five.report("most-fun")


def rows(library, name, **asked):
    return as_rows(library.report(name, **asked))


def test_most_cited_has_its_sentences(five):
    first = rows(five, "most-cited", limit=1)[0]
    assert (first["key"], first["cited_by"], first["mentions"]) == ("boulman2005", 2, 7)
    assert len(first["sentences"]) == 7
    assert {one["citing"] for one in first["sentences"]} == {"kaliyadan2011", "rojith2010"}


def test_ten_pairs_are_cited_together_and_two_papers_share_five_sources(five):
    pairs = rows(five, "co-cited", least=2)
    assert [pair["cited_by"] for pair in pairs] == [2] * 10
    (coupled,) = rows(five, "coupled", least=2)
    assert coupled["shared"] == len(coupled["sources"]) == 5
    assert (coupled["first"]["key"], coupled["second"]["key"]) == ("kaliyadan2011", "rojith2010")


def test_what_to_read_next_is_no_document(five):
    found = rows(five, "backward", least=2)
    assert [one["key"] for one in found] == [
        "boulman2005",
        "callen2000",
        "fisler2002",
        "minami1994",
    ]
    assert not any(one["document"] for one in found)
    assert {one["key"] for one in rows(five, "forward")} == {"calcinosis2020", "tumor2016"}
    own = rows(five, "backward", seeds=["rojith2010"])
    assert len(own) == 12  # thirteen references, one of them a document


def test_coverage_says_why_two_papers_have_no_edges(five):
    told = {row["key"]: row for row in rows(five, "coverage")}
    assert [row["references"] for row in told.values()] == [0, 11, 8, 13, 0]
    for key in ("yildirim2021", "annalspediatrics"):
        assert "prints no list" in " ".join(one["reason"] for one in told[key]["reasons"])
    insight = told["insight2001"]
    assert (insight["declared"], insight["pending"]) == (22, 11)
    assert len([one for one in insight["reasons"] if one["about"].startswith("reference")]) == 11
    nodes = {node.key: node for node in five.network().nodes}
    assert "prints no list" in nodes["yildirim2021"].note
    assert nodes["kaliyadan2011"].note is None


def test_prisma_counts_add_up(five):
    told = {row["what"]: row["number"] for row in rows(five, "prisma")}
    assert told["Records in all"] == 39 == 5 + 32 + 2
    assert told["Different works"] + told["Duplicate records merged"] == 39
    assert told["References not asked about yet"] == 32


def test_the_historiograph_names_only_what_it_shows(five):
    shown = rows(five, "historiograph", limit=8)
    keys = {one["key"] for one in shown}
    assert len(shown) == 8
    assert all(set(one["cites"]) <= keys for one in shown)
    years = [one["year"] for one in shown if one["year"]]
    assert years == sorted(years)


def test_the_main_path_leads_from_new_to_old(five):
    path = rows(five, "main-path")
    assert [one["key"] for one in path][:2] == ["calcinosis2020", "insight2001"]
    years = [one["year"] for one in path]
    assert years == sorted(years, reverse=True)


def test_centrality_and_communities_know_every_connected_work(five):
    ranked = rows(five, "centrality")
    assert len(ranked) == 31
    assert ranked[0]["key"] == "insight2001"
    groups = rows(five, "communities")
    assert sum(one["works"] for one in groups) == 31
