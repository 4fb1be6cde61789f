"""The picture as one HTML file: works, sentences, style and script in it, nothing loaded, nothing sent."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from refmgr.describing import describe_parts
from refmgr.model import Work
from refmgr.network.graph import REFERENCE_LIST, Edge, Network, Node, joined
from refmgr.network.layout import WIDTH, Layout, layout
from refmgr.network.selection import CROWDED, FIRST_DOCUMENTS, readable_threshold

# Only this script and this style, by their hashes: whatever a title holds, it cannot run or load anything.
POLICY: Final = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)
SCRIPTS: Final = ("data", "view", "marks", "scene", "panel", "files", "pointers", "main")
MOST_WORKS: Final = 5000  # on one page; of a larger library the best connected
SENTENCES: Final = 3_000_000  # characters of sentences on one page
MOST_EACH: Final = (1000, 8, 4, 2, 1)  # sentences a citation keeps, the first number that has room
LONGEST: Final = 400  # characters of one sentence


def to_html(network: Network) -> str:
    """Return the page, the same for the same network."""
    network = joined(network)
    script, style = _script(), _asset("viewer.css")
    parts = {
        "@policy@": POLICY.format(script=_hash(script), style=_hash(style)),
        "@style@": style,
        "@data@": _embedded(page_data(network, layout(network))),
        "@script@": script,
    }
    page = _asset("page.html")
    pieces = []
    for mark, text in parts.items():  # one after the other, so that no text is searched for marks
        before, _, page = page.partition(mark)
        pieces += [before, text]
    return "".join((*pieces, page))


@cache
def _asset(name: str) -> str:
    return files("refmgr.network").joinpath("viewer", name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _embedded(data: dict[str, Any]) -> str:
    """Return JSON that no HTML parser can leave: `</script>` and `<!--` hold no `<` any more."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, code)
    # A half of a pair of code units would make the file no UTF-8.
    return text.encode("utf-8", "replace").decode()


def page_data(network: Network, laid: Layout) -> dict[str, Any]:
    """Return what the script reads: works and citations as lists, sentences once each."""
    axis = laid.timeline
    place = {node.key: number for number, node in enumerate(network.nodes)}
    sentences = _Sentences(network.edges)
    return {
        "total": network.works_in_all,
        "threshold": readable_threshold(network.nodes),
        "firstDocuments": FIRST_DOCUMENTS,
        "crowded": CROWDED,
        "width": WIDTH,
        "axis": {
            "years": [
                [year, round(left, 5), round(right, 5)]
                for year, (left, right) in axis.spans.items()
            ],
            "breaks": [round(one, 5) for one in axis.breaks],
            "undated": axis.undated,
        },
        "works": [
            _work(node, work, laid, number)
            for number, (node, work) in enumerate(zip(network.nodes, network.works, strict=True))
        ],
        "citations": [_citation(edge, place, sentences.numbers(edge)) for edge in network.edges],
        "sentences": sentences.known(),
    }


def _work(node: Node, work: Work, laid: Layout, number: int) -> list[Any]:
    record = work.record
    return [
        *(node.key, node.label, node.year, kind(node), node.citing_documents, node.mentions),
        *(
            *describe_parts(record),
            record.doi,
            record.pmid,
            record.pmcid,
            node.retracted,
            node.note,
        ),
        *(laid.x[number], laid.y[number], laid.radius[number], laid.rank[number]),
    ]


def _citation(edge: Edge, place: Mapping[str, int], sentences: list[int]) -> list[Any]:
    return [
        *(place[edge.source], place[edge.target], edge.weight, edge.mentions),
        *(int(edge.via == REFERENCE_LIST), sentences, len(edge.sentences) - len(sentences)),
    ]


def kind(node: Node) -> int:
    """Return 0 for a document, 1 for a source of documents, 2 for what only cites a document."""
    if node.document:
        return 0
    return 1 if node.citing_documents else 2


class _Sentences:
    """The sentences of a page, each kept once however many works it cites.

    Where they are too many, each citation keeps its first ones, and says how many are left out.
    """

    def __init__(self, edges: Sequence[Edge]) -> None:
        self.place: dict[str, int] = {}
        self.room = SENTENCES
        self.most = next((most for most in MOST_EACH if _length(edges, most) <= SENTENCES), 1)

    def numbers(self, edge: Edge) -> list[int]:
        """Return the places of an edge's sentences."""
        return [
            self.place.setdefault(text, len(self.place))
            for text in map(_clipped, edge.sentences[: self.most])
            if text in self.place or self._has_room(text)
        ]

    def _has_room(self, text: str) -> bool:
        self.room -= len(text)
        return self.room >= 0

    def known(self) -> list[str]:
        """Return the sentences in the order of their places."""
        return list(self.place)


def _length(edges: Sequence[Edge], most: int) -> int:
    texts = {_clipped(text) for edge in edges for text in edge.sentences[:most]}
    return sum(map(len, texts))


def _clipped(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST].rstrip()}…"
