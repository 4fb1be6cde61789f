"""References and Mentions that a structure gave, completed by what the printed text says."""

from dataclasses import fields, replace
from typing import Final

from refmgr.model import Record, Reference
from refmgr.references.parsing import parse_reference

# Tags that name the title name the rest as well; what they leave out was not printed as such.
_ONLY_TAGGED: Final = frozenset(("authors", "et_al", "container", "editors", "title"))
_SURE: Final = 0.99


def with_printed(reference: Reference) -> Reference:
    """Return a Reference of a structure with the parts of its printed text.

    The structure wins wherever it says something; the text fills the fields it leaves out. Where
    the structure names the title, it is trusted about authors and source, too.

    Args:
        reference: an entry with its raw text and the Record of the structure (may be empty).
    """
    printed = parse_reference(
        reference.raw,
        number=reference.number,
        label=reference.label,
        start=reference.start,
        end=reference.end,
    )
    record = merged(reference.record, printed.record)
    tagged = bool(reference.record.title)
    return replace(
        printed,
        record=record,
        label=reference.label,
        confidence=_SURE if tagged else printed.confidence,
        problems=(*reference.problems, *(() if _identified(record) else printed.problems)),
    )


def _identified(record: Record) -> bool:
    return bool(record.title or record.doi or record.pmid)


def merged(structure: Record, printed: Record) -> Record:
    """Return the Record of a structure, its gaps filled by the one of the printed text."""
    closed = _ONLY_TAGGED if structure.title else frozenset[str]()
    gaps = {
        field.name: getattr(printed, field.name)
        for field in fields(Record)
        if field.name not in closed and not getattr(structure, field.name)
    }
    if structure.pages or structure.article_number:
        gaps.pop("pages", None)
    return replace(structure, **gaps)
