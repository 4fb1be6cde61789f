"""The Record of the paper itself when its sources agree, differ, or are silent."""

import pytest

from refmgr.documents.pdf.first_page import FirstPage
from refmgr.documents.pdf.metadata import Described
from refmgr.documents.pdf.own import Sources, complete
from refmgr.model import Person, Record

READ = Record(title="Milk of calcium", doi="10.1000/printed.1")


def own(read=READ, described=None, first=None, heads=()):
    sources = Sources(described or Described(), first or FirstPage(), heads)
    evidence = {name: "line 3" for name in ("title", "doi") if getattr(read, name)}
    return complete(read, evidence, sources)


@pytest.mark.parametrize(
    ("read", "described", "first", "title"),
    [
        (READ, None, None, "Milk of calcium"),
        (READ, None, FirstPage("Draining the milk"), "Draining the milk"),
        (READ, None, FirstPage("Milk of calc"), "Milk of calcium"),
        (READ, Described(title="A title that no page prints"), None, "Milk of calcium"),
        (Record(), Described(title="A title that no page prints"), None, "A title that no page prints"),
        (Record(), Described(title="Two words"), None, None),
        (Record(title="¿Äº¿Ä½Å¼·¼ÂËÅÈ»É¹»"), None, None, None),
        (Record(), None, FirstPage("MILK OF CALCIUM IN SKIN"), "Milk of calcium in skin"),
    ],
)  # fmt: skip
def test_titles(read, described, first, title):
    found = own(read, described, first)
    assert found.record.title == title
    assert ("title" in found.evidence) == (title is not None)


@pytest.mark.parametrize(
    ("read", "described", "first", "heads", "doi", "problems"),
    [
        (READ, None, None, (), "10.1000/printed.1", []),
        (READ, Described(doi="10.1000/stated.2"), None, (), "10.1000/stated.2", ["two-own-dois"]),
        (READ, Described(doi="10.1000/printed.12"), None, (), "10.1000/printed.12", []),
        (Record(), None, None, (("Annals 10.1000/run.3", 8),), "10.1000/run.3", []),
        (Record(), None, None, (("10.1000/a 10.1000/b", 8),), None, []),
        (Record(), None, FirstPage(doi="10.1000/foot.4"), (), "10.1000/foot.4", []),
        (READ, None, FirstPage(doi="10.1000/foot.4"), (), "10.1000/printed.1", []),
    ],
)
def test_dois(read, described, first, heads, doi, problems):
    found = own(read, described, first, heads)
    assert found.record.doi == doi
    assert [problem.code for problem in found.problems] == problems


def test_running_heads_name_journal_and_volume():
    heads = [("B. S. Meyer et al. / Annals of Calcium 83 (2015) 56–71", 7)]
    found = own(Record(title="Milk"), heads=heads)
    assert (found.record.container, found.record.year, found.record.volume, found.record.pages) == (
        "Annals of Calcium", 2015, "83", "56–71",
    )  # fmt: skip
    assert found.evidence["container"] == "running head of 7 pages"


def test_more_authors_win():
    read = Record(authors=(Person(family="Silva"), Person(family="Berg"), Person(family="Rao")))
    assert (
        own(read, first=FirstPage(authors="Maria Silva, Jonas Berg")).record.authors == read.authors
    )
    assert (
        len(own(Record(), first=FirstPage(authors="Maria Silva, Jonas Berg")).record.authors) == 2
    )
