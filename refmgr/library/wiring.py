"""Which sources there are, in which order they are asked, and how settings reach them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from refmgr.errors import SourceError
from refmgr.library.settings import Settings
from refmgr.model import Candidate, Reference
from refmgr.sources.answers import Answer, Answers, Question
from refmgr.sources.arxiv import Arxiv
from refmgr.sources.arxiv_service import ArxivService, ArxivSettings
from refmgr.sources.crossref import Crossref
from refmgr.sources.crossref_service import CrossrefService, CrossrefSettings
from refmgr.sources.desk import AnswerDesk, Desk, ask_later, ask_nobody
from refmgr.sources.errands import Errands
from refmgr.sources.europepmc import EuropePmc
from refmgr.sources.europepmc_service import EuropePmcService, EuropePmcSettings
from refmgr.sources.keeping import KeptOffers
from refmgr.sources.pubmed import Pubmed
from refmgr.sources.pubmed_service import PubmedService, PubmedSettings
from refmgr.sources.service import Service, asks_at_once
from refmgr.sources.snowball import Snowball
from refmgr.sources.source import Source, Way

if TYPE_CHECKING:
    from refmgr.sources.catalogue.catalogue import Catalogue

Offer = Callable[[Reference], Sequence[Candidate]]
BIOMEDICAL: Final = "pubmed"
BIOMEDICAL_SOURCES: Final = frozenset({"pubmed", "europepmc"})
# The ways to ask an offline catalogue; what each offered is kept under its name.
OFFLINE: Final = ("named", "placed", "alike")


def services(settings: Settings) -> Mapping[str, Service]:
    """Return the services that the settings want asked, by name; none where the run is offline."""
    if settings.offline:
        return {}
    mailto, timeout = settings.mailto, settings.timeout
    made: dict[str, tuple[Service, ...]] = {
        "crossref": (CrossrefService(CrossrefSettings(settings.crossref_url, mailto, timeout)),),
        "pubmed": (
            PubmedService(
                PubmedSettings(
                    settings.pubmed_url, settings.converter_url, mailto, settings.ncbi_key, timeout
                )
            ),
            EuropePmcService(EuropePmcSettings(settings.europepmc_url, mailto, timeout)),
        ),
        "arxiv": (ArxivService(ArxivSettings(settings.arxiv_url, timeout)),),
    }
    return {one.name: one for name in settings.sources for one in made.get(name, ())}


def ways(
    desk: Desk, offered: Mapping[str, Source], library: Source | None = None
) -> tuple[Source, ...]:
    """Return how a Reference is resolved, in order: what it prints, what is known, what is found.

    Args:
        desk: answers all questions.
        offered: ways to ask offline catalogues, or to repeat what they once offered (`OFFLINE`).
        library: what the library itself knows of the Reference.
    """
    crossref, pubmed, europe = Crossref(desk), Pubmed(desk), EuropePmc(desk)
    return (
        offered["named"],
        *named(desk),
        *(() if library is None else (library,)),
        offered["placed"],
        offered["alike"],
        Way(crossref.name, crossref.by_text),
        Way(BIOMEDICAL, either(pubmed.by_text, europe.by_text)),
    )


def offers(
    answers: Answers, catalogues: Sequence["Catalogue"], keep: Callable[[Answer], None]
) -> Mapping[str, Source]:
    """Return the ways to ask catalogues; without any, what they once offered is repeated.

    By identifier first, because that spares the network; by year, volume and page, and by words,
    only after the printed identifiers were looked up.
    """
    if not catalogues:
        return {way: KeptOffers(way, None, answers, keep) for way in OFFLINE}
    from refmgr.sources.catalogue.routes import ByNumbers, ByWords  # noqa: PLC0415

    numbers, words = [ByNumbers(one) for one in catalogues], [ByWords(one) for one in catalogues]
    asked: Mapping[str, Offer] = {
        "named": lambda one: [found for found in _of(numbers, one) if found.asked != "query"],
        "placed": lambda one: [found for found in _of(numbers, one) if found.asked == "query"],
        "alike": lambda one: _of(words, one),
    }
    return {
        way: KeptOffers(way, Way("catalogue", offer), answers, keep) for way, offer in asked.items()
    }


def _of(sources: Sequence[Source], reference: Reference) -> list[Candidate]:
    return [found for source in sources for found in source.candidates(reference)]


def open_catalogues(settings: Settings) -> tuple["Catalogue", ...]:
    """Return the catalogues that the settings name, open.

    Raises:
        CatalogueError: one is damaged, not finished, of another version, or not there.
    """
    if not settings.catalogues or "catalogue" not in settings.sources:
        return ()
    from refmgr.sources.catalogue.catalogue import Catalogue  # noqa: PLC0415 - tantivy

    return tuple(Catalogue(folder) for folder in settings.catalogues)


def named(desk: Desk) -> tuple[Source, ...]:
    """Return the ways from an identifier to a work."""
    crossref, pubmed, europe, arxiv = Crossref(desk), Pubmed(desk), EuropePmc(desk), Arxiv(desk)
    return (
        Way(crossref.name, crossref.by_identifier),
        Way(BIOMEDICAL, either(pubmed.by_identifier, europe.by_identifier)),
        Way(arxiv.name, arxiv.by_identifier),
    )


def either(first: Offer, second: Offer) -> Offer:
    """Return an offer of a first source, or of a second one where it has nothing or fails.

    The second only fills in: where the first has answered, a failure of the second is none.
    """

    def offer(reference: Reference) -> Sequence[Candidate]:
        failure: SourceError | None = None
        try:
            found = first(reference)
        except SourceError as error:
            found, failure = [], error
        if found:
            return found
        try:
            found = second(reference)
        except SourceError:
            found = []
        if failure is not None and not found:
            raise failure
        return found

    return offer


@contextmanager
def snowball(answers: Answers, settings: Settings) -> Iterator[Snowball]:
    """Open what finds citing and cited works by DOI; offline it only repeats what was answered."""
    made = services(settings)

    def ask(question: Question) -> Answer:
        if question.source not in made:
            return ask_nobody(question)
        return asks_at_once(made, answers)(question)

    oldest = datetime.now(UTC) - timedelta(days=settings.max_age)
    try:
        yield Snowball(AnswerDesk(answers, ask, oldest.isoformat(timespec="seconds")))
    finally:
        for service in made.values():
            service.close()


def kept_desk(answers: Answers) -> Desk:
    """Return a desk that answers only what is kept, however old."""
    return AnswerDesk(answers, ask_nobody)


def errand_desk(answers: Answers, errands: Errands, max_age: float | None) -> Desk:
    """Return a desk that leaves to errands what is not kept, or was answered too many days ago.

    Without `max_age` what is kept is never too old.
    """

    def ask(question: Question) -> Answer:
        failure = errands.failure(question)
        if failure is not None:
            raise failure
        if errands.answered(question) or not errands.asks(question.source):
            return ask_nobody(question)
        return ask_later(question)

    if max_age is None:
        return AnswerDesk(answers, ask)
    oldest = datetime.now(UTC) - timedelta(days=max_age)
    return AnswerDesk(answers, ask, oldest.isoformat(timespec="seconds"))
