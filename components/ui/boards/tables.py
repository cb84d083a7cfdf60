"""Tables on a board: their rows in the item's own view, each leading to the sentences it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components import count_of, library
from components.library import View
from components.library.queries import quote_groups
from components.library.queries.stories import count_stories, read_story
from components.types import ENTITY_TYPES, EvidenceQuery
from components.ui.exhibits.common import base_of, dates_of
from components.ui.exhibits.quotes import build_repeated_table
from components.ui.quote_choices import choose_quotes
from components.ui.quotes import name_speaker
from components.ui.reader import words_of
from components.ui.session import count_in, library_path
from components.ui.words import find_words

MOST_ROWS = 1000  # of a table that is handed out; a screen shows the first ones
Place = tuple[str, int]  # an article and an offset in it
Choices = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class BoardTable:
    """A table of a view under readable names; `targets` says for each row what is behind it."""

    title: str
    what: str  # what the rows are
    table: pd.DataFrame  # dates are ISO days
    targets: Sequence[EvidenceQuery | Place]
    n: int  # rows in all
    base: str  # articles and dates

    @property
    def note(self) -> str:
        """What the rows are, and of how many articles."""
        return ", ".join(part for part in (self.what, self.base) if part) + "."


def build_table(name: str, view: View, choices: Choices) -> BoardTable | None:
    """Build a table of a view; None if it has no rows."""
    built = _BUILDERS[name](view, choices) if name in _BUILDERS and len(view.articles) else None
    if built is None or not len(built[2]):
        return None
    title, what, table, targets, n = built
    base = ", ".join(part for part in (base_of(view), dates_of(view)) if part)
    return BoardTable(title, what, table.reset_index(drop=True), targets, n, base)


_Built = tuple[str, str, pd.DataFrame, Sequence[EvidenceQuery | Place], int]


def _choose(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    return table[list(columns)].rename(columns=dict(columns))


def _build_names(view: View, choices: Choices) -> _Built:
    counted = count_in(view, library.count_entities)
    types = [type_ for type_ in choices.get("types", ()) if type_ in ENTITY_TYPES]
    counted = counted[counted["type"].isin(types)] if types else counted
    counted = counted.iloc[find_words(counted["name"], " ".join(choices.get("name", ())))]
    shown = counted.head(MOST_ROWS)
    columns = {
        "name": "Name", "type": "Type", "n_mentions": "Mentions", "n_articles": "Articles", "first_date": "First",
        "last_date": "Last",
    }  # fmt: skip
    table = _choose(shown.assign(type=shown["type"].str.capitalize()), columns)
    targets = [EvidenceQuery("mentions", (entity_id,)) for entity_id in shown["entity_id"]]
    return "Names", "Names with most mentions first", table, targets, len(counted)


def _build_quotes(view: View, choices: Choices) -> _Built:
    found, n = library.read_quotes(library_path(), view, **choose_quotes(choices), limit=MOST_ROWS)
    rows = [(name_speaker(quote), words_of(quote), quote.source, quote.date) for quote in found]
    table = pd.DataFrame(rows, columns=["Speaker", "Words", "Source", "Date"])
    return "Who said what", count_of(n, "quote"), table, [(q.article_id, q.content_spans[0][0]) for q in found], n


def _build_repeated(view: View, _: Choices) -> _Built | None:
    counted = count_in(view, quote_groups.list_repeated)
    if not len(counted):
        return None
    repeated = quote_groups.read_repeated(library_path(), view, counted.head(MOST_ROWS))
    columns = {
        "words": "Words", "articles": "Articles", "sources": "Sources", "first": "First", "last": "Last",
        "speaker": "Speaker",
    }  # fmt: skip
    table = _choose(build_repeated_table(repeated), columns)
    targets = [EvidenceQuery("quotes", group=one.group_id) for one in repeated]
    return "Quotes that travel", "Quotes in several articles, most first", table, targets, len(counted)


def _build_topics(view: View, _: Choices) -> _Built:
    counted = count_in(view, library.count_topics)
    counted = counted[counted["n_articles"] > 0]
    table = _choose(
        counted.assign(words=counted["keywords"].str.join(", ")),
        {"label": "Topic", "n_articles": "Articles", "words": "Its words"},
    )
    targets = [EvidenceQuery("articles", topic=topic_id) for topic_id in counted["topic_id"]]
    return "What the news was about", count_of(len(counted), "topic"), table, targets, len(counted)


def _build_sources(view: View, _: Choices) -> _Built:
    counted = count_in(view, library.count_sources)
    table = _choose(
        counted.assign(source=counted["source"].replace("", "Unknown source")),
        {"source": "Source", "n_articles": "Articles", "first_date": "First", "last_date": "Last"},
    )
    targets = [EvidenceQuery("articles", source=source) for source in counted["source"]]
    return "Sources", count_of(len(counted), "source"), table, targets, len(counted)


def _build_stories(view: View, _: Choices) -> _Built:
    counted = count_in(view, count_stories)
    shown = counted.head(MOST_ROWS)
    columns = {
        "label": "Story", "n_articles": "Articles", "n_sources": "Sources", "first_date": "First", "last_date": "Last",
    }  # fmt: skip
    targets = [EvidenceQuery("articles", story=story_id) for story_id in shown["story_id"]]
    said = f"{count_of(len(counted), 'story', 'stories')}, those in most articles first"
    return "Stories", said, _choose(shown, columns), targets, len(counted)


def _build_story(view: View, choices: Choices) -> _Built | None:
    story = count_in(view, read_story, next(iter(choices.get("story", ())), ""))
    if story is None:
        return None
    table = _choose(story.articles, {"date": "Date", "source": "Source", "title": "Article"})
    targets = [(article_id, 0) for article_id in story.articles["article_id"]]
    return story.label, "The articles of a story, the first one first", table, targets, len(table)


def _build_articles(view: View, choices: Choices) -> _Built:
    articles = view.articles.sort_values("day", ascending=False, kind="stable")
    articles = articles.iloc[find_words(articles["title"], " ".join(choices.get("words", ())))]
    shown = articles.head(MOST_ROWS)
    table = _choose(
        shown.assign(source=shown["source"].astype("str")),
        {"date": "Date", "source": "Source", "title": "Article", "n_words": "Words"},
    )
    targets = [(article_id, 0) for article_id in shown["article_id"]]
    return "Articles", f"{count_of(len(articles), 'article')}, the newest first", table, targets, len(articles)


_BUILDERS: Mapping[str, Callable[[View, Choices], _Built | None]] = {
    "names": _build_names,
    "quotes": _build_quotes,
    "repeated": _build_repeated,
    "topics": _build_topics,
    "sources": _build_sources,
    "stories": _build_stories,
    "story": _build_story,
    "articles": _build_articles,
}
NAMES = tuple(_BUILDERS)
