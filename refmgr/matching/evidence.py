"""What speaks for and against a Candidate, field by field, and how much it weighs together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from refmgr.identifiers import doi_prefixes
from refmgr.journals import compare_with_names, container_stands_in
from refmgr.matching.fields import (
    Agreement,
    compare_first_authors,
    compare_identifiers,
    compare_pages,
    compare_volumes,
    compare_years,
    first_number,
    read_pages,
)
from refmgr.matching.printed import (
    Printed,
    has_family,
    has_other_title,
    is_longer_title,
    read_printed,
    title_share,
)
from refmgr.matching.titles import (
    Title,
    compare_read,
    is_short,
    parts_differ,
    read_title,
    twins,
)
from refmgr.model import Candidate, Evidence, Match, Record
from refmgr.names import compare_people, vancouver
from refmgr.text import fold

# Rank as in the yardstick of the research: 2·title + (author + year + volume + page) + journal;
# the other authors only tell near twins apart.
WEIGHTS: Final[Mapping[str, float]] = {
    "title": 2.0,
    "first author": 1.0,
    "other authors": 0.2,
    "container": 0.3,
    "year": 1.0,
    "volume": 1.0,
    "pages": 1.0,
}
# An identifier counts only where both sides have one.
IDENTIFIER_WEIGHT: Final = 1.0
AGREES: Final = frozenset({"equal", "close"})
WORTH: Final[Mapping[str, float]] = {"equal": 1.0, "close": 0.8}
YEAR_CLOSE: Final = 0.5
# What is of another kind (a notice, a preprint, another part) must rank below what is meant.
OTHER_KIND: Final = 0.7
# Shares of the title's words found in the printed reference that count as equal and as close.
SHARE_EQUAL: Final = 0.8
SHARE_CLOSE: Final = 0.65
PREPRINTS: Final = ("xiv", "preprint", "posted-content", "ssrn", "research square", "f1000research")
LONG_TITLE: Final = 9


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared: the printed string, the Record read from it, and the offered Record."""

    printed: Printed
    record: Record
    offered: Record
    container_names: tuple[str, ...] = ()


def weigh(raw: str, record: Record, candidate: Candidate) -> Match:
    """Weigh a Candidate against a Reference.

    Args:
        raw: the reference as printed; second witness where the parser missed a field.
        record: the Record parsed from it (may be empty).
        candidate: what a source offers.

    Returns:
        The Match: Evidence for title, first author, other authors, container, year, volume,
        issue, pages, doi, pmid; "last page" where several pages are meant; and - only where it
        speaks against the Candidate - "part" (another part of a series) and "kind" (a notice,
        preprint or congress abstract instead of the article, or the other way round). The score
        lies between 0 and 1 and serves for ranking.
    """
    sides = Sides(read_printed(raw), record, candidate.record, candidate.container_names)
    evidence = tuple(_evidence(sides))
    return Match(candidate=candidate, evidence=evidence, score=_score(evidence))


def _evidence(sides: Sides) -> Iterator[Evidence]:
    title = _title(sides)
    yield title
    yield _first_author(sides)
    yield _other_authors(sides)
    yield _container(sides)
    numbers = tuple(_numbers(sides))
    yield from numbers
    yield _doi(sides)
    record, offered = sides.record, sides.offered
    agreement = compare_identifiers(record.pmid, offered.pmid)
    yield _noted("pmid", agreement, record.pmid, offered.pmid)
    placed = any(item.field == "pages" and item.agreement in AGREES for item in numbers)
    yield from _apart(sides, titled=title.agreement != "incomparable", placed=placed)


def _score(evidence: tuple[Evidence, ...]) -> float:
    found = {item.field: item.agreement for item in evidence}
    total = sum(WEIGHTS.values())
    got = sum(
        weight * (YEAR_CLOSE if (field, found.get(field)) == ("year", "close") else WORTH.get(
            found.get(field, ""), 0.0))
        for field, weight in WEIGHTS.items()
    )  # fmt: skip
    for identifier in ("doi", "pmid"):
        if found.get(identifier, "incomparable") != "incomparable":
            total += IDENTIFIER_WEIGHT
            got += IDENTIFIER_WEIGHT * WORTH.get(found[identifier], 0.0)
    factor = OTHER_KIND if "different" in {found.get("part"), found.get("kind")} else 1.0
    return round(factor * got / total, 4)


def _noted(field: str, agreement: Agreement, printed: object, offered: object) -> Evidence:
    """Return Evidence whose note names both values where they are not the same."""
    if agreement == "incomparable":
        side = "printed" if printed in {None, ""} else "offered"
        return Evidence(field, agreement, f"no {field} {side}")
    if agreement == "equal":
        return Evidence(field, agreement, f"{field} {offered}" if offered else "")
    return Evidence(field, agreement, f"{field} {printed} printed, {offered} offered")


