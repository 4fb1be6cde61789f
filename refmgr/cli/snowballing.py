"""`refmgr snowball`: citation searching from seed references, here and online."""

import sys
from typing import Any, Final

import click

from refmgr.cli.reporting import ENDINGS, show
from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, plural, speaks, with_progress

DIRECTIONS: Final = ("backward", "forward", "co-cited", "co-citing")
SHOWN: Final = 5  # seeds that nobody could tell of, before the rest is only counted


@click.command("snowball")
@click.argument("direction", type=click.Choice(DIRECTIONS), metavar=f"[{'|'.join(DIRECTIONS)}]")
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option("--offline", is_flag=True, help="Ask nobody; use what is known.")
@click.option(
    "--mailto", metavar="ADDRESS", help="Your mail address: Crossref then answers faster."
)
@click.option("--least", type=click.IntRange(min=1), default=1, show_default=True,
              help="Found through at least so many of the seeds.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True,
              help="At most so many rows.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="All rows.")
@click.option("--import", "importing", is_flag=True,
              help="Import the metadata of the rows that are not in the library yet.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.option("-o", "--output", metavar="FILE", help=f"Write to FILE: {', '.join(ENDINGS)}.")
@click.pass_context
@speaks
def snowball_command(
    ctx: click.Context,
    direction: str,
    keys: tuple[str, ...],
    **asked: Any,  # noqa: ANN401
) -> None:
    """Find what to read next by citation searching; documents of yours are not among the results.

    \b
    backward   what the seeds cite: their lists here, and those deposited at Crossref
    forward    who cites the seeds: "Cited by" lists here, and Europe PMC
    co-cited   what documents here cite together with a seed
    co-citing  who is known here to cite what a seed cites

    The seeds are the works with these keys, or all your documents. The terms are those of the TARCiS
    statement (BMJ 2024;385:e078384).
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from refmgr.reports.searched import searched  # noqa: PLC0415

    if asked["output"] not in (None, "-") and not str(asked["output"]).lower().endswith(ENDINGS):
        raise click.UsageError(f"{asked['output']}: name a file that ends in {', '.join(ENDINGS)}")
    library = open_library(ctx, offline=asked["offline"], mailto=asked["mailto"])
    if not library.exists():
        note("There is no library yet; `refmgr import FOLDER` makes one.")
        sys.exit(NEEDS_A_LOOK)
    said = list(
        with_progress(
            library.ask_around(direction, keys), len(keys) or library.documents(), "Asking"
        )
    )
    limit = -1 if asked["everything"] else asked["limit"]
    found = library.found_around(direction, said, keys, least=asked["least"], limit=limit)
    if asked["importing"]:
        for outcome in library.import_found(direction, found.items):
            note(f"{plural(outcome.new_works, 'work')} new in the library.")
    _tell_problems(said)
    show(
        searched(direction, found, asked["least"]),
        output=asked["output"], as_json=asked["as_json"],
    )  # fmt: skip
    if any(one.failed for one in said):
        sys.exit(NEEDS_A_LOOK)


def _tell_problems(said: list[Any]) -> None:
    troubled = [one for one in said if one.problem]
    for one in troubled[:SHOWN]:
        note(f"- {one.seed}: {one.problem}")
    if len(troubled) > SHOWN:
        note(f"- and {plural(len(troubled) - SHOWN, 'more seed')} like these")
