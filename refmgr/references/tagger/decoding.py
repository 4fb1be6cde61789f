"""From labelled tokens to fields: the run of each label that is the field, trimmed to its text."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from refmgr.references.fields.source import year_of
from refmgr.references.fields.titles import split_title

OTHER: Final = "O"
# Fields whose longest run counts; of the numbers it is the first.
_LONG: Final = frozenset(("author", "title", "container-title", "editor", "publisher"))
_NAMES: Final = frozenset(("author", "editor"))
_GAP: Final = 2
_INSIDE: Final = re.compile(r"\b(?:in|em|en|eds?|editors?|orgs?|hrsg)\b", re.IGNORECASE)
_SURE: Final = 0.6
_EDGES: Final = " \t.,;:-–—\"“”«»„'‘’"
_NAME_EDGES: Final = ' \t,;:-–—"“”«»&'
_CLOSES: Final = {"(": ")", "[": "]", "{": "}"}
_OPENS: Final = {closing: opening for opening, closing in _CLOSES.items()}


class Run(NamedTuple):
    """A stretch of tokens with one label: its span in the text."""

    name: str
    start: int
    end: int


def fields_of(text: str, tokens: Sequence[re.Match[str]], labels: Sequence[str]) -> dict[str, Run]:
    """Return the span of each field that the labels tell."""
    found: dict[str, list[Run]] = {}
    for run in _runs(tokens, labels):
        trimmed = _trim(text, run)
        if trimmed.end > trimmed.start:
            found.setdefault(run.name, []).append(trimmed)
    chosen = {name: _choose(text, name, runs) for name, runs in found.items()}
    first = chosen.get("editor")
    if first and "author" not in chosen and first.start == 0:
        # Editors in the place of authors sign the whole book.
        chosen["author"] = chosen.pop("editor")._replace(name="author")
    if "container-title" not in chosen and "title" in chosen:
        return chosen | (_book_around(text, found["title"]) or _journal_behind(text, chosen))
    return chosen


def _book_around(text: str, titles: list[Run]) -> dict[str, Run]:
    """Return the book where two titles stand in a row with `In:` or editors between them."""
    for before, behind in pairwise(titles):
        if _INSIDE.search(text, before.end, behind.start):
            return {"container-title": behind._replace(name="container-title")}
    return {}


def _journal_behind(text: str, chosen: Mapping[str, Run]) -> dict[str, Run]:
    """Return title and journal where numbers of a journal stand behind what was one title."""
    title = chosen["title"]
    if "publisher" in chosen or not chosen.keys() & {"volume", "issue"}:
        return {}
    split = split_title(text[title.start : title.end])
    if not split.title or not split.container or split.sure < _SURE:
        return {}
    end = text.find(split.title, title.start) + len(split.title)
    start = text.rfind(split.container, title.start, title.end)
    return {
        "title": Run("title", end - len(split.title), end),
        "container-title": Run("container-title", start, start + len(split.container)),
    }


def _choose(text: str, name: str, runs: list[Run]) -> Run:
    if name == "title":
        return runs[0]  # what stands behind is a translator's note, a book, a series
    if name in _LONG:
        return max(runs, key=lambda run: run.end - run.start)
    if name == "date":
        dated = [run for run in runs if year_of(text[run.start : run.end])]
        return (dated or runs)[0]
    return runs[0]


def _runs(tokens: Sequence[re.Match[str]], labels: Sequence[str]) -> list[Run]:
    """Return the runs of one label; a gap of a mark or two inside a long field closes."""
    runs: list[tuple[str, int, int]] = []
    at = 0
    for label, group in groupby(labels):
        size = len(list(group))
        if label != OTHER:
            goes_on = bool(runs) and runs[-1][0] == label and at - runs[-1][2] <= _GAP
            if goes_on and label in _LONG:
                runs[-1] = (label, runs[-1][1], at + size)
            else:
                runs.append((label, at, at + size))
        at += size
    return [Run(name, tokens[a].start(), tokens[b - 1].end()) for name, a, b in runs]


def _trim(text: str, run: Run) -> Run:
    """Take off the marks that part a field from its neighbours, and brackets without their partner."""
    edges = _NAME_EDGES if run.name in _NAMES else _EDGES
    start, end = run.start, run.end
    while True:
        inside = text[start:end]
        bare = inside.rstrip(edges)
        if bare and _opens_nothing(bare):
            bare = bare[:-1]
        front = bare.lstrip(f"{edges}.")
        if front and _closes_nothing(front):
            front = front[1:]
        start, end = start + len(bare) - len(front), start + len(bare)
        if len(front) == len(inside):
            return Run(run.name, start, end)


def _opens_nothing(text: str) -> bool:
    """Tell whether a text ends with a bracket that has no partner in it."""
    last = text[-1]
    return last in _CLOSES or (last in _OPENS and text.count(last) > text.count(_OPENS[last]))


def _closes_nothing(text: str) -> bool:
    """Tell whether a text begins with a bracket that has no partner in it, or encloses it whole."""
    first = text[0]
    if first in _CLOSES:
        return _CLOSES[first] not in text or text.endswith(_CLOSES[first])
    return first in _OPENS
