"""What asking costs: the pace against what the limits allow, and the client's CPU a reference and a call.

The stand-in server of the tests runs in a process of its own, so that its work is not counted. The
pace is taken from the server's log (when requests arrived), not from our own clock.

    python benchmarks/asking.py
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2

from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.sources.crossref_service import CrossrefService, CrossrefSettings, work_request
from refmgr.sources.pace import POLITE, Rates

TESTS = Path(__file__).parents[1] / "tests"
REFERENCES = 30
CALLS = 400
SERVER = """
import json, sys
sys.path.insert(0, sys.argv[1])
from fake_pubmed import FakeServices, addresses
server = FakeServices()
for number, work in enumerate(json.loads(sys.stdin.readline())):
    server.add(f"10.5555/series.{number}", **work)
print(json.dumps(addresses(server.url)), flush=True)
for line in sys.stdin:
    queries = [one.start for one in server.requests if "query.bibliographic" in one.asked]
    print(json.dumps({"queries": queries, "at_once": server.most_at_once}), flush=True)
"""


FAMILIES = (
    "Adler",
    "Brandt",
    "Costa",
    "Dietz",
    "Ekman",
    "Fischer",
    "Grundy",
    "Huang",
    "Ivanov",
    "Jensen",
)
SIGNS = (
    "Calcinosis",
    "Ulcers",
    "Nodules",
    "Fever",
    "Anaemia",
    "Oedema",
    "Atrophy",
    "Bleeding",
    "Tremor",
)
PLACES = (
    "the hip",
    "the liver",
    "the skin",
    "both lungs",
    "the spleen",
    "one kidney",
    "the retina",
)
TREATED = (
    "warfarin",
    "diltiazem",
    "surgery",
    "laser",
    "probenecid",
    "rest",
    "alendronate",
    "aspirin",
)


def works() -> list[dict[str, Any]]:
    """Return works that differ as those of a real list do: titles, people, years, places."""
    return [
        {
            "title": f"{SIGNS[number % 9]} of {PLACES[number % 7]} after {TREATED[number % 8]} in {number} men",
            "authors": f"{FAMILIES[number % 10]} Anna; {FAMILIES[(number // 10 + 3) % 10]} Karl",
            "container": "Journal of Clinical Reports",
            "year": 1960 + number % 60,
            "volume": str(number + 1),
            "page": f"{number * 7 + 1}-{number * 7 + 5}",
            "abstract": "x" * 1500,
        }
        for number in range(200)
    ]


def printed(work: dict[str, Any]) -> str:
    """Return a work as a reference prints it, without its DOI."""
    people = ", ".join(
        f"{name.split()[0]} {name.split()[1][0]}" for name in work["authors"].split("; ")
    )
    return f"{people}. {work['title']}. J Clin Rep. {work['year']};{work['volume']}:{work['page']}."


class Server:
    """The stand-in in a process of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(TESTS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addresses: dict[str, str] = self._ask(json.dumps(works()))

    def log(self) -> dict[str, Any]:
        """Return when queries arrived, and how many were there at once."""
        return self._ask("log")

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()

    def _ask(self, line: str) -> dict[str, Any]:
        said, heard = self._process.stdin, self._process.stdout
        if said is None or heard is None:
            raise OSError("the stand-in server has no pipes")
        said.write(f"{line}\n")
        said.flush()
        answer: dict[str, Any] = json.loads(heard.readline())
        return answer


def report(what: str, value: float, reach: str) -> None:
    """Print a figure beside what it is to reach."""
    print(f"{what:<66} {value:8.3f}   {reach}")


def references(server: Server, folder: Path) -> None:
    """Resolve references without DOI at Crossref's real limits for those who give an address."""
    entries = "\n".join(
        f"{number}. {printed(work)}" for number, work in enumerate(works()[:REFERENCES], 1)
    )
    paper = folder / "paper.txt"
    paper.write_text(f"A series of organs\n\nJane Doe\n\nMany.[1]\n\nReferences\n\n{entries}\n")
    path = folder / "library.db"
    list(Library(path, Settings(offline=True)).import_(find_sources([str(paper)])))
    chosen: dict[str, Any] = {**server.addresses, "sources": ("crossref",)}
    asked = Settings(mailto="bench@example.org", **chosen)
    import_module("refmgr.sources.wire")  # what is loaded once a run is no cost of a reference
    import_module("refmgr.library.settling")
    before = time.process_time()
    found = list(Library(path, asked).resolve())
    cpu = (time.process_time() - before) / len(found) * 1000
    log = server.log()
    span = max(log["queries"]) - min(log["queries"])
    allowed = (REFERENCES - 1) / POLITE.lists
    accepted = sum(one.state == "accepted" for one in found)
    report(f"{REFERENCES} references without DOI, accepted", accepted, f"{REFERENCES}")
    report("seconds between the first and the last query", span, f"allowed {allowed:.3f}")
    report(
        "  above what the limits allow, per cent",
        (span / allowed - 1) * 100,
        "at most 5, never below 0",
    )
    report("  requests at once", log["at_once"], f"at most {POLITE.at_once}")
    report("client CPU a reference, ms (resolving and storing included)", cpu, "at most 5")


def calls(server: Server) -> None:
    """Measure one call over the shared connection beside one of plain httpx2."""
    rates = Rates(single=100_000, lists=100_000)
    service = CrossrefService(CrossrefSettings(server.addresses["crossref_url"], rates=rates))
    client = httpx2.Client()
    service.ask((work_request("10.5555/series.1"),))

    def cpu(ask: Callable[[int], object]) -> float:
        before = time.process_time()
        for number in range(CALLS):
            ask(number % 200)
        return (time.process_time() - before) / CALLS * 1000

    url = server.addresses["crossref_url"]
    plain = cpu(lambda one: client.get(f"{url}/works/10.5555%2Fseries.{one}"))
    ours = cpu(lambda one: service.ask((work_request(f"10.5555/series.{one}"),)))
    report("one call, ms of CPU", ours, "about 0.5")
    report("  the same by plain httpx2 (no pace, no checks)", plain, "")
    service.close()
    client.close()


def main() -> None:
    """Print all figures."""
    server = Server()
    try:
        calls(server)
        with tempfile.TemporaryDirectory() as folder:
            references(server, Path(folder))
    finally:
        server.close()


if __name__ == "__main__":
    main()
