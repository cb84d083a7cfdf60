"""Two sources compared, from their numbers to a sentence: in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.browsing import open_address, settle

pytestmark = pytest.mark.browser


def test_two_sources_are_compared_to_a_sentence_and_stand_in_the_address(page: Any, address: str) -> None:
    open_address(page, f"{address}/compare")
    page.get_by_role("radio", name="Sources").or_(page.get_by_role("button", name="Sources", exact=True)).first.click()
    settle(page)
    sides = [part.split("&")[0] for part in page.url.split("side=")[1:]]
    assert len(sides) == 2
    title = page.locator("h1").first.inner_text()
    assert " and " in title
    first = page.locator(".st-key-side_0")
    button = first.get_by_role("button", name="mentions").first
    number = button.inner_text().split()[0]
    button.click()
    drawer = page.get_by_role("dialog")
    drawer.wait_for()
    settle(page)
    assert f"{number} mentions" in drawer.inner_text().lower()
    assert drawer.get_by_role("link", name="Read in the article").count() > 0
    page.keyboard.press("Escape")
    drawer.wait_for(state="detached")
    settle(page)
    again = page.url
    open_address(page, again)
    assert page.locator("h1").first.inner_text() == title
