"""Every page in a browser, light, dark and on a phone: axe finds nothing, the console is quiet, nothing is cut."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.library import boards
from components.library.boards import Item
from tests.pages.browsing import SECONDS, open_address, serve_copies, settle
from tests.pages.conftest import NAME

pytestmark = pytest.mark.browser

PAGES = (
    "overview", "entities", "entities?entity=e000001", "quotes", "quotes?as=table", "quotes?as=repeated", "topics",
    "stories", "search?q=harbour", "quotes?as=voices", "compare", "compare?what=source",
    "read", "read?article=a000057&beside=a000056", "articles", "accuracy", "overview?present=mentions",
    "boards", "boards?board=1", "boards?board=1&slide=1", "boards?board=1&slide=2",
)  # fmt: skip
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")  # axe-core 4.14.1, MPL-2.0, unmodified
# What lies in the DOM that Streamlit itself makes and that nothing of ours can change: the rule, where, and why.
EXCEPTIONS = {
    (
        "empty-table-header",
        "th:nth-child(1)",
    ): "The column of ticks of an editable table has no name in Streamlit's grid.",
    ("presentation-role-conflict", "section"): "Streamlit's uploader labels a section that it also calls presentation.",
}
# On a direct link Streamlit looks for its server below the page's own address first, and only then at the root.
LOOKING_FOR_THE_SERVER = ("/_stcore/health", "/_stcore/host-config")
# What Plotly draws is one picture with its sentence; its thousands of shapes would take most of the time.
FIND = """async () => {
    const found = await axe.run({ exclude: ['.js-plotly-plot svg'] }, { resultTypes: ['violations'] })
    return found.violations.flatMap(
        (rule) => rule.nodes.map((node) => [rule.id, node.target.join(' '), node.html.slice(0, 200)]))
}"""
# Text or a control of ours that ends outside the window, but for what scrolls in a box of its own.
CUT = """() => [...document.querySelectorAll('.stMain :is(p, h1, h2, h3, button, a, input, summary)')].filter((one) => {
    const box = one.getBoundingClientRect()
    return box.width && box.right > innerWidth + 1 && !one.closest('[data-testid="stDataFrame"], .stDataFrame')
}).map((one) => one.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("every") / "boarded.db"
    shutil.copy(made / "generated.db", path)
    board = boards.create_board(path, "The dam")
    frames = library.read_frames(path)
    quote = {"text": "“It rains.”", "speaker": "Ada Dray", "title": "Rain", "source": "Courier", "date": "2025-03-10"}
    for item in (Item("chart", "leaders"), Item("table", "names"), Item("quote", pinned=quote)):
        boards.pin_item(frames, board.n, item)
    with serve_copies(path.parent / "home", {NAME: path}) as served:
        yield served


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_axe_finds_nothing_and_the_console_is_quiet(appearance: str, chromium: Any, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=appearance)
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(_words(message)) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    found = []
    for path in PAGES:
        open_address(page, f"{address}/{path}")
        page.evaluate(AXE)
        # Where a page has several tables, axe says before the place which table it is.
        found += [(path, *one) for one in page.evaluate(FIND) if (one[0], one[1].split(" > ")[-1]) not in EXCEPTIONS]
    context.close()
    assert not found
    assert [one for one in said if not one.endswith(LOOKING_FOR_THE_SERVER)] == []


def _words(message: Any) -> str:
    return f"{message.text} {message.location.get('url', '')}"


def test_from_page_to_page_by_the_menu_the_console_is_quiet(chromium: Any, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    open_address(page, f"{address}/overview")
    said: list[str] = []
    page.on("console", lambda message: said.append(_words(message)) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in ("Names", "Quotes", "Overview", "Topics", "Stories", "Search", "Articles", "Accuracy"):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_timeout(150)  # the next click may come while charts are still being drawn
    settle(page)
    context.close()
    assert said == []


def test_a_phone_has_a_menu_that_says_so_and_nothing_is_cut(chromium: Any, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    for path in PAGES:
        open_address(page, f"{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator(".stMain").evaluate("one => one.scrollWidth <= one.clientWidth"), path
        assert page.evaluate(CUT) == [], path
    open_address(page, f"{address}/overview")
    button = page.get_by_test_id("stExpandSidebarButton")
    assert button.evaluate("one => getComputedStyle(one, '::before').content") == '"Menu"'
    assert button.bounding_box()["width"] > 50
    button.click()
    page.get_by_role("link", name="Accuracy").wait_for()
    context.close()
