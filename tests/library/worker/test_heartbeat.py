"""The heartbeat tells progress; the crash guard leaves out whatever brought the worker down three times."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.library import worker
from components.library.worker import loop, pool_process
from components.library.worker.heartbeat import Heartbeat
from components.library.worker.pool import InProcess, TaskFailed
from tests.library.worked import TEXTS, add, ask, check_whole, run


def test_progress_has_one_total_for_all_that_was_added_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    begin = Heartbeat.begin

    def note(self: Heartbeat, step: str, total: int = 0, done: int = 0, *, ratio: float = 0.0) -> None:
        told.append((step, done, total))
        begin(self, step, total, done, ratio=ratio)

    monkeypatch.setattr(Heartbeat, "begin", note)
    add(path, TEXTS)
    assert run(path) == 0
    assert [one for one in told if one[0] == worker.FINDING] == [(worker.FINDING, 0, 6), (worker.FINDING, 4, 6)]
    assert [one[1:] for one in told if one[0] == worker.READING] == [(done, 6) for done in range(6)]


@pytest.mark.parametrize(("step", "seconds"), [(worker.READING, 190), (worker.FETCHING, 190), ("Loading", None)])
def test_the_time_left_is_told_while_files_are_read_and_addresses_fetched(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, seconds: float | None
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    heartbeat = Heartbeat(path, 1)
    heartbeat.begin(step, 200)
    now = 1010.0
    heartbeat.at("the eleventh", 10)
    assert heartbeat._estimate() == seconds


def test_addresses_are_counted_as_addresses(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(Heartbeat, "begin", lambda self, step, *rest, **named: told.append(step))
    library.add_addresses(path, ["http://localhost/a", "http://localhost/b"])
    add(path, {"0.txt": TEXTS["0.txt"]})
    assert run(path) == 0
    assert told[:3] == [worker.FETCHING, worker.FETCHING, worker.READING]


MESSAGE = "From ida Mon Mar  2 10:00:00 2026\nFrom: ida@news.example\nSubject: {0}\n\n{0} left Berlin on Monday.\n\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("more.csv", "title,text\nOne,Ada Lindqvist left.\nTwo,Bruno Falk came.\n"),
        ("more.mbox", MESSAGE.format("Ada Lindqvist") + MESSAGE.format("Bruno Falk")),
        (
            "more.json",
            '[{"title": "A", "text": "Ada Lindqvist left."}, {"title": "B", "text": "Bruno Falk left."}]',
        ),
    ],
)
def test_how_many_articles_a_file_of_many_has_is_not_guessed(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(Heartbeat, "measure", lambda self, done, total: told.append((done, total)))
    add(path, {**TEXTS, name: content})
    assert run(path) == 0
    assert told[:1] == [(8, 8)]


@pytest.mark.parametrize("culprit", ["2.txt", "0.txt"])
def test_an_article_that_brings_the_worker_down_is_left_out_after_three_times(
    path: Path, monkeypatch: pytest.MonkeyPatch, culprit: str
) -> None:
    analyse = pool_process.analyse

    def analyse_or_die(articles: Any, **options: Any) -> Any:
        for article in articles:
            if article.path == culprit:
                raise MemoryError
            yield from analyse([article], **options)

    monkeypatch.setattr(pool_process, "analyse", analyse_or_die)
    add(path, TEXTS)
    assert [run(path) for _ in range(4)] == [1, 1, 1, 0]
    states = dict(ask(path, "SELECT path, status FROM articles"))
    assert {one for one, status in states.items() if status == "failed"} == {culprit}
    assert set(states.values()) == {"analysed", "failed"}
    assert "crashed Dateline 3 times" in ask(path, "SELECT reason FROM articles WHERE status = 'failed'")[0][0]
    assert ask(path, "SELECT 1 FROM meta WHERE key = 'in_hand'") == []
    monkeypatch.setattr(pool_process, "analyse", analyse)
    with library.opened(path) as con:
        con.execute("UPDATE articles SET status = 'waiting' WHERE status = 'failed'")
    assert run(path) == 0
    assert ask(path, "SELECT DISTINCT status FROM articles") == [("analysed",)]
    check_whole(path)


def test_a_file_that_brings_the_worker_down_is_left_out_after_three_times(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = loop.read_upload

    def read_or_die(con: sqlite3.Connection, number: int, *rest: Any) -> int:
        if ask(path, f"SELECT name FROM uploads WHERE n = {number}") == [("1.txt",)]:
            raise KeyboardInterrupt  # comes through, as a killed process would
        return read(con, number, *rest)

    monkeypatch.setattr(loop, "read_upload", read_or_die)
    add(path, {name: TEXTS[name] for name in ("0.txt", "1.txt", "2.txt")})
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            run(path)
        with library.opened(path) as con:
            con.execute("UPDATE work SET pid = NULL, heartbeat = NULL")
    assert run(path) == 0
    assert [(item.path, "left out" in item.reason) for item in library.read_skipped(path)] == [("1.txt", True)]
    assert ask(path, "SELECT path, status FROM articles") == [("0.txt", "analysed"), ("2.txt", "analysed")]


class FailingPool(InProcess):
    """Says of articles, and of the file late.txt, that they brought a process down or passed a limit."""

    in_process = False
    failing: dict[str, str] = {}  # noqa: RUF012 - set by the tests

    def map(self, task: Any, batches: Any, *rest: Any) -> Any:
        for batch, results in super().map(task, batches, *rest):
            reasons = [self.failing.get(getattr(one, "path", "")) for one in batch]
            yield batch, [TaskFailed(why) if why else found for why, found in zip(reasons, results, strict=True)]

    def stream(self, task: Any, one: Any, seconds: float, most_bytes: int = 0) -> Any:
        if one.name == "late.txt" and one.name in self.failing:
            raise TaskFailed(self.failing[one.name])
        return super().stream(task, one, seconds, most_bytes)


@pytest.mark.parametrize(
    ("why", "said"), [("time", "far longer"), ("memory", "more memory"), ("died", "crashed Dateline 3 times")]
)
def test_what_passes_a_limit_or_brings_its_process_down_is_left_out_and_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch, why: str, said: str
) -> None:
    monkeypatch.setattr(loop, "build_pool", lambda size, keep_on: FailingPool(keep_on))
    monkeypatch.setattr(FailingPool, "failing", {"late.txt": why, "2.txt": why})
    add(path, {**TEXTS, "late.txt": "Ada Lindqvist said in Paris that she was late."})
    assert run(path) == 0
    assert ask(path, "SELECT path, status FROM articles WHERE status <> 'analysed'") == [("2.txt", "failed")]
    assert said in ask(path, "SELECT reason FROM articles WHERE status = 'failed'")[0][0]
    assert [(item.path, said in item.reason) for item in library.read_skipped(path)] == [("late.txt", True)]
    assert ask(path, "SELECT count(*) FROM uploads") == [(0,)]
    assert ask(path, "SELECT 1 FROM meta WHERE key = 'in_hand'") == []
    check_whole(path)


def test_a_full_disk_is_no_fault_of_the_articles(
    path: Path, monkeypatch: pytest.MonkeyPatch, between_batches: list[Any]
) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("disk full")

    between_batches += [fail] * 4
    add(path, {"0.txt": TEXTS["0.txt"]})
    assert [run(path) for _ in range(5)] == [1, 1, 1, 1, 0]
    assert ask(path, "SELECT status FROM articles") == [("analysed",)]
