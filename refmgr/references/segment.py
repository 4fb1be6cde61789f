"""Where each entry of a list begins and ends: by numbers, by bullets, else by what entries look like."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from refmgr.references.chains import Step, find_chain
from refmgr.references.fields.labels import BULLET, LINK_LINE
from refmgr.references.lines import Line
from refmgr.references.locate import AUTHOR_START, HAS_YEAR, Region, is_trailer

_ENDS_ENTRY: Final = re.compile(
    r"(?:[.)\]]|\d[-–]\s?\d+|\d{2,}|/\S+|(?:\[|\b)(?:PubMed|CrossRef|Google Scholar)\]?)[”\"']?$"
)
_GOES_ON: Final = re.compile(
    r"(?:[,:;&(-]|\b(?:and|of|the|in|for|with|a|an|to|on|by|und|et|de|J|Am|Med|vol|no|pp"
    r"|et al)\.?)$",
    re.IGNORECASE,
)
_ENDS_WITH_PAGES: Final = re.compile(r"[A-Za-z]?\d+[.;]?$")
_ONLY_NUMBER: Final = re.compile(r"\d{1,4}$")
_ONLY_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s?)10\.\S+$", re.IGNORECASE)
_SAME_AUTHOR: Final = re.compile(r"(?:[-–—_]{2,}|———|— — —)[.,]?\s")
_KEY_LABEL: Final = re.compile(r"\[?[A-Z][\w+.,&’' -]{1,40}?\d{2,4}[a-z]?\]\s")
_LONGEST_TAIL: Final = 12  # lines that a last entry may have beyond the longest of the others


# An entry that has shown its year may be over; one that has not is hardly.
_DATED: Final = 1.2
_UNDATED: Final = -1.6
_ENOUGH: Final = 2.3


class Entry(NamedTuple):
    """One entry: its first and last line (exclusive) and its printed number."""

    first: int
    last: int
    number: int | None
    digits: str | None


def find_entries(lines: Sequence[Line], region: Region, furniture: frozenset[int]) -> list[Entry]:
    """Return the entries of a list in the order printed."""
    chain = find_chain(lines, region.first, len(lines), furniture)
    if _carries(chain, lines, region):
        last = _end_of_list(lines, region, chain[-1].line)
        return _tails_cut(lines, _by_chain(_gaps_filled(lines, chain), last), furniture)
    rows = [i for i in range(region.first, region.last) if lines[i].text and i not in furniture]
    rows = [i for i in rows if not _ONLY_NUMBER.match(lines[i].text)]
    starts = _bullets(lines, rows) or _unnumbered(lines, rows)
    if not starts:
        return []
    return _tails_cut(lines, _last_filled(lines, _from_starts(starts, region)), furniture)


def _carries(chain: Sequence[Step], lines: Sequence[Line], region: Region) -> bool:
    """Tell whether the numbers are those of the entries: from the top on, with words behind them."""
    if not chain or (chain[0].number > 3 and len(chain) < 5):
        return False
    last = max(region.last, chain[-1].line + 1)
    rows = [i for i in range(region.first, last) if lines[i].text]
    before = sum(1 for i in rows if i < chain[0].line)
    spread = (len(rows) - before) / len(chain)
    empty = sum(b.line - a.line == 1 and len(lines[a.line].text) <= 5 for a, b in pairwise(chain))
    if empty > len(chain) / 2:
        return False
    weight = sum(step.weight for step in chain) / len(chain)
    return (
        (before <= 3 or before < len(rows) * 0.2)
        and spread < 25
        and (len(chain) > 1 or weight >= 0.5)
    )


def _end_of_list(lines: Sequence[Line], region: Region, last_label: int) -> int:
    """Return the end of the list; numbers that go on behind a trailer were interrupted, not ended."""
    return region.last if region.last > last_label else len(lines)


def _gaps_filled(lines: Sequence[Line], chain: Sequence[Step]) -> list[Step]:
    """Return the chain with the entries it skips whose number lacks its mark: `40 Spinelli S`."""
    filled = [chain[0]]
    for a, b in pairwise(chain):
        at = a.line + 1
        for number in range(a.number + 1, b.number):
            found = next(
                (i for i in range(at, b.line) if _is_labelled(lines[i].text, number)), None
            )
            if found is not None:
                filled.append(Step(found, number, str(number), a.kind, 0.0))
                at = found + 1
        filled.append(b)
    return filled


def _is_labelled(text: str, number: int) -> bool:
    printed = f"{number} "
    return text.startswith(printed) and AUTHOR_START.match(text[len(printed) :]) is not None


def _by_chain(chain: Sequence[Step], last: int) -> list[Entry]:
    entries = [Entry(a.line, b.line, a.number, a.digits) for a, b in pairwise(chain)]
    final = chain[-1]
    return [*entries, Entry(final.line, last, final.number, final.digits)]


def _from_starts(starts: Sequence[int], region: Region) -> list[Entry]:
    ends = [*starts[1:], region.last]
    return [Entry(a, b, None, None) for a, b in zip(starts, ends, strict=True)]


def _last_filled(lines: Sequence[Line], entries: list[Entry]) -> list[Entry]:
    """Return the entries, the last one with the rest of its lines, where the others end with pages.

    A region ends with the last line that looks like a reference, and the title of the last entry
    may run on behind it.
    """
    *others, final = entries
    ends = [_last_line(lines, entry) for entry in others]
    paged = sum(bool(_ENDS_WITH_PAGES.search(text)) for text in ends)
    if paged < 0.6 * len(ends) or _ENDS_WITH_PAGES.search(_last_line(lines, final)):
        return entries
    most = final.first + max((_filled(lines, entry) for entry in others), default=0)
    last = final.last
    while last < min(most, len(lines)) and lines[last].text and not is_trailer(lines[last].text):
        last += 1
    whole = last == len(lines) or not lines[last].text or is_trailer(lines[last].text)
    return [*others, final._replace(last=last)] if whole else entries


def _last_line(lines: Sequence[Line], entry: Entry) -> str:
    return next(
        (lines[i].text for i in range(entry.last - 1, entry.first - 1, -1) if lines[i].text), ""
    )


def _tails_cut(
    lines: Sequence[Line], entries: list[Entry], furniture: frozenset[int]
) -> list[Entry]:
    """Return the entries without what follows the list: the last one must not swallow it."""
    lengths = [_filled(lines, entry) for entry in entries[:-1]]
    longest = max(lengths, default=_LONGEST_TAIL)
    gaps = sum(_has_gap(lines, entry) for entry in entries[:-1]) > len(lengths) / 2
    cut = [_cut_at_trailer(lines, entry) for entry in entries]
    final = _cut_at_gap(lines, cut[-1], longest if gaps else 2 * longest, furniture, gaps=gaps)
    dois = sum(any("10." in lines[i].text for i in range(e.first, e.last)) for e in entries[:-1])
    if 2 * dois < len(entries):
        final = _without_own_doi(lines, final)
    return [*cut[:-1], final]


def _filled(lines: Sequence[Line], entry: Entry) -> int:
    return sum(bool(lines[i].text) for i in range(entry.first, entry.last))


def _has_gap(lines: Sequence[Line], entry: Entry) -> bool:
    rows = [i for i in range(entry.first, entry.last) if lines[i].text]
    return bool(rows) and rows[-1] - rows[0] + 1 > len(rows)


def _cut_at_trailer(lines: Sequence[Line], entry: Entry) -> Entry:
    """End an entry at what follows lists, unless it is cut in its middle: its year is still to come."""
    dated = False
    for i in range(entry.first, entry.last):
        text = lines[i].text
        if dated and text and is_trailer(text):
            return entry._replace(last=i)
        dated = dated or bool(HAS_YEAR.search(text))
    return entry


def _without_own_doi(lines: Sequence[Line], entry: Entry) -> Entry:
    """Take the paper's own DOI off the last entry: printed alone, before `Cite this article`."""
    rows = [i for i in range(entry.first + 1, entry.last) if lines[i].text]
    behind = next((line.text for line in lines[entry.last : entry.last + 4] if line.text), "")
    if rows and is_trailer(behind) and _ONLY_DOI.match(lines[rows[-1]].text):
        return entry._replace(last=rows[-1])
    return entry


