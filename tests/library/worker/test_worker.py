"""One worker a library, in a process of its own; killed at any moment, it is gone on from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from components import library
from components.library import worker
from components.library.worker import is_alive
from tests.conftest import ROOT, SAMPLE
from tests.library.worked import TEXTS, add, ask, check_whole, run, summarise

_HEAVY = 120.0  # seconds that a worker in a process of its own may take on a busy machine


def test_two_that_ask_at_once_start_one_worker(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []

    def start(path: Path) -> int:
        time.sleep(0.05)  # as long as a process takes to start, so that the other one arrives meanwhile
        started.append(path)
        return os.getpid()

    monkeypatch.setattr(worker, "start_worker", start)
    ready = threading.Barrier(4)

    def ask_for_one() -> None:
        ready.wait()
        library.ensure_worker(path)

    threads = [threading.Thread(target=ask_for_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert started == [path]
    assert library.read_progress(path).is_running


def test_a_worker_without_a_sign_of_life_is_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []
    monkeypatch.setattr(worker, "start_worker", lambda path: started.append(path) or os.getpid())
    with library.opened(path) as con:
        con.execute("UPDATE work SET pid = ?, heartbeat = ?", (os.getpid(), time.time() - 2 * worker.STALE_SECONDS))
    assert "continue from there" in library.read_progress(path).error
    library.ensure_worker(path)
    assert started == [path]


def test_a_second_worker_leaves_the_first_alone(path: Path) -> None:
    add(path, TEXTS)
    with library.opened(path) as con:
        con.execute("UPDATE work SET pid = ?, heartbeat = ?", (1, time.time()))  # process 1 is always alive
    assert run(path) == 0
    assert ask(path, "SELECT count(*) FROM uploads") == [(len(TEXTS),)]


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + _HEAVY
    while not is_so():
        assert time.monotonic() < end, "the worker took too long"
        time.sleep(0.02)


def test_a_worker_killed_at_any_moment_loses_and_doubles_nothing(path: Path, tmp_path: Path) -> None:
    names = sorted(file.name for file in SAMPLE.glob("*.md"))[:14]
    files = [(name, (SAMPLE / name).read_bytes()) for name in names]
    whole = tmp_path / "whole.db"
    library.add_uploads(whole, files)
    assert run(whole) == 0

    library.add_uploads(path, files)
    library.ensure_worker(path)
    for moment in (
        "SELECT count(*) FROM articles",
        "SELECT count(*) FROM articles WHERE status = 'analysed'",
    ):
        wait_until(lambda sql=moment: ask(path, sql)[0][0] > 0)  # type: ignore[misc]
        (pid,) = ask(path, "SELECT pid FROM work")[0]
        assert pid is not None
        os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        wait_until(lambda: not library.read_progress(path).is_running)
        check_whole(path)
        assert "continue from there" in library.read_progress(path).error
        library.ensure_worker(path)
        assert library.read_progress(path).error == ""
    wait_until(lambda: not library.read_progress(path).is_running)
    assert library.read_progress(path) == library.Progress(False)
    assert summarise(path) == summarise(whole)
    assert ask(path, "SELECT count(*), count(DISTINCT path) FROM articles") == [(14, 14)]
    check_whole(path)


def test_a_worker_asked_to_stop_ends_and_can_be_gone_on_from(path: Path) -> None:
    names = sorted(file.name for file in SAMPLE.glob("*.md"))
    library.add_uploads(path, [(name, (SAMPLE / name).read_bytes()) for name in names])
    library.ensure_worker(path)
    wait_until(lambda: ask(path, "SELECT count(*) FROM articles WHERE status = 'analysed'")[0][0] > 0)
    (pid,) = ask(path, "SELECT pid FROM work")[0]
    library.cancel(path)
    wait_until(lambda: not library.read_progress(path).is_running)
    assert library.read_progress(path).error == ""
    assert library.read_progress(path).n_waiting > 0
    wait_until(lambda: not psutil.pid_exists(pid))
    check_whole(path)


HANGING = """
import pathlib, subprocess, sys
from components.library.worker.heartbeat import Heartbeat
path = pathlib.Path(sys.argv[1])
with Heartbeat(path, int(sys.argv[2]), ends_process=True):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    print(child.pid, flush=True)
    sum(1 for _ in iter(int, 1))
"""


def test_a_worker_that_does_not_answer_is_ended_with_all_that_it_started(path: Path) -> None:
    with library.opened(path) as con:
        con.execute("UPDATE work SET pid = 77, heartbeat = 0, step = 'Reading files'")
    hanging = subprocess.Popen(
        [sys.executable, "-c", HANGING, str(path), "77"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert hanging.stdout is not None
    child = int(hanging.stdout.readline())
    library.cancel(path)
    assert hanging.wait(_HEAVY) == 0
    hanging.stdout.close()
    assert ask(path, "SELECT pid, step FROM work") == [(None, "")]
    wait_until(lambda: not is_alive(child))
