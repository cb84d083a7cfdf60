"""A unit's articles analysed and judged, and written as the rows of each table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from components.analysis import analyse, load_pipeline, pipeline_in_use, score_sentiments
from components.cluster.folders import Folder
from components.cluster.reading import read_part
from components.cluster.rows import build_rows
from components.cluster.tasks import Unit, find_done, limited, write_done
from components.types import Analysis, Article, Sentiment

_SECONDS, _CHARS_A_SECOND = 120.0, 100  # allowed for a unit, and for its texts: some ten times what they need
_log = logging.getLogger(__name__)
Analyse = Callable[[Sequence[Article]], list[Analysis]]


def analyse_articles(articles: Sequence[Article]) -> list[Analysis]:
    """The analysis of each article, with its sentiments; the pipeline is loaded by the first call in a process."""
    found = list(analyse(articles, pipeline=load_pipeline()))
    judged = _judge([article.text for article in articles], found)
    return [replace(one, sentiments=sentiments) for one, sentiments in zip(found, judged, strict=True)]


def _judge(texts: Sequence[str], analyses: Sequence[Analysis]) -> list[tuple[Sentiment, ...]]:
    try:
        return score_sentiments(texts, analyses, threads=1)
    except Exception:  # noqa: BLE001 - a failure must affect one article only
        if len(texts) > 1:
            pairs = zip(texts, analyses, strict=True)
            return [found for text, one in pairs for found in _judge([text], [one])]
        _log.exception("Judging %s failed", analyses[0].article_id)
        return [()]


def analyse_unit(unit: Unit, reason: str, folder: Folder, work: Analyse = analyse_articles) -> dict[str, Any]:
    """Analyse a unit and write its tables; with a reason its articles are listed as failed instead."""
    if done := find_done(folder.inside("analysed"), unit):
        return done
    articles = read_part(folder, unit)
    if reason:
        analyses = [
            Analysis(one.article_id, "failed", pipeline_in_use(), n_words=len(one.text.split()), reason=reason)
            for one in articles
        ]
    else:
        with limited(_SECONDS + sum(len(article.text) for article in articles) / _CHARS_A_SECOND):
            analyses = work(articles)
    tables = build_rows(articles, analyses)
    for name, table in tables.items():
        folder.inside("analysed").write_table(f"{name}/{unit.key}.parquet", table)
    told = [
        (article.path, found.status, found.reason or article.note)
        for article, found in zip(articles, analyses, strict=True)
        if found.status != "analysed" or found.reason or article.note
    ]
    n_analysed = sum(found.status == "analysed" for found in analyses)
    counts = {"n_articles": len(articles), "n_analysed": n_analysed, "n_names": len(tables["names"])}
    return write_done(folder.inside("analysed"), unit, {**counts, "told": told})
