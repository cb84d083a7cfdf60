"""An invented internet: names that resolve to public addresses, whose connections end at a server on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import pytest

from components.articles.fetching.client import Fetcher

PUBLIC = "93.184.216.34"
Answer = Callable[[Any], None]


@dataclass
class Web(httpcore.NetworkBackend):
    """What each address answers, who was asked for, and where connections went."""

    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)  # by host and path
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    resolved: list[str] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)  # seconds that the fetcher would have slept
    times: list[float] = field(default_factory=list)  # when it asked, had it slept

    def put(self, where: str, body: str | bytes = "", status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[where] = (status, {"Content-Type": "text/html; charset=utf-8"} | named, data)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        return self.names.get(host, [PUBLIC])

    def connect_tcp(self, host: str, port: int, **kwargs: Any) -> httpcore.NetworkStream:
        self.connected.append(host)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, **kwargs)

    @property
    def fetcher(self) -> Fetcher:
        return Fetcher(resolve=self.resolve, backend=self, sleep=self.waits.append, seconds=5)


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = self.headers["Host"].partition(":")[0] + self.path
            made.asked.append((where, dict(self.headers)))
            made.times.append(time.monotonic() + sum(made.waits))
            status, headers, body = made.pages.get(where, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield made
        server.shutdown()
