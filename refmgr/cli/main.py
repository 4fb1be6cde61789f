"""The command `refmgr`: its commands by name, each loaded only when it runs."""

import sys
from importlib import import_module
from typing import Final

import click

COMMANDS: Final[dict[str, tuple[str, str, str]]] = {  # name -> module, attribute, short help
    "import": ("importing", "import_command", "Import papers: files, folders, or pasted text."),
    "resolve": ("resolving", "resolve_command", "Ask Crossref about references that wait."),
    "review": ("reviewing", "review_command", "Answer what only you can tell, key by key."),
    "decide": ("answering", "decide_command", "Answer one question from a script."),
    "merge": ("answering", "merge_command", "Say that works are one."),
    "keep-apart": ("answering", "keep_apart_command", "Say that two works are not one."),
    "list": ("works", "list_command", "List the works in the library."),
    "show": ("works", "show_command", "Show a work, its evidence and the sentences that cite it."),
    "search": ("works", "search_command", "Find works by words of their title, people, journal."),
    "report": ("reporting", "report_group", "Reports, such as the most-cited sources."),
    "snowball": ("snowballing", "snowball_command", "Find what to read next: backward, forward."),
    "network": ("networking", "network_command", "Write the citation network."),
    "check": ("checking", "check_command", "Look for what is wrong, here or in a manuscript."),
    "export": (
        "exporting",
        "export_command",
        "Write works for a manuscript: BibTeX, RIS, CSL-JSON, ...",
    ),
    "bibliography": (
        "bibliographies",
        "bibliography_command",
        "Write a formatted reference list: Vancouver, AMA, APA.",
    ),
    "edit": ("deciding", "edit_command", "Correct a field of a work; your word wins for good."),
    "rekey": ("rekeying", "rekey_command", "Change citation keys on purpose; old ones stay valid."),
    "references": (
        "deciding",
        "references_command",
        "Give a paper the reference list that its file lacks.",
    ),
    "decisions": ("deciding", "decisions_command", "List what you decided."),
    "undo": ("deciding", "undo_command", "Take back your last decision."),
    "dedupe": ("deduping", "dedupe_command", "Find the duplicates in search exports."),
    "read": ("oneshot", "read_command", "Read documents without a library, as JSON."),
    "parse": ("oneshot", "parse_command", "Parse references, one a line, without a library."),
    "match": ("matching", "match_command", "Find references in offline catalogues, one a line."),
    "catalogue": ("cataloguing", "catalogue_group", "Build and describe offline catalogues."),
    "convert": ("converting", "convert_command", "Turn bibliographic files into another format."),
    "rebuild": ("upkeep", "rebuild_command", "Make everything derived anew, offline."),
    "backup": ("upkeep", "backup_command", "Write a consistent copy of the library."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by a table and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table, which is the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return one command, its module imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"refmgr.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Print the table; click's own way would import every command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, _, short) in COMMANDS.items()])


def print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    """Print the version and end."""
    if value and not ctx.resilient_parsing:
        from refmgr import __version__  # noqa: PLC0415

        click.echo(f"refmgr {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--library",
    "path",
    default="library.db",
    envvar="REFMGR_LIBRARY",
    metavar="PATH",
    help="The library file.  [default: library.db in the current folder; or REFMGR_LIBRARY]",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=print_version,
    help="Show the version and end.",
)  # fmt: skip
@click.pass_context
def cli(ctx: click.Context, path: str) -> None:
    """Read papers, resolve their references with evidence, keep one library.

    \b
    refmgr import FOLDER          read every paper in a folder into library.db
    refmgr report most-cited      which sources your papers cite most
    refmgr export bibtex -o x.bib the library for your manuscript

    Exit codes: 0 done, 1 done but something needs a look, 2 wrong usage, 3 could not do it.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    ctx.obj = path


def main() -> None:
    """Run the command line; errors a user can mend become one line and exit code 3."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows consoles and pipes default to a code page
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(prog_name="refmgr")
