"""What all services at the other end of a line have in common, and how one is asked at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from refmgr.errors import RefusedError, SourceError
from refmgr.sources.answers import Answer, Answers, Question


class Service(Protocol):
    """Something that answers requests; safe to use from `at_once` threads."""

    @property
    def name(self) -> str:
        """The source its answers are kept under."""
        ...

    @property
    def title(self) -> str:
        """What it is called in messages."""
        ...

    @property
    def at_once(self) -> int:
        """How many threads may ask it."""
        ...

    @property
    def shut(self) -> SourceError | None:
        """Why it is not asked any more in this run; None while it is."""
        ...

    def bundles(self, requests: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """Return the requests grouped by what can be asked for at once, in their order."""
        ...

    def ask(self, bundle: tuple[str, ...]) -> Sequence[Answer]:
        """Return answers to the requests of a bundle, and to others that came with them.

        A request without an answer is to be asked by itself. What the service says is checked: an
        answer about something else is refused, never returned.

        Raises:
            UnreachableError: no connection.
            RefusedError: given up.
        """
        ...

    def stop(self) -> None:
        """Refuse every further question, those that wait for their turn included."""
        ...

    def close(self) -> None:
        """Stop, and close the connections."""
        ...


def asks_at_once(services: Mapping[str, Service], answers: Answers) -> Callable[[Question], Answer]:
    """Return what an `AnswerDesk` needs to put each question the moment it comes up.

    Args:
        services: by name.
        answers: where everything that comes is kept.
    """

    def ask(question: Question) -> Answer:
        service = services[question.source]
        came = service.ask((question.request,))
        answers.put(came)
        for answer in came:
            if answer.request == question.request:
                if question.printed:
                    answers.note(question)
                return answer
        raise RefusedError(f"{service.title} gave no answer", subject=question.request)

    return ask
