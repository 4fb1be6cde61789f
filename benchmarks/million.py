"""A million citations: most-cited, co-citation and the layout of what shows, in CPU seconds and memory.

    python benchmarks/million.py

Bars: most-cited 1 s; co-citation of two documents and more 8 s and 300 MB; layout of the 300 that show 2 s.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from refmgr.library.networking import citation_network
from refmgr.network.layout import layout
from refmgr.store import pairs, works
from refmgr.store.database import open_to_read, open_to_write

PAPERS, SOURCES, EACH = 50_000, 340_000, 20
WORK = (
    "INSERT INTO works (id, key, type, title, authors, container, year, editors, et_al, origins, document_id, "
    "search_text) VALUES (?, ?, 'article-journal', ?, '[]', 'Ann Fict Med', ?, '[]', 0, '{}', NULL, '')"
)


def fill(path: Path) -> int:
    """Fill a library with papers that cite some twenty sources each; return the number of citations."""
    chance = random.Random(5)
    edges = set()
    for paper in range(1, PAPERS + 1):
        for _ in range(chance.randrange(EACH - 8, EACH + 9)):
            edges.add((paper, PAPERS + 1 + int(SOURCES * chance.random() ** 1.6) * 7919 % SOURCES))
    connection = open_to_write(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    connection.executemany(
        WORK,
        (
            (number, f"author{number:06}", f"An invented work {number}", 1970 + number % 50)
            for number in range(1, PAPERS + SOURCES + 1)
        ),
    )
    connection.executemany(
        "INSERT INTO citations (citing_work_id, cited_work_id, via, mentions) "
        "VALUES (?, ?, 'reference-list', ?)",
        ((citing, cited, chance.randrange(1, 5)) for citing, cited in sorted(edges)),
    )
    # What the edges of a picture are read from: one printed entry for each citation.
    connection.executemany(
        "INSERT INTO records (id, document_id, subject, role, number, raw, record, fields, confidence, problems, "
        "state, resolution) VALUES (?, ?, ?, 'reference', 1, 'An entry.', '{}', '{}', 1, '[]', 'pending', '{}')",
        ((number, citing, str(number)) for number, (citing, _) in enumerate(sorted(edges), 1)),
    )
    connection.executemany(
        "INSERT INTO entries (record_id, document_id, via, citing_work_id, cited_work_id, mentions) "
        "VALUES (?, ?, 'reference-list', ?, ?, 1)",
        (
            (number, citing, citing, cited)
            for number, (citing, cited) in enumerate(sorted(edges), 1)
        ),
    )
    connection.execute("COMMIT")
    connection.close()
    return len(edges)


def timed(what: str, action: Callable[[], object]) -> None:
    """Print the CPU seconds of a call and the memory the process has needed."""
    start = time.process_time()
    action()
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<44} {spent:6.2f} s CPU  {memory:5.0f} MB", flush=True)


def one(path: Path, what: str) -> None:
    """Measure one thing in this process alone, so that no other's memory is counted."""
    if what == "fill":
        print(f"{fill(path):,} citations of {PAPERS:,} papers", flush=True)
        return
    connection = open_to_read(path)
    if what == "most-cited":
        timed("most-cited, 20", lambda: works.most_cited(connection, 20))
    elif what == "co-cited":
        timed("co-cited by two and more, 20", lambda: pairs.co_cited(connection, 2, 20))
    elif what == "coupled":
        timed("coupled by two and more, 20", lambda: pairs.coupled(connection, 2, 20))
    else:
        network = citation_network(connection, 300)
        timed(
            f"layout of {len(network.nodes)} works, {len(network.edges)} citations",
            lambda: layout(network),
        )
        timed(
            "choosing and reading them, and the layout",
            lambda: layout(citation_network(connection, 300)),
        )
    connection.close()


def main() -> None:
    """Make the library and measure each thing in a process of its own."""
    if len(sys.argv) == 3:
        one(Path(sys.argv[1]), sys.argv[2])
        return
    with tempfile.TemporaryDirectory(prefix="refmgr-") as scratch:
        path = Path(scratch) / "library.db"
        for what in ("fill", "most-cited", "co-cited", "coupled", "layout"):
            subprocess.run([sys.executable, __file__, str(path), what], check=True)


if __name__ == "__main__":
    main()
