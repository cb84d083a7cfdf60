"""From a peak to what coincides with it, and to the sentences behind each number: in a real browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.browsing import click_point, open_address, serve_copies, settle
from tests.pages.conftest import NAME

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a library in which all articles that name the first one are of one week."""
    folder = tmp_path_factory.mktemp("peaks")
    path = folder / "peaked.db"
    path.write_bytes((made / "generated.db").read_bytes())
    with sqlite3.connect(path) as con:
        con.execute("UPDATE articles SET date = date('2025-01-06', ((n % 20) * 7) || ' days'), duplicate_of = ''")
        con.execute(
            "UPDATE articles SET date = '2025-03-12' WHERE n IN (SELECT article FROM mentions WHERE kind = 0"
            " AND entity = (SELECT entity FROM mentions WHERE kind = 0 GROUP BY entity ORDER BY count(*) DESC LIMIT 1))"
        )
    con.close()
    with serve_copies(folder / "home", {NAME: path}) as served:
        yield served


def test_a_peak_leads_to_what_coincides_and_to_its_sentences(page: Any, address: str) -> None:
    open_address(page, f"{address}/overview?period=week")
    page.get_by_role("heading", name="What coincides with the peak").wait_for()
    settle(page)
    button = page.locator('[class*="st-key-mentions_peak_1"] button', has_text="See the").first
    number = button.inner_text().split("See the ")[1].split()[0]
    button.scroll_into_view_if_needed()
    button.click()
    drawer = page.get_by_role("dialog")
    drawer.wait_for()
    settle(page)
    assert f"{number} mentions" in drawer.inner_text()
    assert "In the week of 10 March 2025" in drawer.inner_text()
    assert drawer.locator("mark, b").count() > 0, "the name is marked in its sentences"


def test_a_point_of_the_time_before_opens_the_mentions_of_its_own_days(page: Any, address: str) -> None:
    open_address(page, f"{address}/overview?period=week&before=period&from=2025-03-17&to=2025-04-13")
    plot = page.locator(".st-key-mentions .js-plotly-plot").first
    plot.wait_for()
    settle(page)
    trace, point = plot.evaluate(
        """(plot) => {
            const high = (index) => Math.max(...Array.from(plot._fullData[index].y).filter((y) => y !== null))
            const of = plot.data.map((one, index) => index).filter((index) => plot.data[index].name === 'before')
            const most = of.sort((a, b) => high(b) - high(a))[0]
            return [most, Array.from(plot._fullData[most].y).indexOf(high(most))]
        }"""
    )
    click_point(page, "mentions", trace, point)
    drawer = page.get_by_role("dialog")
    drawer.wait_for()
    settle(page)
    assert "the week of 10 March 2025" in drawer.inner_text()
    assert drawer.locator("mark, b").count() > 1, "the name is marked in its sentences"
