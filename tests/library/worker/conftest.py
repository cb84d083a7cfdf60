"""A library to work on, and a way to do something between two batches of its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.library.worker import heartbeat, loop, pool_process
from tests.library.worked import ask


@pytest.fixture
def path(home: Path) -> Path:
    return Path(library.create_library("Pile"))


class PromptHeartbeat(heartbeat.Heartbeat):
    """A heartbeat that looks into the library whenever it is asked, so that tests need not wait for its thread."""

    @property
    def may_continue(self) -> bool:
        (cancelled,) = ask(self._path, "SELECT cancel FROM work")[0]
        return not cancelled


@pytest.fixture
def between_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """Calls that are made, one each, before a batch of articles is analysed."""
    calls: list[Callable[[], None]] = []
    analyse = pool_process.analyse

    def analyse_and_call(articles: Any, **options: Any) -> Any:
        if calls:
            calls.pop(0)()
        return analyse(articles, **options)

    monkeypatch.setattr(pool_process, "analyse", analyse_and_call)
    monkeypatch.setattr(loop, "Heartbeat", PromptHeartbeat)
    return calls
