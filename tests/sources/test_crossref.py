import json
import socket
import subprocess
import sys
from dataclasses import dataclass

import habanero
import httpx2
import pytest

from refmgr.errors import RefusedError, SourceError, UnreachableError
from refmgr.model import Record, Reference
from refmgr.sources.answers import Answer, MemoryAnswers, name_of_print
from refmgr.sources.crossref import SELECT, Crossref, _candidate
from refmgr.sources.crossref_service import CrossrefService, CrossrefSettings
from refmgr.sources.desk import AnswerDesk, ask_nobody
from refmgr.sources.line import PATIENCE
from refmgr.sources.pace import MARGIN
from refmgr.sources.service import asks_at_once
from refmgr.sources.source import NotAskedError

RAW = "4. Orlova T, Brandt K. Tumoral calcinosis of the hip. Clin Rep Rheumatol. 2004;12:33–9."
DOI = "10.5555/crr.2004.33"


class Log(MemoryAnswers):
    """Answers that remember what was put."""

    def __init__(self):
        super().__init__()
        self.put_statuses = []

    def put(self, answers):
        answers = list(answers)
        self.put_statuses += [answer.status for answer in answers]
        super().put(answers)


@dataclass
class Client:
    """Crossref as one command uses it: each question is put the moment it comes up."""

    service: CrossrefService
    crossref: Crossref

    def candidates(self, reference):
        """Ask by the printed DOI, then by the printed text."""
        return list(self.crossref.by_identifier(reference)) or list(
            self.crossref.by_text(reference)
        )

    def lookup(self, doi):
        return self.crossref.lookup(doi)

    def search(self, text):
        return self.crossref.by_text(Reference(number=1, raw=text, record=Record()))


@pytest.fixture
def answers():
    return Log()


@pytest.fixture
def ask(crossref_server, answers, watch):
    """Return a maker of clients of the server; all are closed in the end."""
    crossref_server.add(
        "10.5555/CRR.2004.33",
        "Tumoral calcinosis of the hip",
        authors="Orlova Tatiana; Brandt K.",
        container="Clinical Reports in Rheumatology",
        year=2004,
        volume="12",
        page="33-39",
    )
    crossref_server.add("10.5555/other", "Gout in the elderly", year=1999, volume="3", page="1-2")
    made = []

    def make(*, offline=False, oldest="", **settings):
        settings = CrossrefSettings(**{"base_url": crossref_server.url, "timeout": 2.0, **settings})
        service = CrossrefService(settings, sleep=watch.sleep, clock=watch.clock)
        now = asks_at_once({"crossref": service}, answers)
        desk = AnswerDesk(answers, ask_nobody if offline else now, oldest)
        made.append(service)
        return Client(service, Crossref(desk))

    yield make
    for service in made:
        service.close()


def reference(raw=RAW, **fields):
    return Reference(number=4, raw=raw, record=Record(**fields))


def closed_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_printed_doi_is_looked_up(ask, crossref_server):
    found = ask().candidates(reference(doi=DOI))
    assert [(c.asked, c.source, c.record.doi) for c in found] == [("doi", "crossref", DOI)]
    assert found[0].record.title == "Tumoral calcinosis of the hip"
    assert crossref_server.looked_up() == [DOI]


def test_printed_text_is_searched_for(ask, crossref_server):
    found = ask().candidates(reference())
    assert found[0].record.doi == DOI
    assert found[0].asked == "query"
    assert found[0].source_score > found[1].source_score
    (asked,) = crossref_server.requests
    assert asked.asked["query.bibliographic"] == RAW.removeprefix("4. ").removesuffix(".")
    assert asked.asked["select"].split(",") == list(SELECT)


def test_unknown_doi_goes_on_to_the_text(ask, crossref_server):
    found = ask().candidates(reference(doi="10.1234/elsewhere"))
    assert found[0].record.doi == DOI
    assert found[0].asked == "query"
    assert crossref_server.requests[-1].path.startswith("/works?")


def test_doi_glued_to_the_text_behind_it(ask):
    (found,) = ask().candidates(reference(doi=f"{DOI}get"))
    assert (found.asked, found.record.doi) == ("doi", DOI)


def test_reference_with_nothing_to_ask(ask, crossref_server):
    assert list(ask().candidates(reference(raw="Ibid., 12-14."))) == []
    assert crossref_server.requests == []


