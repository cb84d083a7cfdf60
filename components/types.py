"""Records shared by every room of the house; nothing here imports anything of ours.

Offsets are Python `str` indices into `Article.text`, half open: `text[start:end]`.
Fields called `sentence`, `entity`, `mention`, `quote` inside an `Analysis` are positions in that
same Analysis's tuples; the library turns them into ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]

ENTITY_TYPES = ("person", "organisation", "place", "group", "event", "product", "work", "law")
MENTION_KINDS = ("name", "pronoun", "description")
QUOTE_KINDS = ("direct", "indirect", "mixed")
SENTIMENT_LABELS = ("negative", "neutral", "positive")
DATE_ORIGINS = ("metadata", "text", "filename", "user", "none")
ARTICLE_STATUSES = ("analysed", "not_english", "failed", "waiting")
PERIODS = ("day", "week", "month")


class DatelineError(Exception):
    """An error whose message is written for the person at the screen: what is wrong, what is possible instead."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news text, as read from a file, a page or a table row."""

    article_id: str
    title: str
    text: str
    date: str = ""  # ISO yyyy-mm-dd, or empty
    date_origin: str = "none"  # one of DATE_ORIGINS
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""  # ISO 639-1, empty when unknown
    path: str = ""  # file name as the user knows it, inside an archive "pile.zip/a.txt", a row "table.csv#3"
    date_hint: str = ""  # what could be a date but is not sure: "03/04/2025", "6 December"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or row that could not become an article."""

    path: str
    reason: str  # one sentence for the user


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in an article where an entity is named or referred to."""

    start: int
    end: int
    text: str
    type: str  # one of ENTITY_TYPES
    kind: str  # one of MENTION_KINDS
    sentence: int
    entity: int


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """The entity behind mentions of one article, before merging across articles."""

    name: str  # the fullest form in the article
    type: str
    aliases: tuple[str, ...] = ()  # every other form, commonest first
    description: str = ""  # title or role as the article gives it: "mayor of Halden"
    gender: str = ""  # "f", "m" or empty; from honorifics, first names, pronouns
    n_doubtful: int = 0  # mentions that may be another's: a bare surname where father and son are named


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or thoughts attributed to somebody. Spans include the quotation marks."""

    kind: str  # one of QUOTE_KINDS
    content: str  # texts of content_spans joined by a space
    content_spans: tuple[Span, ...]
    speaker_text: str = ""
    speaker_spans: tuple[Span, ...] = ()
    cue_text: str = ""
    cue_spans: tuple[Span, ...] = ()
    confidence: float = 0.0  # probability that content and speaker are right
    speaker: int | None = None  # position in Analysis.entities
    about: tuple[int, ...] = ()  # positions in Analysis.mentions that lie inside the content


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How one sentence (or one quote) speaks of one entity."""

    sentence: int
    entity: int
    mention: int  # the first of the entity's mentions in the sentence
    label: str  # one of SENTIMENT_LABELS
    score: float  # -1 to 1
    confidence: float  # calibrated probability that the label is right
    quote: int | None = None  # set where the words stand inside a quote


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one article."""

    article_id: str
    status: str  # "analysed", "not_english" or "failed"
    pipeline: str  # name and version of what analysed it
    language: str = ""
    n_words: int = 0
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sentiments: tuple[Sentiment, ...] = ()
    terms: Mapping[str, int] = field(default_factory=dict)  # what topics are made of: word or name -> count
    reason: str = ""  # why status is not "analysed": one sentence for the user


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity as merging across articles knows it; the library keeps it between runs."""

    entity_id: str
    name: str
    type: str
    description: str = ""
    aliases: Mapping[str, int] = field(default_factory=dict)  # form -> mentions
    confidence: float = 0.0
    reason: str = ""  # why its names were merged, in words for the entity's page
    profile: Mapping[str, int] = field(default_factory=dict)  # the company the name keeps: other name -> articles
    gender: str = ""
    n_articles: int = 0


@dataclass(frozen=True, slots=True)
class EntityMove:
    """New evidence puts an article's mentions of one entity under another."""

    article_id: str
    old_id: str
    new_id: str


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two entities that may be one; a person decides."""

    first_id: str
    second_id: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What linking one article's entities to the known ones gave."""

    entity_ids: tuple[str, ...]  # one per LocalEntity, in order
    changed: tuple[EntityRecord, ...] = ()  # new and updated records
    moves: tuple[EntityMove, ...] = ()
    proposals: tuple[MergeProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What the person chose to look at; empty fields do not narrow anything."""

    start: str = ""  # ISO, inclusive; a date narrows to dated articles
    end: str = ""
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # topic_ids
    entities: tuple[str, ...] = ()  # entity_ids; articles that name any of them
    include_pronouns: bool = False  # count pronouns and descriptions as mentions too
    include_copies: bool = True  # count articles that are copies of another


@dataclass(frozen=True, slots=True)
class EvidenceQuery:
    """Which sentences stand behind one number; combined with the current Filter."""

    kind: str  # "mentions", "quotes", "sentiment", "together", "articles"
    entities: tuple[str, ...] = ()  # entity_ids; for "together" the article must name all of them
    start: str = ""
    end: str = ""
    source: str | None = None
    topic: str | None = None  # a topic_id; "" for articles that have no topic
    label: str | None = None  # a sentiment label, or "uncertain"
    undated: bool = False  # only articles without a date


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence behind a number, ready to be shown."""

    article_id: str
    title: str
    source: str
    date: str
    date_origin: str
    text: str  # the sentence, or the quote with its sentence
    start: int  # where `text` begins in the article
    highlights: tuple[Span, ...] = ()  # relative to `text`
    label: str = ""  # sentiment label where that was asked
    score: float | None = None
    confidence: float | None = None
    sentence_id: str = ""
    entity_id: str = ""
    quote_id: str = ""
