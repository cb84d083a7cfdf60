"""`Frames`, a library as numeric tables, and `View`, the part a filter selects; shared between sessions: read-only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from components.library.columns import NO_DAY, NOBODY, day_of, distinct, is_in, lookup
from components.library.proposals import list_proposals
from components.types import MENTION_KINDS, Filter

if TYPE_CHECKING:
    from components.analysis.places import Place

NAME = MENTION_KINDS.index("name")


@dataclass(frozen=True)
class Frames:
    """Every table of one library at one revision, with corrections applied.

    `entities` include the original names (`machine_names`) and the reasons (`reasons`) of merges. Columns that refer to
    a row of another table hold its number: `article`, `entity`, `quote`, `mention`, `sentence`; `entity` and `quote`
    are -1 if there is none. Kinds, types and labels are codes into the tuples of `components.types`. `day` counts days
    since 1970-01-01, NO_DAY if undated.
    """

    path: str
    revision: int
    articles: pd.DataFrame
    entities: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    quote_mentions: pd.DataFrame
    sentiments: pd.DataFrame
    topics: pd.DataFrame
    article_topics: pd.DataFrame
    proposed: pd.DataFrame  # merge proposals as stored by the analysis
    refused: set[frozenset[int]]  # pairs of numbers that the user declared different
    repeated: pd.DataFrame  # lines that a source repeats: `line, article, start, end, n_articles, counts`
    entity_numbers: dict[str, int]  # every id of a displayed entity, including merged ones
    surfaces: np.ndarray  # surface forms, indexed by `mentions.surface`
    retitled: np.ndarray  # numbers of the articles with a corrected title
    n_skipped: int = 0

    @cached_property
    def n_article_slots(self) -> int:
        """Size of arrays indexed by article number: the highest number plus one."""
        return int(self.articles.index.max()) + 1 if len(self.articles) else 1

    @cached_property
    def n_entity_slots(self) -> int:
        """Size of arrays indexed by entity number: the highest number plus one."""
        return int(self.entities.index.max()) + 1 if len(self.entities) else 1

    @cached_property
    def article_numbers(self) -> dict[str, int]:
        """Article ids to numbers."""
        return dict(zip(self.articles["article_id"].tolist(), self.articles.index.tolist(), strict=True))

    @cached_property
    def topic_numbers(self) -> dict[str, int]:
        """Topic ids to numbers."""
        return dict(zip(self.topics["topic_id"].tolist(), self.topics.index.tolist(), strict=True))

    @cached_property
    def day(self) -> np.ndarray:
        """The day of each article, by number."""
        return lookup(self.articles.index.to_numpy(), self.articles["day"].to_numpy(), self.n_article_slots, NO_DAY)

    @cached_property
    def source(self) -> np.ndarray:
        """The source code of each article, by number."""
        codes = self.articles["source"].cat.codes.to_numpy().astype(np.int32)
        return lookup(self.articles.index.to_numpy(), codes, self.n_article_slots, -1)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Each entity's rank by mentions in the whole library, people and organisations first; no filter changes it."""
        is_other = ~self.entities["type"].isin(("person", "organisation"))
        order = np.lexsort((self.entities["name"], -self.entities["n_mentions"], is_other))
        return {entity_id: rank for rank, entity_id in enumerate(self.entities["entity_id"].iloc[order])}

    @cached_property
    def countries(self) -> dict[int, frozenset[str]]:
        """The countries and parties that an entity is, or is the people of, by its number; most have none."""
        from components.analysis.merging.keys import find_country, find_party  # imported only if an entity is shown

        tied: dict[int, frozenset[str]] = {}
        kinds = self.entities[self.entities["type"].isin(("place", "group", "organisation"))]
        for row in kinds[["name", "type", "machine_names"]].itertuples():
            names = (row.name, *row.machine_names)
            codes = {find(name, row.type) for name in names for find in (find_country, find_party)} - {""}
            if codes:
                tied[row.Index] = frozenset(codes)
        return tied

    @cached_property
    def places(self) -> dict[int, Place]:
        """Coordinates of entities, by number, if known."""
        from components.library.locating import locate_places  # its tables are loaded only if a map is requested

        return locate_places(self)

    @cached_property
    def proposals(self) -> pd.DataFrame:
        """Undecided merge proposals, computed on demand."""
        return list_proposals(self.proposed, self.entities, self.entity_numbers, self.refused)

    @cached_property
    def entity_names(self) -> np.ndarray:
        """The name of each entity, by number."""
        return self._by_entity("name")

    @cached_property
    def entity_ids(self) -> np.ndarray:
        """The id of each entity, by number."""
        return self._by_entity("entity_id")

    @cached_property
    def entity_types(self) -> np.ndarray:
        """The type code of each entity, by number."""
        return self._by_entity("type")

    def numbers_of(self, entity_ids: tuple[str, ...] | list[str]) -> list[int]:
        """The numbers of these entities, without hidden ones and repeats, in order."""
        found = (self.entity_numbers.get(entity_id) for entity_id in entity_ids)
        return list(dict.fromkeys(number for number in found if number is not None))

    def _by_entity(self, column: str) -> np.ndarray:
        table = np.full(self.n_entity_slots, "", dtype=object)
        table[self.entities.index.to_numpy()] = self.entities[column].to_numpy(dtype=object)
        return table

    @cached_property
    def mention_kinds(self) -> np.ndarray:
        """The kind of each mention, by number; -1 if its entity is hidden."""
        numbers = self.mentions["mention"].to_numpy()
        size = max(int(table["mention"].max()) if len(table) else 0 for table in (self.mentions, self.quote_mentions))
        return lookup(numbers, self.mentions["kind"].to_numpy().astype(np.int8), size + 1, -1)

    @cached_property
    def named(self) -> dict[str, np.ndarray]:
        """For each table of mentions, a mask of rows based on a name; computed once, used by every filter.

        A judgement counts as named if its sentence names the entity anywhere, not only in its first mention.
        """
        named = self.mentions["kind"].to_numpy() == NAME
        judged = self._pairs(self.sentiments["sentence"], self.sentiments["entity"])
        naming = self._pairs(self.mentions["sentence"][named], self.mentions["entity"][named])
        return {
            "mentions": named,
            "quote_mentions": self.mention_kinds[self.quote_mentions["mention"].to_numpy()] == NAME,
            "sentiments": is_in(judged, naming),
        }

    def _pairs(self, sentences: pd.Series, entities: pd.Series) -> np.ndarray:
        pairs: np.ndarray = sentences.to_numpy().astype(np.int64) * self.n_entity_slots + entities.to_numpy()
        return pairs