@pytest.mark.parametrize(
    "doi",
    [
        "10.1000/a#b",
        "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
        "10.1043/0003-9985(2005)129[0103:haapoi]2.0.co;2",
        "10.1000/why?yes",
        "10.1000/a,b",
        "10.1000/a%2fb",
        "10.1000/..",
        "10.1000/größe",
        "10.1000/two words",
    ],
)
def test_odd_characters_in_a_doi_reach_the_server_as_they_are(ask, crossref_server, doi):
    crossref_server.add(doi, "Odd but valid")
    crossref_server.add("10.1000/a", "What is asked for when the DOI is cut at its hash")
    found = ask().lookup(doi)
    assert found.record.title == "Odd but valid"
    assert crossref_server.looked_up() == [doi]


@pytest.mark.parametrize("fault", [None, "404 as JSON"])
def test_no_such_doi_is_an_answer(ask, crossref_server, answers, fault):
    crossref_server.behave(*filter(None, [fault]))
    client = ask()
    assert client.lookup("10.1234/none") is None
    assert client.lookup("10.1234/NONE") is None
    assert len(crossref_server.requests) == 1
    assert answers.put_statuses == [404]


def test_alias_leads_to_the_prime_doi_and_both_are_kept(ask, crossref_server, answers):
    crossref_server.aliases["10.5555/old#1"] = DOI
    client = ask()
    assert client.lookup("10.5555/old#1").record.doi == DOI
    assert answers.put_statuses == [301, 200]
    assert answers.get("crossref", "works/10.5555%2Fold%231").body == DOI
    assert client.lookup(DOI).record.doi == DOI
    assert len(crossref_server.requests) == 2


def test_aliases_in_a_circle(ask, crossref_server):
    crossref_server.aliases |= {"10.5555/a": "10.5555/b", "10.5555/b": "10.5555/a"}
    with pytest.raises(RefusedError, match="circle"):
        ask().lookup("10.5555/a")


def test_nothing_is_asked_twice(ask, crossref_server, answers):
    first = ask()
    before = [first.candidates(reference()), first.candidates(reference(doi=DOI))]
    other = ask(mailto="a@clinic.example")
    assert [other.candidates(reference()), other.candidates(reference(doi=DOI.upper()))] == before
    assert len(crossref_server.requests) == 2
    assert len(answers) == 2


def test_offline_asks_nobody_and_uses_what_is_kept(ask, crossref_server):
    ask().candidates(reference())
    offline = ask(offline=True).crossref
    assert offline.by_text(reference())[0].record.doi == DOI
    assert offline.by_text(reference(doi="10.1234/never.asked"))[0].record.doi == DOI
    with pytest.raises(NotAskedError):
        offline.by_text(reference(raw="Brandt K. Something else altogether. 1999."))
    with pytest.raises(NotAskedError):
        offline.by_identifier(reference(doi="10.1234/never.asked"))
    assert len(crossref_server.requests) == 1


def test_mail_address_is_told_but_not_kept(ask, crossref_server, answers):
    ask(mailto="a@clinic.example").candidates(reference(doi=DOI))
    assert "mailto:a@clinic.example" in crossref_server.requests[0].agent
    assert "refmgr/" in crossref_server.requests[0].agent
    (kept,) = answers._kept.values()
    assert kept.request == "works/10.5555%2Fcrr.2004.33"
    assert "clinic" not in kept.body
    assert kept.asked_at.endswith("+00:00")


def test_one_connection_for_many_questions(ask, crossref_server):
    client = ask()
    for number in range(5):
        client.lookup(f"10.5555/{number}")
        client.search(f"Some paper of number {number}")
    assert len(crossref_server.requests) == 10
    assert crossref_server.connections == 1


PASSING = [
    "429",
    "429 as JSON",
    "429 after 7",
    "500",
    "503",
    "html",
    "broken json",
    "odd json",
    "cut",
]


@pytest.mark.parametrize("fault", [*PASSING, "null", "404 as a page"])
@pytest.mark.parametrize("fields", [{"doi": DOI}, {}], ids=["doi", "query"])
def test_fault_that_passes(ask, crossref_server, answers, fault, fields):
    crossref_server.behave(fault, fault)
    assert ask().candidates(reference(**fields))[0].record.doi == DOI
    assert len(crossref_server.requests) == 3
    assert answers.put_statuses == [200]


