"""Article in, Analysis out: the steps put together; sentiment comes later, for many articles at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from components.analysis.boilerplate import drop_boilerplate, find_boilerplate, is_boilerplate_quote
from components.analysis.names import find_names
from components.analysis.pipeline import BATCH_SIZE, Pipeline, load_pipeline, parse_texts
from components.analysis.quotes import extract_quotes
from components.analysis.references import add_references
from components.analysis.text import build_sentences, count_terms, count_words, guess_language
from components.types import Analysis, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

_log = logging.getLogger(__name__)


def analyse(articles: Iterable[Article], *, pipeline: Pipeline | None = None) -> Iterator[Analysis]:
    """One Analysis per article, in order; an article that fails says so and stops nothing."""
    stream = iter(articles)
    while batch := list(islice(stream, BATCH_SIZE)):
        pipeline = pipeline or load_pipeline()
        languages = [guess_language(article.text) for article in batch]
        is_english = [language == "en" for language in languages]
        docs = parse_texts(pipeline.nlp, [a.text for a, english in zip(batch, is_english, strict=True) if english])
        for article, language, english in zip(batch, languages, is_english, strict=True):
            if english:
                yield _analyse_doc(article, next(docs), pipeline)
            else:
                yield Analysis(
                    article_id=article.article_id,
                    status="not_english",
                    pipeline=pipeline.label,
                    language=language,
                    n_words=count_words(article.text),
                    reason="This text does not seem to be English, so its names and quotes were not looked for.",
                )


def _analyse_doc(article: Article, doc: Doc | Exception, pipeline: Pipeline) -> Analysis:
    try:
        if isinstance(doc, Exception):
            raise doc
        return build_analysis(article, doc, pipeline.label)
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


def build_analysis(article: Article, doc: Doc, label: str) -> Analysis:
    """All that is found in one parsed article."""
    sentences, _ = build_sentences(doc)
    no_news = find_boilerplate(article.text, article.author)
    mentions, entities = drop_boilerplate(*find_names(doc), no_news)
    mentions, entities = drop_boilerplate(*add_references(doc, mentions, entities), no_news)
    quotes = [one for one in extract_quotes(doc, mentions, entities) if not is_boilerplate_quote(one, no_news)]
    return Analysis(
        article_id=article.article_id,
        status="analysed",
        pipeline=label,
        language="en",
        n_words=count_words(article.text),
        sentences=sentences,
        mentions=tuple(mentions),
        entities=tuple(entities),
        quotes=tuple(quotes),
        terms=count_terms(doc, mentions, no_news),
    )
