"""Records of tagged lines (RIS, MEDLINE, Web of Science): what their tokenizers share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from refmgr.model import Problem

MARK: Final = "\ufeff"
SHOWN: Final = 60


@dataclass(slots=True)
class Tagged:
    """One record: tags with the lines of their values, where it stands, its lines as in the file."""

    line: int
    pairs: list[tuple[str, list[str]]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """The text as it stands in the file."""
        return "".join(self.lines).rstrip()

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield each tag with its value on one line."""
        for tag, parts in self.pairs:
            yield tag, " ".join(" ".join(parts).split())

    def has(self, tag: str) -> bool:
        """Return whether the record has a field already."""
        return any(known == tag for known, _ in self.pairs)

    def add(self, tag: str, value: str) -> None:
        """Add a field."""
        self.pairs.append((tag, [value]))

    def go_on(self, text: str) -> None:
        """Add a line to the value of the last field."""
        self.pairs[-1][1].append(text)


def numbered_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield lines with their numbers, without the marks that joined files leave at their starts."""
    for number, line in enumerate(lines, 1):
        yield number, line.lstrip(MARK)


def stray_lines(strays: Sequence[tuple[int, str]], form: str) -> tuple[Problem, ...]:
    """Return the Problem that lines outside of all records are, none for none."""
    if not strays:
        return ()
    number, text = strays[0]
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    lines = f"{len(strays)} lines" if len(strays) > 1 else "1 line"
    message = (
        f"{lines} of the file belong to no {form} record and were passed over, "
        f"the first at line {number}: {shown!r}."
    )
    return (Problem("lines-outside-records", message),)
