"""PubMed at its stand-in: identifiers, places in journals and titles lead to checked articles."""

from dataclasses import replace

import pytest

from refmgr.errors import RefusedError, SourceError, UnreachableError
from refmgr.model import Person, Record, Reference
from refmgr.sources.answers import MemoryAnswers
from refmgr.sources.desk import AnswerDesk, ask_nobody
from refmgr.sources.pace import MARGIN, Rates, TryLaterError
from refmgr.sources.pubmed import Pubmed, citation_of, title_term
from refmgr.sources.pubmed_articles import container_names_of, split_articles
from refmgr.sources.pubmed_service import PubmedService, PubmedSettings, _matched
from refmgr.sources.service import asks_at_once
from refmgr.sources.source import NotAskedError

FAST = Rates(single=2000, lists=2000, at_once=3)
HIP = Record(
    title="Tumoral calcinosis of the hip in childhood",
    authors=(Person(family="Orlova", given="T"),),
    container="Clin Rep Rheumatol",
    year=2004,
    volume="12",
    pages="33–9",
)
RAW = "Orlova T. Tumoral calcinosis of the hip in childhood. Clin Rep Rheumatol. 2004;12:33–9."


@pytest.fixture
def pubmed(services):
    services.add_article(
        "100",
        "Tumoral calcinosis of the hip in childhood",
        authors="Orlova Tatiana",
        journal="Clinical reports in rheumatology",
        year=2004,
        volume="12",
        pages="33-9",
        doi="10.5555/CRR.33",
        pmcid="PMC77",
    )
    services.add_article(
        "200", "Gout in sailors", authors="Mensah A", year=1991, volume="3", pages="101-10"
    )
    return services


@pytest.fixture
def answers():
    return MemoryAnswers()


@pytest.fixture
def make(pubmed, answers, watch):
    made = []

    def make(*, offline=False, **settings):
        usual = {
            "base_url": f"{pubmed.url}/entrez/eutils",
            "converter_url": f"{pubmed.url}/tools/idconv/api/v1/articles",
            "rates": FAST,
            "timeout": 2.0,
        }
        service = PubmedService(
            PubmedSettings(**{**usual, **settings}), sleep=watch.sleep, clock=watch.clock
        )
        made.append(service)
        ask = ask_nobody if offline else asks_at_once({"pubmed": service}, answers)
        return Pubmed(AnswerDesk(answers, ask)), service

    yield make
    for service in made:
        service.close()


def reference(record, raw=RAW):
    return Reference(number=1, raw=raw, record=record)


@pytest.mark.parametrize(
    ("field", "value"), [("pmid", "100"), ("pmcid", "PMC77"), ("doi", "10.5555/crr.33")]
)
def test_each_identifier_leads_to_the_article(make, field, value):
    source, _ = make()
    (found,) = source.by_identifier(reference(Record(**{field: value})))
    assert (found.source, found.asked) == ("pubmed", field)
    assert (found.record.pmid, found.record.doi, found.record.pmcid) == (
        *("100", "10.5555/crr.33"),
        "PMC77",
    )
    assert found.record.title == HIP.title
    assert found.record.authors == (Person(family="Orlova", given="Tatiana"),)


@pytest.mark.parametrize(
    ("field", "value"), [("pmid", "999"), ("pmcid", "PMC999"), ("doi", "10.5555/none")]
)
def test_what_is_not_there_is_an_answer(make, pubmed, field, value):
    source, _ = make()
    assert source.by_identifier(reference(Record(**{field: value}))) == []
    asked = len(pubmed.log)
    assert source.by_identifier(reference(Record(**{field: value}))) == []
    assert len(pubmed.log) == asked


def test_a_doi_that_a_search_leads_to_another_article_leads_nowhere(make, pubmed):
    pubmed.wrong["10.5555/elsewhere"] = "200"
    source, _ = make()
    assert source.by_identifier(reference(Record(doi="10.5555/elsewhere"))) == []


def test_an_answer_about_another_pmid_is_no_answer(make, pubmed):
    """The server sends article 200 whatever it is asked for."""
    real = pubmed._efetch
    pubmed._efetch = lambda _: real({"id": "200"})
    source, _ = make()
    assert source.by_identifier(reference(Record(pmid="100"))) == []


