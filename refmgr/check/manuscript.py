"""A manuscript against the library: keys that lead nowhere, and what its author should know of the rest."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process

from refmgr.check.finding import Finding
from refmgr.documents.cited_keys import CitedKey
from refmgr.model import Problem, Reference, Work

SIMILAR: Final = 75.0  # of 100; "calen2000" and "callen2000" come to 95, "callen2001" to 90
MOST_SUGGESTED: Final = 3
MOST_UNUSED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One thing a manuscript cites: a key, or an entry of its list, and the work it means, if any."""

    key: CitedKey | None = None
    reference: Reference | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bib:
    """A .bib file that a manuscript names: its keys, and each problem with the line it stands on."""

    name: str
    keys: frozenset[str] = frozenset()
    problems: tuple[tuple[int, Problem], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites:
    """A manuscript, as far as it is checked; `known` are the citation keys of the library."""

    name: str
    places: Sequence[Place]
    known: Collection[str]
    everything: bool = False
    defined: frozenset[str] = frozenset()
    bibs: tuple[Bib, ...] = ()
    problems: tuple[Problem, ...] = ()


def check_manuscript(cites: Cites, about: Mapping[str, Sequence[Finding]]) -> Iterator[Finding]:
    """Yield what is wrong with a manuscript.

    Args:
        cites: what it cites.
        about: by citation key, what is to be said of a work wherever it is cited.
    """
    listed = frozenset().union(*(bib.keys for bib in cites.bibs))
    for place in cites.places:
        if place.work is not None:
            yield from _cited(cites, place, about)
        elif place.key is not None and place.key.key not in cites.defined:
            yield _missing_key(cites, place.key, listed)
        elif place.reference is not None:
            yield _missing_work(cites, place.reference)
    yield from _two_keys(cites)
    yield from _unused(cites, listed)
    for bib in cites.bibs:
        for line, problem in bib.problems:
            yield Finding(
                code=problem.code, level="warning", file=bib.name, line=line, what=problem.message
            )
    for problem in cites.problems:
        yield Finding(code=problem.code, level="warning", file=cites.name, what=problem.message)


def _at(cites: Cites, place: Place, finding: Finding) -> Finding:
    if place.key is not None:
        key = place.key
        return replace(finding, file=key.file, line=key.line, column=key.column)
    number = place.reference.number if place.reference else None
    return replace(finding, file=cites.name, number=number)


def _cited(cites: Cites, place: Place, about: Mapping[str, Sequence[Finding]]) -> Iterator[Finding]:
    work = place.work
    if work is None:
        return
    for finding in about.get(work.key, ()):
        yield _at(cites, place, finding)
    written = place.key.key if place.key else work.key
    if written != work.key and written.casefold() == work.key.casefold():
        yield _at(cites, place, Finding(
            code="key-in-other-case", level="warning", key=work.key,
            what=f"{written} is written, the key is {work.key}.",
            why="BibTeX takes both for one, biber and pandoc do not.", repair=f"write {work.key}",
        ))  # fmt: skip


def _missing_key(cites: Cites, cited: CitedKey, listed: Collection[str]) -> Finding:
    near = similar(cited.key, cites.known)
    if cited.key in listed:
        what = f"{cited.key} is in the .bib file, but not in the library."
        repair = "import the .bib file: `refmgr import FILE.bib`"
        return Finding(
            code="key-not-in-library", level="note", what=what, repair=repair, key=cited.key,
            file=cited.file, line=cited.line, column=cited.column,
        )  # fmt: skip
    meant = f"did you mean {' or '.join(near)}?" if near else "`refmgr search` finds keys by words"
    return Finding(
        code="missing-key", level="error", file=cited.file, line=cited.line, column=cited.column,
        key=cited.key, what=f"No work of the library has the key {cited.key}.", repair=meant,
    )  # fmt: skip


def similar(key: str, known: Collection[str]) -> list[str]:
    """Return the keys that may be meant by one that nobody knows, the nearest first."""
    lowered = {one: one.casefold() for one in known}
    found = process.extract(
        key.casefold(), lowered, scorer=fuzz.ratio, limit=MOST_SUGGESTED, score_cutoff=SIMILAR
    )
    best = max((score for _, score, _ in found), default=0.0)
    return [name for _, score, name in found if score >= best - 8]


def _missing_work(cites: Cites, reference: Reference) -> Finding:
    text = " ".join(reference.raw.split())
    shown = text if len(text) <= 120 else f"{text[:119]}…"
    return Finding(
        code="work-not-in-library", level="warning", file=cites.name, number=reference.number,
        what=f"Reference {reference.number} is not in the library: “{shown}”.",
        repair="import the paper or its record, or `refmgr import` its DOI",
    )  # fmt: skip


def _two_keys(cites: Cites) -> Iterator[Finding]:
    """Yield the works that a manuscript cites under two keys: its list would print them twice."""
    written: dict[str, dict[str, Place]] = {}
    for place in cites.places:
        if place.work is not None and place.key is not None:
            keys = written.setdefault(place.work.key, {})
            if place.key.key.casefold() not in {one.casefold() for one in keys}:
                keys[place.key.key] = place
    for work, keys in written.items():
        for key, place in list(keys.items())[1:]:
            yield _at(cites, place, Finding(
                code="two-keys-for-one-work", level="warning", key=work,
                what=f"{' and '.join(keys)} are one work.", repair=f"write {work} instead of {key}"
                if key != work else f"write {work} everywhere",
            ))  # fmt: skip


def _unused(cites: Cites, listed: Iterable[str]) -> Iterator[Finding]:
    """Yield the keys that its .bib files hold and the manuscript does not cite."""
    cited = {place.key.key for place in cites.places if place.key}
    unused = sorted(set(listed) - cited, key=str.casefold)
    if unused and not cites.everything:
        more = len(unused) - MOST_UNUSED
        shown = ", ".join(unused[:MOST_UNUSED]) + (f" and {more} more" if more > 0 else "")
        yield Finding(
            code="unused", level="note", file=cites.name,
            what=f"{len(unused)} keys of its .bib files are not cited: {shown}.",
            repair="`refmgr export bibtex --cited-in MANUSCRIPT` writes only what is cited",
        )  # fmt: skip
