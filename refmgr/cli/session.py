"""What every command needs: the library with its settings, errors as one line, JSON, progress."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import click

from refmgr.errors import RefmgrError

if TYPE_CHECKING:
    from refmgr.library.facade import Library

T = TypeVar("T")

NEEDS_A_LOOK: Final = 1
FAILED: Final = 3
INTERRUPTED: Final = 130  # what shells expect after Ctrl-C


def open_library(
    ctx: click.Context,
    *,
    mailto: str | None = None,
    offline: bool = False,
    catalogues: Sequence[str] = (),
    sources: Sequence[str] = (),
) -> "Library":
    """Return the library the command line names, with settings from options, environment and file.

    Args:
        ctx: knows the path.
        mailto: the user's address.
        offline: ask nobody but catalogues.
        catalogues: folders in place of those that are configured.
        sources: whom to ask; empty for all.
    """
    from refmgr.library.facade import Library  # noqa: PLC0415
    from refmgr.library.settings import Settings  # noqa: PLC0415

    chosen = configured()
    if mailto:
        chosen["mailto"] = mailto
    if catalogues:
        chosen["catalogues"] = tuple(map(Path, catalogues))
    if sources:
        chosen["sources"] = tuple(sources)
    return Library(Path(str(ctx.find_root().obj)), Settings(offline=offline, **chosen))


# What may be set in config.toml, and in the environment as REFMGR_ and the name in capitals.
TEXTS: Final = (
    "mailto", "key_pattern", "ncbi_key",
    "crossref_url", "pubmed_url", "converter_url", "europepmc_url", "arxiv_url",
)  # fmt: skip


def configured() -> dict[str, Any]:
    """Return the settings of the environment, else of config.toml, by their names in `Settings`.

    Raises:
        RefmgrError: config.toml is not TOML, or a value is of the wrong kind.
    """
    file, path = _config_file()
    found: dict[str, Any] = {name: str(file[name]) for name in TEXTS if file.get(name)}
    if file.get("catalogues"):
        listed = file["catalogues"]
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise RefmgrError('catalogues must be a list: ["folder"]', subject=path)
        found["catalogues"] = tuple(Path(one).expanduser() for one in listed)
    for name in TEXTS:
        if value := os.environ.get(f"REFMGR_{name.upper()}"):
            found[name] = value
    if folders := os.environ.get("REFMGR_CATALOGUE"):
        found["catalogues"] = tuple(Path(one) for one in folders.split(os.pathsep) if one)
    age = os.environ.get("REFMGR_MAX_AGE") or file.get("max_age")
    if age is not None:
        found["max_age"] = _days(age, path)
    return found


def _config_file() -> tuple[dict[str, Any], str]:
    """Return what stands in config.toml, and where that is."""
    import tomllib  # noqa: PLC0415

    from platformdirs import user_config_path  # noqa: PLC0415

    path = user_config_path("refmgr") / "config.toml"
    if not path.is_file():
        return {}, str(path)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), str(path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RefmgrError(
            f"this settings file cannot be read: {error}", subject=str(path)
        ) from error


def _days(age: Any, path: str) -> float:  # noqa: ANN401 - whatever TOML can hold
    try:
        days = float(age)
    except (TypeError, ValueError):
        days = -1.0
    if not 0 <= days <= 100_000:
        raise RefmgrError(f"max_age must be a number of days, not {age!r}", subject=path)
    return days


def speaks(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn RefmgrError into one line on stderr and exit code 3, and let Ctrl-C end in peace."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return command(*args, **kwargs)
        except RefmgrError as error:
            fail(str(error))
        except KeyboardInterrupt:
            click.echo("\nStopped. What was finished is kept.", err=True)
            sys.exit(INTERRUPTED)

    return run


def fail(message: str) -> NoReturn:
    """Print an error and end with exit code 3."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(FAILED)


def note(message: str) -> None:
    """Say something that is not the result, on stderr."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_line(value: Any) -> None:  # noqa: ANN401
    """Print one line of JSONL."""
    click.echo(json.dumps(value, ensure_ascii=False))


def say(text: str) -> None:
    """Print a line that holds text of papers, without control characters that could steer a terminal."""
    click.echo("".join(sign for sign in text if sign.isprintable() or sign == "\n"))


def write_out(text: str, output: str | None) -> None:
    """Write a result to a file, in one piece or not at all, or to standard output for `-` or None."""
    if output in (None, "-"):
        click.echo(text, nl=not text.endswith("\n"))
        return
    from refmgr.exports.writing import write_text  # noqa: PLC0415

    write_text(Path(str(output)), text)
    note(f"Written to {output}.")


def with_progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Yield items; on a terminal a bar on stderr shows how far they are, in a pipe nothing does."""
    if not sys.stderr.isatty() or total < 2:
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    yield from track(
        items, description=label, total=total, console=Console(stderr=True), transient=True
    )


def short_people(people: Iterable[Any], *, et_al: bool = False) -> str:
    """Return authors for a list: `Callen`, `Weinel & Callen`, `Boulman et al.`."""
    names = [one.literal or one.family or one.given or "" for one in people]
    if not names:
        return ""
    if et_al or len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names)


def clip(text: str, width: int) -> str:
    """Return text cut to a width with an ellipsis; width 0 cuts nothing."""
    return text if not width or len(text) <= width else text[: max(width - 1, 1)].rstrip() + "…"


def plural(number: int, noun: str) -> str:
    """Return `1 reference`, `2 references`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
