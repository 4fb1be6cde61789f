"""The network as values: works as nodes, "cites" as edges, with the sentences that say so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from refmgr.model import Citation, Mention, Record, Work

REFERENCE_LIST: Final = "reference-list"
CITATION: Final = "citation"
CO_CITATION: Final = "co-citation"
COUPLING: Final = "coupling"
TITLE_WORDS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Work in the network.

    `cited_by` and `cites` count works of this network, `mentions` the in-text citations that point
    here; `citing_documents` counts documents of the whole library. `retracted` says by which notice a
    work was retracted, `note` why a document cites nothing, or less than it should.
    """

    key: str
    label: str
    year: int | None
    document: bool
    cited_by: int = 0
    cites: int = 0
    mentions: int = 0
    citing_documents: int = 0
    title: str | None = None
    doi: str | None = None
    pmid: str | None = None
    retracted: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`source` cites `target`, so often and in these sentences.

    `via` is "reference-list", or "cited-by-list" where only the cited document says so. `weight` is
    what programs shall weigh the edge by: the mentions, at least 1. In a network of pairs it is the
    number of works that join the two, `via` the kind of network, and there are no mentions.
    """

    source: str
    target: str
    mentions: int
    sentences: tuple[str, ...]
    via: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by key and edges by the keys they join.

    `kind` is citation, co-citation or coupling; only the first has a direction. `works` are the Works
    of the nodes, in the same order; `works_in_all` is the number of works in the library, which is
    larger when only the best connected are here.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    works: tuple[Work, ...] = ()
    works_in_all: int = 0
    kind: str = CITATION

    @property
    def directed(self) -> bool:
        """Whether an edge leads from its source to its target, and not both ways."""
        return self.kind == CITATION


def build(
    works: Sequence[Work],
    citations: Sequence[Citation],
    *,
    notes: Mapping[str, str] = MappingProxyType({}),
    retracted: Mapping[str, str] = MappingProxyType({}),
    works_in_all: int = 0,
) -> Network:
    """Return the network of works.

    Two References of one document to the same Work are one edge, and a Mention that names both
    counts once. Works without any edge stay. Citations from or to a work that is not given are
    left out: the network of a selection is what happens inside it.

    Args:
        works: the nodes.
        citations: printed entries as edges.
        notes: by key, why a document cites nothing or less than it should.
        retracted: by key, what the notice of a retraction says.
        works_in_all: how many works there are, when `works` are not all.
    """
    known = {work.key for work in works}
    pairs: defaultdict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.citing in known and citation.cited in known:
            pairs[citation.citing, citation.cited].append(citation)
    edges = tuple(_edge(source, target, pairs[source, target]) for source, target in sorted(pairs))
    ordered = tuple(sorted(works, key=lambda work: work.key))
    nodes = tuple(
        replace(node, note=notes.get(node.key), retracted=retracted.get(node.key))
        for node in _nodes(ordered, edges)
    )
    return Network(nodes, edges, ordered, max(works_in_all, len(ordered)))


def joined(network: Network) -> Network:
    """Return the network without works that are no document and that no edge touches.

    They come from bibliographic files; a picture of citations has nothing to say of them.
    """
    ends = {end for edge in network.edges for end in (edge.source, edge.target)}
    kept = [
        (node, work)
        for node, work in zip(network.nodes, network.works, strict=True)
        if node.document or node.key in ends
    ]
    return replace(
        network,
        nodes=tuple(node for node, _ in kept),
        works=tuple(work for _, work in kept),
        works_in_all=network.works_in_all - len(network.nodes) + len(kept),
    )


def of_pairs(
    works: Sequence[Work], pairs: Iterable[tuple[str, str, int]], kind: str, works_in_all: int = 0
) -> Network:
    """Return the network of co-cited sources or coupled documents.

    Args:
        works: the works that stand in a pair.
        pairs: two keys and the number of works that join them.
        kind: CO_CITATION or COUPLING.
        works_in_all: how many works the library has.
    """
    edges = tuple(
        Edge(source=a, target=b, mentions=0, sentences=(), via=kind, weight=count)
        for a, b, count in sorted((min(a, b), max(a, b), count) for a, b, count in pairs)
    )
    ordered = tuple(sorted(works, key=lambda work: work.key))
    nodes = tuple(
        replace(node, cited_by=work.cited_by, cites=work.cites, mentions=work.mentions)
        for node, work in zip(_nodes(ordered, ()), ordered, strict=True)
    )
    return Network(nodes, edges, ordered, max(works_in_all, len(ordered)), kind)


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
        weight=max(len(mentions), 1),
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
            citing_documents=work.cited_by,
            title=work.record.title,
            doi=work.record.doi,
            pmid=work.record.pmid,
        )
        for work in works
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
