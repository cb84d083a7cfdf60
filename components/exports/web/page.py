"""A hand-out as one HTML file that opens from disk without a network: live charts, and the sentences behind them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.offline

from components import format_date
from components.charts import chart_config, pair_colours
from components.charts.axes import list_points
from components.exports.handouts import Handout, HandoutItem
from components.exports.web.marking import escape
from components.exports.web.sentences import MOST_POINTS, Sentences, collect_sentences, list_clicks

_HERE = Path(__file__).parent
_STATIC = _HERE.parents[2] / "static"
MOST_ROWS = 500  # of a table; the rest is for a workbook
_LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212"
_FACES = (
    ("Plex", "ibm-plex-sans-latin-wght-normal", "100 700"),
    ("Newsreader", "newsreader-latin-opsz-normal", "200 800"),
)
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write_page(handout: Handout) -> bytes:
    """The page, UTF-8; it asks for nothing from anywhere, and its policy forbids that it could."""
    return build_page(handout).encode("utf-8", errors="replace")


def build_page(handout: Handout, paper: str = "") -> str:
    """The page as text; with a `paper` (a4 or slides) laid out to be printed on it."""
    stored = Sentences() if paper else collect_sentences(list_drawn(handout))
    sections = "".join(_build_section(item, number, stored) for item, number in number_items(handout))
    body = f"{build_head(handout, handout.subtitle)}<main>{sections}</main>{build_foot(handout)}"
    return fill_page(handout, body, stored, paper)


def list_drawn(handout: Handout) -> list[HandoutItem]:
    """The items that are charts."""
    return [item for item in handout.items if item.figure is not None]


def number_items(handout: Handout) -> list[tuple[HandoutItem, int | None]]:
    """Every item, a chart with its number among the charts."""
    numbers = iter(range(len(handout.items)))
    return [(item, None if item.figure is None else next(numbers)) for item in handout.items]


def fill_page(
    handout: Handout, body: str, stored: Sentences, paper: str = "", *, style: str = "", script: str = ""
) -> str:
    """A whole page around its body: policy, fonts, drawer, styles, data and scripts, the last with any of its own."""
    drawn = list_drawn(handout)
    data = {
        "figures": [item.figure.to_plotly_json() for item in drawn if item.figure is not None],
        "config": {**chart_config(), "responsive": not paper}, "mode": handout.mode, "paper": paper,
        "colours": pair_colours(handout.mode), "articles": stored.articles, "sentences": stored.sentences,
        "points": stored.charts, "most": stored.cut,
    }  # fmt: skip
    scripts = [read_plotly(), *read_map(drawn), (_HERE / "page.js").read_text("utf-8"), *([script] if script else [])]
    hashes = " ".join(f"'sha256-{hash_script(script)}'" for script in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    look = f' data-paper="{escape(paper)}"' if paper else ""
    styles = f"{_read_fonts()}{(_HERE / 'page.css').read_text('utf-8')}{style}"
    return (
        f'<!DOCTYPE html>\n<html lang="en"{look}><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(handout.title)}</title><style>{styles}</style></head><body>{body}{_DRAWER}"
        f'<script type="application/json" id="data">{to_script_json(data)}</script>'
        f"{''.join(f'<script>{script}</script>' for script in scripts)}</body></html>"
    )


_DRAWER = (
    '<dialog id="drawer" aria-labelledby="drawer-title"><div class="bar"><h2 id="drawer-title" tabindex="-1"></h2>'
    '<button type="button" id="close" aria-label="Close">✕</button></div>'
    '<p class="note" id="drawer-note"></p><div id="found"></div></dialog>'
)


def to_script_json(data: Any) -> str:
    """JSON that nothing in it can end the script of, or be taken for mark-up."""
    from plotly.utils import PlotlyJSONEncoder

    text = json.dumps(data, cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


@cache
def read_plotly() -> str:
    """Plotly's own script, as it comes with the package."""
    return str(plotly.offline.get_plotlyjs()).replace("</script", "<\\/script")


def read_map(items: Sequence[HandoutItem]) -> list[str]:
    """The outlines of the world, if a chart is a map: Plotly would else look for them on a server."""
    figures = [item.figure for item in items if item.figure is not None]
    if not any(trace.type == "scattergeo" for figure in figures for trace in figure.data):
        return []
    outlines = (_STATIC / "world_110m.json").read_text("utf-8").translate(_UNSAFE)
    return [f"PlotlyGeoAssets.topojson.world_110m={outlines}"]


@cache
def _read_fonts() -> str:
    rules = []
    for family, file, weight in _FACES:
        font = base64.b64encode((_STATIC / f"{file}.woff2").read_bytes()).decode()
        rules.append(
            f"@font-face{{font-family:{family};font-weight:{weight};unicode-range:{_LATIN};"
            f'src:url(data:font/woff2;base64,{font}) format("woff2")}}'
        )
    return "".join(rules)


