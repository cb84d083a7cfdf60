"""Mentions over time: lines that can be told apart, clicked and read."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.charts import Style, read_click
from components.charts.lines import plot_mentions

Build = Callable[..., pd.DataFrame]
LIGHT = Style("light")
SIX = {f"Name {letter}": [3, 1, 4, number, number] for number, letter in enumerate("ABCDEF")}


def end_labels(figure: go.Figure) -> list[Any]:
    return [note for note in figure.layout.annotations if note.name != "peak"]


def peak_label(figure: go.Figure) -> str:
    return "".join(note.text for note in figure.layout.annotations if note.name == "peak")


def test_every_point_can_be_clicked_and_says_what_it_stands_for(mentions: Build) -> None:
    figure = plot_mentions(mentions({"Ann": [3, 0, 7], "Bo": [1, 1, 1]}), ["e0"], LIGHT)
    by_name = {trace.name: trace for trace in figure.data}
    assert "markers" in by_name["Ann"].mode
    clicks = [read_click({"customdata": carried}) for carried in by_name["Ann"].customdata]
    assert clicks[2] == {"entity": "e0", "start": "2026-01-19", "end": "2026-01-25"}
    assert clicks[1] == {}, "nothing stands behind a zero"
    assert list(by_name["Ann"].y) == [3, 0, 7]


@pytest.mark.parametrize("focus", [["e0"], ["e1", "e4"], ["e0", "e1", "e2", "e3"]])
def test_only_the_chosen_are_coloured_and_never_more_than_three(focus: list[str], mentions: Build) -> None:
    figure = plot_mentions(mentions(SIX), focus, LIGHT)
    coloured = [trace for trace in figure.data if trace.line.color != LIGHT.muted]
    assert len(coloured) == min(3, len(focus))
    assert len({trace.line.color for trace in coloured}) == len(coloured)
    grey = next(trace for trace in figure.data if trace.line.color == LIGHT.muted)
    assert grey.line.width == coloured[0].line.width / 2
    assert list(figure.data)[-1] in coloured, "coloured lines lie on top"


def test_a_name_keeps_its_colour_whoever_else_is_coloured(mentions: Build) -> None:
    table = mentions(SIX)

    def colour_of_second(focus: list[str]) -> str:
        return {trace.name: trace.line.color for trace in plot_mentions(table, focus, LIGHT).data}["Name B"]

    assert colour_of_second(["e0", "e1"]) == colour_of_second(["e1", "e5"]) == LIGHT.categorical[1]


def test_a_name_keeps_its_colour_whatever_the_order_on_this_chart(mentions: Build) -> None:
    ranks = {"e0": 5, "e1": 2, "e2": 13}
    figure = plot_mentions(mentions(SIX), ["e0", "e1", "e2"], LIGHT, ranks=ranks)
    colours = {trace.name: trace.line.color for trace in figure.data}
    assert [colours[f"Name {letter}"] for letter in "AB"] == [LIGHT.categorical[5], LIGHT.categorical[2]]
    assert colours["Name C"] == LIGHT.categorical[5], "its own, also where another has the same"
    looks = {trace.name: (trace.line.dash, trace.marker.symbol) for trace in figure.data}
    assert looks["Name A"][0] == "solid"
    assert looks["Name C"][0] == "dash"
    assert looks["Name A"][1] != looks["Name C"][1]


@pytest.mark.parametrize("style", [LIGHT, Style("dark", presenting=True), Style("light", narrow=True)])
@pytest.mark.parametrize(
    "lines",
    [
        {name: [5, 5, 5] for name in "ABCDEF"},
        {f"A rather long name number {at}": [1, 2, 0] for at in range(6)},
        {f"Person {at}": [at, 20 - at, at] for at in range(20)},
        {"Österreichische Donaudampfschifffahrtsgesellschaft": [3, 2, 1], "Bundesamt für Seeschifffahrt": [1, 2, 1]},
    ],
)
def test_labels_at_line_ends_do_not_overlap_and_stay_in_the_chart(
    lines: dict[str, list[int]], style: Style, mentions: Build
) -> None:
    figure = plot_mentions(mentions(lines), ["e0", "e1", "e2"], style)
    margin, top = figure.layout.margin, figure.layout.yaxis.range[1]
    height = figure.layout.height - margin.t - margin.b
    boxes = []
    for note in end_labels(figure):
        centre = height * (1 - note.y / top) + note.ay
        half = (note.text.count("<br>") + 1) * style.line_height / 2
        boxes.append((centre - half, centre + half))
        assert centre - half >= -margin.t - 0.5
        assert centre + half <= height + margin.b
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] <= other[0] + 0.5 or other[1] <= one[0] + 0.5


def test_each_label_has_its_line_s_colour_and_a_leader(mentions: Build) -> None:
    figure = plot_mentions(mentions(SIX), ["e0", "e1"], LIGHT)
    colours = {trace.name: trace.line.color for trace in figure.data}
    for note in end_labels(figure):
        assert note.font.color == note.arrowcolor == colours[note.text.replace("<br>", " ")]
        assert note.showarrow


def test_a_phone_names_the_coloured_lines_only(mentions: Build) -> None:
    figure = plot_mentions(mentions(SIX), ["e0", "e1"], Style("light", narrow=True))
    assert [note.name for note in end_labels(figure)] == ["e0", "e1"]
    assert figure.layout.margin.r < 100


@pytest.mark.parametrize(
    ("lines", "measure", "label"),
    [
        ({"Ann": [1, 9, 2], "Bo": [12, 0, 0]}, "count", "9 in the week of 12 Jan"),
        ({"Ann": [4, 9, 2], "Bo": [0, 0, 0]}, "share", "90% in the week of 12 Jan"),
        ({"Ann": [9, 1, 9]}, "count", "9"),
        ({"Ann": [0, 0, 0]}, "count", ""),
        ({"Ann": [9]}, "count", ""),
    ],
)
def test_the_peak_of_the_coloured_lines_is_labelled(
    lines: dict[str, list[int]], measure: str, label: str, mentions: Build
) -> None:
    assert peak_label(plot_mentions(mentions(lines), ["e0"], LIGHT, measure=measure)) == label


def test_hovering_lists_all_names_by_value_and_escapes_them(mentions: Build) -> None:
    figure = plot_mentions(mentions({"<i>Ann</i>": [1, 2], "Bo": [5, 1]}), ["e0"], LIGHT)
    text = next(trace for trace in figure.data if trace.name == "Bo").hovertext[0]
    assert text.index("Bo") < text.index("Ann")
    assert "&lt;i&gt;Ann&lt;/i&gt;" in text
    assert text.startswith("Week of 5 January 2026")


@pytest.mark.parametrize("n", [1, 2, 26, 120])
def test_counts_start_at_zero_and_no_value_is_cut_off(n: int, mentions: Build) -> None:
    values = [(7 * at) % 23 for at in range(n)]
    figure = plot_mentions(mentions({"Ann": values}, "day"), ["e0"], LIGHT)
    low, high = figure.layout.yaxis.range
    assert low == 0
    assert high >= max(values)
    assert len(figure.data[0].x) == n


def test_an_empty_share_is_drawn_as_nothing(mentions: Build) -> None:
    table = mentions({"Ann": [1, 2, 3]})
    table.loc[1, "share"] = float("nan")
    first, empty, last = plot_mentions(table, ["e0"], LIGHT, measure="share").data[0].y
    assert (first, last) == (0.1, 0.3)
    assert empty != empty, "a gap, not a zero that nobody counted"


def test_marked_points_carry_their_number_and_the_highest_beside_its_value(mentions: Build) -> None:
    table = mentions({"Ann": [3, 0, 7, 1], "Bo": [1, 6, 1, 1]})
    starts = table["start"].drop_duplicates().tolist()
    marks = {("e0", starts[2]): 2, ("e1", starts[1]): 1, ("gone", starts[0]): 3}
    figure = plot_mentions(table, ["e0", "e1"], LIGHT, marks=marks)
    assert peak_label(figure).startswith("<b>2</b>  7 in the week of")
    (mark,) = (note for note in figure.layout.annotations if note.name == "mark")
    assert (mark.x, mark.y, mark.text) == (1, 6, "<b>1</b>")


def test_a_number_stands_clear_of_other_points(mentions: Build) -> None:
    table = mentions({"Ann": [80, 40, 7, 1], "Bo": [85, 46, 1, 1], "Cy": [90, 1, 1, 1]})
    start = table["start"].drop_duplicates().tolist()[1]
    plain, crowded = (
        next(note for note in plot_mentions(table, [one], LIGHT, marks={(one, start): 1}).layout.annotations
             if note.name == "mark")
        for one in ("e1", "e0")
    )  # fmt: skip
    assert crowded.ay < plain.ay, "Bo's point is where the number would be"
