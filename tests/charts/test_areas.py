"""Topics over time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from components.charts import Style, read_click
from components.charts.areas import plot_topics

LIGHT = Style("light")


@pytest.fixture
def table(mentions: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    built = mentions({"Port strike": [0, 8, 2, 1], "City <budget> and its very long story": [1, 1, 4, 0]})
    return built.rename(columns={"entity_id": "topic_id", "name": "label"})


def lines(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.customdata is not None]


def test_every_topic_has_a_row_of_points_to_click(table: pd.DataFrame) -> None:
    first, second = lines(plot_topics(table, LIGHT))
    assert read_click({"customdata": first.customdata[1]}) == {
        "topic": "e0",
        "start": "2026-01-12",
        "end": "2026-01-18",
    }
    assert "<b>8 articles</b> on Port strike" in first.hovertext[1]
    assert "City &lt;budget&gt;" in second.hovertext[0]


def test_all_rows_share_one_scale_and_stay_in_their_row(table: pd.DataFrame) -> None:
    first, second = lines(plot_topics(table, LIGHT))
    rise = (first.y[0] - first.y[1]) / 8
    assert (second.y[3] - second.y[2]) / 4 == pytest.approx(rise)
    assert min(second.y) > max(first.y), "a row never reaches into the one above"


def test_the_highest_point_of_each_row_has_its_number(table: pd.DataFrame) -> None:
    assert [note.text for note in plot_topics(table, LIGHT).layout.annotations] == ["8", "4"]


def test_names_stand_at_the_left_on_their_row(table: pd.DataFrame) -> None:
    figure = plot_topics(table, LIGHT)
    assert figure.layout.yaxis.ticktext[0] == "Port strike"
    assert figure.layout.yaxis.ticktext[1].count("<br>") <= 2
    assert figure.layout.yaxis.tickvals[0] < figure.layout.yaxis.tickvals[1]


def test_many_topics_on_a_small_screen_still_fit() -> None:
    rows = [
        {
            "topic_id": f"t{at}",
            "label": f"Topic {at}",
            "start": f"2026-01-0{day}",
            "end": f"2026-01-0{day}",
            "n_articles": day,
        }
        for at in range(8)
        for day in (1, 2, 3)
    ]
    figure = plot_topics(pd.DataFrame(rows), Style("light", presenting=True, room=560))
    assert figure.layout.height <= 600
