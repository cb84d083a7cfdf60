"""The triangle of pairs."""

from __future__ import annotations

import pandas as pd
import pytest

from components.charts import Style, read_click
from components.charts.bars import STEPS, plot_cooccurrence

LIGHT = Style("light")
PAIRS = pd.DataFrame(
    {"a_id": ["a", "a", "b"], "b_id": ["b", "c", "c"], "n_articles": [61, 10, 33], "a_name": "", "b_name": ""}
)


def test_each_pair_is_one_cell_that_can_be_clicked() -> None:
    figure = plot_cooccurrence(PAIRS, ["a", "b", "c", "d"], ["Ann", "Bo", "Cy", "Di"], LIGHT)
    cells = figure.data[0]
    assert list(cells.text) == ["61", "10", "33", "0", "0", "0"]
    assert read_click({"customdata": cells.customdata[0]}) == {"entity": "b", "other": "a"}
    assert cells.customdata[3] == "", "nothing stands behind a zero"
    assert cells.hovertext[0] == "<b>61 articles</b> name both<br>Bo<br>and Ann"


def test_a_cell_lies_in_the_row_of_one_and_the_column_of_the_other() -> None:
    figure = plot_cooccurrence(PAIRS, ["a", "b", "c"], ["Ann", "Bo", "Cy"], LIGHT)
    cells = figure.data[0]
    places = {(round(base + 0.48), x): text for base, x, text in zip(cells.base, cells.x, cells.text, strict=True)}
    assert places == {(1, 0): "61", (2, 0): "10", (2, 1): "33"}
    assert list(figure.layout.yaxis.ticktext) == ["Bo", "Cy"]
    assert list(figure.layout.xaxis.ticktext) == ["Ann", "Bo"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_more_articles_are_a_stronger_colour_and_ink_stays_readable(mode: str) -> None:
    style = Style(mode)
    shades = plot_cooccurrence(PAIRS, ["a", "b", "c"], ["A", "B", "C"], style).data[0].marker.color
    steps = [style.sequential.index(shade) for shade in shades]
    assert steps[0] == STEPS - 1
    assert steps[0] > steps[2] > steps[1]


def test_many_names_are_written_aslant() -> None:
    ids = [f"e{at}" for at in range(10)]
    pairs = pd.DataFrame({"a_id": ["e0"], "b_id": ["e9"], "n_articles": [3]})
    figure = plot_cooccurrence(pairs, ids, [f"A long name {at}" for at in range(10)], LIGHT)
    assert figure.layout.xaxis.tickangle < 0
    assert plot_cooccurrence(PAIRS, ["a", "b"], ["Ann", "Bo"], LIGHT).layout.xaxis.tickangle == 0
