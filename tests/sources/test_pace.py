from itertools import pairwise

import pytest

from refmgr.sources.pace import LONGEST_WAIT, Pace, TryLaterError, persist, wait_before


class Watch:
    def __init__(self):
        self.now = 100.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def pace(watch):
    return Pace(2, sleep=watch.sleep, clock=lambda: watch.now)


def test_no_two_requests_start_within_the_interval(watch, pace):
    starts = []
    for work in (0.0, 0.1, 0.7, 0.0, 0.0):
        pace.wait()
        starts.append(watch.now)
        watch.now += work
    gaps = [later - sooner for sooner, later in pairwise(starts)]
    assert gaps == pytest.approx([0.5, 0.5, 0.7, 0.5])


def test_idle_time_earns_no_burst(watch, pace):
    pace.wait()
    watch.now += 60
    for _ in range(3):
        pace.wait()
    assert watch.slept == pytest.approx([0.5, 0.5])


def test_hold_and_slow(watch, pace):
    pace.hold(5)
    pace.hold(1)
    pace.wait()
    pace.slow_to(2)
    pace.slow_to(0.01)
    pace.wait()
    pace.wait()
    assert watch.slept == pytest.approx([5, 0.5, 2])


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_waits_grow_to_a_limit(jitter):
    waits = [wait_before(attempt, None, jitter) for attempt in range(1, 20)]
    assert waits == sorted(waits)
    assert waits[1] == 2 * waits[0]
    assert waits[-1] <= 1.5 * LONGEST_WAIT
    assert wait_before(9, 3.0, jitter) == 3.0


def script(*outcomes):
    """Return a question that fails or answers as told."""
    rest = list(outcomes)

    def ask():
        outcome = rest.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    ask.rest = rest
    return ask


def busy(wait=None):
    return TryLaterError("busy", wait=wait)


def test_persist_until_answered(pace):
    ask = script(busy(), busy(2), "yes", "too much")
    assert persist(ask, tries=5, pace=pace) == "yes"
    assert ask.rest == ["too much"]


def test_persist_gives_up_with_the_last_failure(pace):
    last = busy()
    with pytest.raises(TryLaterError) as error:
        persist(script(busy(), last, "never"), tries=2, pace=pace)
    assert error.value is last


def test_persist_does_not_sit_through_an_hour(watch, pace):
    with pytest.raises(TryLaterError):
        persist(script(busy(3600), "never"), tries=5, pace=pace)
    assert watch.slept == []


def test_other_failures_pass_through_at_once(pace):
    ask = script(ZeroDivisionError(), "never")
    with pytest.raises(ZeroDivisionError):
        persist(ask, tries=5, pace=pace)
    assert ask.rest == ["never"]
