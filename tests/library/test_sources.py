"""Crossref, PubMed and catalogues together: each for what it knows, every mapping checked."""

import json
import sqlite3
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace

import pytest

from refmgr.errors import CatalogueError, SourceError, UnreachableError
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.sources import crossref_service, europepmc_service, pubmed_service
from refmgr.sources.pace import Rates
from refmgr.sources.source import NotAskedError

ORLOVA = (
    "Orlova T, Brandt K. Tumoral calcinosis of the hip in childhood. Clin Rep Rheumatol. "
    "2004;12:33-9."
)
MENSAH = "Mensah A. Gout and hearing loss among elderly sailors. J Marit Med. 1991;3:101-10."


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    fast = Rates(single=2000, lists=2000, at_once=3)
    monkeypatch.setattr(crossref_service, "POLITE", fast)
    monkeypatch.setattr(pubmed_service, "NCBI", fast)
    monkeypatch.setattr(europepmc_service, "EUROPE_PMC", replace(fast, at_once=1))


@pytest.fixture
def filled(services):
    """Crossref knows Orlova's paper, PubMed both."""
    services.add(
        "10.5555/crr.33",
        "Tumoral Calcinosis of the Hip in Childhood",
        authors="Orlova T.; Brandt K.",
        container="Clinical Reports in Rheumatology",
        year=2004,
        volume="12",
        page="33-39",
        publisher="Clinic Press",
    )
    services.add_article(
        "11000100",
        "Tumoral calcinosis of the hip in childhood",
        authors="Orlova Tatiana A; Brandt Klaus",
        journal="Clinical reports in rheumatology",
        year=2004,
        volume="12",
        issue="1",
        pages="33-9",
        doi="10.5555/CRR.33",
        pmcid="PMC77",
    )
    services.add_article(
        "11000200",
        "Gout and hearing loss among elderly sailors",
        authors="Mensah Ama",
        journal="Journal of maritime medicine",
        year=1991,
        volume="3",
        pages="101-10",
    )
    return services


@pytest.fixture
def library(tmp_path, filled, settings_of):
    return Library(tmp_path / "library.db", settings_of(filled.url))


def paper(folder, *entries, name="a.txt"):
    listed = "\n".join(f"{number}. {one}" for number, one in enumerate(entries, 1))
    path = folder / name
    path.write_text(
        f"A review of stones\n\nJane Doe\n\nMany are known.[1]\n\nReferences\n\n{listed}\n{name}",
        encoding="utf-8",
    )
    return str(path)


def take_in(library, *paths):
    return list(library.import_(find_sources(list(paths))))


def codes(shown):
    return {one["code"] for entry in shown.entries for one in entry["problems"]}


def everything(library):
    connection = sqlite3.connect(library.path)
    try:
        return [
            connection.execute(text).fetchall()
            for text in [
                "SELECT key, doi, pmid, pmcid, title, authors, publisher, origins FROM works ORDER BY key",
                "SELECT subject, state, resolution FROM records ORDER BY subject",
                """SELECT r.subject, m.rank, m.source, m.asked, m.accepted, m.candidate
                FROM matches m JOIN records r ON r.id = m.record_id ORDER BY 1, 2""",
            ]
        ]
    finally:
        connection.close()


def test_each_source_gives_what_it_knows(library, tmp_path):
    (outcome,) = take_in(library, paper(tmp_path, ORLOVA))
    assert (outcome.resolved, outcome.pending) == (1, 0)
    work = library.show("orlova2004").work
    assert (work.record.doi, work.record.pmid, work.record.pmcid) == (
        *("10.5555/crr.33", "11000100"),
        "PMC77",
    )
    assert work.record.publisher == "Clinic Press"
    assert work.record.issue == "1"
    assert work.record.authors[1].given == "Klaus"
    assert {name: work.origins[name] for name in ("pmid", "issue", "title", "publisher")} == {
        "pmid": "pubmed",
        "issue": "pubmed",
        "title": "pubmed",
        "publisher": "crossref",
    }


