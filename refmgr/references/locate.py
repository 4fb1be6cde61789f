"""Where in a text the list of references stands, with or without a heading before it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from refmgr.references.fields.characters import PARTICLE, UPPER, YEAR, any_of
from refmgr.references.fields.labels import BULLET, LINK_LINE, find_label
from refmgr.references.lines import Line

_WORDS: Final = (
    r"(?:list of )?(?:cited |selected |key |main |additional |supplement(?:ary|al) |web )?"
    r"references?(?:[ ](?:and|&)[ ](?:notes?"
    r"|further reading|bibliography|links))?(?:[ ](?:list|cited|section))?"
    r"|r ?e ?f ?e ?r ?e ?n ?c ?e ?s|(?:selected )?bibliograph(?:y|ie)|literature(?:[ ]cited)?"
    r"|cited literature|works[ ]cited"
    r"|literatur(?:verzeichnis|nachweise?)?|referenzen|r[ée]f[ée]rences(?:[ ]bibliographiques)?"
    r"|referencias(?:[ ]bibliogr[aá]ficas)?"
    r"|refer[êe]ncias(?:[ ]bibliogr[áa]ficas)?|bibliograf[ií]a|literatura(?:[ ]citada)?"
    r"|riferimenti(?:[ ]bibliografici)?|bibliografia"
    r"|referenties|referenser|litteratur|literaturverzeichnis|endnotes|notes and references"
    r"|further reading"
)
_DECORATION: Final = r"(?:[\s#*_>=|•-]|<[^<>]{1,30}>)*"
HEADING: Final = re.compile(
    rf"{_DECORATION}(?:(?:\d{{1,2}}(?:\.\d{{1,2}})?|[IVX]{{1,5}}"
    rf"|[A-Z])[.)]?\s+)?(?:{_WORDS})\s*(?:\(\s?(?P<declared>\d{{1,4}})\s?\))?\s?[:.]?{_DECORATION}$",
    re.IGNORECASE,
)
_HEADING_INLINE: Final = re.compile(
    rf"{_DECORATION}(?P<word>References|REFERENCES|Bibliography|BIBLIOGRAPHY|Literature Cited"
    rf"|LITERATURE CITED)\s?[:.]?\s*(?=\[?\(?1[\].)]\s?[{UPPER}])"
)
CITED_BY: Final = re.compile(
    rf"{_DECORATION}(?:cited by(?: other articles)?|citing articles"
    rf"|citations? of this article)\s*(?:\(\s?(?P<declared>\d{{1,6}})\s?\))?\s?:?{_DECORATION}$",
    re.IGNORECASE,
)
_TRAILER_HEADING: Final = re.compile(
    rf"{_DECORATION}(?:(?:supplement\w*|supporting|additional|associated) (?:information"
    r"|materials?|data|files?|figures?|tables?)(?:[ ]captions?|[ ]legends?)?|appendi(?:x"
    rf"|ces)(?: [A-Z\d]{{1,2}})?|figures?(?: (?:legends?|captions?))?"
    r"|tables?(?: (?:legends?|captions?))?|legends?(?: (?:to|for) figures?)?|captions?"
    r"|acknowled?ge?ments?|(?:author|authors[’'])[ ](?:contributions?|information|details"
    r"|affiliations)|about the authors?"
    r"|funding|conflicts? of interests?|competing interests?|resources|similar articles"
    r"|links to ncbi databases|recommended articles|view full text|publisher[’']?s note"
    r"|publication history"
    r"|open peer review|reviewer reports?|referee reports?|footnotes?|abbreviations"
    r"|data availability|correspondence|copyright|(?:author )?biograph(?:y|ies)|biographical sketch(?:es)?"
    r"|(?:table|figure|fig\.?) [A-Z]?\d{1,2}(?:[ ](?:\()?continued\)?)?"
    r"|section snippets|view all citing articles.{0,20}|save|share|actions|on this page"
    r"|follow ncbi|related articles?"
    r"|(?:online |star\W{0,3})?methods(?: summary)?|extended data.{0,30}"
    rf"|figure legends.{{0,30}}|end ?notes?|abstract|introduction)\s?[:.]?{_DECORATION}$",
    re.IGNORECASE,
)
_TRAILER_PHRASE: Final = re.compile(
    r"(?:articles? from .{3,120} (?:is|are) provided (?:here )?courtesy"
    r"|(?:\*\*)?(?:cite this article|how to cite|please cite this|to cite this|cite as\b"
    r"|this article should be cited|suggested citation|submit your (?:next )?manuscript)"
    r"|publisher[’']?s note|reprint requests?\b|(?:address )?(?:for )?correspondence(?: to| and"
    r"|:| address)|corresponding author|view all citing|(?:manuscript )?(?:received|submitted|accepted"
    r"|revised)(?: for publication)?[ :].{0,12}\d"
    r"|(?:figure|fig\.|table|supplementary (?:fig|table|material)\w*|scheme|box|video|movie"
    r"|additional file|extended data)\s?[A-Z]?\d{1,2}[A-Za-z]?\s?[.:|-]\s?\S|(?:©|\(c\)"
    r"|copyright)\s?\d{4}|copyright:? ?©|all rights reserved"
    r"|the publisher remains neutral|springer nature remains|this is an open[- ]access article"
    r"|the authors? declares?|open access this article|disclaimer[/:]|competing interests?:"
    r"|funding:|conflict of interest:|\*\*conflict"
    r"|this figure \S{1,60} is available in"
    r"|skip to |download(?:ed)? (?:pdf|from)|be the first to|reviewed by|edited by:|publish with"
    r"|ready to submit|advance your|view full text|doi:.{0,60}cite this)",
    re.IGNORECASE,
)
_FAMILY: Final = (
    rf"(?:{PARTICLE}[ ’'-])*(?:[dDOL]['’]|(?:de|del|di|du|la|le|van|von|den|der|ten|ter)(?=[{UPPER}][a-z]))?"
    rf"[{UPPER}][\w'’´-]*"
    rf"(?:[ -](?:{PARTICLE}[ ])?[{UPPER}][\w'’´-]+){{0,2}}"
)
_BODIES: Final = any_of(
    "World Health", "National", "American", "European", "International", "Centers for",
    r"U\.?S\.?", "Ministry", "Institute", "Department", "Food and Drug", rf"[{UPPER}]{{3,6}}\.[ ]",
)  # fmt: skip
# What the first line of an entry begins with: a name in any order, or a well-known body.
AUTHOR_START: Final = re.compile(
    any_of(
        rf"{_FAMILY}(?:,?[ ][{UPPER}]{{1,4}}(?:-[{UPPER}])?(?![\w'’])[.,;:]?"
        rf"|,[ ]?(?:[{UPPER}][a-z]?\.[ -]?){{1,4}}"
        rf"|,[ ][{UPPER}][a-zà-ÿ]+(?:[ ][{UPPER}]\.?)*(?=[.,;(&]|[ ](?:and|&|\())"
        rf"|[ ]et[ ]al\b|[ ](?:and|&)[ ][{UPPER}]|[ ](?:[{UPPER}]\.[ -]?){{1,3}}[,;(]?)",
        rf"(?:[{UPPER}]\.[ -]?){{1,4}}(?:{PARTICLE}[ ])*[{UPPER}][\w'’´-]+[,. (&]",
        rf"[{UPPER}]{{1,3}}[ ][{UPPER}][a-zà-ÿ'’-]+(?:[ ]et[ ]al\.?)?(?:,|$)",
        _BODIES,
    )
)
HAS_YEAR: Final = re.compile(rf"(?<![\d–-]){YEAR}[a-z]?(?!\d)")
_RANGE: Final = re.compile(r"\d\s?[-–—]\s?\d")
_SOURCE: Final = re.compile(
    rf"{YEAR}[a-z]?\s?;\s?\d|\d\s?\(\d{{1,4}}\)\s?[:,]|\d\s?:\s?[A-Za-z]?\d+\s?[-–]|\bdoi\b"
    r"|\bpp?\.\s?\d",
    re.IGNORECASE,
)


_NAME: Final = re.compile(
    rf"\b[{UPPER}][\w'’-]+,? [{UPPER}](?:\.|\b)|\b[{UPPER}]\. ?[{UPPER}][\w'’-]"
)
# What the reading of superscripts and lost digits leaves before an entry: `[ ]`, a lone quote.
_REMNANT: Final = re.compile(r"\[\s?\]\s?|['‘’*†‡§](?=[A-Z]\. )|\d{1,3}(?=[A-Z]\. ?[A-Z])")
_LIST_LIKE: Final = 0.35  # weight a line that even a list of long titles reaches
_LONGEST_LINE: Final = 1200
_LONGEST_HEADING: Final = 90
_NAMES: Final = (0.0, 0.0, 0.5, 0.8)  # for none, one, two, more names with initials in a line
_ADDRESS: Final = re.compile(r"https?://|www\.")


class Region(NamedTuple):
    """The lines of a list: from the first behind the heading to the last (exclusive)."""

    first: int
    last: int
    heading: int | None
    declared: int | None


def is_trailer(text: str) -> bool:
    """Tell whether a line begins what stands behind a list and is no reference."""
    return bool(_TRAILER_HEADING.match(text) or _TRAILER_PHRASE.match(text) or CITED_BY.match(text))


def weigh_line(text: str) -> float:
    """Return how much a line speaks for being part of a list of references (below 0: against it)."""
    if not text or (len(text) < 120 and LINK_LINE.match(text)):
        return 0.0
    if len(text) > _LONGEST_LINE:
        return -len(text) / 400
    if is_trailer(text):
        return -3.0
    weight = 0.0
    label = find_label(text)
    bullet = None if label else BULLET.match(text)
    body = text[label.end if label else bullet.end() if bullet else 0 :]
    remnant = _REMNANT.match(body)
    body = body[remnant.end() if remnant else 0 :]
    weight += _NAMES[min(3, sum(1 for _ in _NAME.finditer(body[:120])))]
    weight += 0.6 * (label is not None) + 0.4 * (bullet is not None)
    weight += 0.5 * bool(_ADDRESS.search(body))
    weight += 0.8 * bool(AUTHOR_START.match(body))
    weight += 0.7 * bool(HAS_YEAR.search(body))
    weight += 0.5 * bool(_RANGE.search(body))
    weight += 0.8 * bool(_SOURCE.search(body))
    if not weight:
        # A line of prose weighs by its length: a wrapped title is short, a paragraph is not.
        if len(text) < 25:
            return -0.05
        return -0.35 if len(text) < 200 else -len(text) / 300
    return weight


def find_by_heading(lines: Sequence[Line]) -> Region | None:
    """Return the list behind the best heading: where the lines behind it look most like references."""
    headings = find_headings(lines, 0, len(lines))
    if not headings:
        return None
    # Lines before the first heading need no weight: most of a paper is body.
    known = {text: weigh_line(text) for text in {line.text for line in lines[headings[0] :]}}
    weights = [0.0] * headings[0] + [known[line.text] for line in lines[headings[0] :]]
    best: tuple[float, Region] | None = None
    # A running head may repeat the word on every page: the first and the last of them are enough.
    for i in [*headings[:6], *headings[6:][-6:]]:
        found = HEADING.match(lines[i].text)
        first = i + 1 if found else i
        last, score = _reach(weights, first)
        declared = found["declared"] if found else None
        if score > 1.0 and (best is None or score > best[0]):
            best = (score, Region(first, last, i, int(declared) if declared else None))
    return _from_last_heading(lines, weights, best[1], headings) if best else None


def _from_last_heading(
    lines: Sequence[Line], weights: Sequence[float], region: Region, headings: Sequence[int]
) -> Region:
    """Return a list without what stands between its heading and a later one, if that is no list.

    A table prints `Reference` for the group that others are compared with, and its numbers weigh
    like those of volumes and pages.
    """
    for i in headings:
        if not region.first < i < region.last:
            continue
        filled = sum(bool(line.text) for line in lines[region.first : i])
        if sum(weights[region.first : i]) >= _LIST_LIKE * filled:
            continue
        found = HEADING.match(lines[i].text)
        declared = found["declared"] if found else None
        first = i + 1 if found else i
        region = Region(first, region.last, i, int(declared) if declared else region.declared)
    return region


def find_headings(lines: Sequence[Line], first: int, last: int) -> list[int]:
    """Return the lines between two that announce a list of references."""
    return [i for i in range(first, last) if _is_heading(lines[i].text)]


def reach_of(lines: Sequence[Line], first: int, last: int) -> int:
    """Return where the lines from `first` on cease to look like references, `last` at most."""
    return first + _reach([weigh_line(line.text) for line in lines[first:last]], 0)[0]


def _is_heading(text: str) -> bool:
    if not text or not (len(text) < _LONGEST_HEADING or text[:40].count("1")):
        return False
    return bool(
        (len(text) < _LONGEST_HEADING and HEADING.match(text)) or _HEADING_INLINE.match(text)
    )


def _reach(weights: Sequence[float], first: int) -> tuple[int, float]:
    """Return where the sum of weights from a line on is highest, and that sum.

    The walk ends where the sum has fallen far below its height: the list is over.
    """
    total = height = 0.0
    last = first
    for i in range(first, len(weights)):
        total += weights[i]
        if total >= height:
            height, last = total, i + 1
        elif total < height - 60:
            break
    return last, height
