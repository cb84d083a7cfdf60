"""What is copied with one click: a quote with its citation, and the link of a view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.browsing import open_address, serve_copies
from tests.pages.conftest import NAME

pytestmark = pytest.mark.browser


@pytest.fixture
def generated(made: Path, tmp_path: Path) -> Iterator[str]:
    with serve_copies(tmp_path / "home", {NAME: made / "generated.db"}) as address:
        yield address


def test_a_quote_is_copied_with_its_source_and_a_view_with_its_link(page: Any, generated: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_address(page, f"{generated}/quotes?source=Courier")
    page.get_by_role("button", name="Copy with source").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    words = page.locator(".dl-words").first.inner_text()
    assert cited.startswith(words.replace("\n", " "))
    assert ", Courier, " in cited
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('http'))")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
