"""References completed by what the format of a document tells of spans of its text."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from refmgr.model import Record, Reference

_IDENTIFIERS: Final = ("doi", "pmid", "pmcid")
_NAMES: Final = tuple(field.name for field in fields(Record))


def complete(
    references: Sequence[Reference], known: Sequence[tuple[int, int, Record]]
) -> tuple[Reference, ...]:
    """Return the references with the fields that the format knows and the print does not show.

    What is printed stays: a link may lead to a search page or to a wrong work. Only an identifier
    that the print cuts off (`10.1016/j.cell.` at a line end) is replaced by the whole one.

    Args:
        references: as read from the text, in its order.
        known: start and end in the text, and what the format tells of the work named there.
    """
    return tuple(
        _completed(
            reference, [record for start, end, record in known if _lies_on(reference, start, end)]
        )
        for reference in references
    )


def _lies_on(reference: Reference, start: int, end: int) -> bool:
    if reference.start is None or reference.end is None:
        return False
    return reference.start <= (start + end) // 2 < reference.end


def _completed(reference: Reference, records: Sequence[Record]) -> Reference:
    """Return one reference completed, unless its links contradict each other."""
    record = reference.record
    found: dict[str, Any] = {}
    for name in _NAMES:
        values = {value for one in records if (value := getattr(one, name))}
        if len(values) == 1:
            (value,) = values
            if not getattr(record, name) or _is_cut(name, getattr(record, name), value):
                found[name] = value
    return replace(reference, record=replace(record, **found)) if found else reference


def _is_cut(name: str, printed: object, whole: object) -> bool:
    if name not in _IDENTIFIERS or not isinstance(printed, str) or not isinstance(whole, str):
        return False
    return len(printed) < len(whole) and whole.startswith(printed)
