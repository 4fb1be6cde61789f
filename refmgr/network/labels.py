"""Labels that do not overlap: each is tried beside its mark, and left out where there is no room."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom

NARROW: Final = frozenset("iljtfrI.,:;'’|!()[]- ")
WIDE: Final = frozenset("mwMW@%—")
LINE: Final = 1.2  # of the size of the letters
GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A node in the picture: its centre, its radius and what to write beside it."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text with the middle of its left, middle or right end, as `anchor` (start, middle, end) says."""

    text: str
    x: float
    y: float
    anchor: str


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in a sans-serif type of that size; too wide rather than too narrow."""
    return size * sum(map(_width, text))


def _width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if sign in NARROW:
        return 0.38
    return 0.95 if sign in WIDE else 0.75 if sign.isupper() else 0.62


def shortened(text: str, most: int = 32) -> str:
    """Return a label that is not longer than that many letters, the year at its end kept."""
    if len(text) <= most:
        return text
    name, _, year = text.rpartition(" ")
    if not year.isdigit():
        return f"{text[: most - 1].rstrip()}…"
    return f"{name[: most - len(year) - 2].rstrip()}… {year}"


def place(
    marks: Iterable[Mark], all_marks: Iterable[Mark], size: float, frame: Rectangle
) -> list[Label]:
    """Return the labels that have room, in the order of the marks.

    Args:
        marks: what shall be labelled, the most important first.
        all_marks: everything that no label may cover.
        size: of the letters.
        frame: labels stay within it.
    """
    taken = _Room()
    for mark in all_marks:
        taken.add(_around(mark))
    labels = []
    for mark in marks:
        for label, box in _tries(mark, size):
            if _within(box, frame) and not taken.meets(box, mark):
                taken.add(box)
                labels.append(label)
                break
    return labels


def _around(mark: Mark) -> Rectangle:
    return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius


def _tries(mark: Mark, size: float) -> Iterator[tuple[Label, Rectangle]]:
    wide, high = text_width(mark.text, size), size * LINE
    beside, above = mark.radius + GAP, mark.radius + high / 2 + 1
    for anchor, x, y in (
        ("start", mark.x + beside, mark.y),
        ("end", mark.x - beside, mark.y),
        ("middle", mark.x, mark.y - above),
        ("middle", mark.x, mark.y + above),
    ):
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        box = (left, y - high / 2, left + wide, y + high / 2)
        yield Label(mark.text, x, y, anchor), box


def _within(box: Rectangle, frame: Rectangle) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


class _Room:
    """Rectangles in a grid of buckets, so that only near ones are compared."""

    BUCKET: Final = 64.0

    def __init__(self) -> None:
        self.buckets: dict[tuple[int, int], list[Rectangle]] = {}

    def _places(self, box: Rectangle) -> Iterator[tuple[int, int]]:
        for column in range(int(box[0] // self.BUCKET), int(box[2] // self.BUCKET) + 1):
            for row in range(int(box[1] // self.BUCKET), int(box[3] // self.BUCKET) + 1):
                yield column, row

    def add(self, box: Rectangle) -> None:
        """Take the room of a rectangle."""
        for spot in self._places(box):
            self.buckets.setdefault(spot, []).append(box)

    def meets(self, box: Rectangle, mark: Mark) -> bool:
        """Return whether a label would cover something else than its own mark."""
        own = _around(mark)
        return any(
            other != own
            and box[0] < other[2]
            and other[0] < box[2]
            and box[1] < other[3]
            and other[1] < box[3]
            for spot in self._places(box)
            for other in self.buckets.get(spot, ())
        )