@pytest.mark.parametrize("fault", [*PASSING, "null", "404 as a page"])
@pytest.mark.parametrize("fields", [{"doi": DOI}, {}], ids=["doi", "query"])
def test_fault_that_stays_is_never_kept(ask, crossref_server, answers, fault, fields):
    crossref_server.behave(always=fault)
    client = ask(tries=3)
    with pytest.raises(RefusedError) as refusal:
        client.candidates(reference(**fields))
    assert not isinstance(refusal.value, UnreachableError)
    assert len(crossref_server.requests) == 3
    assert answers.put_statuses == []
    crossref_server.behave()
    assert client.candidates(reference(**fields))[0].record.doi == DOI


@pytest.mark.parametrize("fields", [{"doi": DOI}, {}], ids=["doi", "query"])
def test_answer_that_drips_in(ask, crossref_server, answers, fields):
    crossref_server.behave("drip")
    assert ask(timeout=0.2).candidates(reference(**fields))[0].record.doi == DOI
    assert len(crossref_server.requests) == 2
    assert answers.put_statuses == [200]


@pytest.mark.parametrize("fields", [{"doi": DOI}, {}], ids=["doi", "query"])
def test_slow_server(ask, crossref_server, answers, fields):
    crossref_server.behave("slow")
    client = ask(timeout=0.2)
    assert client.candidates(reference(**fields))[0].record.doi == DOI
    crossref_server.behave(always="slow")
    with pytest.raises(RefusedError, match="too long"):
        ask(timeout=0.1, tries=1).search("A question not yet asked")
    assert answers.put_statuses == [200]


@pytest.mark.parametrize("fault", ["400", "403", "407", "sign-in", "endless"])
@pytest.mark.parametrize("fields", [{"doi": DOI}, {}], ids=["doi", "query"])
def test_refusal_is_not_repeated(ask, crossref_server, answers, fault, fields):
    crossref_server.behave(always=fault)
    with pytest.raises(SourceError):
        ask().candidates(reference(**fields))
    assert len(crossref_server.requests) == 1
    assert answers.put_statuses == []


def test_list_that_is_not_there_is_not_nothing_found(ask, crossref_server, answers):
    with pytest.raises(RefusedError):
        ask(base_url=f"{crossref_server.url}/wrong").search("Tumoral calcinosis of the hip")
    assert answers.put_statuses == []


def test_out_of_order_is_found_out_once_per_run(ask, crossref_server):
    crossref_server.behave(always="503")
    client = ask(tries=2)
    for number in range(PATIENCE + 5):
        with pytest.raises(RefusedError):
            client.lookup(f"10.5555/{number}")
    assert len(crossref_server.requests) == 2 * PATIENCE


def test_wait_of_a_day_ends_the_run(ask, crossref_server, watch):
    crossref_server.behave(always="429 after a day")
    client = ask()
    for number in range(3):
        with pytest.raises(RefusedError):
            client.lookup(f"10.5555/{number}")
    assert len(crossref_server.requests) == 1
    assert sum(watch.slept) < 1


def test_refused_connection_is_found_out_once_per_run(ask, answers, watch, monkeypatch):
    attempts = []
    plain = httpx2.Client.stream
    monkeypatch.setattr(
        httpx2.Client, "stream", lambda *args, **more: attempts.append(args) or plain(*args, **more)
    )
    client = ask(base_url=closed_port())
    for number in range(20):
        with pytest.raises(UnreachableError):
            client.candidates(reference(raw=f"Orlova T. Part {number}. 2004;1:1.", doi=DOI))
    assert len(attempts) == 1
    assert watch.slept == []
    assert len(answers) == 0


@pytest.mark.parametrize("url", ["http://no-such-host.invalid", "ftp://127.0.0.1", "http://[::1"])
def test_address_that_leads_nowhere(ask, url):
    with pytest.raises(UnreachableError) as error:
        ask(base_url=url).lookup(DOI)
    assert error.value.__cause__ is not None


def test_mail_address_that_cannot_be_sent(ask):
    with pytest.raises(RefusedError):
        ask(mailto="ärztin@klinik.example").lookup(DOI)


def test_pause_asked_for_is_kept(ask, crossref_server, watch):
    crossref_server.behave("429 after 7")
    ask().lookup(DOI)
    assert sum(watch.slept) == pytest.approx(7.0)


