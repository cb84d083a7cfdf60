"""A whole library as tables of numbers in memory, corrections applied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from components.library.corrections.sources import Sources
from components.library.store.kept import Kept
from components.library.store.records import (
    NO_DAY,
    distinct_pairs,
    is_in,
    lookup,
)
from components.types import MENTION_KINDS, QUOTE_KINDS

if TYPE_CHECKING:
    from components.analysis.entities.places import Place

_PROPOSED = ["entity_id", "name", "type", "n_mentions"]
NAME = MENTION_KINDS.index("name")
SURE = 0.6  # reported speech below this confidence is not counted


def find_counted(quotes: pd.DataFrame) -> np.ndarray:
    """Mask of the quotes that count: in every number, chart, headline, search and list of evidence.

    Direct quotes count, and those reported ones (indirect, mixed) that are sure; an attitude ("wants …", "backs …") is
    no quote. The others are kept, and exported with their kind and confidence.
    """
    kinds = quotes["kind"].to_numpy()
    is_direct = kinds == QUOTE_KINDS.index("direct")
    is_sure = quotes["confidence"].to_numpy() >= SURE
    counted: np.ndarray = is_direct | (is_sure & (kinds != QUOTE_KINDS.index("attitude")))
    return counted


def list_proposals(
    proposals: pd.DataFrame, entities: pd.DataFrame, numbers: dict[str, int], refused: set[frozenset[int]]
) -> pd.DataFrame:
    """Undecided pairs of entities that may be the same, highest confidence first, with their names.

    `first_id` and `second_id` are of displayed entities. Left out are pairs that were merged, and pairs without
    mentions: articles may be deleted, or analysed again with other names.
    """
    rows, seen = [], set(refused)
    wanted = [
        None if first not in numbers or second not in numbers or numbers[first] == numbers[second]
        else (numbers[first], numbers[second])
        for first, second in zip(proposals["first_id"], proposals["second_id"], strict=True)
    ]  # fmt: skip
    described = entities.loc[list({number for pair in wanted if pair for number in pair}), _PROPOSED]
    known = dict(zip(described.index.tolist(), described.itertuples(index=False, name=None), strict=True))
    for pair, confidence, reason in zip(wanted, proposals["confidence"], proposals["reason"], strict=True):
        if pair is not None and frozenset(pair) not in seen:
            seen.add(frozenset(pair))
            rows.append((*known[pair[0]], *known[pair[1]], confidence, reason))
    columns = [f"{which}_{name.removeprefix('entity_')}" for which in ("first", "second") for name in _PROPOSED]
    return pd.DataFrame(rows, columns=[*columns, "confidence", "reason"])


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
    stories: pd.DataFrame  # those of several articles: `story_id, label`, indexed by number
    article_stories: pd.DataFrame  # `article, story`
    quote_groups: pd.DataFrame  # quotes in several articles: `quote, article, group, original`
    proposed: pd.DataFrame  # merge proposals as stored by the analysis
    refused: set[frozenset[int]]  # pairs of numbers that the user declared different
    genders: dict[int, str]  # that the user told, by entity
    repeated: pd.DataFrame  # lines that a source repeats: `line, article, start, end, n_articles, counts`
    entity_numbers: dict[str, int]  # every id of a displayed entity, including merged ones
    found: pd.DataFrame  # the entities as the analysis found them, before corrections: `entity_id, name, type, n_names`
    surfaces: np.ndarray  # surface forms, indexed by `mentions.surface`
    retitled: np.ndarray  # numbers of the articles with a corrected title
    sources: Sources  # which written names of sources are shown as which
    written_sources: frozenset[str]
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
        """Each entity's rank by mentions in the whole library, people and organisations first.

        It is that of the entities as they were found: no filter and no correction changes it. Names that a correction
        made come last.
        """
        is_other = ~self.found["type"].isin(("person", "organisation"))
        order = np.lexsort((self.found["name"], -self.found["n_names"], is_other))
        ids = [*self.found["entity_id"].iloc[order], *self.entities["entity_id"]]
        return {entity_id: rank for rank, entity_id in enumerate(dict.fromkeys(ids))}

    @cached_property
    def countries(self) -> dict[int, frozenset[str]]:
        """The countries and parties that an entity is, or is the people of, by its number; most have none."""
        from components.analysis.entities.surface_forms import (  # imported only if an entity is shown
            find_country,
            find_party,
        )

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
        from components.library.queries.places import locate_places  # its tables are loaded only if a map is requested

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
        return _named.get(self._find_named, self.mentions, self.quote_mentions, self.sentiments)

    @cached_property
    def naming(self) -> tuple[np.ndarray, np.ndarray]:
        """Distinct pairs of an entity and an article that names it, ordered: (entities, articles)."""
        return pair_names(self.mentions, self.n_article_slots)

    def _find_named(self) -> dict[str, np.ndarray]:
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


_named: Kept[dict[str, np.ndarray]] = Kept()
_pairs: Kept[tuple[np.ndarray, np.ndarray]] = Kept()


def pair_names(mentions: pd.DataFrame, n_article_slots: int) -> tuple[np.ndarray, np.ndarray]:
    """Distinct pairs of an entity and an article that names it, ordered."""
    return _pairs.get(lambda: _pair_names(mentions, n_article_slots), mentions, given=n_article_slots)


def _pair_names(mentions: pd.DataFrame, n_article_slots: int) -> tuple[np.ndarray, np.ndarray]:
    named = mentions["kind"].to_numpy() == NAME
    return distinct_pairs(mentions["entity"].to_numpy()[named], mentions["article"].to_numpy()[named], n_article_slots)
