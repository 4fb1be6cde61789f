"""Europe PMC and arXiv at their stand-ins."""

from dataclasses import replace

import pytest

from refmgr.errors import SourceError
from refmgr.model import Person, Record, Reference
from refmgr.sources.answers import MemoryAnswers
from refmgr.sources.arxiv import Arxiv
from refmgr.sources.arxiv_service import ArxivService, ArxivSettings
from refmgr.sources.desk import AnswerDesk
from refmgr.sources.europepmc import EuropePmc, record_from_result
from refmgr.sources.europepmc_service import EuropePmcService, EuropePmcSettings
from refmgr.sources.pace import Rates
from refmgr.sources.service import asks_at_once

FAST = Rates(single=2000, lists=2000, at_once=1)
HIP = Record(title="Tumoral calcinosis of the hip in childhood", authors=(Person(family="Orlova"),))


@pytest.fixture
def filled(services):
    services.add_article(
        "100",
        "Tumoral calcinosis of the hip in childhood",
        authors="Orlova Tatiana",
        journal="Clinical reports",
        year=2004,
        volume="12",
        issue="1",
        pages="33-9",
        doi="10.5555/CRR.33",
        pmcid="PMC77",
    )
    services.add_article(
        "200", "Gout in sailors of the northern seas", authors="Mensah A", year=1991
    )
    services.preprints = {
        "2101.00001": ("Gout &amp; graphs", "Jane Q. Doe", 2021),
        "math/0309136": ("Knots", "Wei Wang", 2003),
    }
    return services


@pytest.fixture
def answers():
    return MemoryAnswers()


@pytest.fixture
def europe(filled, answers, watch):
    settings = EuropePmcSettings(
        base_url=f"{filled.url}/europepmc", rates=FAST, timeout=0.3, mailto="a@b.example"
    )
    service = EuropePmcService(settings, sleep=watch.sleep, clock=watch.clock)
    yield EuropePmc(AnswerDesk(answers, asks_at_once({"europepmc": service}, answers))), service
    service.close()


@pytest.fixture
def arxiv(filled, answers, watch):
    settings = ArxivSettings(base_url=f"{filled.url}/arxiv", rates=FAST, timeout=0.3)
    service = ArxivService(settings, sleep=watch.sleep, clock=watch.clock)
    yield Arxiv(AnswerDesk(answers, asks_at_once({"arxiv": service}, answers))), service
    service.close()


def reference(record):
    return Reference(number=1, raw="Orlova T. Tumoral calcinosis of the hip.", record=record)


@pytest.mark.parametrize(
    ("field", "value"), [("pmid", "100"), ("pmcid", "PMC77"), ("doi", "10.5555/crr.33")]
)
def test_each_identifier_leads_to_the_article(europe, field, value):
    (found,) = europe[0].by_identifier(reference(Record(**{field: value})))
    assert (found.source, found.asked) == ("europepmc", field)
    assert found.record == Record(
        type="article-journal",
        title="Tumoral calcinosis of the hip in childhood",
        authors=(Person(family="Orlova", given="Tatiana"),),
        container="Clinical reports",
        year=2004,
        volume="12",
        issue="1",
        pages="33-9",
        doi="10.5555/crr.33",
        pmid="100",
        pmcid="PMC77",
    )


def test_what_is_not_there_is_an_answer(europe, answers):
    assert europe[0].by_identifier(reference(Record(doi="10.5555/none"))) == []
    assert answers.get("europepmc", "doi/10.5555/none").status == 404


def test_an_article_with_another_identifier_is_none(europe, filled):
    """Asked for a DOI as words, the real service once answered with another article."""
    filled._europe_real = filled._europe
    filled._europe = lambda path, asked: filled._europe_real(
        path, {**asked, "query": 'EXT_ID:"200"'}
    )
    assert europe[0].by_identifier(reference(Record(doi="10.5555/crr.33"))) == []


def test_words_of_a_title(europe, filled):
    (found,) = europe[0].by_text(reference(HIP))
    assert (found.record.pmid, found.asked) == ("100", "query")
    assert filled.log[-1].asked["query"] == (
        'TITLE:tumoral AND TITLE:calcinosis AND TITLE:childhood AND AUTH:"Orlova"'
    )
    assert europe[0].by_text(reference(replace(HIP, title="Gout"))) == []


