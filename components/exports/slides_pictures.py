"""Charts that PowerPoint does not have, as sharp pictures: drawn by Chromium, all in one go."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from pathlib import Path

import plotly.graph_objects as go
from PIL import Image
from plotly.offline import get_plotlyjs

from components.exports.chromium import take_picture

LEAST_WIDTH = 1060  # pixels for which names are placed on maps and networks; narrower, they are cut at the edges
SCALE = 2  # pixels of the picture for each of the figure
_STATIC = Path(__file__).resolve().parents[2] / "static"
_OUTLINES, _FONT = "world_110m", "ibm-plex-sans-latin-wght-normal.woff2"


def draw_pictures(figures: Sequence[go.Figure], aspect: float) -> list[bytes]:
    """Each figure as PNG, `aspect` times as wide as high or wider.

    Raises DatelineError if there is no Chromium or it fails.
    """
    heights = [int(figure.layout.height or 500) for figure in figures]
    widths = [max(round(height * aspect), LEAST_WIDTH) for height in heights]
    whole = take_picture(_write_page(figures, widths, heights), max(widths), sum(heights), SCALE)
    pictures, top = [], 0
    with Image.open(io.BytesIO(whole)) as page:
        for width, height in zip(widths, heights, strict=True):
            part = page.crop((0, top * SCALE, width * SCALE, (top + height) * SCALE))
            buffer = io.BytesIO()
            part.convert("RGB").save(buffer, "PNG")
            pictures.append(buffer.getvalue())
            top += height
    return pictures


def _write_page(figures: Sequence[go.Figure], widths: Sequence[int], heights: Sequence[int]) -> str:
    font = base64.b64encode((_STATIC / _FONT).read_bytes()).decode("ascii")
    on_map = any(trace.type == "scattergeo" for figure in figures for trace in figure.data)
    outlines = (_STATIC / f"{_OUTLINES}.json").read_text("utf-8") if on_map else "{}"
    places, calls = [], []
    for n, (figure, width, height) in enumerate(zip(figures, widths, heights, strict=True)):
        places.append(f'<div id="p{n}" style="width:{width}px;height:{height}px"></div>')
        drawn = go.Figure(figure).update_layout(width=width, height=height).to_json().replace("<", "\\u003c")
        calls.append(f"f={drawn};Plotly.newPlot('p{n}',f.data,f.layout,{{staticPlot:true}});")
    return f"""<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Plex; font-weight: 100 700; src: url(data:font/woff2;base64,{font}); }}
body {{ margin: 0; font-family: Plex; }}</style><body>Plex{"".join(places)}
<script>{get_plotlyjs()}</script><script>
window.PlotlyGeoAssets = {{topojson: {{{_OUTLINES}: {outlines}}}}};
document.fonts.load("14px Plex").then(() => {{ document.body.firstChild.remove(); let f; {"".join(calls)} }});
</script>"""
