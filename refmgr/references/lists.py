"""All lists of a text: its references, the works that cite it, and the regions that are not body."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final, TypeAlias

from refmgr.model import Problem, Reference
from refmgr.references.bounds import MOST_REFERENCES, too_many_references
from refmgr.references.cited_by import find_cited_by, read_cited_by
from refmgr.references.fields.characters import BULLETS, YEAR
from refmgr.references.further import find_further
from refmgr.references.interruptions import find_interruptions
from refmgr.references.lines import MOST_LINES, Line, find_furniture, split_lines
from refmgr.references.locate import Region, find_by_heading, is_trailer
from refmgr.references.parsing import parse_reference
from refmgr.references.passages import passage_of
from refmgr.references.segment import find_entries
from refmgr.references.several import starts_of_works
from refmgr.references.tails import Entry
from refmgr.references.unheaded import find_without_heading

_List: TypeAlias = tuple[Region, list[Entry]]

_EDGE: Final = re.compile(rf"[\s{BULLETS}]+")
_LONE_NUMBER: Final = re.compile(r"\d{1,4}$")
_STRAY_NUMBER: Final = re.compile(rf"(?<=\n)[ \t]*(?!{YEAR}\b)\d{{1,4}}[ \t]*\n")
_COMPLETE: Final = (".", ")", "]")


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

    No list is a normal answer: then `references` is empty. Offsets count in `text`; `raw` is the
    slice between them without the page furniture that cuts it.
    """
    lines = split_lines(text)
    main = find_by_heading(lines) or find_without_heading(lines)
    citing = find_cited_by(lines, main.first if main else 0)
    if main and citing and main.first <= citing[0] < main.last:
        main = main._replace(last=citing[0])
    furniture = find_furniture(lines, main.first) if main else frozenset()
    lists = _lists(lines, main, furniture) if main else []
    entries = [one for _, one in lists]
    references = tuple(islice(_numbered(text, lines, entries, furniture), MOST_REFERENCES))
    cited_by = read_cited_by(text, lines, citing[0] + 1) if citing else ()
    return Lists(
        references=references,
        cited_by=cited_by,
        declared_references=main.declared if main else None,
        declared_cited_by=citing[1] if citing else None,
        spans=_spans(lines, lists, citing[0] if citing else None),
        problems=(*_problems(main, lists, references), *_unread(text, lists)),
    )


def _lists(lines: Sequence[Line], main: Region, furniture: frozenset[int]) -> list[_List]:
    """Return the lists of a text with their entries, in the order printed."""
    regions = sorted((main, *find_further(lines, main)))
    begins = [_begin(region) for region in regions[1:]]
    lists = [
        (region, find_entries(lines, _ending_by(region, stop), furniture, stop))
        for region, stop in zip(regions, [*begins, len(lines)], strict=True)
    ]
    return [(region, entries) for region, entries in lists if entries]


def _ending_by(region: Region, stop: int) -> Region:
    return region._replace(last=min(region.last, stop))


def _begin(region: Region) -> int:
    return region.first if region.heading is None else region.heading


def _numbered(
    text: str, lines: Sequence[Line], lists: Sequence[Sequence[Entry]], furniture: frozenset[int]
) -> Iterator[Reference]:
    """Yield the references of all lists; the numbers of a further list go on behind the one before."""
    base = highest = 0
    for entries in lists:
        foreign = furniture | find_interruptions(lines, entries, furniture)
        for position, entry in enumerate(entries, 1):
            for reference in _read(text, lines, entry, position, foreign):
                yield replace(reference, number=base + reference.number)
                highest = max(highest, base + reference.number)
        base = highest


