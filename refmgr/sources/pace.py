"""How fast a source may be asked, how long to wait before asking again, and when to give up."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from refmgr.errors import RefusedError

FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 60.0

T = TypeVar("T")


class TryLaterError(RefusedError):
    """A failure that may pass: overload, time-out, cut or broken answer.

    `wait` is the number of seconds that the source asked to wait (Retry-After), None if it did not.
    """

    def __init__(self, message: str, *, subject: str = "", wait: float | None = None) -> None:
        super().__init__(message, subject=subject)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a second: of single records, and of lists (queries)."""

    single: float
    lists: float


# Crossref's limits since 1 December 2025 (Crossref blog, 5 November 2025). The limit in the header
# of an answer holds for single records only, so it is not believed upwards.
PUBLIC: Final = Rates(single=5, lists=1)
POLITE: Final = Rates(single=10, lists=3)


class Pace:
    """Keeps the starts of requests of one kind apart; for one thread.

    Args:
        per_second: how many requests may start in a second.
        sleep: waits so many seconds.
        clock: seconds that only ever grow.
    """

    def __init__(
        self, per_second: float, *, sleep: Callable[[float], None], clock: Callable[[], float]
    ) -> None:
        self._interval = 1 / per_second
        self._sleep = sleep
        self._clock = clock
        self._next = clock()

    def wait(self) -> None:
        """Return when the next request may start."""
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
            now = max(self._next, self._clock())
        self._next = now + self._interval

    def hold(self, seconds: float) -> None:
        """Let no request start within so many seconds."""
        self._next = max(self._next, self._clock() + seconds)

    def slow_to(self, interval: float) -> None:
        """Ask no faster than every `interval` seconds from now on; never makes it faster."""
        self._interval = max(self._interval, interval)


def persist(ask: Callable[[], T], *, tries: int, pace: Pace) -> T:
    """Return what `ask` returns, asking again while it fails in a way that may pass.

    Raises:
        TryLaterError: the last failure after so many tries, or the first that asks for a longer
            wait than anybody would sit through.
    """
    for attempt in range(1, tries):
        pace.wait()
        try:
            return ask()
        except TryLaterError as error:
            if error.wait is not None and error.wait > LONGEST_WAIT:
                raise
            pace.hold(wait_before(attempt, error.wait, random.random()))  # noqa: S311
    pace.wait()
    return ask()


def wait_before(attempt: int, asked: float | None, jitter: float) -> float:
    """Return the seconds to wait before another attempt.

    Args:
        attempt: 1 before the second attempt, 2 before the third ...
        asked: what the source itself asked for (Retry-After), None if it did not.
        jitter: between 0 and 1, so that several runs that failed together do not return together.
    """
    if asked is not None:
        return asked
    return float(min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT) * (0.5 + jitter))
