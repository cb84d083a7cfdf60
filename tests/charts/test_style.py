"""Palettes, sizes and what every figure shares."""

from __future__ import annotations

import pytest

from components.charts import Style, base_figure, chart_config, faded

LIGHT, DARK = Style("light"), Style("dark")


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_text_and_every_line_colour_can_be_read_on_the_page(style: Style) -> None:
    for colour in (style.ink, style.muted, *style.categorical):
        assert contrast(colour, style.paper) >= 4.5, colour
    assert len(style.categorical) == 8
    assert len(style.sequential) == len(style.tone) == 10


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_ink_can_be_read_on_the_cells_it_stands_on(style: Style) -> None:
    for colour in (*style.sequential[:6], style.wash, style.neutral):
        assert contrast(style.ink, colour) >= 4.5, colour


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_points_and_bars_stand_out_from_the_page(style: Style) -> None:
    for colour in (style.bar, style.critical, style.warm):
        assert contrast(colour, style.paper) >= 3, colour


def test_presenting_is_larger_in_everything() -> None:
    shown, page = Style("light", presenting=True), Style("light")
    for name in ("text", "line", "marker", "height", "label_margin", "row"):
        assert getattr(shown, name) > getattr(page, name), name


@pytest.mark.parametrize(("room", "height"), [(0, 620), (500, 500), (100, 380), (3000, 3000)])
def test_a_presented_chart_takes_the_room_there_is(room: int, height: int) -> None:
    assert Style("light", presenting=True, room=room).height == height


@pytest.mark.parametrize(
    ("room", "rows", "pitch"), [(0, 10, 58), (600, 10, 58), (1000, 10, 98), (3000, 10, 116), (200, 10, 30)]
)
def test_presented_rows_share_the_room_within_reason(room: int, rows: int, pitch: float) -> None:
    assert Style("light", presenting=True, room=room).pitch(rows, 58, 0) == pytest.approx(pitch, abs=2)


def test_a_figure_has_a_fixed_height_and_the_page_behind_it() -> None:
    figure = base_figure(DARK, [], height=321, margin={"l": 1}, xaxis={"ticks": ""})
    assert (figure.layout.height, figure.layout.paper_bgcolor) == (321, DARK.paper)
    assert (figure.layout.xaxis.ticks, figure.layout.xaxis.fixedrange, figure.layout.showlegend) == ("", True, False)


def test_nothing_on_a_chart_comes_from_the_network() -> None:
    assert chart_config()["topojsonURL"] == "app/static/"
    assert not chart_config()["displayModeBar"]


def test_a_faded_colour_keeps_its_hue() -> None:
    assert faded("#1F4B99", 0.15) == "rgba(31,75,153,0.15)"
