"""How fast a source may be asked, by how many at once, and how long to wait before asking again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Lock
from typing import Final

from refmgr.errors import RefusedError

FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 60.0


class TryLaterError(RefusedError):
    """A failure that may pass: overload, time-out, cut or broken answer.

    `wait` is the number of seconds that the source asked to wait (Retry-After), None if it did not;
    `overload` says that it was asked too much (429).
    """

    def __init__(
        self, message: str, *, subject: str = "", wait: float | None = None, overload: bool = False
    ) -> None:
        super().__init__(message, subject=subject)
        self.wait = wait
        self.overload = overload


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a second: of single records, and of lists (queries); and how many at once."""

    single: float
    lists: float
    at_once: int = 1


# Crossref's limits since 1 December 2025 (Crossref blog, 5 November 2025). The limit in the header
# of an answer holds for single records only, so it is not believed upwards.
PUBLIC: Final = Rates(single=5, lists=1, at_once=1)
POLITE: Final = Rates(single=10, lists=3, at_once=3)
# NCBI's: three a second, ten with a key of one's own (NLM, KA-05510).
NCBI: Final = Rates(single=3, lists=3, at_once=3)
NCBI_WITH_KEY: Final = Rates(single=10, lists=10, at_once=3)
# Europe PMC states no limit; what NCBI allows is what a second source is asked, one at a time.
EUROPE_PMC: Final = Rates(single=3, lists=3, at_once=1)
# arXiv asks for three seconds between requests (arXiv API terms of use).
ARXIV: Final = Rates(single=1 / 3, lists=1 / 3, at_once=1)
# Requests that start at the limit arrive faster than it when the first one is held up on its way.
MARGIN: Final = 0.97


class Pace:
    """Keeps the starts of requests of one kind apart, whatever thread they start in.

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
        self._lock = Lock()

    def wait(self) -> None:
        """Return when the next request may start."""
        while (pause := self._take()) > 0:
            self._sleep(pause)

    def _take(self) -> float:
        """Take the next start if it is there already; else return the seconds until then."""
        with self._lock:
            now = self._clock()
            if now < self._next:
                return self._next - now
            self._next = now + self._interval
            return 0.0

    def hold(self, seconds: float) -> None:
        """Let no request start within so many seconds, those that wait already included."""
        with self._lock:
            self._next = max(self._next, self._clock() + seconds)

    def slow_to(self, interval: float) -> None:
        """Ask no faster than every `interval` seconds from now on; never makes it faster."""
        with self._lock:
            self._interval = max(self._interval, interval)


class Places:
    """So many may be asking at once; the number can only fall.

    Args:
        number: how many at first.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._taken = 0
        self._changed = Condition()

    def narrow_to(self, number: int) -> None:
        """Let no more than so many ask at once from now on, one at least."""
        with self._changed:
            self._number = min(self._number, max(number, 1))

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place, having waited for it."""
        with self._changed:
            self._changed.wait_for(lambda: self._taken < self._number)
            self._taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken -= 1
                self._changed.notify()


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
