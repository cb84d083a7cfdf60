"""A chart before an audience, in a browser: it fills every screen, is left by Escape, and carries own words."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pages.browsing import open_address, settle

pytestmark = pytest.mark.browser
CHART = ".js-plotly-plot"
SCREENS = [(390, 844), (1280, 720), (1440, 900), (1920, 1080), (3840, 2160)]
FITS = f"""() => {{
    const box = document.querySelector('{CHART}').getBoundingClientRect()
    return box.width >= innerWidth * 0.88 && box.bottom <= innerHeight && box.bottom >= innerHeight * 0.9
}}"""
SHOWN_TICKS = f"""() => [...document.querySelectorAll('{CHART} .xtick text')].filter((text) => {{
    const box = text.getBoundingClientRect(), style = getComputedStyle(text)
    return style.display !== 'none' && style.opacity !== '0' && box.left >= 0 && box.right <= innerWidth
}}).length"""


def test_a_presented_chart_fills_every_screen_and_its_type_grows(page: Any, address: str) -> None:
    sizes = []
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        open_address(page, f"{address}/overview?present=mentions&period=month")
        page.wait_for_function(FITS)
        settle(page)
        assert page.evaluate(FITS)
        drawn = page.locator(CHART).evaluate("plot => [plot._fullLayout.font.size, plot.layout.xaxis.tickvals.length]")
        sizes.append(
            (page.locator("h1").evaluate("element => parseFloat(getComputedStyle(element).fontSize)"), drawn[0])
        )
        assert page.evaluate(SHOWN_TICKS) == drawn[1], f"a month's name is lost at {width}"
        assert page.locator(".stMain").evaluate("element => element.scrollWidth <= element.clientWidth")
    assert sizes == sorted(sizes)
    assert sizes[-1] == (128, 56)


@pytest.mark.parametrize("chart", ["topics", "places", "together", "leaders"])
def test_every_kind_of_chart_takes_the_width_of_the_screen(chart: str, page: Any, address: str) -> None:
    for width, height in ((390, 844), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        open_address(page, f"{address}/overview?present={chart}")
        page.locator(CHART).wait_for()
        settle(page)
        box = page.locator(CHART).bounding_box()
        assert box["width"] >= width * 0.88
        assert box["height"] >= (200 if width < 640 else height * 0.4)
        assert box["y"] + box["height"] <= height or width < 640
        if chart == "topics":
            ticks = page.locator(CHART).evaluate("plot => plot.layout.xaxis.tickvals.length")
            assert page.evaluate(SHOWN_TICKS) == ticks


def test_presenting_and_escape_stay_in_one_tab(page: Any, address: str) -> None:
    open_address(page, f"{address}/overview?period=month")
    page.get_by_role("button", name="Present this chart").first.click()
    page.wait_for_function("new URLSearchParams(location.search).get('present') === 'mentions'")
    page.locator("h1.dl-presented").wait_for()
    settle(page)
    assert len(page.context.pages) == 1
    page.keyboard.press("Escape")
    page.wait_for_function("!new URLSearchParams(location.search).has('present')")
    page.get_by_role("link", name="Overview").first.wait_for()
    settle(page)
    assert page.url == f"{address}/overview?period=month"
    assert len(page.context.pages) == 1


def test_own_words_are_typed_and_stay_in_the_link(page: Any, chromium: Any, address: str) -> None:
    open_address(page, f"{address}/overview?present=mentions&period=month")
    page.get_by_role("button", name="Words").click()
    for label, words in (
        ("Title", "A year <of> talk"),
        ("Subtitle", "As we saw it"),
        ("Note on a point", "Here & now"),
    ):
        page.get_by_label(label, exact=True).fill(words)
        page.keyboard.press("Enter")
        settle(page)
    page.get_by_label("Which point").click()
    page.get_by_role("option").nth(3).click()
    settle(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["title"] == ["A year <of> talk"]
    other = chromium.new_context().new_page()
    open_address(other, page.url)
    assert other.locator("h1").inner_text() == "A year <of> talk"
    assert other.locator(".dl-presented-note").inner_text() == "As we saw it"
    assert "Here & now" in " ".join(other.locator(f"{CHART} .annotation-text").all_text_contents())
    other.context.close()
