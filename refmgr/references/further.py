"""Further lists of a text: of a supplement, of each chapter; what does not count as one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from refmgr.references.chains import find_chain
from refmgr.references.lines import Line
from refmgr.references.locate import Region, find_headings, reach_of

_FEWEST: Final = 3
_MOST: Final = 40  # headings that are looked behind; a running head may repeat the word
_TELLING: Final = 0.6  # share of numbered entries that must begin with a name and show a year
_REPORTS: Final = re.compile(
    r"\W*(?:open peer review|(?:current )?(?:referee|reviewer)(?:s['’])? (?:status|reports?|response)"
    r"|peer review reports?|decision letter|author response)\b",
    re.IGNORECASE,
)


def find_further(lines: Sequence[Line], main: Region) -> list[Region]:
    """Return lists beside the main one: under a heading of their own and numbered from 1 again.

    Lists of referee reports are none of the paper's. The demands are high: what stands behind
    a list is more often a table or a letter than a second list.

    Args:
        lines: all lines of the text.
        main: the list that was found first.
    """
    return [*_before(lines, main), *_behind(lines, main)]


def _before(lines: Sequence[Line], main: Region) -> Iterator[Region]:
    stop = main.first if main.heading is None else main.heading
    yield from _between(lines, 0, stop)


def _behind(lines: Sequence[Line], main: Region) -> Iterator[Region]:
    """Yield the lists from the main one on; it may seem to reach over the next."""
    reports = (i for i in range(main.first, len(lines)) if _REPORTS.match(lines[i].text))
    yield from _between(lines, main.first, next(reports, len(lines)))


def _between(lines: Sequence[Line], start: int, stop: int) -> Iterator[Region]:
    """Yield the lists between two lines, each found from its own heading on."""
    headings = find_headings(lines, start, stop)[:_MOST]
    for heading, following in pairwise([*headings, stop]):
        chain = find_chain(lines, heading + 1, following, frozenset())
        if len(chain) < _FEWEST or chain[0].number != 1 or chain[0].line > heading + 6:
            continue
        telling = sum(step.weight >= 0.8 for step in chain)
        if telling < _TELLING * len(chain):
            continue
        last = max(reach_of(lines, heading + 1, following), chain[-1].line + 1)
        yield Region(heading + 1, last, heading, None)
