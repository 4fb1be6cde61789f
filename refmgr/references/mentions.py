"""In-text citations: the text of a document and the numbers of its list in, Mentions out."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from refmgr.model import Mention, Problem, Reference
from refmgr.references.bounds import too_many_citations
from refmgr.references.margins import line_numbers
from refmgr.references.sections import Sections
from refmgr.references.sentences import Sentences
from refmgr.references.styles.forms import is_cut, markers_of, other_form

_PRINTED: Final = {
    "bracket": "in brackets",
    "parenthesis": "in parentheses",
    "superscript": "as superscripts",
    "author-year": "by name and year",
}
_SHOWN: Final = 12

_NAMES: Final = frozenset({"field", "author-year"})
_REACH: Final = 7
_OPENS: Final = re.compile(r"(?:<sup>)?[\[(]?\s?\Z")
_CLOSES: Final = re.compile(r"\s?[\])]?(?:</sup>)?")


def find_mentions(
    text: str,
    *,
    outside: Sequence[tuple[int, int]],
    numbers: Collection[int],
    references: Sequence[Reference] = (),
) -> tuple[Mention, ...]:
    """Find the in-text citations of a document.

    The document decides itself which form its markers have (brackets, parentheses, superscripts
    kept, raised or flattened, names and years): the form that cites most of the list is taken,
    strays of other forms are dropped.

    Args:
        text: the Document's text.
        outside: spans that are no body: reference lists, "cited by" lists, back matter.
        numbers: the numbers of the printed list; empty if the document prints none, then the
            markers themselves tell which numbers are plausible.
        references: the printed list; without it citations by name and year are not found.

    Returns:
        Mentions in the order of the text. `start`, `end` and `text` hold the numbers alone, ranges
        are written out in `references`. A Mention by name and year points at one work; several
        numbers in it are candidates between which the text does not decide.
    """
    body = _body(text, outside)
    style, markers = markers_of(body, numbers, references)
    if not markers:
        return ()
    sections = Sections(body)
    breaks = [position for one in sections.headings for position in (one.start, one.end)]
    sentences = Sentences(body, [(one.opens, one.closes) for one in markers], breaks)
    return tuple(
        Mention(
            start=marker.start,
            end=marker.end,
            text=text[marker.start : marker.end],
            references=marker.numbers,
            sentence=sentences.around(marker.opens),
            section=sentences.legend(marker.start) or sections.at(marker.start),
            style=style,
        )
        for marker in markers
    )


def find_doubts(
    text: str,
    *,
    outside: Sequence[tuple[int, int]],
    references: Sequence[Reference],
    mentions: Sequence[Mention],
) -> tuple[Problem, ...]:
    """Tell what looks like citations in another form than the document's own, and was not linked.

    Args:
        text: the Document's text.
        outside: spans that are no body.
        references: the printed list.
        mentions: what `find_mentions` found in it.

    Returns:
        `second-citation-form`, `too-many-citations`, or nothing.
    """
    if not references or not mentions:
        return ()
    body = _body(text, outside)
    return (*_second_form(body, references, mentions), *_unsearched(body, mentions))


def _unsearched(body: str, mentions: Sequence[Mention]) -> tuple[Problem, ...]:
    """Tell where the search for citations ended before the text did."""
    if not is_cut(body, mentions[0].style, mentions[-1].start):
        return ()
    return (too_many_citations(len(mentions)),)


def _second_form(
    body: str, references: Sequence[Reference], mentions: Sequence[Mention]
) -> tuple[Problem, ...]:
    cited = {number for mention in mentions for number in mention.references}
    style = mentions[0].style
    other, numbers = other_form(body, references, style, cited)
    if not numbers:
        return ()
    return (
        Problem(
            "second-citation-form",
            f"Most citations are printed {_PRINTED[style]}, but {len(numbers)} references that are"
            f" cited nowhere so ({', '.join(map(str, numbers[:_SHOWN]))}"
            f"{' …' if len(numbers) > _SHOWN else ''}) seem to be cited {_PRINTED[other]}. These"
            " were not linked: print all citations in one form and import the paper again.",
        ),
    )


def _body(text: str, outside: Sequence[tuple[int, int]]) -> str:
    """Return the text without what holds no Mentions, and without the line numbers of its margin."""
    body = _without(text, outside)
    numbered = line_numbers(body)
    return _without(body, numbered, " ") if numbered else body


def with_sentences(
    text: str, mentions: Sequence[Mention], outside: Sequence[tuple[int, int]]
) -> tuple[Mention, ...]:
    """Return Mentions that a file's structure places, with the sentence and section each stands in.

    Args:
        text: the Document's text.
        mentions: in the order of the text; those that have a sentence keep it.
        outside: spans that are no body.
    """
    if all(mention.sentence for mention in mentions):
        return tuple(mentions)
    body = _without(text, outside)
    sections = Sections(body)
    breaks = [position for one in sections.headings for position in (one.start, one.end)]
    # A marker behind a full stop belongs to the sentence before it; a name does not.
    numbers = [_outer(body, one.start, one.end) for one in mentions if one.style not in _NAMES]
    sentences = Sentences(body, numbers, breaks)
    return tuple(
        one
        if one.sentence
        else replace(
            one,
            sentence=sentences.around(_outer(body, one.start, one.end)[0]),
            section=one.section or sentences.legend(one.start) or sections.at(one.start),
        )
        for one in mentions
    )


def _outer(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a marker with the brackets or tags that hold it."""
    before = _OPENS.search(text, max(0, start - _REACH), start)
    after = _CLOSES.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def _without(text: str, outside: Sequence[tuple[int, int]], blank: str = "\n") -> str:
    """Return the text with spans blanked, every position kept."""
    pieces: list[str] = []
    last = 0
    for start, end in sorted(outside):
        if end > last:
            begin = max(start, last)
            pieces += (text[last:begin], blank * (min(end, len(text)) - begin))
            last = end
    return "".join((*pieces, text[last:]))
