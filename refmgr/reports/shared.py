"""Years, journals and authors: how many documents and sources each has, and how often they are cited."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from refmgr.journals import compare_containers
from refmgr.model import Person, Share
from refmgr.names import family_key, vancouver
from refmgr.names.forms import initials
from refmgr.reports.table import Column, Report, Row, limited
from refmgr.text import fold, words

NOTHING: Final = "There is no document yet; `refmgr import FOLDER` reads papers into the library."
COUNTS: Final = (
    Column("documents", "Documents", "number"),
    Column("sources", "Sources", "number"),
    Column("citations", "Citations", "number", bar=True),
    Column("mentions", "Mentions", "number"),
)
UNKNOWN_YEAR: Final = "no year"
SMALL_WORDS: Final = frozenset(("of", "the", "and", "in", "for", "de", "der", "und", "et", "la"))


def by_year(shares: Sequence[Share]) -> Report:
    """Return documents, sources and citations by year of publication, the oldest first."""
    return Report(
        name="by-year",
        title="By year",
        lead="Your documents and the sources they cite by year of publication. Citations counts, for the "
        "sources of a year, the documents that cite them; mentions are the in-text citations.",
        columns=(Column("year", "Year", "number"), *COUNTS),
        rows=tuple(
            Row((int(one.name) if one.name else UNKNOWN_YEAR, *_counts(one))) for one in shares
        ),
        nothing=NOTHING,
    )


def by_journal(shares: Sequence[Share], limit: int = -1) -> Report:
    """Return the same by journal; a name and its abbreviation are one journal."""
    groups = [_sum(name, members) for name, members in _journals(shares)]
    groups.sort(key=_rank)
    return Report(
        name="by-journal",
        title="By journal",
        lead="Journals and books of your documents and of the sources they cite, by citations. Full "
        "and abbreviated names of one journal are counted together.",
        columns=(Column("journal", "Journal"), *COUNTS),
        rows=limited([Row((one.name, *_counts(one))) for one in groups], limit),
        nothing=NOTHING,
        found=len(groups),
    )


def by_author(lists: Iterable[tuple[Sequence[Person], Share]], limit: int = -1) -> Report:
    """Return the same by author; each author of a work counts fully."""
    groups = [_sum(name, members) for name, members in _authors(lists)]
    groups.sort(key=_rank)
    return Report(
        name="by-author",
        title="By author",
        lead="Authors of your documents and of the sources they cite, by citations; every author of a work "
        "counts fully. People are told apart by family name and initials alone, so two of one name "
        "are counted together, and authors behind “et al.” are not counted.",
        columns=(Column("author", "Author"), *COUNTS),
        rows=limited([Row((one.name, *_counts(one))) for one in groups], limit),
        nothing=NOTHING,
        found=len(groups),
    )


def _counts(one: Share) -> tuple[int, int, int, int]:
    return one.documents, one.sources, one.citations, one.mentions


def _rank(one: Share) -> tuple[int, int, int, str]:
    return -one.citations, -one.mentions, -one.documents, (one.name or "").casefold()


def _sum(name: str, members: Sequence[Share]) -> Share:
    return Share(
        name=name,
        documents=sum(one.documents for one in members),
        sources=sum(one.sources for one in members),
        citations=sum(one.citations for one in members),
        mentions=sum(one.mentions for one in members),
    )


def _journals(shares: Sequence[Share]) -> Iterable[tuple[str, list[Share]]]:
    """Yield a name and its shares for each journal; only names of the same initials are compared."""
    blocks: defaultdict[str, list[list[Share]]] = defaultdict(list)
    often = sorted(shares, key=lambda one: (-one.documents - one.sources, one.name or ""))
    for one in often:
        if one.name:
            groups = blocks[_block(one.name)]
            _join(one, groups, lambda a, b: compare_containers(a, b) in ("equal", "close"))
    for groups in blocks.values():
        for group in groups:
            yield group[0].name or "", group


def _block(name: str) -> str:
    return "".join(word[0] for word in words(name) if word not in SMALL_WORDS)


def _join(one: Share, groups: list[list[Share]], same: Callable[[str, str], bool]) -> None:
    for group in groups:
        if same(group[0].name or "", one.name or ""):
            group.append(one)
            return
    groups.append([one])


def _authors(lists: Iterable[tuple[Sequence[Person], Share]]) -> Iterable[tuple[str, list[Share]]]:
    """Yield a name and its shares for each author.

    Initials that begin those of one other author of the family ("Callen J", "Callen JP") are taken
    for that author; where they could be several ("Kim J" of "Kim JH" and "Kim JS") they stay apart.
    """
    families: defaultdict[str, defaultdict[str, list[tuple[str, Share]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for people, share in lists:
        seen = {(family_key(one), fold("".join(initials(one.given)))): one for one in people}
        for (family, letters), person in seen.items():
            if family:
                families[family][letters].append((vancouver(person), share))
    for known in families.values():
        for letters in sorted(known, key=lambda one: (-len(one), one)):
            longer = [other for other in known if other != letters and other.startswith(letters)]
            if len(longer) == 1:
                known[longer[0]] += known.pop(letters)
        for members in known.values():
            yield _fullest([name for name, _ in members]), [share for _, share in members]


def _fullest(names: Sequence[str]) -> str:
    """Return the form with most initials, with its accents, that is used most."""
    return max(
        sorted(set(names)),
        key=lambda name: (len(name), sum(sign > "\x7f" for sign in name), names.count(name)),
    )
