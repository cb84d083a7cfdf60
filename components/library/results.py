"""Analyses of one run, linked to each other, as the rows of DESIGN's tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from components.analysis import EntityIndex, Topic
from components.library.linked import link_analysis
from components.types import Analysis, Article, EntityRecord, Sentiment, Skipped

Row = tuple[Any, ...]
Assigned = Sequence[tuple[str, float]]  # (topic_id, weight)


class Results:
    """Everything of one run; `build_tables` once all is in."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.analyses: list[Analysis] = []
        self.sentiments: dict[int, tuple[Sentiment, ...]] = {}  # by the article's place
        self.skipped: list[Skipped] = []
        self._duplicate_of: list[str] = []
        self._entities: list[list[str]] = []  # for each article the id of each of its entities
        self._places: dict[str, int] = {}
        self._records: dict[str, EntityRecord] = {}
        self._index = EntityIndex()
        self._topics: Sequence[Topic] = ()
        self._assigned: Mapping[int, Assigned] = {}

    def add_article(self, article: Article, duplicate_of: str) -> None:
        """Take an article in; its analysis comes later, in the same order."""
        self._places[article.article_id] = len(self.articles)
        self.articles.append(article)
        self._duplicate_of.append(duplicate_of)

    def add_analysis(self, analysis: Analysis) -> None:
        """Take the next article's analysis in and bring its entities together with those before."""
        analysis, linked = link_analysis(self._index, analysis)
        self.analyses.append(analysis)
        if linked is None:
            self._entities.append([])
            return
        self._entities.append(list(linked.entity_ids))
        self._records.update((record.entity_id, record) for record in linked.changed)
        for move in linked.moves:
            ids = self._entities[self._places[move.article_id]]
            ids[:] = [move.new_id if entity_id == move.old_id else entity_id for entity_id in ids]

    def add_topics(self, topics: Sequence[Topic], assigned: Mapping[int, Assigned]) -> None:
        """Take in the topics, and which articles (by their place) they belong to."""
        self._topics, self._assigned = topics, assigned

    def build_tables(self) -> dict[str, Iterable[Row]]:
        """The rows of every table, under its name."""
        sentences = _firsts(len(analysis.sentences) for analysis in self.analyses)
        mentions = _firsts(len(analysis.mentions) for analysis in self.analyses)
        quotes = _firsts(len(analysis.quotes) for analysis in self.analyses)
        names = self._name_entities()
        return {
            "articles": self._build_articles(),
            "sentences": self._build_sentences(sentences),
            "mentions": self._build_mentions(sentences, mentions, names),
            "entities": self._build_entities(names),
            "quotes": self._build_quotes(quotes, names),
            "quote_mentions": self._build_quote_mentions(mentions, quotes, names),
            "sentiments": self._build_sentiments(sentences, mentions, quotes, names),
            "topics": self._build_topics(),
            "article_topics": self._build_article_topics(),
            "skipped": ((item.path, item.reason) for item in self.skipped),
        }

    def _name_entities(self) -> dict[str, str]:
        """Short ids for the entities that are mentioned or speak, the same in every run over the same articles."""
        names: dict[str, str] = {}
        for analysis, ids in zip(self.analyses, self._entities, strict=True):
            seen = [mention.entity for mention in analysis.mentions]
            seen += [quote.speaker for quote in analysis.quotes if quote.speaker is not None]
            for entity in seen:
                names.setdefault(ids[entity], f"e{len(names) + 1}")
        return names

    def _build_articles(self) -> Iterator[Row]:
        for article, analysis, original in zip(self.articles, self.analyses, self._duplicate_of, strict=True):
            yield (
                article.article_id, article.title, article.text, article.date, article.date_origin, article.source,
                article.author, article.url, analysis.language or article.language, analysis.n_words, article.path,
                analysis.status, original, analysis.pipeline,
            )  # fmt: skip

    def _build_sentences(self, first: Sequence[int]) -> Iterator[Row]:
        for place, analysis in enumerate(self.analyses):
            for k, sentence in enumerate(analysis.sentences, start=first[place]):
                yield f"s{k}", analysis.article_id, sentence.start, sentence.end

    def _build_mentions(
        self, sentences: Sequence[int], first: Sequence[int], names: Mapping[str, str]
    ) -> Iterator[Row]:
        for place, analysis in enumerate(self.analyses):
            ids = self._entities[place]
            for k, mention in enumerate(analysis.mentions, start=first[place]):
                yield (
                    f"m{k}", analysis.article_id, f"s{sentences[place] + mention.sentence}", mention.start, mention.end,
                    mention.text, mention.type, names[ids[mention.entity]], mention.kind,
                )  # fmt: skip

    def _build_entities(self, names: Mapping[str, str]) -> Iterator[Row]:
        forms: dict[str, Counter[str]] = {entity_id: Counter() for entity_id in names}
        articles: dict[str, set[int]] = {entity_id: set() for entity_id in names}
        for place, analysis in enumerate(self.analyses):
            for mention in analysis.mentions:
                if mention.kind == "name":
                    entity_id = self._entities[place][mention.entity]
                    forms[entity_id][" ".join(mention.text.split())] += 1
                    articles[entity_id].add(place)
        for entity_id, shown in names.items():
            record = self._records[entity_id]
            dates = sorted(date for place in articles[entity_id] if (date := self.articles[place].date))
            yield (
                shown, record.name, record.type, record.description, dict(forms[entity_id].most_common()),
                record.confidence, forms[entity_id].total(), len(articles[entity_id]), dates[0] if dates else "",
                dates[-1] if dates else "",
            )  # fmt: skip

    def _build_quotes(self, first: Sequence[int], names: Mapping[str, str]) -> Iterator[Row]:
        for place, analysis in enumerate(self.analyses):
            ids = self._entities[place]
            for k, quote in enumerate(analysis.quotes, start=first[place]):
                yield (
                    f"q{k}", analysis.article_id, quote.kind, quote.content, quote.content_spans, quote.speaker_text,
                    quote.speaker_spans, "" if quote.speaker is None else names[ids[quote.speaker]], quote.cue_text,
                    quote.cue_spans, quote.confidence,
                )  # fmt: skip

    def _build_quote_mentions(
        self, mentions: Sequence[int], quotes: Sequence[int], names: Mapping[str, str]
    ) -> Iterator[Row]:
        for place, analysis in enumerate(self.analyses):
            ids = self._entities[place]
            for k, quote in enumerate(analysis.quotes, start=quotes[place]):
                for about in quote.about:
                    yield f"q{k}", names[ids[analysis.mentions[about].entity]], f"m{mentions[place] + about}"

    def _build_sentiments(
        self, sentences: Sequence[int], mentions: Sequence[int], quotes: Sequence[int], names: Mapping[str, str]
    ) -> Iterator[Row]:
        for place, sentiments in sorted(self.sentiments.items()):
            ids, article_id = self._entities[place], self.analyses[place].article_id
            for one in sentiments:
                yield (
                    article_id, f"s{sentences[place] + one.sentence}", names[ids[one.entity]],
                    f"m{mentions[place] + one.mention}", "" if one.quote is None else f"q{quotes[place] + one.quote}",
                    one.label, one.score, one.confidence,
                )  # fmt: skip

    def _build_topics(self) -> Iterator[Row]:
        counts = Counter(topic_id for topics in self._assigned.values() for topic_id, _ in topics)
        for topic in self._topics:
            shown = self._name_topics()[topic.topic_id]
            yield shown, topic.label, list(topic.keywords), counts[topic.topic_id]

    def _build_article_topics(self) -> Iterator[Row]:
        names = self._name_topics()
        for place, topics in sorted(self._assigned.items()):
            for topic_id, weight in topics:
                yield self.articles[place].article_id, names[topic_id], weight

    def _name_topics(self) -> dict[str, str]:
        return {topic.topic_id: f"t{k}" for k, topic in enumerate(self._topics, start=1)}


def _firsts(lengths: Iterable[int]) -> list[int]:
    """For each article the number of its first row, where rows are numbered from 1 on through all of them."""
    return list(accumulate(lengths, initial=1))
