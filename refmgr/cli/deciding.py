"""`refmgr edit`, `refmgr decisions`, `refmgr undo`."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Final

import click

from refmgr.cli.session import NEEDS_A_LOOK, clip, note, open_library, plural, print_json, speaks
from refmgr.formats.record_json import PLAIN, person_to_json

EDITABLE: Final = (*(name for name in PLAIN if name != "et_al"), "authors", "editors")


@click.command("edit")
@click.argument("key")
@click.argument("settings", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--json", "as_json", is_flag=True, help="The work afterwards, as a JSON list.")
@click.pass_context
@speaks
def edit_command(ctx: click.Context, key: str, settings: tuple[str, ...], as_json: bool) -> None:
    """Set fields of a work: `refmgr edit untitled title="Calcinosis in five children" year=2020`.

    Your word wins over every source and every later import, survives `rebuild`, and is taken back by
    `refmgr undo`. Authors: `authors="Callen JP; Weinel S"`. An empty value empties the field.
    """
    fields = dict(parse_setting(setting) for setting in settings)
    library = open_library(ctx, offline=True)
    if not library.exists():
        library.show(key)  # says that there is no library yet
    work = library.edit(key, fields)
    if as_json:
        from refmgr.cli.works import work_row  # noqa: PLC0415

        print_json([work_row(work)])
        return
    click.echo(f"{work.key}: {', '.join(fields)} set. `refmgr undo` takes it back.")


@click.command("references")
@click.argument("key")
@click.argument("file", type=click.File("rb"), default="-")
@click.pass_context
@speaks
def references_command(ctx: click.Context, key: str, file: BinaryIO) -> None:
    """Give a paper the reference list that its file lacks, or shows in part: from FILE, or pasted.

    KEY is the paper's citation key or file name. The list may be numbered or in the order of the
    numbers; the paper's in-text citations are linked to it at once, without reading the paper again.
    `refmgr undo` takes it back.
    """
    library = open_library(ctx, offline=True)
    if not library.exists():
        library.show(key)  # says that there is no library yet
    number = library.give_list(key, file.read().decode("utf-8-sig", errors="replace"))
    click.echo(f"{plural(number, 'reference')} given to {key}. `refmgr resolve` looks them up.")


@click.command("decisions")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.pass_context
@speaks
def decisions_command(ctx: click.Context, as_json: bool) -> None:
    """List what you decided, oldest first, with what was taken back."""
    found = open_library(ctx, offline=True).decisions()
    if as_json:
        print_json(
            [
                {"id": one.id, "at": one.at, "verb": one.verb, "subject": one.subject,
                 "value": dict(one.value), "undone": one.undone}
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        state = "  (taken back)" if one.undone else ""
        value = json.dumps(dict(one.value), ensure_ascii=False)
        click.echo(
            f"{one.id:>4}  {one.at}  {one.verb} {one.subject[:12]}… {clip(value, 200)}{state}"
        )
    if not found:
        note("Nothing was decided yet.")


@click.command("undo")
@click.argument("number", type=int, required=False)
@click.pass_context
@speaks
def undo_command(ctx: click.Context, number: int | None) -> None:
    """Take back your last decision, or the one with this NUMBER in `refmgr decisions`."""
    library = open_library(ctx, offline=True)
    if not library.exists():
        note("There is no library here, so nothing to take back.")
        sys.exit(NEEDS_A_LOOK)
    decision = library.undo(number)
    value = json.dumps(dict(decision.value), ensure_ascii=False)
    click.echo(f"Taken back: {decision.verb} {clip(value, 200)}")


def parse_setting(setting: str) -> tuple[str, Any]:
    """Return field and value of `FIELD=VALUE`, the value as in JSON and normalised.

    Raises:
        click.UsageError: no such field, or not a value it can have.
    """
    name, equals, value = setting.partition("=")
    name, value = name.strip(), value.strip()
    if not equals or name not in EDITABLE:
        raise click.UsageError(f"{setting!r} is not FIELD=VALUE; fields are {', '.join(EDITABLE)}")
    if not value:
        return name, None
    return name, _reader(name)(value)


def _reader(name: str) -> Callable[[str], Any]:
    if name in ("authors", "editors"):
        return _people
    if name == "year":
        return _year
    if name in ("doi", "pmid", "pmcid", "arxiv", "isbn"):
        return lambda value: _identifier(name, value)
    return str


def _people(value: str) -> Sequence[dict[str, str]]:
    from refmgr.names import parse_people  # noqa: PLC0415

    return [person_to_json(person) for person in parse_people(value)[0]]


def _year(value: str) -> int:
    if not (value.isdecimal() and 1000 <= int(value) <= 2999):
        raise click.UsageError(f"year={value}: a year has four digits")
    return int(value)


def _identifier(name: str, value: str) -> str:
    from refmgr import identifiers  # noqa: PLC0415

    normal: str | None = getattr(identifiers, f"normalise_{name}")(value)
    if normal is None:
        raise click.UsageError(f"{name}={value}: this is no {name.upper()}")
    return normal
