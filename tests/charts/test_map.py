"""The map of places."""

from __future__ import annotations

import pandas as pd
import pytest

from components.charts import Style, read_click
from components.charts.map import place_names, plot_places

LIGHT = Style("light")


def table(*places: tuple[str, float, float, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"entity_id": f"p{at}", "name": name, "latitude": lat, "longitude": lon, "n_mentions": n, "n_articles": 1}
            for at, (name, lat, lon, n) in enumerate(places)
        ]
    )


EUROPE = table(("London", 51.5, -0.1, 40), ("Berlin", 52.5, 13.4, 10), ("<b>Oslo</b>", 59.9, 10.8, 1))


def test_points_go_by_their_mentions_and_open_them() -> None:
    points = plot_places(EUROPE, LIGHT).data[0]
    london, berlin, _ = points.marker.size
    assert (london / berlin) ** 2 == pytest.approx(4)
    assert read_click({"customdata": points.customdata[1]}) == {"entity": "p1"}
    assert points.hovertext[2] == "&lt;b&gt;Oslo&lt;/b&gt;<br><b>1 mention</b> in 1 article"


@pytest.mark.parametrize(
    "places",
    [
        EUROPE,
        table(("Suva", -18, 178, 3), ("Apia", -14, -172, 2)),
        table(("Oslo", 59.9, 10.8, 1)),
        table(("Honolulu", 21.3, -157.8, 1), ("Wellington", -41, 174.6, 1), ("Anchorage", 61.5, -148.3, 1)),
        table(("Quito", 0, -78, 1), ("Tokyo", 36, 140, 1), ("Wellington", -41, 175, 1)),
    ],
)
@pytest.mark.parametrize("style", [LIGHT, Style("light", narrow=True), Style("light", presenting=True)])
def test_all_places_lie_on_the_map(places: pd.DataFrame, style: Style) -> None:
    geo = plot_places(places, style).layout.geo
    (south, north), (west, east) = geo.lataxis.range, geo.lonaxis.range
    assert -90 <= south < north <= 90
    assert 0 < east - west <= 360
    assert places["latitude"].between(south, north).all()
    assert places["longitude"].between(west, east).all()


def test_names_that_would_lie_on_others_are_left_out() -> None:
    positions = place_names([(0, 0), (4, 2), (300, 300)], [20, 20, 20], ["Rotterdam", "The Hague", "Rome"], 13, 10)
    assert positions[0] != ""
    assert positions[2] == "middle right"
    crowd = place_names([(0, 0)] * 12, [10] * 12, ["Somewhere"] * 12, 13, 12)
    assert len([position for position in crowd if position]) <= 4


def test_no_more_names_than_asked_for() -> None:
    points = [(at * 500.0, 0.0) for at in range(9)]
    assert len([one for one in place_names(points, [8] * 9, ["Rome"] * 9, 13, 4) if one]) == 4


def test_the_largest_is_labelled_even_in_a_crowd() -> None:
    crowd = [(0.0, 0.0)] + [(x * 12.0, y * 12.0) for x in range(-9, 10) for y in range(-5, 6)]
    names = ["United States", *["Town"] * (len(crowd) - 1)]
    assert place_names(crowd, [60, *[9] * (len(crowd) - 1)], names, 13, 10)[0]