def test_a_rebuild_gives_the_same_and_asks_nobody(library, filled, tmp_path):
    take_in(
        library,
        paper(tmp_path, ORLOVA, MENSAH, f"{MENSAH} PMID: 11000100"),
        paper(
            tmp_path, f"{ORLOVA} PMID: 11000100", "Nobody N. Nothing at all. 1950.", name="b.txt"
        ),
    )
    before, asked = everything(library), len(filled.log)
    list(library.rebuild())
    assert everything(library) == before
    assert len(filled.log) == asked


def test_pubmed_finds_what_crossref_does_not_know(library, tmp_path):
    take_in(library, paper(tmp_path, MENSAH))
    shown = library.show("mensah1991")
    assert (shown.work.record.pmid, shown.work.record.doi) == ("11000200", None)
    assert shown.matches[0]["source"] == "pubmed"
    assert shown.entries[0]["state"] == "accepted"


def test_a_printed_pmid_is_looked_up_and_compared(library, filled, tmp_path):
    take_in(library, paper(tmp_path, f"{MENSAH} PMID: 11000200."))
    assert library.show("mensah1991").work.record.pmid == "11000200"
    assert filled.queries() == [], "it was found before any search"


def test_a_printed_pmid_of_another_paper_is_told_and_not_used(library, tmp_path):
    take_in(library, paper(tmp_path, f"{MENSAH} PMID: 11000100.", ORLOVA))
    shown = library.show("mensah1991")
    assert shown.work.record.pmid == "11000200", "the right one is found all the same"
    assert codes(shown) == {"pmid-of-another-work"}
    assert library.show("orlova2004").work.record.pmid == "11000100"


def test_a_wrong_pmid_beside_the_right_doi_is_told(library, tmp_path):
    take_in(library, paper(tmp_path, f"{ORLOVA} doi: 10.5555/crr.33. PMID: 11000200."))
    shown = library.show("orlova2004")
    assert shown.work.record.pmid == "11000100"
    assert codes(shown) == {"pmid-of-another-work"}


def test_a_mapping_that_leads_to_another_paper_is_not_used(library, filled, tmp_path):
    filled.articles["11000300"] = {**filled.articles["11000200"], "doi": "10.5555/crr.33"}
    del filled.articles["11000100"]
    take_in(library, paper(tmp_path, ORLOVA))
    shown = library.show("orlova2004")
    assert (shown.work.record.doi, shown.work.record.pmid) == ("10.5555/crr.33", None)
    assert codes(shown) == {"identifier-misled"}


def test_europe_pmc_stands_in_for_pubmed(library, filled, tmp_path, settings_of):
    settings = settings_of(filled.url, pubmed_url="http://127.0.0.1:9")
    take_in(Library(library.path, settings), paper(tmp_path, ORLOVA, MENSAH))
    assert library.show("orlova2004").work.origins["pmid"] == "europepmc"
    assert library.show("mensah1991").work.origins["pmid"] == "europepmc"


def test_without_pubmed_the_rest_is_resolved_and_pmids_come_later(
    library, filled, tmp_path, settings_of
):
    nowhere = "http://127.0.0.1:9"
    crippled = Library(
        library.path, settings_of(filled.url, pubmed_url=nowhere, europepmc_url=nowhere)
    )
    take_in(crippled, paper(tmp_path, ORLOVA, MENSAH))
    assert library.show("orlova2004").work.record.pmid is None
    assert library.states() == {"accepted": 1, "pending": 1}
    with pytest.raises(UnreachableError, match="PubMed"):
        list(crippled.complete())
    assert [one.state for one in library.resolve()] == ["accepted"]
    assert [(one.doi, one.pmid) for one in library.complete()] == [("10.5555/crr.33", "11000100")]
    assert list(library.complete()) == []
    assert library.show("orlova2004").work.record.pmid == "11000100"


def test_one_source_alone_can_be_asked(library, filled, tmp_path, settings_of):
    only = Library(library.path, settings_of(filled.url, sources=("crossref",)))
    take_in(only, paper(tmp_path, ORLOVA, MENSAH))
    assert not filled.asked_of("eutils")
    assert library.states() == {"accepted": 1, "pending": 1}
    assert [one.state for one in only.resolve()] == ["pending"]
    assert [one.state for one in library.resolve()] == ["accepted"]


