"""The citation that a paper prints of itself: whole in a block, or as numbers of its source."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

_MONTHS: Final = r"(?:[A-Z][a-z]{2,8}\.?(?:\s?[-–/]\s?[A-Z][a-z]{2,8}\.?)?(?:\s\d{1,2})?)"
_PAGES: Final = r"[A-Za-z]{0,3}\d+(?:\s?[-–—]\s?[A-Za-z]{0,3}\d+)?"
_BLOCK: Final = re.compile(
    r"^[ \t*_#>]{0,12}(?P<head>cite this (?:article|paper)(?: as)?"
    r"|how to cite(?: this (?:article|paper))?|please cite this (?:article"
    r"|paper)(?: in press)?(?: as)?|to cite this article"
    r"|cite as|citation|(?:suggested|recommended) citation|this article should be cited as"
    r"|c[óo]mo citar(?: este art[íi]culo)?|zitierweise)[*_ ]{0,4}:[*_ \t]{0,8}(?P<first>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK_ENDS: Final = re.compile(
    r"\s*(?:©|\(c\)|copyright|received|accepted|correspond|this is an|published|e-?mail|tel\b"
    r"|all rights|https?://creative|editor)",
    re.IGNORECASE,
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_ISSUE: Final = r"(?:\((?P<issue>[^()]{0,20})\))?"
_SHAPES: Final = {
    # `. 2011 May-Jun;56(3):357–359`, `J Pediatr 2001;138:763-6`, `PeerJ 2015;3`
    "nlm": rf"(?P<container>[A-Z][^;:()\n]{{1,90}}?)?[\s.,]{{1,4}}{_YEAR}(?P<month>\s{_MONTHS})?\s?;"
    rf"\s?(?P<volume>\d{{1,4}}[A-Z]?)\s?{_ISSUE}(?:\s?:\s?(?P<pages>{_PAGES})?|[\s.]{{0,4}}$)",
    # `Volume 5, Issue 6, 2015, Pages 1249-1262`, `Volume 20, February 2019, 100123`
    "volume": r"(?P<container>)[Vv]ol(?:ume|\.)\s?(?P<volume>\d{1,4}),?\s"
    r"(?:(?:[Ii]ssues?|[Nn]o\.?)\s(?P<issue>[^,]{0,20}),?\s)?"
    rf"(?P<month>\d{{0,2}}\s?{_MONTHS}\s)?{_YEAR}(?:,?\s(?:[Pp]ages?|pp\.?)?\s?(?P<pages>{_PAGES}))?",
    # `Name of a Journal 12 (2010) 123–145`
    "elsevier": r"(?P<container>[A-Z][^\d;:()\n]{3,90}?)\s(?P<volume>\d{1,4})\s?"
    rf"(?:\((?P<issue>\d{{1,3}})\)\s?)?\((?P<month>{_MONTHS}\s)?{_YEAR}\)\s?(?P<pages>{_PAGES})",
}
_PATTERNS: Final = tuple(re.compile(shape) for shape in _SHAPES.values())
_ENDING: Final = re.compile(
    rf"\((?P<container>[A-Z][A-Za-z. ]{{2,60}}?)\.?\s{_YEAR}\s?;\s?(?P<volume>\d{{1,4}})\s?"
    rf"(?:\((?P<issue>[^()]{{1,12}})\))?\s?:\s?(?P<pages>{_PAGES})\.?\)\.?\s*$"
)
_ABSTRACT_ZONE: Final = 12_000
_MOST_BLOCK_LINES: Final = 8
_MOST_BLOCKS: Final = 8
_LONGEST_BLOCK: Final = 3000


class Citation(NamedTuple):
    """What a paper prints of its own source: a text for the parser, or the parts, and the place."""

    text: str
    parts: dict[str, str]
    where: str


def citation_blocks(text: str) -> Iterator[Citation]:
    """Yield the blocks `Citation: ...`, `Cite this article as: ...`, wherever a page prints them."""
    for found in islice(_BLOCK.finditer(text), _MOST_BLOCKS):
        lines = [found["first"].strip()] if found["first"].strip() else []
        below = text[found.end() : found.end() + _LONGEST_BLOCK].splitlines()[1:]
        for line in below[:_MOST_BLOCK_LINES]:
            if not line.strip() or _BLOCK_ENDS.match(line):
                break
            lines.append(line.strip())
        if lines:
            number = text.count("\n", 0, found.start("head")) + 1
            yield Citation(" ".join(lines), {}, f"line {number}, under {found['head']}")


def source_parts(line: str) -> dict[str, str]:
    """Return container, year, volume, issue and pages that a line of the front matter prints."""
    for shape in _PATTERNS:
        found = shape.search(line)
        if found:
            return {
                name: value.strip()
                for name, value in found.groupdict().items()
                if value and value.strip()
            }
    return {}


def ending_citation(text: str) -> Citation | None:
    """Return the source in parentheses that ends an abstract: `(J Pediatr 2001;138:763-6)`."""
    at = 0
    for number, line in enumerate(text[:_ABSTRACT_ZONE].splitlines(keepends=True), 1):
        found = _ENDING.search(line, max(0, len(line) - 140))
        if found and len(line) > 140:
            parts = {name: value.strip() for name, value in found.groupdict().items() if value}
            return Citation(found.group(), parts, f"line {number}, at the end of the abstract")
        at += len(line)
    return None
