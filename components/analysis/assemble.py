"""Article in, Analysis out: the steps put together; sentiment comes later, for many articles at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from components.analysis.boilerplate import drop_boilerplate, find_boilerplate, is_boilerplate_quote
from components.analysis.document import Document, build_document
from components.analysis.names import find_names
from components.analysis.pieces import clip_spans, join_pieces
from components.analysis.pipeline import BATCH_SIZE, MAX_PIECE, Pipeline, cut_pieces, load_pipeline, parse_texts
from components.analysis.quotes import extract_quotes
from components.analysis.references import add_references
from components.analysis.text import count_words, guess_language
from components.analysis.topic_terms import count_terms
from components.types import Analysis, Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_log = logging.getLogger(__name__)


def analyse(articles: Iterable[Article], *, pipeline: Pipeline | None = None) -> Iterator[Analysis]:
    """One Analysis per article, in order; an article that fails says so and stops nothing."""
    stream = iter(articles)
    while batch := list(islice(stream, BATCH_SIZE)):
        pipeline = pipeline or load_pipeline()
        languages = [guess_language(article.text) for article in batch]
        is_short = [
            language == "en" and len(article.text) <= MAX_PIECE
            for article, language in zip(batch, languages, strict=True)
        ]
        docs = parse_texts(pipeline.nlp, [a.text for a, short in zip(batch, is_short, strict=True) if short])
        for article, language, short in zip(batch, languages, is_short, strict=True):
            if short:
                yield _analyse_or_fail(article, [next(docs)], pipeline)
            elif language == "en":
                yield _analyse_or_fail(article, parse_texts(pipeline.nlp, cut_pieces(article.text), 1), pipeline)
            else:
                yield Analysis(
                    article_id=article.article_id,
                    status="not_english",
                    pipeline=pipeline.label,
                    language=language,
                    n_words=count_words(article.text),
                    reason="This text does not seem to be English, so its names and quotes were not looked for.",
                )


def _analyse_or_fail(article: Article, docs: Iterable[Doc | Exception], pipeline: Pipeline) -> Analysis:
    try:
        return build_analysis(article, docs, pipeline.label)
    except Exception:  # noqa: BLE001 - whatever it is, it must cost one article only
        _log.exception("Analysis of %s (%s) failed", article.article_id, article.path)
        return Analysis(
            article_id=article.article_id,
            status="failed",
            pipeline=pipeline.label,
            language="en",
            n_words=count_words(article.text),
            reason="Something in this text could not be analysed; the log says what.",
        )


def build_analysis(article: Article, docs: Iterable[Doc | Exception], label: str) -> Analysis:
    """All that is found in an article whose text was parsed in one piece or, where it is long, in several."""
    no_news = find_boilerplate(article.text, article.author)
    whole = join_pieces(_analyse_pieces(docs, no_news))
    return replace(whole, article_id=article.article_id, pipeline=label, n_words=count_words(article.text))


def _analyse_pieces(docs: Iterable[Doc | Exception], no_news: Sequence[Span]) -> Iterator[tuple[int, Analysis]]:
    """Where each piece begins, and what is in it; no piece is kept once the next one is parsed."""
    start = 0
    for parsed in docs:
        if isinstance(parsed, Exception):
            raise parsed
        doc = build_document(parsed)
        size = len(doc.text)
        yield start, _analyse_piece(doc, clip_spans(no_news, start, start + size))
        start += size
        del parsed, doc  # or the next one would be parsed beside them


def _analyse_piece(doc: Document, no_news: Sequence[Span]) -> Analysis:
    mentions, entities = drop_boilerplate(*find_names(doc), no_news)
    mentions, entities = drop_boilerplate(*add_references(doc, mentions, entities), no_news)
    quotes = [one for one in extract_quotes(doc, mentions, entities) if not is_boilerplate_quote(one, no_news)]
    return Analysis(
        article_id="",
        status="analysed",
        pipeline="",
        language="en",
        sentences=doc.sentences,
        mentions=tuple(mentions),
        entities=tuple(entities),
        quotes=tuple(quotes),
        terms=count_terms(doc, mentions, no_news),
    )
