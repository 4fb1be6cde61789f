"""The picture as SVG and PNG, made without a browser: for the manuscript and the README."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import as_file, files
from typing import Final

from refmgr.network.graph import Network, joined
from refmgr.network.interchange import xml
from refmgr.network.labels import Mark, place, shortened
from refmgr.network.layout import WIDTH as LAID_OUT
from refmgr.network.layout import Layout, layout
from refmgr.network.selection import Selection, readable

WIDTH: Final = 1200
SHORTEST: Final = 420
TALLEST: Final = 1000
LEFT, RIGHT, TOP, BOTTOM = 34, 34, 58, 46
LETTERS: Final = 12
TICKS_APART: Final = 44
MOST_LABELS: Final = 120
FAMILY: Final = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
# Okabe & Ito's colours, which colour-blind readers can tell apart.
INK, SOFT, GRID, EDGE = "#1b1f24", "#57606a", "#e4e8ec", "#8b97a5"
DOCUMENT, SOURCE, CITING, RETRACTED = "#0072b2", "#e69f00", "#ffffff", "#c8102e"

# What the font in the package has no letters for.
LACKING: Final = re.compile(
    "[^\n -\u024f\u02b0-\u036f\u0370-\u06ff\u1e00-\u206f\u2070-\u209f\u2212]"
)


@dataclass(frozen=True, slots=True)
class _Paper:
    """From the units of the layout to those of the picture."""

    layout: Layout
    width: float
    height: float
    scale_y: float
    offset_y: float

    def across(self, share: float) -> float:
        return round(LEFT + share * self.width, 1)

    def x(self, place: int) -> float:
        return self.across(self.layout.x[place] / LAID_OUT)

    def y(self, place: int) -> float:
        return round(TOP + 24 + (self.layout.y[place] - self.offset_y) * self.scale_y, 1)


def to_svg(network: Network) -> str:
    """Return a self-contained SVG, the same for the same network: 1200 wide, on white."""
    network = joined(network)
    laid = layout(network)
    chosen = readable(network.nodes, laid.rank)
    paper = _paper(laid, chosen)
    parts = (
        *_head(network, chosen, paper.height),
        *_axis(paper),
        *_edges(network, chosen, paper),
        *_nodes(network, chosen, paper),
        *_labels(network, chosen, paper),
        *_legend(network),
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def _paper(laid: Layout, chosen: Selection) -> _Paper:
    heights = [laid.y[one] for one in chosen.places]
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    needed = (high - low) * 1.15 + TOP + BOTTOM + 60
    height = round(min(max(needed, SHORTEST), TALLEST))
    room = height - TOP - BOTTOM - 48
    return _Paper(
        layout=laid,
        width=WIDTH - LEFT - RIGHT,
        scale_y=room / (high - low) if high > low else 1.0,
        height=height,
        offset_y=low if high > low else low - room / 2,
    )


def _head(network: Network, chosen: Selection, height: float) -> Iterator[str]:
    documents = sum(network.nodes[one].document for one in chosen.places)
    told = f"{documents} documents and {len(chosen.places) - documents} works they cite or are cited by"
    if len(chosen.places) < network.works_in_all:
        told += f", of {network.works_in_all} works: sources cited by at least {chosen.threshold} documents"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title description" '
        f'font-family="{FAMILY}" font-size="{LETTERS}">'
    )
    yield '<title id="title">Citation network</title>'
    yield f'<desc id="description">{escape(told)}; years from left to right.</desc>'
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'


def _axis(paper: _Paper) -> Iterator[str]:
    axis = paper.layout.timeline
    bottom = paper.height - BOTTOM + 8
    yield f'<g fill="{SOFT}" stroke="none" text-anchor="middle">'
    ticks = [(str(year), place) for year, place in axis.ticks(TICKS_APART / paper.width)]
    if axis.undated is not None:
        ticks.append(("no year", sum(axis.undated) / 2))
    for text, share in ticks:
        x = paper.across(share)
        yield f'<path d="M{x} {TOP}V{bottom}" stroke="{GRID}" fill="none"/>'
        yield f'<text x="{x}" y="{bottom + 18}">{text}</text>'
    for share in axis.breaks:
        yield f'<text x="{paper.across(share)}" y="{bottom + 18}">…</text>'
    yield "</g>"


def _edges(network: Network, chosen: Selection, paper: _Paper) -> Iterator[str]:
    where = {network.nodes[place].key: place for place in chosen.places}
    ends = [
        (where[edge.source], where[edge.target], edge.weight)
        for edge in network.edges
        if edge.source in where and edge.target in where
    ]
    opacity = round(min(0.75, max(0.12, 14 / (len(ends) or 1) ** 0.62)), 2)
    yield f'<g fill="none" stroke="{EDGE}" stroke-opacity="{opacity}">'
    for source, target, weight in ends:
        x1, y1, x2, y2 = paper.x(source), paper.y(source), paper.x(target), paper.y(target)
        middle = round((x1 + x2) / 2, 1)
        width = round(min(0.8 + 0.35 * (weight - 1), 3), 2)
        yield f'<path d="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}" stroke-width="{width}"/>'
    yield "</g>"


def _nodes(network: Network, chosen: Selection, paper: _Paper) -> Iterator[str]:
    yield "<g>"
    for one in sorted(chosen.places, key=lambda place: -paper.layout.radius[place]):
        node = network.nodes[one]
        title = f"<title>{xml(node.title or node.label)}</title>"
        x, y, radius = paper.x(one), paper.y(one), paper.layout.radius[one]
        yield _mark(x, y, radius, _kind(network, one), title)
        if node.retracted:
            yield _ring(x, y, radius)
    yield "</g>"


def _kind(network: Network, place: int) -> str:
    node = network.nodes[place]
    if node.document:
        return "document"
    return "source" if node.citing_documents else "citing"


def _mark(x: float, y: float, radius: float, kind: str, title: str = "") -> str:
    if kind == "document":
        side = 2 * radius
        return (
            f'<rect x="{x - radius:.1f}" y="{y - radius:.1f}" width="{side:g}" height="{side:g}" rx="1.5" '
            f'fill="{DOCUMENT}" stroke="#ffffff">{title}</rect>'
        )
    fill, line = (SOURCE, "#ffffff") if kind == "source" else (CITING, SOFT)
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius:g}" fill="{fill}" stroke="{line}">{title}</circle>'
    )


def _ring(x: float, y: float, radius: float) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius + 3:g}" fill="none" stroke="{RETRACTED}" '
        'stroke-width="2.5"/>'
    )


def _labels(network: Network, chosen: Selection, paper: _Paper) -> Iterator[str]:
    marks = {
        one: Mark(
            paper.x(one),
            paper.y(one),
            paper.layout.radius[one],
            shortened(network.nodes[one].label),
        )
        for one in chosen.places
    }
    ranked = sorted(marks, key=lambda one: paper.layout.rank[one])
    frame = (4.0, TOP - 8.0, WIDTH - 4.0, paper.height - BOTTOM + 6.0)
    yield f'<g fill="{INK}" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'
    for label in place(
        (marks[one] for one in ranked[:MOST_LABELS]), marks.values(), LETTERS, frame
    ):
        yield (
            f'<text x="{label.x:.1f}" y="{label.y + LETTERS * 0.35:.1f}" '
            f'text-anchor="{label.anchor}">{xml(label.text)}</text>'
        )
    yield "</g>"


def _legend(network: Network) -> Iterator[str]:
    yield f'<g fill="{SOFT}">'
    x = float(LEFT)
    entries = [
        ("document", "your document"),
        ("source", "source (larger: cited by more documents)"),
    ]
    if any(_kind(network, place) == "citing" for place in range(len(network.nodes))):
        entries.append(("citing", "cites a document"))
    for kind, text in entries:
        yield _mark(x + 7, 26, 6, kind)
        yield f'<text x="{x + 20}" y="30">{text}</text>'
        x += 20 + 7 * len(text) + 16
    if any(node.retracted for node in network.nodes):
        yield _mark(x + 7, 26, 5, "source")
        yield _ring(x + 7, 26, 5)
        yield f'<text x="{x + 20}" y="30">retracted</text>'
    yield "</g>"


def to_png(network: Network, scale: float = 2.5) -> bytes:
    """Return the same picture as PNG; 2.5 times 1200 dots print 25 cm wide at 300 dpi.

    Letters come from a font that lies in the package, so the picture is the same everywhere; fonts of
    the computer are asked only for scripts that this one lacks (Chinese, Japanese, Indian ones).
    """
    import resvg_py  # noqa: PLC0415

    svg = to_svg(network)
    with as_file(files("refmgr.network").joinpath("fonts", "labels.ttf")) as font:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                zoom=scale,
                font_files=[str(font)],
                skip_system_fonts=not LACKING.search(svg),
            )
        )
