"""What a question to a source and its answer are, and where answers are kept: nothing is asked twice."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask a source.

    `request` is the address below the source's own, without mail address or key, or names what is
    asked for where many things are asked for at once (`doi/10.5555/x`). `printed` names the printed
    text that the request was made from (see `name_of_print`), "" where it asks for an identifier.
    """

    source: str
    request: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said to one request.

    `status` is 200 (`body` is what the source sent), 301 (`body` is the identifier that the one
    asked for leads to), 300 (several fit, `body` tells which) or 404 (there is no such work).
    Nothing else is an answer: an overload or a cut line says nothing about a work. `asked_at` is UTC
    in ISO 8601.
    """

    source: str
    request: str
    status: int
    body: str
    asked_at: str


class Answers(Protocol):
    """The memory of sources; the library keeps it in its file."""

    def get(self, source: str, request: str) -> Answer | None:
        """Return the newest that `source` said to `request`, None if it was never asked."""
        ...

    def beginning(self, source: str, start: str) -> Answer | None:
        """Return the newest that `source` said to a request that begins with `start`."""
        ...

    def put(self, answers: Iterable[Answer]) -> None:
        """Keep answers at once, so that a run cut short loses none."""
        ...

    def asked_as(self, source: str, printed: str) -> str | None:
        """Return the request that was once made from a printed text."""
        ...

    def note(self, question: Question) -> None:
        """Remember which request is made from a printed text, in place of an earlier one."""
        ...


def name_of_print(text: str) -> str:
    """Return a short name for a printed text that blanks, accents, case and punctuation do not change.

    Libraries hold these names: the rule may never change. What is sent to a source is made from the
    printed text by rules that do get better; under this name its answer is found all the same.
    """
    signs = unicodedata.normalize("NFKD", text.casefold())
    return hashlib.sha256("".join(filter(str.isalnum, signs)).encode()).hexdigest()[:32]


class MemoryAnswers:
    """Answers for the life of one command that has no library."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Answer] = {}
        self._asked_as: dict[tuple[str, str], str] = {}

    def get(self, source: str, request: str) -> Answer | None:
        """Return what `source` said to `request`, None if it was never asked."""
        return self._kept.get((source, request))

    def beginning(self, source: str, start: str) -> Answer | None:
        """Return the newest that `source` said to a request that begins with `start`."""
        found = [
            answer
            for (name, request), answer in self._kept.items()
            if name == source and request.startswith(start)
        ]
        return found[-1] if found else None

    def put(self, answers: Iterable[Answer]) -> None:
        """Keep answers."""
        for answer in answers:
            self._kept.pop((answer.source, answer.request), None)
            self._kept[answer.source, answer.request] = answer

    def asked_as(self, source: str, printed: str) -> str | None:
        """Return the request that was once made from a printed text."""
        return self._asked_as.get((source, printed))

    def note(self, question: Question) -> None:
        """Remember which request is made from a printed text."""
        self._asked_as[question.source, question.printed] = question.request

    def __len__(self) -> int:
        return len(self._kept)
