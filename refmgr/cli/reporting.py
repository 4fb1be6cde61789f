"""`refmgr report`: tables for a person, or as JSON, CSV, Markdown and pages; and all of them at once."""

import json
import shutil
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from refmgr.cli.session import (
    NEEDS_A_LOOK,
    note,
    open_library,
    plural,
    print_json,
    speaks,
    with_progress,
    write_out,
)

if TYPE_CHECKING:
    from refmgr.reports.table import Report


class Told(NamedTuple):
    """How a report stands on the command line; `least` None where nothing is counted to be left out."""

    help: str
    limit: int | None = None
    least: int | None = None
    least_help: str = ""


REPORTS: Final[dict[str, Told]] = {
    "most-cited": Told(
        "The sources that most of your documents cite, then those cited most often within the text.",
        20, 1, "Only sources that at least so many documents cite.",
    ),
    "backward": Told(
        "Works that your documents cite and that are not among them: what to read next.",
        20, 2, "Cited by at least so many of your documents.",
    ),
    "forward": Told(
        "Works known to cite your documents that are not among them.",
        20, 1, "Citing at least so many of your documents.",
    ),
    "co-cited": Told(
        "Pairs of sources that documents cite together.",
        20, 2, "Cited together by at least so many documents.",
    ),
    "coupled": Told(
        "Pairs of documents that share sources (bibliographic coupling).",
        20, 2, "Sharing at least so many sources.",
    ),
    "coverage": Told("What became of each document and its references, and why it is not more."),
    "retracted": Told("Retracted works, with the documents that cite them and the sentences."),
    "prisma": Told("Counts for a PRISMA flow diagram: imported, merged, resolved."),
    "by-year": Told("Documents, sources and citations by year."),
    "by-journal": Told("Documents, sources and citations by journal.", 20),
    "by-author": Told("Documents, sources and citations by author.", 20),
    "self-citations": Told("Works that cite works of their own authors.", 20),
    "historiograph": Told("The most connected works by year, and who of them cites whom.", 30),
    "main-path": Told("The line of citations that most others run along, newest to oldest."),
    "centrality": Told("PageRank, hubs and authorities, components.", 20),
    "communities": Told("Groups of works that cite among each other (needs networkx or igraph).", 20),
}  # fmt: skip
FILES: Final = 33  # that `report all` writes, for the progress bar
ENDINGS: Final = (".html", ".md", ".csv", ".json", ".txt")


class ReportGroup(click.Group):
    """The reports, made from the table above only when one is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names, those of a first look first."""
        return [*REPORTS, "all"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one report as a command."""
        if cmd_name in REPORTS:
            return _command(cmd_name, REPORTS[cmd_name])
        return super().get_command(ctx, cmd_name)


def _command(name: str, told: Told) -> click.Command:
    options: list[click.Parameter] = []
    if told.limit is not None:
        options.append(
            click.Option(["--limit"], type=click.IntRange(min=1), default=told.limit,
                         show_default=True, help="At most so many rows.")
        )  # fmt: skip
        options.append(click.Option(["--all", "everything"], is_flag=True, help="All rows."))
    if told.least is not None:
        options.append(
            click.Option(["--least"], type=click.IntRange(min=1), default=told.least,
                         show_default=True, help=told.least_help)
        )  # fmt: skip
    options += [
        click.Option(
            ["--full"], is_flag=True, help="Print what is folded, too: sentences, reasons."
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="A JSON list."),
        click.Option(
            ["-o", "--output"], metavar="FILE", help=f"Write to FILE: {', '.join(ENDINGS)}."
        ),
    ]
    return click.Command(name, params=options, help=told.help, callback=_runner(name))


def _runner(name: str) -> Any:  # noqa: ANN401 - a callback of click
    @click.pass_context
    @speaks
    def run(ctx: click.Context, **options: Any) -> None:  # noqa: ANN401
        if options["output"] not in (None, "-") and _ending(options["output"]) not in ENDINGS:
            raise click.UsageError(
                f"{options['output']}: name a file that ends in {', '.join(ENDINGS)}"
            )
        library = open_library(ctx, offline=True)
        if not library.exists():
            note("There is no library yet; `refmgr import FOLDER` makes one.")
            if options["as_json"]:
                print_json([])
            sys.exit(NEEDS_A_LOOK)
        limit = -1 if options.get("everything") else options.get("limit") or -1
        report = library.report(name, limit=limit, least=options.get("least") or 1)
        show(report, **{name: options[name] for name in ("output", "as_json", "full")})

    return run


def _ending(output: str) -> str:
    return PurePath(output).suffix.lower()


def show(report: "Report", *, output: str | None, as_json: bool, full: bool = False) -> None:
    """Print a report or write it to a file; one without rows ends with exit code 1."""
    from refmgr.reports.table import as_rows  # noqa: PLC0415

    if output not in (None, "-"):
        write_out(rendered(report, _ending(str(output))), output)
    elif as_json:
        print_json(as_rows(report))
    else:
        from refmgr.reports.as_text import as_text  # noqa: PLC0415

        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        click.echo(as_text(report, width, full=full), nl=False)
    if not report.rows:
        if output is not None or as_json:
            note(report.nothing)
        sys.exit(NEEDS_A_LOOK)


def rendered(report: "Report", ending: str) -> str:
    """Return a report in the format of a file's ending, one of ENDINGS."""
    from refmgr.reports import as_csv, as_html, as_markdown, as_text, table  # noqa: PLC0415

    if ending == ".json":
        return json.dumps(table.as_rows(report), ensure_ascii=False, indent=2) + "\n"
    if ending == ".txt":
        return as_text.as_text(report, 0, full=True)
    return {
        ".md": as_markdown.as_markdown,
        ".html": as_html.as_html,
        ".csv": as_csv.as_csv,
    }[ending](report)


@click.group("report", cls=ReportGroup)
def report_group() -> None:
    """Reports on the library."""


@report_group.command("all")
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Write into this folder.")
@click.option("--json", "as_json", is_flag=True, help="The names of the files as a JSON list.")
@click.pass_context
@speaks
def all_command(ctx: click.Context, output: str, as_json: bool) -> None:
    """Every report as a page, with an index page, tables for spreadsheets, and the picture.

    The folder can be sent to a co-author as it is: it needs no network and no program but a browser.
    """
    from refmgr.exports.writing import make_folder, write_text  # noqa: PLC0415

    library = open_library(ctx, offline=True)
    if not library.exists():
        note("There is no library yet; `refmgr import FOLDER` makes one.")
        sys.exit(NEEDS_A_LOOK)
    folder = make_folder(Path(output))
    names = []
    for name, text in with_progress(library.report_folder(), FILES, "Writing"):
        write_text(folder / name, text)
        names.append(name)
    if as_json:
        print_json(names)
    note(f"{plural(len(names), 'file')} written to {output}; open {folder / 'index.html'}.")
