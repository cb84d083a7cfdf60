"""What is counted: each function takes a `View` and gives a table whose every number has its evidence."""

from components.library.counts.entities import (
    count_compatriots,
    count_cooccurrence,
    count_entities,
    count_entities_named_with,
)
from components.library.counts.quotes import count_speakers
from components.library.counts.sentiment import (
    CERTAIN,
    average_sentiment_by_period,
    average_sentiment_by_source,
    count_sentiment_labels,
)
from components.library.counts.time import count_mentions_by_period, count_topics_by_period, find_peak
from components.library.counts.topics import count_places, count_topics
from components.library.counts.totals import Totals, count_sources, count_totals
from components.library.periods import choose_period, coarser_period

__all__ = [
    "CERTAIN",
    "Totals",
    "average_sentiment_by_period",
    "average_sentiment_by_source",
    "choose_period",
    "coarser_period",
    "count_compatriots",
    "count_cooccurrence",
    "count_entities",
    "count_entities_named_with",
    "count_mentions_by_period",
    "count_places",
    "count_sentiment_labels",
    "count_sources",
    "count_speakers",
    "count_topics",
    "count_topics_by_period",
    "count_totals",
    "find_peak",
]
