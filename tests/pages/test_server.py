"""The server answers this machine's names only."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.pages.browsing import serve


def ask_for_socket(address: str, host: str) -> tuple[int, str]:
    """The status of a WebSocket handshake from a page of that host, and the extensions that are agreed on."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.putrequest("GET", "/_stcore/stream", skip_host=True)
    for name, value in (
        ("Host", host), ("Origin", f"http://{host}"), ("Upgrade", "websocket"), ("Connection", "Upgrade"),
        ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"),
    ):  # fmt: skip
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers.get("Sec-WebSocket-Extensions", "")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("server") / "home") as served:
        yield served


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 101), ("127.0.0.1", 101), ("[::1]", 101), ("evil.example", 403), ("localhost.evil.example", 403)],
)
def test_a_site_whose_name_leads_here_is_refused(host: str, status: int, address: str) -> None:
    port = urlsplit(address).port
    assert ask_for_socket(address, f"{host}:{port}")[0] == status


def test_what_is_sent_is_compressed(address: str) -> None:
    assert "permessage-deflate" in ask_for_socket(address, urlsplit(address).netloc)[1]


@pytest.mark.browser
def test_within_a_frame_of_another_site_there_is_nothing_to_click(address: str, page: Any, tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text(f'<iframe src="{address}/articles" width="900" height="700"></iframe>')
    page.goto((tmp_path / "other.html").as_uri())
    framed = page.frame_locator("iframe")
    framed.get_by_text("Dateline is not shown within other sites.").wait_for()
    assert framed.locator("button").count() == 0
