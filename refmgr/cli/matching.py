"""`refmgr match`: printed references against offline catalogues, without a library."""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from refmgr.cli.session import speaks
from refmgr.formats.record_json import problems_to_json, told
from refmgr.model import Match, Record

if TYPE_CHECKING:
    from refmgr.resolve import Resolution

# The runners-up a person may want to see: of those below this score nearly nothing agrees.
MOST_SHOWN: Final = 5
LEAST_SHOWN: Final = 0.2
# A printed reference is seldom longer than 600 characters; what is cut off decides nothing.
LONGEST_LINE: Final = 100_000


@click.command("match")
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--catalogue", "folders", multiple=True, required=True, metavar="FOLDER", type=Path,
    help="An offline catalogue, made by `refmgr catalogue build`; may be given again.",
)  # fmt: skip
@speaks
def match_command(file: BinaryIO, folders: tuple[Path, ...]) -> None:
    """Find the works of references, one a line, in offline catalogues; one JSON object a line.

    FILE or standard input holds one printed reference a line. Each answer gives a verdict: accepted
    (with DOI and PMID), ambiguous (a person must look) or none, with the evidence for it and the
    candidates that were weighed. A blank line gives an empty answer. There is no network.
    """
    from refmgr.resolve import match_printed  # noqa: PLC0415
    from refmgr.sources.catalogue.catalogue import Catalogue  # noqa: PLC0415
    from refmgr.sources.catalogue.routes import catalogue_sources, completed  # noqa: PLC0415

    with ExitStack() as opened:
        catalogues = [opened.enter_context(Catalogue(one)) for one in folders]
        sources = catalogue_sources(catalogues)
        # Thousands of lines a second: neither encoder nor output may be set up for each.
        encode, write = json.JSONEncoder(ensure_ascii=False).encode, sys.stdout.write
        for line in file:
            raw = line.decode("utf-8", errors="replace").rstrip("\r\n")
            resolution = match_printed(raw, sources)
            match = resolution.verdict.match
            found = completed(match.candidate.record, catalogues) if match else Record()
            write(encode(_row(raw, resolution, found)) + "\n")


def _row(raw: str, resolution: "Resolution", found: Record) -> dict[str, Any]:
    verdict = resolution.verdict
    near = [match for match in verdict.matches[:MOST_SHOWN] if match.score >= LEAST_SHOWN]
    candidates = [_candidate(match) for match in near]
    best = candidates[0] if candidates else {}
    return {
        "raw": raw,
        "verdict": verdict.kind,
        "doi": found.doi,
        "pmid": found.pmid,
        "score": best.get("score", 0.0),
        "reason": verdict.reason,
        "evidence": best.get("evidence", {}),
        "candidates": candidates,
        "problems": problems_to_json(resolution.problems),
    }


def _candidate(match: Match) -> dict[str, Any]:
    return {
        "score": match.score,
        "record": told(match.candidate.record),
        "evidence": {
            item.field: {"agreement": item.agreement, "note": item.note}
            for item in match.evidence
            if item.agreement != "incomparable"
        },
    }
