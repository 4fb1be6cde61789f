"""How two prepared Records agree, field by field."""

import re
from typing import Final, Literal, NamedTuple

from rapidfuzz.fuzz import ratio

from refmgr.matching.fields import Agreement, compare_identifiers, compare_volumes, read_pages
from refmgr.matching.people import compare_authors
from refmgr.matching.places import PageGrade, compare_places
from refmgr.matching.plain import far_apart, is_generic
from refmgr.matching.prepared import Prepared, content_words
from refmgr.matching.titles import (
    Title,
    compare_read,
    misprinted,
    parts_differ,
    read_title,
)
from refmgr.matching.venues import compare_venues, is_preprint, venue_kind

TitleGrade = Literal["equal", "close", "misprint", "twin", "alike", "other", ""]
Part = Literal["", "one", "differ"]

AGREES: Final = frozenset({"equal", "close"})
# Exports drop Greek letters: "NF-kappaB" and "NF-B".
GREEK_NAME: Final = re.compile(
    "alpha|beta|gamma|delta|epsilon|kappa|lambda|mu|omega|sigma|tau|theta|zeta"
)
THESIS: Final = "thesis"
ABSTRACT_PLACE: Final = re.compile(r"suppl|abstract|\bs\d", re.IGNORECASE)
CONGRESS: Final = re.compile(r"[.:;,]\s?conference\W*(?:$|:)|\babstracts\b", re.IGNORECASE)
TWIN_RATIO: Final = 85.0
ALIKE_RATIO: Final = 70.0
SPILLED_RATIO: Final = 85.0
SHORTEST_SPILLED: Final = 7
LONG_NAME: Final = 20


class Titles(NamedTuple):
    """How two titles agree.

    `grade` is finer than an Agreement: the same but for spelling; a subtitle or a word that tells
    nothing more; alike but for print; twins in one word; half alike; other; "" where one is missing.
    `words` counts the words of the shorter one that count. `part` says that only one names a part, or
    that they name different ones; `notice` that only one is a notice or answer; `generic` that many
    works bear such a title.
    """

    grade: TitleGrade = ""
    words: int = 0
    part: Part = ""
    notice: bool = False
    generic: bool = False


class Comparison(NamedTuple):
    """How two Records agree, field by field.

    `apart` are the years between them, -1 where one is not known; `numbered` says that PubMed counts
    them as two, `damaged` that a record with an issue, so one of a database, has lost its title,
    `placed` that one of them tells volume or pages. `venues` says where both appeared ("meeting",
    "report") or what only one of them is ("preprint", "thesis", "abstract"), else "".
    """

    titles: Titles
    author: Agreement
    others: Agreement
    container: Agreement
    apart: int
    volume: Agreement
    issue: Agreement
    pages: PageGrade
    digits: int
    identifiers: Agreement
    numbered: bool
    edition: Agreement
    damaged: bool
    venues: str
    placed: bool

    @property
    def first_page(self) -> bool:
        """Whether both begin on the same page."""
        return self.pages in {"range", "first"}

    @property
    def located(self) -> bool:
        """Whether volume and first page agree."""
        return self.volume in AGREES and self.pages in {"range", "first"}

    @property
    def same_people(self) -> bool:
        """Whether the first authors agree and the others do not contradict."""
        return self.author in AGREES and self.others != "different"

    @property
    def against(self) -> frozenset[str]:
        """The fields that contradict."""
        found = {
            "first author": self.author == "different",
            "journal": self.container == "different",
            "year": self.apart > 1,
            "volume": self.volume == "different",
            "pages": self.pages in {"different", "misprint"},
        }
        return frozenset(field for field, differs in found.items() if differs)


def compare(a: Prepared, b: Prepared) -> Comparison:
    """Return how two Records agree; the order does not matter."""
    if not (a.container and b.container):
        a, b = _untangled(a, b), _untangled(b, a)
    titles = compare_titles(a, b)
    first: Agreement | None = None
    if a.family == b.family and a.family:
        first = _quick_first(a.given, b.given)
    author, others = compare_authors(a.people, b.people, first)
    place = compare_places(a, b)
    return Comparison(
        titles=titles,
        author=author,
        others=others,
        container=compare_venues(*sorted((a.container, b.container))),
        apart=abs(a.year - b.year) if a.year and b.year else -1,
        volume=place.volume,
        issue=place.issue,
        pages=place.grade,
        digits=place.digits,
        identifiers=compare_identified(a, b),
        numbered=bool(a.pmid and b.pmid) and a.pmid != b.pmid,
        edition=compare_volumes(a.edition, b.edition),
        damaged=_damaged(a) or _damaged(b),
        venues=_venues(a, b),
        placed=bool(a.volume or a.pages or b.volume or b.pages),
    )


def _quick_first(a: str, b: str) -> Agreement | None:
    """Return how two given names of one family agree where that is plain, None where it is not."""
    if not a or not b:
        return "close"
    if a == b:
        return "equal"
    if a[0].upper() != b[0].upper():
        return None
    spelled = len(a) > 3 and len(b) > 3 and "." not in a[:3] and "." not in b[:3]
    return None if spelled else "equal"


