"""A work by itself: whether its entry is complete, and whether it was retracted or corrected."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refmgr.check.finding import Finding
from refmgr.describing import describe
from refmgr.formats.bibtex import bibtex_entry, missing_fields
from refmgr.model import Notice, Record, Work

# Elsevier, Springer and others print it before the title of what they withdraw.
_RETRACTED: Final = re.compile(
    r"^\W*(?:retracted(?: article| paper)?|withdrawn|removed)\s*[:—–]"
    r"|^\[(?:retracted|withdrawn)[^\]]{0,40}\]|\(retracted[^)]{0,60}\)\W*$",
    re.IGNORECASE,
)
_CONCERN: Final = re.compile(r"^\W*expression of concern\b", re.IGNORECASE)
# Crossref's types of updates, by what they mean to a reader.
KINDS: Final = {
    "retraction": "retracted",
    "withdrawal": "retracted",
    "removal": "retracted",
    "partial_retraction": "partly retracted",
    "expression_of_concern": "concern",
    "correction": "corrected",
    "corrigendum": "corrected",
    "erratum": "corrected",
}
TITLE: Final = "title"
_SAID_BY: Final = {
    "publisher": "The publisher", "retraction-watch": "Retraction Watch", "pubmed": "PubMed",
    TITLE: "Its title",
}  # fmt: skip
_TOLD: Final = {
    "retracted": (
        "error",
        "was retracted",
        "take it out, or say in the text that it was retracted",
    ),
    "partly retracted": ("error", "was retracted in part", "read the notice before you cite it"),
    "concern": ("warning", "has an expression of concern", "read the notice before you cite it"),
    "corrected": ("note", "was corrected", "read the correction; cite it if it touches your point"),
}


def check_work(work: Work, notices: Sequence[Notice] = ()) -> Iterator[Finding]:
    """Yield what a reader of a work must know, and what its entry lacks."""
    yield from _notices(work, notices)
    for problem in missing_fields(bibtex_entry(work.key, work.record)):
        what = problem.message.partition("; ")[0]
        yield Finding(
            code="missing-field", level="note", key=work.key, what=f"{what}.",
            repair=f"`refmgr edit {work.key} FIELD=VALUE`, or find its DOI with `refmgr review`",
        )  # fmt: skip


def _notices(work: Work, notices: Sequence[Notice]) -> Iterator[Finding]:
    told = [(KINDS[one.kind], one) for one in notices if one.kind in KINDS]
    known = {kind for kind, _ in told}
    told += [
        (KINDS[one.kind], one) for one in _in_title(work.record) if KINDS[one.kind] not in known
    ]
    for kind, notice in told:
        level, said, repair = _TOLD[kind]
        date = f" on {notice.date}" if notice.date else ""
        yield Finding(
            code=kind.replace(" ", "-"), level=level, key=work.key,
            what=f"{work.key} {said}{date}{_where(notice)}.",
            why=f"{_SAID_BY.get(notice.source, notice.source)} says so of {describe(work.record)}.",
            repair=repair,
        )  # fmt: skip


def _where(notice: Notice) -> str:
    """Return where the notice itself can be read."""
    if notice.notice_doi:
        return f": doi:{notice.notice_doi}"
    return f": PMID {notice.notice_pmid}" if notice.notice_pmid else ""


def _in_title(record: Record) -> Iterator[Notice]:
    title = record.title or ""
    if _RETRACTED.search(title):
        yield Notice(kind="retraction", source=TITLE)
    elif _CONCERN.search(title):
        yield Notice(kind="expression_of_concern", source=TITLE)
