"""Bibliographic files: speed beside bibtexparser, memory, what a chain of formats loses, broken files.

    python benchmarks/formats.py [--entries 10000] [--large 100000] [--peers]

All figures are CPU seconds of one run on one machine, or ratios of them; records are invented.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from refmgr.exports.converting import convert
from refmgr.formats.reading import read_bibliography
from refmgr.formats.writing import write_items
from refmgr.model import Bibliography, Item, Person, Record

WORDS = (
    "patients calcinosis cutis juvenile dermatomyositis systemic sclerosis treatment diltiazem bisphosphonate "
    "randomised controlled trial cohort outcome children adults muscle weakness skin disease antibody therapy "
    "intravenous immunoglobulin series review severity response placebo clinical"
).split()
FAMILIES = "Callen Weinel Özen Müller Berg Cruz Smith Yamada García O'Neill El-Sayed Şimşek Kowalski Nguyễn".split()
GIVEN = ("Jeffrey P.", "S. J.", "Anna", "Maria José", "K.-H.", "Jean-Pierre", "A. B.")
JOURNALS = (
    "Journal of the American Academy of Dermatology",
    "Lancet",
    "Annals of the Rheumatic Diseases",
    "BMJ",
    "Arthritis & Rheumatology",
)
CHAIN = ("bibtex", "ris", "csl-json", "nbib", "endnote-xml", "bibtex")


def words(chance: random.Random, number: int) -> str:
    """Return invented words."""
    return " ".join(chance.choice(WORDS) for _ in range(number))


def invented(number: int, *, seed: int = 1) -> list[Item]:
    """Return records as databases export them, with abstracts and keywords."""
    chance = random.Random(seed)
    return [_invented(chance, at) for at in range(number)]


def _invented(chance: random.Random, at: int) -> Item:
    start = chance.randint(1, 900)
    year = chance.randint(1970, 2024)
    people = tuple(
        dict.fromkeys(
            Person(
                chance.choice(FAMILIES),
                chance.choice(GIVEN),
                chance.choice([None, None, None, "van der"]),
            )
            for _ in range(chance.randint(1, 8))
        )
    )
    record = Record(
        type="article-journal",
        title=f"{words(chance, 5).capitalize()} in JDM: 50% of {words(chance, 4)} & IL-1β",
        authors=people,
        container=chance.choice(JOURNALS),
        year=year,
        date=f"{year}-{chance.randint(1, 12):02}",
        volume=str(chance.randint(1, 90)),
        issue=str(chance.randint(1, 12)),
        pages=f"{start}-{start + chance.randint(1, 9)}",
        doi=f"10.1016/j.x.{chance.randint(1, 99)}.{at:06}",
        pmid=str(10_000_000 + at),
        issn="0190-9622",
    )
    more = {
        "abstract": (". ".join(words(chance, 12).capitalize() for _ in range(10)),),
        "keyword": tuple(dict.fromkeys((words(chance, 1), words(chance, 2)))),
    }
    return Item(id=f"key{year}x{at}", key=f"key{year}x{at}", record=record, more=more)


def cpu(action: Callable[[], object]) -> float:
    """Return the CPU seconds of a call."""
    start = time.process_time()
    action()
    return time.process_time() - start


def speed(number: int) -> None:
    """Print reading and writing of BibTeX beside bibtexparser's own parse."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    items = invented(number)
    text, _ = write_items(items, "bibtex")
    data = text.encode()
    parse = min(cpu(lambda: parse_string(text)) for _ in range(2))
    read = min(cpu(lambda: read_bibliography(data)) for _ in range(2))
    write = min(cpu(lambda: write_items(items, "bibtex")) for _ in range(2))
    print(f"{number} entries, {len(data) / 1e6:.1f} MB .bib")
    print(f"  bibtexparser parses  {parse:6.2f} s")
    print(f"  read                 {read:6.2f} s   {read / parse:.2f} times that (bar 1.5)")
    print(
        f"  write and prove      {write:6.2f} s   (bar 2.0), {write - parse:.2f} s without bibtexparser's proof"
    )
    for form in ("ris", "nbib", "endnote-xml", "csl-json", "csv"):
        _speed_of(items, form)


def _speed_of(items: list[Item], form: str) -> None:
    made = write_items(items, form)[0].encode()
    read, write = cpu(lambda: read_bibliography(made)), cpu(lambda: write_items(items, form))
    print(f"  read {form:<12}    {read:6.2f} s, write {write:5.2f} s")


def memory(number: int) -> None:
    """Print the most memory that reading a large .bib takes, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.bib"
        with path.open("w", encoding="utf-8") as file:
            for part in range(0, number, 10_000):
                items = invented(min(10_000, number - part), seed=part)
                named = [
                    Item(id=f"{one.id}p{part}", record=one.record, more=one.more) for one in items
                ]
                file.write(write_items(named, "bibtex")[0] + "\n")
        done = subprocess.run(
            [sys.executable, __file__, "--read", str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        print(f"{number} entries, {path.stat().st_size / 1e6:.0f} MB: {done.stdout.strip()}")


def read_alone(path: str) -> None:
    """Read one file and print how many records it has, and what that took."""
    data = Path(path).read_bytes()
    start = time.process_time()
    found = read_bibliography(data, path)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(found.items)} records, {time.process_time() - start:.1f} s, {most:.0f} MB (bar 1024)"
    )


def chain(number: int) -> None:
    """Print what records lose on their way through all formats, step by step."""
    found = Bibliography(format="invented", items=tuple(invented(number)))
    print(f"{number} records through {' -> '.join(CHAIN)}")
    for form in CHAIN:
        converted = convert(found.items, form)
        found = read_bibliography(converted.text.encode(), f"x.{form}")
        told = ", ".join(f"{loss.field} in {loss.count}" for loss in converted.losses) or "nothing"
        print(f"  {form:<12} {len(found.items)} records, lost: {told}")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--read", metavar="FILE", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.read:
        read_alone(chosen.read)
        return
    speed(chosen.entries)
    chain(1000)
    if chosen.large:
        memory(chosen.large)


if __name__ == "__main__":
    main()
