"""Questions under way: threads ask, one thread collects, whatever the services do."""

import threading

import pytest

from refmgr.errors import RefusedError, UnreachableError
from refmgr.sources.answers import Answer, Question
from refmgr.sources.crossref_service import CrossrefService, CrossrefSettings, work_request
from refmgr.sources.errands import Errands
from refmgr.sources.pace import Rates, TryLaterError

TIME = "2026-01-01T00:00:00+00:00"


class Counter:
    """A service that bundles by twos and answers from a table; an error in it is raised."""

    name = "counter"
    title = "The counter"
    at_once = 3
    shut = None

    def __init__(self, **table):
        self.table = table
        self.asked = []
        self.threads = set()
        self.closed = False

    def bundles(self, requests):
        return [tuple(requests[start : start + 2]) for start in range(0, len(requests), 2)]

    def ask(self, bundle):
        self.threads.add(threading.current_thread())
        self.asked.append(bundle)
        found = [self.table.get(request, request.upper()) for request in bundle]
        for one in found:
            if isinstance(one, Exception):
                raise one
        return [
            Answer(self.name, request, 200, body, TIME)
            for request, body in zip(bundle, found, strict=True)
            if body is not None
        ]

    def stop(self):
        self.stopped = True

    def close(self):
        self.closed = self.stopped


def question(request):
    return Question("counter", request)


def all_of(errands):
    answers = []
    while errands.busy:
        answers += errands.collect()
    return {answer.request: answer.body for answer in answers}


def run(service, *requests):
    with Errands({"counter": service}) as errands:
        errands.send(map(question, requests))
        return errands, all_of(errands)


def test_everything_is_answered_once_and_not_by_the_calling_thread():
    service = Counter()
    with Errands({"counter": service}) as errands:
        errands.send(map(question, "abcab"))
        errands.send(map(question, "ac"))
        assert all_of(errands) == {"a": "A", "b": "B", "c": "C"}
        assert errands.answered(question("a"))
        assert not errands.answered(question("z"))
    assert sorted(service.asked) == [("a", "b"), ("c",)]
    assert threading.current_thread() not in service.threads
    assert service.closed


def test_one_that_spoils_a_bundle_is_found_by_asking_each_alone():
    service = Counter(b=RefusedError("no such thing"))
    errands, answers = run(service, "a", "b", "c")
    assert answers == {"a": "A", "c": "C"}
    assert errands.failure(question("b")).message == "no such thing"
    assert sorted(service.asked) == [("a",), ("a", "b"), ("b",), ("c",)]


@pytest.mark.parametrize("error", [UnreachableError("no line"), TryLaterError("busy")])
def test_trouble_with_the_service_is_not_multiplied(error):
    errands, answers = run(Counter(b=error), "a", "b", "c")
    assert answers == {"c": "C"}
    assert errands.failure(question("a")) is error
    assert errands.failure(question("b")) is error


def test_what_a_bundle_leaves_open_is_asked_alone_and_then_given_up():
    service = Counter(b=None)
    errands, answers = run(service, "a", "b")
    assert answers == {"a": "A"}
    assert "no answer" in errands.failure(question("b")).message
    assert service.asked == [("a", "b"), ("b",)]


def test_what_failed_is_not_asked_again_in_this_run():
    service = Counter(a=TryLaterError("busy"))
    with Errands({"counter": service}) as errands:
        errands.send([question("a")])
        assert all_of(errands) == {}
        errands.send([question("a")])
        assert not errands.busy
    assert len(service.asked) == 1


def test_a_bug_in_a_thread_is_a_bug_in_the_program():
    with Errands({"counter": Counter(a=ZeroDivisionError())}) as errands:
        errands.send([question("a")])
        with pytest.raises(ZeroDivisionError):
            all_of(errands)


def test_shut_only_when_all_that_were_asked_are():
    open_, down = Counter(), Counter()
    down.shut = UnreachableError("no line")
    with Errands({"counter": down, "other": open_}) as errands:
        assert errands.shut is None, "nobody was asked yet"
        errands.send([question("a")])
        assert errands.shut is down.shut
        errands.send([Question("other", "a")])
        assert errands.shut is None
        all_of(errands)


class TestAtCrossref:
    """Three at once, at the pace that is set, by the log of the server."""

    @pytest.fixture
    def ask(self, crossref_server):
        def ask(rates, requests):
            settings = CrossrefSettings(base_url=crossref_server.url, rates=rates)
            with Errands({"crossref": CrossrefService(settings)}) as errands:
                errands.send(Question("crossref", request) for request in requests)
                return all_of(errands)

        return ask

    QUERIES = tuple(
        f"works?query.bibliographic=gout+{number}&rows=1&select=DOI" for number in range(12)
    )

    def test_three_at_once_where_answers_are_slow(self, ask, crossref_server):
        crossref_server.latency = 0.1
        assert len(ask(Rates(single=1000, lists=1000, at_once=3), self.QUERIES)) == 12
        assert crossref_server.most_at_once == 3
        assert crossref_server.connections == 3

    def test_one_at_once_in_the_public_pool(self, ask, crossref_server):
        crossref_server.latency = 0.02
        ask(Rates(single=1000, lists=1000, at_once=1), self.QUERIES)
        assert crossref_server.most_at_once == 1
        assert crossref_server.connections == 1

    def test_starts_keep_the_pace_whatever_the_threads(self, ask, crossref_server):
        ask(Rates(single=1000, lists=40, at_once=3), self.QUERIES)
        starts = sorted(one.start for one in crossref_server.log)
        assert starts[-1] - starts[0] >= 11 / 40 * 0.97

    def test_a_stricter_header_is_heeded(self, ask, crossref_server):
        crossref_server.headers = {
            "x-rate-limit-limit": "25",
            "x-rate-limit-interval": "1s",
            "x-concurrency-limit": "1",
        }
        crossref_server.latency = 0.01
        ask(Rates(single=1000, lists=1000, at_once=3), self.QUERIES)
        starts = sorted(one.start for one in crossref_server.log)
        assert starts[-1] - starts[3] >= 8 / 25 * 0.97
        later = [one for one in crossref_server.log if one.start > starts[5]]
        assert all(
            one.end <= other.start or other.end <= one.start
            for one in later
            for other in later
            if one is not other
        )

    def test_a_429_slows_all_down_and_loses_nothing(self, ask, crossref_server):
        crossref_server.latency = 0.01
        crossref_server.behave("429", "429")
        assert len(ask(Rates(single=1000, lists=1000, at_once=3), self.QUERIES)) == 12
        assert len(crossref_server.log) == 14

    def test_known_dois_come_in_lists_and_aliases_alone(self, ask, crossref_server):
        dois = [f"10.5555/{number}" for number in range(50)]
        for doi in dois[:-2]:
            crossref_server.add(doi, f"Paper {doi}")
        crossref_server.aliases[dois[-1]] = dois[0]
        answers = ask(Rates(single=1000, lists=1000, at_once=3), map(work_request, dois))
        assert set(answers) == set(map(work_request, dois))
        assert answers[work_request(dois[-1])] == dois[0]
        assert len(crossref_server.log) == 2 + 2
