"""One live chart as an HTML snippet for a website's own page."""

from __future__ import annotations

import hashlib

from plotly.offline import get_plotlyjs_version

from components.charts import chart_config
from components.exports.handouts import HandoutItem
from components.exports.web.marking import escape
from components.exports.web.page import hash_script, read_map, read_plotly, to_script_json
from components.types import DatelineError

_FONT = "font-family: 'Helvetica Neue', Arial, sans-serif"


def write_embed(item: HandoutItem) -> str:
    """The snippet: title, chart as wide as its place, and a line that says what it counts.

    Plotly is loaded from its makers' server in the version that drew the chart here, checked by its hash: a website
    has a network, loads it once for several charts, and 5 MB in its page would be too heavy. Sentences are not in it.
    Raises DatelineError if the item is no chart.
    """
    if item.figure is None:
        raise DatelineError("Only a chart can be embedded. Choose a chart, or hand out the page as a file.")
    drawing = item.figure.to_plotly_json()
    drawing["layout"] = {**drawing["layout"], "autosize": True}
    figure = to_script_json({**drawing, "config": {**chart_config(), "responsive": True}})
    name = f"dateline-{hashlib.sha256(figure.encode('utf-8', 'replace')).hexdigest()[:12]}"
    said = " ".join(part for part in (item.caption, item.basis) if part)
    outlines = "".join(f"<script>{script}</script>\n" for script in read_map([item]))
    return f"""<figure style="margin: 0; {_FONT}">
<h3 style="margin: 0 0 .5em">{escape(item.title)}</h3>
<div id="{name}" role="img" aria-label="{escape(item.alt)}" style="width: 100%"></div>
<figcaption style="font-size: .875em">{escape(said)} Made with Dateline.</figcaption>
</figure>
<script src="https://cdn.plot.ly/plotly-{get_plotlyjs_version()}.min.js" integrity="sha256-{hash_script(read_plotly())}"
 crossorigin="anonymous" charset="utf-8"></script>
{outlines}<script>Plotly.newPlot("{name}", {figure})</script>
"""
