"""Which sources there are, in which order they are asked, and how settings reach them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from refmgr.library.settings import Settings
from refmgr.sources.answers import Answer, Answers, Question
from refmgr.sources.crossref import Crossref
from refmgr.sources.crossref_service import CrossrefService, CrossrefSettings
from refmgr.sources.desk import AnswerDesk, Desk, ask_later, ask_nobody
from refmgr.sources.errands import Errands
from refmgr.sources.service import Service
from refmgr.sources.source import Source, Way


def services(settings: Settings) -> Mapping[str, Service]:
    """Return the services that the settings want asked, by name."""
    crossref = CrossrefSettings(
        base_url=settings.crossref_url, mailto=settings.mailto, timeout=settings.timeout
    )
    return {"crossref": CrossrefService(crossref)}


def ways(desk: Desk, library: Source | None = None) -> tuple[Source, ...]:
    """Return how a Reference is resolved, in order: what it prints, what is known, what is found.

    Args:
        desk: answers all questions.
        library: what the library itself knows of the Reference.
    """
    crossref = Crossref(desk)
    known = () if library is None else (library,)
    return (
        Way("crossref", crossref.by_identifier),
        *known,
        Way("crossref", crossref.by_text),
    )


def kept_desk(answers: Answers) -> Desk:
    """Return a desk that answers only what is kept, however old."""
    return AnswerDesk(answers, ask_nobody)


def errand_desk(answers: Answers, errands: Errands, max_age: int) -> Desk:
    """Return a desk that leaves to errands what is not kept, or was answered too many days ago."""

    def ask(question: Question) -> Answer:
        failure = errands.failure(question)
        if failure is not None:
            raise failure
        if errands.answered(question) or not errands.asks(question.source):
            return ask_nobody(question)
        return ask_later(question)

    oldest = datetime.now(UTC) - timedelta(days=max_age)
    return AnswerDesk(answers, ask, oldest.isoformat(timespec="seconds"))
