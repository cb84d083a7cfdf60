"""Killed twenty times at random while it takes things in, Dateline loses, doubles and halves nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components import library
from components.library import worker
from components.library.store import reading
from components.library.worker.ingest import Added, read_added
from tests.articles.fetching.conftest import Web, web  # noqa: F401 - a fixture
from tests.articles.fetching.test_pages import HOST, STORY, build_page
from tests.conftest import ROOT
from tests.library.worked import ask, check_whole

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Processes are forked and killed as POSIX has it.")

KILLS = 20
SEED = 20260331
_LONGEST = 60.0  # seconds
N_PAGES, N_ENTRIES, N_ROWS, N_FILES = 40, 50, 150, 80
Start = Callable[..., int]


@pytest.fixture
def start(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:  # noqa: F811
    """Forks a worker or an app, and gives its pid."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.library.worker.killable", str(web.port)], cwd=ROOT, text=True, bufsize=1,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as nursery:  # fmt: skip
        assert nursery.stdin
        assert nursery.stdout

        def fork(what: str, *given: object) -> int:
            assert nursery.stdin
            assert nursery.stdout
            nursery.stdin.write("\t".join((what, *map(str, given))) + "\n")
            return int(nursery.stdout.readline())

        monkeypatch.setattr(worker, "start_worker", lambda path: fork("work", path))
        yield fork
        nursery.stdin.close()


def kill(pid: int) -> None:
    """SIGKILL to a process and those of its pool."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it was done
    while worker.is_alive(pid):
        time.sleep(0.001)


def list_files() -> dict[str, str]:
    """Files by name: texts, and one table of many rows."""
    rows = "".join(f"Row {n},Row{n} was read. {STORY}\n".replace(", ", " ") for n in range(N_ROWS))
    files = {f"file-{n}.txt": f"File{n} was read. {STORY}" for n in range(N_FILES)}
    return files | {"table.csv": "title,text\n" + rows}


def put_site(site: Web, minute: int = 0) -> list[str]:
    """A site of pages that change by the minute, some in two parts, with a feed of others; gives what to fetch."""
    pages = [f"/2026/page-{n}" for n in range(N_PAGES)]
    entries = [f"/2026/entry-{n}" for n in range(N_ENTRIES)]
    for path in pages + entries:
        name = path.rpartition("/")[2]
        head = f'<link rel="next" href="{path}?page=2">' if path.endswith("-7") else ""
        site.put("news.example" + path, build_page(name, f"{name} was read. {STORY} Told at 10:{minute:02}.", head))
        site.put(f"news.example{path}?page=2", build_page(name, f"Part two of {name}. {STORY[::-1]}"))
    items = "".join(f"<item><title>{one}</title><link>{HOST}{one}</link></item>" for one in entries)
    site.put("news.example/feed", f'<rss version="2.0"><channel><title>Fjord</title>{items}</channel></rss>')
    return [f"{HOST}{path}" for path in (*pages[:3], "/feed", *pages[3:], "/2026/gone")]


def is_done(path: Path) -> bool:
    progress = library.read_progress(path)
    assert progress.error in ("", "Reading stopped before it was done. What has been read so far is kept; it can "
                                  "continue from there.")  # fmt: skip
    return not progress.is_running and not progress.n_waiting


def finish(path: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker do what is left, as fast as it can."""
    monkeypatch.setattr(worker, "start_worker", lambda path: start("finish", path))
    end = time.monotonic() + _LONGEST
    while not is_done(path):
        library.ensure_worker(path)
        assert time.monotonic() < end, library.read_progress(path)
        time.sleep(0.02)


def check_all(path: Path, names: list[str], skipped: list[str]) -> None:
    """Every article is there once, whole and analysed, and the import is told as if nothing had happened."""
    check_whole(path)
    assert sorted(name for (name,) in ask(path, "SELECT path FROM articles")) == sorted(names)
    assert ask(path, "SELECT count(*) FROM articles WHERE status <> 'analysed' OR sentiment_by = ''") == [(0,)]
    for table in ("sentences", "mentions", "sentiments"):
        assert ask(path, f"SELECT count(*), count(DISTINCT article) FROM {table}") == [(len(names), len(names))], table
    assert [item.path for item in library.read_skipped(path)] == skipped
    assert ask(path, "SELECT count(*) FROM uploads") == [(0,)]
    assert read_added(path) == Added(n_added=len(names), n_skipped=len(skipped))


@pytest.mark.parametrize("what", ["files", "addresses"])
def test_a_worker_killed_twenty_times_loses_doubles_and_halves_nothing(
    what: str, start: Start, web: Web, home: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    path = library.create_library("Pile")
    if what == "files":
        files = list_files()
        names = [f"file-{n}.txt" for n in range(N_FILES)] + [f"table.csv#{n + 1}" for n in range(N_ROWS)]
        library.add_uploads(path, [(name, text.encode()) for name, text in files.items()])
        skipped = []
    else:
        library.add_addresses(path, put_site(web))
        numbers = [("page", n) for n in range(N_PAGES)] + [("entry", n) for n in range(N_ENTRIES)]
        names, skipped = [f"{HOST}/2026/{kind}-{n}" for kind, n in numbers], [f"{HOST}/2026/gone"]
    chance = random.Random(SEED)
    n_killed = 0
    for number in range(KILLS):
        put_site(web, number)
        library.ensure_worker(path)
        ((pid,),) = ask(path, "SELECT pid FROM work")
        time.sleep(chance.uniform(0.0, 0.4))
        if pid is not None:
            n_killed += worker.is_alive(pid)
            kill(pid)
        with reading(path) as con:
            assert con.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    print(f"seed {SEED}: {n_killed} of {KILLS} killed at work, {ask(path, 'SELECT count(*) FROM articles')[0][0]} in")
    assert n_killed >= KILLS
    finish(path, start, monkeypatch)
    check_all(path, names, skipped)


def test_an_app_killed_while_it_takes_things_in_has_all_or_nothing_of_them(
    start: Start, web: Web, home: Path, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    files, addresses = list_files(), put_site(web)
    chance = random.Random(SEED)
    seen = set()
    for number in range(KILLS):
        path = library.create_library(f"Pile {number}")
        listed = tmp_path / f"{number}.json"
        listed.write_text(json.dumps({"files": list(files.items()), "addresses": addresses}))
        pid = start("add", path, listed)
        time.sleep(chance.uniform(0.0, 0.05))
        kill(pid)
        queued = [name for (name,) in ask(path, "SELECT name FROM uploads ORDER BY n")]
        whole = {0: [], len(files): list(files), len(files) + len(addresses): [*files, *addresses]}
        assert queued == whole.get(len(queued)), f"seed {SEED}, number {number}"
        assert len(queued) >= len(files) * listed.with_suffix(".files").exists()
        assert len(queued) == len(files) + len(addresses) or not listed.with_suffix(".addresses").exists()
        seen.add(len(queued))
    print(f"seed {SEED}: after a kill {sorted(seen)} wait")
    assert len(seen) > 1
