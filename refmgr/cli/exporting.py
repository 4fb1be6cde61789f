"""`refmgr export`."""

import sys
from typing import Final

import click

from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, plural, speaks, write_out

FORMATS: Final = ("bibtex", "biblatex", "csl-json")
SHOWN: Final = 5  # findings printed before the rest is only counted


@click.command("export")
@click.argument("form", type=click.Choice(FORMATS), metavar=f"[{'|'.join(FORMATS)}]")
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.pass_context
@speaks
def export_command(
    ctx: click.Context, form: str, keys: tuple[str, ...], output: str | None
) -> None:
    """Write works for a manuscript: all of them, or those with these keys.

    What is written is read again and compared before an older file is replaced. Fields that a type of
    entry should have and has not are named on standard error.
    """
    from refmgr.exports import bibliography  # noqa: PLC0415

    library = open_library(ctx, offline=True)
    works = library.export(keys) if library.exists() or keys else ()
    text, problems = bibliography.render(works, form)
    write_out(text, output)
    for problem in problems[:SHOWN]:
        note(f"- {problem.message}")
    if len(problems) > SHOWN:
        note(f"- and {plural(len(problems) - SHOWN, 'more finding')} like these")
    if not works:
        note("The library is empty; `refmgr import FOLDER` fills it.")
        sys.exit(NEEDS_A_LOOK)
