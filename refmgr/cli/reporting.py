"""`refmgr report`."""

import json
import shutil
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, print_json, speaks, write_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refmgr.model import CitedWork


@click.group("report")
def report_group() -> None:
    """Reports on the library."""


@report_group.command("most-cited")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True,
              help="At most so many sources.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE: .md, .html, .csv or .json.")
@click.pass_context
@speaks
def most_cited_command(
    ctx: click.Context,
    limit: int,
    as_json: bool,
    output: str | None,
) -> None:
    """The sources that most of your documents cite, then those cited most often within the text."""
    from refmgr.reports import cited  # noqa: PLC0415

    library = open_library(ctx, offline=True)
    rows = library.most_cited(limit) if library.exists() else []
    if as_json and output is None:
        print_json(cited.as_rows(rows))
    elif output is not None:
        write_out(_rendered(rows, output), output)
    elif rows:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        click.echo(cited.as_table(rows, width), nl=False)
    if not rows:
        note("Nothing is cited yet; `refmgr import FOLDER` reads papers with reference lists.")
        sys.exit(NEEDS_A_LOOK)


def _rendered(rows: "Sequence[CitedWork]", output: str) -> str:
    from refmgr.reports import cited  # noqa: PLC0415

    ending = PurePath(output).suffix.lower()
    renderers: dict[str, Callable[[Sequence[CitedWork]], str]] = {
        ".md": cited.as_markdown,
        ".html": cited.as_html,
        ".csv": cited.as_csv,
        ".json": lambda given: (
            json.dumps(cited.as_rows(given), ensure_ascii=False, indent=2) + "\n"
        ),
    }
    if ending not in renderers:
        raise click.UsageError(f"{output}: name a file that ends in {', '.join(renderers)}")
    return renderers[ending](rows)
