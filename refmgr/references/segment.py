"""Where each entry of a list begins and ends: by numbers, by bullets, else by what entries look like."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from refmgr.references.chains import Step, find_chain
from refmgr.references.fields.labels import BULLET, LINK_LINE
from refmgr.references.lines import Line
from refmgr.references.locate import AUTHOR_START, HAS_YEAR, Region
from refmgr.references.starts import SURE, Cut, weigh_cuts
from refmgr.references.tails import Entry, with_true_ends

_ONLY_NUMBER: Final = re.compile(r"\d{1,4}$")
_BY_LINKS: Final = 4.0  # log odds that link words end an entry, where most entries have them

_MAY_GO_ON: Final = (
    "It is not sure that a new entry begins here: the list prints no numbers. If this is the end of"
    " the entry before, join the two."
)
_MAY_BE_TWO: Final = (
    "This may be two entries: the list prints no numbers, and one line inside looks like the"
    " beginning of another. If so, part them."
)


def find_entries(
    lines: Sequence[Line], region: Region, furniture: frozenset[int], stop: int
) -> list[Entry]:
    """Return the entries of a list in the order printed.

    Args:
        lines: all lines of the text.
        region: where the list stands; numbers that go on behind it belong to it, too: it was
            interrupted, not ended.
        furniture: the lines that are page furniture.
        stop: the line where another list or the end of the text begins.
    """
    chain = find_chain(lines, region.first, stop, furniture)
    if _carries(chain, lines, region):
        last = region.last if region.last > chain[-1].line else stop
        return with_true_ends(lines, _by_chain(_gaps_filled(lines, chain), last), furniture, stop)
    rows = [i for i in range(region.first, region.last) if lines[i].text and i not in furniture]
    rows = [i for i in rows if not _ONLY_NUMBER.match(lines[i].text)]
    starts = _bullets(lines, rows)
    entries = _from_starts(starts, region) if starts else _unnumbered(lines, rows, region)
    return with_true_ends(lines, entries, furniture, stop) if entries else []


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
    entries = [
        Entry(a.line, b.line, a.number, a.digits, _missing(a.number, b.number))
        for a, b in pairwise(chain)
    ]
    final = chain[-1]
    return [*entries, Entry(final.line, last, final.number, final.digits)]


def _missing(number: int, following: int) -> str:
    """Return what to say of an entry behind which numbers are missing: it may hold their text."""
    if following - number < 2:
        return ""
    gap = f"Number {number + 1} is"
    if following - number > 2:
        gap = f"Numbers {number + 1} to {following - 1} are"
    return f"{gap} not found in the list: this entry may hold more than one reference."


def _from_starts(starts: Sequence[int], region: Region) -> list[Entry]:
    ends = [*starts[1:], region.last]
    return [Entry(a, b) for a, b in zip(starts, ends, strict=True)]


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


def _unnumbered(lines: Sequence[Line], rows: Sequence[int], region: Region) -> list[Entry]:
    """Return entries without numbers: parted by blank lines, else by the clues of all lines."""
    linked = {b for a, b in pairwise(rows) if LINK_LINE.match(lines[a].text)}
    rows = [i for i in rows if not LINK_LINE.match(lines[i].text)]
    if not rows:
        return []
    paragraphs = _paragraphs(lines, rows)
    if paragraphs:
        return _from_starts(paragraphs, region)
    by_links = _BY_LINKS if len(linked) > 0.3 * len(rows) else 0.0
    leanings = {i: 2 * by_links if i in linked else -by_links for i in rows} if by_links else {}
    return _by_cuts(weigh_cuts(lines, rows, leanings), region)


def _by_cuts(cuts: Sequence[Cut], region: Region) -> list[Entry]:
    """Return the entries between the cuts that lead; each says so where the lead is small."""
    chosen = [k for k, cut in enumerate(cuts) if cut.lead > 0]
    entries: list[Entry] = []
    for k, behind in pairwise([*chosen, len(cuts)]):
        last = cuts[behind].line if behind < len(cuts) else region.last
        doubt = _MAY_GO_ON if cuts[k].lead < SURE else ""
        if any(cut.lead > -SURE for cut in cuts[k + 1 : behind]):
            doubt = _MAY_BE_TWO
        entries.append(Entry(cuts[k].line, last, doubt=doubt))
    return entries


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
