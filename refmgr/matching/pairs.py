"""Whether two Records describe one work, and why: for deduplication, and to tell candidates apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from refmgr.matching.agreement import AGREES, Comparison, compare
from refmgr.matching.doubts import HOPELESS, doubt_about
from refmgr.matching.plain import plainly_apart, plainly_same
from refmgr.matching.prepared import Prepared, prepare
from refmgr.model import Evidence, Record
from refmgr.names import vancouver

Sameness = Literal["same", "maybe", "different"]


class Judgement(NamedTuple):
    """Whether two Records are one work, why in words, how sure, and a stable code of the reason."""

    verdict: Sameness
    reason: str
    score: float
    code: str


@dataclass(frozen=True, slots=True)
class PairPolicy:
    """Thresholds of the judgement, in points of WEIGHTS.

    `same`: no pair below it is one work without a person. `maybe`: below it nobody is asked. Set on
    cardiac, respiratory and half of cora and of the reference strings, checked on the others.
    """

    same: float = 9.0
    maybe: float = 4.0


# What an agreement is worth: about the logarithm (base 2) of how much oftener it is found on two
# records of one work than on two of different works that share a block.
TITLE_POINTS: Final = (0.0, 2.0, 3.0, 4.5, 5.5, 6.3, 7.0)  # by words that count
GENERIC_POINTS: Final = 1.0
SHORTENED: Final = 1.5
MISPRINT_POINTS: Final = 3.5
TITLE_AGAINST: Final = {"twin": -3.0, "alike": -3.0, "other": -6.0, "": 0.0}
YEAR_POINTS: Final = {-1: 0.0, 0: 2.5, 1: -0.5}
YEARS_APART: Final = -4.0
PAGE_POINTS: Final = {
    "range": 5.0, "first": 3.0, "overlap": 0.5, "misprint": -1.0, "different": -4.5,
    "incomparable": 0.0,
}  # fmt: skip
DIGIT_POINTS: Final = {1: -1.5, 2: -0.5, 3: 0.5}  # page 1 is the first of every volume
LONG_PAGE_POINTS: Final = 1.0


def _weights(equal: float, close: float, different: float) -> dict[str, float]:
    return {"equal": equal, "close": close, "different": different, "incomparable": 0.0}


AUTHOR: Final = _weights(3.0, 2.5, -5.0)
OTHERS: Final = _weights(2.0, 0.5, -3.0)
CONTAINER: Final = _weights(2.0, 1.5, -2.0)
VOLUME: Final = _weights(2.0, 1.5, -3.5)
ISSUE: Final = _weights(1.0, 0.5, -0.5)  # exports put record numbers there
IDENTIFIERS: Final = _weights(5.0, 0.0, -3.0)

LONG_TITLE: Final = 6
LONG_PAGE_DIGITS: Final = 3
ARTICLE_DIGITS: Final = 5  # "e43268", "CD006273": counted through the years of one journal


def points(pair: Comparison) -> float:
    """Return what the agreements and contradictions of a pair come to."""
    pages = PAGE_POINTS[pair.pages]
    if pair.first_page:
        pages += DIGIT_POINTS.get(pair.digits, LONG_PAGE_POINTS)
    return (
        _title_points(pair)
        + AUTHOR[pair.author]
        + OTHERS[pair.others]
        + CONTAINER[pair.container]
        + YEAR_POINTS.get(pair.apart, YEARS_APART)
        + VOLUME[pair.volume]
        + ISSUE[pair.issue]
        + pages
        + IDENTIFIERS[pair.identifiers]
    )


def _title_points(pair: Comparison) -> float:
    titles = pair.titles
    whole = GENERIC_POINTS if titles.generic else TITLE_POINTS[min(titles.words, LONG_TITLE)]
    if titles.grade == "equal":
        return whole
    if titles.grade == "close":
        return whole - SHORTENED
    if titles.grade == "misprint":
        return min(MISPRINT_POINTS, whole - 2 * SHORTENED)
    return TITLE_AGAINST[titles.grade]


# --- judging -------------------------------------------------------------------------------------
def same_work(a: Record, b: Record) -> Judgement:
    """Return whether two Records describe one work; the order does not matter.

    "same" is said only where it cannot hurt; what a person should look at is "maybe". An equal DOI
    alone is not enough (congress supplements, chapters), and different DOIs are no more than "maybe"
    unless title, people and place all agree. Parts, notices and twins in one word are never the same.
    """
    return judge_pair(prepare(a), prepare(b))


def same_description(a: Record, b: Record) -> bool:
    """Return whether two Records describe one work as well as words can, identifiers aside."""
    bare = (replace(record, doi=None, pmid=None, pmcid=None) for record in (a, b))
    return same_work(*bare).verdict == "same"


def judge_pair(a: Prepared, b: Prepared) -> Judgement:
    """Return what two prepared Records come to; plain pairs, which are most, are not looked at twice."""
    if plainly_same(a, b):
        return PLAINLY_SAME
    if plainly_apart(a, b):
        return PLAINLY_APART
    return judge(compare(a, b))


PLAINLY_SAME: Final = Judgement(
    "same", "title, first author, year, volume and page agree", 17.0, "agrees"
)
PLAINLY_APART: Final = Judgement("different", "other titles", -10.0, "parts")


def judge(pair: Comparison, policy: PairPolicy = PairPolicy()) -> Judgement:
    """Return what a comparison comes to."""
    score = points(pair)
    if _one_place(pair):
        return Judgement("same", "the same people, year, volume and pages", score, "place")
    if pair.identifiers == "equal" and not pair.titles.grade and not pair.against:
        return Judgement(
            "same", "the same identifier, and nothing contradicts", score, "identifier"
        )
    code, doubt = doubt_about(pair)
    if score >= policy.same and not doubt:
        return Judgement("same", f"{_listed(_agreeing(pair))} agree", score, "agrees")
    if score >= policy.maybe and code not in HOPELESS:
        if not doubt:
            code, doubt = "thin", f"only {_listed(_agreeing(pair))} agree"
        return Judgement("maybe", f"{doubt}{_but(pair)}", score, code)
    reason = doubt or "too little agrees"
    return Judgement("different", f"{reason}{_but(pair)}", score, code or "little")


def _but(pair: Comparison) -> str:
    against = sorted(pair.against)
    if not against:
        return ""
    verb = "differs" if len(against) == 1 and against != ["pages"] else "differ"
    return f"; {_listed(against)} {verb}"


def _agreeing(pair: Comparison) -> list[str]:
    found = {
        "identifier": pair.identifiers == "equal",
        "title": pair.titles.grade in AGREES,
        "first author": pair.author in AGREES,
        "journal": pair.container in AGREES,
        "year": pair.apart == 0,
        "volume": pair.volume in AGREES,
        "page": pair.first_page,
    }
    return [field for field, agrees in found.items() if agrees]


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names) or "few words"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _one_place(pair: Comparison) -> bool:
    """Return whether two Records stand on the same several pages of one volume, or are one article number.

    Only one article of the same people does, however its title was translated or misread. On one
    page several abstracts stand, and letters share the pages of the whole correspondence.
    """
    if not _exact_place(pair) or pair.apart != 0:
        return False
    if pair.identifiers == "different" or pair.titles.part == "differ" or pair.damaged:
        return False
    if pair.titles.notice:  # a reply is often given the pages of the whole correspondence
        return False
    # Some journals count the pages of each issue from 1.
    afresh = pair.issue == "different" and pair.digits < LONG_PAGE_DIGITS
    if afresh and pair.titles.grade not in {*AGREES, "misprint"}:
        return False
    if pair.author == "incomparable":
        return pair.container in AGREES and pair.titles.grade in {
            *AGREES,
            "misprint",
            "twin",
            "alike",
        }
    return pair.same_people and (pair.titles.grade != "" or pair.container in AGREES)


def _exact_place(pair: Comparison) -> bool:
    numbered = pair.pages == "first" and pair.digits >= ARTICLE_DIGITS and pair.container in AGREES
    return numbered or (pair.pages == "range" and pair.volume in AGREES)


# --- evidence ------------------------------------------------------------------------------------
def compare_records(a: Record, b: Record) -> tuple[Evidence, ...]:
    """Return the Evidence that two Records give for being one work, the same in either order."""
    ours, theirs = prepare(a), prepare(b)
    return evidence_of(ours, theirs, compare(ours, theirs))


def evidence_of(a: Prepared, b: Prepared, pair: Comparison) -> tuple[Evidence, ...]:
    """Return a comparison as Evidence: field, agreement, and both values where they were compared."""
    year = {0: "equal", 1: "close", -1: "incomparable"}.get(pair.apart, "different")
    title = {"equal": "equal", "close": "close", "": "incomparable"}
    pages = {"range": "equal", "first": "equal", "overlap": "close", "misprint": "different"}
    return (
        _evidence("title", title.get(pair.titles.grade, "different"), a.printed, b.printed),
        _evidence("first author", pair.author, *(_first(one) for one in (a, b))),
        _evidence("other authors", pair.others),
        _evidence("container", pair.container, a.container, b.container),
        _evidence("year", year, a.year, b.year),
        _evidence("volume", pair.volume, a.volume, b.volume),
        _evidence("issue", pair.issue, a.issue, b.issue),
        _evidence("pages", pages.get(pair.pages, pair.pages), *(_place(one) for one in (a, b))),
        _evidence("doi", _agreement(a.doi, b.doi), a.doi, b.doi),
        _evidence("pmid", _agreement(a.pmid, b.pmid), a.pmid, b.pmid),
    )


def _agreement(a: str, b: str) -> str:
    return "incomparable" if not a or not b else "equal" if a == b else "different"


def _first(one: Prepared) -> str:
    if isinstance(one.people, str):
        return ", ".join(filter(None, (one.family, one.given)))
    return vancouver(one.people[0]) if one.people else ""


def _place(one: Prepared) -> str:
    return one.pages or one.article_number


def _evidence(field: str, agreement: str, *values: object) -> Evidence:
    if agreement == "incomparable":
        return Evidence(field, agreement)
    return Evidence(field, agreement, " / ".join(sorted(_distinct(values))))


def _distinct(values: Iterable[object]) -> set[str]:
    return {str(value) for value in values if value}
