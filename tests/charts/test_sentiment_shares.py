"""Shares of labels, and averages side by side."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from components.charts import Style, read_click
from components.charts.sentiment_shares import plot_averages, plot_sentiment_shares

LIGHT = Style("light")
TONE = pd.DataFrame(
    [
        {"entity_id": "a", "name": "Ann", "negative": 10, "neutral": 60, "positive": 30, "uncertain": 4, "n": 100},
        {"entity_id": "b", "name": "Bo & Co", "negative": 1, "neutral": 0, "positive": 2, "uncertain": 0, "n": 3},
        {"entity_id": "c", "name": "Cy", "negative": 0, "neutral": 0, "positive": 0, "uncertain": 7, "n": 0},
    ]
)


def test_shares_lie_around_the_middle_of_neutral() -> None:
    negative, neutral, positive = plot_sentiment_shares(TONE, LIGHT).data
    assert (neutral.base[0], neutral.x[0]) == (-0.3, 0.6)
    assert (negative.base[0], negative.x[0]) == (pytest.approx(-0.4), 0.1)
    assert (positive.base[0], positive.x[0]) == (0.3, 0.3)


def test_every_part_opens_its_own_sentences() -> None:
    for trace, label in zip(plot_sentiment_shares(TONE, LIGHT).data, ("negative", "neutral", "positive"), strict=True):
        assert read_click({"customdata": trace.customdata[0]}) == {"entity": "a", "label": label}
    assert (
        plot_sentiment_shares(TONE, LIGHT).data[0].hovertext[1]
        == "Bo &amp; Co<br><b>1 negative</b>, 33% of 3 sentences"
    )


def test_all_numbers_are_written_and_uncertain_ones_stand_apart() -> None:
    texts = [note.text for note in plot_sentiment_shares(TONE, LIGHT).layout.annotations if note.name == "number"]
    assert texts == ["10", "60", "30", "4", "1", "2", "0", "7"]


def test_shares_of_few_sentences_are_pale() -> None:
    assert [list(trace.marker.opacity) for trace in plot_sentiment_shares(TONE, LIGHT).data] == [[1, 0.5, 0.5]] * 3


@pytest.mark.parametrize("style", [LIGHT, Style("light", narrow=True), Style("dark", presenting=True)])
def test_what_colours_mean_is_said_above(style: Style) -> None:
    heads = {note.text for note in plot_sentiment_shares(TONE, style).layout.annotations if note.name == "head"}
    assert {"Negative", "Positive", "Uncertain"} <= heads


def test_averages_have_their_interval_their_number_and_their_click(averages: Callable[..., pd.DataFrame]) -> None:
    table = averages({"Ann": [(-0.4, -0.5, -0.3, 88), (0.1, -0.3, 0.5, 3)]})
    figure = plot_averages(table, ["Courier", "Ledger & Trade"], ["source=Courier", "source=Ledger"], LIGHT)
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(-0.5, -0.3)]
    assert [note.text for note in figure.layout.annotations] == ["88 sentences", "3", "too few sentences"]
    assert list(figure.data[0].marker.color) == [LIGHT.critical]
    assert [list(trace.customdata) for trace in figure.data] == [["source=Courier"], ["source=Ledger"]]
    assert figure.data[1].marker.opacity == 0
    assert list(figure.layout.yaxis.ticktext) == ["Courier", "Ledger &amp; Trade"]
