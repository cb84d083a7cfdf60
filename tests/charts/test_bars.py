"""Bars as rows, and columns over time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.charts import Style
from components.charts.bars import plot_bars, plot_columns

LIGHT = Style("light")


def test_bars_carry_names_numbers_and_clicks() -> None:
    figure = plot_bars(["Ann <x>", "Bo"], [1200, 1], ["entity=e1", "entity=e2"], LIGHT, noun="mention")
    bars = figure.data[0]
    assert list(figure.layout.yaxis.ticktext) == ["Ann &lt;x&gt;", "Bo"]
    assert (list(bars.text), list(bars.customdata)) == (["1,200", "1"], ["entity=e1", "entity=e2"])
    assert list(bars.hovertext) == ["Ann &lt;x&gt;<br>1,200 mentions", "Bo<br>1 mention"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the first is on top"


@pytest.mark.parametrize("style", [LIGHT, Style("dark", presenting=True), Style("light", narrow=True)])
def test_the_longest_bar_leaves_room_for_its_number(style: Style) -> None:
    figure = plot_bars(["Ann"], [123456], ["x"], style, noun="mention")
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > 123456 * 1.05


def test_long_names_are_cut_so_that_a_phone_still_has_bars() -> None:
    figure = plot_bars(
        ["Österreichische Donaudampfschifffahrtsgesellschaft"] * 3,
        [3, 2, 1],
        ["x"] * 3,
        Style("light", narrow=True),
        noun="mention",
    )
    assert figure.layout.margin.l < 165


def test_same_names_keep_their_own_rows() -> None:
    figure = plot_bars(["James", "James"], [3, 2], ["entity=a", "entity=b"], LIGHT, noun="mention")
    assert list(figure.data[0].y) == [0, 1]


@pytest.mark.parametrize(
    ("values", "label"),
    [([1, 5, 2], "5 in the week of 12 Jan"), ([5, 5, 1], "5"), ([0, 0, 0], None), ([4], "4 in the week of 5 Jan")],
)
def test_the_highest_column_is_labelled(
    values: list[int], label: str | None, spans: Callable[..., list[tuple[str, str]]]
) -> None:
    starts, ends = zip(*spans(len(values)), strict=True)
    figure = plot_columns(starts, ends, values, ["x"] * len(values), LIGHT, noun="mention")
    assert [note.text for note in figure.layout.annotations] == ([label] if label else [])
    assert figure.layout.yaxis.range[0] == 0


def test_columns_say_their_period_when_pointed_at(spans: Callable[..., list[tuple[str, str]]]) -> None:
    starts, ends = zip(*spans(2, "month", "2026-01-01"), strict=True)
    figure = plot_columns(starts, ends, [1, 0], ["a", "b"], LIGHT, noun="article")
    assert list(figure.data[0].hovertext) == ["January 2026<br>1 article", "February 2026<br>0 articles"]
    assert list(figure.data[0].customdata) == ["a", "b"]
