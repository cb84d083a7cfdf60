"""The sentences behind a number: as many as the number says, each cut from its article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from components.library.queries import View, build_scope, find_articles
from components.library.queries.added import find_added
from components.library.queries.article_texts import ArticleTexts
from components.library.queries.matching import Matcher
from components.library.queries.passages import find_spans
from components.library.queries.query_language import list_leaves, parse, place_of
from components.library.queries.quote_groups import list_appearances
from components.library.queries.search import find_matches
from components.library.queries.sentiment import is_certain
from components.library.queries.voice import find_genders
from components.library.store import reading
from components.library.store.records import NOBODY, distinct, is_in
from components.types import GENDERS, QUOTE_KINDS, SENTIMENT_LABELS, Evidence, EvidenceQuery, Span

NEAR = 300  # characters from a quote to its attribution that are shown with it
GAP = " … "  # separates two sentences of an article that are shown together


# Evidence: the sentences behind a number, exactly as many as the number says.


@dataclass(frozen=True)
class EvidenceCount:
    """The amount of evidence; `n_sources` does not count unknown sources."""

    n: int
    n_articles: int
    n_sources: int


def count_evidence(view: View, query: EvidenceQuery) -> EvidenceCount:
    """Count what `read_evidence` returns for the query: the number on the chart."""
    numbers = find_rows(view, query)["article"].to_numpy()
    articles = distinct(numbers)
    sources = np.unique(view.frames.source[articles])
    known = np.asarray(view.frames.articles["source"].cat.categories, dtype=object)[sources] != ""
    return EvidenceCount(len(numbers), len(articles), int(known.sum()))


def read_evidence(path: str | Path, view: View, query: EvidenceQuery, *, limit: int, offset: int = 0) -> list[Evidence]:
    """The evidence for a query, newest first (sentiment: strongest first), undated last.

    One item per mention, quote, judgement or article counted. If an article names several entities only in different
    sentences, the first sentence of each is shown, joined by an ellipsis.
    """
    found = find_rows(view, query)
    page = found.iloc[_order(view, found)[offset : offset + limit]]
    with reading(path) as con:
        texts = ArticleTexts(con, page["article"].to_numpy())
        build = _BUILDERS[query.kind](view, query, texts)
        return [build(row) for row in page.itertuples(index=False)]


def find_rows(view: View, query: EvidenceQuery) -> pd.DataFrame:
    """One row per mention, quote, judgement or article that a query counts, with its `article`."""
    if query.kind not in _BUILDERS:
        raise ValueError(f"Unknown kind of evidence {query.kind!r}: one of {', '.join(_BUILDERS)}")
    scope = build_scope(
        view, start=query.start, end=query.end, source=query.source, topic=query.topic, undated=query.undated,
        story=query.story,
    )  # fmt: skip
    if query.since:
        scope &= find_added(view.frames, query.since)
    if query.words and query.kind != "quotes":
        scope &= find_articles(view.frames, query.words)
    numbers = view.frames.numbers_of(query.entities)
    if query.kind in ("articles", "together"):
        articles = _articles_naming(view, query, numbers)
        return pd.DataFrame({"article": articles[scope[articles]]})
    table = {"mentions": view.mentions, "quotes": view.counted_quotes, "sentiment": view.sentiments}[query.kind]
    mask = scope[table["article"].to_numpy()]
    if query.entities:
        mask &= _is_one_of(view, table["speaker" if query.kind == "quotes" else "entity"].to_numpy(), numbers)
    if query.gender is not None:
        people = find_genders(view.frames) == (GENDERS.index(query.gender) if query.gender in GENDERS else len(GENDERS))
        who = table["speaker" if query.kind == "quotes" else "entity"].to_numpy()
        mask &= (who != NOBODY) & people[who]
    if query.kind == "sentiment":
        mask &= _has_label(table, query.label)
    elif query.kind == "quotes" and query.label:
        mask &= table["kind"].to_numpy() == QUOTE_KINDS.index(query.label)
    if query.kind == "quotes" and query.words:
        mask &= is_in(table["quote"].to_numpy(), find_matches(view, query.words, "quote").numbers)
    if query.group is not None:
        mask &= is_in(table["quote"].to_numpy(), list_appearances(view, query.group)["quote"])
    return table[mask]


def _articles_naming(view: View, query: EvidenceQuery, numbers: list[int]) -> np.ndarray:
    """Articles that name any of the entities; for `together`, all of them."""
    if not query.entities:
        everywhere: np.ndarray = view.articles.index.to_numpy()
        return everywhere
    entities, articles = view.naming
    wanted = np.isin(entities, numbers)
    found: np.ndarray
    found, n_named = np.unique(articles[wanted], return_counts=True)
    if query.kind == "articles":
        return found
    if any(entity_id not in view.frames.entity_numbers for entity_id in query.entities):
        return found[:0]
    named_all: np.ndarray = found[n_named == len(numbers)]
    return named_all


def _is_one_of(view: View, entities: np.ndarray, numbers: list[int]) -> np.ndarray:
    wanted = np.zeros(view.frames.n_entity_slots + 1, dtype=bool)  # the last element stands for NOBODY (-1)
    wanted[numbers] = True
    rows: np.ndarray = wanted[entities]
    return rows


def _has_label(sentiments: pd.DataFrame, label: str | None) -> np.ndarray:
    """Mask of a label; without one, of the certain judgements that averages are based on."""
    rows = certain = is_certain(sentiments)
    if label is None:
        return certain
    if label == "uncertain":
        rows = ~certain
    else:
        rows = certain & (sentiments["label"].to_numpy() == SENTIMENT_LABELS.index(label))
    return rows


def _order(view: View, found: pd.DataFrame) -> np.ndarray:
    articles = found["article"].to_numpy()
    latest = -view.frames.day[articles].astype(np.int64)  # undated last
    if "score" in found:
        return np.lexsort((articles, latest, -found["confidence"].to_numpy(), -found["score"].abs().to_numpy()))
    starts = found["start"].to_numpy() if "start" in found else np.zeros(len(found))
    return np.lexsort((starts, articles, latest))


class _PlacedMention(NamedTuple):
    """A mention in an article on the page."""

    start: int
    end: int
    sentence: int
    entity: int


class _Builder:
    """Builds an Evidence from a row of `find_rows`."""

    def __init__(self, view: View, query: EvidenceQuery, texts: ArticleTexts) -> None:
        self.view, self.texts = view, texts
        self.numbers = view.frames.numbers_of(query.entities)

    def evidence(self, article: int, span: Span, highlights: Iterable[Span], **more: object) -> Evidence:
        text = self.texts.text(article)[slice(*span)]
        return self.shown(article, text, span[0], [(a - span[0], b - span[0]) for a, b in highlights], **more)

    def shown(self, article: int, text: str, start: int, highlights: Sequence[Span], **more: object) -> Evidence:
        inside = tuple((max(0, a), min(b, len(text))) for a, b in highlights if a < len(text) and b > 0)
        return Evidence(*self._heads[article], text, start, inside, **more)  # type: ignore[arg-type]

    @cached_property
    def _heads(self) -> dict[int, tuple[str, str, str, str, str]]:
        """Id, title, source, date and its origin, by article: looked up at once, one by one is slow."""
        rows = self.view.frames.articles.loc[self.texts.articles]
        columns = (rows[name].tolist() for name in ("article_id", "title", "source", "date", "date_origin"))
        return dict(zip(self.texts.articles, zip(*columns, strict=True), strict=True))

    def mentions_of(self, article: int, entities: Collection[int]) -> list[_PlacedMention]:
        """The mentions of these entities in an article, in order."""
        return sorted(place for place in self._places.get(article, ()) if place.entity in entities)

    @cached_property
    def _places(self) -> dict[int, list[_PlacedMention]]:
        table = self.view.mentions
        inside = np.zeros(self.view.frames.n_article_slots, dtype=bool)
        inside[self.texts.articles] = True
        own = table[inside[table["article"].to_numpy()]]
        places: dict[int, list[_PlacedMention]] = {}
        columns = (own[name].tolist() for name in ("article", "start", "end", "sentence", "entity"))
        for article, *place in zip(*columns, strict=True):
            places.setdefault(article, []).append(_PlacedMention(*place))
        return places


class _Mentions(_Builder):
    def __call__(self, row) -> Evidence:  # type: ignore[no-untyped-def]
        span = self.texts.sentence(row.sentence, (row.start, row.end))
        entity_id = str(self.view.frames.entity_ids[row.entity])
        return self.evidence(
            row.article, span, [(row.start, row.end)], sentence_id=f"s{row.sentence}", entity_id=entity_id
        )


class _Quotes(_Builder):
    def __call__(self, row) -> Evidence:  # type: ignore[no-untyped-def]
        spans, said = self.texts.quote_spans(row.quote)
        spans = spans or [(row.start, row.end)]
        near = [one for one in said if one[0] - spans[-1][1] < NEAR and spans[0][0] - one[1] < NEAR]
        speaker = "" if row.speaker == NOBODY else str(self.view.frames.entity_ids[row.speaker])
        return self.evidence(
            row.article, self.texts.sentences_around(row.article, [*spans, *near]), spans, confidence=row.confidence,
            sentence_id=f"s{row.sentence}", entity_id=speaker, quote_id=f"q{row.quote}",
        )  # fmt: skip


class _SentimentEvidence(_Builder):
    def __call__(self, row) -> Evidence:  # type: ignore[no-untyped-def]
        places = self.mentions_of(row.article, {row.entity})
        spans = [(place.start, place.end) for place in places if place.sentence == row.sentence]
        return self.evidence(
            row.article, self.texts.sentence(row.sentence, spans[0] if spans else (0, 0)), spans,
            label=SENTIMENT_LABELS[row.label], score=row.score, confidence=row.confidence,
            sentence_id=f"s{row.sentence}", entity_id=str(self.view.frames.entity_ids[row.entity]),
            quote_id="" if row.quote == NOBODY else f"q{row.quote}",
        )  # fmt: skip


class _Articles(_Builder):
    """The sentence that names most of the entities, plus the first sentence of each one it lacks."""

    def __init__(self, view: View, query: EvidenceQuery, texts: ArticleTexts) -> None:
        super().__init__(view, query, texts)
        self.needed = self.numbers if query.kind == "together" else self.numbers[:0]
        self.matcher = Matcher(texts.con, view.frames)
        self.leaves = [leaf for leaf in list_leaves(parse(query.words)) if place_of(leaf) == ""]

    def __call__(self, row) -> Evidence:  # type: ignore[no-untyped-def]
        article = row.article
        if not self.numbers:
            return self._show_words(article)
        named: dict[int, list[_PlacedMention]] = {}
        for place in self.mentions_of(article, set(self.numbers)):
            named.setdefault(place.sentence, []).append(place)
        best = max(named, key=lambda sentence: len(_entities(named[sentence])))  # the first if tied
        chosen = [best]
        missing = set(self.needed) - _entities(named[best])
        for sentence, places in named.items():
            if missing & _entities(places):
                chosen.append(sentence)
                missing -= _entities(places)
        return self._join(article, [named[sentence] for sentence in sorted(chosen, key=list(named).index)])

    def _show_words(self, article: int) -> Evidence:
        """The sentence with most of the words that are searched; the first one without any."""
        text, best = self.texts.text(article), self.texts.first_sentence(article)
        sentences = self.texts.sentences_of(article)
        inside: dict[Span, list[Span]] = {}
        for span in find_spans(self.leaves, text, self.matcher.forms) if self.leaves and sentences else ():
            at = bisect_right(sentences, span[0], key=lambda sentence: sentence[0]) - 1
            inside.setdefault(sentences[max(at, 0)], []).append(span)
        if inside:
            best = max(inside, key=lambda sentence: len({text[a:b].lower() for a, b in inside[sentence]}))
        return self.evidence(article, best, inside.get(best, []))

    def _join(self, article: int, sentences: list[list[_PlacedMention]]) -> Evidence:
        text, highlights, first = "", [], 0
        for position, places in enumerate(sentences):
            start, end = self.texts.sentence(places[0].sentence, (places[0].start, places[0].end))
            first = first if position else start
            text += GAP if position else ""
            highlights += [(place.start - start + len(text), place.end - start + len(text)) for place in places]
            text += self.texts.text(article)[start:end]
        entity_id = str(self.view.frames.entity_ids[self.numbers[0]]) if len(self.numbers) == 1 else ""
        sentence_id = f"s{sentences[0][0].sentence}"
        return self.shown(article, text, first, highlights, sentence_id=sentence_id, entity_id=entity_id)


def _entities(places: Iterable[_PlacedMention]) -> set[int]:
    return {place.entity for place in places}


_BUILDERS: dict[str, Callable[[View, EvidenceQuery, ArticleTexts], Callable[..., Evidence]]] = {
    "mentions": _Mentions,
    "quotes": _Quotes,
    "sentiment": _SentimentEvidence,
    "together": _Articles,
    "articles": _Articles,
}
