"""`refmgr export`."""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, plural, speaks, write_out
from refmgr.model import Item, Work

if TYPE_CHECKING:
    from refmgr.library.facade import Library
    from refmgr.library.manuscripts import Manuscript

FORMATS: Final = ("bibtex", "biblatex", "ris", "csl-json", "nbib", "endnote-xml", "csv")
SHOWN: Final = 5  # findings printed before the rest is only counted
STDIN: Final = "-"
DAY: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@click.command("export")
@click.argument("form", type=click.Choice(FORMATS), metavar=f"[{'|'.join(FORMATS)}]")
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--cited-in",
    "manuscripts",
    multiple=True,
    metavar="FILE",
    help="Only what this manuscript cites (.tex, .md, .qmd, .docx, .odt), under the keys it uses.",
)
@click.option("--since", metavar="DATE", help="Only what is new since a day, such as 2024-05-01.")
@click.option("--documents", is_flag=True, help="Only the papers you imported, not what they cite.")
@click.pass_context
@speaks
def export_command(
    ctx: click.Context,
    form: str,
    keys: tuple[str, ...],
    output: str | None,
    manuscripts: tuple[str, ...],
    **chosen: str | bool | None,
) -> None:
    """Write works for a manuscript: all of them, those with these keys, or those it cites.

    What is written is read again and compared before an older file is replaced. Fields that a type of
    entry should have and has not, and what the format has no place for, are named on standard error.
    With --cited-in the exit code is 1 if the manuscript cites what the library does not have.
    """
    from refmgr.exports.bibliography import render_items  # noqa: PLC0415

    since, documents = str(chosen["since"] or ""), bool(chosen["documents"])
    if since and not DAY.fullmatch(since):
        raise click.UsageError("a DATE is a year, a month or a day: 2024, 2024-05 or 2024-05-01.")
    library = open_library(ctx, offline=True)
    works = (
        library.export(keys, since=since, documents=documents) if library.exists() or keys else ()
    )
    read = read_manuscripts(library, manuscripts) if works or manuscripts else ()
    named = cited_works(works, read) if manuscripts else [(work.key, work) for work in works]
    told = library.told().beside if named else {}
    written = render_items(
        [
            Item(id=name, key=name, record=work.record, more=told.get(work.key, {}))
            for name, work in named
        ],
        form,
    )
    write_out(written.text, output)
    tell([problem.message for problem in written.problems])
    tell(
        [
            f"{loss.field} is not carried over in {plural(loss.count, 'work')}, such as {loss.id}"
            for loss in written.losses
            if not loss.after
        ]
    )
    missing = list(missing_works(read))
    tell(missing)
    if not named or missing:
        explain(library, nothing=not named)
        sys.exit(NEEDS_A_LOOK)


def tell(remarks: Sequence[str]) -> None:
    """Print findings on standard error, many of a kind only counted."""
    for remark in remarks[:SHOWN]:
        note(f"- {remark}")
    if len(remarks) > SHOWN:
        note(f"- and {plural(len(remarks) - SHOWN, 'more finding')} like these")


def explain(library: "Library", *, nothing: bool) -> None:
    """Say why nothing was written."""
    if not library.exists():
        note("The library is empty; `refmgr import FOLDER` fills it.")
    elif nothing:
        note("Nothing in the library is meant by that.")


def read_manuscripts(library: "Library", names: Sequence[str]) -> "Sequence[Manuscript]":
    """Return what manuscripts cite; `-` is standard input."""
    if not names:
        return ()
    stdin = sys.stdin.buffer.read() if STDIN in names else None
    return library.cited_in(names, stdin)


def cited_works(works: Sequence[Work], read: "Sequence[Manuscript]") -> list[tuple[str, Work]]:
    """Return what manuscripts cite under the keys they use; a work cited by two keys comes twice."""
    known = {work.key: work for work in works}
    names: dict[str, Work] = {}
    for one in read:
        if one.everything:
            names |= known
        for place in one.places:
            if place.work and place.work.key in known:
                names[place.key.key if place.key else place.work.key] = place.work
    cited = {name.lower(): (name, work) for name, work in names.items()}
    return list(cited.values())


def missing_works(read: "Sequence[Manuscript]") -> Iterator[str]:
    """Yield what manuscripts cite and the library has not, each once."""
    for one in read:
        seen: set[str] = set()
        for place in one.missing:
            what = place.key.key if place.key else (place.reference.raw if place.reference else "")
            if what and what not in seen:
                seen.add(what)
                yield f"{one.name}: not in the library: {what[:100]}"
