"""Keys that work on every page, in a browser: one leads to the search, one lists them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.browsing import open_address, serve_copies, settle
from tests.pages.conftest import NAME

pytestmark = pytest.mark.browser
IN_SEARCH = "document.activeElement?.closest('.st-key-choice_q') !== null"


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_copies(tmp_path_factory.mktemp("keys") / "home", {NAME: made / "generated.db"}) as served:
        yield served


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
