"""Stories on the screen: listed, opened, put right; and from a story to its sentence in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.library.queries.stories import count_stories, read_story
from components.library.store import opened, write
from components.types import Filter
from components.ui import stories
from components.ui.stories import bars_html
from tests.pages.apps import open_page, said_on
from tests.pages.browsing import open_address, settle

Put = Callable[[str], Path]


def view_of(path: Path) -> library.View:
    return library.select(library.read_frames(path), Filter(include_copies=False))


def first_story(path: Path) -> tuple[str, str, list[str]]:
    """The id, the name and the articles of the largest story."""
    view = view_of(path)
    row = count_stories(view).iloc[0]
    return str(row["story_id"]), str(row["label"]), read_story(view, row["story_id"]).articles["article_id"].tolist()


def written(app: object) -> str:
    return said_on(app).replace("\\", "")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["generated", "nasty"])
def test_stories_are_listed_with_their_articles_and_names_escaped(kind: str, put_library: Put) -> None:
    path = put_library(kind)
    story_id, _, articles = first_story(path)
    app = open_page("stories.py")
    assert not app.exception
    n = len(count_stories(view_of(path)))
    assert f"{n} stories" in written(app)
    assert app.button(key=f"story_{story_id}_articles").label == f"{len(articles)} articles"
    assert "<img" not in "".join(str(one.value) for one in app.get("html"))


def test_a_list_is_searched_by_headline_and_name(put_library: Put) -> None:
    put_library("generated")
    app = open_page("stories.py", story_words="no such words")
    assert "No story has these words" in written(app)


def test_names_are_looked_up_once_for_all_stories(put_library: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    view, asked = view_of(put_library("generated")), []
    monkeypatch.setattr(stories, "names_by_id", lambda _, ids: dict.fromkeys(asked.append(ids) or ids, ""))
    stories.read_leading(view, tuple(view.frames.stories["story_id"]))
    assert len(asked) == 1 < len(view.frames.stories)


@pytest.mark.parametrize("kind", ["generated", "nasty"])
def test_a_story_shows_its_course_names_and_sources(kind: str, put_library: Put) -> None:
    path = put_library(kind)
    story_id, _, articles = first_story(path)
    app = open_page("stories.py", story=story_id)
    assert not app.exception
    assert "Its course" in written(app)
    assert "Names in it" in written(app)
    assert "Who tells it" in written(app)
    assert "What one source alone reports" in written(app)
    assert "<img" not in "".join(str(one.value) for one in app.get("html"))
    ticks = [one.key for one in app.checkbox if str(one.key).startswith("story_tick_")]
    assert ticks == [f"story_tick_{one}" for one in articles]


@pytest.mark.parametrize("story", ["y0", "nothing", "<b>x</b>"])
def test_a_link_to_a_story_that_is_gone_says_so(story: str, put_library: Put) -> None:
    put_library("generated")
    app = open_page("stories.py", story=story)
    assert not app.exception
    assert "This story is not here" in written(app)


def test_without_stories_the_page_says_what_one_is(put_library: Put) -> None:
    with opened(put_library("generated")) as con, write(con):
        con.execute("DELETE FROM article_stories")
    assert "A story is an event that several articles tell" in written(open_page("stories.py"))


def test_ticked_articles_become_a_story_of_their_own_and_it_can_be_undone(put_library: Put) -> None:
    path = put_library("generated")
    story_id, _, articles = first_story(path)
    app = open_page("stories.py", story=story_id)
    for article in articles[:2]:
        app.checkbox(key=f"story_tick_{article}").check()
    app.run()
    app.button(key="story_split_do").click().run()
    assert not app.exception
    assert "2 articles split off." in written(app)
    assert articles[:2] in [
        read_story(view_of(path), one).articles["article_id"].tolist()
        for one in count_stories(view_of(path))["story_id"]
    ]
    app.button(key="done_undo").click().run()
    assert not library.read_corrections(path)


def test_one_story_filters_every_screen(put_library: Put) -> None:
    story_id, _, articles = first_story(put_library("generated"))
    app = open_page("overview.py", stories=story_id)
    assert not app.exception
    assert f"<b>{len(articles)} of " in written(app)
    assert "of the story" in written(app)


@pytest.mark.parametrize(
    ("days", "bars"), [([], 0), ([1], 1), ([1, 0, 2], 3), ([1] * 40, 40), ([1] * 100, 34), ([0, 0], 0)]
)
def test_days_are_drawn_as_few_bars(days: list[int], bars: int) -> None:
    assert bars_html(days).count("<i ") == bars


@pytest.mark.browser
def test_from_the_list_to_a_story_to_a_sentence(page: Any, address: str) -> None:
    open_address(page, f"{address}/stories")
    page.locator('[class*="st-key-line_headline_"] a').first.click()
    page.get_by_text("Its course").wait_for()
    settle(page)
    page.locator('[class*="st-key-line_story_name_"] button').first.click()
    drawer = page.get_by_role("dialog")
    drawer.locator(".dl-sentence b").first.wait_for()
    assert drawer.get_by_role("link", name="Read in the article").first.is_visible()
