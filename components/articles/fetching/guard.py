"""What is never fetched: this machine, private and reserved networks; checked at every connection that is made.

A name is resolved, each of its addresses is checked, and the connection goes to the address that was checked, so that
neither a redirect nor a second answer of the name server (DNS rebinding) leads elsewhere.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from components.articles.fetching.addresses import PRIVATE, RefusedError, check_host, is_public
from components.types import DatelineError

Resolve = Callable[[str, int], Sequence[str]]


class LateError(DatelineError):
    """A server that took longer than it was given."""


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, as the system's resolver gives them. Raises DatelineError if there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DatelineError(
            f"No site of the name {host} was found; look at the address, or at your network."
        ) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses only, and ends them at a deadline.

    `resolve_host` and `backend` are given by tests, which have no internet.
    """

    def __init__(
        self,
        deadline: Callable[[], float],
        resolve_host: Resolve | None = None,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline, self._resolve = deadline, resolve_host or resolve
        self._backend = backend or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of the host's addresses. Raises RefusedError if any of them is not public."""
        check_host(host, port)
        addresses = self._resolve(host, port)
        if not addresses or not all(map(is_public, addresses)):
            raise RefusedError(PRIVATE)
        failed: Exception | None = None
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(
                    address,
                    port,
                    timeout=self._left(timeout),
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self._left)
        raise failed or httpcore.ConnectError()

    def _left(self, timeout: float | None) -> float:
        left = self._deadline() - time.monotonic()
        if left <= 0:
            raise LateError("The site did not answer in time; try again later.")
        return left if timeout is None else min(timeout, left)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline, however slowly a server sends."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[float | None], float]) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
