"""`refmgr rekey`."""

import sys

import click

from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, plural, print_json, speaks


@click.command("rekey")
@click.argument("names", nargs=-1, metavar="[KEY [NEWKEY]]...")
@click.option(
    "--pattern", metavar="PATTERN", help="Make keys by a pattern, such as {Author}{year}."
)
@click.option("--all", "everything", is_flag=True, help="All works; needs --pattern.")
@click.option("--json", "as_json", is_flag=True, help='`[{"old": ..., "new": ...}]`')
@click.pass_context
@speaks
def rekey_command(
    ctx: click.Context,
    names: tuple[str, ...],
    pattern: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Change citation keys on purpose: `refmgr rekey callen2000 Callen:2000`.

    With --pattern keys are made of {author}, {title}, {journal}, {year} and {yy}; with a capital
    ({Author}) the value has one. A work that fits the pattern keeps its key.

    Prints old and new keys, tab between. Old keys stay valid here, so no manuscript breaks; they are
    never given to another work. `refmgr undo` takes the change back.
    """
    if pattern and "{" not in pattern:
        raise click.UsageError("a pattern has parts in braces: {author}{year}")
    if bool(pattern) != (everything or bool(pattern and names)) or (everything and names):
        raise click.UsageError("with --pattern name works, or say --all")
    if not pattern and len(names) != 2:
        raise click.UsageError("name a work and its new key: refmgr rekey callen2000 Callen:2000")
    library = open_library(ctx, offline=True)
    if not library.exists():
        library.show(names[0] if names else "")  # says that there is no library yet
    changed = library.rekey(names, pattern) if pattern else library.rekey(names[:1], names[1])
    if as_json:
        print_json([{"old": old, "new": new} for old, new in changed])
    else:
        for old, new in changed:
            click.echo(f"{old}\t{new}")
        note(
            f"{plural(len(changed), 'key')} changed."
            + (" `refmgr undo` takes it back." if changed else "")
        )
    if not changed:
        sys.exit(NEEDS_A_LOOK)
