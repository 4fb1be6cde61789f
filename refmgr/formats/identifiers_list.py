"""Plain lists of identifiers: DOIs, PMIDs, PMCIDs, arXiv numbers and ISBNs, one or more a line."""

import re
from typing import Any, Final

from refmgr.formats.encoding import Source
from refmgr.formats.tagged import numbered_lines
from refmgr.identifiers import parse_identifier
from refmgr.model import Bibliography, Failure, Item, Record

PREFIX: Final = re.compile(r"\b(doi|pmid|pmcid|arxiv)\s*[:=]\s*", re.IGNORECASE)
BETWEEN: Final = re.compile(r"[\s,;]+")
PMID: Final = re.compile(r"[1-9]\d{4,7}")


def identifiers_of(line: str) -> list[str]:
    """Return what stands between commas, semicolons and blanks of a line; `#` begins a remark."""
    told = PREFIX.sub(r"\1:", re.sub(r"(?:^|\s)#.*", "", line))
    return [word for word in BETWEEN.split(told) if word]


def read_identifier(word: str) -> Record | None:
    """Return the Record of one identifier; a number of five to eight digits is a PMID."""
    if PMID.fullmatch(word):
        return Record(pmid=word)
    found = parse_identifier(word)
    if found is None or found.kind == "url":
        return None
    told: dict[str, Any] = {found.kind: found.value}
    return Record(**told)


def read_identifiers(source: Source) -> Bibliography:
    """Return a record for each identifier; what is none is reported."""
    items: list[Item] = []
    failures: list[Failure] = []
    seen: set[Record] = set()
    for number, line in numbered_lines(source.lines()):
        for word in identifiers_of(line):
            record = read_identifier(word)
            if record is None:
                reason = "this is no DOI, PMID, PMCID, arXiv number or ISBN"
                failures.append(Failure(line=number, reason=reason, raw=word))
            elif record not in seen:
                seen.add(record)
                items.append(Item(id=word, record=record, line=number, raw=word))
    return Bibliography(
        format="identifiers",
        items=tuple(items),
        failures=tuple(failures),
        problems=source.problems,
    )
