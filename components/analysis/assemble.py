"""Analysis of one article: language, entities, coreference, quotes and topic terms, long texts in pieces.

Sentiment comes later, for many articles at once.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from components.analysis.boilerplate import drop_boilerplate, find_boilerplate, is_boilerplate_quote
from components.analysis.document import Document, build_document
from components.analysis.entities import find_names
from components.analysis.entities.clusters import Form
from components.analysis.entities.coreference import add_references
from components.analysis.entities.linking import merge_forms
from components.analysis.languages import Languages, blank_out, describe_foreign, find_languages
from components.analysis.pipeline import BATCH_SIZE, Pipeline, load_pipeline, parse_texts
from components.analysis.quotation_marks import MAX_PIECE, cut_pieces
from components.analysis.quotes import extract_quotes
from components.analysis.topics.terms import count_terms
from components.types import Analysis, Article, LocalEntity, Mention, Quote, Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*")
_log = logging.getLogger(__name__)


def count_words(text: str) -> int:
    """Number of words and numbers in a text."""
    return sum(1 for _ in _WORD.finditer(text))


# Long texts are analysed in pieces, so that memory is bounded and time linear.


def join_pieces(pieces: Iterable[tuple[int, Analysis]]) -> Analysis:
    """One Analysis from those of an article's pieces, each with the offset of its piece.

    Entities are merged across pieces as within one; types and coreference are decided within each piece.
    """
    parts = list(pieces)
    if len(parts) == 1:
        return parts[0][1]
    sentences, mentions, quotes = list[Sentence](), list[Mention](), list[Quote]()
    entities = list[LocalEntity]()
    terms: Counter[str] = Counter()
    for start, piece in parts:
        at_sentence, at_entity, at_mention = len(sentences), len(entities), len(mentions)
        sentences += [Sentence(one.start + start, one.end + start) for one in piece.sentences]
        mentions += [
            replace(
                one,
                start=one.start + start,
                end=one.end + start,
                sentence=one.sentence + at_sentence,
                entity=one.entity + at_entity,
            )
            for one in piece.mentions
        ]
        quotes += [_shift_quote(one, start, at_entity, at_mention) for one in piece.quotes]
        entities += piece.entities
        terms.update(piece.terms)
    owners, joined = _merge_entities(entities)
    return replace(
        parts[0][1],
        sentences=tuple(sentences),
        mentions=tuple(replace(one, entity=owners[one.entity]) for one in mentions),
        entities=tuple(joined),
        quotes=tuple(replace(one, speaker=None if one.speaker is None else owners[one.speaker]) for one in quotes),
        terms=dict(terms),
    )


def clip_spans(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The parts of spans within a piece, relative to its start."""
    parts = [(max(first, start) - start, min(last, end) - start) for first, last in spans]
    return [part for part in parts if part[0] < part[1]]


def _shift_quote(quote: Quote, start: int, at_entity: int, at_mention: int) -> Quote:
    def move(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((first + start, last + start) for first, last in spans)

    return replace(
        quote,
        content_spans=move(quote.content_spans),
        speaker_spans=move(quote.speaker_spans),
        cue_spans=move(quote.cue_spans),
        speaker=None if quote.speaker is None else quote.speaker + at_entity,
        about=tuple(mention + at_mention for mention in quote.about),
    )


def _merge_entities(entities: Sequence[LocalEntity]) -> tuple[list[int], list[LocalEntity]]:
    forms = [Form(one.name, one.type, role=one.description, gender=one.gender) for one in entities]
    owners, joined = merge_forms(forms)
    aliases: list[dict[str, None]] = [dict.fromkeys(one.aliases) for one in joined]
    for entity, owner in zip(entities, owners, strict=True):
        aliases[owner] |= dict.fromkeys(entity.aliases)
    return owners, [
        replace(one, aliases=tuple(form for form in forms_of if form != one.name))
        for one, forms_of in zip(joined, aliases, strict=True)
    ]


# The steps for one article.


def analyse(articles: Iterable[Article], *, pipeline: Pipeline | None = None) -> Iterator[Analysis]:
    """One Analysis per article, in order; an article that fails gets an Analysis that says so."""
    stream = iter(articles)
    while batch := list(islice(stream, BATCH_SIZE)):
        pipeline = pipeline or load_pipeline()
        found = [find_languages(article.text) for article in batch]
        texts = [blank_out(a.text, languages.foreign) for a, languages in zip(batch, found, strict=True)]
        is_short = [
            languages.has_english and len(text) <= MAX_PIECE for text, languages in zip(texts, found, strict=True)
        ]
        docs = parse_texts(pipeline.nlp, [text for text, short in zip(texts, is_short, strict=True) if short])
        for article, text, languages, short in zip(batch, texts, found, is_short, strict=True):
            if short:
                yield _analyse_or_fail(article, [next(docs)], pipeline, languages)
            elif languages.has_english:
                yield _analyse_or_fail(article, parse_texts(pipeline.nlp, cut_pieces(text), 1), pipeline, languages)
            else:
                yield Analysis(
                    article_id=article.article_id,
                    status="not_english",
                    pipeline=pipeline.label,
                    language=languages.main,
                    n_words=count_words(article.text),
                    reason="This text does not seem to be English, so its names and quotes were not looked for.",
                )


def _analyse_or_fail(
    article: Article, docs: Iterable[Doc | Exception], pipeline: Pipeline, languages: Languages
) -> Analysis:
    try:
        made = build_analysis(article, docs, pipeline.label)
        return replace(made, language=languages.main, not_english=languages.foreign, reason=describe_foreign(languages))
    except Exception:  # noqa: BLE001 - whatever it is, it must cost one article only
        _log.exception("Analysis of %s (%s) failed", article.article_id, article.path)
        return Analysis(
            article_id=article.article_id,
            status="failed",
            pipeline=pipeline.label,
            language=languages.main,
            n_words=count_words(article.text),
            reason="Something in this text could not be analysed; the log says what.",
        )


def build_analysis(article: Article, docs: Iterable[Doc | Exception], label: str) -> Analysis:
    """The Analysis of an article parsed in one piece or, if it is long, in several."""
    no_news = find_boilerplate(article.text, article.author)
    whole = join_pieces(_analyse_pieces(docs, no_news))
    return replace(whole, article_id=article.article_id, pipeline=label, n_words=count_words(article.text))


def _analyse_pieces(docs: Iterable[Doc | Exception], no_news: Sequence[Span]) -> Iterator[tuple[int, Analysis]]:
    """The offset and the Analysis of each piece; only one parse is in memory at a time."""
    start = 0
    for parsed in docs:
        if isinstance(parsed, Exception):
            raise parsed
        doc = build_document(parsed)
        size = len(doc.text)
        yield start, _analyse_piece(doc, clip_spans(no_news, start, start + size))
        start += size
        del parsed, doc  # freed before the next piece is parsed


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