def test_pause_not_asked_for_grows(ask, crossref_server, watch):
    crossref_server.behave("429", "503", "429")
    ask().lookup(DOI)
    first, second, third = watch.slept
    assert 0.25 <= first <= 0.75
    assert 0.5 <= second <= 1.5
    assert 1.0 <= third <= 3.0


@pytest.mark.parametrize(
    ("mailto", "singles", "lists"),
    [(None, 0.2, 1.0), ("a@clinic.example", 0.1, 1 / 3)],
    ids=["public", "polite"],
)
def test_pace_of_each_kind(ask, watch, mailto, singles, lists):
    client = ask(mailto=mailto)
    for number in range(4):
        client.lookup(f"10.5555/{number}")
    assert watch.slept == pytest.approx([singles / MARGIN] * 3)
    watch.slept.clear()
    for number in range(4):
        client.search(f"Some paper of number {number}")
    assert watch.slept == pytest.approx([lists / MARGIN] * 3)


@pytest.mark.parametrize(
    ("limit", "pause"), [("1", 1.0), ("50", 0.2), ("nonsense", 0.2), ("0", 0.2)]
)
def test_header_makes_it_slower_but_never_faster(ask, crossref_server, watch, limit, pause):
    crossref_server.headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": "1s"}
    client = ask()
    client.lookup(DOI)
    client.lookup("10.5555/other")
    watch.slept.clear()
    client.lookup("10.5555/third")
    assert watch.slept == pytest.approx([pause / MARGIN])


def test_answers_hold_what_was_sent(ask, crossref_server, answers):
    ask().lookup(DOI)
    body = answers.get("crossref", "works/10.5555%2Fcrr.2004.33").body
    assert json.loads(body)["message"] == crossref_server.works[DOI]


def test_items_of_an_odd_shape_are_left_out(ask, answers):
    client = ask(offline=True)
    for items, count in [(["x", None, {"DOI": 7}], 1), ("x", 0), (None, 0)]:
        query = f"Items of the shape {items}"
        body = json.dumps({"message": {"items": items}})
        request = _request_of(client, query)
        answers.put([Answer("crossref", request, 200, body, "2026-01-01T00:00:00+00:00")])
        assert len(client.search(query)) == count


def _request_of(client, query):
    with pytest.raises(NotAskedError) as error:
        client.search(query)
    return error.value.subject


def test_habanero_of_others_still_works(ask, crossref_server):
    ask().lookup(DOI)
    answer = habanero.Crossref(base_url=crossref_server.url).works(ids=DOI)
    assert answer["message"]["DOI"] == DOI.upper()


