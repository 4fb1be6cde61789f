"""Questions under way: put to services by threads, their answers handed over to one thread."""

import time
from collections.abc import Iterable, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, Self

from refmgr.errors import RefusedError, SourceError
from refmgr.sources.answers import Answer, Question
from refmgr.sources.pace import TryLaterError
from refmgr.sources.service import Service

Bundle = tuple[str, ...]
Came = tuple[str, Bundle, Sequence[Answer] | BaseException]
# A wait without end cannot be interrupted by Ctrl-C on Windows.
TICK: Final = 0.5
# So many seconds a request under way may take to end when the run is over.
GRACE: Final = 1.0


class Errands:
    """Asks several services at once, each from as many threads as it allows.

    Threads do nothing but ask: they know no library. Whoever sends questions collects the answers
    and keeps them, so that there is one writer.

    Args:
        services: by name.
    """

    def __init__(self, services: Mapping[str, Service]) -> None:
        self._services = services
        self._jobs: dict[str, SimpleQueue[Bundle | None]] = {}
        self._came: SimpleQueue[Came] = SimpleQueue()
        self._threads: list[Thread] = []
        self._under_way: set[tuple[str, str]] = set()
        self._answered: set[tuple[str, str]] = set()
        self._failed: dict[tuple[str, str], SourceError] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._under_way)

    @property
    def shut(self) -> SourceError | None:
        """Why nobody is asked any more in this run: every service that was asked is shut."""
        reasons = [self._services[name].shut for name in self._jobs]
        return reasons[0] if reasons and all(reasons) else None

    @property
    def asks_any(self) -> bool:
        """Whether there is a service to ask."""
        return bool(self._services)

    def asks(self, source: str) -> bool:
        """Return whether a source is among those asked in this run."""
        return source in self._services

    def answered(self, question: Question) -> bool:
        """Return whether a question was answered in this run, whatever the clock says of the answer."""
        return (question.source, question.request) in self._answered

    def failure(self, question: Question) -> SourceError | None:
        """Return why a question got no answer in this run."""
        return self._failed.get((question.source, question.request))

    def send(self, questions: Iterable[Question]) -> None:
        """Have questions asked; what is under way already, or has failed, is not asked again."""
        wanted: dict[str, list[str]] = {}
        for question in questions:
            key = question.source, question.request
            if key not in self._under_way and key not in self._failed:
                self._under_way.add(key)
                wanted.setdefault(question.source, []).append(question.request)
        for name, requests in wanted.items():
            for bundle in self._services[name].bundles(requests):
                self._queue(name).put(bundle)

    def collect(self) -> list[Answer]:
        """Wait until something has come, and return all answers that have; they are to be kept.

        What failed is told by `failure`. Nothing under way gives an empty list at once.
        """
        answers: list[Answer] = []
        known = len(self._under_way)
        while self._under_way and not answers and len(self._under_way) == known:
            answers += self._take(TICK)
        return [*answers, *self.rest()]

    def rest(self) -> list[Answer]:
        """Return the answers that have come; does not wait."""
        answers: list[Answer] = []
        while not self._came.empty():
            answers += self._take(TICK)
        return answers

    def close(self) -> None:
        """End what is under way; answers that come later are lost, none that came."""
        for service in self._services.values():
            service.stop()
        for name, jobs in self._jobs.items():
            for _ in range(self._services[name].at_once):
                jobs.put(None)
        until = time.monotonic() + GRACE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        for service in self._services.values():
            service.close()

    def _take(self, seconds: float) -> Sequence[Answer]:
        """Return the answers to one bundle, nothing where it failed or nothing came in time."""
        try:
            name, bundle, came = self._came.get(timeout=seconds)
        except Empty:
            return ()
        if isinstance(came, BaseException):
            self._note_failure(name, bundle, came)
            return ()
        told = {answer.request for answer in came}
        self._answered |= {(name, request) for request in told}
        self._under_way -= self._answered
        self._ask_alone(name, bundle, [one for one in bundle if one not in told])
        return came

    def _note_failure(self, name: str, bundle: Bundle, error: BaseException) -> None:
        if not isinstance(error, SourceError):
            raise error
        refused = isinstance(error, RefusedError) and not isinstance(error, TryLaterError)
        if len(bundle) > 1 and refused and self._services[name].shut is None:
            # One of them may spoil the list: a name that no list takes, a record without end.
            self._ask_alone(name, bundle, bundle)
            return
        for request in bundle:
            self._fail(name, request, error)

    def _ask_alone(self, name: str, bundle: Bundle, requests: Sequence[str]) -> None:
        for request in requests:
            if len(bundle) > 1:
                self._queue(name).put((request,))
            else:
                title = self._services[name].title
                self._fail(name, request, RefusedError(f"{title} gave no answer", subject=request))

    def _fail(self, name: str, request: str, error: SourceError) -> None:
        self._failed[name, request] = error
        self._under_way.discard((name, request))

    def _queue(self, name: str) -> "SimpleQueue[Bundle | None]":
        """Return what one service's threads take their work from; they start with the first job."""
        if name not in self._jobs:
            self._jobs[name] = SimpleQueue()
            for _ in range(self._services[name].at_once):
                # A thread that waits for a server must not keep the program from ending.
                thread = Thread(target=self._work, args=(name,), daemon=True)
                thread.start()
                self._threads.append(thread)
        return self._jobs[name]

    def _work(self, name: str) -> None:
        service, jobs = self._services[name], self._jobs[name]
        while (bundle := jobs.get()) is not None:
            try:
                came: Sequence[Answer] | BaseException = service.ask(bundle)
            except BaseException as error:  # noqa: BLE001 - raised again where it is collected
                came = error
            self._came.put((name, bundle, came))
