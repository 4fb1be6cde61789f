"""A Crossref of our own on 127.0.0.1: single works, lists by query, and faults to order."""

import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

JSON = "application/json;charset=utf-8"
SELECTABLE = {
    "DOI", "title", "subtitle", "author", "editor", "container-title", "short-container-title",
    "issued", "published-print", "volume", "issue", "page", "article-number", "type", "publisher",
    "ISSN", "ISBN", "score",
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """An answer that is none: sent instead of what was asked for."""

    status: int = 200
    body: str = ""
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    slow: bool = False


LIMITED = '{"status": "error", "message": "Rate limit exceeded"}'
FAULTS = {
    "429": Fault(429, "<html>Too Many Requests</html>", "text/html"),
    "429 after 7": Fault(429, LIMITED, headers={"Retry-After": "7"}),
    "429 after a day": Fault(429, LIMITED, headers={"Retry-After": "86400"}),
    "429 as JSON": Fault(429, LIMITED),
    "500": Fault(500, "Internal Server Error", "text/plain"),
    "503": Fault(503, "Service Unavailable", "text/plain"),
    "400": Fault(
        400, '{"status": "failed", "message": [{"type": "x", "message": "no such field"}]}'
    ),
    "403": Fault(403, "Blocked. Write to support.", "text/plain"),
    "404 as JSON": Fault(404, "Resource not found."),
    "404 as a page": Fault(404, "<html>Not here</html>", "text/html"),
    "html": Fault(200, "<html>Guest network: please sign in</html>", "text/html"),
    "sign-in": Fault(302, headers={"Location": "http://login.invalid/guest"}),
    "broken json": Fault(200, '{"status": "ok", "message": {"DOI": "10.55'),
    "odd json": Fault(200, '["ok"]'),
    "null": Fault(200, "null"),
    "cut": Fault(200, '{"status": "ok", "message": {"DOI"', cut=True),
    "slow": Fault(slow=True),
}


@dataclass(frozen=True)
class Asked:
    """A request that came in: decoded DOI or query, and what the client said of itself."""

    path: str
    doi: str | None
    query: str | None
    select: str | None
    agent: str


class FakeCrossref:
    """Serves `works` until closed.

    Attributes:
        url: the base URL to hand to the client.
        works: DOI in lower case → the work as Crossref's JSON; change it at any time.
        aliases: DOI → the prime DOI that it leads to by a 301.
        requests: what came in, in order.
        connections: how many connections were opened.
        headers: sent with every good answer.
    """

    def __init__(self) -> None:
        self.works: dict[str, dict[str, Any]] = {}
        self.aliases: dict[str, str] = {}
        self.requests: list[Asked] = []
        self.connections = 0
        self.headers: dict[str, str] = {}
        self._faults: list[Fault] = []
        self._always: Fault | None = None
        self._closing = threading.Event()
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def add(self, doi: str, title: str, **fields: Any) -> dict[str, Any]:
        """Add a work of Crossref's fields (`article_number`) and of three short ones.

        These are `authors` ("Family Given; Family Given"), `container` and `year`.
        """
        work: dict[str, Any] = {"DOI": doi, "type": "journal-article", "title": [title]}
        if "authors" in fields:
            names = [name.strip().partition(" ") for name in fields.pop("authors").split(";")]
            work["author"] = [{"family": family, "given": given} for family, _, given in names]
        if "container" in fields:
            work["container-title"] = [fields.pop("container")]
        if "year" in fields:
            work["issued"] = {"date-parts": [[fields.pop("year")]]}
        work |= {name.replace("_", "-"): value for name, value in fields.items()}
        self.works[doi.lower()] = work
        return work

    def behave(self, *faults: str | Fault, always: str | Fault | None = None) -> None:
        """Order a fault for each of the next requests; then come `always` or good answers."""
        self._faults = [_fault(name) for name in faults]
        self._always = None if always is None else _fault(always)

    def next_fault(self) -> Fault | None:
        return self._faults.pop(0) if self._faults else self._always

    def wait(self) -> None:
        """Hold an answer back until the server closes, far longer than any client waits."""
        self._closing.wait(30)

    def search(self, text: str, rows: int) -> list[dict[str, Any]]:
        """Return the works that share most words with a query, `score` being their number."""
        asked = _words(text)
        scored = [
            {**work, "score": float(len(asked & _words(json.dumps(work, ensure_ascii=False))))}
            for work in self.works.values()
        ]
        ranked = sorted(scored, key=lambda work: (-work["score"], work["DOI"]))
        return [work for work in ranked if work["score"] > 0][:rows]


def _fault(name: str | Fault) -> Fault:
    return FAULTS[name] if isinstance(name, str) else name


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", text.casefold()))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, fake: FakeCrossref) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        self.fake = self.server.fake
        self.fake.connections += 1
        super().setup()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = parse_qs(address.query)
        doi = unquote(address.path.removeprefix("/works/")) if "/works/" in address.path else None
        query = asked.get("query.bibliographic", [None])[0]
        select = asked.get("select", [None])[0]
        agent = self.headers.get("User-Agent", "")
        self.fake.requests.append(Asked(self.path, doi, query, select, agent))
        fault = self.fake.next_fault()
        if fault is not None:
            self.send_fault(fault)
        elif doi is not None:
            self.send_work(doi.lower())
        elif address.path == "/works":
            self.send_list(query or "", int(asked.get("rows", ["20"])[0]), select)
        else:
            self.send(404, "Resource not found.", "text/plain")

    def send_work(self, doi: str) -> None:
        if doi in self.fake.aliases:
            target = quote(self.fake.aliases[doi], safe="")
            self.send(301, "", "text/plain", {"Location": f"/works/{target}"})
        elif doi in self.fake.works:
            self.send_message("work", self.fake.works[doi])
        else:
            self.send(404, "Resource not found.", "text/plain")

    def send_list(self, query: str, rows: int, select: str | None) -> None:
        names = set(select.split(",")) if select else None
        if names is not None and not names <= SELECTABLE:
            self.send_fault(FAULTS["400"])
            return
        items = [
            {name: value for name, value in work.items() if names is None or name in names}
            for work in self.fake.search(query, rows)
        ]
        self.send_message("work-list", {"total-results": len(items), "items": items})

    def send_message(self, kind: str, message: dict[str, Any]) -> None:
        answer = {"status": "ok", "message-type": kind, "message": message}
        self.send(200, json.dumps(answer, ensure_ascii=False), JSON, self.fake.headers)

    def send_fault(self, fault: Fault) -> None:
        if fault.slow:
            self.fake.wait()
            self.close_connection = True
            return
        self.send(fault.status, fault.body, fault.content_type, fault.headers, cut=fault.cut)

    def send(
        self,
        status: int,
        body: str,
        content_type: str,
        headers: dict[str, str] | None = None,
        *,
        cut: bool = False,
    ) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data) + (500 if cut else 0)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = cut
