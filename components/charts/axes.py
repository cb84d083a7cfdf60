"""Ticks, stretches of time, and names beside lines and bars that do not lie on each other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from typing import Any

import plotly.graph_objects as go

from components import MONTHS, format_date, period_of
from components.charts import Style

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
MOST_LINES = 3
# Character widths in IBM Plex Sans, in hundredths of the font size; others count as an average letter.
_AVERAGE = 58
_WIDTHS = {
    24: " 'ij", 28: "!,.:;l’‘", 32: "()[]f{|}·", 36: "rt", 40: '"-/I\\', 44: "*", 48: "?Lcsvyz“”ç", 52: "Jagkx",
    56: "EFSTZ_bdehnopqu", 60: "0123456789$+<=>PVXY^`~–×−", 64: "ABCKRß", 68: "&DGU", 72: "#HNOQ", 76: "w", 80: "M—…",
    88: "@Wm●", 92: "%",
}  # fmt: skip
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}


@dataclass(frozen=True)
class Ticks:
    """Tick positions and texts of an axis."""

    values: list[float]
    texts: list[str]
    lines: int = 1  # lines of text under the axis


def value_ticks(most: float, n: int = 4, *, percent: bool = False) -> Ticks:
    """About `n` round ticks from zero to `most`: whole numbers, or shares in per cent."""
    scale = 100 if percent else 1
    most = max(most * scale, 1e-9)
    rough = most / n
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    if not percent:
        step = max(1, round(step))
    values = [position * step for position in range(int(most / step * 1.0001) + 1)]
    if len(values) == 1:
        values.append(step)
    texts = [f"{value:,g}%" if percent else f"{value:,.0f}" for value in values]
    return Ticks([value / scale for value in values], texts)


def time_ticks(starts: Sequence[str], ends: Sequence[str], most: int = 12) -> Ticks:
    """Ticks for an axis of periods, where point i is period i: first of the month, or days if the span is short.

    January is labelled with its year if the span covers several. Returns at most about `most` ticks.
    """
    first, last = date.fromisoformat(starts[0]), date.fromisoformat(ends[-1])
    if (last - first).days < 62 and ends[0] < f"{starts[0][:8]}28":
        return _day_ticks(starts, most)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in _MONTH_STEPS if months / step <= most), _MONTH_STEPS[-1])
    years = first.year != last.year
    values, texts = [], []
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if month % step if step <= 12 else month % 12 or (month // 12) % (step // 12):
            continue
        if day < first:
            if first.day > 12:
                continue
            day = first
        place = _position(day, starts, ends)
        if place > len(starts) - 1:
            continue  # inside the last period, where the axis ends
        values.append(place)
        texts.append(_month_text(day, step, years))
    return Ticks(values, texts, 1 + any("<br>" in text for text in texts))


def _month_text(day: date, step: int, years: bool) -> str:
    if step >= 12:
        return str(day.year)
    name = MONTHS[day.month - 1][:3]
    return f"{name}<br>{day.year}" if years and day.month == 1 else name


def _day_ticks(starts: Sequence[str], most: int) -> Ticks:
    step = math.ceil(len(starts) / min(most, 7))
    places = range(0, len(starts), step)
    return Ticks([float(at) for at in places], [short_date(starts[at]) for at in places])


def _position(day: date, starts: Sequence[str], ends: Sequence[str]) -> float:
    iso = day.isoformat()
    at = max((number for number, start in enumerate(starts) if start <= iso), default=0)
    first, last = date.fromisoformat(starts[at]), date.fromisoformat(ends[at])
    return at + (day - first).days / ((last - first).days + 1)


def short_date(iso: str) -> str:
    """A date as `23 Mar`."""
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def short_period(start: str, end: str, *, terse: bool = False) -> str:
    """A period as `in the week of 23 Mar`, `on 3 Mar`, `in March`, `from Jan to Mar`, `in 2026`.

    Terse: `week of 23 Mar`, `3 Mar`, `March`, `Jan–Mar`, `2026`.
    """
    kind = period_of(start, end)
    first, last = (MONTHS[date.fromisoformat(day).month - 1] for day in (start, end))
    if kind == "week":
        return f"week of {short_date(start)}" if terse else f"in the week of {short_date(start)}"
    if kind == "month":
        return first if terse else f"in {first}"
    if kind == "quarter":
        return f"{first[:3]}–{last[:3]}" if terse else f"from {first[:3]} to {last[:3]}"
    if kind == "year":
        return start[:4] if terse else f"in {start[:4]}"
    return short_date(start) if terse else f"on {short_date(start)}"


def long_period(start: str, end: str) -> str:
    """A period as `3 March 2026`, `Week of 23 March 2026`, `March 2026`, `January to March 2026` or `2026`."""
    kind = period_of(start, end)
    first, last = (MONTHS[date.fromisoformat(day).month - 1] for day in (start, end))
    if kind == "week":
        return f"Week of {format_date(start)}"
    if kind in ("month", "quarter"):
        return f"{first} to {last} {start[:4]}" if kind == "quarter" else f"{first} {start[:4]}"
    return start[:4] if kind == "year" else format_date(start)


# Chart labels: text width, wrapping, shortening and collision avoidance.


def text_width(text: str, size: float) -> float:
    """Approximate width of a line of text, in pixels."""
    return sum(_WIDTH.get(c, 100 if ord(c) > 0x2E80 else _AVERAGE) for c in text) * size / 100


def shorten(text: str, most: int) -> str:
    """Shorten a text to at most `most` characters, with an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip(" ,.-–’'…") + "…"