def test_identifiers_are_asked_together(europe, filled):
    _, service = europe
    requests = [f"doi/10.5555/{number}" for number in range(30)]
    bundles = service.bundles([*requests, "pmid/100", "text/a", "text/b", "citations/MED/1/1"])
    assert [len(bundle) for bundle in bundles] == [20, 10, 1, 1, 1, 1]
    assert [one.status for one in service.ask(("doi/10.5555/crr.33", "doi/10.5555/none"))] == [
        200,
        404,
    ]
    assert len(filled.log) == 1
    assert filled.log[0].asked["email"] == "a@b.example"


@pytest.mark.parametrize(
    "fault", ["429", "503", "html", "broken json", "odd json", "null", "cut", "drip"]
)
@pytest.mark.parametrize(
    "request_", ["doi/10.5555/crr.33", "text/TITLE:gout", "citations/MED/100/1"]
)
def test_faults_that_pass_pass(europe, filled, fault, request_):
    filled.behave(fault)
    assert europe[1].ask((request_,))[0].status == 200


@pytest.mark.parametrize("fault", ["400", "403", "sign-in", "404 as a page"])
def test_faults_that_stay_are_no_answers(europe, filled, answers, fault):
    filled.behave(always=fault)
    with pytest.raises(SourceError):
        europe[0].by_identifier(reference(Record(doi="10.5555/crr.33")))
    assert len(answers) == 0


@pytest.mark.parametrize(
    "poison",
    [
        {},
        {"title": None, "authorList": [], "journalInfo": "x"},
        {"title": ["x"], "authorList": {"author": "x"}, "pubTypeList": {"pubType": "x"}},
        {"authorList": {"author": [None, {"lastName": 7}]}, "journalInfo": {"journal": []}},
        {"pubYear": "MMXX", "journalInfo": {"yearOfPublication": "2001"}, "doi": 5, "pmid": {}},
    ],
)
def test_any_shape_gives_a_record(poison):
    assert record_from_result(poison).title is None or record_from_result(poison).title == "x"


def test_titles_lose_what_medline_adds():
    titles = {
        "[Calcinosis of the skin].": "Calcinosis of the skin",
        "Why?": "Why?",
        "Gout <i>in vivo</i>.": "Gout in vivo",
        "[Gout] and [podagra].": "[Gout] and [podagra]",
    }
    assert {said: record_from_result({"title": said}).title for said in titles} == titles


class TestArxiv:
    @pytest.mark.parametrize(
        ("record", "asked"),
        [
            (Record(arxiv="2101.00001"), "arxiv"),
            (Record(doi="10.48550/arxiv.2101.00001"), "doi"),
        ],
    )
    def test_by_number_and_by_arxivs_own_doi(self, arxiv, record, asked):
        (found,) = arxiv[0].by_identifier(reference(record))
        assert found.asked == asked
        assert found.record == Record(
            type="article",
            title="Gout & graphs",
            authors=(Person(family="Doe", given="Jane Q."),),
            container="arXiv",
            year=2021,
            date="2021-01-05",
            doi="10.48550/arxiv.2101.00001",
            arxiv="2101.00001",
            url="https://arxiv.org/abs/2101.00001",
        )

    def test_an_old_number_with_its_subject(self, arxiv):
        (found,) = arxiv[0].by_identifier(reference(Record(arxiv="math.gt/0309136")))
        assert found.record.title == "Knots"

    def test_no_such_number_and_no_number(self, arxiv, answers):
        assert arxiv[0].by_identifier(reference(Record(arxiv="2101.99999"))) == []
        assert answers.get("arxiv", "arxiv/2101.99999").status == 404
        assert arxiv[0].by_identifier(reference(Record(doi="10.5555/x"))) == []

    @pytest.mark.parametrize("fault", ["503", "html", "broken json", "cut"])
    def test_faults_that_pass_pass(self, arxiv, filled, fault):
        filled.behave(fault)
        (found,) = arxiv[1].ask(("arxiv/2101.00001",))
        assert found.status == 200
