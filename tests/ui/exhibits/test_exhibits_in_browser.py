"""What only a browser can show of charts: pictures saved, appearance followed, a phone, a stage, a map offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components.charts import Style
from tests.pages.browsing import SECONDS, open_address, settle

pytestmark = pytest.mark.browser
CHART = ".js-plotly-plot"
SCROLLED = "document.querySelector('.stMain').scrollTop"


@pytest.fixture
def open_page(chromium: Any, address: str) -> Iterator[Any]:
    """`open_page(path, width)`: a page that may ask nobody but the app."""
    contexts = []

    def open_one(path: str, width: int = 1440) -> Any:
        phone = {"has_touch": True, "is_mobile": True} if width < 640 else {}
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme="light", **phone)
        context.set_default_timeout(SECONDS * 1000)
        context.route(lambda url: not url.startswith((address, "data:", "blob:")), lambda route: route.abort())
        contexts.append(context)
        page = context.new_page()
        open_address(page, f"{address}/{path}")
        page.locator(f"{CHART} .main-svg").first.wait_for()
        settle(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


def paper(page: Any) -> str:
    return page.locator(CHART).first.evaluate("plot => plot._fullLayout.paper_bgcolor")


def test_a_chart_is_saved_as_a_picture_with_its_heading_and_fonts(open_page: Any, tmp_path: Path) -> None:
    page = open_page("overview")
    width = round(page.locator(CHART).first.bounding_box()["width"])
    page.get_by_role("button", name="Download", exact=True).first.click()
    saved = {}
    for kind, button in (("svg", "Drawing (SVG)"), ("png", "Picture (PNG)")):
        with page.expect_download() as download:
            page.get_by_text(button).click()
        assert download.value.suggested_filename == f"dateline-mentions.{kind}"
        download.value.save_as(tmp_path / kind)
        saved[kind] = (tmp_path / kind).read_bytes()
    drawing = saved["svg"].decode()
    assert drawing.count("@font-face") == 2
    assert "Mentions per " in drawing
    assert "hoverlayer" not in drawing
    assert int.from_bytes(saved["png"][16:20], "big") == 2 * (width + 48)


def test_charts_follow_the_appearance_without_a_reload(open_page: Any) -> None:
    page = open_page("overview")
    assert paper(page) == Style("light").paper
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"document.querySelector('{CHART}')._fullLayout.paper_bgcolor === '{Style('dark').paper}'")


def test_a_phone_gets_charts_drawn_for_it(open_page: Any) -> None:
    page = open_page("overview", 390)
    page.wait_for_function(f"document.querySelector('{CHART}')._fullLayout.height === {Style(narrow=True).height}")
    settle(page)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_a_finger_on_a_chart_scrolls_the_page(open_page: Any) -> None:
    page = open_page("overview", 390)
    chart = page.locator(CHART).first
    chart.evaluate("element => element.scrollIntoView({ block: 'center' })")
    settle(page)
    before, box = page.evaluate(SCROLLED), chart.bounding_box()
    fingers = page.context.new_cdp_session(page)
    page.evaluate("window.addEventListener('touchmove', (event) => { window.held = event.defaultPrevented })")
    for at in range(8):
        kind = "touchMove" if at else "touchStart"
        point = {"x": box["x"] + 100, "y": box["y"] + 200 - at * 15}
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        page.wait_for_timeout(30)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert page.evaluate("window.held") is False
    page.wait_for_function(f"{SCROLLED} > {before} + 30")


def test_a_presented_chart_fits_the_screen_and_escape_leaves_it(open_page: Any) -> None:
    page = open_page("overview?present=mentions&embed=true&period=month")
    page.wait_for_function(f"document.querySelector('{CHART}').getBoundingClientRect().bottom <= innerHeight")
    assert page.get_by_role("link", name="Overview").count() == 0
    assert page.locator(".stAppHeader").is_hidden()
    page.keyboard.press("Escape")
    page.wait_for_function("!new URLSearchParams(location.search).has('present')")  # `wait_for_url` ends with any abort
    assert page.url.endswith("/overview?period=month")


def test_the_map_is_drawn_without_a_network(open_page: Any) -> None:
    page = open_page("entities")
    land = page.locator(f"{CHART} .geolayer .land path").first
    land.wait_for(state="attached")
    assert len(land.get_attribute("d")) > 1000
