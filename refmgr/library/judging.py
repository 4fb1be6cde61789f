"""A printed reference resolved under what a person said of it: that word outranks every rule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from refmgr.errors import RefusedError, UnreachableError
from refmgr.library.rulings import IDENTIFIERS, UNRULED, Ruling, identity
from refmgr.matching.evidence import weigh
from refmgr.matching.verdict import BY_IDENTIFIER
from refmgr.model import Candidate, Record, Reference, Verdict
from refmgr.resolve import Resolution, resolve
from refmgr.sources.source import Source

PERSON: Final = "person"  # who offers a record that was given by hand
BY_HAND: Final = "by hand"
NO_PUBLICATION: Final = Resolution(
    Verdict(kind="none", reason="you said that it is no publication"), pending=False
)
ACCEPTED: Final = "you accepted it"
NOT_YET_LOOKED_UP: Final = "you gave its identifier, which was not looked up yet"
UNKNOWN: Final = "you gave its identifier, and no source that was asked knows it"


@dataclass(frozen=True, slots=True)
class Without:
    """A source without the candidates that a person rejected for this reference."""

    source: Source
    rejected: frozenset[str]

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.source.name

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return what the source has, the rejected left out."""
        offered = self.source.candidates(reference)
        return [one for one in offered if identity(one.record) not in self.rejected]


def resolve_ruled(
    reference: Reference, sources: Sequence[Source], ruling: Ruling = UNRULED
) -> Resolution:
    """Resolve a Reference as `resolve.resolve` does, where a person left it open.

    What a person accepted is looked up by its identifier and accepted whatever it says; until it can
    be, what was offered at the time stands. What was rejected is never offered again, be it printed.
    """
    if not ruling.publication:
        return NO_PUBLICATION
    if ruling.accepted is not None:
        return _accepted(reference, sources, ruling.source, ruling.accepted)
    if not ruling.rejected:
        return resolve(reference, sources)
    record = without_rejected(reference.record, ruling)
    left = [Without(source, ruling.rejected) for source in sources]
    return resolve(replace(reference, record=record), left)


def without_rejected(record: Record, ruling: Ruling) -> Record:
    """Return a printed Record without the identifiers that a person called another work's."""
    wrong = {
        name: None for name in IDENTIFIERS if f"{name}:{getattr(record, name)}" in ruling.rejected
    }
    return replace(record, **wrong)  # type: ignore[arg-type]


def _accepted(
    reference: Reference, sources: Sequence[Source], source: str, accepted: Record
) -> Resolution:
    pending = False
    # Identifiers alone: what else is printed would only find what the person passed over.
    named = {name: getattr(accepted, name) for name in IDENTIFIERS}
    question = Reference(number=reference.number, raw="", record=Record(**named))
    for one in sources:
        try:
            offered = one.candidates(question)
        except (UnreachableError, RefusedError):
            pending = True
            continue
        found = [candidate for candidate in offered if _answers(candidate, accepted)]
        if found:
            return _chosen(reference, found[0], ACCEPTED)
    if source:
        offered_then = Candidate(source=source, record=accepted, asked=BY_HAND)
        return _chosen(reference, offered_then, ACCEPTED)
    by_hand = Candidate(source=PERSON, record=accepted, asked=BY_HAND)
    resolution = _chosen(reference, by_hand, NOT_YET_LOOKED_UP if pending else UNKNOWN)
    return replace(resolution, pending=pending)


def _answers(candidate: Candidate, accepted: Record) -> bool:
    """Return whether a source looked up what was accepted, and not a shorter reading of its DOI."""
    found, named = candidate.record.doi or "", accepted.doi or ""
    shorter = bool(found) and found != named and named.startswith(found)
    return candidate.asked in BY_IDENTIFIER and not shorter


def _chosen(reference: Reference, candidate: Candidate, reason: str) -> Resolution:
    match = weigh(reference.raw, reference.record, candidate)
    verdict = Verdict(kind="accepted", reason=reason, match=match, matches=(match,))
    return Resolution(verdict, pending=False)
