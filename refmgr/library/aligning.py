"""A printed part of a reference list, found again in the whole list that the publisher deposited."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from refmgr.matching.pairs import compare_records
from refmgr.matching.verdict import AGREES
from refmgr.model import Record, Reference
from refmgr.references.parsing import parse_reference
from refmgr.sources.answers import name_of_print

SUPPORTS: Final = ("first author", "year", "volume", "pages")
FIELDS: Final = tuple(Record.__dataclass_fields__)


def read_deposited(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Return deposited references with what their text tells beside their deposited parts.

    Entries of which nothing at all is told are left out; the others keep their numbers.
    """
    return tuple(_read(one) for one in references if one.raw)


def _read(reference: Reference) -> Reference:
    parsed = parse_reference(reference.raw)
    gaps: dict[str, Any] = {
        name: value
        for name in FIELDS
        if not getattr(reference.record, name) and (value := getattr(parsed.record, name))
    }
    return replace(reference, record=replace(reference.record, **gaps), fields=parsed.fields)


def align(printed: Sequence[Reference], deposited: Sequence[Reference]) -> dict[int, int] | None:
    """Return, by the place of each printed reference, the place of the same one in the deposited list.

    None where one of them is not found, or fits several: then nobody can tell which deposited entries
    the print lacks, and adding them would list works twice.
    """
    found: dict[int, int] = {}
    for place, reference in enumerate(printed):
        alike = [other for other, one in enumerate(deposited) if _is_same(reference, one)]
        if len(alike) != 1 or alike[0] in found.values():
            return None
        found[place] = alike[0]
    return found


def _is_same(printed: Reference, deposited: Reference) -> bool:
    """Return whether two entries of one paper's list are the same, by agreement without contradiction.

    Among the entries of one list much less is needed than to find a work among all there are: title
    with author or year; where one side tells no title, author and year with a number.
    """
    doi, other = printed.record.doi, deposited.record.doi
    if doi and other:
        return doi == other
    if name_of_print(printed.raw) == name_of_print(deposited.raw):
        return True
    found = {one.field: one.agreement for one in compare_records(printed.record, deposited.record)}
    if any(found[name] == "different" for name in ("title", *SUPPORTS)):
        return False
    agreeing = {name for name in SUPPORTS if found[name] in AGREES}
    if found["title"] in AGREES:
        return bool(agreeing & {"first author", "year"})
    return {"first author", "year"} <= agreeing and len(agreeing) > 2
