"""Fetches one address politely: robots.txt respected, one request a second per host, limits, redirects, retries.

Nothing of the user's is sent: no cookies, no proxies or passwords of the environment, no page that led here.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import httpcore
import httpx
from protego import Protego

from components.articles.fetching.addresses import RefusedError, check_url
from components.articles.fetching.guard import GuardedBackend, LateError, Resolve
from components.articles.formats import MEGABYTE
from components.types import DatelineError

AGENT = "Dateline"
USER_AGENT = f"{AGENT}/0.1 (reads news articles on one person's computer, at that person's request)"
MAX_PAGE_BYTES = 20 * MEGABYTE  # of one answer, unpacked
MAX_REDIRECTS = 8
SECONDS = 60.0  # for one request, however slowly the answer comes
_PAUSE = 1.0  # seconds between two requests to one host
_LONGEST_PAUSE = 30.0  # that a robots.txt may ask for
_RETRIES = (2.0, 6.0)  # seconds before a second and a third try
_LONGEST_RETRY = 30.0  # that a server may ask for by Retry-After
_MAX_ROBOTS_BYTES = 512_000  # RFC 9309 asks readers for 500 KiB at least
_BUSY = frozenset((429, 502, 503, 504))
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REFUSALS = {
    401: "It asks for a password; open it in your browser, save the page and add the file.",
    402: "It must be paid for; open it in your browser, save the page and add the file.",
    403: "The site does not let programs read it; open it in your browser, save the page and add the file.",
    404: "There is no such page; look at the address.",
    410: "The page has been taken down.",
    429: "The site asks for fewer requests; try again later.",
    451: "The page is blocked for legal reasons.",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes, where they came from after redirects, and what kind they are."""

    url: str
    data: bytes
    content_type: str = ""  # "text/html"
    charset: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(slots=True)
class _Host:
    """What is remembered of one host."""

    rules: Protego | None = None
    next_at: float = 0.0  # when it may be asked again
    pause: float = _PAUSE


@dataclass
class Fetcher:
    """Fetches addresses one after another; remembers each host's robots.txt and when it was asked.

    `resolve` and `backend` are given by tests; `sleep` waits, and may raise to give up.
    """

    resolve: Resolve | None = None
    backend: httpcore.NetworkBackend | None = None
    sleep: Callable[[float], None] = time.sleep
    seconds: float = SECONDS
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _deadline: float = 0.0

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Fetched | None:
        """The answer of an address; None if it has not changed since `etag` or `modified`.

        Raises DatelineError with a sentence for the user.
        """
        known = {"If-None-Match": etag} if etag else {}
        if modified:
            known["If-Modified-Since"] = modified
        for pause in (*_RETRIES, None):
            try:
                return self._follow(check_url(url), known)
            except _BusyError as busy:
                if pause is None:
                    raise DatelineError(str(busy)) from busy
                self.sleep(min(busy.after or pause, _LONGEST_RETRY))
        raise AssertionError("the last try returns or raises")

    def _follow(self, url: str, known: dict[str, str]) -> Fetched | None:
        for _ in range(MAX_REDIRECTS + 1):
            self._check_robots(url)
            with self._ask(url, known) as answer:
                if answer.next_request is not None:
                    url = check_url(str(answer.next_request.url))
                    continue
                if answer.status_code == 304 and known:
                    return None
                _check_status(answer)
                kind, _, rest = answer.headers.get("Content-Type", "").partition(";")
                return Fetched(
                    url=url,
                    data=_read_body(answer, MAX_PAGE_BYTES),
                    content_type=kind.strip().lower(),
                    charset=rest.partition("charset=")[2].strip(" \"';").lower(),
                    etag=answer.headers.get("ETag", ""),
                    modified=answer.headers.get("Last-Modified", ""),
                )
        raise DatelineError("It leads from one address to the next without an end.")

    def _check_robots(self, url: str) -> None:
        host = self._hosts.setdefault(_origin(url), _Host())
        if host.rules is None:
            host.rules = Protego.parse(self._read_robots(_origin(url) + "/robots.txt"))
            asked = host.rules.crawl_delay(AGENT) or _PAUSE
            host.pause = min(max(float(asked), _PAUSE), _LONGEST_PAUSE)
        if not host.rules.can_fetch(url, AGENT):
            raise RefusedError(
                "The site asks programs not to read this page (robots.txt); open it in your browser, save it and add "
                "the file."
            )

    def _read_robots(self, url: str) -> str:
        """The rules of a host: none if there is no such file, nothing allowed if the server fails (RFC 9309, 2.3.1)."""
        for _ in range(MAX_REDIRECTS + 1):
            with self._ask(url, {}) as answer:
                if answer.next_request is not None:
                    url = check_url(str(answer.next_request.url))
                    continue
                if answer.status_code >= 500:
                    raise _BusyError(answer)
                return _read_start(answer, _MAX_ROBOTS_BYTES) if answer.status_code < 400 else ""
        return ""

    @contextmanager
    def _ask(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """One request, when its host may be asked again. A site's failure becomes a sentence."""
        host = self._hosts.setdefault(_origin(url), _Host())
        wait = host.next_at - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        self._deadline = time.monotonic() + self.seconds
        backend = GuardedBackend(lambda: self._deadline, self.resolve, self.backend)
        try:
            with (
                httpx.Client(transport=_Transport(backend), trust_env=False, headers=_HEADERS, timeout=20) as client,
                client.stream("GET", url, headers=headers) as answer,
            ):
                yield answer
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise LateError("The site did not answer in time; try again later.") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise DatelineError("The site could not be reached, or its answer could not be understood.") from error
        finally:
            host.next_at = time.monotonic() + host.pause


class _Transport(httpx.BaseTransport):
    """httpx on connections of a guarded backend."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_load_certificates(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


@cache
def _load_certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _BusyError(DatelineError):
    """A server that asks to be tried again later."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(_REFUSALS.get(answer.status_code, "The site does not work at the moment; try again later."))
        after = answer.headers.get("Retry-After", "")
        self.after = float(after) if after.isdecimal() and len(after) < 8 else 0.0


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _check_status(answer: httpx.Response) -> None:
    if answer.status_code in _BUSY:
        raise _BusyError(answer)
    if answer.status_code >= 400 or answer.status_code < 200:
        default = (
            f"The site answered with an error ({answer.status_code}); open the address in your browser to see why."
        )
        raise DatelineError(_REFUSALS.get(answer.status_code, default))


def _read_body(answer: httpx.Response, most: int) -> bytes:
    """The unpacked body. Raises DatelineError beyond the limit, which counts unpacked bytes."""
    too_large = f"The page is larger than {most // MEGABYTE} MB; save its text and add that."
    chunks: list[bytes] = []
    size = 0
    for chunk in answer.iter_bytes():
        size += len(chunk)
        if size > most:
            raise DatelineError(too_large)
        chunks.append(chunk)
    return b"".join(chunks)


def _read_start(answer: httpx.Response, most: int) -> str:
    chunks: list[bytes] = []
    for chunk in answer.iter_bytes():
        chunks.append(chunk)
        if sum(map(len, chunks)) >= most:
            break
    return b"".join(chunks)[:most].decode("utf-8", "replace")
