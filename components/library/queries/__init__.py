"""What screens ask of a library: first of all a view, the part that a filter leaves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from components.library.queries.added import find_added
from components.library.queries.frames import Frames, find_counted
from components.library.queries.matching import Matcher
from components.library.queries.query_language import parse
from components.library.store import reading
from components.library.store.records import NO_DAY, NOBODY, day_of, distinct_pairs
from components.types import Filter

WITHOUT_TOPIC = "Other"  # what articles that fit no topic are listed under


@dataclass(frozen=True)
class View:
    """The part of a library that a filter selects; the same tables as `Frames`, each narrowed when it is asked for.

    `quotes` are all, as the exports hold them; whatever counts or shows evidence takes `counted_quotes`.
    `articles` are the analysed ones; `unread` are those of the same dates and sources that were not analysed (waiting,
    failed, not English).
    """

    frames: Frames
    filter: Filter
    articles: pd.DataFrame
    unread: pd.DataFrame

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """The mentions that count: by name, unless the filter includes the others."""
        return self._narrow("mentions")

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """All quotes, as the exports hold them."""
        return self._narrow("quotes")

    @cached_property
    def quote_mentions(self) -> pd.DataFrame:
        """Whom the quotes mention."""
        return self._narrow("quote_mentions")

    @cached_property
    def sentiments(self) -> pd.DataFrame:
        """The judgements."""
        return self._narrow("sentiments")

    @cached_property
    def article_topics(self) -> pd.DataFrame:
        """Which articles are about which topics."""
        return self._narrow("article_topics")

    @cached_property
    def article_stories(self) -> pd.DataFrame:
        """Which articles are in which stories."""
        return self._narrow("article_stories")

    @cached_property
    def quote_groups(self) -> pd.DataFrame:
        """Which quotes are in several articles."""
        return self._narrow("quote_groups")

    def _narrow(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(self.frames, name)
        is_whole = len(self.articles) == len(self.frames.articles) or "article" not in frame
        mask = None if is_whole else self.has_article[frame["article"].to_numpy()]
        if not self.filter.include_pronouns and name in self.frames.named:
            mask = self.frames.named[name] if mask is None else mask & self.frames.named[name]
        return frame if mask is None or mask.all() else _take(frame, mask)

    @property
    def entities(self) -> pd.DataFrame:
        """The entities of the whole library."""
        return self.frames.entities

    @property
    def stories(self) -> pd.DataFrame:
        """The stories of the whole library."""
        return self.frames.stories

    @property
    def topics(self) -> pd.DataFrame:
        """The topics of the whole library."""
        return self.frames.topics

    @cached_property
    def has_article(self) -> np.ndarray:
        """Mask of the view's articles, by number."""
        mask = np.zeros(self.frames.n_article_slots, dtype=bool)
        mask[self.articles.index.to_numpy()] = True
        return mask

    @cached_property
    def counted_quotes(self) -> pd.DataFrame:
        """The quotes that count."""
        counted = find_counted(self.quotes)
        return self.quotes if counted.all() else _take(self.quotes, counted)

    @cached_property
    def naming(self) -> tuple[np.ndarray, np.ndarray]:
        """Distinct pairs of an entity and an article that mentions it: (entities, articles)."""
        if not self.filter.include_pronouns:
            entities, articles = self.frames.naming
            inside = self.has_article[articles]
            return entities[inside], articles[inside]
        return distinct_pairs(
            self.mentions["entity"].to_numpy(), self.mentions["article"].to_numpy(), self.frames.n_article_slots
        )

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """The first and last day of the view's articles; None if all are undated."""
        days = self.articles["day"].to_numpy()
        days = days[days != NO_DAY]
        return (int(days.min()), int(days.max())) if len(days) else None


