"""The heavy work in pieces that a process of its own can do: inputs in, results out, nothing remembered."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from components.analysis import analyse, load_pipeline, score_sentiments
from components.articles import read_file
from components.types import Analysis, Article, Sentiment, Skipped

_TOGETHER = 100  # articles of one file that are handed on at once

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read, and what a person said about it."""

    name: str
    data: bytes
    mapping: Mapping[str, str] | None = None
    day_first: bool | None = None


def limit_reading(file: File) -> float:
    """CPU seconds that reading a file may take: some twenty times what a slow PDF needs."""
    return 120.0 + len(file.data) / 50_000


def limit_analysing(article: Article) -> float:
    """CPU seconds that one article may take: about ten times what it needs, and what loading a model needs."""
    return 20.0 + len(article.text) / 1_000


def limit_judging(analysed: tuple[str, Analysis]) -> float:
    """CPU seconds that judging one article may take: more than ten times what it needs."""
    return 20.0 + 0.5 * len(analysed[1].sentences)


def read_one(file: File) -> Iterator[list[Article | Skipped]]:
    """What is in a file, a hundred articles at a time."""
    items = read_file(file.name, file.data, mapping=file.mapping, day_first=file.day_first)
    while batch := list(islice(items, _TOGETHER)):
        yield batch


def read_files(files: Sequence[File]) -> Iterator[list[Article | Skipped]]:
    """What is in files, one after another."""
    for file in files:
        yield from read_one(file)


def analyse_articles(articles: Sequence[Article]) -> Iterator[Analysis]:
    """One Analysis per article, in order."""
    yield from analyse(articles, pipeline=load_pipeline())


def judge_articles(analysed: Sequence[tuple[str, Analysis]]) -> Iterator[tuple[Sentiment, ...] | None]:
    """Sentiments per (text, analysis); None for one that cannot be judged, which must not cost the others theirs."""
    try:
        yield from list(score_sentiments([text for text, _ in analysed], [analysis for _, analysis in analysed]))
    except Exception:  # noqa: BLE001 - whatever it is, it must cost one article only
        if len(analysed) > 1:
            for one in analysed:
                yield from judge_articles([one])
        else:
            _log.exception("Judging %s failed", analysed[0][1].article_id)
            yield None
