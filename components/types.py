"""Shared record types: frozen dataclasses used by every package, importing nothing of ours.

Offsets are Python `str` indices into `Article.text`, half open: `text[start:end]`. Fields called `sentence`, `entity`,
`mention`, `quote` inside an `Analysis` are positions in that same Analysis's tuples; the library turns them into ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]

ENTITY_TYPES = ("person", "organisation", "place", "group", "event", "product", "work", "law")
MENTION_KINDS = ("name", "pronoun", "description")
QUOTE_KINDS = ("direct", "indirect", "mixed", "attitude")
GENDERS = ("women", "men", "other", "unknown")  # of people, as they are written of; other only by correction
SENTIMENT_LABELS = ("negative", "neutral", "positive")
DATE_ORIGINS = ("metadata", "text", "filename", "user", "none")
ARTICLE_STATUSES = ("analysed", "not_english", "failed", "waiting")
PERIODS = ("day", "week", "month", "quarter", "year")


class DatelineError(Exception):
    """An error with a message for the user: what is wrong and what to do instead."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news text, as read from a file, a web page or a table row."""

    article_id: str
    title: str
    text: str
    date: str = ""  # ISO yyyy-mm-dd, or empty
    date_origin: str = "none"  # one of DATE_ORIGINS
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""  # ISO 639-1, empty when unknown
    path: str = ""  # file name as the user sees it; "pile.zip/a.txt" in an archive, "table.csv#3" for a row
    date_hint: str = ""  # an ambiguous or incomplete date: "03/04/2025", "6 December"
    section: str = ""  # the part of the publication it stood in: "Sports", "A1; Metro Desk"
    note: str = ""  # a sentence on how its text was read, where a reader should know: by OCR


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or row that could not be read as an article."""

    path: str
    reason: str  # one sentence for the user


@dataclass(frozen=True, slots=True)
class Address(Skipped):
    """An article of which a file holds the address and not the text: it is listed, and can be fetched."""

    url: str = ""
    title: str = ""
    date: str = ""  # ISO yyyy-mm-dd, or empty
    source: str = ""
    author: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article, as character offsets."""

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
    """An entity within one article, before entity linking across articles."""

    name: str  # the longest surface form in the article
    type: str
    aliases: tuple[str, ...] = ()  # the other surface forms, most frequent first
    description: str = ""  # title or role as in the article: "mayor of Halden"
    gender: str = ""  # "f", "m" or empty; from honorifics, first names, pronouns
    n_doubtful: int = 0  # ambiguous mentions: a bare surname where father and son are both named


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or thoughts attributed to a speaker. Spans include the quotation marks."""

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
    quote: int | None = None  # set if the words are inside a quote


@dataclass(frozen=True, slots=True)
class Analysis:
    """All results for one article."""

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
    terms: Mapping[str, int] = field(default_factory=dict)  # input of the topic model: word or name -> count
    reason: str = ""  # why not all of it was analysed: one sentence for the user
    not_english: tuple[Span, ...] = ()  # its paragraphs in other languages, which were not analysed


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity as entity linking keeps it between runs."""

    entity_id: str
    name: str
    type: str
    description: str = ""
    aliases: Mapping[str, int] = field(default_factory=dict)  # surface form -> number of mentions
    confidence: float = 0.0
    reason: str = ""  # why its names were merged, as shown on the entity's page
    profile: Mapping[str, int] = field(default_factory=dict)  # co-occurring names: other name -> number of articles
    gender: str = ""
    n_articles: int = 0


@dataclass(frozen=True, slots=True)
class Reassignment:
    """A reassignment: one article's mentions of an entity now belong to another entity."""

    article_id: str
    old_id: str
    new_id: str


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two entities that may be the same; the user decides."""

    first_id: str
    second_id: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The result of linking one article's entities to the known ones."""

    entity_ids: tuple[str, ...]  # one per LocalEntity, in order
    changed: tuple[EntityRecord, ...] = ()  # new and updated records
    reassigned: tuple[Reassignment, ...] = ()
    proposals: tuple[MergeProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """The user's filter; an empty field does not narrow anything."""

    start: str = ""  # ISO, inclusive; excludes undated articles
    end: str = ""
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # topic_ids
    entities: tuple[str, ...] = ()  # entity_ids; articles that name any of them
    sections: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()  # story_ids
    words: str = ""  # a query of the search; articles that match it
    until: str = ""  # only articles added by this time (UTC, ISO)
    include_pronouns: bool = False  # count pronouns and descriptions as mentions too
    include_copies: bool = True  # count articles that are copies of another


@dataclass(frozen=True, slots=True)
class EvidenceQuery:
    """Selects the sentences behind one number; combined with the current Filter."""

    kind: str  # "mentions", "quotes", "sentiment", "together", "articles"
    entities: tuple[str, ...] = ()  # entity_ids; for "together" the article must name all of them
    start: str = ""
    end: str = ""
    source: str | None = None
    topic: str | None = None  # a topic_id; "" for articles that have no topic
    label: str | None = None  # a sentiment label, or "uncertain"
    undated: bool = False  # only articles without a date
    since: str = ""  # only articles added after this time (UTC, ISO)
    gender: str | None = None  # one of GENDERS: mentions of such people, quotes by such
    words: str = ""  # a query of the search; articles that match it, or quotes
    story: str | None = None  # a story_id
    group: str | None = None  # for "quotes": a group_id, of one quote in several articles
    other_time: bool = False  # `start` and `end` stand in place of the filter's dates


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence behind a number, ready to be shown."""

    article_id: str
    title: str
    source: str
    date: str
    date_origin: str
    text: str  # the sentence, or the quote with its sentence
    start: int  # offset of `text` in the article
    highlights: tuple[Span, ...] = ()  # relative to `text`
    label: str = ""  # sentiment label, if the query was for one
    score: float | None = None
    confidence: float | None = None
    sentence_id: str = ""
    entity_id: str = ""
    quote_id: str = ""
