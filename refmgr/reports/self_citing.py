"""Self-citations: works that cite earlier work of one of their authors, or of their first author."""

from collections.abc import Iterable, Mapping
from typing import Final

from refmgr.model import Person, Work
from refmgr.names import compare_people, family_key, vancouver
from refmgr.reports.table import Column, Report, Row, limited

COLUMNS: Final = (
    Column("citing", "Citing work", "work"),
    Column("cited", "Cited work", "work"),
    Column("first_author", "Same first author", "flag"),
    Column("authors", "Shared authors"),
    Column("mentions", "Mentions", "number"),
)
LEAD: Final = (
    "Citations between works that share an author, by the names as far as they are known. {share} A name "
    "alone does not tell two people of one name apart; look before you draw a conclusion."
)


def self_citations(
    works: Mapping[str, Work], edges: Iterable[tuple[str, str, int]], limit: int = -1
) -> Report:
    """Return the report.

    Args:
        works: works by key.
        edges: (citing key, cited key, in-text citations).
        limit: at most so many rows, all when it is negative.
    """
    rows, compared = [], 0
    for citing, cited, mentions in edges:
        a, b = works[citing].record.authors, works[cited].record.authors
        if citing == cited or not a or not b:
            continue
        compared += 1
        if names := shared_authors(a, b):
            first = same_person(a[0], b[0])
            rows.append(Row((works[citing], works[cited], first, "; ".join(names), mentions)))
    share = f"{len(rows):,} of {compared:,} citations between works with known authors."
    return Report(
        name="self-citations",
        title="Self-citations",
        lead=LEAD.format(share=share),
        columns=COLUMNS,
        rows=limited(rows, limit),
        nothing="No citation joins two works that share an author.",
        found=len(rows),
    )


def shared_authors(a: Iterable[Person], b: Iterable[Person]) -> list[str]:
    """Return the names of those of `a` who also stand in `b`."""
    others = list(b)
    return [
        vancouver(person) for person in a if any(same_person(person, other) for other in others)
    ]


def same_person(a: Person, b: Person) -> bool:
    """Return whether two names can be one person: same family name, initials that do not clash.

    A family name alone is not enough; an organisation is itself.
    """
    if family_key(a) != family_key(b) or bool(a.literal) != bool(b.literal):
        return False
    known = bool(a.literal or a.given) and bool(b.literal or b.given)
    return known and compare_people(a, b) in ("equal", "close")
