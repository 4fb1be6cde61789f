"""The text of a .bib file taken apart into entries, saving what can be saved of broken ones.

Grammar as BibTeX reads it (bibtex.web, sections 220-290): braces count whether escaped or not,
values are joined by `#`, text between entries means nothing. What BibTeX would refuse or swallow
without a word - a missing comma, key, brace or quotation mark - is mended where the layout leaves
no doubt, and always told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from refmgr.formats.bibtex_values import (
    NEXT_FIELD,
    Value,
    closing_brace,
    cut_value,
    read_value,
)
from refmgr.formats.dates import MONTHS
from refmgr.model import Problem

START: Final = re.compile(
    r"@[ \t]*([A-Za-z]\w*)(?:\s*([{(])|[ \t]+(?=[\w:.+/-]{1,60}[ \t]*,\s*[A-Za-z]\w*\s*=))"
)
# Where an entry that was not closed ends at the latest: the next one, on a line of its own.
BOUNDARY: Final = re.compile(
    r"^[ \t]*(?=@[ \t]*[A-Za-z]\w*\s*[{(])|\}[ \t]*(?=@[A-Za-z]\w*\s*[{(][^\s{},=]*,)",
    re.MULTILINE,
)
KEY: Final = re.compile(r"\s*([^\s,={}\"]+)\s*,")
ODD_KEY: Final = re.compile(r"\s*([^,=\n]*?)\s*(?:,|\n|(?==)|(?=[})]\s*$))", re.MULTILINE)
NAME: Final = re.compile(r"([A-Za-z][\w:.+/*-]*)\s*=\s*")
# One level of braces in a value is nearly all there is; deeper ones are counted.
FIELD: Final = re.compile(
    r"[\s,]*+([A-Za-z][\w:.+/*-]*)\s*=\s*"
    r"(?:\{([^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}|\"([^\"{}]*+)\"|(\d++)|([A-Za-z]++))\s*(?:,|(?=[})]))"
)
SKIPPED: Final = re.compile(r"(?:[\s,]|%[^\n]*\n)*+")
ENDED: Final = re.compile(r"\s*(?:[,})]|$)")
PIECE: Final = re.compile(r"[^,{}]*+(?:\{[^{}]*+\}[^,{}]*+)*+")
# An entry that goes on behind its end: a brace too many.
GOES_ON: Final = re.compile(r"\s*,?\s*(?=[A-Za-z][\w-]*\s*=\s*[{\"\w])")
CLOSES: Final = {"{": "}", "(": ")"}
NO_ENTRIES: Final = frozenset(("comment", "preamble"))
SHOWN: Final = 50
WIDEST: Final = 3  # entries that a value may hold
LOOKED_AT: Final = 2000


@dataclass(slots=True)
class Block:
    """One entry: type and names of fields in small letters, values as printed, macros resolved.

    `line` counts from 1; `problems` are what was mended or is doubtful.
    """

    kind: str
    line: int
    key: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    raw: str = ""
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Junk:
    """Text that should be an entry and is none."""

    line: int
    raw: str
    reason: str


class Lines:
    """The numbers of lines in one text, counted once however many offsets are asked for in order."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._line = first
        self._at = 0

    def number(self, at: int) -> int:
        """Return the number of the line an offset is in."""
        if at < self._at:
            return self._line - self._text.count("\n", at, self._at)
        self._line += self._text.count("\n", self._at, at)
        self._at = at
        return self._line


def read_blocks(text: str, macros: dict[str, str], first_line: int = 1) -> Iterator[Block | Junk]:
    """Yield the entries of a text in order, and what lies between them and should be one.

    Args:
        text: the whole of a file, or a part that ends between entries.
        macros: the `@string` macros known so far; those of this text are added.
        first_line: the number of the text's first line.
    """
    macros |= zip(MONTHS, MONTHS, strict=True)
    lines = Lines(text, first_line)
    boundaries = [found.end() for found in BOUNDARY.finditer(text)] + [len(text), len(text)]
    at = nearest = 0
    while found := START.search(text, at):
        yield from _between(text, at, found.start(), lines)
        while boundaries[nearest] <= found.start() and boundaries[nearest] < len(text):
            nearest += 1
        limit = boundaries[nearest]
        kind = found[1].lower()
        closing = CLOSES.get(found[2] or "", "}")
        if kind in NO_ENTRIES:
            end = closing_brace(text, found.end(), limit) if closing == "}" else None
            at = (end or limit - 1) + 1 if closing == "}" else limit
            continue
        reader = _Reader(text, lines, macros, (boundaries, nearest), closing)
        if kind == "string":
            at = reader.string(found.end())
            continue
        block = Block(kind=kind, line=lines.number(found.start()))
        if text.rfind("%", text.rfind("\n", 0, found.start()) + 1, found.start()) >= 0:
            reader.say(
                block, found.start(), "it stands behind a %, but BibTeX reads it all the same"
            )
        at = reader.entry(block, found.end())
        block.raw = text[found.start() : at].rstrip()
        yield block
    yield from _between(text, at, len(text), lines)


def _between(text: str, start: int, end: int, lines: Lines) -> Iterator[Junk]:
    """Yield text between entries that looks like one; any other is a comment."""
    stripped = text[start:end].strip()
    if not stripped:
        return
    told = "\n".join(line for line in stripped.split("\n") if not line.lstrip().startswith("%"))
    if ("=" in told and ("{" in told or '"' in told)) or told.lstrip().startswith("@"):
        line = lines.number(text.index(stripped[0], start))
        yield Junk(line, stripped, "it lies outside of all entries")


