"""The reference list of a paper against itself and its text: doubles, numbers that lead nowhere."""

from collections.abc import Iterator, Sequence
from typing import Final

from refmgr.check.finding import Finding
from refmgr.check.printed import Checked
from refmgr.model import Problem

# Problems of a document that are findings: level and what to do.
LIST_PROBLEMS: Final = {
    "number-not-listed": ("warning", "correct the number or add the reference"),
    "reference-never-cited": ("note", "cite it or take it out"),
    "name-number-disagree": ("warning", "compare name and number with the list"),
    "ambiguous-author-year": ("warning", "add a letter to the year, here and in the list"),
}


def check_list(references: Sequence[Checked]) -> Iterator[Finding]:
    """Yield the works that a list prints more than once."""
    printed: dict[str, list[Checked]] = {}
    for one in references:
        if one.work is not None:
            printed.setdefault(one.work, []).append(one)
    for work, twice in printed.items():
        if len(twice) < 2:
            continue
        first, *others = twice
        for other in others:
            yield Finding(
                code="listed-twice", level="warning", file=other.file, number=other.number, key=work,
                what=f"References {first.number} and {other.number} are one work.",
                why=f"“{_short(first.raw)}” / “{_short(other.raw)}”",
                repair=f"keep one of them; if they are two works: `refmgr keep-apart {first.name} "
                f"{other.name}`",
            )  # fmt: skip


def _short(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= 100 else f"{text[:99]}…"


def check_text(file: str, problems: Sequence[Problem]) -> Iterator[Finding]:
    """Yield what does not fit between the text of a paper and its list."""
    for problem in problems:
        if problem.code in LIST_PROBLEMS:
            level, repair = LIST_PROBLEMS[problem.code]
            yield Finding(
                code=problem.code, level=level, file=file, what=problem.message, repair=repair
            )
