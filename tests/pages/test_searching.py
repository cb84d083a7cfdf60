"""A search on its page: read in words, used as a filter of every screen, and kept by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.library.queries.search import MOST_READ
from components.library.worker.encoding import SWITCH, EncodingStep
from components.types import Filter
from components.ui.search import describe_found, list_examples
from tests.library.worker.test_encoding import Silent
from tests.pages.apps import open_page, said_on

Put = Callable[[str], Path]


def press(app: Any, label: str) -> Any:
    """Click the first button with this label."""
    return next(button for button in app.button if button.label == label).click().run()


def test_a_search_filters_every_screen_until_it_is_dropped(put_library: Put) -> None:
    put_library("generated")
    app = press(open_page("search.py", q="officials NOT turbine"), "Use as filter")
    assert app.query_params["find"] == "officials NOT turbine"
    app = app.switch_page("pages/overview.py").run()
    assert "that match <b>officials NOT turbine</b>" in said_on(app)
    app = press(app, "Drop the search")
    assert "find" not in app.query_params
    assert "that match" not in said_on(app)


def test_a_search_within_a_search_narrows_it(put_library: Put) -> None:
    put_library("generated")
    app = press(open_page("search.py", q="officials OR x", find="turbine OR y"), "Use as filter")
    assert app.query_params["find"] == "(turbine OR y) (officials OR x)"


def test_a_search_that_matches_nothing_says_so_and_leads_back(put_library: Put) -> None:
    put_library("generated")
    app = open_page("overview.py", find="xyzzy")
    assert "No article matches this filter." in said_on(app)
    assert "Showing <b>all" in said_on(press(app, "Show all articles"))


def test_a_saved_search_is_run_renamed_deleted_and_kept_again(put_library: Put) -> None:
    path = put_library("generated")
    assert "are listed here" in said_on(open_page("search.py"))
    kept = library.save_search(path, "officials", "<b>Them</b> *all*")
    app = open_page("search.py")
    label = next(button.label for button in app.button if "Them" in button.label)
    assert "\\*all\\*" in label
    assert press(app, label).query_params["q"] == "officials"
    app = press(open_page("search.py"), "Delete")
    assert library.read_searches(path) == []
    press(app, "Undo")
    assert [search.name for search in library.read_searches(path)] == [kept.name]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("official", "“official” also stands for officials."),
        ('"officials" OR title:turbine', "Finds exactly “officials” or “turbine” in the title."),
        ("offcials", "Nothing found for"),
    ],
)
def test_a_query_is_explained(typed: str, said: str, put_library: Put) -> None:
    put_library("generated")
    app = open_page("search.py", q=typed)
    assert said in said_on(app).replace("\\", "")
    if said.startswith("Nothing"):
        assert press(app, "Search by meaning").query_params["in"] == "passage"


@pytest.mark.parametrize(("kind", "order"), [("article", "newest"), ("sentence", "best"), ("quote", "oldest")])
def test_results_are_articles_sentences_or_quotes(kind: str, order: str, put_library: Put) -> None:
    put_library("generated")
    said = said_on(open_page("search.py", **{"q": "the", "in": kind, "order": order}))
    assert "<mark" in said
    assert ("that match by themselves" in said) == (kind == "sentence")


def test_every_example_finds_something_in_the_library_that_it_is_made_of(put_library: Put) -> None:
    view = library.select(library.read_frames(put_library("generated")), Filter())
    examples = list_examples(view)
    assert len({example for example, _ in examples}) == len(examples) >= 10
    found = {example: len(library.find_matches(view, example)) for example, _ in examples}
    assert sum(1 for n in found.values() if n) >= 8, found  # two words need not stand beside each other


@pytest.mark.parametrize(
    ("n", "kind", "order", "said"),
    [
        (1, "article", "best", "1 match found, best first."),
        (1234, "quote", "newest", "1,234 matches found, newest first."),
        (
            2,
            "sentence",
            "oldest",
            "Sentences that match by themselves, oldest first, from 2 articles that may have one.",
        ),
        (
            MOST_READ + 1234,
            "sentence",
            "best",
            "Sentences that match by themselves, best first, from the first 4,000 of 5,234 articles that may have one.",
        ),
    ],
)
def test_how_much_was_found_is_said(n: int, kind: str, order: str, said: str) -> None:
    assert describe_found(n, kind, order) == said


def test_where_no_sentence_matches_it_is_said_what_was_looked_through(put_library: Put) -> None:
    put_library("generated")
    app = open_page("search.py", q="title:port NOT the NOT a NOT of", **{"in": "sentence"})
    assert "by itself. Looked through: " in said_on(app)
    assert press(app, "See the articles").query_params["in"] == "article"


def test_searches_are_compared_over_time_with_words_and_names(put_library: Put) -> None:
    put_library("generated")
    app = open_page("search.py", q="officials", show="time", against=["turbine", "xyzzy"])
    assert {"turbine", "xyzzy"} <= {button.label for button in app.button}
    app = app.text_input(key="against_words").input(' "the  mayor" ').run()
    assert app.query_params["against"] == ["turbine", "xyzzy", '"the mayor"']
    app = press(app, "xyzzy")
    assert app.query_params["against"] == ["turbine", '"the mayor"']
    app = app.selectbox(key="against_name").select_index(0).run()
    assert app.query_params["against"][-1].startswith('about:"')


def test_what_a_point_counts_opens_as_articles_with_the_words(put_library: Put) -> None:
    put_library("generated")
    app = open_page("search.py", q="officials", evidence="kind=articles&words=officials")
    assert "<mark" in said_on(app)
    assert "Counted: each article once." in said_on(app)


def test_passages_are_found_by_meaning_and_lead_to_more_like_them(
    put_library: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_library("generated")
    said = said_on(open_page("search.py", **{"q": "officials", "in": "passage"}))
    assert "60 articles are still to be read for it" in said.replace("\\", "")
    assert "found by its words" in said
    monkeypatch.setenv(SWITCH, "1")
    with library.opened(path) as con:
        EncodingStep(con, Silent(1), lambda _: None).run(lambda: False)  # type: ignore[arg-type]
    said = said_on(open_page("search.py", **{"q": "people in charge met", "in": "passage"}))
    assert "found by its meaning" in said
    assert "50 articles are still to be read for it" in said.replace("\\", "")
    article_id = str(library.read_frames(path).articles["article_id"].iloc[0])
    app = open_page("search.py", like=f"{article_id}~0~150")
    assert "More like “" in said_on(app)
    assert "found by its meaning" in said_on(app)
    assert "like" not in press(app, "Back to the search").query_params


@pytest.mark.parametrize("like", ["nobody", "a000001~5~1", "a000001~" + "9" * 50])
def test_what_is_like_nothing_is_no_error(like: str, put_library: Put) -> None:
    put_library("generated")
    assert "Search" in said_on(open_page("search.py", like=like))
