"""Which paper a text is: its own Record, with the place of every field; nothing is invented."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from refmgr.documents.front import (
    FrontLine,
    front_lines,
    logo_name,
    looks_like_people,
    people_line,
)
from refmgr.documents.own_identifiers import own_identifiers
from refmgr.documents.self_citation import Citation, citation_blocks, ending_citation, source_parts
from refmgr.identifiers import find_identifiers
from refmgr.model import Person, Record
from refmgr.names import parse_people
from refmgr.text import fold, is_capitals, mend, sentence_case

_FROM_CITATION: Final = (
    "title", "authors", "container", "year", "date", "volume", "issue", "pages",
    "article_number", "doi", "pmid",
)  # fmt: skip
_LISTED: Final = re.compile(r"(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s?\S.*(?:19|20)\d\d")
_SOURCE_LIKE: Final = re.compile(r"\b(?:19|20)\d\d[a-z]?\s?;\s?\d")
_VERB: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|been|we|presented|reported)\b")
_RUNNING_HEAD: Final = re.compile(
    r"(?:\d{1,5}\s+)?(?P<name>(?:[A-Z][\w&'’-]*|of|the|and|in|for|de)(?:\s(?:[A-Z&][\w&'’-]*|of"
    r"|the|and|in|for|de)){1,8})(?:\s+\d{1,5})?$"
)
_JOURNAL_WORD: Final = re.compile(
    r"\b(?:Journal|Annals|Archives|Acta|Bulletin|Reviews?|Proceedings|Letters|Medicine|Medical"
    r"|Research|Reports|Clinics|Transactions|Revista|Revue|Zeitschrift)\b"
)
_GLUED_WRAP: Final = re.compile(
    r"(?:[-:–—,]|\b(?:of|the|and|in|with|for|a|an|to|on|by|from|after|during|as))$", re.IGNORECASE
)
_MOST_LINES_OF_TITLE: Final = 4
_FULL_LINE: Final = 55


class _Findings:
    """The fields found so far, the first finder of a field wins, and where each was found."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.where: dict[str, str] = {}

    def put(self, name: str, value: object, where: str) -> None:
        if value and name not in self.values:
            self.values[name] = value
            self.where[name] = where


def identify(
    text: str, *, parse_citation: Callable[[str], Record]
) -> tuple[Record, Mapping[str, str]]:
    """Return the paper's own Record and, per field, where it was found.

    Args:
        text: the text of the document.
        parse_citation: turns the citation that the paper prints of itself into a Record.
    """
    front = front_lines(text)
    front_end = front[-1].start + len(front[-1].text) + 40 if front else 0
    found = _Findings()
    _from_front(found, front)
    for block in citation_blocks(text):
        _from_citation(found, block, parse_citation(block.text))
    for kind, own in own_identifiers(text, front_end).items():
        found.put(kind, own.value, own.where)
    _from_source_lines(found, front)
    ending = ending_citation(text)
    if ending:
        _from_parts(found, ending.parts, ending.where)
    if "container" not in found.values:
        _from_running_head(found, text)
    return _record(found), MappingProxyType(found.where)


def _record(found: _Findings) -> Record:
    values = dict(found.values)
    title = values.get("title")
    if title and is_capitals(title):
        values["title"] = sentence_case(title)
    kind = "article-journal" if "container" in values else None
    return Record(type=kind, **values)


def _from_citation(found: _Findings, block: Citation, record: Record) -> None:
    """Take over a citation block; it also settles what the front matter may have got wrong."""
    if not record.title and not (record.year and (record.volume or record.pages)):
        return
    front_title = found.values.get("title")
    if front_title and record.title:
        if _same_title(front_title, record.title):
            # The front matter may run on into the text; the citation knows where the title ends.
            found.values["title"] = min(front_title, record.title, key=len)
        else:
            del found.values["title"]
    authors = found.values.get("authors", ())
    if len(record.authors) >= len(authors) and not record.et_al and record.authors:
        found.values.pop("authors", None)
    for name in _FROM_CITATION:
        found.put(name, getattr(record, name), block.where)


def _same_title(a: str, b: str) -> bool:
    short, long = sorted((fold(a), fold(b)), key=len)
    return bool(short) and short in long


def _from_parts(found: _Findings, parts: Mapping[str, str], where: str) -> None:
    """Take over the numbers of a source, if they do not contradict what a citation block said."""
    year = int(parts["year"]) if "year" in parts else None
    if found.values.get("year", year) != year:
        return
    found.put("container", parts.get("container", "").strip(" .,"), where)
    found.put("year", year, where)
    for name in ("volume", "issue", "pages"):
        found.put(name, parts.get(name), where)


