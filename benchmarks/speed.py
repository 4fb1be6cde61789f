"""Speed as ratios within one run, in CPU seconds: the machine's noise cancels out.

    python benchmarks/speed.py [--quick]

Each line names a figure, what it is compared with, and the bar it is to stay under (or over).
"""

import argparse
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from invented import papers

from refmgr.library import asking
from refmgr.library.deriving import GIVEN, add_document, subjects
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.model import Record
from refmgr.pipeline import read_document
from refmgr.store import descriptions, works
from refmgr.store.database import open_to_read, open_to_write, transaction
from refmgr.store.derived_tables import make_anew
from refmgr.store.documents import Entry, write_entries, write_mentions, write_reading
from refmgr.store.documents import add_document as add_given

OFFLINE = Settings(offline=True)
SEEDS = Path(__file__).parents[1] / "seeds"
TABLES = ("documents", "readings", "records", "mentions", "links")


def cpu_of(command: Sequence[str], where: Path | None = None, runs: int = 1) -> float:
    """Return the median CPU time of a command in seconds, children included."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=where, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def cpu(action: Callable[[], object], runs: int = 1) -> float:
    """Return the median CPU time of a call in seconds, that of processes it starts included."""
    times = []
    for _ in range(runs):
        start = spent()
        action()
        times.append(spent() - start)
    return statistics.median(times)


def spent() -> float:
    """Return the CPU time of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def report(what: str, figure: float, bar: str, unit: str = "x") -> None:
    """Print one line."""
    print(f"{what:<66} {figure:8.2f} {unit:<7} ({bar})", flush=True)


