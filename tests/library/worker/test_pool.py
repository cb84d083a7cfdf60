"""The pool: results in order, and what hangs, eats memory or dies costs only itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from components.library.worker import pool as process_pool
from components.library.worker import pool_process
from components.library.worker.pool import InProcess, ProcessPool, TaskFailed, build_pool, count_processes
from components.library.worker.pool_process import DIED, MEMORY, TIME
from components.types import DatelineError
from tests.library.worker.pool_tasks import count_to, double, misbehave, run_program, sleep_long


def always() -> bool:
    return True


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    with ProcessPool(2, always) as pool:
        pool._most_bytes = 600_000_000
        yield pool


def show(results: list[object]) -> list[object]:
    return [one.why if isinstance(one, TaskFailed) else one for one in results]


def test_results_come_in_the_order_of_the_inputs(pool: ProcessPool) -> None:
    batches = [range(5), range(5, 9), range(9, 10), range(10, 30)]
    told: list[int] = []
    found = list(pool.map(double, batches, lambda one: 20, told.append))
    assert found == [(batch, [2 * one for one in batch]) for batch in batches]
    assert sorted(told) == list(range(30))


@pytest.mark.parametrize(("word", "why"), [("hang", TIME), ("eat", MEMORY), ("die", DIED)])
def test_what_goes_wrong_costs_only_itself(pool: ProcessPool, word: str, why: str) -> None:
    batches = [["a", "b"], ["c", word, "d"], [word], ["e"]]
    seconds = 30.0 if why == MEMORY else 1.0  # a busy machine may need more than one to fill the memory
    results = [show(found) for _, found in pool.map(misbehave, batches, lambda one: seconds)]
    assert results == [["A", "B"], ["C", why, "D"], [why], ["E"]]


def test_a_sentence_for_the_user_comes_through_and_the_pool_goes_on(pool: ProcessPool) -> None:
    with pytest.raises(DatelineError, match="language model"):
        list(pool.map(misbehave, [["a"], ["refuse"]], lambda one: 20))
    with pytest.raises(RuntimeError, match="boom"):
        list(pool.map(misbehave, [["break"]], lambda one: 20))
    assert list(pool.map(misbehave, [["a"]], lambda one: 20)) == [(["a"], ["A"])]


def test_one_input_may_give_many_results_and_they_need_not_fit_into_memory_at_once(pool: ProcessPool) -> None:
    assert list(pool.stream(count_to, 500, 20)) == list(range(500))
    stream = pool.stream(count_to, 10**9, 20)
    assert [next(stream) for _ in range(3)] == [0, 1, 2]
    time.sleep(0.3)
    stream.close()  # type: ignore[attr-defined]
    assert list(pool.stream(count_to, 2, 20)) == [0, 1]


def test_a_stream_that_hangs_says_so(pool: ProcessPool) -> None:
    with pytest.raises(TaskFailed, match=TIME):
        list(pool.stream(misbehave, "hang", 0.5))


def test_a_program_that_a_process_runs_ends_with_it(pool: ProcessPool) -> None:
    stream = pool.stream(run_program, [sys.executable, "-c", "import time; time.sleep(60)"], 20)
    pid = next(stream)
    assert psutil.pid_exists(pid)
    pool.end()
    until = time.monotonic() + 10
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_it_stops_at_once_whatever_its_processes_do() -> None:
    ends = time.monotonic() + 2.0
    with ProcessPool(2, lambda: time.monotonic() < ends) as pool:
        assert list(pool.map(sleep_long, [[1000.0], [1000.0]], lambda one: 1000)) == []
        assert pool._children == []
    with pytest.raises(process_pool.Stopped):
        list(pool.stream(sleep_long, 1000.0, 1000))


def test_a_process_that_ended_by_itself_is_replaced() -> None:
    with ProcessPool(1, always) as pool:
        assert list(pool.map(double, [[1]], lambda one: 20)) == [([1], [2])]
        psutil.Process(pool._children[0]._process.pid).kill()
        pool._children[0]._process.join()
        assert list(pool.map(double, [[1]], lambda one: 20)) == [([1], [2])]


def test_where_processes_cannot_be_started_nothing_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_process, "_serve", double)  # ends at once, with an error
    with ProcessPool(2, always) as pool:
        with pytest.raises(DatelineError, match="cannot be started"):
            list(pool.map(double, [[1], [2]], lambda one: 20))
        with pytest.raises(DatelineError, match="cannot be started"):
            list(pool.stream(count_to, 1, 20))


@pytest.mark.parametrize("build", [InProcess, lambda keep_on: ProcessPool(1, keep_on)])
def test_work_in_one_process_is_the_same(build: Callable[[Callable[[], bool]], ProcessPool | InProcess]) -> None:
    with build(always) as pool:
        told: list[int] = []
        assert list(pool.map(double, [[1, 2], [3]], lambda one: 20, told.append)) == [([1, 2], [2, 4]), ([3], [6])]
        assert told == [1, 2, 3]
        assert list(pool.stream(count_to, 3, 20)) == [0, 1, 2]


def test_the_number_of_processes_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    for said, expected in (("0", 0), ("3", 3), ("999", 16)):
        monkeypatch.setenv("DATELINE_PROCESSES", said)
        assert count_processes() == expected
    monkeypatch.setenv("DATELINE_PROCESSES", "many")
    assert 1 <= count_processes() <= 16
    assert isinstance(build_pool(0, always), InProcess)
    assert isinstance(build_pool(1, always), ProcessPool)