def _cut_at_gap(
    lines: Sequence[Line], entry: Entry, longest: int, furniture: frozenset[int], *, gaps: bool
) -> Entry:
    """End the last entry at a blank line once it is complete, or where it outgrows all others."""
    filled, dated = 0, False
    for i in range(entry.first, entry.last):
        text = lines[i].text
        if i in furniture:
            continue
        if not text:
            behind = next((lines[k].text for k in range(i + 1, entry.last) if lines[k].text), "")
            if dated and not gaps and not LINK_LINE.match(behind):
                return entry._replace(last=i)
            continue
        if dated and filled >= longest:
            return entry._replace(last=i)
        filled += 1
        dated = dated or bool(HAS_YEAR.search(text))
    return entry


def _bullets(lines: Sequence[Line], rows: Sequence[int]) -> list[int]:
    """Return the lines with a bullet of the outermost indentation, if bullets carry the list."""
    marked = [
        i for i in rows if BULLET.match(lines[i].text) and not lines[i].text.startswith(("–", "—"))
    ]
    if len(marked) < 2 or not rows or marked[0] - rows[0] > 3:
        return []
    outer = min(lines[i].indent for i in marked)
    starts = [i for i in marked if lines[i].indent <= outer + 1]
    return starts if len(starts) >= max(2, len(rows) / 25) else []


