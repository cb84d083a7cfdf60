"""Accuracy page: how names, quotes, sentiment, topics, stories and dates are found, how well, and typical mistakes."""

from components.ui.accuracy import (
    render_dates,
    render_lead,
    render_names,
    render_quote_scores,
    render_sentiment,
    render_topic_method,
)
from components.ui.accuracy_across import render_search_by_meaning, render_story_accuracy, render_travelling_quotes
from components.ui.page import FORM_WIDTH, frame, render_headline

with frame(FORM_WIDTH):
    render_headline(
        "How far to trust what you see",
        "Dateline finds names, quotes, sentiment, topics and stories by itself, and is sometimes wrong. Here is how "
        "often, measured on texts that people marked by hand, and what its mistakes look like. Every number in the app "
        "opens the sentences behind it: look at them before you quote a figure.",
    )
    render_lead()
    render_names()
    render_quote_scores()
    render_sentiment()
    render_topic_method()
    render_story_accuracy()
    render_travelling_quotes()
    render_search_by_meaning()
    render_dates()
