"""A process that forks workers and apps to be killed: they read for real, but analyse in no time and know one site.

Lines on its standard input: `work LIBRARY`, `finish LIBRARY`, in no time, or `add LIBRARY LIST`; it answers each
with the pid of what it has forked. Forking spares each of them the second that importing everything takes.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import httpcore

from components import library
from components.articles import read_file
from components.articles.fetching import reading
from components.articles.fetching.client import Fetcher, _load_certificates
from components.articles.formats.feeds import read_feed
from components.library.worker import loop, pool_process, steps
from components.types import Analysis, LocalEntity, Mention, Sentence, Sentiment

PUBLIC = "93.184.216.34"
_SECONDS = 0.03  # that an article, or a wait between two requests, takes; so a pile outlasts twenty kills


class _Site(httpcore.SyncBackend):
    """Connections that all end at one server of this machine."""

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return super().connect_tcp("127.0.0.1", int(sys.argv[1]), *args, **kwargs)


def analyse_quickly(articles: Sequence[Any], pipeline: object = None, seconds: float = _SECONDS) -> Iterator[Analysis]:
    for article in articles:
        time.sleep(seconds)
        name = article.text.split()[0]
        yield Analysis(
            article.article_id, "analysed", "stub", "en", len(article.text.split()),
            sentences=(Sentence(0, len(article.text)),), entities=(LocalEntity(name, "person"),),
            mentions=(Mention(0, len(name), name, "person", "name", 0, 0),),
        )  # fmt: skip


def score_quickly(texts: Sequence[str], analyses: Sequence[Analysis]) -> list[tuple[Sentiment, ...]]:
    return [(Sentiment(0, 0, 0, "neutral", 0.0, 0.9),) for _ in analyses]


def _stub() -> None:
    fetcher = Fetcher(
        resolve=lambda host, port: [PUBLIC], backend=_Site(), sleep=lambda seconds: time.sleep(_SECONDS), seconds=5
    )
    changes: list[tuple[object, str, object]] = [
        (reading, "get_fetcher", lambda: fetcher),
        (pool_process, "analyse", analyse_quickly),
        (pool_process, "load_pipeline", lambda: None),
        (pool_process, "score_sentiments", score_quickly),
        (steps, "MIN_ARTICLES", sys.maxsize),
    ]
    for module, name, value in changes:
        setattr(module, name, value)
    fork = multiprocessing.get_context("fork")
    multiprocessing.get_context = lambda method=None: fork  # type: ignore[assignment, method-assign]


def _warm_up() -> None:
    """Load what reads files, pages and feeds, once for all that are forked."""
    _load_certificates()
    list(read_file("a.txt", b"Ada left."))
    list(read_file("a.html", b"<html><body><article><p>Ada left Berlin on Monday.</p></article></body></html>"))
    read_feed(b'<rss version="2.0"><channel><title>Fjord</title></channel></rss>', "http://news.example/feed")


def _work(path: str) -> int:
    return loop.run_worker(Path(path), 1)


def _finish(path: str) -> int:
    setattr(pool_process, "analyse", partial(analyse_quickly, seconds=0.0))  # noqa: B010 - as `_stub` does
    return _work(path)


def _add(path: str, listed: str) -> int:
    """What the app does with what a person chose: files, then addresses; says what is safe."""
    wanted = json.loads(Path(listed).read_text("utf-8"))
    library.add_uploads(path, ((name, text.encode()) for name, text in wanted["files"]))
    Path(listed).with_suffix(".files").touch()
    library.add_addresses(path, wanted["addresses"])
    Path(listed).with_suffix(".addresses").touch()
    return 0


def main() -> None:
    """Fork what is asked for, until the input ends."""
    _stub()
    _warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # what was killed leaves no zombie
    for line in sys.stdin:
        what, *given = line.rstrip("\n").split("\t")
        pid = os.fork()
        if not pid:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os._exit({"work": _work, "finish": _finish, "add": _add}[what](*given))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
