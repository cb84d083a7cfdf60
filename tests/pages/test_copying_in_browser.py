"""What is copied with one click: a quote with its citation, and the link of a view."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.browsing import open_address

pytestmark = pytest.mark.browser


def test_a_quote_is_copied_with_its_source_and_a_view_with_its_link(page: Any, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_address(page, f"{address}/quotes?source=Courier")
    page.get_by_role("button", name="Copy with source").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    words = page.locator(".dl-words").first.inner_text()
    assert cited.startswith(words.replace("\n", " "))
    assert ", Courier, " in cited
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('http'))")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
