"""The network as values: works as nodes, "cites" as edges, with the sentences that say so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from refmgr.model import Citation, Mention, Record, Work

REFERENCE_LIST: Final = "reference-list"
TITLE_WORDS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Work in the network; the counts are those of this network.

    `cited_by` and `cites` count works, `mentions` the in-text citations that point here.
    """

    key: str
    label: str
    year: int | None
    document: bool
    cited_by: int = 0
    cites: int = 0
    mentions: int = 0
    title: str | None = None
    doi: str | None = None
    pmid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`source` cites `target`, so often and in these sentences.

    `via` is "reference-list", or "cited-by-list" where only the cited document says so.
    """

    source: str
    target: str
    mentions: int
    sentences: tuple[str, ...]
    via: str


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by key and edges by the keys they join."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build(works: Sequence[Work], citations: Sequence[Citation]) -> Network:
    """Return the network of works.

    Two References of one document to the same Work are one edge, and a Mention that names both
    counts once. Works without any edge stay. Citations from or to a work that is not given are
    left out: the network of a selection is what happens inside it.
    """
    known = {work.key for work in works}
    pairs: defaultdict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.citing in known and citation.cited in known:
            pairs[citation.citing, citation.cited].append(citation)
    edges = tuple(_edge(source, target, pairs[source, target]) for source, target in sorted(pairs))
    return Network(_nodes(works, edges), edges)


def _edge(source: str, target: str, citations: Sequence[Citation]) -> Edge:
    mentions = _distinct(mention for citation in citations for mention in citation.mentions)
    sentences = dict.fromkeys(" ".join(mention.sentence.split()) for mention in mentions)
    vias = {citation.via for citation in citations}
    return Edge(
        source=source,
        target=target,
        mentions=len(mentions),
        sentences=tuple(filter(None, sentences)),
        via=REFERENCE_LIST if REFERENCE_LIST in vias else min(vias),
    )


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    placed = {(mention.start, mention.end, mention.text): mention for mention in mentions}
    return [placed[place] for place in sorted(placed)]


def _nodes(works: Sequence[Work], edges: Sequence[Edge]) -> tuple[Node, ...]:
    arriving: defaultdict[str, list[Edge]] = defaultdict(list)
    leaving: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        arriving[edge.target].append(edge)
        leaving[edge.source].append(edge)
    return tuple(
        Node(
            key=work.key,
            label=label(work),
            year=work.record.year,
            document=work.document is not None,
            cited_by=len(arriving[work.key]),
            cites=len(leaving[work.key]),
            mentions=sum(edge.mentions for edge in arriving[work.key]),
            title=work.record.title,
            doi=work.record.doi,
            pmid=work.record.pmid,
        )
        for work in sorted(works, key=lambda work: work.key)
    )


def label(work: Work) -> str:
    """Return a short readable name: `Callen 2000`, `van der Berg 2011`, `New insight into … 2001`."""
    parts = (_who(work.record) or _what(work.record.title or ""), work.record.year)
    return " ".join(str(part) for part in parts if part) if parts[0] else work.key


def _who(record: Record) -> str:
    if not record.authors:
        return ""
    first = record.authors[0]
    family = f"{first.particle or ''} {first.family}".strip() if first.family else ""
    return family or first.literal or first.given or ""


def _what(title: str) -> str:
    words = title.split()
    return " ".join([*words[:TITLE_WORDS], "…"] if len(words) > TITLE_WORDS else words)
