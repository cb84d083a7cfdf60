"""Every page, found by globbing, on every kind of library: it runs, shows text as text, and keeps the filter."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.types import EvidenceQuery
from components.ui.correction_dialogs import NAME_ACTIONS
from components.ui.evidence import query_to_param
from tests.conftest import ROOT
from tests.pages.apps import PAGES, open_page
from tests.pages.conftest import NASTY

KINDS = ("empty", "one", "generated", "nasty")
Put = Callable[[str], Path]


def texts_of(app: AppTest) -> list[str]:
    """Everything on screen that Streamlit renders as Markdown, and what is given as HTML."""
    found = [str(element.value) for kind in ("markdown", "title", "header") for element in app.get(kind)]
    found += [str(element.label) for kind in ("button", "page_link", "link_button") for element in app.get(kind)]
    found += [str(element.proto.popover.label) for element in app.get("popover")]
    found += [
        str(option) for kind in ("pills", "radio", "segmented_control") for e in app.get(kind) for option in e.options
    ]
    return found + html_of(app)


def html_of(app: AppTest) -> list[str]:
    return [str(element.value) for element in app.get("html")]


def test_every_page_is_in_the_navigation() -> None:
    source = (ROOT / "app.py").read_text(encoding="utf-8")
    assert PAGES
    assert all(f'("{page.removesuffix(".py")}",' in source for page in PAGES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs(page: str, kind: str, put_library: Put) -> None:
    put_library(kind)
    app = open_page(page)
    assert not app.exception
    assert app.title, "a page opens with a headline"


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("articles.py", "accuracy.py")])
def test_an_empty_page_says_what_to_do_next(page: str, put_library: Put) -> None:
    put_library("empty")
    assert "Add articles" in texts_of(open_page(page))


@pytest.mark.parametrize(
    ("page", "params"),
    [(page, {}) for page in PAGES]
    + [
        ("entities.py", {"entity": "e000001"}),
        ("quotes.py", {"as": "table"}),
        ("search.py", {"q": "alert"}),
        ("search.py", {"q": NASTY}),
        ("read.py", {"article": "a000001", "at": "40"}),
    ],
)
def test_nothing_in_a_text_takes_effect(page: str, params: dict[str, str], put_library: Put) -> None:
    put_library("nasty")
    app = open_page(page, **params)
    assert not app.exception
    for html in html_of(app):
        assert not re.search(r"<(b|i)>[xw]<|<img|javascript:", html), html[:300]
    for text in set(texts_of(app)) - set(html_of(app)):
        assert not re.search(r"(?<!\\)(<[bi]>|<img|\*\*y|`c|\$a|\[l)|:red\[z|:material/home:|:smile:", text), text[:300]


@pytest.mark.parametrize("kind", ["mentions", "quotes", "sentiment", "together", "articles"])
def test_nothing_in_the_drawer_takes_effect(kind: str, put_library: Put) -> None:
    put_library("nasty")
    app = open_page("overview.py")
    app.query_params["evidence"] = query_to_param(EvidenceQuery(kind, entities=("e000001", "e000002"), topic="t01"))
    app.run()
    assert not app.exception
    assert "dl-note" in "".join(html_of(app))
    title = str(next(element.proto.dialog.title for element in app.get("dialog")))
    assert not re.search(r"(?<!\\)(<b>|\*\*y|\[l)|:red\[z", title), title


# On a board each item states its own view.
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page not in ("articles.py", "accuracy.py", "read.py", "boards.py")]
)
def test_the_filter_is_stated_on_every_page_and_survives_changing_it(page: str, put_library: Put) -> None:
    put_library("generated")
    app = open_page("overview.py", source="Courier")
    assert any("from <b>Courier</b>" in text for text in texts_of(app))
    app.switch_page(f"pages/{page}").run()
    assert not app.exception
    assert any("from <b>Courier</b>" in text for text in texts_of(app))
    assert app.query_params["source"] in ("Courier", ["Courier"])


def test_one_click_clears_the_filter(put_library: Put) -> None:
    put_library("generated")
    app = open_page("overview.py", source="Courier", pronouns="1")
    app.button(key="filter_clear").click().run()
    assert any("Showing <b>all 59 articles</b>" in text for text in texts_of(app))
    assert "source" not in app.query_params
    assert "pronouns" not in app.query_params


def test_a_filter_that_leaves_nothing_says_so_and_offers_all(put_library: Put) -> None:
    put_library("generated")
    app = open_page("quotes.py", source="No such paper")
    assert not app.exception
    assert any("No article matches" in text for text in texts_of(app))
    app.button(key="nothing_left_clear").click().run()
    whole = {text for text in texts_of(open_page("quotes.py")) if re.search(r"of \d+ quotes", text)}
    assert whole
    assert whole <= set(texts_of(app))


@pytest.mark.parametrize(
    ("page", "params", "expected"),
    [
        ("quotes.py", {"kind": "indirect", "sure": "0.8"}, "<b>those of reported speech</b> at least <b>80% sure"),
        ("quotes.py", {"speaker": "e000001"}, "by <b>"),
        ("quotes.py", {"words": "promised"}, "containing <b>“promised”</b>"),
        ("quotes.py", {"kind": "no such kind", "sure": "x"}, "quotes</b>, <b>those in quotation marks</b>"),
        ("entities.py", {"entity": "gone"}, "no longer there"),
        ("read.py", {"article": "gone"}, "may have been deleted"),
        ("overview.py", {"from": "2025-01-01", "to": "2025-03-31"}, "1 January – 31 March 2025"),
        ("overview.py", {"from": "nonsense", "period": "century"}, "Showing <b>all 59 articles</b>"),
    ],
)
def test_a_link_opens_its_view(page: str, params: dict[str, str], expected: str, put_library: Put) -> None:
    put_library("generated")
    app = open_page(page, **params)
    assert not app.exception
    assert any(expected in text for text in texts_of(app)), texts_of(app)[:12]


def test_a_pile_without_dates_leads_with_who_is_mentioned_most(put_library: Put) -> None:
    con = sqlite3.connect(put_library("generated"))
    with con:
        con.execute("UPDATE articles SET date = ''")
    con.close()
    app = open_page("overview.py")
    assert not app.exception
    assert "Who is mentioned most" in texts_of(app)


def test_a_name_that_is_renamed_is_renamed_everywhere(put_library: Put) -> None:
    from components import library

    path = put_library("generated")
    library.rename_entity(path, "e000001", "Quite Another")
    app = open_page("entities.py", entity="e000001")
    assert "Quite Another" in [title.value for title in app.title]
    app.query_params.pop("entity")
    app.run()
    names = next(table.value for table in app.dataframe if "n_mentions" in table.value)
    assert "Quite Another" in names["name"].tolist()
    assert any("Quite Another" in text for text in texts_of(app) if "called" in text)


def test_quotes_open_with_words_in_quotation_marks_and_the_rest_is_one_click_away(put_library: Put) -> None:
    put_library("generated")
    app = open_page("quotes.py")
    assert any("<b>those in quotation marks</b>" in text for text in texts_of(app))
    app.segmented_control(key="choice_kind").set_value("reported").run()
    assert any("<b>those of reported speech</b>" in text for text in texts_of(app))
    assert "reported" in app.query_params["kind"]
    app.button(key="quotes_uncounted").click().run()
    assert any("that count nowhere</b>" in text for text in texts_of(app))
    app.button(key="filter_clear").click().run()
    assert any("<b>those in quotation marks</b>" in text for text in texts_of(app))


def test_attitudes_are_named_among_what_is_not_counted_and_nowhere_else(put_library: Put) -> None:
    put_library("generated")
    assert not any("no words of theirs" in text for text in texts_of(open_page("quotes.py", kind="any")))
    app = open_page("quotes.py", kind="attitude", sure="0")
    assert any("not counted: no words of theirs" in text for text in texts_of(app))


def test_what_a_search_found_is_not_called_places(put_library: Put) -> None:
    put_library("generated")
    said = " ".join(texts_of(open_page("search.py", q="officials")))
    assert re.search(r"\d match(es)? found, best first", said)


def test_corrections_of_a_name_speak_of_spellings() -> None:
    said = " ".join(NAME_ACTIONS.values())
    assert "spelling" in said
    assert not re.search("alias|…", said)


def test_the_names_table_says_what_ticking_is_for(put_library: Put) -> None:
    put_library("generated")
    said = " ".join(texts_of(open_page("entities.py")))
    assert "Tick one or several to correct them." in said.replace("\\", "")
