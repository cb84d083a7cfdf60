"""What is handed out: a board, or one of its items, as plain data that slides, pages and workbooks are written from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.types import Evidence, EvidenceQuery

Find = Callable[[EvidenceQuery, int], Sequence[Evidence]]  # the first so many sentences behind a number


@dataclass(frozen=True)
class HandoutItem:
    """One item: a chart with its numbers, a table, a quote, a passage, or a text; article text in it is not escaped."""

    kind: str  # one of ITEM_KINDS
    title: str  # the person's own, else the finding
    caption: str = ""  # the person's own, else the measure; empty for a text
    basis: str = ""  # one sentence: articles counted, filters, dates; what is undated; whether frozen, and when
    figure: go.Figure | None = None  # of a chart, in the look of the hand-out
    table: pd.DataFrame | None = None  # exact numbers of a chart, or a table's rows, under readable names
    alt: str = ""  # the chart in words, with numbers
    method: str = ""  # how it was counted
    notes: str = ""  # for the speaker
    text: str = ""  # of a quote, a passage or a text
    byline: str = ""  # of a quote or a passage: speaker, article, source, date
    to_query: Callable[[Mapping[str, Any]], EvidenceQuery | None] = lambda _: None  # a point's click data -> evidence
    find: Find = lambda _query, _most: ()  # reads the evidence of a query, within the item's view
    fault: str = ""  # why it cannot be shown; all else but the title is then empty


@dataclass(frozen=True)
class Handout:
    """Items in order, with what they have in common."""

    title: str
    items: tuple[HandoutItem, ...]
    subtitle: str = ""
    library: str = ""  # its name
    made_on: str = ""  # ISO date
    version: str = ""  # of Dateline
    mode: str = "light"  # or "dark"
