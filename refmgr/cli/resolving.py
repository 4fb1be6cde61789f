"""`refmgr resolve`."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import click

from refmgr.cli.session import (
    NEEDS_A_LOOK,
    clip,
    fail,
    note,
    open_library,
    plural,
    print_line,
    speaks,
    with_progress,
)
from refmgr.errors import SourceError
from refmgr.formats.record_json import problems_to_json

if TYPE_CHECKING:
    from refmgr.library.outcomes import Resolved

WORDS: Final = {
    "accepted": "accepted",
    "ambiguous": "ambiguous",
    "none": "not found",
    "pending": "still waiting",
}


@click.command("resolve")
@click.option(
    "--source",
    type=click.Choice(["crossref"]),
    default="crossref",
    show_default=True,
    expose_value=False,
    help="Whom to ask.",
)
@click.option(
    "--mailto", metavar="ADDRESS", help="Your mail address: Crossref then answers faster."
)
@click.option("--limit", type=click.IntRange(min=1), help="Ask about at most so many references.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a reference.")
@click.pass_context
@speaks
def resolve_command(
    ctx: click.Context, mailto: str | None, limit: int | None, as_json: bool
) -> None:
    """Ask Crossref about the references that wait, oldest first.

    What the library knows already is not asked again. A match is accepted only with evidence;
    otherwise the reference stays as printed, and `refmgr show KEY` tells why. Ctrl-C loses nothing.
    """
    library = open_library(ctx, mailto=mailto)
    waiting = library.states().get("pending", 0)
    total = waiting if limit is None else min(limit, waiting)
    outcomes = library.resolve(-1 if limit is None else limit)
    counts: Counter[str] = Counter()
    try:
        for outcome in with_progress(outcomes, total, "Resolving"):
            counts[outcome.state] += 1
            if as_json:
                print_line(as_row(outcome))
            else:
                print_outcome(outcome)
    except SourceError as error:
        left = library.states().get("pending", 0)
        wait = f"{plural(left, 'reference')} still wait{'s' if left == 1 else ''}"
        fail(f"{error.message} {wait}; run `refmgr resolve` again later, it goes on from here.")
    if not as_json:
        click.echo(summary(counts))
    if counts.total() > counts["accepted"]:
        sys.exit(NEEDS_A_LOOK)


def as_row(outcome: "Resolved") -> dict[str, Any]:
    """Return an outcome as JSON."""
    return {
        "document": outcome.document,
        "number": outcome.number,
        "raw": outcome.raw,
        "verdict": outcome.state,
        "doi": outcome.doi,
        "pmid": outcome.pmid,
        "reason": outcome.reason,
        "problems": problems_to_json(outcome.problems),
    }


def print_outcome(outcome: "Resolved") -> None:
    """Print one line a reference, and its problems beneath it."""
    raw = clip(" ".join(outcome.raw.split()), 60)
    click.echo(
        f"{WORDS[outcome.state]:<13} {outcome.doi or '-':<30} "
        f"{outcome.document}, {outcome.number}: {raw}"
    )
    for problem in outcome.problems:
        note(f"{'':13} - {problem.message}")


def summary(counts: Counter[str]) -> str:
    """Return what the whole run came to."""
    if not counts:
        return "No reference waits to be resolved."
    parts = [f"{counts[state]} {word}" for state, word in WORDS.items() if counts[state]]
    return f"{plural(counts.total(), 'reference')}: {', '.join(parts)}."
