"""Analysis of articles: entities, quotes, sentiment and topics.

Exports are imported on first access, so that a page that only draws a chart does not load spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import attach

if TYPE_CHECKING:
    from components.analysis.assemble import analyse
    from components.analysis.entities import find_mentions, merge_mentions
    from components.analysis.entities.linking import EntityIndex
    from components.analysis.entities.places import Place
    from components.analysis.entities.toponyms import locate_place
    from components.analysis.pipeline import Pipeline, load_pipeline, pipeline_in_use
    from components.analysis.sentiment import score_sentiments, sentiment_method
    from components.analysis.topics import MIN_ARTICLES, Topic, TopicModel, assign_topics, fit_topics

_HOMES = {
    "analyse": "assemble",
    "EntityIndex": "entities.linking",
    "Pipeline": "pipeline",
    "load_pipeline": "pipeline",
    "pipeline_in_use": "pipeline",
    "Place": "entities.places",
    "locate_place": "entities.toponyms",
    "score_sentiments": "sentiment",
    "sentiment_method": "sentiment",
    "find_mentions": "entities",
    "merge_mentions": "entities",
    "MIN_ARTICLES": "topics",
    "Topic": "topics",
    "TopicModel": "topics",
    "assign_topics": "topics",
    "fit_topics": "topics",
}

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
