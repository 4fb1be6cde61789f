"""One printed reference → Reference: the seam behind which the reader of fields can be changed."""

from typing import Final

from refmgr.model import Problem, Record, Reference
from refmgr.references.fields.labels import without_label
from refmgr.references.reading import PROSE, SEVERAL, read_printed
from refmgr.references.records import to_record
from refmgr.references.rules import Printed

FIELD_NAMES: Final = (
    "author", "title", "container-title", "date", "volume", "issue", "pages", "doi", "pmid", "pmcid",
    "url", "publisher", "location", "editor", "edition", "note",
)  # fmt: skip
# A printed reference is a few hundred characters; what is longer is not one, and is not read through.
LONGEST: Final = 6000
# Below this share of readings that are wholly right, a person should look (docs/parser.md).
DOUBTFUL: Final = 0.4
NOTHING_TOLD: Final = 0.2
_DOUBT: Final = (
    "The parts of this entry could be told apart in more than one way: compare title, source and"
    " numbers with the printed text."
)
_DOUBTS: Final = {
    SEVERAL: "The line holds more than one reference; only the first was read: put each on its own line.",
    PROSE: "The line reads like a sentence, not like a reference: nothing was taken from it.",
}


def parse_reference(
    raw: str,
    *,
    number: int = 1,
    label: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Reference:
    """Return one printed reference with its parts, its Record and what is wrong with it.

    Args:
        raw: the entry as printed, with its label and link words; line breaks may stay in.
        number: the number of the entry in its list.
        label: the printed digits; read from `raw` if not given.
        start: where the entry begins in the text of its document.
        end: where it ends there.

    Nothing raises, nothing printed is lost: what fits no field becomes `note`.
    """
    printed_label, body = without_label(raw[:LONGEST])
    printed = read_printed(body)
    record = to_record(printed)
    told = record.title or record.container
    confidence = printed.sure if told else min(printed.sure, NOTHING_TOLD)
    return Reference(
        number=number,
        raw=raw,
        record=record,
        label=label or printed_label,
        start=start,
        end=end,
        fields=_fields(printed),
        confidence=confidence,
        problems=_problems(record, printed.doubt, confidence),
    )


def _fields(printed: Printed) -> dict[str, tuple[str, ...]]:
    """Return the fields by the names of the interface, in its order; notes last."""
    fields = {name: tuple(printed.fields[name]) for name in FIELD_NAMES if printed.fields.get(name)}
    notes = (*fields.get("note", ()), *(note for note in printed.notes if note))
    if notes:
        fields["note"] = notes
    return fields


def _problems(record: Record, doubt: str, confidence: float) -> tuple[Problem, ...]:
    if doubt:
        return (Problem(doubt, _DOUBTS[doubt]),)
    identified = record.doi or record.pmid or record.pmcid or record.url or record.arxiv
    if not record.title and not record.container and not identified:
        message = "No title, source or identifier could be read: check the entry against the paper."
        return (Problem("unparsed", message),)
    missing = [
        name
        for name, value in (("source", record.container or record.publisher), ("year", record.year))
        if not value
    ]
    if len(missing) == 2 and not identified:
        message = f"The entry prints no {' and no '.join(missing)}: it may be cut; look it up by its title."
        return (Problem("incomplete-entry", message),)
    if confidence < DOUBTFUL:
        return (Problem("parsed-with-doubt", _DOUBT),)
    return ()