class _Reader:
    """Reads one entry; `ends` are all places where one may end at the latest, and the next of them."""

    def __init__(
        self,
        text: str,
        lines: Lines,
        macros: dict[str, str],
        ends: tuple[Sequence[int], int],
        closing: str,
    ) -> None:
        self._text = text
        self._lines = lines
        self._macros = macros
        self._ends, self._nearest = ends
        self._limit = self._ends[self._nearest]
        self._closing = closing

    def string(self, at: int) -> int:
        """Read a macro and return where it ends."""
        named = NAME.match(self._text, SKIPPED.match(self._text, at).end())  # type: ignore[union-attr]
        if named is None:
            return at
        value = read_value(self._text, named.end(), self._limit, self._macros)
        self._macros[named[1].lower()] = value.text
        end = self._text.find(self._closing, value.end, self._limit)
        return value.end if end < 0 else end + 1

    def entry(self, block: Block, at: int) -> int:
        """Read key and fields into a block and return where the entry ends."""
        text = self._text
        at = self._key(block, at)
        while True:
            found = FIELD.match(text, at, self._limit)
            if found and (found[5] is None or found[5].lower() in self._macros):
                value = found[found.lastindex or 2]
                if found[5] is not None:
                    value = self._macros[value.lower()]
                elif "=" in value:
                    self._look_into(block, found[1], value, found.start())
                block.fields.append((found[1].lower(), value))
                at = found.end()
                continue
            at = SKIPPED.match(text, at, self._limit).end()  # type: ignore[union-attr]
            if at >= self._limit:
                self.say(block, at - 1, "the entry is not closed")
                return self._limit
            if text[at] in "})":
                at += 1
                beyond = GOES_ON.match(text, at, self._limit)
                if beyond is None:
                    return at
                self.say(block, at, "there is a closing brace too many")
                at = beyond.end()
                continue
            at = self._slowly(block, at)

    def _key(self, block: Block, at: int) -> int:
        found = KEY.match(self._text, at, self._limit)
        if found:
            block.key = found[1]
            return found.end()
        odd = ODD_KEY.match(self._text, at, self._limit)
        if odd is None:
            return at
        words = odd[1].split()
        before_name = self._text[odd.end() : odd.end() + 1] == "="
        if before_name and len(words) < 2:
            self.say(block, at, "the citation key is missing")
            return at
        if before_name:
            self.say(block, at, "the comma behind the citation key is missing")
            block.key = words[0]
            return at + self._text[at : odd.end()].index(words[0]) + len(words[0])
        if not words:
            self.say(block, at, "the citation key is missing")
        elif self._text[odd.end() - 1] == "\n":
            self.say(block, at, "the comma behind the citation key is missing")
        block.key = odd[1]
        return odd.end()

    def _slowly(self, block: Block, at: int) -> int:
        """Read one field that is not plain, and return where the next one begins."""
        text = self._text
        named = NAME.match(text, at, self._limit)
        if named is None:
            return self._unreadable(block, at)
        value = read_value(text, named.end(), self._limit, self._macros)
        if value.trouble and value.end >= self._limit < len(text):
            value = self._wider(value, named.end())
        end = ENDED.match(text, value.end, self._limit)
        closed_late = value.end >= self._limit or (end is not None and end.end() >= self._limit)
        if (end is None or closed_late) and not value.trouble:
            inner = NEXT_FIELD.search(text, named.end(), value.end)
            if inner:
                value = cut_value(text, named.end() + 1, value.end)
        if value.trouble:
            self.say(block, named.start(), f"{named[1]}: {value.trouble}")
        block.fields.append((named[1].lower(), value.text))
        at = SKIPPED.match(text, value.end, self._limit).end()  # type: ignore[union-attr]
        if (
            not value.trouble
            and "," not in text[value.end : at]
            and NAME.match(text, at, self._limit)
        ):
            self.say(block, value.end, f"the comma behind {named[1]} is missing")
        return at

    def _wider(self, value: Value, at: int) -> Value:
        """Return a value that holds what looks like the next entry: then its braces close farther on."""
        for further in range(self._nearest + 1, min(self._nearest + 1 + WIDEST, len(self._ends))):
            wider = read_value(self._text, at, self._ends[further], self._macros)
            if not wider.trouble and ENDED.match(self._text, wider.end, self._ends[further]):
                self._nearest, self._limit = further, self._ends[further]
                return wider
        return value

    def _unreadable(self, block: Block, at: int) -> int:
        """Pass over text that is no field, up to the next comma or the end of the entry."""
        text = self._text
        end = max(PIECE.match(text, at, self._limit).end(), at + 1)  # type: ignore[union-attr]
        shown = " ".join(text[at : min(end, at + SHOWN)].split())
        self.say(block, at, f"this is no field and was passed over: {shown}")
        return end

    def _look_into(self, block: Block, name: str, value: str, at: int) -> None:
        inner = NEXT_FIELD.search(value, 0, LOOKED_AT)
        if inner:
            line = value[inner.end() :].split("\n", 1)[0][:SHOWN]
            self.say(block, at, f"{name} holds what looks like a field of its own: {line}")

    def say(self, block: Block, at: int, what: str) -> None:
        """Note what is wrong with an entry at an offset."""
        message = f"line {self._lines.number(max(at, 0))}: {block.key or block.kind}: {what}"
        block.problems.append(Problem("broken-entry", message))
