"""Retractions, corrections and expressions of concern, as the answers of sources tell them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from refmgr.formats.pubmed_xml import pmid_of, publication_types, record_from_article
from refmgr.identifiers import normalise_doi, normalise_pmid
from refmgr.model import Notice
from refmgr.sources.answers import Answer
from refmgr.sources.pubmed_articles import article_element

# What an answer that tells of a notice holds; the others need not be read.
MARKS: Final = ('"update-to"', '"updated-by"', "RefType=", "Retracted Publication")
# PubMed's names (NLM, CommentsCorrections): the article itself is told of, or it is the notice.
TOLD_OF: Final[Mapping[str, str]] = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial_retraction",
    "ExpressionOfConcernIn": "expression_of_concern",
    "ErratumIn": "erratum",
    "CorrectedandRepublishedIn": "correction",
}
TELLS: Final[Mapping[str, str]] = {
    "RetractionOf": "retraction",
    "PartialRetractionOf": "partial_retraction",
    "ExpressionOfConcernFor": "expression_of_concern",
    "ErratumFor": "erratum",
    "CorrectedandRepublishedFrom": "correction",
}


def notices_of(answer: Answer) -> tuple[Notice, ...]:
    """Return the notices that an answer tells of; misshapen parts are left out, nothing is raised."""
    if answer.status != 200 or not any(mark in answer.body for mark in MARKS):
        return ()
    if answer.source == "crossref":
        return tuple(dict.fromkeys(_of_crossref(answer.body)))
    if answer.source == "pubmed":
        return tuple(dict.fromkeys(_of_pubmed(answer.body)))
    return ()


def _of_crossref(body: str) -> Iterator[Notice]:
    """Yield notices from both fields: a publisher tells of them in either, Retraction Watch in one."""
    try:
        message = json.loads(body)["message"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    listed = message.get("items") if isinstance(message, dict) else None
    for work in listed if isinstance(listed, list) else [message]:
        own = _doi(work) if isinstance(work, dict) else None
        if own is None:
            continue
        for one, other in _updates(work, "updated-by"):
            yield from _notice(one, affected=own, told_in=other)
        for one, other in _updates(work, "update-to"):
            yield from _notice(one, affected=other, told_in=own)


def _updates(work: Mapping[str, Any], name: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    listed = work.get(name)
    for one in listed if isinstance(listed, list) else []:
        doi = _doi(one) if isinstance(one, dict) else None
        if doi is not None:
            yield one, doi


def _notice(one: Mapping[str, Any], *, affected: str, told_in: str) -> Iterator[Notice]:
    kind = str(one.get("type", "")).strip().lower().replace("-", "_")
    # A new version that points at the work itself is how some publishers count (it is no alarm).
    if kind and (kind != "new_version" or affected != told_in):
        yield Notice(
            kind=kind,
            doi=affected,
            notice_doi=None if told_in == affected else told_in,
            date=_date(one.get("updated")),
            source=str(one.get("source") or "publisher"),
        )


def _of_pubmed(body: str) -> Iterator[Notice]:
    article = article_element(body)
    if article is None:
        return
    own = record_from_article(article)
    told = False
    for one in article.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        kind, other = one.get("RefType", ""), normalise_pmid(one.findtext("PMID") or "")
        if kind in TOLD_OF:
            told = told or TOLD_OF[kind] == "retraction"
            yield Notice(
                kind=TOLD_OF[kind], doi=own.doi, pmid=own.pmid, notice_pmid=other, source="pubmed"
            )
        elif kind in TELLS and other is not None:
            yield Notice(
                kind=TELLS[kind], pmid=other, notice_pmid=pmid_of(article), source="pubmed"
            )
    if not told and "Retracted Publication" in publication_types(article):
        yield Notice(kind="retraction", doi=own.doi, pmid=own.pmid, source="pubmed")


def _doi(value: Mapping[str, Any]) -> str | None:
    doi = value.get("DOI")
    return normalise_doi(doi) if isinstance(doi, str) else None


def _date(value: object) -> str | None:
    """Return the day of `{"date-time": "2015-04-01T00:00:00Z"}` or `{"date-parts": [[2015, 4, 1]]}`."""
    if not isinstance(value, dict):
        return None
    said = value.get("date-time")
    if isinstance(said, str) and said[:4].isdecimal():
        return said[:10]
    rows = value.get("date-parts")
    row = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], list) else []
    numbers = [one for one in row if isinstance(one, int) and 0 < one < 10_000]
    return "-".join(f"{one:02}" for one in numbers) or None
