"""Exhibit: a chart with headline, figure, data and click behaviour, as pages, presenter and exports need it."""

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
    """A chart with headline, note, data, alt text and click behaviour."""

    name: str  # name in the address in presentation mode
    headline: str  # the finding, or the measure if nothing stands out
    note: str  # measure, dates and base
    figure: go.Figure
    table: pd.DataFrame  # the plotted numbers
    alt: str
    to_query: Callable[[Mapping[str, Any]], EvidenceQuery | None]  # maps a clicked point to its evidence
    options: Mapping[str, str | list[str]] = field(default_factory=dict)  # query parameters that redraw it
    peak: EvidenceQuery | None = None
    peak_label: str = ""  # plain text; default: the articles behind the peak
    n_undated: int = 0  # articles missing from a time series for lack of a date
    undated: EvidenceQuery | None = None
    fault: Fault | None = None  # why the chart could not be built; all else is then empty
