"""`refmgr network`."""

from pathlib import PurePath
from typing import Final

import click

from refmgr.cli.session import note, open_library, speaks, write_out

FORMATS: Final = ("json", "graphml", "dot", "csv")


@click.command("network")
@click.option(
    "-o", "--output", metavar="FILE", help="Write to FILE: .json, .graphml, .dot or .csv."
)
@click.option(
    "-t", "--to", "form", type=click.Choice(FORMATS), help="The format, if FILE does not tell."
)
@click.pass_context
@speaks
def network_command(ctx: click.Context, output: str | None, form: str | None) -> None:
    """Write the citation network: who cites whom, how often, in which sentences.

    Without a file it goes to standard output as JSON. GraphML opens in Gephi, Cytoscape and yEd, DOT in
    Graphviz, CSV in a spreadsheet.
    """
    from refmgr.network import interchange  # noqa: PLC0415
    from refmgr.network.graph import build  # noqa: PLC0415

    chosen = form or PurePath(output or "").suffix.lower().lstrip(".") or "json"
    if chosen not in FORMATS:
        raise click.UsageError(
            f"{output}: name a file that ends in .{', .'.join(FORMATS)}, or give --to"
        )
    library = open_library(ctx, offline=True)
    network = build(*(library.network() if library.exists() else ((), ())))
    render = {
        "json": interchange.to_json,
        "graphml": interchange.to_graphml,
        "dot": interchange.to_dot,
        "csv": interchange.to_csv,
    }[chosen]
    write_out(render(network), output)
    if not network.edges:
        note("The network has no edges: no document with a reference list was imported yet.")
