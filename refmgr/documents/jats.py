"""Reader of articles in JATS, NLM or BioMed Central's older XML: everything from their structure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final, NamedTuple

from refmgr.documents.body import BodyWriter, Dialect
from refmgr.documents.flow import Flow, Span
from refmgr.documents.jats_bmc import BMC, bmc_entries, bmc_front, bmc_parts
from refmgr.documents.jats_citations import Entry, entries_of
from refmgr.documents.jats_front import own_record
from refmgr.documents.pointers import mentions_of
from refmgr.documents.tree import Element, parse_xml, plain
from refmgr.errors import UnreadableError
from refmgr.model import Document, Problem, Record, Reference
from refmgr.names import natural
from refmgr.text import vocabulary

_LABEL: Final = re.compile(r"\W{0,3}(\d{1,4})\W{0,3}\Z")
_BMC_NUMBER: Final = re.compile(r"B\d{1,4}\Z")  # the page prints the list numbered by these
_NO_ARTICLE: Final = (
    "this XML file is broken or holds no article: give an article in JATS, "
    "as PubMed Central offers it, or the paper as text."
)
_OTHER_ARTICLES: Final = ("sub-article", "response")


def _targets(element: Element) -> Sequence[str]:
    if element.tag != "xref" or element.get("ref-type") not in ("bibr", "ref", None):
        return ()
    return str(element.get("rid") or "").split()


JATS: Final = Dialect(
    skipped=vocabulary(
        "ref-list tex-math annotation permissions object-id graphic media inline-graphic "
        "supplementary-material contrib-group aff author-notes alt-text long-desc"
    ),
    paragraphs=vocabulary(
        "p sec fig table-wrap disp-quote boxed-text ack app fn-group caption disp-formula "
        "abstract list table notes glossary def-list kwd-group fn statement"
    ),
    lines=vocabulary("tr list-item def-item break"),
    cells=vocabulary("td th label kwd"),
    titles=frozenset(("title",)),
    sections=vocabulary("sec abstract ack app fig table-wrap notes boxed-text"),
    named={"fig": "figure legend", "table-wrap": "table", "abstract": "Abstract"},
    targets=_targets,
)


class _Listed(NamedTuple):
    """One entry with the ids that name it and its printed label."""

    entry: Entry
    ids: tuple[str, ...]
    label: str | None


def read_jats(data: bytes, name: str) -> Document:
    """Return the Document of an XML article.

    Args:
        data: the bytes of the file: an article, or a set of articles of which the first is read.
        name: its name, for messages.

    Raises:
        UnreadableError: the XML holds no article.
    """
    root, problems = parse_xml(data)
    articles = [] if root is None else _articles(root)
    if not articles:
        raise UnreadableError(_NO_ARTICLE, subject=name)
    article = articles[0]
    read = _read_bmc if article.tag == "art" else _read_article
    document = read(article, name, sha256(data).hexdigest(), (*problems, *_several(articles)))
    if not document.text:
        raise UnreadableError(_NO_ARTICLE, subject=name)
    return document


def _articles(root: Element) -> list[Element]:
    found = [root] if root.tag in ("article", "art") else [*root.iter("article", "art")]
    return [one for one in found if one.find("front") is not None or one.find("body") is not None
            or one.tag == "art" or one.find("back") is not None]  # fmt: skip


def _several(articles: Sequence[Element]) -> tuple[Problem, ...]:
    if len(articles) < 2:
        return ()
    message = (
        f"The file holds {len(articles)} articles, and only the first was read: "
        "save each article as a file of its own."
    )
    return (Problem("several-articles", message),)


def _read_article(
    article: Element, name: str, digest: str, problems: tuple[Problem, ...]
) -> Document:
    record, evidence = own_record(article.find("front"))
    flow = Flow()
    writer = BodyWriter(flow, JATS)
    _write_head(flow, record)
    for part in _parts(article):
        writer.write(part)
    return _document(
        flow,
        writer,
        _listed(article),
        Document(
            name=name, format="jats", sha256=digest, text="", record=record,
            record_evidence=evidence, problems=problems,
        ),
    )  # fmt: skip


def _read_bmc(article: Element, name: str, digest: str, problems: tuple[Problem, ...]) -> Document:
    record, evidence = bmc_front(article)
    flow = Flow()
    writer = BodyWriter(flow, BMC)
    _write_head(flow, record)
    for part in bmc_parts(article):
        writer.write(part)
    listed = [
        _Listed(entry, (target,), target[1:] if _BMC_NUMBER.match(target) else None)
        for target, entry in bmc_entries(article)
    ]
    return _document(
        flow,
        writer,
        listed,
        Document(
            name=name, format="bmc", sha256=digest, text="", record=record,
            record_evidence=evidence, problems=problems,
        ),
    )  # fmt: skip


def _write_head(flow: Flow, record: Record) -> None:
    for text in (record.title, ", ".join(map(natural, record.authors))):
        flow.paragraph()
        flow.write(text)
    if record.doi:
        flow.paragraph()
        flow.write(f"doi:{record.doi}")


def _parts(article: Element) -> Iterator[Element]:
    """Yield the elements that hold the text: abstracts, body, back matter, floating figures."""
    for path in ("front/article-meta/abstract", "body", "back", "floats-group", "floats-wrap"):
        yield from article.iterfind(path)


def _listed(article: Element) -> list[_Listed]:
    """Return the entries of the article's own lists; those of reports printed with it are not its."""
    found: list[_Listed] = []
    for ref in article.iter("ref"):
        if any(parent.tag in _OTHER_ARTICLES for parent in ref.iterancestors()):
            continue
        label = _LABEL.match(plain(ref.find("label")))
        ids = tuple(one.get("id") for one in ref.iter() if one.get("id"))
        found += [_Listed(entry, ids, label[1] if label else None) for entry in entries_of(ref)]
    return found


def _document(
    flow: Flow, writer: BodyWriter, listed: Sequence[_Listed], document: Document
) -> Document:
    numbers = _numbers(listed)
    spans = _write_list(flow, listed)
    text = flow.text
    references = tuple(
        _reference(text, number, one, span)
        for number, one, span in zip(numbers, listed, spans, strict=True)
    )
    targets: dict[str, list[int]] = {}
    for number, one in zip(numbers, listed, strict=True):
        for target in one.ids:
            targets.setdefault(target, []).append(number)
    mentions = mentions_of(text, writer.pointers(), targets)
    return replace(document, text=text, references=references, mentions=mentions)


def _numbers(listed: Sequence[_Listed]) -> list[int]:
    """Return the printed numbers, or the positions where not every entry has one of its own."""
    printed = [int(one.label) for one in listed if one.label]
    if len(printed) == len(listed) == len(set(printed)):
        return printed
    return list(range(1, len(listed) + 1))


def _write_list(flow: Flow, listed: Sequence[_Listed]) -> list[Span]:
    spans: list[Span] = []
    if listed:
        flow.paragraph()
        flow.write("References")
    for one in listed:
        flow.paragraph()
        spans.append(flow.open())
        flow.write(f"{one.label}. {one.entry.raw}" if one.label else one.entry.raw)
        flow.close(spans[-1])
    return spans


def _reference(text: str, number: int, one: _Listed, span: Span) -> Reference:
    start = span.start or 0
    return Reference(
        number=number,
        raw=text[start : span.end],
        record=one.entry.record,
        label=one.label,
        start=start,
        end=span.end,
    )
