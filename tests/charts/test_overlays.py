"""Over a chart of time lie a rolling average and an earlier time; hovering says what each covers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from components.charts import Style
from components.charts.lines import plot_mentions

LIGHT = Style("light")


@pytest.fixture
def table(mentions: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """Two lines of three weeks with an average of two, which begins in the second, and the weeks before."""
    made = mentions({"Ann & Co": [4, 0, 7], "Bo": [1, 1, 1]})
    return made.assign(
        rolling=[None, 2, 3.5, None, 1, 1], since=["2026-01-05", "2026-01-05", "2026-01-12"] * 2,
        before=[2, 0, 30, 1, 1, 1], before_start=["2025-12-15", "2025-12-22", "2025-12-29"] * 2,
        before_end=["2025-12-21", "2025-12-28", "2026-01-04"] * 2,
    )  # fmt: skip


def test_what_was_counted_is_pale_and_lines_end_at_their_average(table: pd.DataFrame) -> None:
    figure = plot_mentions(table, ["e0"], LIGHT)
    by_name: dict[str, list[Any]] = {}
    for trace in figure.data:
        by_name.setdefault(trace.name, []).append(trace)
    assert {name: len(traces) for name, traces in by_name.items()} == {"Ann & Co": 1, "rolling": 2, "before": 1}
    assert by_name["Ann & Co"][0].opacity < 0.5 < by_name["rolling"][-1].opacity
    assert by_name["rolling"][-1].y == (None, 2, 3.5)
    assert by_name["rolling"][-1].customdata[0] == "", "what is not yet averaged opens nothing"
    assert next(note for note in figure.layout.annotations if note.name == "e0").y == 3.5
    assert figure.layout.yaxis.range[1] >= 30, "the time before fits the chart"


@pytest.mark.parametrize(
    ("measure", "base", "rolling", "before"),
    [
        (
            "count", "",
            "5 January 2026 – 18 January 2026<br><b>2</b> mentions on average  Ann &amp; Co",
            "<b>2</b> mentions  Ann &amp; Co, Week of 15 December 2025<br>too few mentions, Week of 5 January 2026",
        ),
        (
            "share", "of known gender",
            "5 January 2026 – 18 January 2026<br><b>200%</b> of known gender  Ann &amp; Co",
            "<b>200%</b> of known gender  Ann &amp; Co, Week of 15 December 2025<br>"
            "too few of known gender, Week of 5 January 2026",
        ),
    ],
)  # fmt: skip
def test_hovering_says_what_is_covered_and_of_what_a_share_is(
    measure: str, base: str, rolling: str, before: str, table: pd.DataFrame
) -> None:
    figure = plot_mentions(table, ["e0"], LIGHT, measure=measure, base=base)
    own = {trace.name: trace.hovertext for trace in figure.data}  # the coloured line comes last
    assert own["rolling"][1] == rolling
    assert own["before"][0] == before
