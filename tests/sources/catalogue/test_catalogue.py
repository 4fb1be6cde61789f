"""A catalogue that cannot be used says why in one line; one that can, offers the right works."""

import shutil
import sqlite3
import sys

import pytest
from made_works import built, crossref_work, write_lines

from refmgr.errors import CatalogueError
from refmgr.model import Record, Reference
from refmgr.sources.catalogue import catalogue as asked
from refmgr.sources.catalogue.catalogue import Catalogue
from refmgr.sources.catalogue.routes import ByNumbers, ByWords, catalogue_sources, merged
from refmgr.sources.catalogue.storage import WORKS
from refmgr.sources.catalogue.words import WORDS


@pytest.fixture
def copy(catalogue_folder, tmp_path):
    return shutil.copytree(catalogue_folder, tmp_path / "copy")


def ask_all(folder):
    with Catalogue(folder) as catalogue:
        for number in range(500):
            work = crossref_work(number)
            catalogue.by_identifier("doi", work["DOI"])
            catalogue.by_place(
                f"{work['issued']['date-parts'][0][0]};{work['volume']}:{work['page']}"
            )
            catalogue.nearest(work["title"][0], 10)


def cut(path, share=0.5):
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])


def without(folder, name):
    (folder / name).unlink() if (folder / name).is_file() else shutil.rmtree(folder / name)


def of_version(folder, version):
    with sqlite3.connect(folder / WORKS) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def of_another_program(folder):
    without(folder, WORKS)
    with sqlite3.connect(folder / WORKS) as connection:
        connection.execute("CREATE TABLE works (id)")
    connection.close()


def scribbled(folder):
    path = folder / WORKS
    data = bytearray(path.read_bytes())
    data[8192:] = b"\x55" * (len(data) - 8192)
    path.write_bytes(data)


def largest_words(folder):
    return max((folder / WORDS).iterdir(), key=lambda path: path.stat().st_size)


DAMAGE = {
    "no works": (lambda folder: without(folder, WORKS), "no catalogue here"),
    "no words": (lambda folder: without(folder, WORDS), "damaged"),
    "works cut": (lambda folder: cut(folder / WORKS), "damaged"),
    "works cut to nothing": (lambda folder: cut(folder / WORKS, 0), "damaged"),
    "works scribbled over": (scribbled, "damaged"),
    "words cut": (lambda folder: cut(largest_words(folder)), "damaged"),
    "words missing a file": (lambda folder: largest_words(folder).unlink(), "damaged"),
    "words without a table": (lambda folder: (folder / WORDS / "meta.json").unlink(), "damaged"),
    "a later version": (lambda folder: of_version(folder, 99), "format 99"),
    "another program's": (of_another_program, "damaged|not a catalogue"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_catalogue_is_one_clear_line(copy, damage):
    do, said = DAMAGE[damage]
    do(copy)
    with pytest.raises(CatalogueError, match=said) as raised:
        ask_all(copy)
    assert str(copy) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(CatalogueError, match="refmgr catalogue build"):
        Catalogue(tmp_path)


def test_it_says_what_it_holds(catalogue):
    about = catalogue.about()
    assert (about.works, about.with_doi, about.with_pmid, about.inputs) == (500, 500, 0, 1)
    assert about.bytes > 10_000
    assert about.built.startswith("20")


@pytest.fixture
def first_work():
    work = crossref_work(1)
    return work["DOI"], f"1. Someone. {work['title'][0]}. {work['container-title'][0]}."


def dois(candidates):
    return [candidate.record.doi for candidate in candidates]


def test_a_printed_identifier_leads_to_its_work_alone(catalogue, first_work):
    doi, raw = first_work
    reference = Reference(number=1, raw=raw, record=Record(doi="10.5555/work.77"))
    (found,) = ByNumbers(catalogue).candidates(reference)
    assert (found.record.doi, found.asked, found.source) == ("10.5555/work.77", "doi", "catalogue")
    unknown = Reference(number=1, raw=raw, record=Record(doi="10.5555/none"))
    assert dois(ByNumbers(catalogue).candidates(unknown)) == []
    assert dois(ByWords(catalogue).candidates(unknown))[0] == doi


def test_link_words_of_web_pages_do_not_count(tmp_path):
    works = [crossref_work(number) for number in range(20)]
    works.append(crossref_work(99) | {"title": ["Google Scholar, PubMed and DOI: a comparison"]})
    folder = tmp_path / "c"
    built(folder, write_lines(tmp_path / "w.jsonl", works))
    raw = f"{works[3]['title'][0]}. [DOI] [PubMed] [Google Scholar]"
    with Catalogue(folder) as catalogue:
        found = dois(ByWords(catalogue).candidates(Reference(number=1, raw=raw, record=Record())))
    assert found[0] == works[3]["DOI"]
    assert works[-1]["DOI"] not in found


def test_a_record_without_print_is_found_by_its_fields(catalogue):
    work = crossref_work(8)
    record = Record(
        title=work["title"][0], container=work["container-title"][0], volume=work["volume"],
        year=work["issued"]["date-parts"][0][0], pages=work["page"],
    )  # fmt: skip
    reference = Reference(number=1, raw=" ", record=record)
    for route in (ByNumbers(catalogue), ByWords(catalogue)):
        assert dois(route.candidates(reference))[0] == work["DOI"]


def test_numbers_are_asked_before_words_of_every_catalogue(catalogue):
    sources = catalogue_sources([catalogue, catalogue])
    assert [type(source) for source in sources] == [ByNumbers, ByNumbers, ByWords, ByWords]
    assert {source.name for source in sources} == {"catalogue"}


def test_a_work_that_stands_there_twice_is_one_with_the_gaps_filled():
    crossref = Record(doi="10.5555/1", title="A", volume="3")
    pubmed = Record(doi="10.5555/1", title="A.", pmid="7")
    other = Record(title="A")
    assert merged([crossref, other, pubmed, other]) == [
        Record(doi="10.5555/1", title="A", volume="3", pmid="7"), other, other,
    ]  # fmt: skip


def test_a_key_shared_by_chance_brings_no_other_work(catalogue, monkeypatch):
    shared = asked.identifier_key("doi", "10.5555/work.5")
    monkeypatch.setattr(asked, "identifier_key", lambda *_: shared)
    assert catalogue.by_identifier("doi", "10.5555/work.6") == []
    assert catalogue.by_identifier("doi", "10.5555/work.5")


def test_without_tantivy_one_line_says_what_is_missing(catalogue_folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(CatalogueError, match="pip install tantivy"):
        Catalogue(catalogue_folder)
