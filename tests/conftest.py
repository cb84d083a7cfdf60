"""What tests of several rooms share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["DATELINE_PIPELINE"] = "en_core_web_sm"  # the same names and parses on every machine
os.environ["DATELINE_MEANING"] = "0"  # only tests of the search by meaning wait for its vectors

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_articles"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores, because tests in a browser or of a worker wait for another process."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no process is still in one when the others are done."""
    slow_rooms = ("tests/pages/", "tests/cluster/", "tests/library/worker/", "tests/ui/")
    items.sort(key=lambda item: next((n for n, room in enumerate(slow_rooms) if room in item.nodeid), len(slow_rooms)))


@pytest.fixture(scope="session")
def nlp_pipeline() -> Any:
    """The loaded small pipeline (`components.analysis.Pipeline`)."""
    from components.analysis import load_pipeline

    return load_pipeline()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of its own."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that runs in a test stands in for `__main__`, which the processes of a pool would then run again."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for the tests of one file."""
    from tests.pages.browsing import launch_chromium

    with launch_chromium() as browser:
        yield browser


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """An empty page of that browser, light and 1440 pixels wide."""
    from tests.pages.browsing import SECONDS

    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
    context.set_default_timeout(SECONDS * 1000)
    yield context.new_page()
    context.close()
