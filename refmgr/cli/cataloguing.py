"""`refmgr catalogue`: offline catalogues of works, built and described."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from refmgr.cli.session import FAILED, NEEDS_A_LOOK, note, plural, print_json, speaks

if TYPE_CHECKING:
    from refmgr.sources.catalogue.building import Outcome
    from refmgr.sources.catalogue.catalogue import About

MEGABYTE: Final = 1e6


@click.group("catalogue")
def catalogue_group() -> None:
    """Offline catalogues of works: `match`, `import` and `resolve` ask them without a network.

    \b
    refmgr catalogue build works.jsonl.gz -o CATALOGUE   build one, or add to it
    refmgr catalogue info CATALOGUE                      what it holds
    """  # noqa: D301 - click reads the backspace as "keep these lines"


@catalogue_group.command("build")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=Path)
@click.option(
    "-o", "--output", "folder", required=True, metavar="FOLDER", type=Path,
    help="The catalogue's folder; it is made where it is missing.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
@speaks
def build_command(sources: tuple[Path, ...], folder: Path, as_json: bool) -> None:
    """Build a catalogue from files and folders of works, or add to one.

    SOURCE is Crossref's public data file or any part of it (JSON Lines or lists, .json.gz, .tar),
    PubMed's XML (.xml, .xml.gz), or a bibliographic file. A build that was stopped goes on where it
    was when the same command is given again; what was read before is not read twice.
    """
    from refmgr.sources.catalogue.building import build  # noqa: PLC0415
    from refmgr.sources.catalogue.catalogue import Catalogue  # noqa: PLC0415

    started = time.monotonic()
    done = Done()
    for outcome in _shown(build(sources, folder)):
        done.add(outcome)
    with Catalogue(folder) as catalogue:
        about = catalogue.about()
    seconds = round(time.monotonic() - started, 2)
    if as_json:
        print_json({"folder": str(folder), **done.row(), "seconds": seconds, **_totals(about)})
    else:
        _print_done(done, seconds)
        _print_totals(folder, about)
    if done.failed or done.lost:
        sys.exit(FAILED if done.failed and not done.works and not done.known else NEEDS_A_LOOK)


@catalogue_group.command("info")
@click.argument("folder", metavar="FOLDER", type=Path)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@speaks
def info_command(folder: Path, as_json: bool) -> None:
    """Say what a catalogue holds: works, identifiers, what was skipped, bytes, when it was built."""
    from refmgr.sources.catalogue.catalogue import Catalogue  # noqa: PLC0415

    with Catalogue(folder) as catalogue:
        about = catalogue.about()
    if as_json:
        print_json({"folder": str(folder), **_totals(about), "skipped": dict(about.skipped)})
        return
    _print_totals(folder, about)
    for reason, items in about.skipped.items():
        click.echo(f"  skipped: {items:,} ({reason})")
    click.echo(f"  built {about.built} from {plural(about.inputs, 'file')}")


@dataclass
class Done:
    """What one build came to."""

    works: int = 0
    inputs: int = 0
    known: int = 0
    lost: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failed: list[dict[str, str]] = field(default_factory=list)

    def add(self, outcome: "Outcome") -> None:
        """Count one batch."""
        self.works += outcome.works
        self.inputs += outcome.done and not outcome.known
        self.known += outcome.known
        self.lost += sum(times for item, times in outcome.skipped.items() if item.lost)
        for item, times in outcome.skipped.items():
            self.skipped[item.reason] += times
        if outcome.error:
            self.failed.append({"input": outcome.input, "message": outcome.error})

    def row(self) -> dict[str, Any]:
        """Return it as JSON."""
        row = {
            "works_read" if name == "works" else name: value for name, value in asdict(self).items()
        }
        return {**row, "skipped": dict(self.skipped)}


def _totals(about: "About") -> dict[str, Any]:
    return {
        name: value for name, value in asdict(about).items() if name not in {"skipped", "inputs"}
    }


def _print_done(done: Done, seconds: float) -> None:
    for failure in done.failed:
        note(f"Error: {failure['input']}: {failure['message']}")
    said = f"{_works(done.works)} read from {plural(done.inputs, 'file')} in {seconds:,.1f} seconds"
    rate = f", {done.works / seconds:,.0f} a second" if seconds and done.works else ""
    click.echo(said + rate + ".")
    if done.known:
        click.echo(f"{plural(done.known, 'file')} of them stood in the catalogue already.")
    for reason, times in done.skipped.most_common():
        click.echo(f"  skipped: {times:,} ({reason})")


def _print_totals(folder: Path, about: "About") -> None:
    size = f"{about.bytes / MEGABYTE:,.1f} MB"
    each = f" ({about.bytes / about.works:,.0f} bytes a work)" if about.works else ""
    click.echo(
        f"{folder}: {_works(about.works)}, {about.with_doi:,} with DOI,"
        f" {about.with_pmid:,} with PMID, {size}{each}"
    )


def _works(number: int) -> str:
    return f"{number:,} work" if number == 1 else f"{number:,} works"


def _shown(outcomes: Iterable["Outcome"]) -> Iterator["Outcome"]:
    """Yield outcomes; on a terminal a line on stderr says how far they are."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console  # noqa: PLC0415

    works = 0
    with Console(stderr=True).status("Reading") as status:
        for outcome in outcomes:
            works += outcome.works
            name = Path(outcome.input).name
            status.update(f"{name} ({outcome.at} of {outcome.total}): {works:,} works read")
            yield outcome
        status.update("Sorting the keys")
