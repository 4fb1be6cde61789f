"""Books, chapters, theses, reports and pages: what is not an article in a journal."""

import re
from typing import Final

from refmgr.references.draft import Draft
from refmgr.references.fields.books import (
    PUBLISHER_WORDS,
    TRANSLATION,
    find_edition,
    find_editors,
    find_publisher,
)
from refmgr.references.fields.characters import trim
from refmgr.references.fields.kinds import PROCEEDINGS
from refmgr.references.fields.source import DATE, Source, find_date
from refmgr.references.fields.titles import Split, split_title

_TOTAL_PAGES: Final = re.compile(r"[\s.,;(]{0,6}\b\d{1,4}\s?(?:p|pp|S)\b\.?(?!\s?\d)[\s.,;)]{0,6}$")
_TRAILING_NOTE: Final = re.compile(
    r"[\s.,;:(]{0,6}\b(?:in press|epub(?: ahead of print)?|forthcoming|submitted|in preparation"
    r"|ahead of print|preprint|discussion|quiz|erratum|review|spanish|french|german|chinese)\b"
    r"[^.]{0,80}\.?\)?\s?$",
    re.IGNORECASE,
)
_LAST_DATE: Final = re.compile(
    rf"[\s,.;(]{{1,6}}(?P<date>{DATE})[)\].]{{0,3}}\s?"
    r"(?P<behind>\[?(?:Epub|In press|Online)[^.]{0,40})?[.)\]]{0,3}$",
    re.IGNORECASE,
)
# A full stop that ends a sentence and not a short word: `Comput. Vision`, `U.S. Army`.
_SENTENCE_END: Final = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})\.\s+(?=[A-Z\d(])"
)
_SHORTEST_TITLE: Final = 12
_SURE: Final = 0.75


def read_chapter(draft: Draft, rest: str, source: Source | None, chapter: tuple[str, str]) -> float:
    """Read a part of a book into the draft; return how sure the parts are.

    Args:
        draft: receives the fields.
        rest: the entry behind its authors, identifiers taken out.
        source: the numbers found in it.
        chapter: the title, and what stands behind `In:`, which is the book.
    """
    title, inside = chapter
    behind = ""
    if source:
        draft.put_source(source)
        behind = rest[source.end :].strip(" .,;:)")
    editors, inside = find_editors(inside)
    edition, inside = find_edition(inside)
    book = find_publisher(f"{inside}. {behind}" if behind else inside)
    left = _put_book(draft, book.parts, book.rest)
    draft.put("title", title.strip(' .,“”"'))
    draft.put("editor", editors)
    draft.put("edition", edition)
    container, note = _first_sentence(left)
    draft.put("container-title", container)
    draft.note(note)
    return 0.7


def read_book(draft: Draft, rest: str, source: Source | None) -> float:
    """Read what stands alone into the draft: title, edition, place, publisher, date."""
    text = rest
    if source:
        draft.put_source(source)
        before = rest[: source.start].rstrip(" ,;:(")
        text = f"{before}. {rest[source.end :].strip(' .,;:)')}".strip(". ")
    total = _TOTAL_PAGES.search(text)
    if total:
        draft.note(trim(total.group()))
        text = text[: total.start()]
    text = _take_last_date(draft, text)
    edition, text = find_edition(text)
    book = find_publisher(text)
    left = _put_book(draft, book.parts, book.rest)
    draft.put("edition", edition)
    translation = TRANSLATION.search(left)
    if translation:
        draft.note(trim(translation.group()))
        left = left[: translation.start()]
    return _read_title(draft, left)


def _put_book(draft: Draft, parts: dict[str, str], left: str) -> str:
    """Put place, publisher and date; return what is left for the title."""
    date = parts.get("date", "")
    if "date" not in draft.fields:
        left = left if date else _without_date(draft, left)
        draft.put("date", date)
    for name in ("location", "publisher"):
        draft.put(name, parts.get(name, ""))
    return left


def _without_date(draft: Draft, left: str) -> str:
    """Put a date printed among the parts; a year inside a phrase stays in the phrase as well."""
    found = find_date(left)
    if not found:
        return left
    date, start, end = found
    draft.put("date", date)
    before, behind = left[:start], left[end:]
    if before and (before[-1] not in " (" or before.rstrip()[-1:] not in tuple(".,;:(")):
        return left
    if behind.strip() and behind[0] not in ".,;:)":
        return left
    return f"{before.rstrip(' .,;:(')}. {behind.strip(' .,;:)')}".rstrip(". ")


def _take_last_date(draft: Draft, text: str) -> str:
    """Return the text without the date that ends it; a year behind the authors stays the date."""
    found = _LAST_DATE.search(text)
    if not found:
        return text
    if "date" not in draft.fields:
        draft.put("date", found["date"])
    before = text[: found.start()]
    return f"{before}. {found['behind']}" if found["behind"] else before


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the title of a book and what follows behind its full stop."""
    for found in _SENTENCE_END.finditer(text):
        if found.start() >= _SHORTEST_TITLE:
            return trim(text[: found.start()]), trim(text[found.end() :])
    return trim(text), ""


def _read_title(draft: Draft, left: str) -> float:
    """Read the title from what is left; a journal without numbers is a container too."""
    trailing = _TRAILING_NOTE.search(left)
    if trailing and trailing.start() > 8:
        draft.note(trim(trailing.group()))
        left = left[: trailing.start()]
    split = split_title(left, draft.marked)
    if "publisher" not in draft.fields and _is_container(split):
        draft.put("title", split.title)
        draft.put("container-title", split.container)
        return split.sure - 0.1
    head, mark, tail = left.partition(". ")
    if mark and len(head) > _SHORTEST_TITLE and draft.fields.keys() & {"publisher", "url"}:
        draft.put("title", trim(head))
        draft.note(trim(tail))
        return 0.6
    draft.put("title", trim(left))
    return 0.5


def _is_container(split: Split) -> bool:
    if not split.container or PUBLISHER_WORDS.search(split.container):
        return False
    return split.sure >= _SURE or bool(PROCEEDINGS.search(split.container))
