"""Tasks for the process pool: pure functions that read, analyse and score."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from components.analysis import analyse, load_pipeline, score_sentiments
from components.articles import read_file
from components.types import Analysis, Article, Sentiment, Skipped

_TOGETHER = 100  # articles of a file per result

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, with the user's settings for it."""

    name: str
    data: bytes
    mapping: Mapping[str, str] | None = None
    day_first: bool | None = None


def limit_reading(file: File) -> float:
    """CPU seconds allowed for reading a file: some twenty times what a slow PDF needs."""
    return 120.0 + len(file.data) / 50_000


def limit_analysing(article: Article) -> float:
    """CPU seconds allowed for analysing an article: about ten times what it needs, plus loading a model."""
    return 20.0 + len(article.text) / 1_000


def limit_judging(analysed: tuple[str, Analysis]) -> float:
    """CPU seconds allowed for scoring sentiment in an article: more than ten times what it needs."""
    return 20.0 + 0.5 * len(analysed[1].sentences)


def read_one(file: File) -> Iterator[list[Article | Skipped]]:
    """Yield the articles of a file, a hundred at a time."""
    items = read_file(file.name, file.data, mapping=file.mapping, day_first=file.day_first)
    while batch := list(islice(items, _TOGETHER)):
        yield batch


def read_files(files: Sequence[File]) -> Iterator[list[Article | Skipped]]:
    """Yield the articles of several files."""
    for file in files:
        yield from read_one(file)


def analyse_articles(articles: Sequence[Article]) -> Iterator[Analysis]:
    """Yield one Analysis per article, in order."""
    yield from analyse(articles, pipeline=load_pipeline())


def judge_articles(analysed: Sequence[tuple[str, Analysis]]) -> Iterator[tuple[Sentiment, ...] | None]:
    """Yield sentiments per (text, analysis); None if one cannot be scored, without affecting the others."""
    try:
        yield from list(score_sentiments([text for text, _ in analysed], [analysis for _, analysis in analysed]))
    except Exception:  # noqa: BLE001 - a failure must affect one article only
        if len(analysed) > 1:
            for one in analysed:
                yield from judge_articles([one])
        else:
            _log.exception("Judging %s failed", analysed[0][1].article_id)
            yield None
