"""A server of the app, and a browser that waits until a page has settled."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
SECONDS = 60


def find_chromium() -> str | None:
    """Where a Chromium or Chrome lies."""
    names = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def launch_chromium() -> Iterator[Any]:
    """A browser; where there is none the test is skipped, unless DATELINE_REQUIRE_BROWSER=1: then it fails."""
    path = find_chromium()
    if path is None and os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
        pytest.fail("There is no Chromium, and DATELINE_REQUIRE_BROWSER=1 asks for one.")
    if path is None:
        pytest.skip("There is no Chromium on this machine.")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def serve_copies(home: Path, libraries: Mapping[str, Path]) -> Iterator[str]:
    """The app with copies of these libraries, by the names it shows; gives its address."""
    (home / "libraries").mkdir(parents=True)
    for name, path in libraries.items():
        shutil.copy(path, home / "libraries" / f"{name}.db")
    with serve(home) as address:
        yield address


@contextmanager
def serve(home: Path) -> Iterator[str]:
    """The app on a free port with a data folder of its own; gives its address, and stops it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}"]
    log = (home.parent / "server.log").open("w")
    server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "DATELINE_HOME": str(home)})
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The app did not start.")


def open_address(page: Any, address: str) -> None:
    """Goes there, and waits for the headline and the end of the run."""
    page.goto(address)
    page.locator('[data-testid="stMain"] h1').first.wait_for(timeout=SECONDS * 1000)
    settle(page)


def settle(page: Any) -> None:
    """Waits until nothing has been running for a while: after a click, a run may be about to begin."""
    quiet = 0
    for _ in range(SECONDS * 10):
        page.wait_for_timeout(100)
        running = page.locator('[data-testid="stApp"]').get_attribute("data-test-script-state") != "notRunning"
        quiet = 0 if running else quiet + 1
        if quiet >= 8:
            return
    raise AssertionError("The page goes on running.")


def click_point(page: Any, chart: str, trace: int, point: int) -> None:
    """Clicks a point of a Plotly chart with the mouse, where it is drawn."""
    figure = page.locator(f".st-key-{chart} .js-plotly-plot").first
    figure.scroll_into_view_if_needed()
    settle(page)
    x, y = figure.evaluate(
        """(plot, [trace, point]) => {
            const full = plot._fullData[trace], box = plot.getBoundingClientRect()
            const xaxis = plot._fullLayout[full.xaxis.replace('x', 'xaxis')]
            const yaxis = plot._fullLayout[full.yaxis.replace('y', 'yaxis')]
            const [x, y] = [xaxis.d2p(full.x[point]), yaxis.d2p(full.y[point])]
            return [box.left + xaxis._offset + x, box.top + yaxis._offset + y]
        }""",
        [trace, point],
    )
    page.mouse.move(x - 2, y)
    page.wait_for_timeout(200)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)
