"""The worker reads what passages mean, last of all: it resumes, and drops what is no longer there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components import library
from components.library.corrections.articles import purge_deleted
from components.library.store import opened
from components.library.worker import encoding
from components.library.worker.encoding import SWITCH, EncodingStep


class Silent:
    """A heartbeat that says nothing, and may be told to stop after some reports."""

    def __init__(self, most: int = 1_000) -> None:
        self.left = most

    @property
    def may_continue(self) -> bool:
        return self.left > 0

    def begin(self, *_: object, **__: object) -> None:
        """Say nothing."""

    def at(self, *_: object) -> None:
        self.left -= 1


@pytest.fixture
def run(pile, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:  # type: ignore[no-untyped-def]
    """Runs the step on a pile of 12 articles; gives the numbers of those that are read."""
    monkeypatch.setenv(SWITCH, "1")
    monkeypatch.setattr(encoding, "_AT_ONCE", 5)
    for n in range(12):
        pile.article(f"The harbour opened on day {n}.\nNobody came.", title=f"Day {n}")

    def run_step(most: int = 1_000, until: Callable[[], bool] = lambda: False) -> list[int]:
        with opened(pile.path) as con:
            step = EncodingStep(con, Silent(most), lambda _: None)  # type: ignore[arg-type]
            step.run(until)
            found = [n for (n,) in con.execute("SELECT article FROM passages ORDER BY article")]
            assert step.has_work() == (len(found) < len(pile.frames().articles))
        return found

    return run_step


def test_it_resumes_where_it_was_stopped(run: Callable[..., list[int]]) -> None:
    assert run(most=1) == [1, 2, 3, 4, 5]
    assert run(until=lambda: True) == [1, 2, 3, 4, 5]
    assert run() == list(range(1, 13))


def test_vectors_go_with_their_article(run: Callable[..., list[int]], pile) -> None:  # type: ignore[no-untyped-def]
    run()
    with opened(pile.path) as con:
        con.execute("UPDATE articles SET deleted_at = '2020-01-01' WHERE n IN (2, 3)")
        purge_deleted(con, lambda _: None)
    assert run() == [1, *range(4, 13)]


def test_vectors_of_another_model_are_made_anew(run: Callable[..., list[int]], pile) -> None:  # type: ignore[no-untyped-def]
    run()
    with opened(pile.path) as con:
        con.execute("UPDATE passages SET made_by = 'an older one', vectors = x'' WHERE article < 4")
    assert library.count_not_read(pile.view()) == 3
    assert run() == list(range(1, 13))
    with opened(pile.path) as con:
        assert con.execute("SELECT count(*) FROM passages WHERE length(vectors) = 0").fetchone() == (0,)


def test_it_can_be_left_out(pile, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    pile.article("The harbour opened.")
    monkeypatch.setenv(SWITCH, "0")
    with opened(pile.path) as con:
        step = EncodingStep(con, Silent(), lambda _: None)  # type: ignore[arg-type]
        step.run(lambda: False)
        assert not step.has_work()
        assert con.execute("SELECT count(*) FROM passages").fetchone() == (0,)
