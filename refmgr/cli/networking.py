"""`refmgr network`: the picture, and the network for other programs."""

import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

import click

from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, speaks, write_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from refmgr.network.graph import Network

PICTURES: Final = ("html", "svg", "png")
TABLES: Final = ("json", "graphml", "gexf", "net", "dot", "csv")
VOSVIEWER: Final = "vosviewer"
FORMATS: Final = (*PICTURES, *TABLES, VOSVIEWER)
KINDS: Final = ("citation", "co-citation", "coupling")
# `network.page` cannot be imported for its one number: that would cost the start of every command.
ON_A_PAGE: Final = 5000


@click.command("network")
@click.option("-o", "--output", metavar="FILE",
              help=f"Write to FILE: .{', .'.join((*PICTURES, *TABLES))}.")  # fmt: skip
@click.option("-t", "--to", "form", type=click.Choice(FORMATS),
              help="The format, if FILE does not tell; vosviewer writes FILE_map.txt and FILE_network.txt.",
              )  # fmt: skip
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True,
              help="Who cites whom, which sources are cited together, or which documents share sources.",
              )  # fmt: skip
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True,
              help="Pairs of co-citation and coupling that at least so many works join.")  # fmt: skip
@click.option("--most", type=click.IntRange(min=1),
              help="Only so many works, the best connected.  [default: all; 5000 in a picture]",
              )  # fmt: skip
@click.pass_context
@speaks
def network_command(
    ctx: click.Context, output: str | None, form: str | None, **asked: str | int | None
) -> None:
    """Draw or write the citation network: who cites whom, how often, in which sentences.

    \b
    .html          one page to look at, search and send: it needs nothing but a browser
    .svg .png      the figure for a manuscript
    .graphml .gexf Cytoscape, yEd, Gephi, igraph      .net   Pajek, VOSviewer
    .dot           Graphviz                           .csv   a spreadsheet
    .json          scripts (node-link form)

    Without a file it goes to standard output as JSON.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    chosen = form or PurePath(output or "").suffix.lower().lstrip(".") or "json"
    if chosen not in FORMATS:
        endings = ", .".join((*PICTURES, *TABLES))
        raise click.UsageError(f"{output}: name a file that ends in .{endings}, or give --to")
    kind, most = str(asked["kind"]), asked["most"]
    if chosen in PICTURES and kind != KINDS[0]:
        raise click.UsageError(
            f"the picture shows citations; write {kind} as .graphml, .gexf, .net or --to vosviewer"
        )
    if chosen == VOSVIEWER and output in (None, "-"):
        raise click.UsageError("VOSviewer reads two files; name them with -o NAME")
    library = open_library(ctx, offline=True)
    limit = int(most) if most else ON_A_PAGE if chosen in PICTURES else -1
    network = library.network(limit, kind=kind, least=int(asked["least"] or 1))
    write(network, chosen, output)
    if not network.edges:
        note(_why_empty(network))
        sys.exit(NEEDS_A_LOOK)


def _why_empty(network: "Network") -> str:
    if not network.nodes:
        return "The network is empty; `refmgr import FOLDER` reads papers with reference lists."
    return "The network has no edges; `refmgr report coverage --full` says what became of each document."


def write(network: "Network", form: str, output: str | None) -> None:
    """Write a network in one of FORMATS to a file, or to standard output where none is named."""
    if form == VOSVIEWER:
        from refmgr.network.vosviewer import to_vosviewer  # noqa: PLC0415

        stem = str(PurePath(str(output)).with_suffix(""))
        for text, part in zip(to_vosviewer(network), ("map", "network"), strict=True):
            write_out(text, f"{stem}_{part}.txt")
    elif form == "png":
        _write_png(network, output)
    else:
        write_out(rendered(network, form), output)


def rendered(network: "Network", form: str) -> str:
    """Return a network as text in one of FORMATS but png and vosviewer."""
    from refmgr.network import figure, gexf, interchange, page, pajek  # noqa: PLC0415

    forms: dict[str, Callable[[Network], str]] = {
        "html": page.to_html,
        "svg": figure.to_svg,
        "json": interchange.to_json,
        "graphml": interchange.to_graphml,
        "gexf": gexf.to_gexf,
        "net": pajek.to_pajek,
        "dot": interchange.to_dot,
        "csv": interchange.to_csv,
    }
    return forms[form](network)


def _write_png(network: "Network", output: str | None) -> None:
    from refmgr.exports.writing import write_bytes  # noqa: PLC0415
    from refmgr.network.figure import to_png  # noqa: PLC0415

    data = to_png(network)
    if output in (None, "-"):
        sys.stdout.buffer.write(data)
        return
    write_bytes(Path(str(output)), data)
    note(f"Written to {output}.")
