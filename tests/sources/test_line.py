import pytest

from refmgr.errors import RefusedError, UnreachableError
from refmgr.sources.line import PATIENCE, Line
from refmgr.sources.pace import MARGIN, Rates, TryLaterError


@pytest.fixture
def line(watch):
    rates = Rates(single=10, lists=2, at_once=3)
    return Line("Somebody", rates, tries=3, sleep=watch.sleep, clock=watch.clock)


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


def busy(wait=None, *, overload=False):
    return TryLaterError("busy", wait=wait, overload=overload)


def test_asks_until_answered(line):
    ask = script(busy(), busy(2), "yes", "too much")
    assert line.put("single", ask) == "yes"
    assert ask.rest == ["too much"]
    assert line.shut is None


def test_gives_up_with_the_last_failure(line):
    last = busy()
    with pytest.raises(TryLaterError) as error:
        line.put("single", script(busy(), busy(), last, "never"))
    assert error.value is last


def test_does_not_sit_through_an_hour_and_asks_nobody_again(line, watch):
    with pytest.raises(TryLaterError):
        line.put("single", script(busy(3600), "never"))
    assert watch.slept == []
    with pytest.raises(RefusedError, match="Somebody is out of order: busy"):
        line.put("single", script("never"))


def test_no_connection_is_found_out_once(line):
    with pytest.raises(UnreachableError):
        line.put("single", script(UnreachableError("no line")))
    with pytest.raises(UnreachableError, match="no line"):
        line.put("list", script("never"))


def test_out_of_order_after_some_failures_in_a_row(line):
    def fail():
        with pytest.raises(RefusedError):
            line.put("single", script(*[RefusedError("no")]))

    for _ in range(PATIENCE - 1):
        fail()
    assert line.put("single", script("yes")) == "yes"
    for _ in range(PATIENCE - 1):
        fail()
    assert line.shut is None
    fail()
    assert isinstance(line.shut, RefusedError)


def test_other_failures_pass_through_at_once(line):
    ask = script(ZeroDivisionError(), "never")
    with pytest.raises(ZeroDivisionError):
        line.put("single", ask)
    assert ask.rest == ["never"]


def test_each_kind_has_its_pace_and_heeds_only_stricter_limits(line, watch):
    def gap(kind):
        line.put(kind, script("yes"))
        before = watch.now
        line.put(kind, script("yes"))
        return watch.now - before

    assert gap("single") == pytest.approx(0.1 / MARGIN)
    assert gap("list") == pytest.approx(0.5 / MARGIN)
    line.heed("list", 0.01, 9)
    assert gap("list") == pytest.approx(0.5 / MARGIN)
    line.heed("single", 2.0, None)
    assert gap("single") == pytest.approx(2.0 / MARGIN)
    assert gap("list") == pytest.approx(0.5 / MARGIN)


def test_closing_ends_a_wait():
    line = Line("Somebody", Rates(single=0.001, lists=1), tries=2)
    line.put("single", script("yes"))
    line.stop()
    with pytest.raises(RefusedError, match="stopped"):
        line.put("single", script("never"))