@dataclass(frozen=True)
class View:
    """The part of a library that a filter selects; the same tables as `Frames`, narrowed.

    `articles` are the analysed ones; `unread` are those of the same dates and sources that were not analysed (waiting,
    failed, not English).
    """

    frames: Frames
    filter: Filter
    articles: pd.DataFrame
    unread: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    quote_mentions: pd.DataFrame
    sentiments: pd.DataFrame
    article_topics: pd.DataFrame

    @property
    def entities(self) -> pd.DataFrame:
        """The entities of the whole library."""
        return self.frames.entities

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
    def naming(self) -> tuple[np.ndarray, np.ndarray]:
        """Distinct pairs of an entity and an article that mentions it: (entities, articles)."""
        return distinct_pairs(
            self.mentions["entity"].to_numpy(), self.mentions["article"].to_numpy(), self.frames.n_article_slots
        )

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """The first and last day of the view's articles; None if all are undated."""
        days = self.articles["day"].to_numpy()
        days = days[days != NO_DAY]
        return (int(days.min()), int(days.max())) if len(days) else None


def distinct_pairs(left: np.ndarray, right: np.ndarray, n_right: int) -> tuple[np.ndarray, np.ndarray]:
    """The distinct pairs of two columns, sorted; `right` is less than `n_right`."""
    keys = distinct(left.astype(np.int64) * n_right + right)
    return keys // n_right, keys % n_right


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
        wanted = [known.get_loc(source) for source in chosen.sources if source in known]
        keep &= np.isin(articles["source"].cat.codes.to_numpy(), wanted)
    if not chosen.include_copies:
        keep &= articles["duplicate_of"].to_numpy() == ""
    unread = keep & (articles["status"].to_numpy() != "analysed")
    keep &= ~unread
    if chosen.topics:
        numbers = [frames.topic_numbers[topic] for topic in chosen.topics if topic in frames.topic_numbers]
        rows = np.isin(frames.article_topics["topic"].to_numpy(), numbers)
        keep &= _holding(frames, frames.article_topics["article"].to_numpy()[rows])
        unread[:] = False
    if chosen.entities:
        rows = _of_entities(frames, chosen)
        keep &= _holding(frames, frames.mentions["article"].to_numpy()[rows])
        unread[:] = False
    return _narrow(frames, chosen, keep, unread)


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


def _narrow(frames: Frames, chosen: Filter, keep: np.ndarray, unread: np.ndarray) -> View:
    whole = bool(keep.all())
    inside = np.zeros(frames.n_article_slots, dtype=bool)
    inside[frames.articles.index.to_numpy()[keep]] = True

    def narrow(table: str) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(frames, table)
        mask = None if whole or "article" not in frame else inside[frame["article"].to_numpy()]
        if not chosen.include_pronouns and table in frames.named:
            mask = frames.named[table] if mask is None else mask & frames.named[table]
        return frame if mask is None or mask.all() else _take(frame, mask)

    quotes = narrow("quotes")
    quote_mentions = narrow("quote_mentions")
    return View(
        frames=frames,
        filter=chosen,
        articles=frames.articles if whole else frames.articles[keep],
        unread=frames.articles[unread],
        mentions=narrow("mentions"),
        quotes=quotes,
        quote_mentions=quote_mentions,
        sentiments=narrow("sentiments"),
        article_topics=narrow("article_topics"),
    )


def _take(frame: pd.DataFrame, mask: np.ndarray) -> pd.DataFrame:
    return frame.take(np.flatnonzero(mask))


__all__ = ["NOBODY", "Frames", "View", "select"]
