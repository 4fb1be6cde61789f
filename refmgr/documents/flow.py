"""A text written piece by piece from a tree: white space as a reader sees it, and spans that hold."""

import re
from typing import Final

_BLANKS: Final = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f]+")


class Span:
    """A stretch of a Flow; it begins at the first character written after it was opened."""

    __slots__ = ("end", "start")

    def __init__(self) -> None:
        self.start: int | None = None
        self.end = 0


class Flow:
    """The text so far. Blanks collapse as in a browser, breaks are kept apart from the words."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blank = False
        self._breaks = 2
        self._waiting: list[Span] = []
        self._words_end = 0

    @property
    def text(self) -> str:
        """The text written so far."""
        return "".join(self._pieces)

    @property
    def tail(self) -> str:
        """The last characters written, as many as a short look back needs."""
        return "".join(self._pieces[-6:])[-40:]

    @property
    def length(self) -> int:
        """The number of characters written so far."""
        return self._length

    def write(self, text: str | None) -> None:
        """Write words; runs of white space become one blank, and vanish at the edge of a line."""
        if not text:
            return
        seen = _BLANKS.sub(" ", _UNSEEN.sub("", text))
        body = seen.strip(" ")
        if seen[:1] == " ":
            self._blank = True
        if not body:
            return
        self._gap(body)
        for span in self._waiting:
            span.start = self._length
        self._waiting.clear()
        self._put(body)
        self._words_end = self._length
        self._blank = seen[-1] == " "

    def mark(self, sign: str) -> None:
        """Write a sign as it stands, without opening the spans that wait for words."""
        self._gap(sign)
        self._put(sign)

    def take_back(self, sign: str) -> bool:
        """Remove a sign again if it is the very last thing written; tell whether it was."""
        if self._blank or self._breaks or not self._pieces or self._pieces[-1] != sign:
            return False
        self._length -= len(self._pieces.pop())
        return True

    @property
    def is_glued(self) -> bool:
        """Whether the next word would stand directly behind a character."""
        return not self._blank and not self._breaks

    def blank(self) -> None:
        """Keep the next word apart from the last one."""
        self._blank = True

    def line(self) -> None:
        """Begin a new line."""
        self._breaks = max(self._breaks, 1)

    def paragraph(self) -> None:
        """Begin a new paragraph."""
        self._breaks = 2

    def open(self) -> Span:
        """Open a span at the next word."""
        span = Span()
        self._waiting.append(span)
        return span

    def close(self, span: Span) -> None:
        """End a span behind the last word."""
        span.end = self._words_end
        if span.start is None:
            self._waiting = [one for one in self._waiting if one is not span]

    def _gap(self, following: str) -> None:
        if self._breaks:
            self._put("\n" * self._breaks if self._length else "")
        elif self._blank and not self._hugs(following):
            self._put(" ")
        self._breaks, self._blank = 0, False

    def _hugs(self, following: str) -> bool:
        """Tell a blank that only the layout of the file puts inside a bracket or before a comma."""
        closing = following[0] in ",;)]" or following == "." or following.startswith(". ")
        return closing or self.tail[-1:] in ("(", "[")

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
