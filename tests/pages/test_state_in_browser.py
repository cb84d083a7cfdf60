"""What a person has chosen, opened or typed stays what it was: in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.types import Filter
from tests.pages.browsing import open_address, serve, serve_copies, settle
from tests.pages.conftest import NAME

pytestmark = pytest.mark.browser
HEADER, ROW = 40, 40  # heights in a table, pixels


@pytest.fixture(scope="module")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server with a generated library, and the library's file."""
    home = tmp_path_factory.mktemp("state") / "home"
    with serve_copies(home, {NAME: made / "generated.db"}) as address:
        yield address, home / "libraries" / f"{NAME}.db"


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


def test_a_table_that_waits_for_its_columns_holds_up_no_other_file(page: Any, home: Path) -> None:
    story = "Mara Lindqvist met Tomas Adeyemi at the quay on Monday and spoke about the harbour. " * 4
    table = "Headline_Text,pub_dt,Outlet Name,full_story\n" + "".join(
        f"Talks at the quay {n},2026-03-0{n},The Courier,{story}{n}\n" for n in range(1, 4)
    )
    files = [
        {"name": "odd.csv", "mimeType": "text/csv", "buffer": table.encode()},
        {"name": "one.txt", "mimeType": "text/plain", "buffer": f"A quay opens\n\n{story}".encode()},
    ]
    with serve(home) as address:
        open_address(page, address)
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
        page.get_by_role("button", name="Read 1 file").click()
        page.get_by_text("Which column is what in odd.csv?").wait_for()
        path = home / "libraries" / f"{NAME}.db"
        page.wait_for_timeout(500)
        settle_until(page, lambda: len(library.read_frames(path).articles) == 1)
        page.get_by_role("button", name="Read odd.csv").click()
        settle_until(page, lambda: len(library.read_frames(path).articles) == 4)
    articles = library.read_frames(path).articles
    assert sorted(articles["date"].tolist()) == ["", "2026-03-01", "2026-03-02", "2026-03-03"]
    assert (articles["source"] == "The Courier").sum() == 3


def settle_until(page: Any, happens: Callable[[], bool]) -> None:
    for _ in range(600):
        if happens():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not happen within a minute.")


@pytest.mark.parametrize("key", ["Enter", "Escape", "Tab"])
def test_a_typed_date_counts_however_its_field_is_left(key: str, page: Any, served: tuple[str, Path]) -> None:
    open_address(page, f"{served[0]}/overview")
    page.get_by_role("button", name="Change", exact=False).first.click()
    settle(page)
    field = page.locator(".st-key-filter_start input")
    field.fill("5/3/2025")
    field.press(key)
    page.wait_for_url("**from=2025-03-05**")
    settle(page)
    assert "from 5 March 2025 on" in page.locator(".dl-line").inner_text()


def test_the_choices_of_quotes_take_a_line_each_on_a_phone_and_no_more(page: Any, served: tuple[str, Path]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_address(page, f"{served[0]}/quotes")
    main = page.locator('[data-testid="stMain"]')
    parts = (
        main.get_by_role("radiogroup").first,
        main.get_by_role("radiogroup").nth(1),
        main.get_by_role("link", name="How good is this?").first,
        main.locator('[data-testid="stTextInput"]').first,
    )
    middles = [box["y"] + box["height"] / 2 for box in (part.bounding_box() for part in parts)]
    lines = [middles[0], *(b for a, b in pairwise(middles) if abs(b - a) > 12)]
    assert len(lines) == len(parts)


def test_a_name_is_opened_by_keyboard(page: Any, served: tuple[str, Path]) -> None:
    open_address(page, f"{served[0]}/entities")
    name = names_in_order(served[1])[3]
    page.get_by_role("combobox", name="Open a name").first.focus()
    page.keyboard.type(name, delay=20)
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities?entity=**")
    settle(page)
    assert page.locator("h1").first.inner_text().startswith(name)


def test_a_drag_across_time_keeps_that_part_on_every_screen_and_one_click_leads_back(
    page: Any, served: tuple[str, Path]
) -> None:
    address, _ = served
    open_address(page, f"{address}/overview?period=week")
    plot = page.locator('[class*="st-key-mentions"] .js-plotly-plot .nsewdrag').first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=5)
    page.mouse.up()
    page.wait_for_url("**from=*")
    settle(page)
    first, last = (page.url.split(f"{end}=")[1][:10] for end in ("from", "to"))
    assert first < last
    page.get_by_role("link", name="Quotes", exact=True).click()
    page.wait_for_url("**/quotes*")
    settle(page)
    assert f"from={first}" in page.url
    assert f"to={last}" in page.url
    page.get_by_role("link", name="Overview", exact=True).click()
    page.wait_for_url("**/overview*")
    settle(page)
    page.get_by_role("button", name="All dates").first.click()
    settle(page)
    assert "from=" not in page.url
    assert page.get_by_role("button", name="All dates").count() == 0
