"""The fields of a printed reference by rule: outside in, from what is surest to what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from refmgr.references.articles import read_article
from refmgr.references.draft import Draft
from refmgr.references.fields.authors import NOBODY, Authors, find_authors
from refmgr.references.fields.books import find_chapter
from refmgr.references.fields.emphasis import without_emphasis
from refmgr.references.fields.identifying import Identified, take_identifiers
from refmgr.references.fields.labels import without_links
from refmgr.references.fields.source import Source, find_source, year_of
from refmgr.references.fields.split_lines import read_split_lines
from refmgr.references.fields.titles import JOURNAL_LIKE, container_likeness
from refmgr.references.monographs import read_book, read_chapter
from refmgr.text import mend

_JOURNAL_SHAPES: Final = frozenset(
    (
        "chicago",
        "nlm",
        "elsevier",
        "nature",
        "mdpi",
        "year-volume",
        "plain",
        "volume",
        "colon-pages",
    )
)
_DOTLESS: Final = frozenset(("vancouver", "plain-first", "corporate", "unseparated"))
_LEADING: Final = " \t.,;:)-–—"
# Orders of names that other text can imitate, and what they take from the confidence.
_DOUBTFUL: Final = {"": 0.6, "corporate": 0.8, "before-year": 0.8, "full": 0.8}


@dataclass(frozen=True, slots=True)
class Printed:
    """The parts of one reference as printed, identifiers in normal form, and how sure it all is.

    `shape` names the orders of names and source that were recognised; `doubt` is the code of a
    problem with the entry as a whole.
    """

    fields: dict[str, list[str]]
    values: dict[str, str]
    text: str
    sure: float
    notes: list[str] = field(default_factory=list)
    shape: str = ""
    doubt: str = ""
    probability: float = 1.0
    agrees: bool = False


class Prepared(NamedTuple):
    """One entry on one line: its identifiers, the text without them and without mark-up."""

    identified: Identified
    text: str
    marked: tuple[str, ...]


def prepare(body: str) -> Prepared:
    """Return an entry without its label as one line, identifiers and link words set aside."""
    identified = take_identifiers(without_links(mend(body)))
    text, marked = without_emphasis(identified.rest)
    return Prepared(identified, text, marked)


def read_lines(body: str) -> Printed | None:
    """Return the fields of an entry that prints them line by line, None where it does not."""
    by_lines = read_split_lines(body)
    if not by_lines:
        return None
    return Printed(by_lines, {}, mend(body), 0.9 if "container-title" in by_lines else 0.6)


def read_by_rule(prepared: Prepared) -> Printed:
    """Return the fields of a prepared entry as the rules read them."""
    identified, text, marked = prepared
    draft = Draft(marked, dict(identified.fields), list(identified.notes))
    authors, source = _frame(text)
    rest = text[authors.end :].lstrip(_LEADING)
    draft.put("author", _without_stop(authors))
    draft.put("date", authors.year)
    sure = _read_work(draft, rest, source)
    weighed = _weigh(sure, authors, draft.fields)
    shape = f"{authors.order}/{source.shape if source else ''}"
    return Printed(draft.fields, identified.values, text, weighed, draft.notes, shape)


def _frame(text: str) -> tuple[Authors, Source | None]:
    """Return what stands at both ends of an entry: its authors and the numbers of its source."""
    authors = find_authors(text)
    rest = text[authors.end :].lstrip(_LEADING)
    source = find_source(rest, dated=bool(authors.year))
    alone = source is not None and not rest[: source.start].strip(_LEADING)
    if alone and container_likeness(authors.text) >= JOURNAL_LIKE:
        # `J Theor Biol. 1967;16:187`: a source without authors and title.
        return NOBODY, find_source(text, dated=False)
    return authors, source


def _read_work(draft: Draft, rest: str, source: Source | None) -> float:
    """Read what stands behind the authors as the kind of work that its marks tell."""
    chapter = find_chapter(rest[: source.start] if source else rest)
    if chapter and (source is None or source.shape not in _JOURNAL_SHAPES or " " in chapter[1]):
        return read_chapter(draft, rest, source, chapter)
    if source and (source.shape in _JOURNAL_SHAPES or "volume" in source.parts):
        return read_article(draft, rest, source)
    return read_book(draft, rest, source)


def _without_stop(authors: Authors) -> str:
    """Return the author list without the full stop that ends it; `J. P.` and `et al.` keep theirs."""
    printed = authors.text.rstrip(" ,;:&")
    if authors.order in _DOTLESS and not printed.endswith("al."):
        return printed.rstrip(".")
    return printed


def _weigh(sure: float, authors: Authors, fields: Mapping[str, Sequence[str]]) -> float:
    """Return a confidence below 1: how telling were the shapes that the parts were read from."""
    weight = sure * _DOUBTFUL.get(authors.order, 1.0)
    if not fields.get("date") or year_of(fields["date"][0]) is None:
        weight *= 0.85
    return round(max(0.05, min(0.97, weight)), 2)