def _unnumbered(lines: Sequence[Line], rows: Sequence[int]) -> list[int]:
    """Return where entries without numbers begin: by what a first line looks like and what stands before."""
    linked = {b for a, b in pairwise(rows) if LINK_LINE.match(lines[a].text)}
    rows = [i for i in rows if not LINK_LINE.match(lines[i].text)]
    if not rows:
        return []
    paragraphs = _paragraphs(lines, rows)
    if paragraphs:
        return paragraphs
    by_links = 1.5 if len(linked) > 0.3 * len(rows) else 0.0
    width = median(len(lines[i].text) for i in rows)
    hanging = _hanging(lines, rows)
    starts = [rows[0]]
    dated = bool(HAS_YEAR.search(lines[rows[0]].text))
    for before, i in pairwise(rows):
        score = _start_score(lines, before, i, width)
        score += _DATED if dated else _UNDATED
        score += hanging.get(lines[i].indent, 0.0)
        score += 3 * by_links if i in linked else -by_links
        score += 0.4 * _in_order(lines[starts[-1]].text, lines[i].text)
        if score >= _ENOUGH:
            starts.append(i)
            dated = False
        dated = dated or bool(HAS_YEAR.search(lines[i].text))
    return starts


def _paragraphs(lines: Sequence[Line], rows: Sequence[int]) -> list[int]:
    """Return the first lines of paragraphs, if blank lines part the entries."""
    firsts = [
        rows[0],
        *(b for a, b in pairwise(rows) if any(not lines[k].text for k in range(a + 1, b))),
    ]
    if len(firsts) < 2 or len(firsts) < len(rows) / 8:
        return []
    groups = [
        " ".join(lines[k].text for k in range(a, b))
        for a, b in zip(firsts, [*firsts[1:], rows[-1] + 1], strict=True)
    ]
    dated = [bool(HAS_YEAR.search(group)) for group in groups]
    starting = [bool(AUTHOR_START.match(group) or group[:1].isupper()) for group in groups]
    each = len(firsts) >= 0.9 * len(rows)
    if sum(dated) < (0.5 if each else 0.7) * len(groups) or sum(starting) < 0.6 * len(groups):
        return []
    return [first for first, ok in zip(firsts, starting, strict=True) if ok or first == firsts[0]]


def _start_score(lines: Sequence[Line], before: int, i: int, width: float) -> float:
    """Weigh a line as the first of an entry: how it begins, how the line before it ends."""
    text, ending = lines[i].text, lines[before].text
    score = 0.0
    if AUTHOR_START.match(text) or _SAME_AUTHOR.match(text) or _KEY_LABEL.match(text):
        score += 1.6
    elif text[:1].isupper():
        score += 0.1
    else:
        score -= 1.5
    if _GOES_ON.search(ending):
        score -= 1.8
    elif _ENDS_ENTRY.search(ending):
        score += 0.8
    score += 0.7 * (len(ending) < 0.8 * width)
    score += 0.5 * any(not lines[k].text for k in range(before + 1, i))
    score += 0.4 * bool(HAS_YEAR.search(text))
    return score


def _hanging(lines: Sequence[Line], rows: Sequence[int]) -> dict[int, float]:
    """Return what an indentation says: with two depths in use, the outer one begins entries."""
    depths = [lines[i].indent for i in rows]
    outer = min(depths)
    inner = [depth for depth in depths if depth > outer]
    if not 0.3 * len(rows) < len(inner) < 0.95 * len(rows):
        return {}
    return {outer: 2.5, **dict.fromkeys(set(inner), -2.5)}


def _in_order(before: str, text: str) -> int:
    """Return whether a first line follows the one before in the alphabet: 1, 0 or -1."""
    a, b = before[:1].casefold(), text[:1].casefold()
    if not (a.isalpha() and b.isalpha()):
        return 0
    return 1 if a <= b <= chr(ord(a) + 2) else -1
