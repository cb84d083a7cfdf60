"""Features by which articles of one event are told: their words and names, those of the opening first.

As in work on streams of news, headline and first sentences weigh more than the rest (Miranda, Znotiņš, Cohen and
Barzdins, Multilingual clustering of streaming news, 2018).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from components.analysis.topics.terms import is_empty_term, is_proper
from components.analysis.topics.vectors import fold_term

LEAD = 400  # characters behind the headline that count as first sentences
_PHRASE = 1.3  # weight of a phrase, relative to a word or name
_IN_TITLE, _IN_LEAD = 3.0, 1.5  # the same of what the headline, and of what the first sentences name
WEEK = 7  # days over which articles are counted together
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Opening:
    """The headline and first sentences of an article, and which entities they name."""

    title: str = ""
    lead: str = ""
    in_title: Collection[int] = ()
    in_lead: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of an article: words with their weight before rarity, and its day."""

    article: int
    words: Mapping[int, float]
    names: frozenset[int]  # those of the words that stand for entities
    day: int | None

    def list_counted(self) -> Iterable[int]:
        """What is counted of it: its words, and its week like a word."""
        return self.words if self.day is None else chain(self.words, (hash_week(self.day // WEEK),))


def build_features(
    article: int,
    terms: Mapping[str, int],
    entities: Mapping[int, int],
    day: int | None,
    opening: Opening = Opening(),
) -> Features:
    """An article's features from its `Analysis.terms`, its entities with their mentions by name, and its opening."""
    title, lead = (list_words(text) for text in (opening.title, opening.lead))
    words: dict[int, float] = {}
    for term, count in terms.items():
        if not is_proper(term) and not is_empty_term(term) and count > 0:
            own = list_words(term)
            weight = _IN_TITLE if own <= title else _IN_LEAD if own <= lead else 1.0
            word = _hash(fold_term(term))
            words[word] = words.get(word, 0.0) + weight * (_PHRASE if " " in term else 1.0) * (1 + math.log(count))
    named = {}
    for entity, count in entities.items():
        weight = _IN_TITLE if entity in opening.in_title else _IN_LEAD if entity in opening.in_lead else 1.0
        named[_hash(f"@{entity}")] = weight * (1 + math.log(count))
    return Features(article, words | named, frozenset(named), day)


def list_words(text: str) -> set[str]:
    """The words of a text in lower case."""
    return set(_WORD.findall(text.lower()))


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=6).digest(), "big")


def hash_week(week: int) -> int:
    """The number under which the articles of a week are counted."""
    return _hash(f"#{week}")
