"""How much agreement is enough to believe an offer, and what forbids believing it silently."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from refmgr.matching.fields import read_pages
from refmgr.matching.numbers import place_of, placed_right
from refmgr.matching.titles import read_title
from refmgr.model import Match, Record

AGREES: Final = frozenset({"equal", "close"})
# Title, author, year, volume and page, as in the support rule of Crossref's own matcher.
YEAR_SUPPORT: Final[Mapping[str, float]] = {"equal": 1.0, "close": 0.5}
# So many words of a title outweigh other pages, which are misprinted now and then.
LONG_TITLE: Final = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds of the verdict.

    `threshold`: no Match below this score is accepted. `gap`: a runner-up that is another work,
    also fits and is closer than this leaves the choice to a person; one work registered under two
    DOIs does only within `tie`. `support_*`: how many of first author, year, volume and page (a
    year one off counts half) must agree beside the title: where all its words stand in the
    reference, where most do or the title is short, and where no title is printed.
    Figures: docs/catalogue.md.
    """

    threshold: float = 0.3
    gap: float = 0.02
    tie: float = 0.002
    support_title: float = 2.0
    support_doubtful_title: float = 3.0
    support_no_title: float = 4.0


@dataclass(frozen=True, slots=True)
class Findings:
    """A Match read for judging.

    `fields` is the agreement by field, `support` what agrees beside the title, `words` the number
    of words of the offered title that count, `offered` the Record with its pages in their field.
    """

    match: Match
    offered: Record
    fields: Mapping[str, str] = field(default_factory=dict)
    support: float = 0.0
    words: int = 0

    def agrees(self, *names: str) -> bool:
        """Return whether all these fields are equal or close."""
        return all(self.fields.get(name) in AGREES for name in names)

    def exact(self, *names: str) -> bool:
        """Return whether all these fields are equal."""
        return all(self.fields.get(name) == "equal" for name in names)

    def differing(self, *names: str) -> list[str]:
        """Return which of these fields differ."""
        return [name for name in names if self.fields.get(name) == "different"]

    def note(self, name: str) -> str:
        """Return the note on a field."""
        return next((item.note for item in self.match.evidence if item.field == name), "")


def read_match(match: Match) -> Findings:
    """Return a Match read for judging."""
    fields = {item.field: item.agreement for item in match.evidence}
    support = sum(fields.get(name) in AGREES for name in ("first author", "volume", "pages"))
    return Findings(
        match=match,
        offered=placed_right(match.candidate.record),
        fields=fields,
        support=support + YEAR_SUPPORT.get(fields.get("year", ""), 0.0),
        words=len(read_title(match.candidate.record.title).content),
    )


def is_enough(item: Findings, policy: Policy) -> bool:
    """Return whether enough agrees to believe an offer, caps aside."""
    title = item.fields.get("title")
    if title == "incomparable":
        return item.agrees("container") and _is_placed(item, policy)
    if title == "equal":
        least = policy.support_title if item.words >= 3 else policy.support_doubtful_title
        return item.support >= least or _is_whole(item)
    return title == "close" and _is_near(item, policy)


def _is_near(item: Findings, policy: Policy) -> bool:
    """Judge a title that is not printed word for word."""
    if item.agrees("container", "volume", "pages"):
        # The place tells the work; the title may be cut off in the source ("Distribution of").
        return item.agrees("year") or item.offered.year is None
    if item.words < 4 or (not item.agrees("pages") and _is_unprinted(item)):
        return False
    return item.support >= policy.support_doubtful_title


def _is_whole(item: Findings) -> bool:
    """Return whether all that an offer says of its place is printed: people, journal, year, numbers.

    Works without volume and pages (chapters, preprints, posters) have nothing more to agree.
    """
    nobody = not item.offered.authors and item.words >= LONG_TITLE
    return (
        item.agrees("container")
        and item.exact("year")
        and (item.exact("first author") or nobody)
        and not _is_unprinted(item)
        and not item.differing("other authors", "volume", "pages", "issue")
    )


def _is_unprinted(item: Findings) -> bool:
    """Return whether an offer has a volume or pages that the reference does not print."""
    numbers = {"volume": item.offered.volume, "pages": place_of(item.offered)}
    return any(value and not item.agrees(name) for name, value in numbers.items())


def _is_placed(item: Findings, policy: Policy) -> bool:
    """Judge a reference that prints no title, its journal agreeing."""
    if item.support >= policy.support_no_title:
        return True
    if item.differing("year", "volume", "pages", "first author"):
        return False
    if item.fields.get("first author") == "incomparable":
        # Nobody and nothing named: several pages of a volume hold one article, one page may not.
        place = item.exact("year") and item.agrees("volume", "pages", "last page")
        return place and _has_end(item.offered)
    if item.agrees("first author", "volume", "pages"):
        return True
    return item.agrees("first author") and item.exact("year") and _is_alone(item)


def _has_end(record: Record) -> bool:
    """Return whether a Record says itself that it takes several pages."""
    pages = read_pages(place_of(record))
    return pages is not None and (pages.last or 0) > pages.first


def _is_alone(item: Findings) -> bool:
    """Return whether volume or page with all the people, or all that an offer has, is printed."""
    if item.agrees("pages") and not item.offered.volume:
        return True
    if item.exact("other authors") and (item.agrees("volume") or item.agrees("pages")):
        return True
    return item.exact("remainder") and _is_whole(item)


def cap(item: Findings) -> str:
    """Return what forbids accepting silently, "" if nothing does."""
    for name in ("part", "kind", "first author", "year"):
        if item.differing(name):
            return item.note(name)
    if item.fields.get("part") == "close" and not item.agrees("volume", "pages"):
        return item.note("part")
    if len(item.differing("volume", "pages")) == 2:
        numbers = f"{item.note('volume')}, {item.note('pages')}"
        return f"{numbers}: perhaps an abstract or another version"
    if item.differing("container") and item.differing("volume", "pages"):
        return f"{item.note('container')} and other numbers"
    if item.differing("doi") and item.differing("container", "volume", "pages"):
        return f"{item.note('doi')}, and other numbers"
    return _elsewhere(item)


def _elsewhere(item: Findings) -> str:
    """Return why other pages or another volume are too much: only a long title outweighs them."""
    if item.differing("pages"):
        sure = item.exact("title", "first author") and item.words >= LONG_TITLE
        return "" if sure and item.agrees("volume", "year") else item.note("pages")
    if item.differing("volume"):
        sure = item.exact("title", "year") and item.agrees("pages")
        return "" if sure and not item.differing("last page") else item.note("volume")
    return ""
