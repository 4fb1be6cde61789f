"""The works a file's structure knows, joined with the list it prints and the markers in its text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from refmgr.model import Mention, Problem, Record, Reference
from refmgr.names import family_key
from refmgr.references.lists import Lists
from refmgr.references.mentions import find_mentions, with_sentences
from refmgr.references.parsing import parse_reference
from refmgr.text import fold, words

_SHARE_OF_TITLE: Final = 0.8
_SHARE_OF_SHORT_TITLE: Final = 0.3
_MANY_HINTS: Final = 3
_NEAREST: Final = 25
_FIELDS: Final = tuple(field.name for field in fields(Record) if field.name != "et_al")
_QUOTED: Final = 120


@dataclass(frozen=True, slots=True)
class Joined:
    """References by place in the list, Mentions that point at them, and what did not fit."""

    lists: Lists
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()


def join(
    text: str, known: Sequence[Reference], mentions: Sequence[Mention], lists: Lists
) -> Joined:
    """Return the list of a file with the Records its structure knows, and all its Mentions.

    The printed entry stays the raw text of a Reference, the structure fills its Record. A work that
    is known and cited, but printed nowhere, follows behind the list with a Problem.

    Args:
        text: the Document's text.
        known: what the structure says: entries with a span, and works without one; the numbers of
            the works are those that `mentions` use.
        mentions: the places of the text that cite them.
        lists: what the text itself prints.
    """
    printed = _printed(known, lists)
    works = [one for one in known if one.start is None]
    homes = _homes(works, printed)
    references, numbers, problems = _filled(printed, works, homes)
    spans = lists.spans or _hull(printed)
    pointing = [
        replace(one, references=tuple(dict.fromkeys(numbers.get(n, n) for n in one.references)))
        for one in mentions
        if not any(start <= one.start < end for start, end in spans)
    ]
    lists = replace(lists, references=references, spans=spans)
    marked = _with_typed(text, pointing, lists)
    return Joined(lists, with_sentences(text, marked, spans), problems)


def _printed(known: Sequence[Reference], lists: Lists) -> list[Reference]:
    """Return all printed entries in the order of the text, numbered as printed or by position."""
    located = [
        one if one.record != Record() else _parsed(one) for one in known if one.start is not None
    ]
    spans = [(one.start or 0, one.end or 0) for one in located]
    others = [
        one
        for one in lists.references
        if not any((one.start or 0) < end and start < (one.end or 0) for start, end in spans)
    ]
    ordered = sorted((*located, *others), key=lambda one: one.start or 0)
    return [
        replace(one, number=int(one.label) if one.label and one.label.isdecimal() else position)
        for position, one in enumerate(ordered, 1)
    ]


def _parsed(entry: Reference) -> Reference:
    return parse_reference(
        entry.raw, number=entry.number, label=entry.label, start=entry.start, end=entry.end
    )


def _hull(printed: Sequence[Reference]) -> tuple[tuple[int, int], ...]:
    if not printed:
        return ()
    return ((printed[0].start or 0, max(one.end or 0 for one in printed)),)


def _homes(works: Sequence[Reference], printed: Sequence[Reference]) -> dict[int, int]:
    """Return the place of the printed entry of each work, surest first, each entry taken once."""
    page = _Page(printed)
    offers = sorted(
        (-score, index, place)
        for index, work in enumerate(works)
        for place, score in page.weighed(work)
    )
    homes: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, place in offers:
        if index not in homes and place not in taken:
            homes[index] = place
            taken.add(place)
    return homes


class _Page:
    """The printed entries, to be asked which of them may print a work."""

    def __init__(self, printed: Sequence[Reference]) -> None:
        self._printed = printed
        self._lines = [f" {' '.join(words(one.raw))} " for one in printed]
        self._dois = {one.record.doi: at for at, one in enumerate(printed) if one.record.doi}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self._lines):
            for word in set(line.split()):
                self._holders[word].append(place)

    def weighed(self, work: Reference) -> Iterator[tuple[int, float]]:
        """Yield the entries that may print a work, with how much speaks for each."""
        title = set(words(work.record.title or ""))
        shared = Counter(place for word in title for place in self._holders.get(word, ()))
        hints = list(_hints(work.record))
        same = self._dois.get(work.record.doi or "")
        for place in self._near(work.record, shared, same):
            share = shared[place] / len(title) if title else None
            told = sum(f" {hint} " in self._lines[place] for hint in hints)
            if place == same or _is_enough(share, told):
                number = work.number == self._printed[place].number
                yield place, 10 * (place == same) + 4 * (share or 0) + told + 0.5 * number

    def _near(self, record: Record, shared: Counter[int], same: int | None) -> set[int]:
        near = {place for place, _ in shared.most_common(_NEAREST)}
        if not record.title and record.authors:
            family = family_key(record.authors[0]).split()
            near |= {place for word in family for place in self._holders.get(word, ())}
        return near if same is None else near | {same}


def _is_enough(share: float | None, hints: int) -> bool:
    """Tell whether so much of the title, and so many hints, make an entry the print of a work.

    Lists that shorten titles, or print none, still tell first author, year, volume and page.
    """
    if share is None:
        return hints > 1
    if share >= _SHARE_OF_TITLE:
        return hints > 0
    return share >= _SHARE_OF_SHORT_TITLE and hints >= _MANY_HINTS


def _hints(record: Record) -> Iterator[str]:
    """Yield what a printed entry of a work holds beside the title, folded."""
    if record.authors:
        yield family_key(record.authors[0])
    if record.year:
        yield str(record.year)
    for part in (record.volume, (record.pages or "").replace("–", "-").split("-")[0]):
        if part:
            yield fold(part)


def _filled(
    printed: Sequence[Reference], works: Sequence[Reference], homes: Mapping[int, int]
) -> tuple[tuple[Reference, ...], dict[int, int], tuple[Problem, ...]]:
    """Return the references, the number each work's own number becomes, and works not printed."""
    references = list(printed)
    numbers: dict[int, int] = {}
    problems: list[Problem] = []
    highest = max((one.number for one in printed), default=0)
    for index, work in enumerate(works):
        place = homes.get(index)
        if place is not None:
            numbers[work.number] = references[place].number
            record = merged(work.record, references[place].record)
            references[place] = replace(references[place], record=record, problems=())
        elif printed:
            highest += 1
            numbers[work.number] = highest
            problem = _not_printed(work)
            problems.append(problem)
            references.append(replace(work, number=highest, problems=(*work.problems, problem)))
        else:
            references.append(work)
    return tuple(references), numbers, tuple(problems)


