"""The browser's Back and Forward return to what was shown, at its place: in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.browsing import click_point, open_address, settle

pytestmark = pytest.mark.browser
DRAWER = """[...document.querySelectorAll('[role="dialog"], [role="dialog"] *')]
    .find((one) => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY))"""


def place(page: Any) -> tuple[int, int]:
    """How far the page and its drawer are scrolled, pixels."""
    main, drawer = page.evaluate(
        f"[document.querySelector('.stMain').scrollTop, ({DRAWER})?.scrollTop ?? 0].map(Math.round)"
    )
    return main, drawer


def wait_for_place(page: Any, expected: tuple[int, int]) -> None:
    for _ in range(100):
        if place(page) == expected:
            break
        page.wait_for_timeout(100)
    assert place(page) == expected
    settle(page)
    assert place(page) == expected


def shown(page: Any) -> tuple[str, str, list[str]]:
    """The headline, the line that states the filter, and the drawer's sentences."""
    dialog = page.get_by_role("dialog")
    line = page.locator(".dl-line").first.inner_text()
    return page.locator("h1").first.inner_text(), line, dialog.locator(".dl-sentence").all_inner_texts()


def open_highest(page: Any) -> None:
    """Click the highest point of the first line."""
    highest = "plot => { const y = Array.from(plot._fullData[0].y); return y.indexOf(Math.max(...y)) }"
    click_point(page, "mentions", 0, page.locator(".st-key-mentions .js-plotly-plot").first.evaluate(highest))
    page.get_by_role("dialog").wait_for()


def read(page: Any, link: Any) -> str:
    """Follow a link into an article; gives its headline."""
    link.scroll_into_view_if_needed()
    settle(page)
    link.click()
    page.wait_for_url("**/read?**")
    settle(page)
    return page.locator("h1").first.inner_text()


def test_back_from_an_article_returns_to_the_open_drawer_at_its_place_and_forward_to_the_article(
    page: Any, address: str
) -> None:
    open_address(page, f"{address}/overview?from=2025-02-01&period=month")
    alone = shown(page)
    open_highest(page)
    drawer = page.get_by_role("dialog")
    page.set_viewport_size({"width": 1440, "height": 400})  # so that the drawer scrolls
    settle(page)
    if drawer.get_by_role("button", name="Show").count():
        drawer.get_by_role("button", name="Show").click()
        settle(page)
    link = drawer.get_by_role("link", name="Read in the article").last
    link.scroll_into_view_if_needed()
    settle(page)
    before, at = shown(page), place(page)
    assert before[2]
    assert at[1] > 0, "the drawer is scrolled"
    article = read(page, link)
    page.go_back()
    page.wait_for_url("**/overview?**")
    drawer.wait_for()
    wait_for_place(page, at)
    assert shown(page) == before
    page.go_forward()
    page.wait_for_url("**/read?**")
    settle(page)
    assert page.locator("h1").first.inner_text() == article
    page.go_back()
    drawer.wait_for()
    settle(page)
    page.go_back()
    drawer.wait_for(state="detached")
    settle(page)
    assert shown(page) == alone


def test_back_from_an_article_returns_to_the_quotes_that_were_chosen_at_their_place(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    open_address(page, f"{address}/quotes")
    for choice in ("Both", "Reported speech"):
        page.get_by_role("radio", name=choice).click()
        settle(page)
    chosen = shown(page)
    link = page.get_by_role("link", name="Read in the article").nth(9)
    link.scroll_into_view_if_needed()
    settle(page)
    at = place(page)
    assert at[0] > 0, "the page is scrolled"
    read(page, link)
    page.go_back()
    page.wait_for_url("**/quotes?kind=reported")
    wait_for_place(page, at)
    assert shown(page) == chosen
    page.go_back()
    page.wait_for_url("**/quotes?kind=any")
    settle(page)
    page.go_back()
    page.wait_for_url(f"{address}/quotes")
    settle(page)
    assert page.get_by_role("radio", name="In quotation marks").is_checked()


def test_a_way_through_the_menu_is_one_step_a_click_whatever_is_chosen(page: Any, address: str) -> None:
    open_address(page, f"{address}/overview?source=Courier&period=month")
    for name in ("Names", "Quotes", "Overview"):
        page.get_by_role("link", name=name).first.click()
        page.wait_for_url(f"**/{'entities' if name == 'Names' else name.lower()}?**source=Courier**")
        settle(page)
    for name in ("quotes", "entities", "overview"):
        page.go_back()
        page.wait_for_url(f"**/{name}?**source=Courier**")
        settle(page)
    assert "period=month" in page.url


def test_back_takes_a_filter_back(page: Any, address: str) -> None:
    open_address(page, f"{address}/overview")
    everything = shown(page)
    page.get_by_role("button", name="Change", exact=False).first.click()
    settle(page)
    field = page.locator(".st-key-filter_start input")
    field.fill("5/3/2025")
    field.press("Enter")
    page.wait_for_url("**from=2025-03-05**")
    settle(page)
    assert shown(page) != everything
    page.go_back()
    page.wait_for_url(f"{address}/overview")
    settle(page)
    assert shown(page) == everything


def test_a_drawer_is_in_the_address_until_it_is_closed(page: Any, address: str) -> None:
    open_address(page, f"{address}/overview")
    alone = page.url
    open_highest(page)
    settle(page)
    before = shown(page)
    page.reload()
    page.get_by_role("dialog").wait_for()
    settle(page)
    assert shown(page) == before
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    settle(page)
    assert page.url == alone
