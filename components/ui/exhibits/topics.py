"""Topic exhibits: topics over time, one topic, and the entities named in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components import count_of, library
from components.charts import Style, click_data
from components.charts.areas import plot_topics
from components.charts.bars import plot_bars
from components.library import View
from components.library.queries import build_scope
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.columns import build_columns
from components.ui.exhibits.common import (
    FEWEST_WITH_PEAK,
    TIMED,
    Exhibit,
    Options,
    choose_period,
    dates_of,
    for_file,
    n_undated,
    periods_of,
    state_partial,
    to_query,
)
from components.ui.exhibits.overlays import lay_over
from components.ui.session import count_in
from components.ui.words import spell

MOST_ROWS, MOST_PRESENTED = 12, 8
MOST_BARS = 10
FILE = {
    "label": "topic", "start": "from", "end": "to", "n_articles": "articles", "n_all_articles": "articles_in_all",
    "share": "share_of_articles",
}  # fmt: skip


def build_topics(view: View, options: Options, style: Style) -> Exhibit | None:
    """Articles per topic over time, largest topics first."""
    if view.span is None or not len(view.topics):
        return None
    period = choose_period(view, options)
    order = count_in(view, library.count_topics)
    order = order[order["n_articles"] > 0]
    if not len(order):
        return None
    n_topics, order = len(order), order.head(MOST_PRESENTED if style.presenting else MOST_ROWS)
    table = _in_order(count_in(view, library.count_topics_by_period, period), order["topic_id"].tolist())
    other = count_in(view, library.count_without_topic_by_period, period)
    shown = pd.concat([table, other], ignore_index=True) if other["n_articles"].any() else table
    shown, said = lay_over(view, options, shown, period, "n_articles", lambda of: _count_all(of, period))
    peak = library.find_peak(table, "n_articles", fewest_periods=FEWEST_WITH_PEAK)
    same_scale = " Each row uses the same scale." if table["start"].nunique() > 1 else ""
    return Exhibit(
        name="topics",
        headline=findings.topics_headline(table, period),
        note=(
            f"Articles{findings.per(table, period)} by topic, {dates_of(view)}.{same_scale} "
            f"{_say_how_many(len(order), n_topics)}{_say_without_topic(view)}{state_partial(view, period)}{said}"
        ),
        figure=_draw_topics(shown, style),
        table=for_file(shown, FILE),
        alt=findings.topics_alt(table, period, undated=bool(n_undated(view)), without=int(other["n_articles"].sum())),
        to_query=to_query("articles"),
        options=options.asked(*TIMED),
        peak=None
        if peak is None
        else EvidenceQuery("articles", start=peak["start"], end=peak["end"], topic=peak["topic_id"]),
        n_undated=n_undated(view),
        periods=periods_of(table) if table["start"].nunique() > 1 else (),
    )


def _count_all(view: View, period: str) -> pd.DataFrame:
    """Articles of each topic and of none per period."""
    counters = (library.count_topics_by_period, library.count_without_topic_by_period)
    return pd.concat([count_in(view, counter, period) for counter in counters], ignore_index=True)


def _say_how_many(n_shown: int, n_topics: int) -> str:
    return f"The {spell(n_shown)} largest of {n_topics:,} topics. " if n_shown < n_topics else ""


def _say_without_topic(view: View) -> str:
    """How articles and topics relate: an article may have several, and so many have none."""
    n, n_all = int(build_scope(view, topic="").sum()), len(view.articles)
    none = f"; {n:,} of {count_of(n_all, 'article')} {'fits' if n == 1 else 'fit'} none ({library.WITHOUT_TOPIC})"
    return f"An article may have several topics{none if n else ''}."


def _draw_topics(table: pd.DataFrame, style: Style) -> go.Figure:
    """An area chart per topic; bars if there is only one period."""
    if table["start"].nunique() > 1:
        return plot_topics(table, style)
    clicks = [
        click_data(topic=str(row.topic_id), start=row.start, end=row.end) for row in table.itertuples(index=False)
    ]
    return plot_bars(table["label"].tolist(), table["n_articles"].tolist(), clicks, style, noun="article")


def _in_order(table: pd.DataFrame, topic_ids: list[str]) -> pd.DataFrame:
    rank = {topic_id: at for at, topic_id in enumerate(topic_ids)}
    table = table[table["topic_id"].isin(topic_ids)]
    return table.sort_values("topic_id", key=lambda column: column.map(rank), kind="stable", ignore_index=True)


def articles_of_topic(view: View, topic_id: str) -> np.ndarray:
    """Article numbers of the view that belong to a topic."""
    rows = view.article_topics["topic"].to_numpy() == view.frames.topic_numbers.get(topic_id, -1)
    return np.unique(view.article_topics["article"].to_numpy()[rows])


def build_topic(view: View, options: Options, style: Style) -> Exhibit | None:
    """Articles of one topic over time."""
    topic_id, period = options.one("subject"), choose_period(view, options)
    if view.span is None or topic_id not in view.frames.topic_numbers:
        return None

    def count(of: View) -> pd.DataFrame:
        counted = count_in(of, library.count_topics_by_period, period)
        return counted[counted["topic_id"] == topic_id].reset_index(drop=True)

    table = count(view)
    if not table["n_articles"].any():
        return None
    label = str(table["label"].iloc[0])
    return build_columns(
        view,
        options,
        style,
        table,
        name="topic",
        what=f"Articles on “{label}”",
        whole=EvidenceQuery("articles", topic=topic_id),
        articles=articles_of_topic(view, topic_id),
        alt=findings.topics_alt,
        file=FILE,
        count=count,
    )


def build_topic_entities(view: View, options: Options, style: Style) -> Exhibit | None:
    """The entities most mentioned in the articles of one topic."""
    topic_id = options.one("subject")
    if topic_id not in view.frames.topic_numbers:
        return None
    table = count_in(view, count_entities_of_topic, topic_id)
    if not len(table):
        return None
    shown = table.head(MOST_BARS)
    names, values, ids = (shown[column].tolist() for column in ("name", "n_mentions", "entity_id"))
    of = f"the {spell(len(shown))} most-named of {len(table):,} names" if len(table) > len(shown) else "all names"
    n_articles = len(articles_of_topic(view, topic_id))
    label = str(view.topics.loc[view.frames.topic_numbers[topic_id], "label"])
    first, n = findings.find_first(table["name"].tolist(), table["n_mentions"].tolist())
    return Exhibit(
        name="topic_entities",
        headline=f"In articles on “{label}” {findings.most_often(first, n, 'named most')}"
        if first
        else f"Who is named in articles on “{label}”",
        note=f"Mentions in {count_of(n_articles, 'article')} on “{label}”: {of}.",
        figure=plot_bars(names, values, [click_data(entity=i, topic=topic_id) for i in ids], style, noun="mention"),
        table=for_file(shown, {"name": "name", "type": "type", "n_mentions": "mentions", "n_articles": "articles"}),
        alt=findings.bars_alt(f"Mentions in articles on “{label}”", names, values),
        to_query=to_query("mentions"),
        options=options.asked("subject"),
    )


def count_entities_of_topic(view: View, topic_id: str) -> pd.DataFrame:
    """The entities mentioned in a topic's articles, most mentions first."""
    inside = np.zeros(view.frames.n_article_slots, dtype=bool)
    inside[articles_of_topic(view, topic_id)] = True
    of_topic = replace(view, articles=view.articles[inside[view.articles.index.to_numpy()]])
    return library.count_entities(of_topic)
