"""What an answer of a source is, and where answers are kept so that nothing is asked twice."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said to one request.

    `request` is the address below the source's own, without the mail address. `status` is 200
    (`body` is what the source sent), 301 (`body` is the DOI the asked one is an alias of) or 404
    (no such work). Nothing else is an answer: an overload or a cut line says nothing about a work.
    `asked_at` is UTC in ISO 8601.
    """

    source: str
    request: str
    status: int
    body: str
    asked_at: str


class Answers(Protocol):
    """The memory of a source; the library keeps it in its file."""

    def get(self, source: str, request: str) -> Answer | None:
        """Return what `source` said to `request`, None if it was never asked."""
        ...

    def put(self, answer: Answer) -> None:
        """Keep an answer at once, so that a run cut short loses none."""
        ...


class MemoryAnswers:
    """Answers for the life of one command that has no library."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Answer] = {}

    def get(self, source: str, request: str) -> Answer | None:
        """Return what `source` said to `request`, None if it was never asked."""
        return self._kept.get((source, request))

    def put(self, answer: Answer) -> None:
        """Keep an answer."""
        self._kept[answer.source, answer.request] = answer

    def __len__(self) -> int:
        return len(self._kept)
