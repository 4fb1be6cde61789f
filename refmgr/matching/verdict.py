"""When the Evidence is enough to accept a Candidate, and when a person must decide."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from refmgr.matching.pairs import same_description
from refmgr.matching.titles import read_title
from refmgr.model import Match, Problem, Verdict

AGREES: Final = frozenset({"equal", "close"})
SUPPORTS: Final = ("title", "first author", "year", "volume", "pages")
BY_IDENTIFIER: Final = frozenset({"doi", "pmid", "pmcid", "arxiv", "isbn"})


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds of the verdict.

    `threshold`: no Match below this score is accepted. `gap`: a runner-up that is another work,
    also fits and is closer than this leaves the choice to a person; one work registered under two
    DOIs does only within `tie`. `support_*`: how many of
    first author, year, volume and page (a year one off counts half) must agree beside the title:
    where its words stand in the reference, where most do or the title is short, and where no
    title is printed. Figures: the rule measured on 440 independent real strings (recall .968,
    no wrong match that was not an error of the truth), after Crossref's own support rule.
    """

    threshold: float = 0.3
    gap: float = 0.02
    tie: float = 0.002
    support_title: float = 2.0
    support_doubtful_title: float = 3.0
    support_no_title: float = 4.0


POLICY: Final = Policy()


@dataclass(frozen=True, slots=True)
class Findings:
    """A Match read for judging: agreement by field, `support` beside the title, title words."""

    match: Match
    fields: dict[str, str] = field(default_factory=dict)
    support: float = 0.0
    words: int = 0

    def agrees(self, *names: str) -> bool:
        """Return whether all these fields are equal or close."""
        return all(self.fields.get(name) in AGREES for name in names)

    def differing(self, *names: str) -> list[str]:
        """Return which of these fields differ."""
        return [name for name in names if self.fields.get(name) == "different"]

    def note(self, name: str) -> str:
        """Return the note on a field."""
        return next((item.note for item in self.match.evidence if item.field == name), "")


def decide(matches: Sequence[Match], policy: Policy = Policy()) -> Verdict:
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
    found = [_read(match) for match in ranked]
    wrong = [item for item in found if _by_identifier(item) and _is_another_work(item)]
    problems = tuple(map(_wrong_identifier, wrong))
    kind, reason, chosen = _choose([item for item in found if item not in wrong], policy)
    if wrong and kind == "none":
        reason = "the identifier printed in the reference belongs to another work"
    return Verdict(kind=kind, reason=reason, match=chosen, matches=tuple(ranked), problems=problems)


def _rank(match: Match) -> tuple[float, str, str]:
    record = match.candidate.record
    return (-match.score, record.doi or "~", record.title or "")


def _read(match: Match) -> Findings:
    fields = {item.field: item.agreement for item in match.evidence}
    support = sum(fields.get(name) in AGREES for name in ("first author", "volume", "pages"))
    year = {"equal": 1.0, "close": 0.5}.get(fields.get("year", ""), 0.0)
    words = len(read_title(match.candidate.record.title).content)
    return Findings(match, fields, support + year, words)


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
    cap = item.note("part") if item.differing("part") else item.note("kind")
    differing = item.differing("title", *SUPPORTS[1:], "container")
    if item.differing("part", "kind"):
        return "ambiguous", f"found by the printed identifier, but {cap}"
    certain = item.agrees("title", "first author") or item.support >= policy.support_doubtful_title
    if not differing or certain:
        return "accepted", "found by the printed identifier, and the reference agrees"
    if item.agrees("title") and len(differing) == 1:
        return "accepted", f"found by the printed identifier, though {item.note(differing[0])}"
    notes = "; ".join(item.note(name) for name in differing)
    return "ambiguous", f"found by the printed identifier, but {notes}"


def _fits(item: Findings, policy: Policy) -> tuple[str, str]:
    if item.match.score < policy.threshold or not _enough(item, policy):
        return _too_little(item, policy)
    cap = _cap(item)
    if cap:
        return "ambiguous", f"close, but {cap}"
    agreeing = [name for name in (*SUPPORTS, "container") if item.agrees(name)]
    return "accepted", f"{', '.join(agreeing[:-1])} and {agreeing[-1]} agree"


def _too_little(item: Findings, policy: Policy) -> tuple[str, str]:
    titled = item.agrees("title") and item.support >= 1 and item.match.score >= policy.threshold
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
        if again or behind >= policy.gap or not _enough(item, policy) or _cap(item):
            continue
        if not same_description(record, other):
            return f"two works fit equally well: {_title(best)} and {_title(item)}"
        if behind < policy.tie and record.doi and other.doi:
            return f"one work is registered twice: {record.doi} and {other.doi}"
    return ""


# --- enough support ------------------------------------------------------------------------------
def _enough(item: Findings, policy: Policy) -> bool:
    """Return whether enough agrees to believe the Candidate, caps aside."""
    title = item.fields.get("title")
    if title == "incomparable":
        return item.agrees("container") and _placed(item, policy)
    if title == "equal" and item.words >= 3 and item.support >= policy.support_title:
        return True
    if title == "close" and item.words < 4:
        # A title cut off in the source ("Distribution of"): all else must be right.
        return item.agrees("container") and item.support >= policy.support_no_title
    return title in AGREES and item.support >= policy.support_doubtful_title


def _placed(item: Findings, policy: Policy) -> bool:
    """Judge a reference that prints no title, its journal agreeing."""
    if item.support >= policy.support_no_title:
        return True
    exact = item.fields.get("year") == "equal"
    if item.fields.get("first author") == "incomparable":
        # Nobody and nothing named: several pages of a volume hold one article, one page may not.
        return exact and item.agrees("volume", "pages", "last page")
    people = item.agrees("first author") and item.fields.get("other authors") == "equal"
    some = item.agrees("volume") or item.agrees("pages")
    return exact and people and some and not item.differing("volume", "pages")


# --- caps: never accepted silently ---------------------------------------------------------------
def _cap(item: Findings) -> str:
    """Return what forbids accepting silently, "" if nothing does."""
    for name in ("part", "kind", "first author", "year"):
        if item.differing(name):
            return item.note(name)
    if item.fields.get("part") == "close" and not item.agrees("volume", "pages"):
        return item.note("part")
    if len(item.differing("volume", "pages")) == 2:
        return (
            f"{item.note('volume')}, {item.note('pages')}: perhaps an abstract or another version"
        )
    if item.differing("container") and item.differing("volume", "pages"):
        return f"{item.note('container')} and other numbers"
    if item.differing("doi") and item.differing("container", "volume", "pages"):
        return f"{item.note('doi')}, and other numbers"
    return ""
