"""What the sure markers of a document tell about a doubtful one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from refmgr.references.styles.numerals import Marker

_NEIGHBOURS: Final = 3
_STEP: Final = 3
_ORDERLY: Final = 0.7


class Course:
    """The numbers cited by the sure markers of one document, in the order of the text."""

    def __init__(self, sure: Sequence[Marker]) -> None:
        self._sure = sorted(sure, key=lambda marker: marker.start)
        self._starts = [marker.start for marker in self._sure]
        self._cited = Counter(number for marker in self._sure for number in marker.numbers)
        tops = [max(marker.numbers) for marker in self._sure]
        self._highest = [0, *accumulate(tops, max)]
        self._orderly = self._share_in_order() >= _ORDERLY

    def _share_in_order(self) -> float:
        """Return the share of first mentions that stand higher than all before them."""
        seen: set[int] = set()
        rising = 0
        highest = 0
        for marker in self._sure:
            for number in marker.numbers:
                if number not in seen:
                    seen.add(number)
                    rising += number > highest
                    highest = max(highest, number)
        return rising / len(seen) if seen else 0.0

    def support(self, marker: Marker) -> int:
        """Count what speaks for a doubtful marker, 0 to 6.

        Nearly every listed reference is cited somewhere, so a number that no sure marker cites is
        expected to turn up (3); where numbering follows the text, the next number is expected
        next (2); and a marker often stands near those of the neighbouring numbers (1).
        """
        place = bisect_left(self._starts, marker.start)
        first = marker.numbers[0]
        near = {
            number
            for other in self._sure[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
            if other is not marker
            for number in other.numbers
        }
        missing = not any(self._cited[number] for number in marker.numbers)
        follows = self._orderly and 0 < first - self._highest[place] <= _STEP
        close = any(number + step in near for number in marker.numbers for step in (-1, 0, 1))
        return 3 * missing + 2 * follows + close