def select(frames: Frames, chosen: Filter) -> View:
    """Apply a filter to a library; unknown sources, topics and entities match nothing."""
    articles = frames.articles
    keep = np.ones(len(articles), dtype=bool)
    if chosen.start or chosen.end:
        days = articles["day"].to_numpy()
        first, last = day_of(chosen.start), day_of(chosen.end)
        keep &= days != NO_DAY
        if first != NO_DAY:
            keep &= days >= first
        if last != NO_DAY:
            keep &= days <= last
    if chosen.sources:
        known = articles["source"].cat.categories
        shown = map(frames.sources.show, chosen.sources)  # an older link may have a name that was joined since
        wanted = [known.get_loc(source) for source in shown if source in known]
        keep &= np.isin(articles["source"].cat.codes.to_numpy(), wanted)
    if chosen.sections:
        keep &= articles["section"].isin(chosen.sections).to_numpy()
    if not chosen.include_copies:
        keep &= articles["duplicate_of"].to_numpy() == ""
    if chosen.until:
        keep &= ~find_added(frames, chosen.until)[articles.index.to_numpy()]
    unread = keep & (articles["status"].to_numpy() != "analysed")
    keep &= ~unread
    if chosen.topics:
        numbers = [frames.topic_numbers[topic] for topic in chosen.topics if topic in frames.topic_numbers]
        rows = np.isin(frames.article_topics["topic"].to_numpy(), numbers)
        keep &= _holding(frames, frames.article_topics["article"].to_numpy()[rows])
        unread[:] = False
    if chosen.stories:
        keep &= _mark_stories(frames, chosen.stories)[articles.index.to_numpy()]
        unread[:] = False
    if chosen.entities:
        rows = _of_entities(frames, chosen)
        keep &= _holding(frames, frames.mentions["article"].to_numpy()[rows])
        unread[:] = False
    if chosen.words:
        keep &= find_articles(frames, chosen.words)[articles.index.to_numpy()]
        unread[:] = False
    kept = articles if keep.all() else articles[keep]
    return View(frames=frames, filter=chosen, articles=kept, unread=articles[unread])


def find_articles(frames: Frames, words: str) -> np.ndarray:
    """Mask of the articles that match a query, by number; all do if it has no words."""
    node = parse(words)
    if node is None:
        return np.ones(frames.n_article_slots, dtype=bool)
    with reading(frames.path) as con:
        return Matcher(con, frames).match_articles(node)


def _mark_stories(frames: Frames, story_ids: tuple[str, ...]) -> np.ndarray:
    """Mask of the articles of these stories, by number."""
    numbers = frames.stories.index.to_numpy()[frames.stories["story_id"].isin(story_ids).to_numpy()]
    mask = np.zeros(frames.n_article_slots, dtype=bool)
    mask[frames.article_stories["article"].to_numpy()[np.isin(frames.article_stories["story"].to_numpy(), numbers)]] = (
        True
    )
    return mask


def _of_entities(frames: Frames, chosen: Filter) -> np.ndarray:
    wanted = np.zeros(frames.n_entity_slots, dtype=bool)
    wanted[frames.numbers_of(chosen.entities)] = True
    rows: np.ndarray = wanted[frames.mentions["entity"].to_numpy()]
    return rows if chosen.include_pronouns else rows & frames.named["mentions"]


def _holding(frames: Frames, numbers: np.ndarray) -> np.ndarray:
    """Mask of the rows of `articles` with one of these numbers."""
    mask = np.zeros(frames.n_article_slots, dtype=bool)
    mask[numbers] = True
    rows: np.ndarray = mask[frames.articles.index.to_numpy()]
    return rows


def _take(frame: pd.DataFrame, mask: np.ndarray) -> pd.DataFrame:
    return frame.take(np.flatnonzero(mask)).reset_index(drop=True)  # an index takes as much as two columns


# Scope of a question: which articles of a view a period, source or topic selects.


def build_scope(
    view: View,
    *,
    start: str = "",
    end: str = "",
    source: str | None = None,
    topic: str | None = None,
    undated: bool = False,
    story: str | None = None,
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
        source = frames.sources.show(source)
        scope &= frames.source == (sources.get_loc(source) if source in sources else NOBODY - 1)
    if story is not None:
        scope &= _mark_stories(frames, (story,))
    if topic is not None:
        number = frames.topic_numbers.get(topic, NOBODY)
        rows = (view.article_topics["topic"].to_numpy() == number) | (topic == "")
        about = np.zeros_like(scope)
        about[view.article_topics["article"].to_numpy()[rows]] = True
        scope &= about if topic else ~about
    return scope
