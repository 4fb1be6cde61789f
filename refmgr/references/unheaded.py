"""Lists of references that no heading announces: one paper in five prints none."""

from collections.abc import Sequence
from typing import Final

from refmgr.references.chains import Step, find_chain
from refmgr.references.lines import Line
from refmgr.references.locate import AUTHOR_START, HAS_YEAR, Region, is_trailer, weigh_line

_FEWEST_NUMBERED: Final = 3
_FEWEST_UNNUMBERED: Final = 5
_NOTHING_ELSE: Final = 0.8  # share of the lines from which a file is a pasted list and no paper


def find_without_heading(lines: Sequence[Line]) -> Region | None:
    """Return a list that numbers or the look of its entries give away, None where there is none.

    The demands are higher than behind a heading: an invented list is worse than none.
    """
    return _by_numbers(lines) or _by_look(lines)


def _by_numbers(lines: Sequence[Line]) -> Region | None:
    chain = find_chain(lines, 0, len(lines), frozenset())
    if len(chain) < _FEWEST_NUMBERED or chain[0].number > 2:
        return None
    telling = sum(step.weight >= 0.8 for step in chain)
    if telling < 0.6 * len(chain) or not _dated(lines, chain):
        return None
    first, last = chain[0].line, chain[-1].line + 1
    while last < len(lines) and not is_trailer(lines[last].text):
        if not lines[last].text and HAS_YEAR.search(
            " ".join(line.text for line in lines[chain[-1].line : last])
        ):
            break
        last += 1
    return Region(first, last, None, None)


def _dated(lines: Sequence[Line], chain: Sequence[Step]) -> bool:
    """Tell whether most entries between two labels print a year, and none is as long as a section."""
    ends = [*(step.line for step in chain[1:]), min(chain[-1].line + 8, len(lines))]
    dated = long = 0
    for step, end in zip(chain, ends, strict=True):
        entry = [line.text for line in lines[step.line : end]]
        dated += any(HAS_YEAR.search(text) for text in entry)
        long += sum(map(len, entry)) > 1500
    return dated >= 0.7 * len(chain) and long <= 0.1 * len(chain)


def _by_look(lines: Sequence[Line]) -> Region | None:
    """Return the densest run of lines that look like entries, if it is dense and long enough."""
    best, first, total, start = 0.0, 0, 0.0, 0
    last = 0
    for i, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, i
        total += weigh_line(line.text) - 0.45 if line.text else 0.0
        if total > best:
            best, first, last = total, start, i + 1
    rows = [i for i in range(first, last) if lines[i].text]
    authors = sum(bool(AUTHOR_START.match(lines[i].text)) for i in rows)
    years = sum(bool(HAS_YEAR.search(lines[i].text)) for i in rows)
    if authors < _FEWEST_UNNUMBERED or years < 0.4 * authors or authors < 0.25 * len(rows):
        return None
    filled = sum(bool(line.text) for line in lines)
    if first < 0.4 * len(lines) and len(rows) < _NOTHING_ELSE * filled:
        return None
    return Region(first, last, None, None)
