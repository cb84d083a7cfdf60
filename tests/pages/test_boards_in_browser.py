"""A board in a browser: pinned from four pages, arranged, presented by keyboard, and opened in a second library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.browsing import SECONDS, click_point, open_address, serve_copies, settle
from tests.pages.conftest import NAME

pytestmark = pytest.mark.browser
PINS = (
    ("overview", "mentions_pin"),
    ("overview", "overview_names_pin"),
    ("topics", "topics_pin"),
    ("compare", "compared_pin"),
    ("search?q=officials", "hit_0_pin"),
    ("quotes?as=table", "quote_table_pin"),
)
TITLES = "() => [...document.querySelectorAll('.dl-board-title')].map((one) => one.textContent)"


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    libraries = {NAME: made / "generated.db", "Another": made / "generated.db"}
    with serve_copies(tmp_path_factory.mktemp("boards") / "home", libraries) as served:
        yield served


def test_a_board_is_pinned_arranged_presented_and_handed_on(chromium: Any, address: str, tmp_path: Path) -> None:
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(SECONDS * 1000)
    for path, button in PINS:
        if not page.url.endswith(path):
            open_address(page, f"{address}/{path}")
        page.locator(f".st-key-{button} button").click()
        page.get_by_text("Pinned to “My board”").wait_for()
        settle(page)
    page.get_by_role("link", name="Open it").click()
    page.get_by_role("heading", name="My board").wait_for()
    settle(page)
    before = page.evaluate(TITLES)
    page.locator(".st-key-item_2_down button").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_function(f"first => ({TITLES})()[1] === first", arg=before[0])
    settle(page)

    page.get_by_role("button", name="Present", exact=True).click()
    page.locator(".dl-counter").wait_for()
    settle(page)
    _press(page, "End", "6 / 6")
    _press(page, "PageUp", "5 / 6")
    _press(page, "Home", "1 / 6")
    _press(page, " ", "2 / 6")
    page.keyboard.press("4")
    _press(page, "Enter", "4 / 6")
    page.keyboard.press("2")
    _press(page, "Enter", "2 / 6")
    click_point(page, "slide_1", 0, 0)
    page.get_by_role("dialog").wait_for()
    settle(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    settle(page)
    assert page.locator(".dl-counter").inner_text() == "2 / 6"
    page.keyboard.press("b")
    page.locator(".dl-cover").wait_for()
    page.keyboard.press("b")
    page.locator(".dl-cover").wait_for(state="detached")
    _press(page, "ArrowLeft", "1 / 6")
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="My board").wait_for()
    settle(page)
    assert "slide" not in page.url

    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as file").click()
    saved.value.save_as(tmp_path / "talk.json")
    open_address(page, f"{address}/boards?library=Another")
    page.get_by_role("button", name="Open a board's file").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "talk.json")
    page.get_by_text("“My board” opened.").wait_for()
    settle(page)
    assert page.locator('[class*="st-key-board_item_"]').count() == 6
    assert page.get_by_text("No longer in this library").count() == 0
    page.context.close()


def _press(page: Any, key: str, counter: str) -> None:
    page.keyboard.press(key)
    page.wait_for_function("said => document.querySelector('.dl-counter')?.textContent === said", arg=counter)
    settle(page)