def _from_source_lines(found: _Findings, front: Sequence[FrontLine]) -> None:
    """Read journal and numbers from the logo line, the head line and the line above `Volume 5`."""
    for line in front:
        name = logo_name(line.text)
        found.put("container", name, f"line {line.number}, logo line of the journal")
    for above, line in zip([None, *front], front, strict=False):
        parts = source_parts(line.text)
        if not parts or line.kind == "heading":
            continue
        if "container" not in parts and above and above.text != found.values.get("title"):
            is_name = above.number >= line.number - 2 and len(above.text.split()) <= 9
            if is_name and above.kind == "other" and not find_identifiers(above.text):
                found.put("container", above.text, f"line {above.number}, above the volume")
        _from_parts(found, parts, f"line {line.number}, head line")
        return


def _from_front(found: _Findings, front: Sequence[FrontLine]) -> None:
    """Read title and authors from the lines before the paper's text."""
    at = _title_line(front)
    if at is None:
        return
    last, title = _whole_title(front, at)
    labels = [line.text for line in front[:at] if line.kind == "section"]
    under = f", under {labels[-1]}" if labels else ""
    found.put("title", mend(title).rstrip("."), f"line {front[at].number}{under}")
    for line in front[last + 1 : last + 5]:
        if looks_like_people(line.text):
            people, _ = parse_people(people_line(line.text))
            authors: tuple[Person, ...] = people
            found.put("authors", authors, f"line {line.number}, under the title")
            return


def _title_line(front: Sequence[FrontLine]) -> int | None:
    headings = [i for i, line in enumerate(front) if line.kind == "heading"]
    if headings:
        return headings[0]
    for i, line in enumerate(front):
        if line.kind == "other" and _may_be_title(front, i):
            return i
    return None


def _may_be_title(front: Sequence[FrontLine], i: int) -> bool:
    """Tell whether a line can be the title: no source, no names, no sentence of the text."""
    text = front[i].text
    below = front[i + 1].text if i + 1 < len(front) else ""
    if not (text[:1].isupper() or text[:1].isdigit() or text[:1] in "“\"'‘¿") or len(text) < 8:
        return False
    if (
        source_parts(text)
        or _SOURCE_LIKE.search(text)
        or _LISTED.match(text)
        or find_identifiers(text)
    ):
        return False
    if source_parts(below) and len(text.split()) <= 9 and i + 1 < len(front) - 1:
        return _names_below(front, i)
    if text.endswith(".") and not looks_like_people(below):
        return False
    wraps = below[:1].islower() and front[i + 1].number == front[i].number + 1
    if wraps and _VERB.search(text):
        return False
    return not (looks_like_people(text) and "," in text and not looks_like_people(below))


def _names_below(front: Sequence[FrontLine], i: int) -> bool:
    """Tell a title from the journal's name above `Volume 5`: no further title may follow."""
    later = [
        line for line in front[i + 2 :] if line.kind == "other" and not find_identifiers(line.text)
    ]
    return not any(
        len(line.text.split()) > 4 and not looks_like_people(line.text) for line in later
    )


def _whole_title(front: Sequence[FrontLine], at: int) -> tuple[int, str]:
    """Return the last line and the text of a title that runs over several lines."""
    title, last = front[at].text, at
    for line in front[at + 1 : at + _MOST_LINES_OF_TITLE]:
        follows = line.number == front[last].number + 1 and line.kind == front[at].kind
        if not follows or not _continues(title, front[last].text, line.text):
            break
        title, last = f"{title}\n{line.text}", last + 1
    return last, title


def _continues(title: str, above: str, text: str) -> bool:
    """Tell whether a line goes on with a title: it was broken inside a phrase, or at a full line."""
    if source_parts(text) or find_identifiers(text):
        return False
    if _GLUED_WRAP.search(title):
        return True
    if looks_like_people(text):
        return False
    return text[:1].islower() or (len(above) >= _FULL_LINE and not _VERB.search(text))


def _from_running_head(found: _Findings, text: str) -> None:
    """Read the journal from page furniture: `4 Annals of Pediatrics`."""
    for number, line in enumerate(text.split("\n"), 1):
        seen = line.strip()
        if not 8 <= len(seen) <= 90 or not _JOURNAL_WORD.search(seen):
            continue
        head = _RUNNING_HEAD.match(seen)
        if head and (seen[0].isdigit() or seen[-1].isdigit()):
            found.put(
                "container", head["name"], f"line {number}, running head beside the page number"
            )
            return
