"""Whether two Records describe one work: for deduplication, and to tell candidates apart."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from refmgr.journals import compare_containers
from refmgr.matching.fields import (
    Agreement,
    compare_first_authors,
    compare_identifiers,
    compare_other_authors,
    compare_pages,
    compare_volumes,
    compare_years,
    read_pages,
)
from refmgr.matching.titles import compare_read, is_short, misprinted, parts_differ, read_title
from refmgr.model import Evidence, Record
from refmgr.names import vancouver

Sameness = Literal["same", "maybe", "different"]
Judgement = tuple[Sameness, str]

AGREES: Final = frozenset({"equal", "close"})
LONG_TITLE: Final = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """How two Records agree, field by field.

    `identifiers`: shared (one equal), other (one differs, none equal) or unknown. `length` is the
    number of words of the shorter title that count, `part` says that only one title names a part,
    `generic` that the title is one of a column ("Editorial"), `range` that the last pages agree.
    """

    identifiers: str
    title: Agreement
    author: Agreement
    container: Agreement
    year: Agreement
    volume: Agreement
    pages: Agreement
    others: Agreement
    length: int
    short: bool
    part: bool
    generic: bool
    same_range: bool
    misprinted: bool

    @property
    def located(self) -> bool:
        """Whether volume and first page agree."""
        return self.volume in AGREES and self.pages in AGREES

    @property
    def against(self) -> frozenset[str]:
        """The fields that contradict."""
        named = {
            "first author": self.author,
            "journal": self.container,
            "year": self.year,
            "volume": self.volume,
            "pages": self.pages,
        }
        return frozenset(field for field, agreement in named.items() if agreement == "different")


# --- evidence ------------------------------------------------------------------------------------
def compare_records(a: Record, b: Record) -> tuple[Evidence, ...]:
    """Return the Evidence that two Records give for being one work, the same in either order."""
    titles = compare_read(read_title(a.title), read_title(b.title))
    return (
        _evidence("title", titles, a.title, b.title),
        _evidence(
            "first author", compare_first_authors(a.authors, b.authors), _first(a), _first(b)
        ),
        _evidence("other authors", compare_other_authors(a, b), None, None),
        _evidence(
            "container", compare_containers(a.container, b.container), a.container, b.container
        ),
        _evidence("year", compare_years(a.year, b.year), a.year, b.year),
        _evidence("volume", compare_volumes(a.volume, b.volume), a.volume, b.volume),
        _evidence("issue", compare_volumes(a.issue, b.issue), a.issue, b.issue),
        _evidence("pages", compare_pages(a, b), a.pages, b.pages),
        _evidence("doi", compare_identifiers(a.doi, b.doi), a.doi, b.doi),
        _evidence("pmid", compare_identifiers(a.pmid, b.pmid), a.pmid, b.pmid),
    )


def _first(record: Record) -> str | None:
    return vancouver(record.authors[0]) if record.authors else None


def _evidence(field: str, agreement: str, a: object, b: object) -> Evidence:
    if agreement == "incomparable":
        return Evidence(field, agreement)
    values = " / ".join(sorted({str(value) for value in (a, b) if value is not None}))
    return Evidence(field, agreement, values)


# --- one work? -----------------------------------------------------------------------------------
def same_work(a: Record, b: Record) -> Judgement:
    """Return whether two Records describe one work, and why, in words.

    "same" is said only where it cannot hurt; what a person should look at is "maybe". The order
    does not matter. An equal DOI alone is not enough (congress supplements, chapters), different
    DOIs allow no more than "maybe". Parts, notices and twins in one word are never the same.
    """
    identifiers = _identifiers(a, b)
    if identifiers != "shared":
        apart = _cheaply_apart(a, b)
        if apart:
            return "different", apart
    facts = _facts(a, b, identifiers)
    if _editions_differ(a, b):
        return "different", "different editions"
    if facts.title == "incomparable":
        return _without_title(facts)
    if facts.title == "different":
        return _other_title(facts)
    for rule in RULES:
        judgement = rule(facts)
        if judgement:
            return judgement
    return _alike(facts)


def same_description(a: Record, b: Record) -> bool:
    """Return whether two Records describe one work as well as words can, identifiers aside."""
    bare = (replace(record, doi=None, pmid=None, pmcid=None) for record in (a, b))
    return same_work(*bare)[0] == "same"


def _identifiers(a: Record, b: Record) -> str:
    pairs = ((a.doi, b.doi), (a.pmid, b.pmid), (a.pmcid, b.pmcid))
    found = {compare_identifiers(*pair) for pair in pairs if pair[0] and pair[1]}
    return "shared" if "equal" in found else "other" if "different" in found else "unknown"


def _cheaply_apart(a: Record, b: Record) -> str:
    """Return why two Records without a common identifier cannot be one work, "" if they can."""
    if a.year and b.year and abs(a.year - b.year) > 1 and not _at_one_place(a, b):
        return f"published {min(a.year, b.year)} and {max(a.year, b.year)}"
    if a.authors and b.authors and compare_first_authors(a.authors, b.authors) == "different":
        first, second = read_title(a.title), read_title(b.title)
        if first.joined != second.joined or not first.joined:
            return "other first authors and other titles"
    return ""


def _at_one_place(a: Record, b: Record) -> bool:
    return bool(a.volume and a.pages) and compare_volumes(a.volume, b.volume) in AGREES and (
        compare_pages(a, b) in AGREES
    )  # fmt: skip


def _editions_differ(a: Record, b: Record) -> bool:
    return compare_volumes(a.edition, b.edition) == "different"


def _facts(a: Record, b: Record, identifiers: str) -> Facts:
    first, second = read_title(a.title), read_title(b.title)
    return Facts(
        identifiers=identifiers,
        title="different" if parts_differ(first, second) else compare_read(first, second),
        author=compare_first_authors(a.authors, b.authors),
        container=compare_containers(a.container, b.container),
        year=compare_years(a.year, b.year),
        volume=compare_volumes(a.volume, b.volume),
        pages=compare_pages(a, b),
        others=compare_other_authors(a, b),
        length=min(len(first.content), len(second.content)),
        short=is_short(first) or is_short(second),
        part=first.part != second.part,
        generic=first.generic or second.generic,
        same_range=_same_range(a.pages, b.pages),
        misprinted=misprinted(first, second),
    )


def _same_range(a: str | None, b: str | None) -> bool:
    first, second = read_pages(a), read_pages(b)
    several = first is not None and first.last is not None and first.last > first.first
    return several and first == second


def _agreeing(*agreements: Agreement) -> bool:
    return all(agreement in AGREES for agreement in agreements)


def _without_title(facts: Facts) -> Judgement:
    if facts.identifiers == "shared":
        return ("maybe", _contradiction(facts)) if facts.against else ("same", "same identifier")
    if facts.against:
        return "different", _contradiction(facts)
    everything = facts.located and _agreeing(facts.author, facts.container)
    if everything and facts.year == "equal" and facts.identifiers == "unknown":
        return "same", "no title to compare, but first author, journal, year, volume and page agree"
    if facts.located and facts.year in AGREES:
        return "maybe", "no title to compare, but year, volume and page agree"
    return "different", "no title to compare and too little else"


def _other_title(facts: Facts) -> Judgement:
    everything = facts.located and _agreeing(facts.author, facts.container, facts.year)
    if facts.identifiers == "shared":
        if everything and facts.misprinted:
            return "same", "same identifier and place, titles alike but for print"
        return "maybe", "the same identifier on different titles"
    # The same range of several pages holds one article; on one page several abstracts stand.
    if everything and facts.misprinted and facts.same_range and facts.identifiers == "unknown":
        return "same", "same first author, journal, year and page range, titles alike but for print"
    if everything and facts.others != "different":
        return "maybe", "other titles, but author, journal, year, volume and page agree"
    return "different", "other titles"


def _contradiction(facts: Facts) -> str:
    return f"the {' and the '.join(sorted(facts.against))} differ"


# --- rules for titles that agree, in order -------------------------------------------------------
def _one_part(facts: Facts) -> Judgement | None:
    if not facts.part or (facts.located and not facts.against):
        return None
    return "maybe", "only one of the titles names a part"


def _shared(facts: Facts) -> Judgement | None:
    if facts.identifiers != "shared":
        return None
    if not facts.against:
        return "same", "same identifier and title"
    certain = facts.title == "equal" and not facts.short and len(facts.against) == 1
    if certain and (facts.located or "first author" not in facts.against):
        return "same", f"same identifier and title, though {_contradiction(facts)}"
    return "maybe", f"the same identifier, but {_contradiction(facts)}"


def _other_identifiers(facts: Facts) -> Judgement | None:
    if facts.identifiers != "other":
        return None
    if facts.against and (facts.short or facts.generic or facts.author not in AGREES):
        return "different", f"different identifiers, and {_contradiction(facts)}"
    return "maybe", "the same title under different identifiers"


def _column(facts: Facts) -> Judgement | None:
    """A title of a column or notice says nothing; only the place tells."""
    if not facts.generic:
        return None
    if facts.located and not facts.against and facts.year in AGREES:
        return "same", "same volume and page"
    apart = facts.against or facts.year == "close"
    return ("different", "a title that many works bear") if apart else ("maybe", "a common title")


def _contradicted(facts: Facts) -> Judgement | None:
    if not facts.against:
        return None
    reason = _contradiction(facts)
    if facts.against in BEARABLE and _bears(facts):
        return "same", f"same title, volume and page, though {reason}"
    close = facts.author in AGREES and not facts.short and facts.title == "equal"
    return "maybe" if close or facts.located else "different", f"the same title, but {reason}"


BEARABLE: Final = (
    frozenset({"first author"}),
    frozenset({"journal"}),
    frozenset({"volume"}),
)


def _bears(facts: Facts) -> bool:
    """Return whether one contradiction can only be a misprint or another name of the journal."""
    if facts.year != "equal" or facts.length < LONG_TITLE:
        return False
    if facts.title == "close" and not (facts.same_range and facts.author in AGREES):
        return False
    if "volume" in facts.against:
        return facts.same_range and _agreeing(facts.author, facts.container)
    others = (facts.author, facts.container)
    return facts.located and any(map(_agreeing, others))


def _dated(facts: Facts) -> Judgement | None:
    if facts.year == "equal":
        return None
    if facts.located and facts.author != "different":
        return "same", "same title, volume and page"
    known = facts.year == "incomparable" and not facts.short and facts.author in AGREES
    if known and (facts.container in AGREES or facts.volume in AGREES):
        return "same", "same title, first author and journal; no year to compare"
    return "maybe", "the same title, but not clearly the same year"


RULES: Final[tuple[Callable[[Facts], Judgement | None], ...]] = (
    _one_part,
    _other_identifiers,
    _shared,
    _column,
    _contradicted,
    _dated,
)


def _alike(facts: Facts) -> Judgement:
    """Judge Records whose title and year agree and that nothing contradicts."""
    if facts.located:
        return "same", "same title, year, volume and page"
    if facts.short:
        return _short_title(facts)
    supports = sum(
        agreement in AGREES
        for agreement in (facts.container, facts.volume, facts.pages, facts.others)
    )
    if facts.author in AGREES:
        if facts.title == "equal" or supports:
            return "same", "same title, first author and year"
        return "maybe", "similar titles, same first author and year"
    if supports and facts.length >= LONG_TITLE and facts.title == "equal":
        return "same", "same title, year and journal or volume; authors not given"
    return "maybe", "the same title and year, but no author to compare"


def _short_title(facts: Facts) -> Judgement:
    """A title as short as "Dermatomyositis" needs its journal, and the author or the volume."""
    if facts.container in AGREES and (facts.author in AGREES or facts.volume in AGREES):
        return "same", "same short title, journal, year and first author or volume"
    return "maybe", "the same title and year, but the title is too short to be sure"
