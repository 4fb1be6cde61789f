"""What a manuscript written with citation keys cites: each key with the line it stands on.

The values that `latex_keys` and `pandoc_keys` return; `manuscript_keys` tells which of the two reads a
file. Everything here is pure and stands on the floor of `documents`, so that exports (only what a
manuscript cites) and checks (keys the library lacks) read the same.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from refmgr.model import Problem


class Load(Protocol):
    """Opens the files that a manuscript includes."""

    def __call__(self, name: str) -> str | None:
        r"""Return the text of `\input{name}`, None where there is no such file."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedKey:
    r"""One citation key at one place of a manuscript; line and column count from 1.

    `file` is the manuscript's name or that of a file it includes. `listed_only`: it is in the list
    of references without being cited in the text (`\nocite`).
    """

    key: str
    file: str
    line: int
    column: int
    listed_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedKeys:
    r"""All that a manuscript says of its citations.

    `keys` are in the order of the text, as often as they stand there. `everything` tells of
    `\nocite{*}`: the whole library is listed. `defined` are keys the manuscript brings itself
    (`\bibitem`), `bibliographies` the .bib files it names.
    """

    format: str
    keys: tuple[CitedKey, ...] = ()
    everything: bool = False
    defined: frozenset[str] = frozenset()
    bibliographies: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def distinct(self) -> tuple[str, ...]:
        """Each key once, in the order of first citing."""
        return tuple(dict.fromkeys(one.key for one in self.keys))


class Places:
    """Turns offsets of a text into lines and columns."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def cited(self, key: str, offset: int, *, listed_only: bool = False) -> CitedKey:
        """Return a key that stands at an offset."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return CitedKey(key=key, file=self._file, line=line, column=column, listed_only=listed_only)


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with spans (in order, apart) as blanks: every offset and line stays true."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "".join("\n" if s == "\n" else " " for s in text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