def _read(
    text: str, lines: Sequence[Line], entry: Entry, position: int, furniture: frozenset[int]
) -> Iterator[Reference]:
    """Yield the works of one entry parsed, read without the furniture that cuts them."""
    rows = [i for i in range(entry.first, entry.last) if lines[i].text]
    passage = passage_of(lines, _kept(lines, rows, furniture) or rows)
    printed = passage.printed(text)
    edge = _EDGE.match(printed)
    works = [edge.end() if edge else 0, *starts_of_works(printed), len(printed)]
    for first, behind in pairwise(works):
        if not printed[first:behind].strip():
            continue
        work = passage.part(text, first, behind)
        raw = work.printed(text)
        reference = parse_reference(
            _STRAY_NUMBER.sub("", raw),
            number=position if entry.number is None else entry.number,
            label=entry.digits,
            start=work.start,
            end=work.end,
        )
        problems = (*reference.problems, *_doubts(entry, len(works) - 1))
        yield replace(reference, raw=raw, problems=problems)


def _kept(lines: Sequence[Line], rows: Sequence[int], furniture: frozenset[int]) -> list[int]:
    """Return the lines of an entry without furniture and the page numbers beside it or behind it."""
    dropped = set(furniture.intersection(rows))
    numbers = {i for i in rows[1:] if _LONE_NUMBER.match(lines[i].text)}
    for order in (list(pairwise(rows)), list(pairwise(reversed(rows)))):
        dropped.update(b for a, b in order if a in dropped and b in numbers)
    kept = [i for i in rows if i not in dropped]
    if len(kept) > 1 and kept[-1] in numbers and lines[kept[-2]].text.endswith(_COMPLETE):
        kept.pop()
    return kept


def _doubts(entry: Entry, works: int) -> Iterator[Problem]:
    """Yield what is unsure about where an entry was cut."""
    if entry.doubt:
        yield Problem("uncertain-boundary", entry.doubt)
    if works > 1:
        yield Problem(
            "several-works",
            f"This entry of the list prints {works} works; each became a reference of its own under"
            " the same number: check that they were parted at the right places.",
        )


def _spans(
    lines: Sequence[Line], lists: Sequence[_List], citing: int | None
) -> tuple[tuple[int, int], ...]:
    """Return the lists, the works citing the paper, and the trailing matter behind, in order."""
    spans: list[tuple[int, int]] = []
    end_of_text = lines[-1].end if lines else 0
    for k, (region, entries) in enumerate(lists, 1):
        last = entries[-1].last
        behind = next((i for i in range(last, len(lines)) if lines[i].text), None)
        trailing = behind is not None and is_trailer(lines[behind].text)
        whole = trailing and citing is None and k == len(lists)
        spans.append((lines[_begin(region)].start, end_of_text if whole else lines[last - 1].end))
    if citing is not None:
        spans.append((lines[citing].start, end_of_text))
    return tuple(spans)


def _unread(text: str, lists: Sequence[_List]) -> Iterator[Problem]:
    """Yield what was not searched or not read, because no paper is as long."""
    entries = sum(len(entries) for _, entries in lists)
    if entries > MOST_REFERENCES:
        yield too_many_references(entries)
    if text.count("\n") > MOST_LINES:
        yield Problem(
            "too-many-lines",
            f"The text has more than {MOST_LINES:,} lines; the list of references was looked for in"
            " the last of them only. Give the paper or the chapter alone if it is not found.",
        )


def _problems(
    main: Region | None, lists: Sequence[_List], references: Sequence[Reference]
) -> Iterator[Problem]:
    declared = main.declared if main else None
    if declared is not None and declared > len(references):
        yield Problem(
            "references-incomplete",
            f"The paper declares {declared} references, but only {len(references)} are printed"
            " here: copy the full list from the publisher's page and give it with"
            " `refmgr references KEY FILE`.",
        )
    if len(lists) > 1:
        yield Problem(
            "several-lists",
            f"The text prints {len(lists)} lists of references that each count from 1. The numbers"
            " of the later lists go on behind the first here; numbers in the text are understood as"
            " those of the first list: check the citations of the other chapters.",
        )