def test_knowing_the_room_costs_no_network_library():
    code = (
        "import sys, refmgr.sources.crossref, refmgr.sources.local\n"
        "print(sorted({'habanero', 'httpx2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_answer_about_another_doi_is_refused(ask, crossref_server, answers):
    crossref_server.works[DOI] = {**crossref_server.works[DOI], "DOI": "10.5555/another"}
    with pytest.raises(RefusedError, match="another DOI"):
        ask().lookup(DOI)
    assert answers.put_statuses == []


@pytest.mark.parametrize(
    "poison",
    [
        {"title": None},
        {"title": [None]},
        {"title": "a text instead of a list"},
        {"author": "Orlova", "issued": [2004], "volume": ["12"], "page": {"first": 33}},
        {"author": [None, {"family": None}], "issued": {"date-parts": [[None]]}},
        {"container-title": [[]], "ISSN": 5, "update-to": "x"},
    ],
)
def test_poisoned_fields_are_left_out(ask, crossref_server, poison):
    crossref_server.works[DOI] = {**crossref_server.works[DOI], **poison}
    assert ask().lookup(DOI).record.doi == DOI
    assert ask().search("Orlova Tumoral calcinosis of the hip")[0].record is not None


class TestManyAtOnce:
    DOIS = tuple(f"10.5555/many.{number}" for number in range(50))

    @pytest.fixture
    def many(self, crossref_server):
        for doi in self.DOIS:
            crossref_server.add(doi, f"Paper {doi}")
        return crossref_server

    def requests(self, dois):
        return [f"works/{doi.replace('/', '%2F')}" for doi in dois]

    def test_few_are_asked_singly_many_in_lists(self, ask):
        service = ask().service
        queries = ["works?query.bibliographic=a", "works?query.bibliographic=b"]
        three = self.requests(self.DOIS[:3])
        assert service.bundles([*three, *queries]) == [(one,) for one in (*three, *queries)]
        fifty = self.requests(self.DOIS)
        lists = service.bundles([*queries, *fifty])
        assert lists == [tuple(fifty[:40]), tuple(fifty[40:]), (queries[0],), (queries[1],)]

    def test_odd_dois_are_kept_out_of_lists(self, ask):
        odd = self.requests(["10.5555/a,b", "10.5555/a<b>:c", "10.5555/größe"])
        plain = self.requests(self.DOIS[:5])
        assert ask().service.bundles([*odd, *plain]) == [tuple(plain), *((one,) for one in odd)]

    def test_a_list_answers_each_doi_as_if_asked_by_itself(self, ask, many):
        five = self.DOIS[:5]
        many.works[five[2]]["DOI"] = five[2].upper()
        found = ask().service.ask(tuple(self.requests(five)))
        assert len(many.requests) == 1
        assert [answer.request for answer in found] == self.requests(five)
        assert [json.loads(answer.body)["message"] for answer in found] == [
            many.works[doi] for doi in five
        ]

    def test_what_a_list_does_not_bring_is_left_open(self, ask, many):
        many.aliases["10.5555/old"] = self.DOIS[0]
        bundle = (*self.requests(self.DOIS[:4]), *self.requests(["10.5555/old", "10.5555/none"]))
        found = ask().service.ask(bundle)
        assert [answer.request for answer in found] == self.requests(self.DOIS[:4])


def test_a_better_rule_orphans_no_answer(ask, crossref_server, answers, monkeypatch):
    ask().candidates(reference())
    monkeypatch.setattr("refmgr.sources.crossref.ROWS", 5)
    monkeypatch.setattr("refmgr.sources.crossref.query_of", lambda one: f"better {one.raw}")
    for raw in (RAW, RAW.replace(" ", "\n"), RAW.replace("–", "-").replace("T,", "T.,")):
        offline = ask(offline=True)
        assert offline.candidates(reference(raw))[0].record.doi == DOI
    assert ask().candidates(reference())[0].record.doi == DOI
    assert len(crossref_server.requests) == 1


def test_answers_from_before_their_printed_texts_were_noted_are_found(ask, answers, monkeypatch):
    """As libraries of version 0.1.0 hold them: with another list of fields, and no name of print."""
    ask().candidates(reference())
    answers._asked_as.clear()
    monkeypatch.setattr("refmgr.sources.crossref.SELECT", ("DOI", "title"))
    assert ask(offline=True).candidates(reference())[0].record.doi == DOI
    assert list(answers._asked_as) == [("crossref", name_of_print(RAW))]


@pytest.mark.parametrize(("fields", "count"), [({"doi": DOI}, 1), ({}, 1)], ids=["doi", "query"])
def test_old_answers_are_asked_for_again_but_serve_where_asking_fails(
    ask, crossref_server, answers, fields, count
):
    ask().candidates(reference(**fields))
    assert len(crossref_server.requests) == count
    soon = "2100-01-01T00:00:00+00:00"
    assert ask(oldest=soon).candidates(reference(**fields))[0].record.doi == DOI
    assert len(crossref_server.requests) == count + 1
    crossref_server.behave(always="503")
    assert ask(oldest=soon, tries=1).candidates(reference(**fields))[0].record.doi == DOI
    assert answers.put_statuses == [200, 200]


def test_an_answer_out_of_the_future_counts_as_old(ask, crossref_server, answers):
    ask().lookup(DOI)
    ((key, answer),) = answers._kept.items()
    answers._kept[key] = Answer(*key, 200, answer.body, "2100-01-01T00:00:00+00:00")
    ask(oldest="2000-01-01T00:00:00+00:00").lookup(DOI)
    assert len(crossref_server.requests) == 2


def test_a_container_keeps_its_other_names():
    work = {
        "DOI": "10.5555/a", "title": ["Lumps"], "container-title": ["The Elbow Journal", "Elbow Papers"],
        "short-container-title": ["ElbJ", None, "ElbJ"],
    }  # fmt: skip
    assert _candidate(work, "doi").container_names == ("ElbJ", "Elbow Papers")
    assert _candidate({"DOI": "10.5555/a"}, "doi").container_names == ()
