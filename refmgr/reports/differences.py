"""What differs between a reference as printed and the works offered for it, field by field, word by word."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from refmgr.journals import compare_containers
from refmgr.matching.fields import (
    compare_identifiers,
    compare_pages,
    compare_volumes,
    compare_years,
)
from refmgr.model import Person, Record
from refmgr.names import compare_people, vancouver
from refmgr.text import fold

AGREES: Final = frozenset({"equal", "close"})
WORD: Final = re.compile(r"\S+")
LETTERS: Final = re.compile(r"[^a-z0-9]+")


class Piece(NamedTuple):
    """A run of words, and whether the other side says something else."""

    text: str
    differs: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its name, and what each side says, in their order; an empty cell says nothing."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether any word of it differs."""
        return any(piece.differs for cell in self.cells for piece in cell)


def side_by_side(first: Record, others: Sequence[Record]) -> tuple[Row, ...]:
    """Return the fields that any side has, with the differing words marked.

    Each of the others is compared with the first; of the first those words are marked that none of the
    others has. What only spelling tells apart - initials, abbreviated journals, short page ranges - does
    not differ. Where one side is silent nothing differs.
    """
    rows = []
    for name, show, compare in FIELDS:
        told = [compare(first, other) for other in others]
        if not show(first) and not any(map(show, others)):
            continue
        ours = [mine for mine, _ in told if mine]
        cells = (_in_all(ours) or _plain(show(first)), *(theirs for _, theirs in told))
        rows.append(Row(name, cells))
    return tuple(rows)


def _plain(text: str) -> Cell:
    return (Piece(text),) if text else ()


def _in_all(sides: Sequence[Cell]) -> Cell:
    """Return one side compared with several: a word differs if it differs from all."""
    if not sides:
        return ()
    words = [
        [(word, piece.differs) for piece in cell for word in piece.text.split()] for cell in sides
    ]
    return _pieces(
        [
            (versions[0][0], all(differs for _, differs in versions))
            for versions in zip(*words, strict=True)
        ]
    )


def _pieces(words: Sequence[tuple[str, bool]]) -> Cell:
    """Return words as pieces, neighbours that are alike joined."""
    pieces: list[Piece] = []
    for word, differs in words:
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(f"{pieces[-1].text} {word}", differs)
        else:
            pieces.append(Piece(word, differs))
    return tuple(pieces)


# --- fields ---------------------------------------------------------------------------------------
def _words(a: str, b: str) -> tuple[Cell, Cell]:
    """Compare two texts word by word, case, accents and punctuation aside."""
    mine, theirs = WORD.findall(a), WORD.findall(b)
    keys = [[LETTERS.sub("", fold(word)) for word in side] for side in (mine, theirs)]
    same: tuple[set[int], set[int]] = (set(), set())
    matcher = SequenceMatcher(a=keys[0], b=keys[1], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        same[0].update(range(i, i + size))
        same[1].update(range(j, j + size))
    # A word of signs alone ("–", "&") is no difference.
    return (
        _pieces([(w, at not in same[0] and bool(keys[0][at])) for at, w in enumerate(mine)]),
        _pieces([(w, at not in same[1] and bool(keys[1][at])) for at, w in enumerate(theirs)]),
    )


def _silent(a: str, b: str) -> tuple[Cell, Cell] | None:
    return None if a and b else (_plain(a), _plain(b))


def _titles(a: Record, b: Record) -> tuple[Cell, Cell]:
    x, y = a.title or "", b.title or ""
    return _silent(x, y) or _words(x, y)


def _containers(a: Record, b: Record) -> tuple[Cell, Cell]:
    x, y = a.container or "", b.container or ""
    if compare_containers(a.container, b.container) in AGREES:
        return _plain(x), _plain(y)
    return _silent(x, y) or _words(x, y)


def _authors(a: Record, b: Record) -> tuple[Cell, Cell]:
    if not a.authors or not b.authors:
        return _plain(_names(a)), _plain(_names(b))
    return _people(a, b), _people(b, a)


def _people(record: Record, other: Record) -> Cell:
    """Return the names of a record; beyond an "et al." of the other side nothing differs."""
    cut = len(other.authors) if other.et_al else None
    words = [
        (word, (cut is None or at < cut) and not _among(person, other.authors))
        for at, person in enumerate(record.authors)
        for word in f"{_name(person)},".split()
    ]
    words[-1] = (words[-1][0].rstrip(","), words[-1][1])
    return _pieces([*words, *([("et", False), ("al.", False)] if record.et_al else [])])


def _among(person: Person, people: Sequence[Person]) -> bool:
    return any(compare_people(person, other) in AGREES for other in people)


def _names(record: Record) -> str:
    names = ", ".join(map(_name, record.authors))
    return f"{names} et al." if record.et_al and names else names


def _name(person: Person) -> str:
    return vancouver(person)


def _place(record: Record) -> str:
    return record.pages or record.article_number or ""


def _field(
    show: Callable[[Record], str], agree: Callable[[Record, Record], str]
) -> Callable[[Record, Record], tuple[Cell, Cell]]:
    """Return how a field is compared that agrees or differs as a whole."""

    def compare(a: Record, b: Record) -> tuple[Cell, Cell]:
        x, y = show(a), show(b)
        differs = agree(a, b) not in AGREES
        return _silent(x, y) or ((Piece(x, differs),), (Piece(y, differs),))

    return compare


def _year(record: Record) -> str:
    return str(record.year or "")


def _same_year(a: Record, b: Record) -> str:
    agreement = compare_years(a.year, b.year)
    return (
        "different" if agreement == "close" else agreement
    )  # one apart is close, and worth a mark


Shown = Callable[[Record], str]
Compared = Callable[[Record, Record], tuple[Cell, Cell]]


def _plainly(name: str) -> tuple[str, Shown, Compared]:
    def show(record: Record) -> str:
        return str(getattr(record, name) or "")

    agree = compare_identifiers if name in ("doi", "pmid", "pmcid", "isbn") else compare_volumes
    return name, show, _field(show, lambda a, b: agree(getattr(a, name), getattr(b, name)))


FIELDS: Final[tuple[tuple[str, Shown, Compared], ...]] = (
    ("title", lambda record: record.title or "", _titles),
    ("authors", _names, _authors),
    ("journal", lambda record: record.container or "", _containers),
    ("year", _year, _field(_year, _same_year)),
    _plainly("volume"),
    _plainly("issue"),
    ("pages", _place, _field(_place, compare_pages)),
    _plainly("edition"),
    _plainly("doi"),
    _plainly("pmid"),
)
