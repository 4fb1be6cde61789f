"""Processes that read files: watched, bounded in time and memory, replaced when they die."""

import contextlib
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from refmgr.errors import RefmgrError, UnreadableError
from refmgr.library.tasks import Read, Reader, Task, too_much
from refmgr.model import Document

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

MOST_WORKERS: Final = 6
MEMORY: Final = 1 << 30  # bytes a worker may take; a PDF of 500 pages takes some 200 MB
START_UP: Final = 60.0
_AHEAD: Final = 3  # files a worker, read or waiting, ahead of the one that is yielded
_HELD: Final = (
    64_000_000  # bytes of files that are held in memory at a time, but for the last of them
)
_READY: Final = "ready"
_LOOK_AGAIN: Final = 0.5

Answer = Document | RefmgrError


def processors() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_by_workers(
    tasks: Iterable[Task], *, wanted: Callable[[bytes], bool], reader: Reader, seconds: float
) -> Iterator[Read]:
    """Yield what became of each task, in order; see `read_ahead`."""
    pool = _Pool(min(processors(), MOST_WORKERS), reader, seconds)
    waiting: deque[_Job] = deque()
    coming = iter(tasks)
    try:
        while True:
            while _is_room(waiting, pool.size) and (task := next(coming, None)):
                waiting.append(_job(task, wanted))
            if not waiting:
                return
            while waiting[0].read is None:
                pool.work(waiting)
            if (done := waiting.popleft().read) is not None:
                yield done
    finally:
        pool.close()


def _is_room(waiting: "deque[_Job]", workers: int) -> bool:
    """Tell whether another file may be taken into memory."""
    held = sum(len(job.task.data or b"") for job in waiting)
    return len(waiting) < _AHEAD * workers and held < _HELD


@dataclass(slots=True, eq=False)
class _Job:
    """A task with what became of it; `given` once a worker has it."""

    task: Task
    read: Read | None = None
    given: bool = False

    def answer(self, answer: Answer) -> None:
        done = Read(source=self.task.source, data=self.task.data)
        if isinstance(answer, Document):
            self.read = replace(done, document=answer)
        else:
            self.read = replace(done, error=answer)


def _job(task: Task, wanted: Callable[[bytes], bool]) -> _Job:
    job = _Job(task)
    if task.data is None or not wanted(task.data):
        job.read = Read(source=task.source, data=task.data, error=task.error)
    return job


@dataclass(slots=True, eq=False)
class _Worker:
    """A process with the job in its hands; `deadline` is when it has taken too long."""

    process: "SpawnProcess"
    pipe: Connection
    deadline: float
    ready: bool = False
    job: _Job | None = None

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool:
    """A few workers; each gets one file at a time, so a bad file takes down nobody else's."""

    def __init__(self, size: int, reader: Reader, seconds: float) -> None:
        self.size = max(size, 1)
        self._reader = reader
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._started = False

    def work(self, jobs: Iterable[_Job]) -> None:
        """Hand out jobs, then wait until a worker says something or has taken too long.

        Processes start with the first job: a folder that was imported before needs none.
        """
        if not self._started:
            self._started = True
            self._workers = [self._start() for _ in range(self.size)]
        open_jobs = deque(job for job in jobs if job.read is None and not job.given)
        if not self._workers:  # processes cannot be started here: read in this one
            for job in open_jobs:
                job.answer(answer_of(self._reader, job.task.data or b"", job.task.name))
            return
        for worker in [one for one in self._workers if one.ready and one.job is None]:
            if open_jobs:
                self._give(worker, open_jobs.popleft())
        self._listen()
        now = monotonic()
        for worker in [one for one in self._workers if now > one.deadline]:
            self._lose(worker, _too_slow(worker, self._seconds))

    def close(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.stop()
        self._workers = []

    def _listen(self) -> None:
        soonest = min(worker.deadline for worker in self._workers) - monotonic()
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), timeout=max(0.0, min(soonest, _LOOK_AGAIN))):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                self._lose(worker, _died(worker))
                continue
            if worker.job is not None:
                worker.job.answer(said)
            worker.ready, worker.job, worker.deadline = True, None, float("inf")

    def _give(self, worker: _Worker, job: _Job) -> None:
        job.given = True
        worker.job, worker.deadline = job, monotonic() + self._seconds
        with contextlib.suppress(OSError):  # it died meanwhile: listening will tell
            worker.pipe.send((job.task.data, job.task.name))

    def _lose(self, worker: _Worker, error: RefmgrError) -> None:
        """Replace a worker; one that never came up is not replaced: it would be in vain."""
        worker.stop()
        self._workers.remove(worker)
        if worker.job is not None:
            worker.job.answer(error)
        if worker.ready:
            self._workers.append(self._start())

    def _start(self) -> _Worker:
        # "spawn" alone works everywhere, and beside the thread of a progress bar.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._reader), daemon=True)
        with _deaf_to_ctrl_c():
            process.start()
        theirs.close()
        return _Worker(process, ours, monotonic() + START_UP)


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let children ignore Ctrl-C from their first moment: it is the parent that ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(pipe: Connection, reader: Reader) -> None:
    """Read files as they come until the other end is gone; the main function of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    with contextlib.suppress(EOFError, OSError):
        pipe.send(_READY)
        while True:
            data, name = pipe.recv()
            pipe.send(answer_of(reader, data, name))


def answer_of(reader: Reader, data: bytes, name: str) -> Answer:
    """Return a Document as it can be sent, or the error; a bug of a reader fails one file only."""
    try:
        document = reader(data, name)
    except RefmgrError as error:
        return error
    except (MemoryError, RecursionError):
        return too_much(name)
    except Exception as error:  # noqa: BLE001 - the other files must go on, and the line says where
        place = traceback.extract_tb(error.__traceback__)[-1]
        message = (
            f"a mistake in refmgr stopped the reading ({type(error).__name__} in "
            f"{Path(place.filename).name}, line {place.lineno}): please report it, with the file."
        )
        return UnreadableError(message, subject=name)
    return replace(document, record_evidence=dict(document.record_evidence))


def _bound_memory() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    hard = resource.getrlimit(kind)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with contextlib.suppress(ValueError, OSError):  # a platform may refuse; then it is not bounded
        resource.setrlimit(kind, (limit, hard))


def _too_slow(worker: _Worker, seconds: float) -> UnreadableError:
    message = (
        f"reading it took more than {seconds:g} seconds and was stopped: "
        "save the paper alone as plain text (.txt) and give that."
    )
    return UnreadableError(message, subject=worker.job.task.name if worker.job else "")


def _died(worker: _Worker) -> UnreadableError:
    message = (
        "the process that read it broke down, perhaps for want of memory: "
        "save the paper alone as plain text (.txt) and give that."
    )
    return UnreadableError(message, subject=worker.job.task.name if worker.job else "")
