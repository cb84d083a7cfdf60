"""The page opened from disk, with the network off: hover, drawer, keyboard, looks, and what axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from components.exports.web.page import write_page
from tests.conftest import ROOT
from tests.exports.handouts import build_handout, build_items
from tests.exports.test_page import NASTY, build_chart, build_evidence

pytestmark = pytest.mark.browser
AXE = (ROOT / "tests" / "pages" / "axe" / "axe.min.js").read_text("utf-8")
FIND = """async () => (await axe.run({ exclude: ['.plot'] }, { resultTypes: ['violations'] })).violations
    .flatMap((rule) => rule.nodes.map((node) => [rule.id, node.html.slice(0, 200)]))"""
POINT = """(plot) => {
    const box = plot.getBoundingClientRect(), { xaxis, yaxis } = plot._fullLayout
    return [box.left + xaxis._offset + xaxis.d2p(1), box.top + yaxis._offset + yaxis.d2p(0)]
}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    chart = build_chart(build_evidence("Ada spoke.", title=NASTY), build_evidence(NASTY, 9))
    items = build_items()
    path.write_bytes(write_page(build_handout(chart, *(items[kind] for kind in ("lines", "table", "quote", "text")))))
    return path


def until(page: Any, true: str) -> None:
    """Waits for it; Playwright's own waiting needs `eval`, which the page forbids."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(true)


@pytest.fixture
def opened(chromium: Any, file: Path) -> Any:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
    context.set_offline(True)
    page = context.new_page()
    page.asked, page.said = [], []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(file.as_uri())
    until(page, "[...document.querySelectorAll('.plot')].every((one) => one.dataset.live)")
    yield page
    context.close()


def test_hover_and_drawer_work_and_nothing_is_asked_for(opened: Any) -> None:
    plot = opened.locator(".plot").first
    x, y = plot.evaluate(POINT)
    opened.mouse.move(x, y - 2)
    opened.mouse.move(x, y)
    plot.locator(".hoverlayer .hovertext").first.wait_for()
    opened.mouse.click(x, y)
    drawer = opened.get_by_role("dialog")
    drawer.wait_for()
    assert "Ada spoke." in drawer.inner_text()
    assert drawer.locator("mark").first.inner_text() == "Ada"
    assert drawer.locator("img, script").count() == 0
    opened.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    assert [url for url in opened.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert opened.said == []


def test_by_keyboard_focus_is_kept_in_the_drawer_and_returns(opened: Any) -> None:
    opened.get_by_role("button", name="Show").first.focus()
    opened.keyboard.press("Enter")
    opened.get_by_role("dialog").wait_for()
    for _ in range(3):
        opened.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert opened.evaluate(inside)
    opened.keyboard.press("Escape")
    assert opened.evaluate("document.activeElement.textContent") == "Show"


def test_charts_follow_the_look_and_axe_finds_nothing_in_any(opened: Any) -> None:
    drawn = "getComputedStyle(document.querySelector('.plot .main-svg')).background"
    opened.evaluate(AXE)
    assert "251, 250, 246" in opened.evaluate(drawn)
    assert opened.evaluate(FIND) == []
    opened.get_by_role("button", name="Dark colours").click()
    until(opened, f"{drawn}.includes('21, 23, 27')")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 27)"
    opened.get_by_role("button", name="Show").first.click()
    assert opened.evaluate(FIND) == []
    opened.keyboard.press("Escape")
    opened.set_viewport_size({"width": 390, "height": 844})
    until(opened, "document.querySelector('.plot .main-svg').clientWidth < 390")
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.evaluate(FIND) == []
