"""What a point carries comes back from a click."""

from __future__ import annotations

from typing import Any

import pytest

from components.charts import click_data, read_click


@pytest.mark.parametrize(
    "parts",
    [
        {"entity": "e1", "start": "2026-01-05", "end": "2026-01-11"},
        {"source": ""},
        {"source": "Works & Sons = +1?#", "topic": "t/1"},
        {"entity": "محمد", "label": "negative"},
        {"source": "-"},
        {"source": "a b%20c"},
    ],
)
def test_a_click_gives_back_what_the_point_carries(parts: dict[str, str]) -> None:
    assert read_click({"customdata": click_data(**parts)}) == parts
    assert read_click({"customdata": [click_data(**parts)]}) == parts


@pytest.mark.parametrize("point", [{}, {"customdata": None}, {"customdata": ""}, {"customdata": []}, {"customdata": 3}])
def test_a_point_that_stands_for_nothing_gives_nothing(point: dict[str, Any]) -> None:
    assert read_click(point) == {}