def large_library(path: Path, size: int, edges: int) -> None:
    """Fill a library with works and citations that no document gave."""
    chance = random.Random(2)
    connection = open_to_write(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO works (id, key, type, title, authors, container, year, editors, et_al, origins, search_text) "
        "VALUES (?, ?, 'article-journal', ?, ?, 'Ann Fict Med', ?, '[]', 0, '{}', ?)",
        (
            (
                number, f"author{number:06}", f"An invented work about calcinosis number {number}",
                '[{"family": "Author", "given": "A"}]', 1970 + number % 50, f"calcinosis {number}",
            )
            for number in range(1, size + 1)
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT OR IGNORE INTO citations VALUES (?, ?, 'reference-list', ?)",
        (
            (
                chance.randrange(1, size // 10),
                # The best known is cited by a third of the papers, most once or twice; 7919 scatters them.
                (int(size * chance.random() ** 2) * 7919 + size // 3) % size + 1, chance.randrange(1, 5),
            )
            for _ in range(edges)
        ),
    )  # fmt: skip
    connection.execute("COMMIT")
    connection.close()


def starting(folder: Path) -> None:
    """Compare starting the command with importing click."""
    python = sys.executable
    script = "import sys; from refmgr.cli.main import main; sys.exit(main())"  # as pip writes it
    click = cpu_of([python, "-c", "import click"], runs=21)
    helped = cpu_of([python, "-c", script, "--help"], runs=21)
    listed = cpu_of([python, "-c", script, "list", "--limit", "20"], where=folder, runs=21)
    report("refmgr --help / import click", helped / click, "at most 1.3")
    report("refmgr list --limit 20 of 100,000 works / import click", listed / click, "at most 2")


def counting(path: Path) -> None:
    """Compare most-cited with the plain SQL."""
    connection = open_to_read(path)
    plain = (
        "SELECT cited_work_id, count(*) AS n, sum(mentions) AS m FROM citations "
        "WHERE via = 'reference-list' GROUP BY cited_work_id ORDER BY n DESC, m DESC LIMIT 20"
    )
    floor = cpu(lambda: connection.execute(plain).fetchall(), runs=5)
    ours = cpu(lambda: works.most_cited(connection, 20), runs=5)
    connection.close()
    report("most-cited of 1,000,000 citations / plain SQL", ours / floor, "at most 1.2")


def storing(folder: Path, count: int) -> None:
    """Compare storing parsed documents with the same rows by raw sqlite3."""
    given = list(papers(count, seed=3))
    documents = [(read_document(data, name), data) for name, data in given]
    path = folder / "stored.db"
    connection = open_to_write(path)
    context = asking.context(connection, path)
    description, _ = descriptions.put_description(connection, Record())
    entries = [
        [
            Entry(
                subject=subject,
                role=role,
                reference=reference,
                outcome=GIVEN,
                description=description,
            )
            for subject, role, reference in subjects(document)
        ]
        for document, _ in documents
    ]

    def store() -> None:
        for (document, data), given_entries in zip(documents, entries, strict=True):
            with transaction(connection, path):
                number = add_given(connection, document, data, context.now)
                write_reading(connection, number, document)
                ids = write_entries(connection, number, given_entries)
                write_mentions(connection, number, document, ids[1:])

    ours = cpu(store)
    floor = cpu(raw_copy(connection, folder / "raw.db", count))
    report(f"storing {count} parsed documents / same rows, raw sqlite3", ours / floor, "at most 2")

    def derive() -> None:
        for number, (document, _) in enumerate(documents, 1):
            with transaction(connection, path):
                add_document(context, number, document)

    with transaction(connection, path):
        make_anew(connection)
    spent = cpu(derive)
    connection.close()
    report(
        "the same with dedupe, works, citations and keys",
        spent / count * 1000,
        "for the record",
        "ms/doc",
    )


def raw_copy(connection: sqlite3.Connection, target: Path, count: int) -> Callable[[], None]:
    """Return a call that writes the rows of documents to a new file, one transaction a document."""
    raw = sqlite3.connect(target, isolation_level=None)
    marks = ", ".join("?" * len(TABLES))
    for (sql,) in connection.execute(
        f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({marks})", TABLES
    ).fetchall():
        raw.execute(sql)
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}

    def copy() -> None:
        for part in range(count):
            raw.execute("BEGIN IMMEDIATE")
            for name, table in rows.items():
                share = table[part * len(table) // count : (part + 1) * len(table) // count]
                if share:
                    raw.executemany(
                        f"INSERT INTO {name} VALUES ({', '.join('?' * len(share[0]))})",
                        [tuple(row) for row in share],
                    )
            raw.execute("COMMIT")
        raw.close()

    return copy


def importing(folder: Path, count: int) -> None:
    """Measure whole imports."""
    python = sys.executable
    spent = cpu_of(
        [
            python,
            "-m",
            "refmgr",
            "--library",
            str(folder / "seeds.db"),
            "import",
            "--offline",
            str(SEEDS),
        ]
    )
    report("importing the five seeds", spent, "at most 1", "s CPU")
    shelf = folder / "papers"
    shelf.mkdir()
    for name, data in papers(count):
        (shelf / name).write_bytes(data)
    library = Library(folder / "many.db", OFFLINE)
    sources = find_sources([str(shelf)])
    spent = cpu(lambda: list(library.import_(sources)))
    report(f"{count} plain-text documents of 30 references", count / spent, "at least 40", "docs/s")
    spent = cpu(lambda: list(library.import_(sources)))
    report("the same again", count / spent, "not slower", "docs/s")
    together(folder, shelf, count)


def together(folder: Path, shelf: Path, count: int) -> None:
    """Let two processes import at once into one library."""
    path = folder / "both.db"
    command = [
        sys.executable,
        "-m",
        "refmgr",
        "--library",
        str(path),
        "import",
        "--offline",
        "--json",
        str(shelf),
    ]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    codes = [process.wait() for process in running]
    connection = open_to_read(path)
    stored = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    connection.close()
    report(
        f"two importers at once, exit codes {codes}: documents stored", stored, f"all {count}", ""
    )


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer documents stored")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory(prefix="refmgr-") as scratch:
        folder = Path(scratch)
        large_library(folder / "library.db", 100_000, 1_000_000)
        starting(folder)
        counting(folder / "library.db")
        storing(folder, 100 if quick else 300)
        importing(folder, 1000)


if __name__ == "__main__":
    main()
