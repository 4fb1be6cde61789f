"""`refmgr check`: what is wrong in the library, or in manuscripts."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, plural, print_json, say, speaks

if TYPE_CHECKING:
    from refmgr.check.finding import Finding

STDIN: Final = "-"
COLUMNS: Final = (
    "level",
    "code",
    "file",
    "line",
    "column",
    "number",
    "key",
    "what",
    "why",
    "repair",
)
# The commands of GitHub's workflows that mark a line of a file.
GITHUB: Final = {"error": "error", "warning": "warning", "note": "notice"}


@click.command("check")
@click.argument("manuscripts", nargs=-1, metavar="[MANUSCRIPT...]")
@click.option("--paper", metavar="KEY", help="Only this paper of the library: its key or file.")
@click.option("--level", type=click.Choice(["error", "warning", "note"]), default="note",
              help="Nothing of less weight.  [default: note]")  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "github"]), default="text",
    show_default=True, help="How findings are printed.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
@speaks
def check_command(
    ctx: click.Context,
    manuscripts: tuple[str, ...],
    paper: str | None,
    level: str,
    form: str,
    as_json: bool,
) -> None:
    """Look for what is wrong: in the library, or in MANUSCRIPT... (.tex .md .qmd .docx ...).

    In the library: printed references that differ from the record they were found to be, identifiers of
    other works, references found nowhere, works listed twice, numbers that lead nowhere, retractions and
    corrections, entries that lack a required field.

    In a manuscript: keys that the library does not have, with what may be meant, retracted works, one
    work under two keys, entries that the .bib file holds and nobody cites. Files it includes are read.

    Exit code 0: nothing found; 1: findings; 3: could not check.
    """
    if paper and manuscripts:
        raise click.UsageError("--paper is for the library, not for manuscripts")
    library = open_library(ctx, offline=True)
    stdin = sys.stdin.buffer.read() if STDIN in manuscripts else None
    found = library.check(manuscripts, paper=paper, stdin=stdin)
    weights = ("error", "warning", "note")
    wanted = [one for one in found if weights.index(one.level) <= weights.index(level)]
    PRINTERS["json" if as_json else form](wanted)
    note(_summary(wanted))
    waiting = 0 if manuscripts else library.states().get("pending", 0)
    if waiting:
        note(
            f"{plural(waiting, 'reference')} could not be compared: nobody was asked about them yet."
        )
    if wanted:
        sys.exit(NEEDS_A_LOOK)


def _summary(found: Sequence["Finding"]) -> str:
    if not found:
        return "Nothing was found."
    counts = Counter(one.level for one in found)
    parts = [
        plural(counts[level], level) for level in ("error", "warning", "note") if counts[level]
    ]
    return f"{plural(len(found), 'finding')}: {', '.join(parts)}."


def _as_text(found: Sequence["Finding"]) -> None:
    for one in found:
        say(f"{_where(one)}{one.level}: {one.what} [{one.code}]")
        if one.why:
            say(f"    {one.why}")
        if one.repair:
            say(f"    → {one.repair}")


def _where(one: "Finding") -> str:
    parts = [one.file, one.line, one.column] if one.line else [one.file]
    return "".join(f"{part}:" for part in parts if part) + (" " if one.file else "")


def _as_csv(found: Sequence["Finding"]) -> None:
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(asdict(one) for one in found)
    click.echo(written.getvalue(), nl=False)


def _as_github(found: Sequence["Finding"]) -> None:
    for one in found:
        places = {"file": one.file, "line": one.line, "col": one.column, "title": one.code}
        told = ",".join(f"{name}={_value(str(value))}" for name, value in places.items() if value)
        repair = f" {one.repair}" if one.repair else ""
        click.echo(f"::{GITHUB[one.level]} {told}::{_message(one.what + repair)}")


def _message(text: str) -> str:
    """Return text as GitHub's workflow commands want their message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


PRINTERS: Final[dict[str, Callable[[Sequence["Finding"]], None]]] = {
    "text": _as_text,
    "json": lambda found: print_json([asdict(one) for one in found]),
    "csv": _as_csv,
    "github": _as_github,
}
