"""The two forms of a journal's name, in full and abbreviated, as the library has seen them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from refmgr.journals import compare_containers

FORMS: Final = ("full", "abbreviated")


def other_forms(told: Iterable[tuple[str, str, int]], form: str) -> Mapping[str, str]:
    """Return for each name the one to print: the longest or the shortest seen for the same journal.

    Args:
        told: a name that a work has, another printed for the same work, and how often. Names that do
            not abbreviate each other are left out: a source may be wrong about one work.
        form: "full" or "abbreviated".
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for name, other, times in told:
        if other and compare_containers(name, other) in ("equal", "close"):
            seen[name][other] += times
    chosen = {}
    for name, others in seen.items():
        best = _full(name, others) if form == "full" else _abbreviated(name, others)
        if best != name:
            chosen[name] = best
    return chosen


def _full(name: str, others: Counter[str]) -> str:
    """The name with most letters; capitals throughout say less than any other."""
    names = [name, *(other for other in others if not other.isupper())]
    return max(names, key=lambda one: (_letters(one), others[one], one))


def _abbreviated(name: str, others: Counter[str]) -> str:
    """The form printed most often among those clearly shorter; else the name itself."""
    shorter = [one for one in others if _letters(one) < 0.9 * _letters(name) and len(one) > 2]
    return max(shorter, key=lambda one: (others[one], -len(one), one)) if shorter else name


def _letters(name: str) -> int:
    return sum(map(str.isalpha, name))