# --- title ---------------------------------------------------------------------------------------
def _title(sides: Sides) -> Evidence:
    printed, offered = sides.record.title, sides.offered.title
    agreement = _compare_title(sides, read_title(printed), read_title(offered))
    if agreement == "equal":
        return Evidence("title", agreement, f"title “{offered}”")
    if agreement == "incomparable":
        return Evidence("title", agreement, f"no title {'printed' if offered else 'offered'}")
    return Evidence("title", agreement, _both_titles(printed, offered))


def _compare_title(sides: Sides, mine: Title, title: Title) -> Agreement:
    parsed = compare_read(mine, title)
    if parsed == "equal" or (parsed == "different" and twins(mine, title, sides.printed.kinds)):
        return parsed
    share = title_share(sides.printed, title)
    if share >= SHARE_CLOSE:
        heard = _heard(sides, mine, title, share) if parsed == "different" else share
        if heard >= SHARE_CLOSE or parsed == "close":
            return "equal" if heard >= SHARE_EQUAL else "close"
    if parsed == "close":
        return parsed
    if not title.joined:
        return "incomparable"
    # No name of a journal, which the parser may have taken for the title, is as long.
    sure = len(mine.content) >= LONG_TITLE
    titled = sure or has_other_title(sides.printed, sides.record, sides.offered)
    return "different" if titled else "incomparable"


def _heard(sides: Sides, mine: Title, title: Title, share: float) -> float:
    """Return how far the string may be believed where the parser cut out another title."""
    if not is_longer_title(mine, sides.record, sides.offered):
        return share
    cut_off = mine.joined.startswith(title.joined)
    return 0.0 if is_short(title) and not cut_off else SHARE_CLOSE


def _both_titles(printed: str | None, offered: str | None) -> str:
    if not printed:
        return f"title “{offered}” offered, other words printed"
    return f"title “{printed}” printed, “{offered}” offered"


# --- people --------------------------------------------------------------------------------------
def _first_author(sides: Sides) -> Evidence:
    mine = sides.record.authors or sides.record.editors
    theirs = sides.offered.authors or sides.offered.editors
    if not theirs:
        return Evidence("first author", "incomparable", "no author offered")
    offered = vancouver(theirs[0])
    agreement = compare_first_authors(mine, theirs)
    if agreement in AGREES:
        return _noted("first author", agreement, vancouver(mine[0]), offered)
    if agreement == "incomparable" and mine:
        return Evidence("first author", "incomparable", "a group on one side, people on the other")
    listed = any(compare_people(person, theirs[0]) in AGREES for person in mine)
    if not listed and has_family(sides.printed, theirs[0]):
        return Evidence("first author", "close", f"{offered} stands in the printed reference")
    if not mine:
        return Evidence("first author", "incomparable", "no author printed")
    note = f"first author {vancouver(mine[0])} printed, {offered} offered"
    return Evidence("first author", "different", note)


def _other_authors(sides: Sides) -> Evidence:
    theirs = sides.offered.authors[1:]
    if not theirs or len(sides.record.authors) == 1 or sides.record.et_al:
        return Evidence("other authors", "incomparable", "nobody to compare")
    found = sum(has_family(sides.printed, person) for person in theirs)
    share = found / len(theirs)
    agreement: Agreement = "equal" if share == 1 else "close" if share >= 0.5 else "different"
    return Evidence("other authors", agreement, f"{found} of {len(theirs)} printed")


# --- journal and numbers -------------------------------------------------------------------------
def _container(sides: Sides) -> Evidence:
    printed, offered = sides.record.container, sides.offered.container
    agreement = compare_with_names(printed, offered, sides.container_names)
    if agreement not in AGREES and container_stands_in(offered, sides.printed.text):
        return Evidence("container", "close", f"“{offered}” stands in the printed reference")
    return _noted("container", agreement, printed, offered)


def _numbers(sides: Sides) -> Iterator[Evidence]:
    """Yield Evidence for year, volume, issue and pages; no printed number serves twice."""
    left = dict(sides.printed.numbers)
    record, offered = sides.record, sides.offered
    pages = compare_pages(record, offered)
    volume = compare_volumes(record.volume, offered.volume)
    year = _year(sides)
    if year.agreement == "equal":
        _take(left, str(offered.year))
    if volume in AGREES:
        _take(left, first_number(offered.volume))
    if pages in AGREES:
        _take(left, _first_page(offered))
    yield year
    yield _witnessed("volume", volume, (record.volume, offered.volume), sides, left)
    yield _noted("issue", compare_volumes(record.issue, offered.issue), record.issue, offered.issue)
    yield _witnessed("pages", pages, (_place(record), _place(offered)), sides, left)
    if pages in AGREES:
        yield from _last_page(sides)


def _last_page(sides: Sides) -> Iterator[Evidence]:
    """Yield Evidence that more than one page is meant, where either side prints a range."""
    ends = [
        pages.last
        for record in (sides.record, sides.offered)
        if (pages := read_pages(_place(record))) and (pages.last or 0) > pages.first
    ]
    if ends:
        several: Agreement = "close" if len(ends) == 1 else "equal"
        agreement = several if len(set(ends)) == 1 else "different"
        yield Evidence("last page", agreement, f"to page {' or '.join(map(str, ends))}")


