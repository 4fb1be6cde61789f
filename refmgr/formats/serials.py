"""ISSN and ISBN as bibliographic files hold them: several in a field, with or without hyphens and notes."""

import re
from collections.abc import Iterable
from typing import Any, Final

from refmgr.formats.fields import Fields
from refmgr.identifiers import normalise_isbn

ISSN: Final = re.compile(r"(?<![\dXx-])(\d{4})[-–]?(\d{3}[\dXx])(?![\dXx-])")
ISBN: Final = re.compile(r"(?<![\dXx])(?:97[89][-– ]?)?(?:\d[-– ]?){9}[\dXx](?![\dXx])")


def read_serials(printed: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ISSNs (`0140-6736`) and the ISBNs (thirteen digits, check digit right) of fields."""
    issns: dict[str, None] = {}
    isbns: dict[str, None] = {}
    for text in printed:
        rest = text
        for found in ISBN.finditer(text):
            if isbn := normalise_isbn(found[0]):
                isbns[isbn] = None
                rest = rest.replace(found[0], " ")
        for found in ISSN.finditer(rest):
            issns[f"{found[1]}-{found[2].upper()}"] = None
    return tuple(issns), tuple(isbns)


def take_serials(
    fields: Fields, names: Iterable[str], more: dict[str, tuple[str, ...]]
) -> dict[str, Any]:
    """Take these fields; return `issn` and `isbn`, and put into `more` what else they hold.

    A number that is neither (of a report, with a wrong check digit) goes there as "number".
    """
    printed = fields.every(*names)
    issns, isbns = read_serials(printed)
    more["ISSN"], more["ISBN"] = issns[1:], isbns[1:]
    if not issns and not isbns:
        more["number"] = printed
    return {"issn": next(iter(issns), None), "isbn": next(iter(isbns), None)}
