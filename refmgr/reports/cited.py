"""The sources your documents cite most, each with the sentences that cite it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from refmgr.model import Citation, CitedWork
from refmgr.reports.table import Column, Detail, Report, Row

COLUMNS: Final = (
    Column("cited_by", "Cited by", "number"),
    Column("mentions", "Mentions", "number"),
    Column("work", "Source", "work"),
    Column("document", "Document", "flag"),
    Column("citing", "Cited in", "keys"),
)
LEAD: Final = (
    "Sources by the number of your documents that cite them, then by mentions: how often they are "
    "cited within the text."
)
NOTHING: Final = (
    "No source is cited yet; `refmgr import FOLDER` reads papers with reference lists, and "
    "`refmgr report coverage` says what became of those that were imported."
)


def most_cited(
    cited: Sequence[CitedWork], citations: Iterable[Citation] = (), found: int | None = None
) -> Report:
    """Return the report.

    Args:
        cited: the sources, best first.
        citations: the edges to them; their mentions give the citing sentences.
        found: how many sources there are before a limit.
    """
    sentences = citing_sentences(citations)
    return Report(
        name="most-cited",
        title="Most cited sources",
        lead=LEAD,
        columns=COLUMNS,
        rows=tuple(_row(source, sentences) for source in cited),
        nothing=NOTHING,
        found=found,
    )


def _row(source: CitedWork, sentences: Mapping[str, Sequence[Detail]]) -> Row:
    return Row(
        (
            len(source.citing),
            source.mentions,
            source.work,
            source.work.document is not None,
            source.citing,
        ),
        tuple(sentences.get(source.work.key, ())),
    )


def citing_sentences(citations: Iterable[Citation]) -> dict[str, list[Detail]]:
    """Return, by cited key, each sentence that cites it, with the key of the citing work.

    A sentence that cites the same source twice stands once; the order is that of the papers.
    """
    said: defaultdict[str, dict[Detail, None]] = defaultdict(dict)
    for citation in citations:
        for mention in sorted(citation.mentions, key=lambda one: one.start):
            if sentence := " ".join(mention.sentence.split()):
                said[citation.cited][Detail(citation.citing, sentence)] = None
    return {key: list(details) for key, details in said.items()}
