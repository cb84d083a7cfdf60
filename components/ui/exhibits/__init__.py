"""Registry of all exhibits (charts with headline and data) by their name in the address."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.charts import Style
from components.library import View
from components.types import Filter
from components.ui.address import current_filter
from components.ui.exhibits.common import OPTIONS, Exhibit, Options
from components.ui.exhibits.compare import build_compared, build_compared_tone
from components.ui.exhibits.entities import (
    build_cooccurrence,
    build_entity,
    build_leaders,
    build_mentions,
    build_speakers,
)
from components.ui.exhibits.network import build_names_network
from components.ui.exhibits.quotes import build_repeated
from components.ui.exhibits.sentiment import build_sentiment, build_sentiment_by_source, build_sentiment_shares
from components.ui.exhibits.sources import build_entity_sources, build_places, build_sources
from components.ui.exhibits.stories import build_story
from components.ui.exhibits.topics import build_topic, build_topic_entities, build_topics
from components.ui.exhibits.voice import build_genders, build_genders_over_time, build_voices
from components.ui.exhibits.words import build_found, build_found_sources, build_words
from components.ui.faults import describe_fault
from components.ui.page import current_style
from components.ui.session import current_frames, view_of
from components.ui.shared import share_drawn

_BUILDERS: dict[str, Callable[[View, Options, Style], Exhibit | None]] = {
    "mentions": build_mentions,
    "sentiment": build_sentiment,
    "leaders": build_leaders,
    "speakers": build_speakers,
    "repeated": build_repeated,
    "story": build_story,
    "topics": build_topics,
    "together": build_cooccurrence,
    "sources": build_sources,
    "places": build_places,
    "tone": build_sentiment_shares,
    "entity": build_entity,
    "entity_sources": build_entity_sources,
    "tone_by_source": build_sentiment_by_source,
    "topic": build_topic,
    "topic_entities": build_topic_entities,
    "words": build_words,
    "found": build_found,
    "found_sources": build_found_sources,
    "compared": build_compared,
    "compared_tone": build_compared_tone,
    "network": build_names_network,
    "voices": build_voices,
    "genders": build_genders,
    "genders_over_time": build_genders_over_time,
}
NAMES = tuple(_BUILDERS)
_log = logging.getLogger(__name__)


def build_exhibit(
    name: str,
    options: Mapping[str, str | Sequence[str]] | None = None,
    *,
    within: Filter | None = None,
    style: Style | None = None,
) -> Exhibit | None:
    """Build an exhibit from the view of a filter (default: the current one); None if there is nothing to draw.

    `options` are query parameter values; by default those of the address. If building fails, the exhibit holds the
    fault.
    """
    if name not in _BUILDERS:
        return None
    frames, filter_, style = current_frames(), within or current_filter(), style or current_style()
    asked = read_options() if options is None else {**options}
    if topic := asked.pop("topic", None):
        asked["subject"] = topic  # in the address, "topic" is part of the filter
    try:
        key = (name, repr(filter_), repr(sorted(asked.items())), style)
        return share_drawn(frames, key, lambda: _build(name, view_of(filter_), Options(asked), style))
    except Exception as error:  # noqa: BLE001 - logged and shown in place of the chart; the others still render
        _log.exception("The chart %s failed", name)
        fault = describe_fault(error, "This chart")
        return Exhibit(name, "", "", go.Figure(), pd.DataFrame(), "", lambda _: None, fault=fault)


def _build(name: str, view: View, options: Options, style: Style) -> Exhibit | None:
    return _BUILDERS[name](view, options, style) if len(view.articles) else None


def read_options() -> dict[str, str | Sequence[str]]:
    """The chart options in the address."""
    return {name: st.query_params.get_all(name) for name in OPTIONS if name in st.query_params}
