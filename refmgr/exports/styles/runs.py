"""A formatted reference: pieces of text, upright or italic, and sentences made of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

ENDS: Final = (".", "?", "!", "…")
BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; a web address in it is a link in formats that have links."""

    text: str
    italic: bool = False


def italic(text: str | None) -> tuple[Run, ...]:
    """Return a text in italics, nothing for none."""
    return (Run(text, italic=True),) if text else ()


def roman(text: str | None) -> tuple[Run, ...]:
    """Return a text upright, nothing for none."""
    return (Run(text),) if text else ()


def sentence(*pieces: Sequence[Run], end: str = ".") -> tuple[Run, ...]:
    """Return pieces as one sentence; one that ends with a stop or a question mark gets no other."""
    runs = tuple(run for piece in pieces for run in piece if run.text)
    if not runs or not end or runs[-1].text.endswith(ENDS):
        return runs
    return (*runs, Run(end))


def joined(sentences: Iterable[Sequence[Run]]) -> tuple[Run, ...]:
    """Return sentences one after the other, a blank between them, empty ones left out."""
    return tuple(_joined(sentences))


def _joined(sentences: Iterable[Sequence[Run]]) -> Iterator[Run]:
    first = True
    for one in sentences:
        if one:
            if not first:
                yield Run(" ")
            yield from one
            first = False


def plain_text(runs: Iterable[Run]) -> str:
    """Return the text of runs."""
    return BLANKS.sub(" ", "".join(run.text for run in runs)).strip()
