"""The pieces of a text that one entry is printed in: page furniture may part them."""

from collections.abc import Sequence
from typing import NamedTuple

from refmgr.references.lines import Line


class Passage(NamedTuple):
    """Spans of a text in its order; what stands between two of them is none of the entry."""

    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Return where the passage begins in the text."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Return where the passage ends in the text."""
        return self.spans[-1][1]

    def printed(self, text: str) -> str:
        """Return what is printed: exact slices of the text, a line break where they were parted."""
        return "\n".join(text[start:end] for start, end in self.spans)

    def part(self, text: str, first: int, behind: int) -> "Passage":
        """Return the part of the passage between two offsets of what it prints, without blanks around.

        Args:
            text: the text that the spans count in.
            first: where the part begins in `printed`.
            behind: where it ends there; there must be a character between that is no blank.
        """
        printed = self.printed(text)
        part = printed[first:behind]
        first += len(part) - len(part.lstrip())
        behind = first + len(part.strip())
        found: list[tuple[int, int]] = []
        at = 0
        for start, end in self.spans:
            begins, ends = max(start, start + first - at), min(end, start + behind - at)
            if begins < ends:
                found.append((begins, ends))
            at += end - start + 1
        return Passage(tuple(found))


def passage_of(lines: Sequence[Line], kept: Sequence[int]) -> Passage:
    """Return the passage of some lines: those that follow each other directly are one span.

    Args:
        lines: all lines of the text.
        kept: indices of filled lines, rising; blank lines between two of them do not part them.
    """
    spans: list[tuple[int, int]] = []
    before: int | None = None
    for i in kept:
        if before is not None and not any(lines[k].text for k in range(before + 1, i)):
            spans[-1] = (spans[-1][0], lines[i].end)
        else:
            spans.append((lines[i].start, lines[i].end))
        before = i
    return Passage(tuple(spans))
