"""`refmgr dedupe`: which records of search exports are one work; it needs no library."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refmgr.cli.converting import lost
from refmgr.cli.session import (
    FAILED,
    NEEDS_A_LOOK,
    clip,
    note,
    plural,
    print_json,
    say,
    speaks,
    write_out,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refmgr.dedupe.collections import Collection
    from refmgr.dedupe.engine import Deduplicated

SHOWN: Final = 20
WRITES: Final = (".csv", ".ris", ".nbib", ".bib", ".json", ".xml")


@click.command("dedupe")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Groups, questions and counts as JSON.")
@click.option(
    "-o", "--output", metavar="FILE",
    help="Write the deduplicated records as .csv, .ris, .nbib, .bib, .json (CSL) or .xml (EndNote).",
)  # fmt: skip
@click.option(
    "--table", metavar="FILE.csv",
    help="Write which records were merged, and which may be one work, as a table to look through.",
)  # fmt: skip
@click.option("--all", "show_all", is_flag=True, help="Show every pair that may be one work.")
@speaks
def dedupe_command(
    files: tuple[str, ...], as_json: bool, output: str | None, table: str | None, show_all: bool
) -> None:
    """Find the duplicates in search exports: RIS, PubMed, BibTeX, EndNote XML, CSL-JSON, CSV.

    Records that surely are one work are grouped; pairs that only may be are listed for you, and
    nothing is done about them. The counts are those a PRISMA diagram asks for.
    """
    from refmgr.dedupe.collections import collect  # noqa: PLC0415

    _check_output(output)
    collection = collect([(name, _bytes(name)) for name in dict.fromkeys(files)])
    for why in collection.failed:
        note(f"Error: {why}")
    if not collection.files:
        sys.exit(FAILED)
    found = collection.deduplicated()
    if as_json:
        print_json(_json(collection, found))
    else:
        _print(collection, found, None if show_all else SHOWN)
    if output:
        write_out(_text(collection, found, output), output)
    if table:
        write_out(_table(collection, found), table)
    if collection.failed or any(one.failures for one in collection.files):
        sys.exit(NEEDS_A_LOOK)


def _check_output(output: str | None) -> None:
    if output and Path(output).suffix.lower() not in WRITES:
        raise click.UsageError(
            f"-o writes {', '.join(WRITES)}; give the file one of these endings."
        )


def _bytes(name: str) -> bytes:
    from refmgr.errors import UnreadableError  # noqa: PLC0415

    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UnreadableError(f"{error.strerror or error}", subject=name) from error


def _removed(found: "Deduplicated") -> int:
    return sum(len(group) - 1 for group in found.clusters)


def _json(collection: "Collection", found: "Deduplicated") -> dict[str, object]:
    ids = collection.ids
    return {
        "records": len(ids),
        "clusters": [[ids[at] for at in group] for group in found.clusters],
        "maybe": [[ids[one.a], ids[one.b]] for one in found.questions],
        "reasons": [
            {"code": one.judgement.code, "reason": one.judgement.reason} for one in found.questions
        ],
        "removed": _removed(found),
        "left": len(ids) - _removed(found),
        "files": [
            {
                "file": file.name,
                "records": file.records,
                "failures": [{"line": one.line, "reason": one.reason} for one in file.failures],
            }
            for file in collection.files
        ],
        "lacking": dict(collection.lacking()),
    }


def _print(collection: "Collection", found: "Deduplicated", most: int | None) -> None:
    _print_counts(collection, found)
    for file in collection.files:
        for failure in file.failures:
            say(f"  - {file.name}, line {failure.line}: {failure.reason}")
    lacking = ", ".join(f"{n} without {what}" for what, n in collection.lacking().items() if n)
    if lacking:
        click.echo(f"Of these: {lacking}. What tells too little is compared with nothing.")
    if found.questions:
        _print_questions(collection, found, most)


def _print_counts(collection: "Collection", found: "Deduplicated") -> None:
    read, lost = (
        sum(numbers)
        for numbers in (
            [file.records for file in collection.files],
            [len(file.failures) for file in collection.files],
        )
    )
    removed = _removed(found)
    click.echo(f"{'Records found':<22}{read:>8}")
    for file in collection.files:
        say(f"  {clip(Path(file.name).name, 18):<20}{file.records:>8}")
    if lost:
        click.echo(f"{'Not readable':<22}{lost:>8}")
    click.echo(f"{'Duplicates removed':<22}{removed:>8}")
    click.echo(f"{'Records left':<22}{len(collection.ids) - removed:>8}")


def _print_questions(collection: "Collection", found: "Deduplicated", most: int | None) -> None:
    click.echo(f"\n{plural(len(found.questions), 'pair')} may be one work; both are kept:")
    for one in found.questions[:most]:
        say(f"  {_title(collection, one.a)}")
        say(f"  {_title(collection, one.b)}")
        say(f"    {one.judgement.reason}")
    if most is not None and len(found.questions) > most:
        more = len(found.questions) - most
        click.echo(f"  … and {more} more; --all or --table FILE.csv shows them.")


def _title(collection: "Collection", at: int) -> str:
    one = collection.prepared[at]
    place = " ".join(
        filter(None, (str(one.year or ""), one.volume, one.pages or one.article_number))
    )
    where = ", ".join(filter(None, (clip(one.container, 40), place)))
    return f"{collection.ids[at]}: {clip(one.printed or '(no title)', 80)} ({where})"


def _text(collection: "Collection", found: "Deduplicated", output: str) -> str:
    from refmgr.dedupe.collections import HEADER, merged, table_rows  # noqa: PLC0415

    works = merged(collection, found)
    ending = Path(output).suffix.lower()
    if ending == ".csv":
        from refmgr.formats.csv_table import csv_text  # noqa: PLC0415

        return csv_text(HEADER, table_rows(works))
    items = [item for item, _ in works]
    from refmgr.exports.converting import convert  # noqa: PLC0415
    from refmgr.formats.citation_keys import usable_key  # noqa: PLC0415
    from refmgr.formats.writing import SUFFIXES  # noqa: PLC0415

    named = [replace(one, key=one.id) if usable_key(one.id) else one for one in items]
    converted = convert(named, SUFFIXES[ending])
    for loss in converted.losses:
        note(lost(loss))
    return converted.text


def _table(collection: "Collection", found: "Deduplicated") -> str:
    from refmgr.formats.csv_table import csv_text  # noqa: PLC0415

    rows: list[Sequence[object]] = []
    for number, group in enumerate(found.clusters, 1):
        rows += [("merged", number, *_row(collection, at), "") for at in group]
    for number, one in enumerate(found.questions, 1):
        rows += [
            ("maybe", number, *_row(collection, at), one.judgement.reason) for at in (one.a, one.b)
        ]
    header = ("what", "group", "id", "file", "title", "author", "journal", "year", "volume", "pages", "doi",
              "reason")  # fmt: skip
    return csv_text(header, rows)


def _row(collection: "Collection", at: int) -> tuple[object, ...]:
    one = collection.prepared[at]
    file = collection.files[collection.homes[at]].name
    return (
        collection.ids[at], file, one.printed, one.family, one.container, one.year or "",
        one.volume, one.pages or one.article_number, one.doi,
    )  # fmt: skip