def test_the_place_in_the_journal_leads_to_the_article(make, pubmed):
    source, _ = make()
    (found,) = source.by_text(reference(HIP))
    assert (found.asked, found.record.pmid) == ("query", "100")
    (asked,) = pubmed.asked_of("ecitmatch")
    assert asked.asked["bdata"] == "clin rep rheumatol|2004|12|33|orlova t|r0|"
    assert "|" in asked.path, "NCBI wants the bars as they are"
    assert not pubmed.asked_of("esearch")


def test_words_of_the_title_where_the_place_leads_nowhere(make, pubmed):
    source, _ = make()
    (found,) = source.by_text(reference(replace(HIP, volume="99")))
    assert found.record.pmid == "100"
    (asked,) = pubmed.asked_of("esearch")
    assert asked.asked["term"] == (
        "tumoral[ti] AND calcinosis[ti] AND childhood[ti] AND orlova[au]"
    )


def test_several_at_one_place_are_all_offered(make, pubmed):
    pubmed.add_article(
        "101", "Another on that page", authors="Orlova T", year=2004, volume="12", pages="33-9"
    )
    source, _ = make()
    found = source.by_text(reference(HIP))
    assert [one.record.pmid for one in found] == ["100", "101"]


@pytest.mark.parametrize(
    ("record", "citation"),
    [
        (HIP, "clin rep rheumatol|2004|12|33|orlova t"),
        (replace(HIP, pages="S33-S39", volume=None), "clin rep rheumatol|2004||s33|orlova t"),
        (replace(HIP, authors=()), "clin rep rheumatol|2004|12|33|"),
        (replace(HIP, authors=(), pages=None), None),
        (replace(HIP, container=None), None),
        (replace(HIP, year=None, volume=None), None),
        (replace(HIP, container="Z. | Rheum."), "z rheum|2004|12|33|orlova t"),
        (replace(HIP, container="Ärztebl", pages=None), "arztebl|2004|12||orlova t"),
    ],
)
def test_citations(record, citation):
    assert citation_of(record) == citation


@pytest.mark.parametrize(
    ("title", "term"),
    [
        (
            "Müller's calcinosis and β-blockers",
            "muller[ti] AND calcinosis[ti] AND beta[ti] AND blockers[ti]",
        ),
        ("Gout in men", None),
        (None, None),
        ("1234 5678 9012 3456", None),
    ],
)
def test_title_terms(title, term):
    assert title_term(Record(title=title)) == term


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("proc natl acad sci u s a|1991|88|3248|mann bj|r0|2014248\n", {0: ["2014248"]}),
        ("j x|1991|88|3248|r3|NOT_FOUND", {3: []}),
        ("j x|1991|88|3248|mann bj|r1|NOT_FOUND;INVALID_JOURNAL", {1: []}),
        ("j|1991|||r1|AMBIGUOUS (783 citations)", {1: []}),
        ("j|1991|||r1|AMBIGUOUS 26315901,25768914", {1: ["26315901", "25768914"]}),
        ("j|1991|1|2|x|r0|12\n\nj|1992|1|2|x|r1|13\n", {0: ["12"], 1: ["13"]}),
        ("<html>no", {}),
        ("j|1991|1|2|x|r0|", {}),
    ],
)
def test_what_the_citation_matcher_says(said, expected):
    assert _matched(said) == expected


def test_many_are_asked_at_once(make, pubmed):
    for number in range(1000, 1120):
        pubmed.add_article(str(number), f"Paper {number}", doi=f"10.5555/{number}")
    _, service = make()
    bundles = service.bundles(
        [f"pmid/{number}" for number in range(1000, 1120)]
        + [f"doi/10.5555/{number}" for number in range(1000, 1060)]
        + ["title/a", "title/b"]
    )
    assert [len(bundle) for bundle in bundles] == [100, 20, 50, 10, 1, 1]
    answers = service.ask(bundles[2])
    assert len([one for one in answers if one.request.startswith("doi/")]) == 50
    assert len([one for one in answers if one.request.startswith("pmid/")]) == 50
    assert len(pubmed.log) == 2


def test_articles_that_are_none_are_left_open_in_a_bundle(make):
    _, service = make()
    assert [one.request for one in service.ask(("pmid/100", "pmid/999"))] == ["pmid/100"]


