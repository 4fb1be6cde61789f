"""When the Evidence is enough to accept a Candidate, and when a person must decide."""

from collections.abc import Sequence
from typing import Final

from refmgr.matching.pairs import same_description
from refmgr.matching.support import AGREES, LONG_TITLE, Findings, Policy, cap, is_enough, read_match
from refmgr.model import Match, Problem, Verdict

__all__ = ["AGREES", "BY_IDENTIFIER", "POLICY", "SUPPORTS", "Policy", "decide"]

POLICY: Final = Policy()
SUPPORTS: Final = ("title", "first author", "year", "volume", "pages")
BY_IDENTIFIER: Final = frozenset({"doi", "pmid", "pmcid", "arxiv", "isbn"})


def decide(matches: Sequence[Match], policy: Policy = POLICY) -> Verdict:
    """Decide what the weighed Candidates of one Reference come to.

    Args:
        matches: as `weigh` gives them, in any order.
        policy: thresholds.

    Returns:
        A Verdict: accepted (with `match`), ambiguous (a person must look) or none; the reason in
        words; all matches, best first. A Candidate found by an identifier printed in the reference
        is accepted unless something speaks against it; where it plainly is another work, it is
        set aside with a Problem, and the other Candidates are judged.
    """
    ranked = sorted(matches, key=_rank)
    found = list(map(read_match, ranked))
    wrong = [item for item in found if _by_identifier(item) and _is_another_work(item)]
    problems = tuple(map(_wrong_identifier, wrong))
    kind, reason, chosen = _choose([item for item in found if item not in wrong], policy)
    if wrong and kind == "none":
        reason = "the identifier printed in the reference belongs to another work"
    return Verdict(kind=kind, reason=reason, match=chosen, matches=tuple(ranked), problems=problems)


def _rank(match: Match) -> tuple[float, str, str]:
    record = match.candidate.record
    return (-match.score, record.doi or "~", record.title or "")


# --- an identifier printed in the reference ------------------------------------------------------
def _by_identifier(item: Findings) -> bool:
    return item.match.candidate.asked in BY_IDENTIFIER


def _is_another_work(item: Findings) -> bool:
    """Return whether what the printed identifier names is plainly not what the reference says."""
    differing = item.differing("first author", "year", "container", "volume", "pages")
    if item.fields.get("title") == "different":
        return bool(differing) and item.support < 3
    if item.agrees("title"):
        return False
    return len(differing) >= 2 and item.support < len(differing)


def _wrong_identifier(item: Findings) -> Problem:
    record = item.match.candidate.record
    identifier = f"DOI {record.doi}" if record.doi else f"PMID {record.pmid}"
    return Problem(
        "identifier-of-another-work",
        f"The {identifier} in this reference belongs to another work: {item.note('title')}. "
        "Look the identifier up at the publisher and correct the reference.",
    )


# --- choosing ------------------------------------------------------------------------------------
def _choose(found: Sequence[Findings], policy: Policy) -> tuple[str, str, Match | None]:
    if not found:
        return "none", "no candidate was found", None
    named = [item for item in found if _by_identifier(item)]
    best = (named or found)[0]
    fits = _fits_by_identifier if named else _fits
    kind, reason = fits(best, policy)
    if kind == "accepted" and not named:
        rival = _rival(best, found, policy)
        if rival:
            return "ambiguous", rival, None
    return kind, reason, best.match if kind == "accepted" else None


def _title(item: Findings) -> str:
    record = item.match.candidate.record
    return f"“{record.title or record.doi or 'untitled'}” ({record.year or 'no year'})"


def _fits_by_identifier(item: Findings, policy: Policy) -> tuple[str, str]:
    """Judge what the printed identifier names, where it is not plainly another work."""
    against = item.note("part") if item.differing("part") else item.note("kind")
    differing = item.differing("title", *SUPPORTS[1:], "container")
    if item.differing("part", "kind"):
        return "ambiguous", f"found by the printed identifier, but {against}"
    certain = item.agrees("title", "first author") or item.support >= policy.support_doubtful_title
    if not differing or certain:
        return "accepted", "found by the printed identifier, and the reference agrees"
    if item.agrees("title") and len(differing) == 1:
        return "accepted", f"found by the printed identifier, though {item.note(differing[0])}"
    notes = "; ".join(item.note(name) for name in differing)
    return "ambiguous", f"found by the printed identifier, but {notes}"


def _fits(item: Findings, policy: Policy) -> tuple[str, str]:
    if item.match.score < policy.threshold or not is_enough(item, policy):
        return _too_little(item, policy)
    against = cap(item)
    if against:
        return "ambiguous", f"close, but {against}"
    agreeing = [name for name in (*SUPPORTS, "container") if item.agrees(name)]
    return "accepted", f"{', '.join(agreeing[:-1])} and {agreeing[-1]} agree"


def _too_little(item: Findings, policy: Policy) -> tuple[str, str]:
    long = item.exact("title") and item.words >= LONG_TITLE
    titled = long or (
        item.agrees("title") and item.support >= 1 and item.match.score >= policy.threshold
    )
    known = item.agrees("container") or item.agrees("first author")
    placed = item.fields.get("title") == "incomparable" and item.support >= 3 and known
    if titled or placed:
        agreeing = [name for name in (*SUPPORTS, "container") if item.agrees(name)]
        return "ambiguous", f"only {' and '.join(agreeing)} agree"
    return "none", "no candidate agrees with the reference"


def _rival(best: Findings, found: Sequence[Findings], policy: Policy) -> str:
    """Return why the choice is a person's: another work that fits as well, "" if there is none."""
    record = best.match.candidate.record
    for item in found:
        other = item.match.candidate.record
        behind = best.match.score - item.match.score
        again = item is best or (record.doi is not None and record.doi == other.doi)
        if again or behind >= policy.gap or not is_enough(item, policy) or cap(item):
            continue
        if not same_description(record, other):
            return f"two works fit equally well: {_title(best)} and {_title(item)}"
        if behind < policy.tie and record.doi and other.doi:
            return f"one work is registered twice: {record.doi} and {other.doi}"
    return ""
