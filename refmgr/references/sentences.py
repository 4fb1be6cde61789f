"""Where sentences begin and end, and which of them a marker belongs to."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from refmgr.references.sections import legend_kind
from refmgr.text import mend, vocabulary, without_markup

Span = tuple[int, int]

_BLANK_LINE: Final = re.compile(r"\n[ \t\r\u00a0]*\n\s*")
# An indented line opens a paragraph, if the line before it is not indented as well.
_INDENTED: Final = re.compile(r"(?<![^\n])(?![ \t])[^\n]+(\n[ \t]+)(?=[\"“]?[^\W\d_])")
_STOP: Final = re.compile(r"[.!?…]{1,3}[\"”’'»)\]*_]{0,3}")
_BLANKS: Final = re.compile(r"[ \t\r\n\u00a0\u2009\u202f]{0,20}")
_BETWEEN_MARKERS: Final = re.compile(r"[ ,;\u2009\u00a0\u2010-\u2015-]{0,3}")
_OPENING: Final = re.compile(r"[\"“‘'«(\[*_¿¡]{0,3}")
_WORD: Final = re.compile(r"([^\W_]+(?:\.[^\W\d_]+)*)\Z")
_TWO_WORDS: Final = re.compile(r"([^\W\d_]+)[\s-]{1,3}[A-Z]\Z")
_CLOSED: Final = re.compile(r"[.!?…:;][^.!?…:;]{0,24}\Z")

_ABBREVIATIONS: Final = vocabulary(
    "e.g i.e eg ie cf viz vs ca approx dr drs prof mr mrs ms st jr sr inc ltd co corp dept univ"
    " resp incl excl spp sp var subsp ssp min max ph.d m.d d.c u.s u.k a.m p.m i.v p.o b.i.d t.i.d"
    " ed eds esp jan feb mar apr jun jul aug sept sep oct nov dec bzw z.b usw u.a d.h ggf"
)
_BEFORE_NUMBERS: Final = vocabulary(
    "fig figs no nos nr eq eqs ref refs tab tabs vol p pp sec sect ch chap art suppl abb n"
)
# A single capital is the initial of a name, but not behind these: "hepatitis B.", "vitamin D."
_BEFORE_LETTERS: Final = vocabulary(
    "vitamin hepatitis type class group grade factor protein influenza and or panel case"
)
_SUPERSCRIPT: Final = re.compile(r"<sup[^<>]{0,60}>([^<>]{1,200})</sup>", re.IGNORECASE)
_RAISED: Final = str.maketrans("0123456789+-–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_ESCAPE: Final = re.compile(r"\\([\[\]()*_#^])")
_EMPHASIS: Final = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,300})(?<=[^\s*])\1(?!\w)")

_LONGEST: Final = 1200
_STRETCH: Final = 300
_SHORTEST_BODY: Final = 60
# How many paragraphs a page break and a figure may put between two halves of a sentence.
_FURNITURE: Final = 14


class Sentences:
    """The sentences of one text, found where they are asked for."""

    def __init__(self, text: str, markers: Sequence[Span], breaks: Collection[int] = ()) -> None:
        """Prepare a text.

        Args:
            text: the Document's text.
            markers: outer spans of the markers; one behind a full stop belongs to the sentence
                before it.
            breaks: positions at which a paragraph begins whatever stands there (headings).
        """
        self._text = text
        self._closes = dict(markers)
        self._paragraphs = _paragraphs(text, breaks)
        self._starts = [start for start, _ in self._paragraphs]
        self._split: dict[int, list[Span]] = {}
        self._sentences: dict[tuple[int, int], str] = {}

    def legend(self, position: int) -> str | None:
        """Return "figure legend" or "table" where the paragraph is one, or stands under its label."""
        index = self._index(position)
        return self._legend(index) or (self._legend(index - 1, alone=True) if index else None)

    def around(self, start: int) -> str:
        """Return the sentence that holds a position, in readable form."""
        index = self._index(start)
        spans = self._spans(index)
        place = max(0, bisect_right(spans, (start, len(self._text))) - 1)
        if (index, place) not in self._sentences:
            first, last = spans[place]
            if last - first > _LONGEST:
                return self._stretch(first, last, start)
            self._sentences[index, place] = self._whole(index, place)
        return self._sentences[index, place]

    def _stretch(self, first: int, last: int, start: int) -> str:
        """Return what stands round a position in a sentence too long to be one."""
        left = max(first, start - start % _STRETCH - _STRETCH)
        key = (-1, left)
        if key not in self._sentences:
            self._sentences[key] = readable(self._text[left : min(last, left + 3 * _STRETCH)])
        return self._sentences[key]

    def _whole(self, index: int, place: int) -> str:
        """Return a sentence with the halves that a page break has cut off."""
        spans = self._spans(index)
        pieces = [self._text[slice(*spans[place])]]
        if place == 0 and self._goes_on(index):
            pieces.insert(0, self._half_before(index))
        if place == len(spans) - 1 and not _CLOSED.search(pieces[-1].rstrip()):
            pieces.append(self._half_after(index))
        return readable("\n".join(piece.strip() for piece in pieces if piece.strip()))

    def _index(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def _spans(self, index: int) -> list[Span]:
        if index not in self._split:
            start, end = self._paragraphs[index]
            self._split[index] = list(_split(self._text, start, end, self._closes)) or [
                (start, end)
            ]
        return self._split[index]

    def _legend(self, index: int, *, alone: bool = False) -> str | None:
        start, end = self._paragraphs[index]
        if alone and end - start > _SHORTEST_BODY // 3:
            return None
        return legend_kind(self._text[start : min(end, start + _SHORTEST_BODY)])

    def _goes_on(self, index: int) -> bool:
        """Tell whether a paragraph begins in the middle of a sentence."""
        start = _skip(_BLANKS, self._text, self._paragraphs[index][0])
        return start in self._closes or self._text[start : start + 1].islower()

    def _is_body(self, index: int) -> bool:
        start, end = self._paragraphs[index]
        long = end - start >= _SHORTEST_BODY
        return long and self._legend(index) is None and "@" not in self._text[start:end]

    def _half_before(self, index: int) -> str:
        for other in range(index - 1, max(-1, index - _FURNITURE), -1):
            if self._is_body(other):
                start, end = self._spans(other)[-1]
                half = self._text[start:end].rstrip()
                if len(half) <= _LONGEST and not _CLOSED.search(half):
                    return half
        return ""

    def _half_after(self, index: int) -> str:
        for other in range(index + 1, min(len(self._paragraphs), index + _FURNITURE)):
            if self._is_body(other):
                start, end = self._spans(other)[0]
                return (
                    self._text[start : min(end, start + _LONGEST)] if self._goes_on(other) else ""
                )
        return ""


def readable(raw: str) -> str:
    """Return printed text on one line, without markup; superscript tags become superscripts."""
    if "<" in raw:
        raw = _SUPERSCRIPT.sub(lambda found: found[1].translate(_RAISED), raw)
    if "*" in raw:
        raw = _EMPHASIS.sub(r"\2", raw)
    return without_markup(mend(_ESCAPE.sub(r"\1", raw)))


def _skip(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _paragraphs(text: str, breaks: Collection[int]) -> list[Span]:
    cuts = [0, *breaks, len(text)]
    cuts += [found.end() for found in _BLANK_LINE.finditer(text)]
    cuts += [found.end() for found in _INDENTED.finditer(text)]
    ordered = sorted(set(cuts))
    return list(pairwise(ordered)) or [(0, 0)]


def _split(text: str, start: int, end: int, closes: Mapping[int, int]) -> Iterator[Span]:
    first = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < first:
            continue
        place = _past_markers(text, stop.end(), closes)
        if place < end and _ends_sentence(text, first, stop, place):
            yield first, place
            first = _skip(_BLANKS, text, place)
    if first < end:
        yield first, end


def _past_markers(text: str, place: int, closes: Mapping[int, int]) -> int:
    """Return where the sentence ends if markers stand behind its full stop."""
    following = place
    while True:
        opens = _skip(_BETWEEN_MARKERS, text, following)
        if opens not in closes:
            return place
        following = closes[opens]
        # ". [12] showed": a marker set apart that a small letter follows opens the next sentence.
        if opens > place and text[following : following + 2].lstrip()[:1].islower():
            return place
        place = following


def _ends_sentence(text: str, first: int, stop: re.Match[str], place: int) -> bool:
    """Tell whether a full stop, with its markers up to `place`, ends a sentence."""
    marked = place > stop.end()
    following = _skip(_BLANKS, text, place)
    if following == place and not marked:
        return False
    opens = _skip(_OPENING, text, following)
    letter = text[opens : opens + 1]
    if letter.islower() or (following == place and not letter.isupper()):
        return False
    if stop[0][0] != ".":
        return True
    return not _is_abbreviation(
        text[max(first, stop.start() - 24) : stop.start()], letter, marked=marked
    )


def _is_abbreviation(before: str, letter: str, *, marked: bool) -> bool:
    found = _WORD.search(before)
    if found is None:
        return False
    word = found[1]
    lower = word.lower()
    if word.isdigit():
        return found.start() == 0 and not before[: -len(word)].strip()
    if lower == "al" or (len(word) == 1 and word.isupper()):
        return not marked and not (len(word) == 1 and _is_letter_name(before))
    return lower in _ABBREVIATIONS or (lower in _BEFORE_NUMBERS and letter.isdigit())


def _is_letter_name(before: str) -> bool:
    found = _TWO_WORDS.search(before)
    return found is not None and found[1].lower() in _BEFORE_LETTERS