def test_who_asks_is_told_and_the_key_is_kept_nowhere(make, pubmed, answers):
    source, service = make(mailto="a@clinic.example", key="SECRET")
    source.by_identifier(reference(Record(doi="10.5555/crr.33")))
    assert {one.asked["tool"] for one in pubmed.log} == {"refmgr"}
    assert {one.asked["email"] for one in pubmed.log} == {"a@clinic.example"}
    assert {one.asked["api_key"] for one in pubmed.log} == {"SECRET"}
    assert "SECRET" not in repr(list(answers._kept.values()))
    assert "SECRET" not in repr(PubmedSettings(key="SECRET"))
    pubmed.behave(always="403")
    with pytest.raises(RefusedError) as error:
        service.ask(("title/x",))
    assert "SECRET" not in str(error.value)


@pytest.mark.parametrize(("key", "rate"), [(None, 3), ("K", 10)])
def test_a_key_allows_more(make, watch, key, rate):
    _, service = make()
    settings = replace(service._settings, rates=None, key=key)
    paced = PubmedService(settings, sleep=watch.sleep, clock=watch.clock)
    for number in range(3):
        paced.ask((f"title/x{number}",))
    paced.close()
    # Each search is followed by fetching what it found: six requests, five pauses.
    assert watch.slept == pytest.approx([1 / rate / MARGIN] * 5)


@pytest.mark.parametrize(
    "fault", ["429", "429 as JSON", "500", "503", "html", "broken json", "null", "cut", "drip"]
)
@pytest.mark.parametrize(
    "request_", ["pmid/100", "doi/10.5555/crr.33", "pmcid/PMC77", "title/gout[ti]"]
)
def test_faults_that_pass_pass(make, pubmed, fault, request_):
    _, service = make(timeout=0.3)
    pubmed.behave(fault)
    answers = service.ask((request_,))
    assert answers[0].request == request_
    assert answers[0].status in {200, 301}


@pytest.mark.parametrize(
    "fault", ["503", "html", "broken json", "null", "403", "400", "sign-in", "407"]
)
def test_faults_that_stay_are_no_answers(make, pubmed, answers, fault):
    source, _ = make(tries=2)
    pubmed.behave(always=fault)
    for record in (Record(pmid="100"), Record(doi="10.5555/crr.33"), Record(pmcid="PMC77"), HIP):
        with pytest.raises(SourceError):
            source.by_identifier(reference(record)) or source.by_text(reference(record))
    assert len(answers) == 0


def test_offline_repeats_what_was_answered(make, pubmed):
    source, _ = make()
    found = source.by_text(reference(HIP))
    asked = len(pubmed.log)
    offline, _ = make(offline=True)
    assert offline.by_text(reference(replace(HIP, volume="13"))) == found, "found by the print"
    assert offline.by_identifier(reference(Record(pmid="100")))[0].record == found[0].record
    with pytest.raises(NotAskedError):
        offline.by_identifier(reference(Record(pmid="101")))
    assert len(pubmed.log) == asked


def test_no_network_is_found_out_once(make):
    source, service = make(base_url="http://127.0.0.1:9")
    for pmid in ("1", "2"):
        with pytest.raises(UnreachableError, match="PubMed"):
            source.by_identifier(reference(Record(pmid=pmid)))
    assert service.shut is not None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not xml",
        "<eFetchResult><ERROR>oops</ERROR></eFetchResult>",
        "<PubmedArticleSet><PubmedArticle>",
        '<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet/>',
    ],
)
def test_what_is_no_set_of_articles_is_no_answer(body):
    with pytest.raises(TryLaterError):
        split_articles(body)


def test_an_article_without_number_is_left_out():
    body = "<PubmedArticleSet><PubmedArticle/><PubmedArticle><MedlineCitation><PMID>7</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    assert list(split_articles(body)) == ["7"]


def test_the_abbreviations_of_a_journal_are_read_beside_its_name():
    body = (
        "<PubmedArticle><Journal><Title>Skin &amp; elbow journal</Title>"
        "<ISOAbbreviation>Skin &amp; Elb. J.</ISOAbbreviation></Journal>"
        "<MedlineJournalInfo><MedlineTA>Skin Elbow J</MedlineTA></MedlineJournalInfo></PubmedArticle>"
    )
    assert container_names_of(body) == ("Skin & Elb. J.", "Skin Elbow J")
    assert container_names_of("<PubmedArticle/>") == ()