def test_many_pmids_cost_few_questions(library, filled, tmp_path):
    entries = []
    for number in range(60):
        title = f"Stones of the {number}th kind in a series of patients"
        place = {"year": 1950 + number, "volume": str(number + 1)}
        filled.add(f"10.5555/{number}", title, authors="Adler A", page="7-9", **place)
        filled.add_article(
            str(11001000 + number),
            title,
            authors="Adler A",
            pages="7-9",
            doi=f"10.5555/{number}",
            **place,
        )
        entries.append(f"Adler A. {title}. J Stone. {1950 + number};{number + 1}:7-9.")
    (outcome,) = take_in(library, paper(tmp_path, *entries))
    assert outcome.resolved == 60
    assert len(filled.asked_of("esearch")) <= 3
    assert len(filled.asked_of("efetch")) <= 3
    assert sum(work.record.pmid is not None for work in library.list()) == 60


def test_snowballing_keeps_its_answers_in_the_library(library, filled, settings_of):
    filled.works["10.5555/crr.33"]["reference"] = [{"key": "r1", "DOI": "10.5555/old"}]
    filled.cites["11000200"] = ["11000100"]
    with library.snowball() as snowball:
        cited, citing = snowball.cited("10.5555/crr.33"), snowball.citing("10.5555/crr.33")
    assert [one.record.doi for one in cited] == ["10.5555/old"]
    assert [one.pmid for one in citing] == ["11000200"]
    asked = len(filled.log)
    offline = Library(library.path, replace(library.settings, offline=True))
    with offline.snowball() as snowball:
        assert snowball.cited("10.5555/crr.33") == cited
        assert snowball.citing("10.5555/crr.33") == citing
        with pytest.raises(NotAskedError):
            snowball.cited("10.5555/never.asked")
    assert len(filled.log) == asked


RETRACTED = {"DOI": "10.5555/notice", "type": "retraction", "source": "retraction-watch"}


class TestNotices:
    def test_a_retraction_is_told_by_key_and_survives_a_rebuild(self, library, filled, tmp_path):
        filled.works["10.5555/crr.33"]["updated-by"] = [RETRACTED]
        take_in(library, paper(tmp_path, ORLOVA, MENSAH))
        told = library.notices()
        assert {key: [one.kind for one in found] for key, found in told.items()} == {
            "orlova2004": ["retraction"]
        }
        assert told["orlova2004"][0].source == "retraction-watch"
        list(library.rebuild())
        assert library.notices() == told

    def test_pubmed_tells_by_pmid_where_crossref_is_silent(self, library, filled, tmp_path):
        filled.articles["11000200"]["kinds"] = ["Retracted Publication"]
        take_in(library, paper(tmp_path, ORLOVA, MENSAH))
        assert {key: found[0].source for key, found in library.notices().items()} == {
            "mensah1991": "pubmed"
        }

    def test_a_refresh_finds_a_new_one_and_forgets_one_that_was_withdrawn(
        self, library, filled, tmp_path
    ):
        take_in(library, paper(tmp_path, ORLOVA))
        assert library.notices() == {}
        filled.works["10.5555/crr.33"]["updated-by"] = [RETRACTED]
        TestRefresh().age(library)
        list(library.complete(refresh=True))
        assert list(library.notices()) == ["orlova2004"]
        del filled.works["10.5555/crr.33"]["updated-by"]
        TestRefresh().age(library)
        list(library.complete(refresh=True))
        assert library.notices() == {}
        list(library.rebuild())
        assert library.notices() == {}

    def test_a_library_without_notices_has_none(self, library, filled, tmp_path):
        take_in(library, paper(tmp_path, ORLOVA))
        assert library.notices() == {}


