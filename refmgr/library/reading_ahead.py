"""Many files read one after the other or by several processes: the same Documents in the same order."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final

from refmgr.documents.pdf.streams import HEAVY, unpacked
from refmgr.documents.sniffing import is_pdf
from refmgr.errors import LibraryError, RefmgrError
from refmgr.library.importing import Source
from refmgr.library.tasks import Read, Reader, Task, too_much
from refmgr.pipeline import read_document

# Below these, starting processes costs more than it saves.
MANY: Final = 8
LARGE: Final = 2_000_000
SECONDS: Final = 60.0


def read_ahead(
    sources: Iterable[Source],
    *,
    wanted: Callable[[bytes], bool] = lambda _: True,
    reader: Reader = read_document,
    seconds: float = SECONDS,
) -> Iterator[Read]:
    """Yield what became of each source, in order; one that cannot be read stops nothing.

    Eight files or more, and large ones, are read by as many processes as there are processors, a few
    files ahead of the one that is yielded. A file that takes too long, or takes its process down, is
    an error like any other. Closing the iterator, or Ctrl-C, ends the processes at once.

    Args:
        sources: what to read.
        wanted: told the bytes of a file, says whether it is to be read at all.
        reader: reads one file; must be importable by name.
        seconds: how long one file may take where processes read.
    """
    tasks = (_task(source) for source in sources)
    first = list(islice(tasks, MANY))
    everything = chain(first, tasks)
    if not _worth_it(first):
        for task in everything:
            yield _read_here(task, wanted, reader)
        return
    from refmgr.library.workers import read_by_workers  # noqa: PLC0415 - most commands start none

    yield from read_by_workers(everything, wanted=wanted, reader=reader, seconds=seconds)


def _task(source: Source) -> Task:
    try:
        return Task(source=source, data=source.read())
    except LibraryError:
        raise
    except RefmgrError as error:
        return Task(source=source, error=error)


def _worth_it(first: list[Task]) -> bool:
    if any(_is_heavy(task.data or b"") for task in first):
        return True
    from refmgr.library.workers import processors  # noqa: PLC0415

    return len(first) >= MANY and processors() > 1


def _is_heavy(data: bytes) -> bool:
    """Tell whether reading may take so much time or memory that it must be watched."""
    return len(data) > LARGE or (is_pdf(data) and unpacked(data, HEAVY) >= HEAVY)


def _read_here(task: Task, wanted: Callable[[bytes], bool], reader: Reader) -> Read:
    if task.data is None or not wanted(task.data):
        return Read(source=task.source, data=task.data, error=task.error)
    try:
        document = reader(task.data, task.name)
    except RefmgrError as error:
        return Read(source=task.source, data=task.data, error=error)
    except (MemoryError, RecursionError):
        return Read(source=task.source, data=task.data, error=too_much(task.name))
    return Read(source=task.source, data=task.data, document=document)
