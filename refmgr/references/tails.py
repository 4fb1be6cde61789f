"""Where the last entry of a list ends: it must neither swallow what follows nor lose its own lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from refmgr.references.clues import GOES_ON, ending_of
from refmgr.references.fields.labels import LINK_LINE
from refmgr.references.lines import Line
from refmgr.references.locate import HAS_YEAR, is_trailer

_DOI: Final = re.compile(r"10\.\d{4,9}/\S+[^\s.,;:)\]]")
_ONLY_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s?)10\.\S+$", re.IGNORECASE)
_CITE: Final = re.compile(r"\W*(?:please |how to |to )?cite\b", re.IGNORECASE)
# "JANE B. WEBER is a ...", "Oscar P. Larsen (Bergen, 1990) joined the ...": given name first and no
# comma, so that "Read AF. Why is the ..." and "Wu, J. Vitamin D is a ..." are none.
_BIOGRAPHY: Final = re.compile(
    r"(?:(?:Dr|Prof|Professor)\.? )?[A-Z][\w'’-]+ (?:[A-Z]\. ?){0,3}(?:[A-Z][\w'’-]+ ){1,3}"
    r"(?:\([^()]{1,60}\) )?"
    r"(?:is (?:an? |the |currently |now |with )|was born|received (?:his|her|their|an?|the) |joined the"
    r"|(?:earned|holds|obtained) (?:his|her|their|an?) |graduated (?:from|in) |has been (?:an?|with) )"
)
_LIFE: Final = re.compile(
    r"\b(?:professor|lecturer|researcher|research (?:associate|fellow|interests?|scientist)|universit\w+"
    r"|institut\w+|department|laboratory|degree|ph\.?d|fellow|scientist|student|physician|surgeon|e-?mail)\b",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"\d\s?\(\d{1,4}\)\s?[:,]|\d\s?[:,]\s?\w?\d+|\d\s?[-–]\s?\d|\bdoi\b|10\.\d{4}"
)
_LINES_OF_LIFE: Final = 4
_LONGEST: Final = 12  # lines that a last entry may have where no other shows how long they are
_ROOM: Final = 4  # lines that a last entry may have however short the others are
_MOST_TIMES: Final = 4  # of the lines of a middling entry
_USUAL: Final = 0.1  # share of the entries from which an ending is one that the list uses


class Entry(NamedTuple):
    """One entry: its first and last line (exclusive), its printed number, what is unsure of it."""

    first: int
    last: int
    number: int | None = None
    digits: str | None = None
    doubt: str = ""


def with_true_ends(
    lines: Sequence[Line], entries: Sequence[Entry], furniture: frozenset[int], stop: int
) -> list[Entry]:
    """Return the entries of a list, each without what is none of it, the last one whole.

    Args:
        lines: all lines of the text.
        entries: one or more, in the order printed; each but the last ends where the next begins.
        furniture: the lines that are page furniture.
        stop: the line where another list or the end of the text begins.
    """
    entries = _without_biographies(lines, entries)
    others = [_cut_at_trailer(lines, entry) for entry in entries[:-1]]
    habits = _Habits.of(lines, others, furniture)
    final = _whole(lines, entries[-1], habits, furniture, stop)
    final = _cut_at_gap(lines, _cut_at_trailer(lines, final), habits, furniture)
    dois = sum(any("10." in lines[i].text for i in range(e.first, e.last)) for e in others)
    own = _own_doi(lines, final, usual=2 * dois >= len(entries))
    if own is None:
        return [*others, final]
    return [*others, final._replace(last=own)] if own > final.first else others


def _without_biographies(lines: Sequence[Line], entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries up to where the authors are introduced: they stand behind the list.

    Nothing is cut where an entry with a source follows: that is a list going on.
    """
    for k in range(len(entries) - 1, 0, -1):
        if any(_prints_source(lines, entry) for entry in entries[k + 1 :]):
            break
        rows = _rows(lines, entries[k], frozenset())
        for before, i in pairwise([None, *rows]):
            if i is None or (before is not None and ending_of(lines[before].text) in GOES_ON):
                continue
            if _introduces(lines, i):
                begun = [entries[k]._replace(last=i)] if before is not None else []
                entries = [*entries[:k], *begun]
                break
    return entries


