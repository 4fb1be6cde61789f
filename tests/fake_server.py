"""An HTTP server of our own on 127.0.0.1 that logs what it is asked, and fails to order."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

JSON = "application/json;charset=utf-8"


@dataclass(frozen=True)
class Fault:
    """An answer that is none: sent instead of what was asked for.

    `cut` ends the body too early, `slow` holds it back until the server closes, `drip` sends it byte
    by byte, `pad` lengthens it by so many blanks.
    """

    status: int = 200
    body: str = ""
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    slow: bool = False
    drip: bool = False
    pad: int = 0


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
    "407": Fault(407, "<html>Proxy wants a name</html>", "text/html"),
    "html": Fault(200, "<html>Guest network: please sign in</html>", "text/html"),
    "sign-in": Fault(302, headers={"Location": "http://login.invalid/guest"}),
    "broken json": Fault(200, '{"status": "ok", "message": {"DOI": "10.55'),
    "odd json": Fault(200, '["ok"]'),
    "null": Fault(200, "null"),
    "cut": Fault(200, '{"status": "ok", "message": {"DOI"', cut=True),
    "slow": Fault(slow=True),
    "drip": Fault(200, '{"status": "ok", "message": {}}', drip=True),
    "endless": Fault(200, '{"status": "ok", "message": {"abstract": "', pad=10_000_000),
}


@dataclass(frozen=True)
class Response:
    """A good answer."""

    body: str
    content_type: str = JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """A request that came in: its address, what the client said of itself, and when it was here."""

    path: str
    asked: dict[str, str]
    agent: str
    start: float
    end: float = 0.0


NOT_FOUND = Response("Resource not found.", "text/plain", 404)


class FakeServer:
    """Serves what `respond` returns until closed.

    Attributes:
        url: the base URL to hand to a client.
        log: what came in, in order.
        connections: how many connections were opened.
        latency: seconds an answer takes.
        most_at_once: the greatest number of requests that were here at the same time.
    """

    def __init__(self) -> None:
        self.log: list[Asked] = []
        self.connections = 0
        self.latency = 0.0
        self.most_at_once = 0
        self._here = 0
        self._lock = threading.Lock()
        self._faults: list[Fault | None] = []
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

    def respond(self, path: str, asked: dict[str, str]) -> Response:
        """Return the answer to a path below the server, and its parameters."""
        return NOT_FOUND

    def behave(self, *faults: str | Fault | None, always: str | Fault | None = None) -> None:
        """Order a fault, or None for a good answer, for each of the next requests; then `always`."""
        self._faults = [None if name is None else _fault(name) for name in faults]
        self._always = None if always is None else _fault(always)

    def next_fault(self) -> Fault | None:
        with self._lock:
            return self._faults.pop(0) if self._faults else self._always

    def arrive(self, asked: Asked) -> None:
        with self._lock:
            self.log.append(asked)
            self._here += 1
            self.most_at_once = max(self.most_at_once, self._here)

    def leave(self, asked: Asked) -> None:
        asked.end = time.monotonic()
        with self._lock:
            self._here -= 1

    def wait(self, seconds: float) -> None:
        self._closing.wait(seconds)


def _fault(name: str | Fault) -> Fault:
    return FAULTS[name] if isinstance(name, str) else name


def as_json(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, fake: FakeServer) -> None:
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
        self.serve("")

    def do_POST(self) -> None:
        self.serve(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

    def serve(self, form: str) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(f"{address.query}&{form}").items()}
        entry = Asked(self.path, asked, self.headers.get("User-Agent", ""), time.monotonic())
        self.fake.arrive(entry)
        try:
            if self.fake.latency:
                self.fake.wait(self.fake.latency)
            fault = self.fake.next_fault()
            if fault is None:
                good = self.fake.respond(address.path, asked)
                self.send(Fault(good.status, good.body, good.content_type, good.headers))
            else:
                self.send(fault)
        finally:
            self.fake.leave(entry)

    def send(self, one: Fault) -> None:
        if one.slow:
            self.fake.wait(30)
            self.close_connection = True
            return
        data = one.body.encode() + b" " * one.pad
        self.send_response(one.status)
        self.send_header("Content-Type", one.content_type)
        self.send_header("Content-Length", str(len(data) + (500 if one.cut else 0)))
        for name, value in one.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = one.cut or one.drip
        if not one.drip:
            self.wfile.write(data)
            return
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            self.fake.wait(0.05)
