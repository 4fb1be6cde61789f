"""A printed reference against the record it was resolved to, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from rapidfuzz.fuzz import ratio

from refmgr.check.finding import Finding
from refmgr.describing import describe
from refmgr.matching.fields import (
    compare_first_authors,
    compare_pages,
    compare_volumes,
    compare_years,
    first_number,
)
from refmgr.matching.printed import Printed, has_family, read_printed
from refmgr.model import Person, Problem, Record
from refmgr.names import family_key, vancouver

ANOTHER_WORK: Final = "identifier-of-another-work"
# Below, two family names are two people; "Mukamal" and "Mukamel" come to 86.
SPELT_ALIKE: Final = 75.0
# What Crossref and PubMed hardly hold, so that not finding it says little.
ELSEWHERE: Final = frozenset(
    {"book", "chapter", "webpage", "thesis", "report", "legislation", "patent", "document"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A reference of a paper as the library holds it.

    `found` is the record it was resolved to, by `source`; `state` and `problems` tell what came of
    resolving. `asked` are the sources that were asked. `name` answers `refmgr decide`, `work` is its
    citation key; `settled` tells that a person has said what it is.
    """

    file: str
    number: int
    raw: str
    record: Record
    state: str
    name: str
    work: str | None = None
    found: Record | None = None
    source: str = ""
    problems: tuple[Problem, ...] = ()
    asked: tuple[str, ...] = ()
    settled: bool = False


def check_printed(reference: Checked) -> Iterator[Finding]:
    """Yield what is wrong with one printed reference."""
    yield from _identifiers(reference)
    if reference.found is not None:
        yield from _fields(reference, reference.found)
    elif reference.state == "none" and not reference.settled:
        yield from _not_found(reference)


def _finding(
    reference: Checked, code: str, level: str, what: str, why: str = "", repair: str = ""
) -> Finding:
    return Finding(
        code=code, level=level, file=reference.file, number=reference.number, key=reference.work,
        what=what, why=why, repair=repair,
    )  # fmt: skip


def _identifiers(reference: Checked) -> Iterator[Finding]:
    for problem in reference.problems:
        if problem.code == ANOTHER_WORK:
            right = reference.found.doi if reference.found else None
            repair = (
                f"print doi:{right} instead"
                if right
                else f"look up the right one and say `refmgr decide {reference.name} accept DOI`"
            )
            what = f"Reference {reference.number}: {problem.message.split('; look')[0]}."
            yield _finding(reference, ANOTHER_WORK, "error", what=what, repair=repair)


def _not_found(reference: Checked) -> Iterator[Finding]:
    if any(problem.code == ANOTHER_WORK for problem in reference.problems):
        return
    where = " and ".join(reference.asked) or "any source"
    level = "note" if reference.record.type in ELSEWHERE else "warning"
    yield _finding(
        reference, "not-found", level,
        what=f"Reference {reference.number} was not found in {where}: “{_short(reference.raw)}”.",
        why="No record there agrees in title, authors, year and pages; books, theses and old or local "
        "journals often have none.",
        repair=f"check it against the paper; then `refmgr decide {reference.name} accept DOI`, or "
        "`not-a-publication`",
    )  # fmt: skip


def _short(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= 160 else f"{text[:159]}…"


# --- fields ---------------------------------------------------------------------------------------
def _fields(reference: Checked, found: Record) -> Iterator[Finding]:
    for name, ours, theirs, level in _differing(reference, found):
        yield _finding(
            reference, f"wrong-{name}", level,
            what=f"Reference {reference.number}: {name} {ours} is printed, {_source(reference)} has "
            f"{theirs}.",
            why=f"It was found to be: {describe(found)}{f', doi:{found.doi}' if found.doi else ''}.",
            repair=f"correct it to {theirs}, unless the paper itself prints {ours}",
        )  # fmt: skip


def _source(reference: Checked) -> str:
    names = {"crossref": "Crossref", "pubmed": "PubMed", "catalogue": "the catalogue"}
    return names.get(reference.source, "the record")


def _differing(reference: Checked, found: Record) -> Iterator[tuple[str, str, str, str]]:
    """Yield (field, as printed, as found, level) for what differs by more than spelling.

    The print has the last word: where what was found stands in it, it was only read wrongly.
    """
    printed, witness = reference.record, read_printed(reference.raw)
    years = compare_years(printed.year, found.year)
    if years in ("close", "different") and found.year not in witness.years:
        # Online and print years differ by one in every tenth article.
        level = "note" if years == "close" else "warning"
        yield "year", str(printed.year), str(found.year), level
    volumes = compare_volumes(printed.volume, found.volume)
    if volumes == "different" and first_number(found.volume) not in witness.numbers:
        yield "volume", str(printed.volume), str(found.volume), "warning"
    pages = compare_pages(printed, found)
    if pages == "different" and first_number(_place(found)) not in witness.numbers:
        yield "pages", _place(printed), _place(found), "warning"
    yield from _authors(printed, found, witness)


def _place(record: Record) -> str:
    return record.pages or record.article_number or ""


def _authors(
    printed: Record, found: Record, witness: Printed
) -> Iterator[tuple[str, str, str, str]]:
    first = compare_first_authors(printed.authors, found.authors)
    for ours, theirs in zip_longest(printed.authors, found.authors):
        if ours is None or theirs is None:
            return
        a, b = family_key(ours), family_key(theirs)
        if a == b or not a or not b or has_family(witness, theirs):
            continue
        if (
            ratio(a, b) < SPELT_ALIKE
        ):  # another order, or one left out: names no longer stand in pairs
            break
        if not _only_divided(ours, theirs):
            yield "author", vancouver(ours), vancouver(theirs), "warning"
    if first == "different" and not has_family(witness, found.authors[0]):
        ours, theirs = printed.authors[0], found.authors[0]
        yield "first author", vancouver(ours), vancouver(theirs), "warning"


def _only_divided(a: Person, b: Person) -> bool:
    """Return whether two names differ in particles and double names alone: "Roy" and "Roy-Byrne"."""
    first, second = (family_key(one).replace(" ", "") for one in (a, b))
    return first in second or second in first
