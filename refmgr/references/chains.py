"""Printed numbers that count upwards: the surest sign of where entries begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from refmgr.references.fields.labels import find_label
from refmgr.references.lines import Line
from refmgr.references.locate import AUTHOR_START, HAS_YEAR

_LOOK_AHEAD: Final = 7  # lines in which an entry shows its year
_MOST_MISSING: Final = 3  # numbers that a chain may skip: one lost label must not lose the rest
_HIGHEST: Final = 3000


@dataclass(frozen=True, slots=True)
class Step:
    """One label of a chain: the line it stands on, its digits, where the entry's own words begin."""

    line: int
    number: int
    digits: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Path:
    step: Step
    before: "_Path | None"
    score: float
    length: int


def find_chain(lines: Sequence[Line], first: int, last: int, skip: frozenset[int]) -> list[Step]:
    """Return the best rising chain of labels among the lines from `first` to `last`.

    Numbers go up by one; a few may be missing, at a price. Linear in the number of lines.
    """
    by_kind: dict[str, dict[int, _Path]] = {}
    best: _Path | None = None
    for i in range(first, last):
        step = _step(lines, i, last) if i not in skip else None
        if step is None:
            continue
        paths = by_kind.setdefault("bracket" if step.kind == "bracket" else step.kind, {})
        path = _extend(paths, step)
        known = paths.get(step.number)
        if known is None or path.score >= known.score:
            paths[step.number] = path
        if best is None or path.score > best.score:
            best = path
    return _unrolled(best)


def _extend(paths: dict[int, _Path], step: Step) -> _Path:
    """Return the best path that ends with this step."""
    best = _Path(step, None, step.weight if step.number <= 2 else step.weight - 0.4, 1)
    for missing in range(_MOST_MISSING + 1):
        before = paths.get(step.number - 1 - missing)
        if before is not None:
            score = before.score + step.weight - 0.7 * missing
            if score > best.score:
                best = _Path(step, before, score, before.length + 1)
    return best


def _step(lines: Sequence[Line], i: int, last: int) -> Step | None:
    """Return the label of a line with the weight of what follows it."""
    text = lines[i].text
    if not text or not (text[0].isdigit() or not text[0].isalnum()):
        return None
    label = find_label(text)
    if label is None or int(label.digits) > _HIGHEST or label.digits == "0":
        return None
    body = text[label.end :]
    if not body:
        follower = next((line.text for line in lines[i + 1 : min(i + 3, last)] if line.text), "")
        if label.kind == "bare" or not follower:
            return None
        body = follower
    weight = 1.0 if AUTHOR_START.match(body) else 0.5 if body[:1].isupper() else 0.25
    if not _shows_year(lines, i, last):
        weight *= 0.4
    if label.kind == "bare":
        weight *= 0.8
    return Step(i, int(label.digits), label.digits, label.kind, weight)


def _shows_year(lines: Sequence[Line], i: int, last: int) -> bool:
    return any(HAS_YEAR.search(line.text) for line in lines[i : min(i + _LOOK_AHEAD, last)])


def _unrolled(path: _Path | None) -> list[Step]:
    steps: list[Step] = []
    while path is not None:
        steps.append(path.step)
        path = path.before
    return steps[::-1]
