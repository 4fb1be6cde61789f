"""The works that cite a paper, as its page lists them: never references of the paper."""

import re
from collections.abc import Sequence
from typing import Final

from refmgr.model import Record, Reference
from refmgr.references.fields.characters import YEAR
from refmgr.references.fields.labels import BULLET
from refmgr.references.lines import Line
from refmgr.references.locate import CITED_BY

_SOURCE: Final = re.compile(rf"(?P<year>{YEAR})(?:,\s*(?P<container>\S.{{1,160}}))?$")
_LOOK_AHEAD: Final = 4
_LONGEST_TITLE: Final = 400


def find_cited_by(lines: Sequence[Line], first: int) -> tuple[int, int | None] | None:
    """Return the line of the heading `Cited by (n)` from `first` on, and its declared number."""
    for i in range(first, len(lines)):
        text = lines[i].text
        if 5 < len(text) < 60 and (found := CITED_BY.match(text)):
            return i, int(found["declared"]) if found["declared"] else None
    return None


def read_cited_by(text: str, lines: Sequence[Line], first: int) -> tuple[Reference, ...]:
    """Return the citing works behind the heading: a bullet with the title, then `year, container`."""
    found: list[Reference] = []
    for i in range(first, len(lines)):
        bullet = BULLET.match(lines[i].text)
        if not bullet or len(lines[i].text) > _LONGEST_TITLE:
            continue
        for k in range(i + 1, min(i + 1 + _LOOK_AHEAD, len(lines))):
            source = _SOURCE.match(lines[k].text)
            if source:
                title = lines[i].text[bullet.end() :].strip()
                start = lines[i].start + bullet.end()
                found.append(_entry(text, len(found) + 1, (start, lines[k].end), title, source))
                break
    return tuple(found)


def _entry(
    text: str, number: int, span: tuple[int, int], title: str, source: re.Match[str]
) -> Reference:
    container = source["container"]
    fields = {"title": (title,), "date": (source["year"],)}
    if container:
        fields["container-title"] = (container,)
    record = Record(
        type="article-journal" if container else None,
        title=title,
        container=container,
        year=int(source["year"]),
    )
    start, end = span
    return Reference(
        number=number,
        raw=text[start:end],
        record=record,
        start=start,
        end=end,
        fields=fields,
        confidence=0.9,
    )
