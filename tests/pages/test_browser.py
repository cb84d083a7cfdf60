"""The main job in a real browser: add, look, click through to the sentence, put right, pass a link on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.generate import _People
from tests.pages.browsing import click_point, open_address, serve, serve_copies, settle
from tests.pages.conftest import NAME, NASTY

pytestmark = pytest.mark.browser

ARTICLES = {
    "2026-03-02_harbour.txt": (
        "Harbour talks begin\n\nMara Lindqvist, the mayor, met the Harbour Authority on Monday.\n\n"
        "“We will find a way,” Lindqvist said. The Harbour Authority praised Mara Lindqvist for her patience.\n"
    ),
    "2026-03-09_strike.txt": (
        "Strike stops the port\n\nThe Harbour Authority closed the quay after Tomas Adeyemi called a strike.\n\n"
        "“Nobody has slept since January,” said Adeyemi. Mara Lindqvist did not comment.\n"
    ),
    "2026-03-16_deal.txt": (
        "A deal at last\n\nTomas Adeyemi and Mara Lindqvist signed a deal with the Harbour Authority.\n\n"
        "“It was worth it,” Adeyemi said.\n"
    ),
}


@pytest.fixture(scope="module")
def generated(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose library was generated; its first visitor comes by a direct link."""
    copies = {NAME: made / "generated.db", "Nasty": made / "nasty.db"}
    with serve_copies(tmp_path_factory.mktemp("generated") / "home", copies) as address:
        yield address


def test_a_direct_link_opens_its_page_on_a_server_that_has_just_started(page: Any, generated: str) -> None:
    open_address(page, f"{generated}/quotes?source=Courier")
    assert "from Courier" in page.locator(".dl-line").inner_text()
    assert page.get_by_role("link", name="Overview").first.is_visible()


def test_a_chart_point_leads_to_its_sentences_and_into_the_article(page: Any, generated: str) -> None:
    open_address(page, f"{generated}/entities?entity=e000001&period=month")
    click_point(page, "entity", 0, 2)
    drawer = page.get_by_role("dialog")
    drawer.wait_for()
    settle(page)
    n = int(drawer.get_by_role("heading").first.inner_text().split(",")[-1].split()[0])
    marked = drawer.locator(".dl-sentence b")
    assert n >= marked.count() >= 1
    words = marked.first.inner_text()
    drawer.get_by_text("Read in the article").first.click()
    page.wait_for_url("**/read?**")
    settle(page)
    assert words in " ".join(page.locator(".here").all_inner_texts())
    page.wait_for_function("""() => {
        const hosts = [...document.querySelectorAll('*')].filter((element) => element.shadowRoot)
        const spot = document.querySelector('.here')
            ?? hosts.map((host) => host.shadowRoot.querySelector('.here')).find(Boolean)
        const box = spot.getBoundingClientRect()
        return box.top >= 0 && box.bottom <= innerHeight
    }""")


def test_a_search_leads_to_a_highlighted_passage(page: Any, generated: str) -> None:
    open_address(page, f"{generated}/search")
    page.get_by_label("Words to find").fill("official NOT xyzzy")
    page.get_by_label("Words to find").press("Enter")
    page.get_by_text("matches found, best first").wait_for()
    page.get_by_text("“official” also stands for officials.").wait_for()
    settle(page)
    page.get_by_text("Sentences", exact=True).click()
    page.get_by_text("that match by themselves").wait_for()
    settle(page)
    sentence = page.locator(".dl-sentence").first
    assert sentence.locator("mark").first.inner_text() == "officials"
    after = sentence.inner_text().partition("officials")[2]
    page.get_by_text("Read in the article").first.click()
    page.wait_for_url("**/read?**")
    settle(page)
    assert f"officials{after}" in " ".join(page.locator(".here").all_inner_texts())


def test_a_bar_beside_results_leads_to_its_sentences(page: Any, generated: str) -> None:
    open_address(page, f"{generated}/search?q=officials&period=month")
    click_point(page, "found", 0, 1)
    drawer = page.get_by_role("dialog")
    drawer.wait_for()
    settle(page)
    assert "“officials”" in drawer.get_by_role("heading").first.inner_text()
    assert drawer.locator(".dl-sentence b").first.inner_text().lower() in ("official", "officials")


