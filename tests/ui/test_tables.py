"""Tables of names as they are set up for the screen."""

from __future__ import annotations

import pandas as pd

from components.ui.tables import name_columns


def test_small_charts_of_counts_are_bars_that_round_nothing() -> None:
    columns = name_columns(pd.DataFrame({"n_mentions": [3, 1]}), first="2026-01-05", last="2026-07-05")
    assert columns["sparkline"]["type_config"]["type"] == "bar_chart"
    assert columns["sparkline"]["type_config"]["y_min"] == 0