@cache
def hash_script(script: str) -> str:
    """The SHA-256 of a script as a page's policy and a script tag's `integrity` have it, in base 64."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()


def build_head(handout: Handout, standfirst: str, buttons: str = "") -> str:
    """The title with what stands under it, and beside it the button for the look and a page's own."""
    below = f'<p class="standfirst" dir="auto">{escape(standfirst)}</p>' if standfirst else ""
    return (
        f'<header><button type="button" id="look" hidden></button>{buttons}'
        f'<h1 dir="auto">{escape(handout.title)}</h1>{below}</header>'
    )


def build_foot(handout: Handout) -> str:
    """Library, day and version."""
    said = [f"From the library “{handout.library}”" if handout.library else "", format_date(handout.made_on)]
    made = f"Made with Dateline {handout.version}".strip()
    return (
        f'<footer class="note"><p>{escape(", ".join(part for part in said if part))}. {escape(made)}.</p>'
        "<p>The sentences are those of the articles; the articles themselves are not in this file.</p></footer>"
    )


def _build_section(item: HandoutItem, number: int | None, stored: Sentences) -> str:
    parts = [build_words(item), build_paragraph("caption", item.caption), build_chart(item, number, stored)]
    parts += [build_paragraph("note", item.basis), build_numbers(item)]
    if item.method:
        parts.append(f"<details><summary>How this was counted</summary><p>{escape(item.method)}</p></details>")
    return f'<section class="kind-{escape(item.kind)}">{"".join(parts)}</section>'


def build_paragraph(name: str, said: str) -> str:
    """One paragraph of a class; nothing where nothing is said."""
    return f'<p class="{name}" dir="auto">{escape(said)}</p>' if said else ""


def build_words(item: HandoutItem) -> str:
    """An item's title, why it cannot be shown, its text (a quote and a passage as a block quote) and byline."""
    parts = [f'<h2 dir="auto">{escape(item.title)}</h2>' if item.title else "", build_paragraph("note", item.fault)]
    if item.text and item.kind in ("quote", "passage"):
        parts.append(f'<blockquote dir="auto">{escape(item.text)}</blockquote>')
    else:
        parts += [build_paragraph("text", line) for line in item.text.splitlines() if line.strip()]
    return "".join([*parts, build_paragraph("byline", item.byline)])


def build_chart(item: HandoutItem, number: int | None, stored: Sentences) -> str:
    """The place of a chart, which the script draws, and the choice of its points; nothing for another item."""
    if number is None:
        return ""
    return (
        f'<div class="chart" role="img" aria-label="{escape(item.alt)}">'
        f'<div class="plot" data-n="{number}"></div></div>'
        f"{_build_chooser(item, stored.charts[number] if stored.charts else {})}"
    )


def build_numbers(item: HandoutItem) -> str:
    """An item's table; a chart's is folded away."""
    if item.table is None:
        return ""
    table = build_table(item.table, item.title)
    return table if item.figure is None else f"<details><summary>Numbers</summary>{table}</details>"


def _build_chooser(item: HandoutItem, points: dict[str, list[int]]) -> str:
    """Every point by its name, for those who do not point at it: by keyboard, by ear, with a thumb."""
    names = {click: said for click, said in list_points(item.figure).items() if points.get(click)}
    if not names:
        return ""
    options = "".join(f'<option value="{escape(click)}">{escape(said)}</option>' for click, said in names.items())
    more = len(list_clicks(item)) - MOST_POINTS
    note = f'<p class="note">The last {more:,} points lead to no sentences here.</p>' if more > 0 else ""
    return (
        f'<form class="chooser"><label>Sentences behind <select>{options}</select></label>'
        f'<button type="submit">Show</button></form>{note}'
    )


def build_table(table: pd.DataFrame, title: str) -> str:
    """A table as HTML, its numbers to the right."""
    numeric = [pd.api.types.is_numeric_dtype(table[name]) for name in table]
    head = "".join(f'<th scope="col">{escape(_readable(name))}</th>' for name in table)
    rows = "".join(
        f"<tr>{''.join(_build_cell(value, right) for value, right in zip(row, numeric, strict=True))}</tr>"
        for row in table.head(MOST_ROWS).itertuples(index=False)
    )
    more = f'<p class="note">The first {MOST_ROWS} of {len(table):,} rows.</p>' if len(table) > MOST_ROWS else ""
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(title) or "Table"}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
    )


def _readable(name: object) -> str:
    words = str(name).replace("_", " ")
    return words[:1].upper() + words[1:]


def _build_cell(value: Any, right: bool) -> str:
    if value is None or (not isinstance(value, (list, tuple, dict)) and pd.isna(value)):
        said = ""
    elif right:
        said = f"{value:,.4g}" if value % 1 else f"{value:,.0f}"
    else:
        said = str(value)
    return f"<td{' class=n' if right else ' dir=auto'}>{escape(said)}</td>"
