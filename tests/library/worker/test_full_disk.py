"""On a full disk, and where nothing may be written, importing says so, loses nothing and goes on later."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.articles.fetching import reading
from components.library import worker
from components.library.store import reading as reading_library
from components.library.store.faults import DiskFull
from components.library.worker import pool_process, steps
from tests.articles.fetching.conftest import Web, web  # noqa: F401 - a fixture
from tests.articles.fetching.test_pages import HOST, build_page
from tests.library.small_disk import fill
from tests.library.worked import ask, check_whole, run
from tests.library.worker.killable import analyse_quickly, score_quickly

N = 12


def build_text(number: int) -> str:
    """Some 40,000 characters that do not repeat."""
    chance = random.Random(number)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(2, 9))) for _ in range(6_000)]
    return f"Ada{number} spoke. " + " ".join(words)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, web: Web) -> Web:  # noqa: F811
    """Analysis that takes no time, and a site."""
    fetcher = web.fetcher
    for module, name, value in (
        (pool_process, "analyse", analyse_quickly), (pool_process, "load_pipeline", lambda: None),
        (pool_process, "score_sentiments", score_quickly), (steps, "MIN_ARTICLES", sys.maxsize),
        (reading, "get_fetcher", lambda: fetcher),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    return web


def queue(path: Path, what: str, site: Web) -> list[str]:
    """Queue files or addresses, and give the names of their articles."""
    if what == "files":
        names = [f"{number}.txt" for number in range(N)]
        library.add_uploads(path, [(name, build_text(number).encode()) for number, name in enumerate(names)])
        return names
    names = [f"{HOST}/2026/page-{number}" for number in range(N)]
    for number in range(N):
        site.put(f"news.example/2026/page-{number}", build_page(f"Page {number}", build_text(number)))
    library.add_addresses(path, names)
    return names


def try_to_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the page says once the worker has ended; on a full disk it may end without being able to note why."""
    try:
        assert run(path) == 1
    except DiskFull as error:
        with monkeypatch.context() as patch:
            patch.setattr(worker, "is_alive", lambda pid: False)  # the worker was this process
            return library.read_progress(path).error or str(error)
    return library.read_progress(path).error


def ask_only(path: Path, sql: str) -> list[Any]:
    """As `ask`, where there is no room for the files of a connection that may write."""
    with reading_library(path) as con:
        return con.execute(sql).fetchall()


@pytest.mark.parametrize("small_disk", [8], indirect=True)
@pytest.mark.parametrize("left", [0, 20_000, 90_000, 140_000, 400_000])
@pytest.mark.parametrize("what", ["files", "addresses"])
def test_an_import_on_a_full_disk_says_so_and_goes_on_when_there_is_room(
    what: str,
    left: int,
    small_disk: Path,
    quick: Web,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(small_disk))
    path = library.create_library("Pile")
    names = queue(path, what, quick)
    fill(small_disk, left)
    for _ in range(2):
        assert "disk is full" in try_to_read(path, monkeypatch)
        assert library.read_progress(path).n_waiting
        there = {name for (name,) in ask_only(path, "SELECT path FROM articles UNION SELECT name FROM uploads")}
        assert there == set(names)
    (small_disk / "filler").unlink()
    assert run(path) == 0
    assert library.read_progress(path) == library.Progress(False)
    assert sorted(ask(path, "SELECT path, status FROM articles")) == sorted((name, "analysed") for name in names)
    assert library.read_skipped(path) == []
    check_whole(path)


@pytest.mark.parametrize("small_disk", [2], indirect=True)
def test_more_than_fits_is_taken_in_whole_or_not_at_all(
    small_disk: Path,
    quick: Web,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(small_disk))
    path = library.create_library("Pile")
    fill(small_disk, 200_000)
    with pytest.raises(DiskFull, match="disk is full"):
        queue(path, "files", quick)
    assert ask(path, "SELECT count(*) FROM uploads") == [(0,)]
    with pytest.raises(DiskFull, match="disk is full"):
        library.add_addresses(path, [f"{HOST}/2026/a-very-long-name-of-page-{number}" for number in range(20_000)])
    assert ask(path, "SELECT count(*) FROM uploads") == [(0,)]
