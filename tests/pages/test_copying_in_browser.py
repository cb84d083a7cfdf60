"""What is copied with one click: a quote with its citation, and the link of a view."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.browsing import SECONDS, launch_chromium, open_address, serve
from tests.pages.conftest import NAME


@pytest.fixture
def page() -> Iterator[Any]:
    with launch_chromium() as browser:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        context.set_default_timeout(SECONDS * 1000)
        yield context.new_page()
        context.close()


@pytest.fixture
def generated(made: Path, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "libraries").mkdir()
    shutil.copy(made / "generated.db", tmp_path / "libraries" / f"{NAME}.db")
    with serve(tmp_path) as address:
        yield address


def test_a_quote_is_copied_with_its_source_and_a_view_with_its_link(page: Any, generated: str) -> None:
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
