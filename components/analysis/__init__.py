"""Articles in, analyses out: names, quotes, sentiment and topics.

The names below are loaded when first asked for, so that importing this package stays cheap: a page
that only draws a chart never pays for spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.lazy import attach

if TYPE_CHECKING:
    from components.analysis.assemble import analyse
    from components.analysis.linking import EntityIndex
    from components.analysis.pipeline import Pipeline, load_pipeline, pipeline_in_use
    from components.analysis.places import Place
    from components.analysis.sentiment import score_sentiments, sentiment_method
    from components.analysis.tables import find_mentions, merge_mentions
    from components.analysis.topics import MIN_ARTICLES, Topic, TopicModel, assign_topics, fit_topics
    from components.analysis.toponyms import locate_place

_HOMES = {
    "analyse": "assemble",
    "EntityIndex": "linking",
    "Pipeline": "pipeline",
    "load_pipeline": "pipeline",
    "pipeline_in_use": "pipeline",
    "Place": "places",
    "locate_place": "toponyms",
    "score_sentiments": "sentiment",
    "sentiment_method": "sentiment",
    "find_mentions": "tables",
    "merge_mentions": "tables",
    "MIN_ARTICLES": "topics",
    "Topic": "topics",
    "TopicModel": "topics",
    "assign_topics": "topics",
    "fit_topics": "topics",
}

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
