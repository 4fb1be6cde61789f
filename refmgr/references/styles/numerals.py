"""How a list of reference numbers is printed ("2,5–7") and which numbers it stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

# For use at the end of a character class: U+2010 to U+2015, minus sign, small and full-width
# hyphen, hyphen-minus. Publishers print a range with any of them.
DASH: Final = r"\u2010-\u2015\u2212\ufe63\uff0d-"
# Between two numbers of one flattened or raised list; some journals print "(7),(8)" and "(9)-(16)".
BETWEEN: Final = rf"(?:[,{DASH}]|\)\s?[,{DASH}]\s?\()"
LONGEST_RANGE: Final = 60
"""No publisher cites more than this in one range; longer ones are intervals of something else."""

MOST_MARKERS: Final = 20_000
"""More than the thickest book holds; what goes beyond is no document, and is not read to its end."""
MOST_DIGITS: Final = 3 * MOST_MARKERS

DIGITS = re.compile(r"\d+")
_ITEM = re.compile(rf"(\d+)(?:[^\d,;&{DASH}]*[{DASH}][^\d,;&{DASH}]*(\d+))?")


@dataclass(frozen=True, slots=True)
class Marker:
    """A candidate for a Mention.

    `start` and `end` hold the numbers alone, `opens` and `closes` take in brackets or tags.
    """

    start: int
    end: int
    opens: int
    closes: int
    numbers: tuple[int, ...]


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds, up to MOST_MARKERS."""
    return islice(pattern.finditer(text), MOST_MARKERS)


def digit_runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of digits, up to MOST_DIGITS."""
    return islice(DIGITS.finditer(text), MOST_DIGITS)


def expand(printed: str, limit: int) -> tuple[int, ...]:
    """Read a printed list of numbers, ranges written out.

    Args:
        printed: digits, separators and dashes, as "2,5–7" or "1]-[4".
        limit: the highest number a list of references can hold.

    Returns:
        The numbers in printed order, each once; () when one of them is impossible: zero, a leading
        zero, above the limit, a range that runs backwards or over more than LONGEST_RANGE.
    """
    numbers: dict[int, None] = {}
    for first, last in _ITEM.findall(printed):
        low, high = int(first), int(last or first)
        if first[0] == "0" or not low <= high <= limit or high - low > LONGEST_RANGE:
            return ()
        numbers.update(dict.fromkeys(range(low, high + 1)))
    return tuple(numbers)
