"""Source and place exhibits: articles by source, and a map of the places they mention."""

from __future__ import annotations

import pandas as pd

from components import count_of, join_words, library
from components.charts import Style, click_data
from components.charts.bars import plot_bars
from components.charts.map import plot_places
from components.library import View
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import Exhibit, Options, base_of, entities_of_types, entity_name, for_file, to_query
from components.ui.session import count_in
from components.ui.words import spell

MOST_SOURCES = 12
MOST_PLACES = 1000
NAMED_LEFT_OUT = 3  # most mentioned places without coordinates that the note lists
UNKNOWN = "Unknown source"
FILE = {
    "source": "source",
    "n_articles": "articles",
    "n_mentions": "mentions",
    "first_date": "first",
    "last_date": "last",
}


def build_sources(view: View, options: Options, style: Style) -> Exhibit | None:  # noqa: ARG001 - the signature of all builders
    """Articles per source."""
    table = count_in(view, library.count_sources)
    if not table["source"].any():
        return None  # no articles, or only ones of unknown source
    shown, names, values, sources = _list_first(table)
    n_all = int(table["n_articles"].sum())
    of = f" The {spell(len(shown))} largest of {len(table):,} sources." if len(table) > len(shown) else ""
    return Exhibit(
        name="sources",
        headline=_headline_sources(table, n_all),
        note=f"Articles by source. {base_of(view)}.{of}",
        figure=plot_bars(names, values, [click_data(source=s) for s in sources], style, noun="article"),
        table=for_file(shown, FILE),
        alt=findings.bars_alt("Articles", names, values),
        to_query=to_query("articles"),
    )


def _list_first(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str], list[int], list[str]]:
    """The first rows of a table of sources; their names as drawn, numbers of articles, and sources."""
    shown = table.head(MOST_SOURCES).assign(name=lambda rows: rows["source"].where(rows["source"] != "", UNKNOWN))
    return shown, shown["name"].tolist(), shown["n_articles"].tolist(), shown["source"].tolist()


def _headline_sources(table: pd.DataFrame, n_all: int) -> str:
    """The source with the most articles, or how many articles have none."""
    first, n = findings.find_first(table["source"].tolist(), table["n_articles"].tolist())
    if first == [""]:
        return f"{n:,} of the {n_all:,} articles have no known source"
    if not first or "" in first:
        return "Articles by source"
    verb, each = ("has", "") if len(first) == 1 else ("have", " each")
    return f"{join_words(first)} {verb} {n:,}{each} of the {n_all:,} articles"


def _headline_entity_sources(table: pd.DataFrame, name: str) -> str:
    """The source with the most articles that name an entity, if it is known."""
    first, n = findings.find_first(table["source"].tolist(), table["n_articles"].tolist())
    if not first or "" in first:
        return f"Who names {name}"
    verb, each = ("names", "") if len(first) == 1 else ("name", " each")
    return f"{join_words(first)} {verb} {name} in the most articles, {n:,}{each}"


def build_entity_sources(view: View, options: Options, style: Style) -> Exhibit | None:
    """Articles that mention one entity, per source."""
    entity_id = options.one("entity")
    name = entity_name(view, entity_id)
    table = count_in(view, library.count_sources, entity_id)
    if not name or not table["source"].any():
        return None
    shown, names, values, sources = _list_first(table)
    n = int(table["n_articles"].sum())
    return Exhibit(
        name="entity_sources",
        headline=_headline_entity_sources(table, name),
        note=f"Articles that name {name}, by source. {count_of(n, 'article')}.",
        figure=plot_bars(
            names,
            values,
            [click_data(entity=entity_id, source=s) for s in sources],
            style,
            noun="article",
        ),
        table=for_file(shown, FILE),
        alt=findings.bars_alt(f"Articles that name {name}", names, values),
        to_query=to_query("articles"),
        options=options.asked("entity"),
    )


def build_places(view: View, options: Options, style: Style) -> Exhibit | None:  # noqa: ARG001 - the signature of all builders
    """A map of the countries, states and cities mentioned; the download also lists places that are not on it."""
    table = count_in(view, library.count_places)
    if not len(table):
        return None
    shown = table.head(MOST_PLACES)
    names, values = shown["name"].tolist(), shown["n_mentions"].tolist()
    places = entities_of_types(view, ["place"])
    left_out = places[~places["entity_id"].isin(shown["entity_id"])]
    return Exhibit(
        name="places",
        headline=_headline_places(places, shown),
        note=f"Mentions of {count_of(len(shown), 'place')}."
        + _state_left_out(left_out[~left_out["entity_id"].isin(table["entity_id"])]["name"].tolist(), len(places))
        + (f" {len(table) - len(shown):,} that are named less are left out." if len(table) > len(shown) else ""),
        figure=plot_places(shown, style),
        table=for_file(
            pd.concat([shown, left_out[["name", "n_mentions", "n_articles"]]]),
            {
                "name": "place", "kind": "kind", "latitude": "latitude", "longitude": "longitude",
                "n_mentions": "mentions",
                "n_articles": "articles",
            },
        ),
        alt=findings.bars_alt("Mentions of places", names, values),
        to_query=to_query("mentions"),
        peak=EvidenceQuery("mentions", (str(shown["entity_id"].iloc[0]),)),
        peak_label=f"See where {names[0]} is named",
    )  # fmt: skip


def _headline_places(places: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Name the leading place of the view, or of the map if that place is not on it."""
    level = places[places["n_mentions"] == places["n_mentions"].iloc[0]]
    counted, words, what = places, "", "named most"
    if not level["entity_id"].isin(shown["entity_id"]).all():
        counted, words = shown, "Of the places on the map "
    first, n = findings.find_first(counted["name"].tolist(), counted["n_mentions"].tolist())
    if not first:
        return "Places in the news"
    if not words:
        what = "the place named most" if len(first) == 1 else "the places named most"
    return words + findings.most_often(first, n, what)


def _state_left_out(names: list[str], n_places: int) -> str:
    """How many places are not on the map, and which first."""
    if not names:
        return " No place is missing from the map."
    others = len(names) - NAMED_LEFT_OUT
    listed = join_words([*names[:NAMED_LEFT_OUT], count_of(others, "other")] if others > 0 else names)
    verb, where = ("is", "it is") if len(names) == 1 else ("are", "they are")
    why = f"as the articles do not make clear where {where}"
    return f" {len(names):,} of {count_of(n_places, 'place')} {verb} not on the map, {why}: {listed}."
