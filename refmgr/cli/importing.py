"""`refmgr import`."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from refmgr.cli.session import (
    FAILED,
    NEEDS_A_LOOK,
    note,
    open_library,
    plural,
    print_line,
    speaks,
    with_progress,
)
from refmgr.formats.record_json import problems_to_json

MOST_SHOWN = 5  # remarks on the entries of one file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmgr.library.outcomes import Imported


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--offline", is_flag=True, help="Ask nobody; `refmgr resolve` can do it later.")
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
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@click.pass_context
@speaks
def import_command(
    ctx: click.Context,
    sources: tuple[str, ...],
    as_json: bool,
    **whom: Any,  # noqa: ANN401 - the options that open_library takes
) -> None:
    """Import papers and files of records (.bib, .ris, .nbib, ...): files, folders, `-` for pasted text.

    A DOI, PMID, PMCID or arXiv number is a source as well: `refmgr import 10.1067/mpd.2001.112473
    PMID:21772617`. A file of that name comes first.

    Each paper is read, its reference list parsed, its in-text citations linked, and everything is
    stored and deduplicated at once; what is stored survives any interruption. Then offline catalogues,
    Crossref and PubMed are asked about each reference. Without a network that waits for
    `refmgr resolve`. Importing the same file again changes nothing.

    In the JSON, `resolved` counts references with a DOI or PMID, wherever in the library it was found,
    and `pending` those that somebody is still to be asked about.
    """
    from refmgr.library.importing import STDIN, find_sources  # noqa: PLC0415

    stdin = sys.stdin.buffer.read() if STDIN in sources else None
    plan = find_sources(sources, stdin)
    library = open_library(ctx, **whom)
    outcomes = []
    for outcome in with_progress(library.import_(plan), len(plan), "Importing"):
        outcomes.append(outcome)
        if as_json:
            print_line(as_row(outcome))
        else:
            print_outcome(outcome)
    if not as_json:
        print_summary(outcomes, offline=whom["offline"])
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    if failed:
        sys.exit(FAILED if failed == len(outcomes) else NEEDS_A_LOOK)


def as_row(outcome: "Imported") -> dict[str, Any]:
    """Return an outcome as JSON."""
    return {
        "source": outcome.source,
        "status": outcome.status,
        "work": outcome.work,
        "references": outcome.references,
        "entries": outcome.entries,
        "new_works": outcome.new_works,
        "resolved": outcome.resolved,
        "pending": outcome.pending,
        "problems": problems_to_json(outcome.problems),
    }


def print_outcome(outcome: "Imported") -> None:
    """Print one line a source, and one a problem beneath it."""
    if outcome.status == "failed":
        note(f"failed     {outcome.problems[0].message}")
        return
    found = plural(outcome.references, "reference")
    if outcome.entries:
        found = plural(outcome.entries, "entry")
    click.echo(f"{outcome.status:<10} {outcome.work or '':<20} {found:<14} {outcome.source}")
    for problem in outcome.problems[: MOST_SHOWN if outcome.entries else None]:
        click.echo(f"{'':10} - {problem.message}")
    if outcome.entries and len(outcome.problems) > MOST_SHOWN:
        more = plural(len(outcome.problems) - MOST_SHOWN, "more remark")
        click.echo(f"{'':10} - and {more}; `--json` lists them all")


def print_summary(outcomes: "Sequence[Imported]", *, offline: bool) -> None:
    """Print what the whole import came to."""
    counts = Counter(outcome.status for outcome in outcomes)
    if counts["added"]:
        new = plural(sum(one.new_works for one in outcomes), "work")
        click.echo(f"{_added(outcomes)}; {new} new in the library.")
    elif counts["unchanged"]:
        click.echo(f"Nothing new: {_already(counts['unchanged'])}. Nothing was changed.")
    waiting = sum(one.pending for one in outcomes)
    if not waiting:
        return
    wait = f"{plural(waiting, 'reference')} wait{'s' if waiting == 1 else ''} for `refmgr resolve`"
    unreachable = next((one.unreachable for one in outcomes if one.unreachable), None)
    if unreachable:
        note(f"{unreachable} {wait}.")
    elif offline or counts["added"]:
        note(f"{'Offline: ' if offline else ''}{wait}.")


def _added(outcomes: "Sequence[Imported]") -> str:
    """Return `2 documents added with 60 references and 1 file of records with 120 entries`."""
    added = [one for one in outcomes if one.status == "added"]
    papers = [one for one in added if not one.entries]
    files = [one for one in added if one.entries]
    parts = []
    if papers:
        references = plural(sum(one.references for one in papers), "reference")
        parts.append(f"{plural(len(papers), 'document')} added with {references}")
    if files:
        entries = plural(sum(one.entries for one in files), "entry")
        several = "files" if len(files) > 1 else "file"
        parts.append(f"{len(files)} {several} of records added with {entries}")
    return ", ".join(parts)


def _already(number: int) -> str:
    if number == 1:
        return "this document is in the library already"
    return f"all {number} documents are in the library already"
