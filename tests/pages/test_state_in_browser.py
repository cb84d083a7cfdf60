"""What a person has chosen, opened or typed stays what it was: in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.types import Filter
from tests.pages.browsing import SECONDS, launch_chromium, open_address, serve, settle
from tests.pages.conftest import NAME

pytestmark = pytest.mark.browser
HEADER, ROW = 40, 40  # heights in a table, pixels


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launch_chromium() as opened:
        yield opened


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
    context.set_default_timeout(SECONDS * 1000)
    opened = context.new_page()
    yield opened
    context.close()


@pytest.fixture(scope="module")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server with a generated library, and the library's file."""
    home = tmp_path_factory.mktemp("state") / "home"
    (home / "libraries").mkdir(parents=True)
    path = home / "libraries" / f"{NAME}.db"
    shutil.copy(made / "generated.db", path)
    with serve(home) as address:
        yield address, path


def click_table(page: Any, key: str, x: float, y: float) -> None:
    """Clicks into a table's canvas."""
    canvas = page.locator(f'[class*="st-key-{key}_"] [data-testid="stDataFrameResizable"]').first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    settle(page)


def names_in_order(path: Path, column: str = "n_mentions") -> list[str]:
    frames = library.read_frames(path)
    counted = library.count_entities(library.select(frames, Filter()))
    return counted.sort_values(column, kind="stable", ascending=False)["name"].tolist()


def test_ticked_names_are_those_that_were_ticked_whatever_the_order_and_none_after_an_action(
    page: Any, served: tuple[str, Path]
) -> None:
    address, path = served
    open_address(page, f"{address}/entities")
    first = names_in_order(path)
    for row in (0, 2):
        click_table(page, "names", 15, HEADER + ROW * row + ROW / 2)
    assert f"2 names chosen: {first[0]} and {first[2]}" in page.locator('[data-testid="stMain"]').inner_text()
    page.get_by_role("button", name="Hide", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Hide", exact=True).click()
    page.get_by_role("dialog").wait_for(state="detached")
    settle(page)
    assert names_in_order(path)[:2] == [first[1], first[3]]
    assert page.locator("p", has_text="chosen:").count() == 0
    for _ in range(2):
        click_table(page, "names", 30 + 165 + 140 + 230 + 20, HEADER / 2)  # sorts by the number of articles
    click_table(page, "names", 15, HEADER + ROW / 2)
    said = page.locator("p", has_text="1 name chosen:").inner_text()
    assert said == f"1 name chosen: {names_in_order(path, 'n_articles')[0]}"
