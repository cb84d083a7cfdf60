"""Scope of a question: which articles of a view a period, source or topic selects."""

from __future__ import annotations

import numpy as np

from components.library.columns import NO_DAY, NOBODY, day_of
from components.library.views import View


def build_scope(
    view: View,
    *,
    start: str = "",
    end: str = "",
    source: str | None = None,
    topic: str | None = None,
    undated: bool = False,
) -> np.ndarray:
    """Mask of the selected articles by number; dates are ISO and inclusive, an unknown topic selects none.

    The topic "" selects articles without a topic.
    """
    frames = view.frames
    scope = view.has_article.copy()
    if undated:
        scope &= frames.day == NO_DAY
    if start or end:
        scope &= frames.day != NO_DAY
        scope &= frames.day >= day_of(start)  # NO_DAY precedes every day
        if end:
            scope &= frames.day <= day_of(end)
    if source is not None:
        sources = frames.articles["source"].cat.categories
        scope &= frames.source == (sources.get_loc(source) if source in sources else NOBODY - 1)
    if topic is not None:
        number = frames.topic_numbers.get(topic, NOBODY)
        rows = (view.article_topics["topic"].to_numpy() == number) | (topic == "")
        about = np.zeros_like(scope)
        about[view.article_topics["article"].to_numpy()[rows]] = True
        scope &= about if topic else ~about
    return scope
