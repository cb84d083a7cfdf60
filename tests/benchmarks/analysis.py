"""Speed and memory of the whole analysis beside bare spaCy on the same texts, in the same run.

    python tests/benchmarks/analysis.py [--times 4] [--folder FOLDER]

Prints words per CPU second of bare `nlp.pipe`, of everything but sentiment (names, references, quotes, terms, linking,
writing to a library) and of sentiment, each step's share of the CPU time, and the peak memory. The ratio of
everything to bare spaCy is held to 0.6 or better.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # CPU seconds are to be those of one core
ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from components.analysis import EntityIndex, analyse, assemble, fit_topics, load_pipeline, score_sentiments
from components.analysis.assemble import count_words
from components.articles import read_paths
from components.library.store import opened, write
from components.library.store.writing import AnalysisWriter, link_analysis
from components.library.worker.ingest import add_article
from components.types import Article

LEAST = 0.6  # of bare spaCy's words per CPU second
BATCH = 24
STEPS = ("build_document", "find_names", "add_references", "extract_quotes", "count_terms", "find_languages")


class Clock:
    """CPU seconds by step."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def measure(self, step: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        self.seconds[step] += time.process_time() - begun

    def watch(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted."""

        def timed(*args: Any, **options: Any) -> Any:
            with self.measure(step):
                return function(*args, **options)

        return timed


def read_articles(folder: Path, times: int) -> list[Article]:
    """The folder's English articles, several times over, each time with other ids."""
    found = [item for item in read_paths([folder]) if isinstance(item, Article)]
    return [replace(article, article_id=f"{article.article_id}-{k}") for k in range(times) for article in found]


def measure_whole(articles: list[Article], pipeline: Any, clock: Clock, path: Path) -> list[Any]:
    """Everything the worker does for names and quotes, into a new library."""
    for step in STEPS:
        setattr(assemble, step, clock.watch(step, getattr(assemble, step)))
    assemble.parse_texts = clock.watch("parse_texts", _as_list(assemble.parse_texts))
    index, analyses = EntityIndex(), []
    with opened(path) as con:
        storing = AnalysisWriter(con)
        for start in range(0, len(articles), BATCH):
            batch = articles[start : start + BATCH]
            with clock.measure("reading in"), write(con):
                for article in batch:
                    add_article(con, replace(article, path=article.article_id))
            found = list(analyse(batch, pipeline=pipeline))
            with clock.measure("linking"):
                linked = [link_analysis(index, analysis) for analysis in found]
            with clock.measure("storing"), write(con):
                for number, (analysis, result) in enumerate(linked, start=start + 1):
                    storing.replace_analysis(number, analysis, result)
            analyses += found
    return analyses


def _as_list(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: iter(list(function(*args)))


def read_peak() -> float:
    """The most memory this process has held, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=ROOT / "sample_articles", help="articles to measure on")
    parser.add_argument("--times", type=int, default=4, help="how often they are taken")
    chosen = parser.parse_args()
    articles = read_articles(chosen.folder, chosen.times)
    n_words = sum(count_words(article.text) for article in articles)
    pipeline = load_pipeline()
    texts = [article.text for article in articles]
    list(analyse(articles[:8], pipeline=pipeline))  # lists are loaded and caches filled
    loaded = read_peak()

    clock = Clock()
    with clock.measure("bare"):
        for _ in pipeline.nlp.pipe(texts, batch_size=BATCH):
            pass
    bare_peak = read_peak()
    with tempfile.TemporaryDirectory() as folder, clock.measure("whole"):
        analyses = measure_whole(articles, pipeline, clock, Path(folder) / "new.db")
    whole_peak = read_peak()
    with clock.measure("topics"):
        fit_topics([analysis.terms for analysis in analyses])
    with clock.measure("sentiment"):
        n_judged = sum(map(len, score_sentiments(texts, analyses)))

    bare, whole = n_words / clock.seconds["bare"], n_words / clock.seconds["whole"]
    print(f"{len(articles):,} articles, {n_words:,} words, {pipeline.label}")
    print(f"bare nlp.pipe        {bare:10,.0f} words per CPU second")
    print(f"names and quotes     {whole:10,.0f} words per CPU second, {whole / bare:.2f} of bare (held to {LEAST})")
    print(f"topics, once         {clock.seconds['topics']:10.2f} CPU seconds")
    judged = n_judged / clock.seconds["sentiment"]
    print(f"sentiment            {judged:10,.0f} judgements per CPU second, {n_judged:,} of them")
    print(f"peak memory          {loaded:,.0f} MiB loaded, {bare_peak:,.0f} after bare, {whole_peak:,.0f} after names")
    print(f"                     and quotes, {read_peak():,.0f} at the end")
    print("\nCPU time of names and quotes by step:")
    steps = {step: s for step, s in clock.seconds.items() if step not in ("bare", "whole", "topics", "sentiment")}
    steps["the rest"] = clock.seconds["whole"] - sum(steps.values())
    for step, seconds in sorted(steps.items(), key=lambda item: -item[1]):
        print(f"  {step:20} {seconds:7.2f} s {seconds / clock.seconds['whole']:7.1%}")
    return 0 if whole / bare >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
