"""Tables of names as they are set up for the screen."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from components.ui.tables import build_name_table, name_columns


def test_small_charts_of_counts_are_bars_that_round_nothing() -> None:
    columns = name_columns(pd.DataFrame({"n_mentions": [3, 1]}), first="2026-01-05", last="2026-07-05")
    assert columns["sparkline"]["type_config"]["type"] == "bar_chart"
    assert columns["sparkline"]["type_config"]["y_min"] == 0


@pytest.mark.parametrize(
    ("average", "n", "shown"), [(-0.004, 18, "+0.00"), (0.004, 18, "+0.00"), (-0.29, 18, "-0.29"), (-0.29, 4, "+nan")]
)
def test_an_average_of_nothing_is_not_negative(average: float, n: int, shown: str) -> None:
    counted = pd.DataFrame(
        {"type": ["person"], "first_date": [""], "last_date": [""], "sentiment": [average], "n_sentiment": [n]}
    )
    (cell,) = build_name_table(counted)["sentiment"]
    assert f"{cell:+.2f}" == shown
    assert math.isnan(cell) == (n < 5)
