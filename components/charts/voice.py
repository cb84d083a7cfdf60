"""Voice: each name's share of mentions beside its share of quotes; genders and unknown as parts of a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import Style, base_figure, click_data
from components.charts.axes import markup, text_width, value_ticks, wrap_name
from components.types import GENDERS

GENDER_WORDS = {
    "women": "women",
    "men": "men",
    "other": "people of another gender",
    "unknown": "people of unknown gender",
}
BY_KIND = {"quotes": "by", "mentions": "of"}
FEW = 10  # quotes or mentions under which a share is pale


def plot_voices(table: pd.DataFrame, style: Style) -> go.Figure:
    """A row per name: a grey ring at its share of mentions, a coloured point at its share of quotes, the way between.

    `table` holds `entity_id, name, n_mentions, n_quotes, mentioned, quoted`.
    """
    names = [str(name) for name in table["name"]]
    labels = [markup(wrap_name(name, style.row_wrap + 4, 2)) for name in names]
    places = list(range(len(names)))
    mentioned, quoted = table["mentioned"].tolist(), table["quoted"].tolist()
    ticks = value_ticks(max([*mentioned, *quoted, 0.01]), percent=True)
    margin = {
        "l": max(text_width(line, style.text) for label in labels for line in label.split("<br>")) + 20,
        "r": style.text * 3, "t": style.text * 2.2, "b": style.line_height * 2.2,
    }  # fmt: skip
    ends: list[float | None] = [x for pair in zip(mentioned, quoted, strict=True) for x in (*pair, None)]
    rows_of_ends: list[int | None] = [y for at in places for y in (at, at, None)]
    ways = {
        "type": "scatter", "mode": "lines", "x": ends, "y": rows_of_ends, "hoverinfo": "skip",
        "line": {"color": style.grid, "width": style.line},
    }  # fmt: skip
    traces: list[dict[str, Any]] = [ways]
    for kind, values, column, colour, symbol in (
        ("mentions", mentioned, "n_mentions", style.muted, "circle-open"),
        ("quotes", quoted, "n_quotes", style.accent, "circle"),
    ):
        rows = list(zip(table["entity_id"].tolist(), names, values, table[column].tolist(), strict=True))
        traces.append(
            {
                "type": "scatter", "mode": "markers", "x": values, "y": places, "cliponaxis": False,
                "name": f"Share of {kind}",
                "marker": {"color": colour, "symbol": symbol, "size": style.marker * 1.5, "line": {"width": 2}},
                "customdata": [click_data(entity=one, kind=kind) if n else "" for one, _, _, n in rows],
                "hovertext": [_hover(name, value, n, kind) for _, name, value, n in rows], "hoverinfo": "text",
            }
        )  # fmt: skip
    return base_figure(
        style, traces, height=round(style.pitch(len(names), style.row, 60) * len(names) + margin["t"] + margin["b"]),
        margin=margin, annotations=[_meaning(style)],
        xaxis={
            "range": [0, max([*mentioned, *quoted, 0.01]) * 1.04], "tickvals": ticks.values, "ticktext": ticks.texts,
            "showgrid": True, "gridcolor": style.grid,
        },
        yaxis={
            "range": [len(names) - 0.5, -0.5], "tickvals": places, "ticktext": labels, "showgrid": False,
            "zeroline": False, "tickfont": {"size": style.text, "color": style.ink}, "ticklabelstandoff": 12,
        },
    )  # fmt: skip


def _hover(name: str, share: float, n: int, kind: str) -> str:
    return f"{escape(name, quote=False)}<br><b>{share:.1%}</b> of {kind}<br>{count_of(n, kind.removesuffix('s'))}"


def _meaning(style: Style) -> dict[str, Any]:
    """What ring and point mean, above the first row, in their colours."""
    text = (
        f'<span style="color:{style.muted}">○ share of mentions</span>   '
        f'<span style="color:{style.accent}">● share of quotes</span>'
    )
    return {
        "x": 0, "xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "left", "text": text,
        "showarrow": False, "font": {"size": style.text}, "name": "head",
    }  # fmt: skip


def plot_genders(
    rows: Sequence[tuple[str, Mapping[str, int]]], clicks: Sequence[Mapping[str, str]], style: Style
) -> go.Figure:
    """A bar per row with the shares of each gender and of unknown; each row is a label and numbers by GENDERS.

    `clicks` are the click data of each row's parts; their `kind` is what is counted: mentions or quotes.
    """
    labels = [markup(wrap_name(label, style.row_wrap, 2)) for label, _ in rows]
    colours = dict(zip(GENDERS, (style.accent, style.neutral, style.categorical[3], style.wash), strict=True))
    margin = {
        "l": max(text_width(line, style.text) for label in labels for line in label.split("<br>")) + 14,
        "r": max(text_width(f"{sum(n.values()):,}", style.text) for _, n in rows) + 12,
        "t": style.text * 2, "b": 4,
    }  # fmt: skip
    totals = [max(sum(n.values()), 1) for _, n in rows]
    traces, notes, at = [], [], [0.0] * len(rows)
    for gender in GENDERS:
        shares = [n[gender] / total for (_, n), total in zip(rows, totals, strict=True)]
        traces.append(
            {
                "type": "bar", "orientation": "h", "y": list(range(len(rows))), "x": shares, "base": list(at),
                "name": GENDER_WORDS[gender].capitalize(),
                "width": 0.62, "hoverinfo": "text",
                "marker": {
                    "color": colours[gender], "line": {"width": 0},
                    "opacity": [1 if total >= FEW else 0.5 for total in totals],
                },
                "customdata": [
                    click_data(**click, gender=gender) if n[gender] else ""
                    for click, (_, n) in zip(clicks, rows, strict=True)
                ],
                "hovertext": [
                    f"{escape(label, quote=False)}<br><b>{count_of(n[gender], click['kind'].removesuffix('s'))}</b>"
                    f"<br>{share:.0%} {BY_KIND[click['kind']]} {GENDER_WORDS[gender]}"
                    for (label, n), share, click in zip(rows, shares, clicks, strict=True)
                ],
            }
        )  # fmt: skip
        on = style.paper if gender in ("women", "other") else style.ink
        notes += [
            {
                "x": start + 0.008, "y": row, "text": f"{share:.0%}", "showarrow": False, "xanchor": "left",
                "font": {"size": style.text, "color": on}, "name": "number",
            }
            for row, (start, share) in enumerate(zip(at, shares, strict=True))
            if share >= (0.12 if style.narrow else 0.06)
        ]  # fmt: skip
        at = [start + share for start, share in zip(at, shares, strict=True)]
    notes += [
        {
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 8, "y": row, "text": f"{sum(n.values()):,}",
            "showarrow": False, "font": {"size": style.text, "color": style.muted}, "name": "number",
        }
        for row, (_, n) in enumerate(rows)
    ]  # fmt: skip
    heads = [("Women", 0.0, "left", style.accent), ("Men", 0.4, "center", style.ink)]
    if any(n["other"] for _, n in rows):
        heads.append(("Other", 0.7, "center", colours["other"]))
    notes += [
        {
            "x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4, "xanchor": anchor, "text": word,
            "showarrow": False, "font": {"size": style.text, "color": colour}, "name": "head",
        }
        for word, x, anchor, colour in (*heads, ("Unknown", 1.0, "right", style.muted))
    ]  # fmt: skip
    pitch = style.pitch(len(rows), style.row + 4, style.text * 2)
    return base_figure(
        style, traces, height=round(pitch * len(rows) + margin["t"] + margin["b"]), margin=margin, barmode="overlay",
        annotations=notes, xaxis={"visible": False, "range": [0, 1]},
        yaxis={
            "range": [len(rows) - 0.5, -0.5], "tickvals": list(range(len(rows))), "ticktext": labels, "showgrid": False,
            "zeroline": False, "tickfont": {"size": style.text, "color": style.ink},
        },
    )  # fmt: skip
