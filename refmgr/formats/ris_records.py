"""The lines of a RIS file taken apart into records, whatever a database makes of the format."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from refmgr.formats.tagged import Tagged, numbered_lines

# "TY  - JOUR" is the rule; some write one blank before the hyphen, a tabulator, or none behind it.
TAG: Final = re.compile(r"\s{0,3}([A-Z][A-Z0-9])([ \t]{1,6})-(?!-)[ \t]?(.*)$", re.DOTALL)
# Cochrane's text export: "TI: A trial", records apart by "Record #1 of 784".
COLON: Final = re.compile(r"([A-Z]{2,3}):[ \t](.*)$", re.DOTALL)
PARTED: Final = re.compile(r"\s*Record #\d+ of \d+\s*$")
TYPE: Final = re.compile(r"[A-Z]{3,9}\s*$")
# Numbers that Ovid and others print between records.
NUMBER: Final = re.compile(r"\s*<?\d{1,7}[.)>]?\s*$")
START: Final = "TY"
END: Final = "ER"
STANDARD: Final = "  "


class Cutter:
    """Cuts numbered lines into records; `strays` are the lines outside of all of them.

    A record ends at ER, at the next TY, at a line that parts records, and at the end of the file;
    one without TY also where, behind a blank line, its first tag comes again. How the first tag
    of a record is written tells its other tags from its text.
    """

    def __init__(self) -> None:
        self.strays: list[tuple[int, str]] = []
        self._record: Tagged | None = None
        self._style = STANDARD
        self._after_blank = False

    def records(self, lines: Iterable[str]) -> Iterator[Tagged]:
        """Yield the records of lines in order."""
        for number, line in numbered_lines(lines):
            tag, gap, value = read_tag(line)
            if not self._counts(tag, gap, value):
                tag = ""
            over = tag == END and not value.strip()
            if over or self._starts_anew(line, tag):
                yield from self._finished(line if over else "")
            if over or PARTED.match(line):
                continue
            if self._record is None:
                self._begin(number, line, tag, gap)
            self._add(line, tag, value)
            self._after_blank = not line.strip()
        yield from self._finished("")

    def _counts(self, tag: str, gap: str, value: str) -> bool:
        """Return whether a tag is one, and not a word of the text ("ED - patients")."""
        if self._record is None or gap in (STANDARD, self._style):
            return True
        return bool(tag == START and TYPE.match(value)) or (tag == END and not value.strip())

    def _starts_anew(self, line: str, tag: str) -> bool:
        if tag == START or PARTED.match(line):
            return True
        if self._record is None or not self._after_blank:
            return False
        first = self._record.pairs[0][0]
        return tag == first != START

    def _finished(self, last: str) -> Iterator[Tagged]:
        if self._record is not None:
            self._record.lines.append(last)
            yield self._record
        self._record = None

    def _begin(self, number: int, line: str, tag: str, gap: str) -> None:
        if tag:
            self._record, self._style = Tagged(number), gap
        elif line.strip() and not NUMBER.match(line):
            self.strays.append((number, line.strip()))

    def _add(self, line: str, tag: str, value: str) -> None:
        if self._record is None:
            return
        self._record.lines.append(line)
        if tag:
            self._record.add(tag, value)
        elif line.strip():
            self._record.go_on(line)


def read_tag(line: str) -> tuple[str, str, str]:
    """Return tag, gap and value of a line, all empty where it has no tag."""
    bare = line.rstrip("\n")
    if found := TAG.match(bare):
        return found[1], found[2], found[3]
    colon = COLON.match(bare)
    return (colon[1], ":", colon[2]) if colon else ("", "", "")
