"""A period at an end of a chart that the articles only begin or end in is said not to be whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.ui.exhibits.common import state_partial
from tests.ui.exhibits.conftest import open_changed


@pytest.mark.parametrize(
    ("first", "last", "period", "said"),
    [
        ("2025-03-01", "2025-05-31", "month", ""),
        ("2025-03-03", "2025-05-30", "month", ""),
        ("2025-03-05", "2025-05-12", "month", " The articles end on 12 May 2025, so the last month is not whole."),
        ("2025-03-20", "2025-05-31", "month", " The articles begin on 20 March 2025, so the first month is not whole."),
        (
            "2025-03-20", "2025-05-12", "month",
            " The articles begin on 20 March 2025 and end on 12 May 2025, so the first and the last month are not "
            "whole.",
        ),
        ("2025-03-05", "2025-03-12", "month", ""),
        ("2025-12-01", "2025-12-31", "month", ""),
        ("2025-03-03", "2025-03-16", "week", ""),
        ("2025-03-03", "2025-03-12", "week", " The articles end on 12 March 2025, so the last week is not whole."),
        ("2025-03-05", "2025-03-12", "day", ""),
    ],
)  # fmt: skip
def test_a_period_that_is_not_whole_is_said_so(
    first: str, last: str, period: str, said: str, path: Path, tmp_path: Path
) -> None:
    dates = f"UPDATE articles SET date = CASE WHEN n % 2 THEN '{first}' ELSE '{last}' END"
    view = open_changed(path, tmp_path, dates)
    assert state_partial(view, period) == said