def _damaged(one: Prepared) -> bool:
    return not one.title and bool(one.issue or one.printed)


def compare_identified(a: Prepared, b: Prepared) -> Agreement:
    """Return equal where one identifier is shared, else different where one differs."""
    found = {
        compare_identifiers(ours, theirs)
        for ours, theirs in (
            (a.doi, b.doi),
            (a.pmid, b.pmid),
            (a.pmcid, b.pmcid),
            (a.arxiv, b.arxiv),
        )
        if ours and theirs
    }
    if "equal" in found:
        return "equal"
    return "different" if "different" in found else "incomparable"


def _venues(a: Prepared, b: Prepared) -> str:
    if _unpublished(a) != _unpublished(b):
        return "preprint"
    if (a.kind == THESIS) != (b.kind == THESIS) and a.kind and b.kind:
        return "thesis"
    if (_is_abstract(a) and _is_paper(b)) or (_is_abstract(b) and _is_paper(a)):
        return "abstract"
    kind = venue_kind(a.container)
    return kind if kind == venue_kind(b.container) else ""


def _is_paper(one: Prepared) -> bool:
    """Return whether a place is that of a paper: more pages than an abstract takes."""
    pages = read_pages(one.pages)
    several = pages is not None and pages.last is not None and pages.last - pages.first > 1
    return several and not _is_abstract(one)


def _is_abstract(one: Prepared) -> bool:
    """Return whether a place is that of congress abstracts: a supplement, the name of a congress."""
    return bool(
        ABSTRACT_PLACE.search(f"{one.volume} {one.issue}") or CONGRESS.search(one.container)
    )


def _unpublished(one: Prepared) -> bool:
    return is_preprint(one.container) or (bool(one.arxiv) and not one.container)


# --- titles --------------------------------------------------------------------------------------
def compare_titles(a: Prepared, b: Prepared) -> Titles:
    """Return how the titles of two Records agree; the order does not matter."""
    if not a.title or not b.title:
        return Titles()
    ours, theirs = a.title.replace(" ", ""), b.title.replace(" ", "")
    words = min(a.title.count(" "), b.title.count(" ")) + 1
    if ours == theirs:
        return Titles("equal", words, generic=is_generic(a.title))
    if far_apart(a.title, b.title):
        return Titles("other", words)
    first, second = read_title(a.printed), read_title(b.printed)
    part: Part = "" if first.part == second.part else "one"
    if parts_differ(first, second):
        part = "differ"
    return Titles(
        _grade(first, second),
        min(len(first.content), len(second.content)),
        part,
        first.notice != second.notice,
        first.generic or second.generic,
    )


def _grade(a: Title, b: Title) -> TitleGrade:
    if not parts_differ(a, b):
        agreement = compare_read(a, b)
        if agreement == "equal":
            return "equal"
        if agreement == "close" and a.content != b.content and a.kinds == b.kinds:
            return "twin"  # "Effect of insulin on glucagon", "Effect of glucagon on insulin"
        if agreement == "close" or _one_notice(a, b):
            return "close"
        if a.notice == b.notice and _without_greek(a) == _without_greek(b):
            return "close"
        if misprinted(a, b):
            return "misprint"
    alike = ratio(a.joined, b.joined)
    return "twin" if alike >= TWIN_RATIO else "alike" if alike >= ALIKE_RATIO else "other"


def _without_greek(title: Title) -> str:
    return GREEK_NAME.sub("", title.joined)


def _one_notice(a: Title, b: Title) -> bool:
    """Return whether two notices name the same article, and differ in how they say where it stood."""
    return (
        a.notice
        and b.notice
        and any(
            one.startswith(two) or two.startswith(one) for one in _named(a) for two in _named(b)
        )
    )


def _named(title: Title) -> list[str]:
    """Return what a notice may call the article: what stands before or behind a stop, if long."""
    parts = (*title.heads, *title.tails, title.joined)
    return [part for part in parts if len(part) >= LONG_NAME]


# --- fields that ran into each other -------------------------------------------------------------
def _untangled(a: Prepared, b: Prepared) -> Prepared:
    """Return `a` with the container taken out of its title, where `b` tells what it is called.

    Styles without titles ("Herrick R. The Poetical Works. 1648") and misread ones leave the name of
    the journal or book in the place of the title, or behind it.
    """
    if a.container or not b.container or not a.title:
        return a
    if b.title and compare_venues(*sorted((a.printed, b.container))) in AGREES:
        return a._replace(title="", printed="", container=a.printed)
    if b.title and a.title != b.title and a.title.startswith(b.title):
        rest = a.title[len(b.title) :].replace(" ", "")
        container = content_words(b.container).replace(" ", "")
        begun = len(rest) >= SHORTEST_SPILLED and container.startswith(rest)
        if begun or ratio(rest, container) >= SPILLED_RATIO:
            return a._replace(title=b.title, printed=b.printed, container=b.container)
    return a
