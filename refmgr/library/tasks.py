"""A file to be read, and what became of it: what the reading process and the others pass on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from refmgr.errors import RefmgrError, UnreadableError
from refmgr.library.importing import Source
from refmgr.model import Document

Reader = Callable[[bytes, str], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A source with its bytes, None where they could not be had; then `error` says why."""

    source: Source
    data: bytes | None = None
    error: RefmgrError | None = None

    @property
    def name(self) -> str:
        """The name of the file without its folders; what is no file (a DOI) keeps its whole name."""
        return self.source.name if self.source.path is None else Path(self.source.name).name


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What became of one source: a Document, an error, or neither because it was not wanted."""

    source: Source
    data: bytes | None = None
    document: Document | None = None
    error: RefmgrError | None = None


def too_much(name: str) -> UnreadableError:
    """Return the error of a file that needs more memory than a paper may."""
    message = (
        "reading it takes far more memory than a paper needs, so it was given up: "
        "save the paper alone as plain text (.txt) and give that."
    )
    return UnreadableError(message, subject=name)