def _introduces(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a line begins to tell of a person, and no source is printed by it."""
    told = " ".join(line.text for line in lines[i : i + _LINES_OF_LIFE] if line.text)
    return bool(_BIOGRAPHY.match(told) and _LIFE.search(told)) and not _SOURCE.search(lines[i].text)


def _prints_source(lines: Sequence[Line], entry: Entry) -> bool:
    return any(_SOURCE.search(lines[i].text) for i in range(entry.first, entry.last))


class _Habits(NamedTuple):
    """What the entries before the last have in common."""

    longest: int
    gaps: bool
    endings: frozenset[str]

    @classmethod
    def of(
        cls, lines: Sequence[Line], entries: Sequence[Entry], furniture: frozenset[int]
    ) -> "_Habits":
        rows = [_rows(lines, entry, furniture) for entry in entries]
        gaps = sum(bool(one) and _has_gap(lines, one[0], one[-1]) for one in rows)
        endings = Counter(ending_of(lines[one[-1]].text) for one in rows if one)
        return cls(
            longest=_longest([len(one) for one in rows]),
            gaps=gaps > len(entries) / 2,
            endings=frozenset(
                ending for ending, times in endings.items() if times >= _USUAL * len(entries)
            ),
        )


def _longest(lengths: Sequence[int]) -> int:
    """Return how many lines an entry may have; one that swallowed a section tells nothing."""
    ordered = sorted(lengths)
    return min(ordered[-1], _MOST_TIMES * ordered[len(ordered) // 2]) if ordered else 0


def _rows(lines: Sequence[Line], entry: Entry, furniture: frozenset[int]) -> list[int]:
    return [i for i in range(entry.first, entry.last) if lines[i].text and i not in furniture]


def _has_gap(lines: Sequence[Line], first: int, last: int) -> bool:
    return any(not lines[i].text for i in range(first, last))


def _cut_at_trailer(lines: Sequence[Line], entry: Entry) -> Entry:
    """End an entry at what follows lists, unless it is cut in its middle: its year is still to come."""
    dated = False
    for i in range(entry.first, entry.last):
        text = lines[i].text
        if dated and text and is_trailer(text):
            return entry._replace(last=i)
        dated = dated or bool(HAS_YEAR.search(text))
    return entry


def _whole(
    lines: Sequence[Line], entry: Entry, habits: _Habits, furniture: frozenset[int], stop: int
) -> Entry:
    """Return the last entry with the lines that complete it.

    A list is taken to end with the last line that looks like a reference; the title or the
    publisher of its last entry may run on behind it. Lines are added only to an entry that does
    not end as the others do, up to where the text breaks off or such an ending stands, and no more
    than other entries have.
    """
    rows = _rows(lines, entry, furniture)
    if not rows or _is_usual(lines[rows[-1]].text, habits):
        return entry
    room = max(habits.longest, _ROOM) - len(rows)
    for i in islice(_behind(lines, entry, habits, furniture, stop), max(room, 0)):
        entry = entry._replace(last=i + 1)
        if _is_usual(lines[i].text, habits):
            break
    return entry


def _is_usual(text: str, habits: _Habits) -> bool:
    ending = ending_of(text)
    return ending in habits.endings or not (habits.endings or ending in GOES_ON)


def _behind(
    lines: Sequence[Line], entry: Entry, habits: _Habits, furniture: frozenset[int], stop: int
) -> Iterator[int]:
    """Yield the filled lines behind an entry up to where the text breaks off."""
    for i in range(entry.last, stop):
        if not lines[i].text and not habits.gaps and i - 1 not in furniture:
            return
        if is_trailer(lines[i].text):
            return
        if lines[i].text and i not in furniture:
            yield i


def _cut_at_gap(
    lines: Sequence[Line], entry: Entry, habits: _Habits, furniture: frozenset[int]
) -> Entry:
    """End the last entry at a blank line once it is complete, or where it outgrows all others."""
    longest = (habits.longest or _LONGEST) * (1 if habits.gaps else 2)
    filled, dated = 0, False
    for i in range(entry.first, entry.last):
        text = lines[i].text
        if i in furniture:
            continue
        if not text:
            behind = next((lines[k].text for k in range(i + 1, entry.last) if lines[k].text), "")
            if dated and not habits.gaps and not LINK_LINE.match(behind):
                return entry._replace(last=i)
            continue
        if dated and filled >= longest:
            return entry._replace(last=i)
        filled += 1
        dated = dated or bool(HAS_YEAR.search(text))
    return entry


def _own_doi(lines: Sequence[Line], entry: Entry, *, usual: bool) -> int | None:
    """Return the line with the paper's own DOI, printed alone before `Cite this article`.

    Args:
        lines: all lines of the text.
        entry: the last one of the list.
        usual: whether the entries of this list print DOIs; then only a second, different one of
            the same entry is the paper's.
    """
    rows = [i for i in range(entry.first, entry.last) if lines[i].text]
    behind = next((line.text for line in lines[entry.last : entry.last + 4] if line.text), "")
    if not rows or not _CITE.match(behind) or not _ONLY_DOI.match(lines[rows[-1]].text):
        return None
    printed = _DOI.findall(" ".join(lines[i].text for i in rows))
    return None if usual and len(set(printed)) < 2 else rows[-1]
