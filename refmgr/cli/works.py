"""`refmgr list`, `refmgr show`, `refmgr search`."""

import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from refmgr.cli.session import (
    NEEDS_A_LOOK,
    clip,
    note,
    open_library,
    plural,
    print_json,
    say,
    short_people,
    speaks,
)
from refmgr.formats.record_json import record_to_json
from refmgr.model import Citation, Work

if TYPE_CHECKING:
    from refmgr.library.outcomes import Shown

EMPTY = "The library is empty; `refmgr import FOLDER` fills it."


@click.command("list")
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many works.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.pass_context
@speaks
def list_command(
    ctx: click.Context, query: tuple[str, ...], limit: int | None, as_json: bool
) -> None:
    """List works in the order of their citation keys; with words, those that hold all of them."""
    library = open_library(ctx, offline=True)
    if not library.exists():
        print_works([], EMPTY, as_json=as_json)
    found = library.list(" ".join(query), -1 if limit is None else limit)
    print_works(
        found, f"No work holds all of: {' '.join(query)}" if query else EMPTY, as_json=as_json
    )


@click.command("search")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many works.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.pass_context
@speaks
def search_command(
    ctx: click.Context, text: tuple[str, ...], limit: int | None, as_json: bool
) -> None:
    """Find works that hold all words, best first: in people, title, journal, year, DOI, PMID.

    Case, accents and endings do not matter: `yildirim` finds Yıldırım. Where no whole word fits,
    the beginnings of words count.
    """
    library = open_library(ctx, offline=True)
    if not library.exists():
        print_works([], EMPTY, as_json=as_json)
    found = library.search(" ".join(text), -1 if limit is None else limit)
    print_works(found, f"No work holds all of: {' '.join(text)}", as_json=as_json)


@click.command("show")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.pass_context
@speaks
def show_command(ctx: click.Context, keys: tuple[str, ...], as_json: bool) -> None:
    """Show works: every field and where it comes from, who cites them, in which sentences.

    KEY is a citation key, a DOI, a PMID or the name of an imported file.
    """
    library = open_library(ctx, offline=True)
    shown = [library.show(key) for key in keys]
    if as_json:
        print_json([shown_row(one) for one in shown])
        return
    for index, one in enumerate(shown):
        if index:
            say("")
        print_shown(one)


def work_row(work: Work) -> dict[str, Any]:
    """Return a work as JSON."""
    return {
        "key": work.key,
        **record_to_json(work.record),
        "cited_by": work.cited_by,
        "cites": work.cites,
        "mentions": work.mentions,
        "document": work.document is not None,
    }


def shown_row(shown: "Shown") -> dict[str, Any]:
    """Return a work with its evidence as JSON."""
    return {
        **work_row(shown.work),
        "file": shown.work.document,
        "aliases": list(shown.work.aliases),
        "origins": dict(shown.work.origins),
        "citations": [_citation_row(one) for one in shown.citations],
        "documents": list(shown.documents),
        "entries": list(shown.entries),
        "matches": list(shown.matches),
    }


def _citation_row(citation: Citation) -> dict[str, Any]:
    return {
        "citing": citation.citing,
        "cited": citation.cited,
        "via": citation.via,
        "number": citation.number,
        "raw": citation.raw,
        "mentions": [
            {"text": one.text, "sentence": one.sentence, "section": one.section, "start": one.start,
             "end": one.end}
            for one in citation.mentions
        ],
    }  # fmt: skip


def print_works(works: Sequence[Work], nothing: str, *, as_json: bool) -> None:
    """Print a table of works, or what to say when there is none, and end then with exit code 1."""
    if as_json:
        print_json([work_row(work) for work in works])
    elif works:
        print_table(works)
    if not works:
        note(nothing)
        sys.exit(NEEDS_A_LOOK)


def print_table(works: Sequence[Work]) -> None:
    """Print one line a work; titles are cut to the terminal's width, in a pipe they are whole."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    wide = max(len(work.key) for work in works)
    people = [
        clip(short_people(work.record.authors, et_al=work.record.et_al), 24) for work in works
    ]
    names = max(map(len, people))
    for work, who in zip(works, people, strict=True):
        counts = f"{work.cited_by:>3} {work.mentions:>4}"
        mark = "*" if work.document else " "
        line = f"{mark}{work.key:<{wide}}  {work.record.year or '':>4}  {counts}  {who:<{names}}  "
        say(clip(line + (work.record.title or "(no title)"), width).rstrip())
    if width:
        note("* a paper you imported. Numbers: documents that cite it, in-text citations.")


def print_shown(shown: "Shown") -> None:
    """Print one work in full."""
    work = shown.work
    say(f"{work.key}" + (f"  (also {', '.join(work.aliases)})" if work.aliases else ""))
    row = record_to_json(work.record)
    row["authors"] = "; ".join(map(_name, work.record.authors)) + (
        " et al." if work.record.et_al else ""
    )
    row["editors"] = "; ".join(map(_name, work.record.editors))
    for name, value in row.items():
        if value and name != "et_al":
            origin = work.origins.get(name)
            say(f"  {name:<14} {value}" + (f"   [{origin}]" if origin else ""))
    if work.document:
        say(f"  {'file':<14} {work.document}")
    _print_problems(shown)
    _print_edges("Cited by", [one for one in shown.citations if one.cited == work.key], "citing")
    _print_edges("Cites", [one for one in shown.citations if one.citing == work.key], "cited")
    for match in shown.matches:
        _print_match(match)


def _name(person: Any) -> str:  # noqa: ANN401 - a Person; naming it would import nothing more
    parts = (person.particle, person.family, person.given, person.suffix)
    return person.literal or " ".join(part for part in parts if part)


def _print_problems(shown: "Shown") -> None:
    for source in (*shown.documents, *shown.entries):
        where = source["name"] + (f", {source['number']}" if source.get("number") else "")
        for problem in source["problems"]:
            say(f"  ! {where}: {problem['message']}")


def _print_edges(title: str, edges: Sequence[Citation], end: str) -> None:
    if not edges:
        return
    say(f"  {title} {plural(len({getattr(one, end) for one in edges}), 'work')}:")
    for edge in edges:
        via = ' (from its "Cited by" list)' if edge.via == "cited-by-list" else ""
        times = f", {plural(len(edge.mentions), 'mention')}" if edge.via == "reference-list" else ""
        say(f"    {getattr(edge, end)}{via}{times}")
        if end == "citing":
            _print_sentences(edge)


def _print_sentences(edge: Citation) -> None:
    from textwrap import fill  # noqa: PLC0415

    said = Counter((mention.sentence, mention.section) for mention in edge.mentions)
    for (sentence, section), times in said.items():
        where = f" – {section}" if section else ""
        twice = f" ({times} times)" if times > 1 else ""
        line = f"“{sentence}”{where}{twice}"
        say(fill(line, 96, initial_indent="      ", subsequent_indent="       "))


def _print_match(match: Mapping[str, Any]) -> None:
    verdict = "accepted" if match["accepted"] else "offered"
    candidate = match["candidate"]
    say(
        f"  {match['source']} {verdict}: {candidate.get('title') or '(no title)'} "
        f"{candidate.get('doi') or ''} (score {match['score']:.2f})"
    )
    for name, agreement, remark in match["evidence"]:
        say(f"    {name:<10} {agreement}" + (f": {remark}" if remark else ""))
