"""Keys that work on every page, in a browser: one leads to the search, one lists them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.browsing import open_address, settle

pytestmark = pytest.mark.browser
IN_SEARCH = "document.activeElement?.closest('.st-key-choice_q') !== null"


def test_one_key_leads_to_the_search_and_another_lists_the_keys(page: Any, address: str) -> None:
    open_address(page, f"{address}/accuracy")
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Keys")
    listed.wait_for()
    assert "Search" in listed.inner_text()
    page.keyboard.press("/")  # while it is open, no other key counts
    page.keyboard.press("Escape")
    listed.wait_for(state="detached")
    page.keyboard.press("/")
    page.wait_for_function(IN_SEARCH)
    settle(page)
    assert page.url.split("?")[0] == f"{address}/search"
    page.keyboard.type("what/if?")  # within a field they are letters
    assert page.locator(".st-key-choice_q input").input_value() == "what/if?"
    assert page.get_by_role("dialog").count() == 0
