"""The names printed before a year in the text: "Pokojná, Kriglstein, et al." → people, and others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from refmgr.text import vocabulary, words

_TOKEN: Final = re.compile(r"[^\W\d_][\w'’.‐-]*|[,;&()\[\]]|\d+|\n\s{0,8}\n|[^\w\s]")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
_JOINERS: Final = vocabulary("and & und y e et")
_OTHERS: Final = vocabulary("al colleagues coworkers associates others")
_PARTICLES: Final = vocabulary(
    "van von der den de del della di da do dos das du des la le ten ter af av el al bin ibn zu zur"
    " of for the on in"
)
_NAME_WORDS: Final = _JOINERS | _PARTICLES | _OTHERS | {","}
_LOOK_BACK: Final = 140


@dataclass(slots=True)
class CitedNames:
    """The people named before a year, in printed order.

    `people` holds the folded words of each, `starts` where each of these words stands in the text,
    `joined` whether "and" stands before the person; `others` is true after "et al.".
    """

    people: list[list[str]] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)
    starts: list[list[int]] = field(default_factory=list)
    others: bool = False


def names_before(text: str, earliest: int, year: int) -> CitedNames:
    """Read the names before a year, walking back to the first thing that belongs to no name."""
    tokens = list(_TOKEN.finditer(text, max(earliest, year - _LOOK_BACK, 0), year))
    while tokens and tokens[-1][0] in {"(", "[", ","}:
        tokens.pop()
    kept: list[re.Match[str]] = []
    for token in reversed(tokens):
        word = _plain(token)
        if not (word[:1].isupper() or word in _NAME_WORDS):
            break
        kept.append(token)
    return _people(reversed(kept))


def _plain(token: re.Match[str]) -> str:
    return _POSSESSIVE.sub("", token[0]).rstrip(".")


def _people(tokens: Iterable[re.Match[str]]) -> CitedNames:
    names = CitedNames()
    opens, joins = True, False
    for token in tokens:
        word = _plain(token)
        if word in _OTHERS and names.people:
            names.others = True
        elif word == "," or word in _JOINERS:
            opens, joins = True, joins or (word != "," and bool(names.people))
        else:
            if opens:
                names.people.append([])
                names.starts.append([])
                names.joined.append(joins)
                opens, joins = False, False
            folded = words(word)
            names.people[-1] += folded
            names.starts[-1] += [token.start()] * len(folded)
    return names
