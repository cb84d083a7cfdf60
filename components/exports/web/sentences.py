"""The sentences behind the points of charts, read before a page is written, each stored once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from components.charts import read_click
from components.exports.handouts import HandoutItem
from components.exports.web.marking import cut_around, drop_overrides, format_byline, split_at_spans
from components.types import Evidence

MOST_A_POINT = 20  # sentences
MOST_POINTS = 240  # of a chart; at more, those after them lead to no sentences
MOST_CHARS = 1_200_000  # of all sentences of a page, so that it stays under 8 MB with Plotly
MOST_READ = 6_000  # sentences, so that ten charts are written in 5 seconds
_FEWER = (MOST_A_POINT, 15, 10, 7, 5, 3, 1)
Points = Mapping[str, Sequence[Evidence]]


@dataclass
class Sentences:
    """Sentences and their articles; points name them by number."""

    articles: list[list[str]] = field(default_factory=list)  # title, byline
    sentences: list[list[Any]] = field(default_factory=list)  # article, pieces: plain and marked in turn
    charts: list[dict[str, list[int]]] = field(default_factory=list)  # of each: click data -> sentences
    cut: int = MOST_A_POINT  # how many of a point there can be


def collect_sentences(items: Sequence[HandoutItem]) -> Sentences:
    """The first sentences behind every point, as many of each as the page has room for."""
    n_points = sum(min(len(list_clicks(item)), MOST_POINTS) for item in items)
    fitting = [most for most in _FEWER if most * n_points <= MOST_READ] or [1]
    charts = [_read_points(item, fitting[0]) for item in items]
    for most in fitting:
        found = _store(charts, most)
        if sum(len(piece) for _, pieces in found.sentences for piece in pieces) <= MOST_CHARS:
            break
    return found


def list_clicks(item: HandoutItem) -> list[str]:
    """The click data of every point of a chart, once each."""
    traces = item.figure.data if item.figure is not None else ()
    carried = (click for trace in traces if trace.customdata is not None for click in trace.customdata)
    return [click for click in dict.fromkeys(map(str, carried)) if click]


def _read_points(item: HandoutItem, most: int) -> Points:
    found = ((click, read_point(item, click, most)) for click in list_clicks(item)[:MOST_POINTS])
    return {click: sentences for click, sentences in found if sentences is not None}


def read_point(item: HandoutItem, carried: str, most: int) -> Sequence[Evidence] | None:
    """The first sentences behind a point with this click data; None if nothing stands behind it."""
    click = read_click({"customdata": carried})
    query = item.to_query(click)
    return None if query is None else item.find(replace(query, other_time="before" in click), most)


def _store(charts: Sequence[Points], most: int) -> Sentences:
    stored = Sentences(cut=most)
    articles: dict[str, int] = {}
    known: dict[tuple[Any, ...], int] = {}
    for points in charts:
        of_chart = {}
        for click, found in points.items():
            of_chart[click] = [_store_one(stored, articles, known, evidence) for evidence in found[:most]]
        stored.charts.append(of_chart)
    return stored


def _store_one(
    stored: Sentences, articles: dict[str, int], known: dict[tuple[Any, ...], int], evidence: Evidence
) -> int:
    key = (evidence.article_id, evidence.start, evidence.text, evidence.highlights)
    if key not in known:
        article = articles.setdefault(evidence.article_id, len(stored.articles))
        if article == len(stored.articles):
            byline = format_byline(evidence.source, evidence.date, evidence.date_origin)
            stored.articles.append([drop_overrides(evidence.title), drop_overrides(byline)])
        pieces = split_at_spans(*cut_around(evidence.text, evidence.highlights))
        known[key] = len(stored.sentences)
        stored.sentences.append([article, [drop_overrides(piece) for piece in pieces]])
    return known[key]
