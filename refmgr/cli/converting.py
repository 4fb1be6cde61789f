"""`refmgr convert`: it needs no library."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from refmgr.cli.session import NEEDS_A_LOOK, note, plural, print_json, speaks, write_out
from refmgr.errors import ExportError, NotFoundError, RefmgrError, UnreadableError

if TYPE_CHECKING:
    from refmgr.exports.converting import Converted
    from refmgr.formats.comparing import Loss
    from refmgr.model import Bibliography

FORMATS: Final = ("bibtex", "biblatex", "ris", "csl-json", "nbib", "endnote-xml", "csv")
SHOWN: Final = 10  # remarks printed before the rest is only counted
STDIN: Final = "-"


@click.command("convert")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-t",
    "--to",
    "form",
    type=click.Choice(FORMATS),
    help="The format to write.  [default: by the ending of the output file]",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--json", "as_json", is_flag=True, help="Tell what was read and lost as JSON; needs -o."
)
@speaks
def convert_command(
    files: tuple[str, ...], form: str | None, output: str | None, as_json: bool
) -> None:
    """Turn bibliographic files into another format; `-` is standard input. No library is needed.

    What a file is in, its content tells: BibTeX, biblatex, RIS, PubMed's .nbib and XML, EndNote XML and
    .enw, CSL-JSON, Web of Science, CSV, CITATION.cff, Word's sources, lists of DOIs or PMIDs. Several
    files become one.

    The result is read again and compared before an older file is replaced. What could not be read, and
    what the format has no place for, is told on standard error; exit code 1 says that a record was left
    out or had to be mended.
    """
    from refmgr.exports.converting import convert  # noqa: PLC0415

    chosen = form or _by_ending(output)
    if as_json and output in (None, STDIN):
        raise click.UsageError("--json tells about a file; name it with -o FILE.")
    _refuse_inputs(files, output)
    read = [_read(name) for name in files]
    items = _together(read)
    converted = convert(items, chosen)
    write_out(converted.text, output)
    if as_json:
        print_json(_as_json(files, read, converted))
    else:
        _tell(files, read, converted)
    if any(one.failures or one.problems for one in read) or any(item.problems for item in items):
        sys.exit(NEEDS_A_LOOK)


def _by_ending(output: str | None) -> str:
    from refmgr.formats.writing import SUFFIXES  # noqa: PLC0415

    form = SUFFIXES.get(Path(output or "").suffix.lower())
    if form is None:
        raise click.UsageError(f"say which format to write: -t {'|'.join(FORMATS)}.")
    return form


def _refuse_inputs(files: Sequence[str], output: str | None) -> None:
    """Raise ExportError where the result would take the place of what it is made of."""
    if output in (None, STDIN):
        return
    target = Path(str(output))
    for name in files:
        if name != STDIN and Path(name).exists() and target.exists() and target.samefile(name):
            raise ExportError(
                "this is the file that is read; give the result another name", subject=name
            )


def _read(name: str) -> "Bibliography":
    from refmgr.formats.reading import read_bibliography  # noqa: PLC0415

    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError("there is no such file; check the name", subject=name) from error
    except OSError as error:
        raise UnreadableError(f"it cannot be opened ({error.strerror})", subject=name) from error
    try:
        return read_bibliography(data, name)
    except MemoryError as error:
        raise RefmgrError(
            "the file is too large for this computer; split it", subject=name
        ) from error


def _together(read: Sequence["Bibliography"]) -> list[Any]:
    """Return the items of all files; a name that stands in two files gets a suffix in the second."""
    from refmgr.formats.reading import with_own_ids  # noqa: PLC0415

    items = [item for one in read for item in one.items]
    if len(read) == 1:
        return items
    return list(with_own_ids((replace(item) for item in items), ignore_case=True))


def _tell(files: Sequence[str], read: Sequence["Bibliography"], converted: "Converted") -> None:
    for name, one in zip(files, read, strict=True):
        failed = f", {len(one.failures)} left out" if one.failures else ""
        note(f"{name}: {plural(len(one.items), 'record')} read ({one.format}){failed}.")
        remarks = [problem.message for problem in one.problems]
        remarks += [
            f"line {fail.line}: {fail.reason}: {_first_line(fail.raw)}" for fail in one.failures
        ]
        remarks += [problem.message for item in one.items for problem in item.problems]
        _tell_some(remarks)
    _tell_some([problem.message for problem in converted.problems])
    for loss in converted.losses:
        note(f"  {lost(loss)}")


def _tell_some(remarks: Sequence[str]) -> None:
    for remark in remarks[:SHOWN]:
        note(f"  - {remark}")
    if len(remarks) > SHOWN:
        note(f"  - and {plural(len(remarks) - SHOWN, 'more remark')}; --json lists them all")


def lost(loss: "Loss") -> str:
    """Return in words which field of how many records a format has no place for."""
    where = f"in {plural(loss.count, 'record')}, such as {loss.id}"
    if not loss.after:
        return f"not carried over: {loss.field} {where}"
    return f"changed: {loss.field} {where}: {_short(loss.before)} became {_short(loss.after)}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _first_line(raw: str) -> str:
    return _short(raw.strip().split("\n", 1)[0])


def _as_json(
    files: Sequence[str], read: Sequence["Bibliography"], converted: "Converted"
) -> dict[str, Any]:
    return {
        "files": [
            {
                "file": name,
                "format": one.format,
                "records": len(one.items),
                "failures": [asdict(failure) for failure in one.failures],
                "problems": [
                    asdict(problem)
                    for problem in (
                        *one.problems,
                        *(p for item in one.items for p in item.problems),
                    )
                ],
            }
            for name, one in zip(files, read, strict=True)
        ],
        "findings": [asdict(problem) for problem in converted.problems],
        "losses": [asdict(loss) for loss in converted.losses],
    }
