"""The front matter of a paper: the lines before its text, and what each of them is."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from refmgr.documents.markdown import is_heading, without_marks

_BODY: Final = re.compile(
    r"(?:abstract|summary|(?:graphical |structured |plain language )?abstract|introduction"
    r"|background|key ?words?|highlights|purpose|objectives?|aims?|methods|resumen|resumo|résumé"
    r"|zusammenfassung|dear (?:editor|sir).{0,30}|(?:dear )?sirs?,?|to the editors?[,:]?"
    r"|editor[,:]?|references?|article info|section snippets)\s?[:.,]?$"
    r"|(?:abstract|key ?words|summary|background|introduction|objectives?|purpose)\s?[:.—–]\s?\S",
    re.IGNORECASE,
)
# Also printed above the title, as the section of the journal.
_MAYBE_BODY: Final = re.compile(
    r"case (?:reports?|presentations?|descriptions?|histor(?:y|ies))\s?[:.]?$", re.IGNORECASE
)
_TITLE_WORDS: Final = 3
_SECTION_WORDS: Final = frozenset(
    [
        "letter",
        "letters",
        "to",
        "the",
        "editor",
        "editors",
        "and",
        "or",
        "of",
        "in",
        "a",
        "an",
        "on",
        "for",
        "with",
        "article",
        "articles",
        "original",
        "research",
        "review",
        "reviews",
        "brief",
        "short",
        "rapid",
        "case",
        "cases",
        "report",
        "reports",
        "series",
        "study",
        "studies",
        "clinical",
        "laboratory",
        "observation",
        "observations",
        "communication",
        "communications",
        "correspondence",
        "commentary",
        "editorial",
        "image",
        "images",
        "quiz",
        "perspective",
        "opinion",
        "viewpoint",
        "paper",
        "papers",
        "note",
        "notes",
        "full",
        "length",
        "regular",
        "systematic",
        "meta-analysis",
        "narrative",
        "mini",
        "minireview",
        "open",
        "access",
        "research-article",
        "invited",
        "special",
        "feature",
        "technical",
        "methods",
        "protocol",
        "concise",
        "contribution",
        "contributions",
        "investigation",
        "investigations",
        "basic",
        "science",
        "practice",
        "pearls",
        "free",
        "peer-reviewed",
        "publication",
        "published",
        "online",
        "first",
        "early",
        "view",
        "accepted",
        "manuscript",
        "author",
        "version",
        "preprint",
        "bmc",
    ]
)
_NAVIGATION: Final = re.compile(
    r"(?:skip to (?:main )?content|author links open overlay panel|get rights and content"
    r"|rights and content|show more|add to mendeley|share|cite|outline|search|sign in|register"
    r"|menu|view pdf|download(?: pdf)?"
    r"|article metrics|under a creative commons.*|open archive|open access|an official website.*"
    r"|here'?s how you know.*|permalink|copyright and license.*|author information.*"
    r"|article notes.*|find articles by.*"
    r"|pmc|pubmed|journal list|user guide|advanced search|as a library.*|learn more.*"
    r"|view in article|previous article.*|next article.*|full text|crossmark|check for updates"
    r"|log in|home|contents lists available.*|journal homepage.*)[\s.:>]*$",
    re.IGNORECASE,
)
_LOGO: Final = re.compile(r"(?P<name>[A-Z][^\n]{2,120}?) logo\s?(?:Link to (?P=name))?$")
_NAME_LIKE: Final = re.compile(r"[^\W\d_][\w.'’´-]*$")
_PARTICLES: Final = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "y",
        "e",
        "dal",
        "af",
        "av",
        "st",
        "d",
    ]
)
_AFFILIATION_MARKS: Final = re.compile(
    r"(?<=[\w.)])[\s]*[*†‡§¶#✉∗⁎⁺¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[^\W\d_.])[\s]?\d{1,2}(?:\s?,\s?\d{1,2})*(?=[\s,;*]"
    r"|$)|(?<=\s)[a-f](?:,[a-f])*(?=[,;]|$|\s(?:and|&))|(?<=,)\s?[*†‡§¶#]+"
)
_DEGREES: Final = re.compile(
    r",?\s(?:M\.?D\.?|Ph\.?D\.?|M\.?Sc|B\.?Sc|MBBS|MB|FRCP|MRCP|DO|RN|MPH|DDS|DMD|BS|MS|Dr"
    r"|Prof(?:essor)?)\b\.?"
)
_MOST_LINES: Final = 30
_LONGEST_FRONT_LINE: Final = 420
_PROSE: Final = re.compile(
    r"\b(?:is|are|was|were|have|has|been|which|that|who|we|our|she|he|this)\b"
)


class FrontLine(NamedTuple):
    """One filled line: its number (from 1), its offset, what a reader sees of it, and its kind."""

    number: int
    start: int
    text: str
    kind: str


def front_lines(text: str) -> list[FrontLine]:
    """Return the filled lines before the paper's text begins, each with its kind.

    Kinds: heading (a Markdown heading), section ("LETTER TO THE EDITOR"), navigation, logo, other.
    """
    found: list[FrontLine] = []
    at = 0
    for number, printed in enumerate(text.splitlines(keepends=True), 1):
        start, line = at, printed.strip()
        at += len(printed)
        if not line:
            continue
        seen = without_marks(line)
        if _BODY.match(seen) or len(line) > _LONGEST_FRONT_LINE or len(found) >= _MOST_LINES:
            break
        if _MAYBE_BODY.match(seen) and any(_says_something(line) for line in found):
            break
        found.append(FrontLine(number, start, seen, _kind(line, seen)))
    return found


def _says_something(line: FrontLine) -> bool:
    return line.kind in ("heading", "other") and len(line.text.split()) >= _TITLE_WORDS


def _kind(line: str, seen: str) -> str:
    if _NAVIGATION.match(seen) or not seen:
        return "navigation"
    if _LOGO.match(seen):
        return "logo"
    if is_section_label(seen):
        return "section"
    return "heading" if is_heading(line) else "other"


def is_section_label(text: str) -> bool:
    """Tell whether a line only names the part of the journal: `Clinical and Laboratory Observations`."""
    words = [word.strip(".,:;&()[]").casefold() for word in text.split()]
    return 0 < len(words) <= 7 and all(word in _SECTION_WORDS or not word for word in words)


def logo_name(text: str) -> str | None:
    """Return the journal that a logo line of PubMed Central names."""
    found = _LOGO.match(text)
    return found["name"] if found else None


def people_line(text: str) -> str:
    """Return a line of names without degrees and affiliation marks."""
    return re.sub(r"\s+([,;])", r"\1", _AFFILIATION_MARKS.sub("", _DEGREES.sub("", text))).strip(
        " ,;"
    )


def looks_like_people(text: str) -> bool:
    """Tell whether a line is a list of names: short capitalised parts and nothing of a sentence."""
    bare = people_line(text)
    if not 4 <= len(bare) <= 2000 or _PROSE.search(bare) or any(c.isdigit() for c in bare):
        return False
    parts = [part.split() for part in re.split(r"[,;]|\s(?:and|&)\s", bare) if part.strip()]
    good = sum(_is_name(words) for words in parts)
    single = len(parts) == 1
    if single:
        return (
            good == 1 and 2 <= len(parts[0]) <= 4 and all(word[:1].isupper() for word in parts[0])
        )
    return good >= 0.8 * len(parts)


def _is_name(words: Sequence[str]) -> bool:
    if not 1 <= len(words) <= 6 or not all(map(_NAME_LIKE.match, words)):
        return False
    small = [word for word in words if not word[:1].isupper()]
    return len(small) < len(words) and all(word in _PARTICLES for word in small)