def merged(known: Record, printed: Record) -> Record:
    """Return what the structure knows, its gaps filled with what is printed."""
    if not known.title:  # some fields hold no more than a name and a year
        known, printed = printed, known
    gaps = {
        name: getattr(printed, name)
        for name in _FIELDS
        if not getattr(known, name) and getattr(printed, name)
    }
    return replace(known, **gaps)


def _not_printed(work: Reference) -> Problem:
    named = work.record.title or work.raw
    short = named if len(named) <= _QUOTED else f"{named[:_QUOTED]}…"
    return Problem(
        "cited-not-printed",
        f"“{short}” is cited by a citation field, but the printed list does not have it: "
        "refresh the list in your citation program, or add the reference.",
    )


def _with_typed(text: str, mentions: Sequence[Mention], lists: Lists) -> list[Mention]:
    """Add markers typed by hand, if they look like those that the structure knows."""
    found = find_mentions(
        text,
        outside=lists.spans,
        numbers={one.number for one in lists.references},
        references=lists.references,
    )
    spans = [(one.start, one.end) for one in mentions]
    typed = [
        one for one in found if not any(one.start < end and start < one.end for start, end in spans)
    ]
    alike = len(found) - len(typed)
    if mentions and 2 * alike < len(mentions):
        typed = []
    return sorted((*mentions, *typed), key=lambda one: one.start)
