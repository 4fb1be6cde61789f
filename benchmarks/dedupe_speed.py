"""Deduplication of many records: CPU seconds, records a CPU-second, memory.

    python benchmarks/dedupe_speed.py [--records N] [--peer]

Invented records, a third of them duplicates printed another way. `--peer` runs bib-dedupe on the first
2,000 of them beside it (install it by hand; it is no dependency of the program).
"""

import argparse
import csv
import importlib
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    "ID",
    "ENTRYTYPE",
    "author",
    "year",
    "title",
    "journal",
    "volume",
    "number",
    "pages",
    "doi",
    "abstract",
)
PEER_RECORDS = 2_000
WORDS = (
    "calcinosis cutis dermatomyositis lupus sclerosis diltiazem warfarin alendronate rituximab infliximab "
    "childhood cohort controlled randomised observational mortality outcome treatment diagnosis imaging "
    "ultrasound resonance biopsy serum calcium phosphate vitamin kidney dialysis transplant infection "
    "arthritis vasculitis neuropathy retinopathy hypertension diabetes insulin metformin statin aspirin "
    "heparin thrombosis embolism stroke infarction ischaemia reperfusion preconditioning anaesthesia"
).split()


def records(count: int, seed: int = 7) -> Iterator[tuple[object, ...]]:
    """Yield rows: new works, and every third time an earlier one as another database prints it."""
    chance = random.Random(seed)
    known: list[tuple[object, ...]] = []
    for number in range(count):
        if known and number % 3 == 2:
            yield varied(number, chance.choice(known), chance)
            continue
        row = work(number, chance)
        if len(known) < 50_000:
            known.append(row)
        yield row


def work(number: int, chance: random.Random) -> tuple[object, ...]:
    """Return an invented article."""
    people = [
        f"{chance.choice(WORDS).title()}{chance.choice(WORDS)[:4]}, {chance.choice('ABCDEFGHJKLM')}."
        for _ in range(chance.randrange(1, 7))
    ]
    title = " ".join(chance.sample(WORDS, 9)).capitalize()
    first = chance.randrange(1, 3_000)
    journal = f"Journal of {chance.choice(WORDS).title()} and {chance.choice(WORDS).title()}"
    return (
        f"r{number}", "article", " and ".join(people), chance.randrange(1990, 2026), title, journal,
        chance.randrange(1, 120), chance.randrange(1, 13), f"{first}-{first + 8}", f"10.1000/{number}", "",
    )  # fmt: skip


def varied(number: int, row: tuple[object, ...], chance: random.Random) -> tuple[object, ...]:
    """Return a row as another database prints it: capitals, short pages, without a DOI."""
    _, kind, people, year, title, journal, volume, issue, pages, doi, _ = row
    first, _, last = str(pages).partition("-")
    short = f"{first}-{last[-2:]}"
    shown = str(title).upper() if chance.random() < 0.3 else f"{title}."
    return (
        f"r{number}", kind, people, year, shown, str(journal).replace("Journal of", "J"), volume, issue,
        short, doi if chance.random() < 0.5 else "", "",
    )  # fmt: skip


def write(path: Path, count: int) -> None:
    """Write a table of invented records."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(records(count))


def ours(path: Path) -> tuple[int, float, float]:
    """Return duplicates found, CPU seconds and peak memory in MiB of `refmgr dedupe`, start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "refmgr", "dedupe", str(path), "--json"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout)["removed"], cpu, after.ru_maxrss / 1024


def peer(path: Path) -> tuple[int, float]:
    """Return duplicates found and CPU seconds of bib-dedupe in this process."""
    pandas = importlib.import_module("pandas")
    bib_dedupe = importlib.import_module("bib_dedupe.bib_dedupe")
    before = resource.getrusage(resource.RUSAGE_SELF)
    frame = pandas.read_csv(path)
    merged = bib_dedupe.merge(frame)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return len(frame) - len(merged), cpu


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--peer", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.csv"
        write(path, asked.records)
        removed, cpu, memory = ours(path)
        print(
            f"refmgr     {asked.records:>9} records, {removed} duplicates of {asked.records // 3}: {cpu:.1f} CPU-s, "
            f"{asked.records / cpu:,.0f} records a CPU-second, {memory:,.0f} MiB"
        )
        if asked.peer:
            write(path, PEER_RECORDS)
            removed, cpu = peer(path)
            print(
                f"bib-dedupe {PEER_RECORDS:>9} records, {removed} duplicates: {cpu:.1f} CPU-s, {PEER_RECORDS / cpu:,.0f} records a CPU-second"
            )


if __name__ == "__main__":
    main()
