"""What a click costs in Chromium: until nothing on the page changes any more, and how much the server sends for it.

`scale.py --browser` prints it for libraries of several sizes, beside the floor: a page of an empty library in the same
server. Times are the server's and the browser's together, on a machine that both share; medians of three.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from components import library
from components.library.store.snapshot import snapshot_folder
from components.types import Filter
from tests.pages.browsing import launch_chromium, open_address, serve, settle

ROUNDS = 3
_QUIET = 1.0  # seconds without a change, after which a page has settled
_LONGEST = 120.0  # seconds
# Notes when the page last changed, and when a drawer appeared. A change is of elements, text or a chart's points; what
# says that a script runs is none.
_WATCH = """() => {
  const look = window.dlLook = {last: performance.now(), drawer: 0}
  const observer = new MutationObserver((changes) => {
    if (changes.every((one) => one.target.closest?.('[data-testid="stStatusWidget"], [data-testid="stHeader"]'))) return
    look.last = performance.now()
    if (!look.drawer && document.querySelector('[role="dialog"]')) look.drawer = look.last
  })
  observer.observe(document.body, {subtree: true, childList: true, characterData: true})
  look.stop = () => observer.disconnect()
}"""


class _Wire:
    """Stands between a browser and a server, and counts the bytes that the server sends over websockets."""

    def __init__(self, port: int) -> None:
        self._port, self.sent = port, 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            browser, _ = self._listening.accept()
            threading.Thread(target=self._connect, args=(browser,), daemon=True).start()

    def _connect(self, browser: socket.socket) -> None:
        asked = browser.recv(65_536)
        server = socket.create_connection(("127.0.0.1", self._port))
        server.sendall(asked)
        is_counted = asked.startswith(b"GET /_stcore/stream")
        threading.Thread(target=self._copy, args=(server, browser, is_counted), daemon=True).start()
        self._copy(browser, server, False)

    def _copy(self, source: socket.socket, target: socket.socket, is_counted: bool) -> None:
        try:
            while data := source.recv(65_536):
                self.sent += len(data) * is_counted
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:  # the browser has closed the page
            return


class _Browser:
    """A page, and what its server sends."""

    def __init__(self, page: Any, wire: _Wire) -> None:
        self.page, self._wire = page, wire

    def time(self, click: Callable[[], object]) -> dict[str, float]:
        """Seconds from a click until a drawer is there and until the page has settled; KB sent meanwhile."""
        self.page.evaluate(_WATCH)
        before = self._wire.sent
        began = self.page.evaluate("() => performance.now()")
        click()
        for _ in range(int(_LONGEST * 10)):
            self.page.wait_for_timeout(100)
            state = self.page.locator('[data-testid="stApp"]').get_attribute("data-test-script-state")
            last, now = self.page.evaluate("() => [dlLook.last, performance.now()]")
            if state == "notRunning" and last > began and now - last > 1000 * _QUIET:
                break
        last, drawer = self.page.evaluate("() => { dlLook.stop(); return [dlLook.last, dlLook.drawer] }")
        return {"s": (last - began) / 1000, "drawer": (drawer - began) / 1000, "kb": (self._wire.sent - before) / 1000}


def measure_browser(path: Path) -> dict[str, float]:
    """Seconds and kilobytes of what a person clicks in a library, and the floor."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        place = home / "libraries" / "My articles.db"
        place.parent.mkdir(parents=True)
        shutil.copy(path, place)
        if snapshot_folder(path).is_dir():
            shutil.copytree(snapshot_folder(path), snapshot_folder(place))
        library.open_library(home / "libraries" / "Empty.db").close()
        frames = library.read_frames(place)
        leading = library.count_entities(library.select(frames, Filter()))["entity_id"].iloc[0]
        with serve(home) as address, launch_chromium() as browser:
            context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
            context.set_default_timeout(1000 * _LONGEST)
            wire = _Wire(int(address.rpartition(":")[2]))
            found = _measure_pages(_Browser(context.new_page(), wire), wire.address)
            return found | _measure_clicks(_Browser(context.new_page(), wire), wire.address, leading)


def _open(browser: _Browser, name: str) -> dict[str, float]:
    """Go to a page by its name in the navigation; a median of several visits, each from another page."""
    found = []
    for _ in range(ROUNDS):
        for page in ("Accuracy", name):
            link = browser.page.get_by_role("link", name=page, exact=True).first
            one = browser.time(link.click)
        found.append(one)
    return {key: statistics.median(one[key] for one in found) for key in found[0]}


def _measure_pages(browser: _Browser, address: str) -> dict[str, float]:
    open_address(browser.page, f"{address}/quotes?library=Empty")
    found = {"empty page, click to settled": _open(browser, "Quotes")["s"]}
    open_address(browser.page, f"{address}/accuracy?library=My+articles")
    for name in ("Overview", "Articles"):
        first = browser.time(browser.page.get_by_role("link", name=name, exact=True).first.click)
        again = _open(browser, name)
        found |= {f"{name}, click to settled": again["s"], f"{name} sends at first, KB": first["kb"]}
        found[f"{name} sends again, KB"] = again["kb"]
    return found


def _measure_clicks(browser: _Browser, address: str, leading: str) -> dict[str, float]:
    page, found = browser.page, dict[str, float]()
    open_address(page, f"{address}/overview")
    settle(page)
    figure = page.locator(".st-key-mentions .js-plotly-plot").first
    figure.scroll_into_view_if_needed()
    x, y = figure.evaluate(
        """(plot) => {
            const full = plot._fullData.find((one) => one.customdata && one.x.length > 2)
            const box = plot.getBoundingClientRect(), layout = plot._fullLayout, k = Math.floor(full.x.length / 2)
            const place = (axis, value) => axis.d2p(value) + axis._offset
            return [box.left + place(layout.xaxis, full.x[k]), box.top + place(layout.yaxis, full.y[k])]
        }"""
    )
    page.mouse.move(x - 2, y)
    page.wait_for_timeout(300)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    one = browser.time(lambda: page.mouse.click(x, y))
    found |= {"point, drawer seen": one["drawer"], "point, click to settled": one["s"]}
    page.keyboard.press("Escape")
    settle(page)
    page.get_by_role("button", name="Change").first.click()
    settle(page)
    page.locator(".st-key-filter_sources input").first.click()
    page.get_by_role("option").first.wait_for()
    found["a source added, to settled"] = browser.time(page.get_by_role("option").first.click)["s"]
    open_address(page, f"{address}/entities?entity={leading}")
    page.get_by_role("button", name="Rename", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Renamed Here")
    dialog.get_by_role("textbox", name="Name").press("Tab")
    settle(page)
    found["rename, click to settled"] = browser.time(dialog.get_by_role("button", name="Rename", exact=True).click)["s"]
    return found
