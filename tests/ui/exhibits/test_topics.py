"""Topics over time, and the articles that have none."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from components import library
from components.charts import Style, read_click
from components.charts.areas import plot_topics
from components.library import View
from components.ui.exhibits.common import Options
from components.ui.exhibits.topics import MOST_ROWS, build_topics

LIGHT = Style("light")


@pytest.fixture(autouse=True)
def _count_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views changed by hand are not mistaken for the cached one."""
    monkeypatch.setattr("components.ui.exhibits.topics.count_in", lambda view, count, *rest: count(view, *rest))


def without(view: View, share: int) -> View:
    """The view, of whose articles only every so many have their topics."""
    kept = view.article_topics["article"].to_numpy() % share == 0
    return with_topics(view, view.article_topics[kept])


def with_topics(view: View, about: pd.DataFrame, **changes: pd.DataFrame) -> View:
    """The view with other articles about its topics."""
    return replace(view, frames=replace(view.frames, article_topics=about.reset_index(drop=True), **changes))


def clicked(exhibit: Any) -> list[tuple[dict[str, str], Any]]:
    return [
        (read_click({"customdata": carried}), text)
        for trace in exhibit.figure.data if trace.customdata is not None
        for carried, text in zip(trace.customdata, trace.hovertext, strict=True) if carried
    ]  # fmt: skip


def test_other_is_a_row_of_the_chart_and_opens_its_articles(view: View) -> None:
    some = without(view, 3)
    exhibit = build_topics(some, Options({}), LIGHT)
    assert exhibit is not None
    assert exhibit.figure.layout.yaxis.ticktext[-1] == "Other"
    opened = [(exhibit.to_query(click), text) for click, text in clicked(exhibit) if click["topic"] == ""]
    assert opened
    for query, text in opened:
        n = library.count_evidence(some, query).n
        assert f"<b>{n:,} article{'' if n == 1 else 's'}</b> without a topic" in text
    n_dated = exhibit.table.loc[exhibit.table["topic"] == "Other", "articles"].sum()
    assert f"Without a topic: {n_dated:,}." in exhibit.alt
    assert "none (Other)" in exhibit.note
    assert "Other" not in exhibit.headline


@pytest.mark.parametrize("share", [1, 2, 3])
def test_the_note_says_how_many_articles_have_no_topic(view: View, share: int) -> None:
    some = without(view, share)
    exhibit = build_topics(some, Options({}), LIGHT)
    assert exhibit is not None
    n = len(some.articles) - some.article_topics["article"].nunique()
    assert (f"; {n:,} of {len(some.articles):,} articles fit" in exhibit.note) == (n > 0)


def test_where_every_article_has_a_topic_there_is_no_other(view: View) -> None:
    topic = int(view.topics.index[0])
    numbers = view.articles.index.to_numpy()
    every = with_topics(view, pd.DataFrame({"article": numbers, "topic": topic, "weight": 1.0}))
    exhibit = build_topics(every, Options({}), LIGHT)
    assert exhibit is not None
    assert "Other" not in (*exhibit.figure.layout.yaxis.ticktext, *exhibit.table["topic"])
    assert "none" not in exhibit.note


def test_more_topics_than_rows_are_said(view: View) -> None:
    n = MOST_ROWS + 3
    first = view.topics.iloc[0]
    topics = pd.DataFrame([{**first, "topic_id": f"t{at}", "label": f"topic {at}"} for at in range(n)])
    numbers = view.articles.index.to_numpy()
    pairs = pd.DataFrame({"article": numbers, "topic": numbers % n, "weight": 1.0})
    many = with_topics(view, pairs, topics=topics)
    exhibit = build_topics(many, Options({}), LIGHT)
    assert exhibit is not None
    assert f"largest of {n} topics." in exhibit.note


def test_the_row_of_other_is_grey() -> None:
    rows = [
        {"topic_id": one, "label": label, "start": f"2026-01-0{day}", "end": f"2026-01-0{day}", "n_articles": day}
        for one, label in (("t1", "port strike"), ("", "Other"))
        for day in (1, 2, 3)
    ]
    topic, other = (trace for trace in plot_topics(pd.DataFrame(rows), LIGHT).data if trace.customdata is not None)
    assert (topic.line.color, other.line.color) == (LIGHT.accent, LIGHT.muted)
    assert read_click({"customdata": other.customdata[0]})["topic"] == ""
