"""Retracted works, with the documents that cite them and the sentences in which they do."""

from collections.abc import Iterable, Mapping, Sequence

from refmgr.model import Citation, CitedWork
from refmgr.reports.cited import citing_sentences
from refmgr.reports.table import Column, Report, Row


def retracted(
    cited: Sequence[CitedWork], notices: Mapping[str, str], citations: Iterable[Citation] = ()
) -> Report:
    """Return the report.

    Args:
        cited: works with the documents that cite them, cited or not.
        notices: by key of a retracted work, what its notice says.
        citations: the edges to them; their mentions give the citing sentences.
    """
    sentences = citing_sentences(citations)
    rows = [
        Row(
            (len(one.citing), one.mentions, one.work, notices[one.work.key], one.citing),
            tuple(sentences.get(one.work.key, ())),
        )
        for one in cited
        if one.work.key in notices
    ]
    return Report(
        name="retracted",
        title="Retracted works",
        lead="Works whose retraction is known, with your documents that cite them. A retraction that "
        "came after a paper does not make the paper wrong; read the sentences.",
        columns=(
            Column("cited_by", "Cited by", "number"),
            Column("mentions", "Mentions", "number"),
            Column("work", "Work", "work"),
            Column("notice", "Notice"),
            Column("citing", "Cited in", "keys"),
        ),
        rows=tuple(rows),
        nothing="No retraction is known among the works of the library. Only works with a DOI that a source "
        "was asked about can be known to be retracted.",
    )
