"""The network of the leading names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from components import count_of, join_words, library
from components.charts import Style
from components.charts.network import plot_network
from components.library import View
from components.library.queries.network import build_network, place_names
from components.types import EvidenceQuery, Filter
from components.ui.address import UNFILTERED
from components.ui.exhibits.common import Exhibit, Options, base_of, for_file
from components.ui.session import count_in
from components.ui.shared import share_result, share_view
from components.ui.words import spell


def build_names_network(view: View, options: Options, style: Style) -> Exhibit | None:  # noqa: ARG001 - the signature of all builders
    """Who is named with whom, corrected for how often each is named."""
    whole: Filter = replace(UNFILTERED, include_pronouns=view.filter.include_pronouns)
    places = count_in(share_view(view.frames, repr(whole), lambda: library.select(view.frames, whole)), place_names)
    network = share_result(view.frames, ("network", repr(view.filter)), lambda: build_network(view, places))
    if len(network.edges) < 2:
        return None
    first = network.edges.iloc[0]
    listed = [f"{row.a_name} and {row.b_name} {row.n_articles:,}" for row in network.edges.head(5).itertuples()]
    return Exhibit(
        name="network",
        headline="Who belongs together",
        note=(
            f"The {spell(len(network.names))} people and organisations in most articles; a line joins those who are "
            f"named together more than chance explains. {base_of(view)}."
        ),
        figure=plot_network(network.names, network.edges, style),
        table=for_file(
            network.edges, {"a_name": "name", "b_name": "with", "n_articles": "articles", "strength": "strength"}
        ),
        alt=f"{count_of(len(network.edges), 'pair')}; articles that name both: {join_words(listed)}.",
        to_query=_to_query,
        peak=EvidenceQuery("together", (str(first["a_id"]), str(first["b_id"]))),
        peak_label=f"See the articles that name {first['a_name']} and {first['b_name']}",
        method=(
            "Strength is normalised pointwise mutual information (Bouma 2009): 0 where two names meet as often as "
            "chance would have it, 1 where neither is ever without the other. Each name keeps its three strongest "
            "lines, of at least two articles. A name keeps its place whatever the filter."
        ),
    )  # fmt: skip


def _to_query(click: Mapping[str, Any]) -> EvidenceQuery | None:
    if not click:
        return None
    if click.get("other"):
        return EvidenceQuery("together", (click["entity"], click["other"]))
    return EvidenceQuery("articles", (click["entity"],))