def fit(text: str, size: float, room: float) -> str:
    """Shorten a text with an ellipsis to fit into `room` pixels."""
    while len(text) > 2 and text_width(text, size) > room:
        text = shorten(text, len(text) - 1)
    return text


def wrap_name(name: str, width: int, lines: int = MOST_LINES) -> list[str]:
    """Wrap a name into up to `lines` lines of about `width` characters; what does not fit becomes an ellipsis."""
    wrapped: list[str] = []
    for word in name.split() or [""]:
        if wrapped and len(wrapped[-1]) + 1 + len(word) <= width:
            wrapped[-1] += " " + word
        else:
            wrapped.append(word)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], " ".join(wrapped[lines - 1 :])]
    return [shorten(line, width + 3) for line in wrapped]


def wrap_to_fit(name: str, size: float, room: float, lines: int = MOST_LINES) -> list[str]:
    """Wrap a name into as few lines of at most `room` pixels as needed, up to `lines`; the last takes the rest."""
    wrapped: list[str] = []
    for word in name.split() or [""]:
        longer = f"{wrapped[-1]} {word}" if wrapped else word
        if wrapped and (text_width(longer, size) <= room or len(wrapped) == lines):
            wrapped[-1] = longer
        else:
            wrapped.append(word)
    return wrapped


