"""How a Reference is resolved: sources are asked in order, their offers weighed, one accepted.

There is no input or output here: the sources bring their own, and fail with a SourceError.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from refmgr.errors import CatalogueError, SourceError, UnreachableError
from refmgr.identifiers import find_identifiers
from refmgr.matching.evidence import weigh
from refmgr.matching.pairs import compare_records
from refmgr.matching.support import AGREES
from refmgr.matching.verdict import BY_IDENTIFIER, Policy, decide
from refmgr.model import Candidate, Match, Problem, Record, Reference, Verdict
from refmgr.sources.source import NotAskedError, Source

USUAL: Final = Policy()

# A printed reference is seldom longer than 600 characters.
LONGEST_RAW: Final = 20_000
ANOTHER_WORK: Final = "identifier-of-another-work"
# The codes of printed identifiers that lead to another work, by the field of the Record.
WRONG: Final = {
    "doi": ANOTHER_WORK,
    "pmid": "pmid-of-another-work",
    "pmcid": "pmcid-of-another-work",
    "arxiv": "arxiv-of-another-work",
}
# A service leads from the identifier of the accepted work to a record of another one.
MISLED: Final = "identifier-misled"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the sources came to for one Reference.

    `pending`: nothing was accepted and a source could not be asked, so asking again may help. What is
    ambiguous waits only for what its printed identifiers lead to: a person can decide it meanwhile.
    `problems`: a printed identifier of another work, and the sources that failed. `companions` are
    what other sources say of the accepted work.
    """

    verdict: Verdict
    pending: bool
    problems: tuple[Problem, ...] = ()
    companions: tuple[Match, ...] = ()


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
    unasked = unnamed = False
    question = reference
    verdict = decide(matches, policy)
    for source in sources:
        try:
            offered = source.candidates(question)
        except SourceError as error:
            problems.append(_failure(error))
            unasked, unnamed = True, unnamed or _is_named(question.record)
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
    pending = unasked if verdict.kind == "none" else unnamed
    return Resolution(verdict, pending, tuple(dict.fromkeys(problems)))


def complete(resolution: Resolution, reference: Reference, sources: Sequence[Source]) -> Resolution:
    """Ask further sources about an accepted work, by its identifiers.

    Crossref holds no PMID, PubMed no publisher, and a search brings less than a lookup.

    Args:
        resolution: as `resolve` gave it; nothing is asked where nothing was accepted.
        reference: what was resolved.
        sources: ways from an identifier to a work; one that fails is passed over.

    Returns:
        The Resolution with `companions`. A record of the source that was accepted takes the place of
        the accepted one: it is newer and whole. A record that is another work by title, people or
        numbers is reported, not used; so is a printed PMID that is not this work's.
    """
    accepted = resolution.verdict.match
    if accepted is None:
        return resolution
    known = accepted.candidate.record
    asked = Record(doi=known.doi, pmid=known.pmid, pmcid=known.pmcid)
    companions: list[Match] = []
    problems = list(resolution.problems)
    for candidate in _offers(Reference(number=0, raw="", record=asked), sources):
        if not _describes(known, candidate.record):
            problems.append(Problem(MISLED, _misled_message(asked, candidate)))
        elif candidate.source == accepted.candidate.source:
            newer = replace(accepted.candidate, record=candidate.record)
            accepted = weigh(reference.raw, _asked_for(reference, newer), newer)
        else:
            companions.append(weigh(reference.raw, reference.record, candidate))
    if all(problem.code != WRONG["pmid"] for problem in problems):
        problems += _wrong_pmid(reference.record, [accepted, *companions])
    matches = tuple(
        accepted if one is resolution.verdict.match else one for one in resolution.verdict.matches
    )
    return replace(
        resolution,
        verdict=replace(resolution.verdict, match=accepted, matches=matches),
        problems=tuple(dict.fromkeys(problems)),
        companions=tuple(companions),
    )


def _offers(question: Reference, sources: Iterable[Source]) -> Iterator[Candidate]:
    for source in sources:
        try:
            yield from source.candidates(question)
        except SourceError:
            continue


def _describes(known: Record, told: Record) -> bool:
    """Return whether what an identifier led to is the known work: by title and year, else by place.

    PubMed knows titles in other languages by their translation; then people, year, volume and page
    must agree.
    """
    found = {one.field: one.agreement in AGREES for one in compare_records(known, told)}
    support = sum(found[name] for name in ("first author", "year", "volume", "pages"))
    return support >= (1 if found["title"] else 4)


def _misled_message(asked: Record, candidate: Candidate) -> str:
    kind = candidate.asked
    return (
        f"{candidate.source} leads from {kind.upper()} {getattr(asked, kind)} to another work "
        f"({candidate.record.title or 'an untitled work'}); nothing of it was used."
    )


def _wrong_pmid(record: Record, matches: Sequence[Match]) -> list[Problem]:
    """Return a Problem where the work has another PMID than the reference prints."""
    known = {match.candidate.record.pmid for match in matches} - {None}
    if not record.pmid or not known or record.pmid in known:
        return []
    return [
        Problem(
            WRONG["pmid"],
            f"The printed PMID {record.pmid} is not that of this work, which is PMID "
            f"{' or '.join(sorted(filter(None, known)))}; correct it before you cite it.",
        )
    ]


def _is_named(record: Record) -> bool:
    return any(getattr(record, name) for name in WRONG)


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
        Problem(WRONG[match.candidate.asked], _wrong_message(record, match.candidate))
        for match in matches
        if match.candidate.asked in WRONG
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