class TestRefresh:
    @pytest.fixture
    def older(self, library, filled, tmp_path):
        """A library whose answers are a year old; Nobody's paper was not found then."""
        take_in(
            library,
            paper(
                tmp_path, ORLOVA, "Weber H. Nodules of the ankle in winter. Z Rheum. 1999;8:1-4."
            ),
        )
        assert library.states() == {"accepted": 1, "none": 1}
        self.age(library)
        return library

    def age(self, library):
        connection = sqlite3.connect(library.path)
        connection.execute("UPDATE answers SET asked_at = '2020-01-01T00:00:00+00:00'")
        connection.commit()
        connection.close()

    def test_without_it_nothing_is_asked_again(self, older, filled):
        asked = len(filled.log)
        assert list(older.resolve()) == []
        assert list(older.complete()) == []
        assert len(filled.log) == asked

    def test_it_finds_what_is_there_by_now_and_what_changed(self, older, filled):
        filled.add(
            "10.5555/ankle",
            "Nodules of the ankle in winter",
            authors="Weber H.",
            year=1999,
            volume="8",
            page="1-4",
        )
        filled.works["10.5555/crr.33"]["publisher"] = "New Press"
        filled.articles["11000100"]["issue"] = "2"
        assert [(one.number, one.state) for one in older.resolve(refresh=True)] == [(2, "accepted")]
        assert len(list(older.complete(refresh=True))) == 2
        work = older.show("orlova2004").work
        assert (work.record.publisher, work.record.issue) == ("New Press", "2")
        assert older.show("weber1999").work.record.doi == "10.5555/ankle"
        before = everything(older)
        list(older.rebuild())
        assert everything(older) == before

    def test_what_was_answered_within_a_day_is_fresh(self, older, filled):
        list(older.resolve(refresh=True))
        list(older.complete(refresh=True))
        asked = len(filled.log)
        assert [one.state for one in older.resolve(refresh=True)] == ["none"]
        list(older.complete(refresh=True))
        assert len(filled.log) == asked

    def test_where_asking_fails_what_was_known_stays(self, older, filled):
        before = everything(older)
        for fault in ("403", "407"):
            filled.behave(always=fault)
            for long_work in (older.resolve, older.complete):
                with suppress(SourceError):
                    list(long_work(refresh=True))
        assert everything(older) == before


class TestCatalogue:
    @pytest.fixture
    def entry(self, works_file):
        """A printed reference to a work of the catalogue, and its DOI."""
        work = json.loads(works_file.read_text(encoding="utf-8").splitlines()[7])
        family = work["author"][0]["family"]
        year = work["issued"]["date-parts"][0][0]
        raw = (
            f"{family} AB. {work['title'][0]}. {work['container-title'][0]}. "
            f"{year};{work['volume']}:{work['page']}."
        )
        return raw, work["DOI"].lower()

    @pytest.fixture
    def with_catalogue(self, library, catalogue_folder):
        return Library(library.path, replace(library.settings, catalogues=(catalogue_folder,)))

    def test_it_is_asked_before_the_network(self, with_catalogue, filled, tmp_path, entry):
        raw, doi = entry
        take_in(with_catalogue, paper(tmp_path, raw, f"{raw} doi: {doi}"))
        assert filled.requests == []
        (work,) = [one for one in with_catalogue.list() if one.record.doi == doi]
        assert work.origins["doi"] == "catalogue"

    def test_offline_it_answers_and_a_rebuild_does_without_it(
        self, with_catalogue, library, filled, tmp_path, entry
    ):
        offline = Library(library.path, replace(with_catalogue.settings, offline=True))
        (outcome,) = take_in(offline, paper(tmp_path, entry[0], MENSAH))
        assert (outcome.resolved, outcome.pending) == (1, 1)
        assert filled.log == []
        before = everything(library)
        list(library.rebuild())
        assert everything(library) == before

    def test_one_that_cannot_be_used_is_told_at_once_and_nothing_is_lost(self, library, tmp_path):
        damaged = Library(library.path, replace(library.settings, catalogues=(tmp_path / "none",)))
        with pytest.raises(CatalogueError):
            take_in(damaged, paper(tmp_path, ORLOVA))
        assert take_in(library, paper(tmp_path, ORLOVA))[0].status == "added"


def test_settings_of_the_environment_and_the_file_reach_the_library(tmp_path, monkeypatch):
    code = (
        "from refmgr.cli.session import configured; import json;"
        "print(json.dumps({k: str(v) for k, v in configured().items()}))"
    )
    (tmp_path / "refmgr").mkdir()
    (tmp_path / "refmgr" / "config.toml").write_text(
        'ncbi_key = "FILE"\nmailto = "a@b.example"\ncatalogues = ["one"]\nmax_age = 7\n'
    )
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "REFMGR_NCBI_KEY": "ENV"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {
        "ncbi_key": "ENV",
        "mailto": "a@b.example",
        "catalogues": "(PosixPath('one'),)",
        "max_age": "7.0",
    }
