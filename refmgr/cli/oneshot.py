"""`refmgr read` and `refmgr parse`: they need no library."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

import click

from refmgr.cli.session import FAILED, NEEDS_A_LOOK, note, plural, print_line, speaks, with_progress
from refmgr.formats.record_json import problems_to_json, record_to_json
from refmgr.model import Document, Mention, Problem, Reference


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a file, with everything read."
)
@speaks
def read_command(files: tuple[str, ...], as_json: bool) -> None:
    """Read documents without a library: what they are, their references, their in-text citations.

    FILE may be a folder; all below it is read. A file that cannot be read is named with the reason,
    and with --json has a line of its own without a format and with the problem `unreadable`.
    """
    from refmgr.library.importing import STDIN, find_sources  # noqa: PLC0415
    from refmgr.library.reading_ahead import read_ahead  # noqa: PLC0415

    stdin = sys.stdin.buffer.read() if STDIN in files else None
    sources = find_sources(files, stdin)
    failed = 0
    for read in with_progress(read_ahead(sources), len(sources), "Reading"):
        name = read.source.name
        if read.document is None:
            failed += 1
            said = read.error.message if read.error else "it was not read"
            note(f"Error: {name}: {said}")
            if as_json:
                print_line(unread_row(name, said))
        elif as_json:
            print_line(document_row(name, read.document))
        else:
            print_document(name, read.document)
    if failed:
        sys.exit(FAILED if failed == len(sources) else NEEDS_A_LOOK)


@click.command("parse")
@click.argument("file", type=click.File("rb"), default="-")
@speaks
def parse_command(file: BinaryIO) -> None:
    """Parse references, one a line, from FILE or standard input; one JSON object a line.

    A blank line gives an empty answer, so that answers and lines stay side by side.
    """
    from refmgr.references.parsing import parse_reference  # noqa: PLC0415

    for raw in _lines(file):
        reference = parse_reference(raw)
        print_line(
            {
                "raw": raw,
                "record": record_to_json(reference.record),
                "fields": _lists(reference.fields),
                "confidence": round(reference.confidence, 4),
                "problems": problems_to_json(reference.problems),
            }
        )


def _lines(file: BinaryIO) -> Iterator[str]:
    # Not `str.splitlines`: a reference may hold U+2028 or a form feed, and is still one line.
    for line in file:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def unread_row(name: str, message: str) -> dict[str, Any]:
    """Return as JSON what is to say of a file that could not be read."""
    nothing = Document(name=name, format="", sha256="", text="")
    problem = Problem("unreadable", message)
    return document_row(name, replace(nothing, problems=(problem,))) | {"format": None}


def document_row(name: str, document: Document) -> dict[str, Any]:
    """Return a Document as JSON."""
    return {
        "file": name,
        "format": document.format,
        "record": record_to_json(document.record),
        "record_evidence": dict(document.record_evidence),
        "text": document.text,
        "declared_references": document.declared_references,
        "declared_cited_by": document.declared_cited_by,
        "references": [_reference_row(one) for one in document.references],
        "cited_by": [
            {"raw": one.raw, "record": record_to_json(one.record)} for one in document.cited_by
        ],
        "mentions": [_mention_row(one) for one in document.mentions],
        "problems": problems_to_json(document.problems),
    }


def _reference_row(reference: Reference) -> dict[str, Any]:
    return {
        "number": reference.number,
        "label": reference.label,
        "raw": reference.raw,
        "start": reference.start,
        "end": reference.end,
        "record": record_to_json(reference.record),
        "fields": _lists(reference.fields),
        "confidence": round(reference.confidence, 4),
        "problems": problems_to_json(reference.problems),
    }


def _mention_row(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "references": list(mention.references),
        "sentence": mention.sentence,
        "section": mention.section,
        "style": mention.style,
    }


def _lists(fields: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: list(parts) for name, parts in fields.items()}


def print_document(name: str, document: Document) -> None:
    """Print what was read, for a person."""
    record = document.record
    click.echo(f"{name}: {record.title or '(no title found)'}")
    where = ", ".join(
        str(part)
        for part in (record.container, record.year, record.volume, record.pages, record.doi)
        if part
    )
    if where:
        click.echo(f"  {where}")
    pairs = sum(len(mention.references) for mention in document.mentions)
    click.echo(
        f"  {plural(len(document.references), 'reference')}, "
        f"{plural(len(document.mentions), 'in-text citation')} with {plural(pairs, 'number')}"
    )
    for reference in document.references:
        click.echo(
            f"  {reference.number:>4}. {reference.record.title or ' '.join(reference.raw.split())}"
        )
    for problem in document.problems:
        click.echo(f"  - {problem.message}")
