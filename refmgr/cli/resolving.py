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
    from collections.abc import Iterator

    from refmgr.library.facade import Library
    from refmgr.library.outcomes import Completed, Resolved

WORDS: Final = {
    "accepted": "accepted",
    "ambiguous": "ambiguous",
    "none": "not found",
    "pending": "still waiting",
}
AGAIN: Final = ("pending", "none", "ambiguous")  # states that --refresh asks about again


@click.command("resolve")
@click.option(
    "--source",
    "sources",
    type=click.Choice(["crossref", "pubmed", "arxiv", "catalogue"]),
    multiple=True,
    help="Whom to ask; may be given several times.  [default: all, catalogues first]",
)
@click.option(
    "--catalogue",
    "catalogues",
    type=click.Path(exists=True, file_okay=False),
    multiple=True,
    help="An offline catalogue to ask before any network; may be given several times.",
)
@click.option(
    "--mailto", metavar="ADDRESS", help="Your mail address: Crossref then answers faster."
)
@click.option("--limit", type=click.IntRange(min=1), help="Ask about at most so many references.")
@click.option(
    "--refresh",
    is_flag=True,
    help="Ask again about what was resolved or not found more than a day ago.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a reference.")
@click.pass_context
@speaks
def resolve_command(
    ctx: click.Context,
    limit: int | None,
    refresh: bool,
    as_json: bool,
    **whom: Any,  # noqa: ANN401 - the options that open_library takes
) -> None:
    """Ask who knows the references that wait, oldest first: catalogues, Crossref, PubMed, arXiv.

    What the library knows already is not asked again. A match is accepted only with evidence;
    otherwise the reference stays as printed, and `refmgr show KEY` tells why. Then PubMed is asked
    for the PMIDs of works that came without. Ctrl-C loses nothing.

    With --refresh, everything is asked about again: what was not found may be there by now, and an
    accepted paper may have been corrected or retracted. What was answered within a day counts as
    fresh, so that a run that was stopped goes on.
    """
    library = open_library(ctx, **whom)
    states = library.states()
    waiting = sum(states.get(name, 0) for name in (AGAIN if refresh else ("pending",)))
    total = waiting if limit is None else min(limit, waiting)
    counts: Counter[str] = Counter()
    try:
        for outcome in with_progress(
            library.resolve(limit or -1, refresh=refresh), total, "Resolving"
        ):
            counts[outcome.state] += 1
            if as_json:
                print_line(as_row(outcome))
            else:
                print_outcome(outcome)
    except SourceError as error:
        left = library.states().get("pending", 0)
        wait = f"{plural(left, 'reference')} still wait{'s' if left == 1 else ''}"
        fail(f"{error.message} {wait}; run `refmgr resolve` again later, it goes on from here.")
    pmids = complete(library, limit, refresh=refresh, as_json=as_json)
    if not as_json:
        click.echo(summary(counts, pmids))
    if counts.total() > counts["accepted"]:
        sys.exit(NEEDS_A_LOOK)


def complete(
    library: "Library", limit: int | None, *, refresh: bool, as_json: bool
) -> tuple[int, int]:
    """Have accepted works completed; return how many were asked about, and how many have a PMID."""
    asked = found = 0
    outcomes: Iterator[Completed] = library.complete(limit or -1, refresh=refresh)
    try:
        for outcome in outcomes:
            asked += 1
            found += outcome.pmid is not None
            if as_json:
                print_line({"document": outcome.document, "number": outcome.number,
                            "doi": outcome.doi, "pmid": outcome.pmid,
                            "problems": problems_to_json(outcome.problems)})  # fmt: skip
            else:
                for problem in outcome.problems:
                    note(f"{outcome.document}, {outcome.number}: {problem.message}")
    except SourceError as error:
        note(f"{error.message} PMIDs still to be asked for: run `refmgr resolve` again later.")
    return asked, found


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


def summary(counts: Counter[str], pmids: tuple[int, int]) -> str:
    """Return what the whole run came to."""
    asked, found = pmids
    known = f"PMIDs: {found} of {plural(asked, 'work')} in PubMed."
    if not counts:
        return known if asked else "No reference waits to be resolved."
    parts = [f"{counts[state]} {word}" for state, word in WORDS.items() if counts[state]]
    text = f"{plural(counts.total(), 'reference')}: {', '.join(parts)}."
    return f"{text}\n{known}" if asked else text
