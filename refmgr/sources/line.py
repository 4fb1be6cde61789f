"""The line to one service: its pace, how often a question is put, and when it is given up for a run."""

import random
import time
from collections.abc import Callable
from threading import Event, Lock
from typing import Final, Literal, TypeVar

from refmgr.errors import RefusedError, SourceError, UnreachableError
from refmgr.sources.pace import (
    LONGEST_WAIT,
    MARGIN,
    Pace,
    Places,
    Rates,
    TryLaterError,
    wait_before,
)

Kind = Literal["single", "list"]
T = TypeVar("T")

# After so many questions in a row that were given up, a service is out of order for this run.
PATIENCE: Final = 3
TRIES: Final = 4


class Line:
    """Puts questions to one service, from as many threads as it allows.

    Args:
        title: the service's name in messages.
        rates: what it allows.
        tries: how often a question is put before it is given up.
        sleep: waits so many seconds; None for a sleep that `close` ends.
        clock: seconds that only ever grow.
    """

    def __init__(
        self,
        title: str,
        rates: Rates,
        *,
        tries: int = TRIES,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.title = title
        self._tries = tries
        self._closing = Event()
        pause = sleep or self._pause
        self._paces: dict[Kind, Pace] = {
            "single": Pace(rates.single * MARGIN, sleep=pause, clock=clock),
            "list": Pace(rates.lists * MARGIN, sleep=pause, clock=clock),
        }
        self._places = Places(rates.at_once)
        self._lock = Lock()
        self._given_up = 0
        self._shut: SourceError | None = None

    @property
    def shut(self) -> SourceError | None:
        """Why this service is not asked any more in this run; None while it is."""
        return self._shut

    def put(self, kind: Kind, ask: Callable[[], T]) -> T:
        """Return what `ask` returns, asking again while it fails in a way that may pass.

        Raises:
            UnreachableError: no connection; nobody is asked again in this run.
            RefusedError: given up, or the service was out of order before.
        """
        for attempt in range(1, self._tries + 1):
            self._refuse_in_vain()
            try:
                answer = self._once(kind, ask)
            except TryLaterError as error:
                if not self._is_worth_trying(error, attempt):
                    self._give_up(error)
                    raise
                self._paces[kind].hold(wait_before(attempt, error.wait, random.random()))  # noqa: S311
            except UnreachableError as error:
                self._shut = error
                raise
            except RefusedError as error:
                self._give_up(error)
                raise
            else:
                self._given_up = 0
                return answer
        raise AssertionError("the last attempt answers or raises")

    def _refuse_in_vain(self) -> None:
        """Raise at once where asking is known to be in vain."""
        if self._shut is not None:
            raise self._shut
        if self._closing.is_set():
            raise self._stopped()

    def heed(self, kind: Kind, interval: float | None, at_once: int | None) -> None:
        """Take a stricter limit out of an answer's headers; a looser one is not believed."""
        if interval is not None:
            self._paces[kind].slow_to(interval / MARGIN)
        if at_once is not None:
            self._places.narrow_to(at_once)

    def stop(self) -> None:
        """End all waiting, and refuse every further question."""
        self._closing.set()

    def _once(self, kind: Kind, ask: Callable[[], T]) -> T:
        with self._places.one():
            self._paces[kind].wait()
            return ask()

    def _is_worth_trying(self, error: TryLaterError, attempt: int) -> bool:
        if error.overload:
            # Crossref's advice after a 429: slower, and with less at once.
            self._places.narrow_to(1)
        return attempt < self._tries and (error.wait is None or error.wait <= LONGEST_WAIT)

    def _give_up(self, error: RefusedError) -> None:
        """Count what was given up; a wait that nobody would sit through counts for all."""
        wait = error.wait if isinstance(error, TryLaterError) else None
        with self._lock:
            self._given_up += PATIENCE if wait is not None and wait > LONGEST_WAIT else 1
            if self._given_up >= PATIENCE and self._shut is None:
                self._shut = RefusedError(f"{self.title} is out of order: {error.message}")

    def _pause(self, seconds: float) -> None:
        if self._closing.wait(seconds):
            raise self._stopped()

    def _stopped(self) -> RefusedError:
        return RefusedError(f"{self.title} was not asked any more: the run was stopped.")
