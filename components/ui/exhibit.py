"""One chart as a page, a presenter and a file need it: its finding, figure, numbers, and what a click opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.types import EvidenceQuery
from components.ui.faults import Fault


@dataclass(frozen=True)
class Exhibit:
    """A chart with everything around it."""

    name: str  # in the address of the presented chart
    headline: str  # the finding, or the measure where nothing stands out
    note: str  # measure, dates, base
    figure: go.Figure
    table: pd.DataFrame  # the numbers drawn
    alt: str
    to_query: Callable[[Mapping[str, Any]], EvidenceQuery | None]  # what a click on a point opens
    options: Mapping[str, str | list[str]] = field(default_factory=dict)  # what draws it again, as query parameters
    peak: EvidenceQuery | None = None
    peak_label: str = ""  # plain text; by default the articles behind the peak
    n_undated: int = 0  # articles that this chart of time cannot show
    undated: EvidenceQuery | None = None
    fault: Fault | None = None  # why the chart could not be made: then all else is empty
