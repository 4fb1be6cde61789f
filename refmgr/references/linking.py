"""What every number in the text points at, and what does not fit between text and list."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from refmgr.model import Link, Mention, Problem, Reference
from refmgr.references.attribution import disagreements
from refmgr.text import mend

Links = tuple[Link, ...]
Problems = tuple[Problem, ...]

_NAMED: Final = "author-year"
# Citations that name entries themselves, so that it does not matter which numbers a list prints.
_SURE: Final = frozenset({_NAMED, "field"})
_FIRST_WORDS: Final = 12
_QUOTED: Final = 160
_SEVERAL: Final = 5


def link(
    mentions: Sequence[Mention], references: Sequence[Reference], declared: int | None
) -> tuple[Links, Problems]:
    """Link the numbers of the Mentions to the References, and say what does not fit.

    Numbers are trusted if the entries carry printed numbers. A list without printed numbers gives
    its positions, but only if it is complete: a page that declares 22 references and shows 11 does
    not say which of them is number 4.

    Args:
        mentions: the in-text citations of a document, in the order of its text.
        references: its printed list.
        declared: how many references the document claims to have, None if it claims nothing.

    Returns:
        One Link for each number of each Mention, in order, and the problems of the whole document:
        `numbers-waiting-for-list`, `numbers-unlinkable`, `number-not-listed`, `numbers-by-position`,
        `name-number-disagree`, `reference-never-cited`, `no-citations-found`,
        `ambiguous-author-year`.
    """
    if not references:
        return _all(mentions, "no-list"), _waiting(mentions)
    if not mentions:
        return (), (_no_citations(references),)
    if not _trusted(mentions, references, declared):
        return _all(mentions, "unlinkable"), (_unlinkable(mentions, references, declared),)
    places = _places(references)
    links = tuple(
        Link(index, number, "linked" if number in places else "not-listed", places.get(number))
        for index, mention in enumerate(mentions)
        for number in mention.references
    )
    return links, tuple(_findings(mentions, references, links))


def _all(mentions: Sequence[Mention], state: str) -> Links:
    return tuple(
        Link(index, number, state)
        for index, mention in enumerate(mentions)
        for number in mention.references
    )


def _trusted(
    mentions: Sequence[Mention], references: Sequence[Reference], declared: int | None
) -> bool:
    """Tell whether the numbers in the text name entries of the list.

    Names and years are matched to the entries themselves and need no numbers.
    """
    complete = declared is None or declared == len(references)
    return complete or _is_labelled(references) or mentions[0].style in _SURE


def _is_labelled(references: Sequence[Reference]) -> bool:
    return 2 * sum(reference.label is not None for reference in references) > len(references)


def _places(references: Sequence[Reference]) -> Mapping[int, int]:
    """Map each number to the place of its entry; the first of two entries with one number counts."""
    places: dict[int, int] = {}
    for place, reference in enumerate(references):
        places.setdefault(reference.number, place)
    return places


def _findings(
    mentions: Sequence[Mention], references: Sequence[Reference], links: Links
) -> Iterator[Problem]:
    yield from _ambiguous(mentions)
    unlisted = list(_not_listed(mentions, references, links))
    yield from unlisted
    yield from disagreements(mentions, references, links)
    cited = {one.reference for one in links}
    uncited = [one for place, one in enumerate(references) if place not in cited]
    by_position = mentions[0].style not in _SURE and not _is_labelled(references)
    if by_position and (unlisted or uncited):
        yield Problem(
            "numbers-by-position",
            "The list prints no numbers, so its entries were counted from the top, and not all of"
            " them fit the text: compare the order of the list with the paper.",
        )
    yield from _never_cited(uncited, len(references))


def _never_cited(uncited: Sequence[Reference], total: int) -> Iterator[Problem]:
    if len(uncited) > max(_SEVERAL, total // 2):
        numbers = _enumerated(sorted(reference.number for reference in uncited))
        yield Problem(
            "reference-never-cited",
            f"{len(uncited)} of {total} references are never cited in this text ({numbers}):"
            " check that the text is complete.",
        )
        return
    for reference in uncited:
        yield Problem(
            "reference-never-cited",
            f"Reference {reference.number} is listed but never cited in the text:"
            f" “{_first_words(reference)}”.",
        )


def _not_listed(
    mentions: Sequence[Mention], references: Sequence[Reference], links: Links
) -> Iterator[Problem]:
    """Report each number that the list does not have once, with the first sentence that cites it."""
    times = Counter(one.number for one in links if one.state == "not-listed")
    seen: set[int] = set()
    for one in links:
        if one.state != "not-listed" or one.number in seen:
            continue
        seen.add(one.number)
        more = times[one.number] - 1
        again = f" (and in {more} more place{'s' if more > 1 else ''})" if more else ""
        yield Problem(
            "number-not-listed",
            f"Number {one.number} is cited, but the list has no such entry (its {len(references)}"
            f" entries end at {max(reference.number for reference in references)}):"
            f" “{_quoted(mentions[one.mention].sentence)}”{again}."
            " Correct the number or add the missing reference.",
        )


def _ambiguous(mentions: Sequence[Mention]) -> Iterator[Problem]:
    """Report each citation by name and year that fits several entries once."""
    seen: set[tuple[int, ...]] = set()
    for mention in mentions:
        if mention.style != _NAMED or len(mention.references) < 2 or mention.references in seen:
            continue
        seen.add(mention.references)
        yield Problem(
            "ambiguous-author-year",
            f"“{mend(mention.text)}” fits references {_enumerated(mention.references)} alike:"
            f" “{_quoted(mention.sentence)}”. Add a letter to the year, or say which one is meant.",
        )


def _waiting(mentions: Sequence[Mention]) -> Problems:
    if not mentions:
        return ()
    numbers = _enumerated(sorted({n for mention in mentions for n in mention.references}))
    if not numbers:  # cited by keys: what they name stands in another file
        return ()
    return (
        Problem(
            "numbers-waiting-for-list",
            f"The numbers {numbers} are cited, but the document prints no list of references: they"
            " stay open. Give it the list with `refmgr references KEY FILE`.",
        ),
    )


def _unlinkable(
    mentions: Sequence[Mention], references: Sequence[Reference], declared: int | None
) -> Problem:
    numbers = _enumerated(sorted({n for mention in mentions for n in mention.references}))
    return Problem(
        "numbers-unlinkable",
        f"The document declares {declared} references and shows {len(references)} without their"
        f" numbers, so what the cited numbers ({numbers}) mean stays open. Give it the whole list"
        " with `refmgr references KEY FILE`.",
    )


def _no_citations(references: Sequence[Reference]) -> Problem:
    return Problem(
        "no-citations-found",
        f"The list has {len(references)} references, but no citation of them was found in the"
        " text: check that the text is complete and that its citation numbers were copied.",
    )


def _enumerated(numbers: Sequence[int]) -> str:
    """Return numbers in order as a person writes them: "1-5, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _first_words(reference: Reference) -> str:
    printed = mend(reference.raw)
    kept = " ".join(printed.split()[:_FIRST_WORDS])
    return kept if kept == printed else f"{kept} …"


def _quoted(sentence: str) -> str:
    return sentence if len(sentence) <= _QUOTED else f"{sentence[:_QUOTED].rsplit(' ', 1)[0]} …"
