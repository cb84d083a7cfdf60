"""No way leads into a private network."""

from __future__ import annotations

import gzip
import time

import pytest

from components.articles.fetching import read_address
from components.articles.fetching.addresses import RefusedError, is_public
from components.articles.fetching.client import MAX_PAGE_BYTES
from components.articles.fetching.guard import resolve
from components.types import DatelineError, Skipped
from tests.articles.fetching.conftest import PUBLIC, Web


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "::127.0.0.1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "no address", "",
    ],
)  # fmt: skip
def test_this_machine_and_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_numbers_that_stand_for_this_machine_resolve_to_it(host: str) -> None:
    assert not any(map(is_public, resolve(host, 80)))


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://LOCALHOST./", "http://printer.local/", "http://wiki.internal/a", "http://nas.lan/",
        "http://127.0.0.1/", "http://127.0.0.1:8501/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.1.2.3/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://[fe80::1]/", "http://169.254.169.254/",
        "http://example.org:22/", "http://example.org:25/", "file:///etc/passwd", "ftp://example.org/", "gopher://x/",
        "javascript:alert(1)", "data:text/html,x", "//example.org", "http://", "http://user:word@example.org/",
        "http://example.org:99999/", "http://[::1", "http:///a",
    ],
)  # fmt: skip
def test_nothing_is_asked_of_an_address_that_is_refused(url: str, web: Web) -> None:
    fetcher = web.fetcher
    fetcher.resolve = None if url[7:].startswith(("2130", "0x", "0177")) else lambda host, port: [host.strip("[]")]
    with pytest.raises(DatelineError):
        fetcher.fetch(url)
    assert not web.asked
    assert not web.connected


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/a", "http://inside.example/a", "file:///etc/passwd", "http://[::1]/"]
)
def test_a_redirect_into_a_private_network_is_refused(target: str, web: Web) -> None:
    web.names = {"inside.example": ["192.168.0.7"], "127.0.0.1": ["127.0.0.1"], "::1": ["::1"]}
    web.put("news.example/a", status=302, Location=target)
    web.put("127.0.0.1/a", "secret")
    web.put("inside.example/a", "secret")
    with pytest.raises(RefusedError):
        web.fetcher.fetch("http://news.example/a")
    assert set(web.connected) == {PUBLIC}


def test_a_name_with_one_private_address_among_public_ones_is_refused(web: Web) -> None:
    web.names = {"news.example": [PUBLIC, "10.0.0.1"]}
    with pytest.raises(RefusedError):
        web.fetcher.fetch("http://news.example/a")
    assert not web.connected


def test_a_second_answer_of_the_name_server_is_checked_too(web: Web) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    fetcher = web.fetcher
    fetcher.resolve = lambda host, port: next(answers)
    web.put("news.example/a", "secret")
    with pytest.raises(RefusedError):
        fetcher.fetch("http://news.example/a")
    assert web.connected == [PUBLIC]  # for robots.txt; the page itself was no longer asked for
    assert [where for where, _ in web.asked] == ["news.example/robots.txt"]


def test_nothing_of_the_users_is_sent(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://user:word@127.0.0.1:9/")
    web.put("news.example/a", "one", Set_Cookie="a=b")
    fetcher = web.fetcher
    fetcher.fetch("http://news.example/a")
    fetcher.fetch("http://news.example/a")
    for _, headers in web.asked:
        assert "Dateline" in headers["User-Agent"]
        assert not {"Cookie", "Referer", "Authorization", "Proxy-Authorization"} & set(headers)


def test_what_unpacks_to_too_much_is_stopped(web: Web) -> None:
    bomb = gzip.compress(b"a" * (MAX_PAGE_BYTES + 1))
    web.put("news.example/a", bomb, Content_Encoding="gzip")
    (skipped,) = read_address("http://news.example/a", web.fetcher)
    assert isinstance(skipped, Skipped)
    assert "larger than 20 MB" in skipped.reason


def test_redirects_without_an_end_are_stopped(web: Web) -> None:
    web.put("news.example/a", status=301, Location="/a")
    (skipped,) = read_address("http://news.example/a", web.fetcher)
    assert isinstance(skipped, Skipped)
    assert "without an end" in skipped.reason


def test_a_server_that_drips_is_given_up_at_the_deadline(web: Web) -> None:
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as server:
        web.port = server.getsockname()[1]

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    while True:
                        connection.sendall(b"X-A: b\r\n" if began else b"HTTP/1.1 200 OK\r\n")
                        began.append(1)
                        time.sleep(0.05)
                except OSError:
                    return  # the client has hung up, which is what is tested

        began: list[int] = []
        threading.Thread(target=drip, daemon=True).start()
        fetcher = web.fetcher
        fetcher.seconds = 0.5
        begin = time.monotonic()
        with pytest.raises(DatelineError, match="in time"):
            fetcher.fetch("http://news.example/a")
        assert time.monotonic() - begin < 5  # it would drip for hours
