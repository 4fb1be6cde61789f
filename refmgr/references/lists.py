"""All lists of a text: its references, the works that cite it, and the regions that are not body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from refmgr.model import Problem, Reference
from refmgr.references.cited_by import find_cited_by, read_cited_by
from refmgr.references.fields.characters import BULLETS
from refmgr.references.lines import Line, find_furniture, split_lines
from refmgr.references.locate import Region, find_by_heading, is_trailer
from refmgr.references.parsing import parse_reference
from refmgr.references.segment import Entry, find_entries
from refmgr.references.unheaded import find_without_heading

_EDGE: Final = re.compile(rf"[\s{BULLETS}]+")
_LONE_NUMBER: Final = re.compile(r"\d{1,4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What a text lists. `spans` are the regions where no in-text citation can stand."""

    references: tuple[Reference, ...] = ()
    cited_by: tuple[Reference, ...] = ()
    declared_references: int | None = None
    declared_cited_by: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_lists(text: str) -> Lists:
    """Return the reference list of a text, parsed, and the list of works citing it.

    No list is a normal answer: then `references` is empty. Offsets count in `text`, and every
    `raw` is an exact slice of it.
    """
    lines = split_lines(text)
    region = find_by_heading(lines) or find_without_heading(lines)
    citing = find_cited_by(lines, region.first if region else 0)
    if region and citing and region.first <= citing[0] < region.last:
        region = region._replace(last=citing[0])
    furniture = find_furniture(lines, region.first) if region else frozenset()
    entries = find_entries(lines, region, furniture) if region else []
    entries = [entry for entry in entries if _says_something(lines, entry)]
    references = tuple(
        _read(text, lines, entry, k, furniture) for k, entry in enumerate(entries, 1)
    )
    cited_by = read_cited_by(text, lines, citing[0] + 1) if citing else ()
    return Lists(
        references=references,
        cited_by=cited_by,
        declared_references=region.declared if region else None,
        declared_cited_by=citing[1] if citing else None,
        spans=_spans(lines, region, entries, citing[0] if citing else None),
        problems=_problems(region, references),
    )


def _says_something(lines: Sequence[Line], entry: Entry) -> bool:
    """Tell whether an entry prints more than a bullet."""
    return any(_EDGE.sub("", lines[i].text) for i in range(entry.first, entry.last))


def _read(
    text: str, lines: Sequence[Line], entry: Entry, position: int, furniture: frozenset[int]
) -> Reference:
    """Return one entry parsed; the parser reads it without the page furniture that cuts it."""
    rows = [i for i in range(entry.first, entry.last) if lines[i].text]
    rows = [i for i in rows if i == entry.first or not _LONE_NUMBER.match(lines[i].text)]
    kept = [i for i in rows if i not in furniture] or rows
    start, end = lines[entry.first].start, lines[kept[-1]].end
    edge = _EDGE.match(text, start, end)
    start = edge.end() if edge else start
    reference = parse_reference(
        _printed(text, lines, kept, start),
        number=position if entry.number is None else entry.number,
        label=entry.digits,
        start=start,
        end=end,
    )
    return replace(reference, raw=text[start:end])


def _printed(text: str, lines: Sequence[Line], kept: Sequence[int], start: int) -> str:
    """Return an entry line by line, a blank line where one is printed, furniture left out."""
    pieces: list[str] = []
    before = None
    for i in kept:
        if before is not None:
            pieces.append("\n\n" if any(not lines[k].text for k in range(before + 1, i)) else "\n")
        pieces.append(text[max(start, lines[i].start) : lines[i].end])
        before = i
    return "".join(pieces)


def _spans(
    lines: Sequence[Line], region: Region | None, entries: Sequence[Entry], citing: int | None
) -> tuple[tuple[int, int], ...]:
    """Return the list, the works citing it, and the trailing matter behind a list, in order."""
    spans: list[tuple[int, int]] = []
    end_of_text = lines[-1].end if lines else 0
    if region and entries:
        first = region.first if region.heading is None else region.heading
        last = entries[-1].last
        behind = next((i for i in range(last, len(lines)) if lines[i].text), None)
        trailing = behind is not None and is_trailer(lines[behind].text) and citing is None
        spans.append((lines[first].start, end_of_text if trailing else lines[last - 1].end))
    if citing is not None:
        spans.append((lines[citing].start, end_of_text))
    return tuple(spans)


def _problems(region: Region | None, references: Sequence[Reference]) -> tuple[Problem, ...]:
    declared = region.declared if region else None
    if declared is None or declared <= len(references):
        return ()
    message = (
        f"The paper declares {declared} references, but only {len(references)} are printed here: "
        "open the full list on the publisher's page and import it again, or add the missing ones."
    )
    return (Problem("references-incomplete", message),)