def _place(record: Record) -> str | None:
    return record.pages or record.article_number


def _first_page(record: Record) -> str:
    pages = read_pages(_place(record))
    return str(pages.first) if pages else ""


def _take(left: dict[str, int], number: str) -> bool:
    """Use up one printed occurrence of a number; return whether there was one left."""
    if left.get(number, 0) < 1:
        return False
    left[number] -= 1
    return True


def _witnessed(
    field: str,
    agreement: Agreement,
    values: tuple[str | None, str | None],
    sides: Sides,
    left: dict[str, int],
) -> Evidence:
    """Return the Evidence on volume or pages, the printed string heard where the parse fails."""
    printed, offered = values
    if agreement in AGREES or not offered:
        return _noted(field, agreement, printed, offered)
    number = first_number(offered) if field == "volume" else _first_page(sides.offered)
    # The parser saw none, or mixed up the fields: then the printed number itself is the witness.
    misread = (
        printed is None
        or number in _numbers_beside(sides.record, field)
        or first_number(printed) in _numbers_beside(sides.offered, field)
    )
    once_for_both = field == "volume" and number == str(sides.offered.year)
    if number and misread and (_take(left, number) or once_for_both):
        return Evidence(field, "equal", f"{number} stands in the printed reference")
    return _noted(field, agreement, printed, offered)


def _numbers_beside(record: Record, field: str) -> set[str]:
    fields = {"volume": record.volume, "issue": record.issue, "pages": _place(record)}
    return {first_number(value) for name, value in fields.items() if value and name != field}


def _year(sides: Sides) -> Evidence:
    printed, offered = sides.record.year, sides.offered.year
    agreement = compare_years(printed, offered)
    if offered is None or agreement in AGREES:
        return _noted("year", agreement, printed, offered)
    years = sides.printed.years
    if printed is None and years:
        nearest = min(years, key=lambda year: abs(year - offered))
        return _noted("year", compare_years(nearest, offered), nearest, offered)
    if agreement == "different" and offered in years:
        return Evidence("year", "close", f"year {printed} printed, {offered} stands there too")
    return _noted("year", agreement, printed, offered)


def _doi(sides: Sides) -> Evidence:
    printed, offered = sides.record.doi, sides.offered.doi
    agreement = compare_identifiers(printed, offered)
    if printed and offered and printed != offered and offered in doi_prefixes(printed):
        agreement = "close"
    return _noted("doi", agreement, printed, offered)


# --- what sets apart -----------------------------------------------------------------------------
def _apart(sides: Sides, *, titled: bool, placed: bool) -> Iterator[Evidence]:
    """Yield Evidence that the Candidate is another part or another kind of publication."""
    # Without a printed title, what the parser calls one tells nothing of parts and notices.
    mine, theirs = (
        read_title(record.title if titled else None) for record in (sides.record, sides.offered)
    )
    if parts_differ(mine, theirs):
        yield Evidence("part", "different", f"part {mine.part} printed, {theirs.part} offered")
    elif theirs.part and not mine.part and mine.joined:
        yield Evidence("part", "close", f"part {theirs.part} offered, no part printed")
    note = _notices(sides, mine, theirs) or _preprints(sides)
    note = note or ("" if placed else _abstracts(sides))
    if note:
        yield Evidence("kind", "different", note)


def _notices(sides: Sides, mine: Title, theirs: Title) -> str:
    if theirs.notice and not mine.notice and "notice" not in sides.printed.signs:
        return "a notice or reply is offered, the article itself is printed"
    if mine.notice and not theirs.notice:
        return "a notice or reply is printed, the article itself is offered"
    return ""


def _preprints(sides: Sides) -> str:
    offered = sides.offered
    names = fold(" ".join(filter(None, (offered.container, offered.publisher, offered.type))))
    theirs = any(word in names for word in PREPRINTS)
    mine = bool(sides.record.arxiv) or "preprint" in sides.printed.signs
    if theirs and not mine:
        return "a preprint is offered, a published article is printed"
    if mine and not theirs and not container_stands_in(offered.container, sides.printed.text):
        return "a preprint is printed, a published article is offered"
    return ""


def _abstracts(sides: Sides) -> str:
    """Congress abstracts bear the title of the later paper; they stand in supplements."""
    offered = sides.offered
    place = fold(" ".join(filter(None, (offered.volume, offered.issue, _place(offered)))))
    theirs = "suppl" in place or place.rpartition(" ")[2][:1] == "s"
    mine = "supplement" in sides.printed.signs and "suppl" not in fold(offered.container or "")
    if theirs and not mine and sides.record.pages:
        return "an abstract in a supplement is offered, other pages are printed"
    if mine and not theirs and sides.record.pages and offered.pages:
        return "an abstract in a supplement is printed, other pages are offered"
    return ""
