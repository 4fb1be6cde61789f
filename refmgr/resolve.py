"""How a Reference is resolved: sources are asked in order, their offers weighed, one accepted.

There is no input or output here: the sources bring their own, and fail with a SourceError.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from refmgr.errors import CatalogueError, SourceError, UnreachableError
from refmgr.identifiers import find_identifiers
from refmgr.matching.evidence import weigh
from refmgr.matching.verdict import BY_IDENTIFIER, Policy, decide
from refmgr.model import Candidate, Match, Problem, Record, Reference, Verdict
from refmgr.sources.source import NotAskedError, Source

USUAL: Final = Policy()

# A printed reference is seldom longer than 600 characters.
LONGEST_RAW: Final = 20_000
ANOTHER_WORK: Final = "identifier-of-another-work"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the sources came to for one Reference.

    `pending`: nothing was accepted and a source could not be asked, so asking again may help.
    `problems`: a printed identifier of another work, and the sources that failed.
    """

    verdict: Verdict
    pending: bool
    problems: tuple[Problem, ...] = ()


def resolve(reference: Reference, sources: Sequence[Source], policy: Policy = USUAL) -> Resolution:
    """Ask sources for the work that a Reference means, until one offer is accepted.

    Args:
        reference: as parsed from its list.
        sources: asked in this order; one that fails does not keep the next from being asked.
        policy: what it takes to be accepted.

    Returns:
        The Verdict over everything offered. A record that a printed DOI leads to but that is
        another work is never accepted: it is reported, and the next sources go by the rest.
    """
    matches: list[Match] = []
    problems: list[Problem] = []
    pending = False
    question = reference
    verdict = decide(matches, policy)
    for source in sources:
        try:
            offered = source.candidates(question)
        except SourceError as error:
            problems.append(_failure(error))
            pending = True
            continue
        new = [
            weigh(question.raw, _asked_for(question, candidate), candidate)
            for candidate in _new(offered, matches)
        ]
        matches += new
        verdict = decide(matches, policy)
        if verdict.kind == "accepted":
            return Resolution(verdict, pending=False, problems=tuple(dict.fromkeys(problems)))
        problems += _wrong_identifiers(question.record, new)
        question = _without_asked(question, new)
    return Resolution(verdict, pending, tuple(dict.fromkeys(problems)))


def _without_asked(question: Reference, matches: Iterable[Match]) -> Reference:
    """Return what to ask when printed identifiers led to what was not accepted: the same without."""
    led = {match.candidate.asked for match in matches} & BY_IDENTIFIER
    if not led:
        return question
    nothing: dict[str, Any] = dict.fromkeys(led)
    return replace(question, record=replace(question.record, **nothing))


def match_printed(raw: str, sources: Sequence[Source], policy: Policy = USUAL) -> Resolution:
    """Find the work of one printed reference by its words and numbers alone.

    Args:
        raw: the reference as printed. It is not parsed: what a source offers is looked for in the
            text itself, which no misread field can mislead, and which costs a third.
        sources: offline ones, asked in order until an offer is accepted.
        policy: what it takes to be accepted.

    Raises:
        CatalogueError: a source failed; without it the others may mislead.
    """
    printed = {item.kind: item.value for item in reversed(find_identifiers(raw[:LONGEST_RAW]))}
    record = Record(doi=printed.get("doi"), pmid=printed.get("pmid"))
    resolution = resolve(Reference(number=1, raw=raw, record=record), sources, policy)
    if resolution.pending:
        raise CatalogueError(resolution.problems[-1].message)
    return resolution


def _new(offered: Iterable[Candidate], matches: Iterable[Match]) -> list[Candidate]:
    """Return what no earlier question of the same source brought."""
    seen = {_identity(match.candidate) for match in matches}
    return [candidate for candidate in offered if _identity(candidate) not in seen]


def _identity(candidate: Candidate) -> tuple[str, str | Record]:
    return candidate.source, candidate.record.doi or candidate.record


def _asked_for(question: Reference, candidate: Candidate) -> Record:
    """Return the Record to compare with: a DOI that was looked up agrees with what it led to.

    Crossref knows 891,000 DOIs as aliases and answers with the prime DOI; a DOI glued to the words
    behind it was looked up without them.
    """
    if candidate.asked == "doi" and question.record.doi and candidate.record.doi:
        return replace(question.record, doi=candidate.record.doi)
    return question.record


def _wrong_identifiers(record: Record, matches: Iterable[Match]) -> list[Problem]:
    """Return a Problem for each printed identifier whose record `decide` sets aside as another work.

    Its message is not taken over: it names the prime DOI, which need not be the printed one.
    """
    return [
        Problem(ANOTHER_WORK, _wrong_message(record, match.candidate))
        for match in matches
        if match.candidate.asked in BY_IDENTIFIER
        and not _is_shorter_reading(record, match.candidate)
        and any(problem.code == ANOTHER_WORK for problem in decide([match]).problems)
    ]


def _is_shorter_reading(record: Record, candidate: Candidate) -> bool:
    """Return whether only a part of the printed DOI was looked up, which says nothing of it."""
    printed, found = record.doi or "", candidate.record.doi or ""
    return (
        candidate.asked == "doi" and printed != found and bool(found) and printed.startswith(found)
    )


def _wrong_message(record: Record, candidate: Candidate) -> str:
    asked = candidate.asked
    name = "arXiv number" if asked == "arxiv" else asked.upper()
    title = candidate.record.title or "an untitled work"
    return (
        f"The printed {name} {getattr(record, asked)} belongs to another work ({title}); "
        "look up the right one before you cite it."
    )


def _failure(error: SourceError) -> Problem:
    if isinstance(error, NotAskedError):
        return Problem("source-not-asked", error.message)
    code = "source-unreachable" if isinstance(error, UnreachableError) else "source-refused"
    return Problem(code, error.message)
