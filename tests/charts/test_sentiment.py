"""Sentiment over time: never surer than the numbers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from components.charts import Style, read_click
from components.charts.axes import text_width
from components.charts.sentiment import plot_sentiment, signed

Build = Callable[..., pd.DataFrame]
LIGHT = Style("light")
NAN = float("nan")
CLEAR = [(-0.4, -0.5, -0.3, 88), (0.1, -0.1, 0.3, 26), (0.5, 0.3, 0.7, 40), (0.5, 0.1, 0.9, 9)]


def points(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_a_point_is_coloured_only_if_its_interval_excludes_neutral(averages: Build) -> None:
    marker = points(plot_sentiment(averages({"Ann": CLEAR}), LIGHT))[0].marker
    assert list(marker.line.color) == [LIGHT.critical, LIGHT.muted, LIGHT.warm, LIGHT.warm]


@pytest.mark.parametrize(("n", "drawn"), [(1, False), (4, False), (5, True)])
def test_an_average_of_a_handful_is_not_drawn_but_said(n: int, drawn: bool, averages: Build) -> None:
    figure = plot_sentiment(averages({"Ann": [(0.5, 0.1, 0.9, n)]}), LIGHT)
    said = [note.text for note in figure.layout.annotations if note.name == "few"]
    assert said == ([] if drawn else ["too few sentences"])
    assert bool([trace for trace in figure.data if trace.fill == "toself"]) == drawn
    (trace,) = points(figure)
    assert trace.marker.opacity == (1 if drawn else 0)
    assert read_click({"customdata": trace.customdata[0]})["entity"] == "e0", "its sentences open all the same"
    assert drawn or f"Only {n} sentence" in trace.hovertext[0]


def test_a_point_on_under_twenty_sentences_is_hollow(averages: Build) -> None:
    marker = points(plot_sentiment(averages({"Ann": CLEAR}), LIGHT))[0].marker
    assert list(marker.color) == [LIGHT.critical, LIGHT.muted, LIGHT.warm, LIGHT.paper]


def test_lines_to_a_hollow_point_are_dotted(averages: Build) -> None:
    figure = plot_sentiment(averages({"Ann": CLEAR}), LIGHT)
    dashes = {trace.line.dash: [x for x in trace.x if x is not None] for trace in figure.data if trace.line.dash}
    assert dashes == {"solid": [0, 1, 1, 2], "dot": [2, 3]}


def test_the_number_of_sentences_stands_under_each_tick(averages: Build) -> None:
    figure = plot_sentiment(averages({"Ann": CLEAR}), LIGHT)
    assert [note.text for note in figure.layout.annotations if note.name == "n"] == ["Sentences: 88", "26", "40", "9"]
    assert list(figure.layout.xaxis.ticktext) == ["Jan", "Feb", "Mar", "Apr"]


def test_a_period_without_a_sentence_leaves_a_gap(averages: Build) -> None:
    lines = [CLEAR[0], (NAN, NAN, NAN, 0), CLEAR[2]]
    figure = plot_sentiment(averages({"Ann": lines}), LIGHT)
    assert list(points(figure)[0].x) == [0, 2]
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert len(bands) == 2
    assert not [trace for trace in figure.data if trace.line.dash], "no line over the gap"


def test_every_point_opens_its_sentences(averages: Build) -> None:
    trace = points(plot_sentiment(averages({"Ann": CLEAR}), LIGHT))[0]
    assert read_click({"customdata": trace.customdata[1]}) == {
        "entity": "e0",
        "start": "2026-02-01",
        "end": "2026-02-28",
    }
    assert trace.hovertext[0] == (
        "Ann, January 2026<br><b>−0.40</b> on average of 88 sentences<br>95% interval −0.50 to −0.30"
        "<br>1 more too uncertain to count"
    )


def test_several_names_have_a_row_each_on_one_scale(averages: Build) -> None:
    figure = plot_sentiment(averages({"Ann": CLEAR, "Bo": CLEAR}), LIGHT)
    first, second = points(figure)
    shift = second.y[0] - first.y[0]
    assert [b - a for a, b in zip(first.y, second.y, strict=True)] == pytest.approx([shift] * 4)
    assert [note.text for note in figure.layout.annotations if note.name == "row"] == ["<b>Ann</b>", "<b>Bo</b>"]


def test_an_entity_nobody_speaks_of_has_an_empty_row(averages: Build) -> None:
    figure = plot_sentiment(averages({"Ann": CLEAR[:1], "Bo": [(NAN, NAN, NAN, 0)]}), LIGHT)
    assert len(points(figure)) == 1


@pytest.mark.parametrize(
    ("style", "n_periods", "n_ticks", "n_counts"),
    [(LIGHT, 24, 12, 24), (Style("light", narrow=True), 24, 6, 12), (Style("light", narrow=True), 14, 7, 14)],
)
def test_the_number_stands_under_each_point_that_has_room(
    style: Style, n_periods: int, n_ticks: int, n_counts: int, averages: Build
) -> None:
    figure = plot_sentiment(averages({"Ann": (CLEAR * 6)[:n_periods]}, period="week"), style)
    counts = [note.x for note in figure.layout.annotations if note.name == "n"]
    assert set(figure.layout.xaxis.tickvals) <= set(counts)
    assert (len(figure.layout.xaxis.tickvals), len(counts)) == (n_ticks, n_counts)


@pytest.mark.parametrize("n_periods", [1, 2, 12, 30, 49, 104])
@pytest.mark.parametrize("style", [LIGHT, Style("light", narrow=True), Style("light", presenting=True)])
def test_names_of_periods_do_not_run_into_each_other(style: Style, n_periods: int, averages: Build) -> None:
    figure = plot_sentiment(averages({"Ann": (CLEAR * 26)[:n_periods]}, period="week"), style)
    axis = figure.layout.xaxis
    room = (290 if style.narrow else 1100 if style.presenting else 560) / n_periods
    ticks = list(zip(axis.tickvals, axis.ticktext, strict=True))
    for (at, name), (after, next_name) in pairwise(ticks):
        assert (after - at) * room > (text_width(name, style.text) + text_width(next_name, style.text)) / 2


@pytest.mark.parametrize(("value", "text"), [(0.25, "+0.25"), (-0.1, "−0.10"), (0.001, "0.00"), (-0.001, "0.00")])
def test_averages_carry_their_sign(value: float, text: str) -> None:
    assert signed(value) == text