def test_a_copied_link_opens_the_same_view(page: Any, chromium: Any, generated: str) -> None:
    open_address(page, f"{generated}/overview")
    page.get_by_role("button", name="Change", exact=False).first.click()
    settle(page)
    page.locator(".st-key-filter_sources input").fill("Courier")
    page.keyboard.press("Enter")
    settle(page)
    page.locator('[data-testid="stMain"] h1').click()  # beside the choices: they close
    settle(page)
    page.get_by_role("link", name="Names").first.click()
    page.wait_for_url("**/entities**")
    settle(page)
    shown = page.locator(".dl-line").inner_text()
    assert "from Courier" in shown
    assert "source=Courier" in page.url
    other = chromium.new_context().new_page()
    open_address(other, page.url)
    assert other.locator(".dl-line").inner_text() == shown
    other.context.close()


def test_the_address_follows_from_one_name_to_another_and_back_to_all(page: Any, generated: str) -> None:
    open_address(page, f"{generated}/entities?entity=e000001&source=Courier")
    page.locator('[class*="st-key-line_company"] a').first.click()
    settle(page)
    assert "source=Courier" in page.url
    assert "entity=e" in page.url
    assert "e000001" not in page.url
    other = page.locator("h1").first.inner_text()
    page.reload()
    settle(page)
    assert page.locator("h1").first.inner_text() == other
    page.get_by_role("link", name="All names").click()
    settle(page)
    assert page.url == f"{generated}/entities?source=Courier"


def test_two_names_are_merged_and_the_chart_follows(page: Any, generated: str) -> None:
    names = f"{generated}/entities?entity="
    open_address(page, f"{names}e000003")
    before = [_mentions_of(page)]
    open_address(page, f"{names}e000004")
    before.append(_mentions_of(page))
    page.get_by_role("button", name="Merge with another name").click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    settle(page)
    dialog.locator("input").first.fill(_name_of("e000003"))
    page.keyboard.press("Enter")
    settle(page)
    dialog.get_by_role("button", name="Merge 2 names").click()
    dialog.wait_for(state="detached")
    settle(page)
    assert _mentions_of(page) == sum(before)
    drawn = page.locator(".st-key-entity .js-plotly-plot").first.evaluate(
        "plot => Array.from(plot._fullData[0].y).reduce((sum, value) => sum + value, 0)"
    )
    undated = page.get_by_text("not on this chart").count()
    assert drawn == sum(before) or (undated and before[1] < drawn < sum(before))
    open_address(page, f"{generated}/entities")
    page.get_by_role("button", name="Undo").first.click()
    settle(page)
    open_address(page, f"{names}e000004")
    assert _mentions_of(page) == before[1]


def _mentions_of(page: Any) -> int:
    words = page.locator(".dl-standfirst").first.inner_text().replace(",", "").split()
    return int(words[words.index("times") - 1])


def _name_of(entity_id: str) -> str:
    return _People(40, random.Random(5)).rows[int(entity_id[1:]) - 1][0]


@pytest.mark.parametrize("path", ["overview", "entities", "quotes", "topics", "search?q=alert", "read", "articles"])
def test_text_that_looks_like_code_is_shown_as_it_is(path: str, page: Any, generated: str) -> None:
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    joiner = "&" if "?" in path else "?"
    open_address(page, f"{generated}/{path}{joiner}library=Nasty")
    main = page.locator('[data-testid="stMain"]')
    if path not in ("entities", "articles"):  # there it stands on a canvas
        page.wait_for_function(  # the browser loads the code that shows HTML after the script has run
            """nasty => document.querySelector('[data-testid="stMain"]').innerText
                .replaceAll('\u2060', '').replaceAll('\\n', ' ').includes(nasty)""",
            arg=NASTY[:40],
        )
    assert not alarms
    assert main.locator("img[src='x'], a[href*='e.x'], a[href^='javascript']").count() == 0


def test_articles_are_added_by_upload_and_read_while_one_watches(page: Any, home: Path) -> None:
    with serve(home) as address:
        open_address(page, address)
        assert "/articles" in page.url, "an empty library opens where articles are added"
        files = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in ARTICLES.items()]
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
        page.get_by_role("button", name="Read 3 files").click()
        page.wait_for_url("**/overview**", timeout=180_000)  # as soon as the first articles are read
        page.get_by_text("Showing all 3 articles").wait_for(timeout=180_000)
        page.get_by_text("3 articles added.").wait_for()
        settle(page)
        assert "Lindqvist" in page.locator('[data-testid="stMain"]').inner_text()
        page.get_by_role("link", name="Quotes").first.click()
        page.get_by_text("Nobody has slept since January").first.wait_for()
        page.get_by_role("link", name="Overview").first.click()
        page.get_by_role("link", name="See the list").click()
        page.get_by_role("link", name="Strike stops the port").wait_for()
