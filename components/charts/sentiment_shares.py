"""Sentiment by entity: diverging bars of label shares, and means side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import ZERO, Style, base_figure, click_data
from components.charts.axes import markup, text_width, wrap_name
from components.charts.sentiment import (
    FEW,
    TOO_FEW,
    TOO_FEW_WORDS,
    describe_average,
    distance_from_neutral,
    point_colour,
)

PARTS = ("negative", "neutral", "positive")


def plot_sentiment_shares(table: pd.DataFrame, style: Style) -> go.Figure:
    """A row per entity: shares of negative, neutral and positive sentences, centred on neutral.

    `table` holds `entity_id, name, negative, neutral, positive, uncertain, n`; the labels are counts.
    """
    records = list(table.itertuples(index=False))
    labels = [markup(wrap_name(str(row.name), style.row_wrap, 2)) for row in records]
    pitch = style.pitch(len(records), style.row + 4, style.text * 2)
    shares = [tuple(getattr(row, part) / max(row.n, 1) for part in PARTS) for row in records]
    left = max([negative + neutral / 2 for negative, neutral, _ in shares] + [0.1])
    right = max([positive + neutral / 2 for _, neutral, positive in shares] + [0.1])
    digits = max(len(f"{max(row.negative, row.positive):,}") for row in records)
    pad = (left + right) * (0.045 + 0.02 * digits) * (1.5 if style.narrow or style.presenting else 1)
    margin = {
        "l": max(text_width(line, style.text) for label in labels for line in label.split("<br>")) + 14,
        "r": text_width("Uncertain", style.text) + 10, "t": style.text * 1.9, "b": 2,
    }  # fmt: skip
    colours = (style.critical, style.neutral, style.warm)
    opacity = [1 if row.n >= FEW else 0.5 for row in records]
    traces = []
    for part, colour in zip(range(3), colours, strict=True):
        base = [_base(share, part) for share in shares]
        traces.append(
            {
                "type": "bar", "orientation": "h", "y": list(range(len(records))), "name": PARTS[part].capitalize(),
                "x": [share[part] for share in shares], "base": base,
                "width": 0.62,
                "marker": {"color": colour, "line": {"width": 0}, "opacity": opacity}, "hoverinfo": "text",
                "customdata": [click_data(entity=str(row.entity_id), label=PARTS[part]) for row in records],
                "hovertext": [_hover(row, PARTS[part]) for row in records],
            }
        )  # fmt: skip
    heads = _heads(style, left, right, pad, neutral=bool(table["neutral"].any()))
    return base_figure(
        style, traces, height=round(pitch * len(records) + margin["t"] + margin["b"]), margin=margin, barmode="overlay",
        annotations=[*heads, *_numbers(records, shares, style)],
        xaxis={"visible": False, "range": [-left - pad, right + pad]},
        yaxis={
            "range": [len(records) - 0.5, -0.5], "tickvals": list(range(len(records))), "ticktext": labels,
            "showgrid": False,
            "zeroline": False, "tickfont": {"size": style.text, "color": style.ink},
        },
    )  # fmt: skip


def _base(share: tuple[float, ...], part: int) -> float:
    """Where a part of the bar begins; the neutral part is centred on zero."""
    negative, neutral, _ = share
    return (-neutral / 2 - negative, -neutral / 2, neutral / 2)[part]


def _heads(style: Style, left: float, right: float, pad: float, *, neutral: bool) -> list[dict[str, Any]]:
    """Column heads above the first row: what the colours and the last column mean."""
    heads = [
        {"text": "Negative", "x": -left, "xanchor": "left", "font": {"size": style.text, "color": style.critical}},
        {"text": "Positive", "x": right, "xanchor": "right", "font": {"size": style.text, "color": style.warm}},
        {"text": "Uncertain", "x": 1, "xref": "paper", "xanchor": "left", "xshift": 8},
    ]
    if neutral and not style.narrow and min(left, right) > 0.25 * (left + right):
        heads.append({"text": "Neutral", "x": 0, "xanchor": "center"})
    if right < 0.25 * (left + right):
        heads[1] |= {"x": right + pad} if style.narrow else {"x": 0, "xanchor": "left"}
    if left < 0.25 * (left + right):
        heads[0] |= {"x": 0, "xanchor": "right"}
    common = {
        "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 4, "showarrow": False, "name": "head",
        "font": {"size": style.text, "color": style.muted},
    }  # fmt: skip
    return [{**common, **head} for head in heads]


def _numbers(records: Sequence[Any], shares: Sequence[tuple[float, ...]], style: Style) -> list[dict[str, Any]]:
    """Count: negative and positive at the outer ends, neutral inside, uncertain in its own column."""
    notes = []
    font = {"size": style.text, "color": style.ink}
    for at, (row, share) in enumerate(zip(records, shares, strict=True)):
        negative, neutral, positive = share
        texts = [
            (-neutral / 2 - negative, "right", -5, f"{row.negative:,}", True),
            (0.0, "center", 0, f"{row.neutral:,}", neutral > 0.08),
            (neutral / 2 + positive, "left", 5, f"{row.positive:,}", True),
        ]
        notes += [
            {
                "x": x,
                "y": at,
                "xanchor": anchor,
                "xshift": shift,
                "text": text,
                "showarrow": False,
                "font": font,
                "name": "number",
            }
            for x, anchor, shift, text, fits in texts
            if fits and row.n
        ]
        notes.append(
            {
                "xref": "paper", "x": 1, "xanchor": "left", "xshift": 8, "y": at, "text": f"{row.uncertain:,}",
                "showarrow": False,
                "font": {"size": style.text, "color": style.muted}, "name": "number",
            }
        )  # fmt: skip
    return notes


def _hover(row: Any, part: str) -> str:
    count = getattr(row, part)
    share = f"{count / max(row.n, 1):.0%} of {count_of(row.n, 'sentence')}"
    return f"{escape(row.name, quote=False)}<br><b>{count:,} {part}</b>, {share}"


def plot_averages(table: pd.DataFrame, names: Sequence[str], clicks: Sequence[str], style: Style) -> go.Figure:
    """A row per name: mean, 95 % interval and, at the right, n.

    `table` holds `mean, low, high, n, n_uncertain`; a row without certain sentences shows only that.
    """
    records = list(table.itertuples(index=False))
    labels = [markup(wrap_name(name, style.row_wrap, 2)) for name in names]
    pitch = style.pitch(len(records), style.row + 4, style.line_height + 18)
    margin = {
        "l": max(text_width(line, style.text) for label in labels for line in label.split("<br>")) + 14,
        "r": text_width("1,234 sentences", style.text) + 8, "t": 4, "b": style.line_height + 14,
    }  # fmt: skip
    drawn = table.loc[table["n"] >= TOO_FEW, ["low", "high"]]
    limit = 1.0 if len(drawn) and drawn.abs().max(axis=None) > 0.55 else 0.5
    rows = [at for at, row in enumerate(records) if row.n >= TOO_FEW]
    few = [at for at, row in enumerate(records) if 0 < row.n < TOO_FEW]
    bands = [
        {
            "type": "line", "x0": records[at].low, "x1": records[at].high, "y0": at, "y1": at, "layer": "below",
            "line": {"color": style.neutral, "width": style.marker * 0.9},
        }
        for at in rows
    ]  # fmt: skip
    colours = [point_colour(records[at].n, records[at].low, records[at].high, style) for at in rows]
    trace = {
        "type": "scatter", "mode": "markers", "x": [records[at].mean for at in rows], "y": rows, "cliponaxis": False,
        "customdata": [clicks[at] for at in rows], "hoverinfo": "text",
        "meta": {"strengths": [distance_from_neutral(records[at].low, records[at].high) for at in rows]},
        "hovertext": [
            f"{escape(names[at], quote=False)}<br>{describe_average(records[at])}"
            for at in rows
        ],
        "marker": {
            "size": style.marker * 1.5, "opacity": 1,
            "line": {"width": 4 * style.scale if style.presenting else 2, "color": colours},
            "color": [style.paper if records[at].n < FEW else colour for at, colour in zip(rows, colours, strict=True)],
        },
    }  # fmt: skip
    opening = {
        "type": "scatter", "mode": "markers", "x": [0] * len(few), "y": few, "marker": {"size": 9, "opacity": 0},
        "customdata": [clicks[at] for at in few], "hoverinfo": "text",
        "hovertext": [
            f"{escape(names[at], quote=False)}<br>Only {count_of(records[at].n, 'sentence')}: too few for an average"
            for at in few
        ],
    }  # fmt: skip
    words_few = [
        {
            "x": 0, "y": at, "text": TOO_FEW_WORDS[0], "showarrow": False, "name": "few", "bgcolor": style.paper,
            "font": {"size": style.text, "color": style.muted},
        }
        for at in few
    ]  # fmt: skip
    counts = [
        {
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 8, "y": at, "showarrow": False, "name": "n",
            "text": count_of(row.n, "sentence") if at == 0 else f"{row.n:,}",
            "font": {"size": style.text, "color": style.muted},
        }
        for at, row in enumerate(records)
    ]  # fmt: skip
    return base_figure(
        style, [trace, opening] if few else [trace],
        height=round(pitch * len(records) + margin["t"] + margin["b"]), margin=margin, shapes=bands,
        annotations=[*counts, *words_few],
        hoverdistance=40,
        xaxis={
            "range": [-limit * 1.15, limit * 1.15], "tickvals": [-limit, 0, limit],
            "ticktext": ["Negative", "Neutral", "Positive"],
            "showgrid": True, "gridcolor": style.grid,
            "zeroline": True, "zerolinecolor": ZERO, "zerolinewidth": 1, "ticks": "",
        },
        yaxis={
            "range": [len(records) - 0.5, -0.5], "tickvals": list(range(len(records))), "ticktext": labels,
            "showgrid": False,
            "zeroline": False, "tickfont": {"size": style.text, "color": style.ink},
        },
    )  # fmt: skip
