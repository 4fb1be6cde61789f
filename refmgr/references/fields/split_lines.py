"""Entries whose parts stand on lines of their own, as a ScienceDirect page is copied."""

import re
from typing import Final

from refmgr.references.fields.characters import UPPER, YEAR

_YEAR_LINE: Final = re.compile(rf"\(({YEAR}[a-z]?)\)[.,]?$")
_NAME: Final = rf"(?:[{UPPER}][{UPPER}.-]{{0,4}}[ ])?[\w'’. -]{{2,60}}"
_INITIALS_FIRST: Final = rf"[{UPPER}]{{1,3}}(?:[-.][{UPPER}]?)*[ ][^\W\d_][\w'’ -]{{1,40}}"
_AUTHOR_LINE: Final = re.compile(
    rf"(?:{_INITIALS_FIRST}(?:,[ ][^,]{{2,40}})*?(?:[ ]et[ ]al\.?)?|{_NAME}[ ]et[ ]al\.?)$"
)


def read_split_lines(text: str) -> dict[str, list[str]] | None:
    """Return the fields of an entry that prints author, title, container and year line by line.

    None where the lines are merely wrapped. A missing line is a missing field: nothing is guessed.
    """
    lines = [line.strip() for line in text.split("\n")]
    if len(lines) < 3 or not any(not line for line in lines[1:-1]):
        return None
    lines = [line for line in lines if line]
    year = _YEAR_LINE.match(lines[-1])
    if not year and not _AUTHOR_LINE.match(lines[0]):
        return None
    middle = lines[1:-1] if year else lines[1:]
    fields = {"author": [lines[0]], "title": middle[:1], "container-title": middle[1:2]}
    if year:
        fields["date"] = [year.group(1)]
    if middle[2:]:
        fields["note"] = middle[2:]
    return {name: values for name, values in fields.items() if values}
