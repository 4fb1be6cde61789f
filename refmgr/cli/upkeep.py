"""`refmgr rebuild` and `refmgr backup`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from refmgr.cli.session import open_library, plural, speaks, with_progress


@click.command("rebuild")
@click.pass_context
@speaks
def rebuild_command(ctx: click.Context) -> None:
    """Make works, citations and the index anew from your papers, the answers kept and your decisions.

    Nobody is asked. Citation keys and decisions stay. Until it is done the library stays as it was.
    """
    library = open_library(ctx, offline=True)
    total = library.documents()
    done = sum(1 for _ in with_progress(library.rebuild(), total, "Rebuilding"))
    click.echo(f"{plural(done, 'document')} read again; {plural(len(library.list()), 'work')}.")


@click.command("backup")
@click.argument("target", required=False, metavar="[FILE]")
@click.pass_context
@speaks
def backup_command(ctx: click.Context, target: str | None) -> None:
    """Write a consistent copy of the library to FILE, even while others write to it.

    Without FILE it lies beside the library and is named after the time.
    """
    library = open_library(ctx, offline=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    path = Path(target) if target else library.path.with_name(f"{library.path.stem}-{stamp}.db")
    click.echo(f"Copied to {library.backup(path)}.")
