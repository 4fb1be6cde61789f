"""A folder of thousands of papers, some of them broken: memory, exit code, a finding for each.

    python benchmarks/folder.py [--files 10000] [--broken 100] [--command read|import]

Linux only: memory is the share of all processes together (PSS), looked at twice a second.
"""

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from invented import papers
from reportlab.pdfgen.canvas import Canvas

MOST_MEGABYTES: Final = 500


def main() -> int:
    """Make the folder, run the command over it, say what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--broken", type=int, default=100)
    parser.add_argument("--command", choices=("read", "import"), default="read")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "papers"
        fill(folder, args.files, args.broken)
        command = [sys.executable, "-m", "refmgr", "--library", f"{scratch}/library.db"]
        options = ["--json"] if args.command == "read" else ["--json", "--offline"]
        code, rows, peak = watched([*command, args.command, *options, str(folder)], scratch)
    told = sum(
        "/broken" in row.get("file", row.get("source")) and bool(row["problems"]) for row in rows
    )
    print(f"{args.command}: {args.files} files, {args.broken} of them broken")
    print(
        f"exit code {code} (1), findings {told} ({args.broken}), peak {peak} MB (< {MOST_MEGABYTES})"
    )
    return 0 if (code, told) == (1, args.broken) and peak < MOST_MEGABYTES else 1


def fill(folder: Path, files: int, broken: int) -> None:
    """Write papers as text, page, article and PDF, and broken files among them."""
    chance = random.Random(1)
    places = set(chance.sample(range(files), broken))
    made = iter(range(broken))
    for number, (_, printed) in enumerate(papers(files)):
        room = folder / f"{number // 500:03d}"
        room.mkdir(parents=True, exist_ok=True)
        if number in places:
            ending, data = BROKEN[next(made) % len(BROKEN)](number)
            (room / f"broken{number}.{ending}").write_bytes(data)
        else:
            ending, data = WHOLE[number % len(WHOLE)](printed.decode())
            (room / f"paper{number}.{ending}").write_bytes(data)


def _text(text: str) -> tuple[str, bytes]:
    return "txt", text.encode()


def _page(text: str) -> tuple[str, bytes]:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    return "html", f"<!DOCTYPE html><html><body>{lines}</body></html>".encode()


def _pdf(text: str) -> tuple[str, bytes]:
    target = io.BytesIO()
    canvas = Canvas(target)
    lines = [line[at : at + 90] for line in text.splitlines() for at in range(0, len(line), 90)]
    for first in range(0, len(lines), 55):
        canvas.setFont("Times-Roman", 10)
        for row, line in enumerate(lines[first : first + 55]):
            canvas.drawString(60, 790 - 13 * row, line)
        canvas.showPage()
    canvas.save()
    return "pdf", target.getvalue()


WHOLE: Final[Sequence[Callable[[str], tuple[str, bytes]]]] = (_text, _text, _page, _text, _pdf)


def _bomb(number: int) -> tuple[str, bytes]:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"<w:document>" + b"0" * 50_000_000 + b"%d" % number)
    return "docx", target.getvalue()


BROKEN: Final[Sequence[Callable[[int], tuple[str, bytes]]]] = (
    lambda _: ("pdf", b""),
    lambda number: ("pdf", os.urandom(4_000) + b"%d" % number),
    lambda number: ("pdf", b"%PDF-1.4\n" + os.urandom(400) + b"%d" % number),
    lambda number: ("pdf", b"\x89PNG\r\n\x1a\n" + b"%d" % number),
    lambda number: ("doc", b"\xd0\xcf\x11\xe0" + b"%d" % number * 90),
    lambda number: ("docx", b"PK\x03\x04" + os.urandom(300) + b"%d" % number),
    lambda number: ("xml", b'<?xml version="1.0"?><books>%d</books>' % number),
    lambda number: ("csv", b"1;2;3;4;%d\n" % number * 90),
    _bomb,
)


def watched(command: Sequence[str], scratch: str) -> tuple[int, list[Any], int]:
    """Run a command; return its exit code, the JSON it printed, and its peak memory in MB."""
    peak = 0
    answers = Path(scratch) / "answers.jsonl"
    with answers.open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        while running.poll() is None:
            peak = max(peak, sum(map(share_of, family(running.pid))))
            time.sleep(0.5)
    with answers.open(encoding="utf-8") as lines:
        return running.returncode, [json.loads(line) for line in lines], peak // 1024


def family(process: int) -> list[int]:
    """Return a process and all that it started."""
    found = [process]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # it ended meanwhile
                continue
    return found


def share_of(process: int) -> int:
    """Return the memory of a process in kB, what it shares with others in part."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(main())
