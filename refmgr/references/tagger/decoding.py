"""From labelled tokens to fields: the run of each label that is the field, trimmed to its text."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from refmgr.references.fields.source import year_of

OTHER: Final = "O"
# Fields whose longest run counts; of the numbers it is the first.
_LONG: Final = frozenset(("author", "title", "container-title", "editor", "publisher"))
_GAP: Final = 2
_EDGES: Final = " \t.,;:-–—\"“”«»„'‘’"
_NAME_EDGES: Final = " \t,;:-–—\"“”«»&"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_OPENINGS: Final = {opening: closing for closing, opening in _PAIRS.items()}


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
    return {name: _choose(text, name, runs) for name, runs in found.items()}


def _choose(text: str, name: str, runs: list[Run]) -> Run:
    if name in _LONG:
        return max(runs, key=lambda run: run.end - run.start)
    if name == "date":
        dated = [run for run in runs if year_of(text[run.start : run.end])]
        return (dated or runs)[0]
    return runs[0]


def _runs(tokens: Sequence[re.Match[str]], labels: Sequence[str]) -> list[Run]:
    """Return the runs of one label; a gap of a mark or two inside a field closes."""
    runs: list[tuple[str, int, int]] = []
    at = 0
    for label, group in groupby(labels):
        size = len(list(group))
        if label != OTHER:
            if runs and runs[-1][0] == label and at - runs[-1][2] <= _GAP and label in _LONG:
                runs[-1] = (label, runs[-1][1], at + size)
            else:
                runs.append((label, at, at + size))
        at += size
    return [Run(name, tokens[a].start(), tokens[b - 1].end()) for name, a, b in runs]


def _trim(text: str, run: Run) -> Run:
    """Take off the marks that part a field from its neighbours, and brackets without their partner."""
    start, end = run.start, run.end
    edges = _NAME_EDGES if run.name in ("author", "editor") else _EDGES
    while True:
        before = (start, end)
        while end > start and text[end - 1] in edges:
            end -= 1
        while start < end and text[start] in edges + ".":
            start += 1
        inside = text[start:end]
        if inside and inside[-1] in _OPENINGS:
            end -= 1
        elif inside and inside[-1] in _PAIRS and inside.count(inside[-1]) > inside.count(_PAIRS[inside[-1]]):
            end -= 1
        elif inside and inside[0] in _PAIRS:
            start += 1
        elif inside and inside[0] in _OPENINGS and (_OPENINGS[inside[0]] not in inside or inside.endswith(_OPENINGS[inside[0]])):
            start += 1
        if (start, end) == before:
            return Run(run.name, start, end)
