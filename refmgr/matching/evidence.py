"""What speaks for and against a Candidate, field by field, and how much it weighs together."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from refmgr.identifiers import doi_prefixes
from refmgr.journals import compare_with_names, container_stands_in
from refmgr.matching.fields import compare_identifiers, first_number
from refmgr.matching.kinds import kind_evidence
from refmgr.matching.locating import misprinted_name
from refmgr.matching.numbers import noted, number_evidence, place_of
from refmgr.matching.people_evidence import first_author_evidence, other_authors_evidence
from refmgr.matching.sides import AGREES, SHARE_FOUND, Sides, read_sides
from refmgr.matching.title_evidence import letters, remainder, title_evidence
from refmgr.model import Candidate, Evidence, Match, Record
from refmgr.names import family_key

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
# What only tells which of two registrations of one work is printed: weight, and worth by agreement.
FINE: Final[Mapping[str, tuple[float, Mapping[str, float]]]] = {
    "issue": (0.1, {"equal": 1.0, "close": 0.8, "incomparable": 0.5, "different": 0.0}),
    # Some styles print first pages alone: an end on one side only tells nothing.
    "last page": (0.1, {"equal": 1.0, "absent": 0.5, "close": 0.5, "different": 0.0}),
    "unprinted": (0.1, {"absent": 1.0, "different": 0.0}),
    "letters": (0.1, {"equal": 1.0, "close": 0.5, "absent": 0.0}),
}
# An identifier counts only where both sides have one.
IDENTIFIER_WEIGHT: Final = 1.0
WORTH: Final[Mapping[str, float]] = {"equal": 1.0, "close": 0.8}
YEAR_CLOSE: Final = 0.5
# What is of another kind (a notice, a preprint, another part) must rank below what is meant.
OTHER_KIND: Final = 0.7
# Of first author, year, volume and page so many are printed where a work is meant at all.
FEWEST_THERE: Final = 2


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
    sides = read_sides(raw, record, candidate)
    evidence = _nothing(sides) if _is_hopeless(sides) else tuple(_evidence(sides))
    return Match(candidate=candidate, evidence=evidence, score=_score(evidence))


def _is_hopeless(sides: Sides) -> bool:
    """Return, cheaply, whether too little of an offer is printed for it ever to be accepted.

    Where the title does not stand there, two of first author, year, volume and page must, or all
    that the offer has.
    """
    record = sides.record
    named = record.doi or record.pmid or record.pmcid or record.arxiv
    if sides.share >= SHARE_FOUND or record.title or named:
        return False
    offered, printed = sides.offered, sides.printed
    people = offered.authors or offered.editors
    numbers = (offered.year, first_number(offered.volume), first_number(place_of(offered)))
    there = [str(number) in printed.numbers for number in numbers if number]
    if people:
        there.append(family_key(people[0]) in printed.letters)
    return sum(there) < min(FEWEST_THERE, len(there))


def _nothing(sides: Sides) -> tuple[Evidence, ...]:
    note = f"title “{sides.offered.title}” offered, other words printed"
    return (Evidence("title", "different" if sides.offered.title else "incomparable", note),)


def _evidence(sides: Sides) -> Iterator[Evidence]:
    numbers = tuple(number_evidence(sides.printed, sides.record, sides.offered, sides.found))
    found: dict[str, Any] = {item.field: item.agreement for item in numbers}
    placed = {found["volume"], found["pages"]} <= AGREES and found["year"] != "different"
    title = title_evidence(sides, placed=placed)
    yield title
    yield first_author_evidence(sides)
    yield other_authors_evidence(sides)
    yield _container(sides)
    yield from numbers
    yield _doi(sides)
    record, offered = sides.record, sides.offered
    agreement = compare_identifiers(record.pmid, offered.pmid)
    yield noted("pmid", agreement, record.pmid, offered.pmid)
    yield from letters(sides)
    yield from _unprinted(sides, found)
    if title.agreement == "incomparable":
        yield remainder(sides)
    yield from kind_evidence(sides, titled=title.agreement != "incomparable", pages=found["pages"])


def _score(evidence: tuple[Evidence, ...]) -> float:
    found = {item.field: item.agreement for item in evidence}
    total = sum(WEIGHTS.values()) + sum(weight for weight, _ in FINE.values())
    got = sum(
        weight * (YEAR_CLOSE if (field, found.get(field)) == ("year", "close") else WORTH.get(
            found.get(field, ""), 0.0))
        for field, weight in WEIGHTS.items()
    )  # fmt: skip
    got += sum(
        weight * worth.get(found.get(field, "absent"), 0.0)
        for field, (weight, worth) in FINE.items()
    )
    for identifier in ("doi", "pmid"):
        if found.get(identifier, "incomparable") != "incomparable":
            total += IDENTIFIER_WEIGHT
            got += IDENTIFIER_WEIGHT * WORTH.get(found[identifier], 0.0)
    factor = OTHER_KIND if "different" in {found.get("part"), found.get("kind")} else 1.0
    return round(factor * got / total, 4)


def _unprinted(sides: Sides, found: Mapping[str, str]) -> Iterator[Evidence]:
    """Yield Evidence that an offer has a volume or pages where the reference prints none."""
    offered = {"volume": sides.offered.volume, "pages": place_of(sides.offered)}
    silent = [
        f"{field} {value}"
        for field, value in offered.items()
        if value and found[field] == "incomparable"
    ]
    if silent:
        yield Evidence("unprinted", "different", f"{', '.join(silent)} not printed")


# --- journal and numbers -------------------------------------------------------------------------
def _container(sides: Sides) -> Evidence:
    printed, offered, text = sides.record.container, sides.offered.container, sides.printed.text
    agreement = compare_with_names(printed, offered, sides.container_names)
    if agreement not in AGREES and any(
        container_stands_in(name, text) for name in (offered, *sides.container_names)
    ):
        return Evidence("container", "close", f"“{offered}” stands in the printed reference")
    if agreement != "equal" and offered and misprinted_name(sides.printed, offered):
        return Evidence("container", "close", f"“{offered}” stands there with misprints")
    return noted("container", agreement, printed, offered)


def _doi(sides: Sides) -> Evidence:
    printed, offered = sides.record.doi, sides.offered.doi
    agreement = compare_identifiers(printed, offered)
    if printed and offered and printed != offered and offered in doi_prefixes(printed):
        agreement = "close"
    return noted("doi", agreement, printed, offered)