def markup(lines: Sequence[str]) -> str:
    """Join lines of plain text for Plotly, escaping its HTML."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def push_apart(
    centres: Sequence[float], heights: Sequence[float], low: float, high: float, gap: float = 2
) -> list[float]:
    """Place labels, wanted at `centres` (pixels from the top), so that none overlap.

    Keeps their order, moves each as little as possible, and stays between `low` and `high` if they fit there.
    """
    order = sorted(range(len(centres)), key=lambda at: centres[at])
    room = [heights[at] + gap for at in order]
    # Blocks of touching labels; a block lies at the mean of its labels' wanted positions.
    blocks: list[tuple[list[float], float]] = []  # wanted top edges of the block, its height
    for at, height in zip(order, room, strict=True):
        wishes, total = [centres[at] - height / 2], height
        while blocks and _top(blocks[-1], low, high) + blocks[-1][1] > _top((wishes, total), low, high):
            before, before_height = blocks.pop()
            wishes = before + [wish - before_height for wish in wishes]
            total += before_height
        blocks.append((wishes, total))
    placed = [0.0] * len(centres)
    at = 0
    for block in blocks:
        edge = _top(block, low, high)
        for _ in block[0]:
            placed[order[at]] = edge + room[at] / 2
            edge += room[at]
            at += 1
    return placed


def _top(block: tuple[list[float], float], low: float, high: float) -> float:
    wishes, height = block
    return max(low, min(sum(wishes) / len(wishes), high - height))


def draw_time_axis(times: Ticks, n: int) -> dict[str, Any]:
    return {
        "range": [0, n - 1] if n > 1 else [-1, 0.02], "tickvals": times.values, "ticktext": times.texts,
        "showspikes": n > 1, "spikesnap": "hovered data",
    }  # fmt: skip


def number_mark(
    x: float, y: float, number: int, colour: str, style: Style, others: Sequence[float] = ()
) -> dict[str, Any]:
    """A thin tick on a point and its number above, by which a text beside the chart refers to it.

    `others` are the heights of other points there above this one, in pixels: the number stands where none is.
    """
    reach = style.text * 1.5
    clear = (reach * step for step in (1, 1.6, 2.2, 2.8))
    room = style.text
    at = next((up for up in clear if all(abs(other - up - room / 2) > room for other in others)), reach)
    return {
        "x": x, "y": y, "text": f"<b>{number}</b>", "ax": 0, "ay": -at, "showarrow": True, "arrowhead": 0,
        "arrowwidth": 1, "arrowcolor": colour, "standoff": style.marker * 0.6, "yanchor": "bottom", "borderpad": 0,
        "font": {"size": style.text, "color": colour}, "name": "mark",
    }  # fmt: skip


# A note of the presenter's own on one point; the point is known by its click data, which a link can hold.


def list_points(figure: go.Figure) -> dict[str, str]:
    """What can carry a note: click data of each point, and what its hover text says, in plain words."""
    points: dict[str, str] = {}
    for trace, at, click in _points(figure):
        first, *rest = trace.hovertext[at].split("<br>")
        own = next((line for line in rest if line.startswith("<b>")), rest[0] if rest else "")
        points.setdefault(click, unescape(re.sub("<[^>]+>|●", "", f"{first}, {own}" if own else first)))
    return points


def write_on_point(shared: go.Figure, click: str, note: str, style: Style) -> go.Figure:
    """A copy of a figure with a note beside the point with this click data; the figure itself if it has no such point.

    Figures are shared between sessions, so that a note of one may not be written into them.
    """
    figure = go.Figure(shared)
    found = next(((trace, at) for trace, at, one in _points(figure) if one == click), None)
    if found is None:
        return shared
    trace, at = found
    text = markup(wrap_name(note, 28, 4))
    if trace.type == "scattergeo":
        trace.text = [f"{name}<br>{text}" if here == at else name for here, name in enumerate(trace.text)]
        return figure
    x, y = trace.x[at], trace.y[at]
    if trace.type == "bar" and trace.base is not None:
        base = trace.base[at]
        x, y = (base + x / 2, y) if trace.orientation == "h" else (x, base + y / 2)
    right = _share(x, figure.layout.xaxis.range) > 0.5
    high = _share(y, figure.layout.yaxis.range) > 0.6
    figure.add_annotation(
        x=x, y=y, text=text, name="own", showarrow=True, arrowhead=0, arrowwidth=1.5, arrowcolor=style.ink,
        ax=style.text * (-3 if right else 3), ay=style.text * (2.5 if high else -2.5), standoff=style.marker * 0.8,
        xanchor="right" if right else "left", align="left", bgcolor=style.paper, bordercolor=style.grid,
        borderpad=style.text * 0.3, font={"size": style.text, "color": style.ink},
    )  # fmt: skip
    return figure


def _points(figure: go.Figure) -> Iterator[tuple[Any, int, str]]:
    """Every point with click data: its trace, its place there, and the click data."""
    for trace in figure.data:
        if trace.customdata is not None and trace.hovertext is not None:
            yield from ((trace, at, str(click)) for at, click in enumerate(trace.customdata) if click)


def _share(value: float, ends: Sequence[float]) -> float:
    return (value - ends[0]) / ((ends[1] - ends[0]) or 1)
