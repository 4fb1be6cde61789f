import time
from itertools import pairwise
from threading import Thread

import pytest

from refmgr.sources.pace import LONGEST_WAIT, Pace, Places, wait_before


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


def test_a_hold_reaches_those_that_wait_already():
    """A wait under way is lengthened: what sleeps till its start looks again when it wakes."""
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 1:
            pace.hold(5)
        clock.now += seconds

    clock = Watch()
    pace = Pace(2, sleep=sleep, clock=lambda: clock.now)
    pace.wait()
    pace.wait()
    assert slept == pytest.approx([0.5, 4.5])


def test_many_threads_keep_one_pace():
    starts = []
    pace = Pace(200, sleep=time.sleep, clock=time.monotonic)

    def ask():
        for _ in range(8):
            pace.wait()
            starts.append(time.monotonic())

    threads = [Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(starts) == 40
    assert max(starts) - min(starts) >= 39 / 200 * 0.99


def test_places_never_hold_more_and_only_get_fewer():
    places, here, most = Places(3), [], []

    def stay():
        with places.one():
            here.append(1)
            most.append(len(here))
            time.sleep(0.002)
            here.pop()

    def crowd():
        threads = [Thread(target=stay) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return max(most)

    assert crowd() <= 3
    places.narrow_to(1)
    places.narrow_to(9)
    places.narrow_to(0)
    most.clear()
    assert crowd() == 1
