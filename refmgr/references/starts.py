"""Where entries without numbers begin: the cut of the whole list that its clues make likeliest."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeAlias

from refmgr.references.clues import gather, is_dated
from refmgr.references.lines import Line

# A line begins an entry or goes on with it, and the entry has shown its year by its end or not.
_STATES: Final = ("B0", "B1", "I0", "I1")
_DATED: Final = (1, 3)
_NEVER: Final = -1e9
SURE: Final = 2.0  # a lead (in log odds) below which a cut may be wrong; see docs/lists.md

_Row: TypeAlias = tuple[float, float, float, float]


class Cut(NamedTuple):
    """One possible start of an entry: the line, and by how much a cut there leads over none."""

    line: int
    lead: float


class _Scored(NamedTuple):
    states: Sequence[float]
    dated: bool


_Moves: TypeAlias = Sequence[tuple[Sequence[Sequence[float]], Sequence[Sequence[float]]]]


class _Model(NamedTuple):
    clues: Mapping[str, _Row]
    moves: _Moves


@cache
def _model() -> _Model:
    """Return the trained weights: of each clue in each state, of each state after each other."""
    table = files("refmgr.references").joinpath("starts.tsv").read_text(encoding="utf-8")
    weights: dict[str, _Row] = {}
    for line in table.splitlines():
        name, *numbers = line.split("\t")
        if numbers:
            a, b, c, d = (int(number) / 100 for number in numbers)
            weights[name] = (a, b, c, d)
    return _Model(weights, _allowed(weights))


def weigh_cuts(
    lines: Sequence[Line], rows: Sequence[int], leanings: Mapping[int, float]
) -> list[Cut]:
    """Return for each line of a list how much speaks for an entry beginning there.

    A lead above 0 is a cut of the best segmentation of the whole list (Viterbi; the lead is that
    of the best segmentation with the cut over the best without). Linear in the number of lines.

    Args:
        lines: all lines of the text.
        rows: the filled lines of the list, without page furniture and lines of link words.
        leanings: further evidence for a start at a line, in log odds.
    """
    if not rows:
        return []
    model = _model()
    scores = [
        _score(model, clues, leanings.get(i, 0.0), dated=is_dated(lines[i].text))
        for i, clues in zip(rows, gather(lines, rows), strict=True)
    ]
    into = _best_into(scores, model.moves)
    out = _best_out(scores, model.moves)
    cuts: list[Cut] = []
    for i, a, b in zip(rows, into, out, strict=True):
        total = [x + y for x, y in zip(a, b, strict=True)]
        cuts.append(Cut(i, max(total[0], total[1]) - max(total[2], total[3])))
    return [cuts[0]._replace(lead=max(cuts[0].lead, SURE)), *cuts[1:]]


def _score(model: _Model, clues: Sequence[str], leaning: float, *, dated: bool) -> _Scored:
    """Return the sum of the weights of a line's clues for each state it can be in."""
    sums = [leaning, leaning, 0.0, 0.0]
    for clue in clues:
        weights = model.clues.get(clue)
        if weights:
            for state, weight in enumerate(weights):
                sums[state] += weight
    sums[0] += _NEVER * dated
    sums[1] += _NEVER * (not dated)
    return _Scored(sums, dated)


def _best_into(scores: Sequence[_Scored], moves: _Moves) -> list[list[float]]:
    """Return the score of the best way to each state of each line, the line included."""
    best = [[scores[0].states[0], scores[0].states[1], _NEVER, _NEVER]]
    for score in scores[1:]:
        w, x, y, z = best[-1]
        best.append(
            [
                max(w + a, x + b, y + c, z + d) + own
                for (a, b, c, d), own in zip(moves[score.dated][0], score.states, strict=True)
            ]
        )
    return best


def _best_out(scores: Sequence[_Scored], moves: _Moves) -> list[list[float]]:
    """Return the score of the best way from each state of each line to the end of the list."""
    best = [[0.0] * 4]
    for score in reversed(scores[1:]):
        w, x, y, z = (own + behind for own, behind in zip(score.states, best[-1], strict=True))
        best.append([max(w + a, x + b, y + c, z + d) for a, b, c, d in moves[score.dated][1]])
    return best[::-1]


def _allowed(weights: Mapping[str, _Row]) -> _Moves:
    """Return the weights of moves to an undated and to a dated line, by goal and by origin.

    An entry once dated stays so; it becomes dated at a line with a year only.
    """
    tables = []
    for dated in (False, True):
        rows = [
            [
                _NEVER if _is_impossible(a, b, dated=dated) else weights[f"> {_STATES[a]}"][b]
                for b in range(4)
            ]
            for a in range(4)
        ]
        tables.append((list(zip(*rows, strict=True)), rows))
    return tables


def _is_impossible(a: int, b: int, *, dated: bool) -> bool:
    if b == 2:
        return dated or a in _DATED
    return b == 3 and not dated and a not in _DATED
