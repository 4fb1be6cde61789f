"""An article in a journal: title, container and date around the numbers of the source."""

import re
from typing import Final

from refmgr.references.draft import Draft
from refmgr.references.fields.characters import UPPER, trim
from refmgr.references.fields.source import Source, find_date
from refmgr.references.fields.titles import split_title

_CITY: Final = re.compile(
    rf",\s(?P<city>[{UPPER}][^\W\d_]+(?:\s(?:de|do|da|dos|das)?\s?[{UPPER}][^\W\d_]+){{0,3}}"
    r"(?:,\s[A-Z]{2})?)\s?,?$"
)
_IN_JOURNAL: Final = re.compile(r"^[Ii]n:?\s+")


def read_article(draft: Draft, rest: str, source: Source) -> float:
    """Read an article into the draft; return how sure title and container are parted.

    Args:
        draft: receives the fields.
        rest: the entry behind its authors, identifiers taken out.
        source: the numbers found in it.
    """
    draft.put_source(source)
    middle = rest[: source.start].rstrip(" ,;:([–-")
    behind = rest[source.end :].strip(" .,;:)")
    if "date" not in draft.fields:
        middle, behind = _take_date(draft, middle, behind)
    labelled = source.shape == "labelled"
    if labelled:
        middle = _without_place(draft, middle)
    split = split_title(middle, draft.marked, last=labelled)
    draft.put("title", split.title)
    draft.put("container-title", _IN_JOURNAL.sub("", split.container))
    draft.note(behind)
    return split.sure


def _without_place(draft: Draft, middle: str) -> str:
    """Take off the city that Brazilian style prints behind a journal: `Alfa, São Paulo, v. 2`."""
    found = _CITY.search(middle)
    if not found or ". " not in middle[: found.start()]:
        return middle
    draft.put("location", found["city"])
    return middle[: found.start()]


def _take_date(draft: Draft, middle: str, behind: str) -> tuple[str, str]:
    """Take the date from behind the numbers, else from the end of what stands before them."""
    found = find_date(behind)
    if found:
        date, start, end = found
        draft.put("date", date)
        return middle, trim(f"{behind[:start].rstrip('( ')} {behind[end:].lstrip(') ')}")
    found = find_date(middle)
    if found:
        date, start, end = found
        draft.put("date", date)
        if not middle[end:].strip(" .,;:)"):
            middle = middle[:start].rstrip(" .,;:(")
    return middle, behind
