"""What forbids to call two Records one work without a person, however much agrees."""

from collections.abc import Callable
from typing import Final

from refmgr.matching.agreement import AGREES, Comparison

SHORT_TITLE: Final = 3
PLAIN_TITLE: Final = 5
LONG_TITLE: Final = 6
LEAST_DIGITS: Final = 3

# A stable code, and the reason in words.
Doubt = tuple[str, str] | None
# These only tell too little; all other doubts speak against one work.
TOO_LITTLE: Final = frozenset({"thin", "no-title", "short-title", "generic-title", "misprint"})
# Not worth a question: nobody would join these.
HOPELESS: Final = frozenset({"other-edition", "parts"})


def doubt_about(pair: Comparison) -> tuple[str, str]:
    """Return the first doubt about a pair, code and reason, ("", "") where there is none."""
    return next((found for rule in DOUBTS if (found := rule(pair))), ("", ""))


def _edition(pair: Comparison) -> Doubt:
    if pair.edition == "different":
        return "other-edition", "different editions"
    return None


def _part(pair: Comparison) -> Doubt:
    if pair.titles.part == "differ":
        joined = pair.identifiers == "equal" or pair.located
        return "part" if joined else "parts", "the titles name different parts"
    if pair.titles.part == "one" and not (pair.located and pair.same_people and pair.apart <= 0):
        return "part", "only one of the titles names a part"
    return None


def _notice(pair: Comparison) -> Doubt:
    if pair.titles.notice:
        return "notice", "only one is a notice, comment or reply"
    return None


def _title(pair: Comparison) -> Doubt:
    titles = pair.titles
    if titles.grade == "twin":
        return "twin-title", "the titles are alike but differ in words that matter"
    if titles.grade == "other" and not (pair.first_page or pair.identifiers == "equal"):
        return "parts", "other titles"
    if titles.grade in {"alike", "other"}:
        return "other-title", "the titles differ"
    if titles.grade == "misprint" and not _bears_misprint(pair):
        return "misprint", "the titles are alike but for a few letters"
    return None


def _bears_misprint(pair: Comparison) -> bool:
    if pair.located or pair.identifiers == "equal":
        return True
    people = pair.author in AGREES and pair.others == "equal"
    return people and pair.apart == 0 and not pair.against


def _no_title(pair: Comparison) -> Doubt:
    if pair.titles.grade or (pair.identifiers == "equal" and not pair.against):
        return None
    placed = pair.located or (
        pair.first_page and (pair.container in AGREES or pair.digits >= LEAST_DIGITS)
    )
    people = pair.same_people or (
        pair.author == "incomparable" and pair.container in AGREES and pair.located
    )
    bearable = pair.against <= {"journal"} and (pair.located or not pair.against)
    if placed and people and bearable and pair.apart <= 0 and not pair.damaged:
        return None if pair.identifiers != "different" else _other_identifier()
    return "no-title", "a title is missing, and the rest is not enough"


def _other_identifier() -> Doubt:
    return "other-identifier", "the same title under different identifiers"


def _identifier(pair: Comparison) -> Doubt:
    """One article has two DOIs where it was renumbered or printed twice at one and the same place."""
    if pair.identifiers != "different":
        return None
    certain = (
        pair.titles.grade == "equal" and pair.titles.words >= SHORT_TITLE and not pair.numbered
    )
    if certain and pair.located and pair.apart == 0 and pair.same_people and not pair.against:
        return None
    return _other_identifier()


def _kind(pair: Comparison) -> Doubt:
    if pair.identifiers == "equal":
        return None
    if pair.venues == "preprint":
        return "preprint", "a preprint and a published article: related, but two works"
    if pair.venues == "thesis":
        return "thesis", "a thesis and another publication"
    if pair.venues == "abstract" and not pair.first_page and pair.volume not in AGREES:
        return "abstract", "perhaps a congress abstract and the paper that followed"
    return None


def _common_title(pair: Comparison) -> Doubt:
    titles = pair.titles
    if titles.generic:
        if pair.located and not pair.against:
            return None
        return "generic-title", "a title that many works bear"
    if (
        not titles.grade
        or titles.words >= SHORT_TITLE
        or pair.located
        or pair.identifiers == "equal"
    ):
        return None
    known = pair.container in AGREES and pair.author in AGREES and pair.apart == 0
    if known and not pair.against:
        return None
    return "short-title", "the title is too short to be sure"


def _year(pair: Comparison) -> Doubt:
    """Serial titles come back every year: only the place or an identifier outweighs the year."""
    if pair.apart < 1 or pair.located or pair.pages == "range" or pair.identifiers == "equal":
        return None
    one_volume = pair.volume in AGREES and pair.container in AGREES and not pair.against
    if one_volume and pair.apart == 1 and pair.same_people and pair.titles.grade == "equal":
        return None
    return "other-year", "not the same year, and no place to tell"


def _author(pair: Comparison) -> Doubt:
    if pair.author != "different":
        return None
    certain = pair.titles.grade == "equal" and pair.titles.words >= LONG_TITLE
    in_time = pair.apart == 0 or pair.identifiers == "equal"
    if certain and in_time and pair.pages == "range" and pair.volume in AGREES:
        return None
    return "other-author", "the first authors differ"


def _pages(pair: Comparison) -> Doubt:
    if pair.pages not in {"different", "misprint"}:
        return None
    sure = pair.titles.grade == "equal" and pair.titles.words >= PLAIN_TITLE and pair.same_people
    there = pair.container in AGREES and pair.apart == 0 and pair.volume != "different"
    one_issue = pair.volume in AGREES and (pair.issue == "equal" or pair.pages == "misprint")
    if sure and there and (pair.identifiers == "equal" or one_issue):
        return None
    return "other-pages", "the same title, but other pages"


def _container(pair: Comparison) -> Doubt:
    """Without any place, one congress under two names is likelier than two papers of one title."""
    if pair.container != "different" or pair.located:
        return None
    congress = pair.venues in {"meeting", "report"} and not pair.placed
    if congress and pair.titles.grade == "equal" and pair.titles.words >= PLAIN_TITLE:
        return None
    return "other-journal", "the same title in another journal or book"


def _volume(pair: Comparison) -> Doubt:
    if pair.volume == "different" and pair.pages != "range" and pair.identifiers != "equal":
        return "other-volume", "the same title, but another volume"
    return None


DOUBTS: Final[tuple[Callable[[Comparison], Doubt], ...]] = (
    _edition, _part, _notice, _title, _no_title, _kind, _identifier, _common_title, _year, _author,
    _pages, _container, _volume,
)  # fmt: skip
