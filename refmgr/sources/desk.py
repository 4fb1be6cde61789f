"""Where questions are answered: from what is kept, and where that is not enough, by asking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from refmgr.errors import SourceError
from refmgr.sources.answers import Answer, Answers, Question
from refmgr.sources.source import NotAskedError


def utc_now() -> str:
    """Return the time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class UnansweredError(Exception):
    """A question that somebody must ask first; no failure, and so none of refmgr's own errors."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.request)
        self.question = question


class Desk(Protocol):
    """Where sources get their answers."""

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question.

        Raises:
            UnreachableError: no connection (NotAskedError: nobody was to be asked).
            RefusedError: the source broke down or refused.
        """
        ...


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """Answers what is kept, and hands on what is not.

    Attributes:
        answers: what is kept.
        ask: gets the answer to a question that nobody asked yet, or that was asked too long ago; it
            raises `UnansweredError` to have the question asked by others.
        oldest: answers from before this time (UTC, ISO 8601) are asked for again; "" believes all.
            An old answer is still better than none where asking fails.
        now: tells the time; an answer out of the future was dated by a wrong clock and counts as old.
    """

    answers: Answers
    ask: Callable[[Question], Answer]
    oldest: str = ""
    now: Callable[[], str] = utc_now

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question; see `Desk`."""
        kept = self._kept(question)
        if kept is not None and (not self.oldest or self.oldest <= kept.asked_at <= self.now()):
            return kept
        try:
            return self.ask(question)
        except SourceError:
            if kept is None:
                raise
            return kept

    def _kept(self, question: Question) -> Answer | None:
        """Return the answer that is kept, however its question was once put."""
        answers, source = self.answers, question.source
        if not question.printed:
            return answers.get(source, question.request)
        request = answers.asked_as(source, question.printed)
        kept = answers.get(source, question.request)
        if kept is None and request is None:
            # The same words, asked for with other fields or another number of rows.
            kept = answers.beginning(source, f"{question.request.partition('&')[0]}&")
        if kept is not None:
            if kept.request != request:
                answers.note(Question(source, kept.request, question.printed))
            return kept
        return None if request is None else answers.get(source, request)


def ask_nobody(question: Question) -> Answer:
    """Refuse to ask, as a run does that is offline.

    Raises:
        NotAskedError: always.
    """
    raise NotAskedError("nobody was asked: this run is offline", subject=question.request)


def ask_later(question: Question) -> Answer:
    """Leave a question to whoever asks several at once.

    Raises:
        UnansweredError: always.
    """
    raise UnansweredError(question)
