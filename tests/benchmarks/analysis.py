"""Speed and memory of the whole analysis beside bare spaCy on the same texts, in the same run.

    python tests/benchmarks/analysis.py [--times 4] [--folder FOLDER] [--rounds 1] [--processes]

Prints words per CPU second of bare `nlp.pipe`, of everything but sentiment (names, references, quotes, terms, linking,
writing to a library), of sentiment and of the whole, each step's share of the CPU time, and the peak memory. With
`--rounds` the parts take turns and the medians count, because other programs move CPU times too. The ratio of names and
quotes to bare spaCy is held to 0.6 or better. With `--processes` the worker's pool does names, quotes and sentiment
with one process and with one per core; words per second of those are by the clock and tell something only where the
machine does nothing else.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # CPU seconds are to be those of one core
os.environ.setdefault("DATELINE_THREADS", "1")
ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from components.analysis import EntityIndex, analyse, assemble, fit_topics, load_pipeline, score_sentiments
from components.analysis.assemble import count_words
from components.analysis.pipeline import Pipeline
from components.articles import read_paths
from components.library.store import opened, write
from components.library.store.writing import AnalysisWriter, link_analysis
from components.library.worker.ingest import add_article
from components.library.worker.pool import ProcessPool, count_processes
from components.library.worker.pool_process import analyse_articles, judge_articles, limit_analysing, limit_judging
from components.types import Article

LEAST = 0.6  # of bare spaCy's words per CPU second
BATCH = 24
PARTS = ("bare", "names and quotes", "topics", "sentiment")
STEPS = ("build_document", "find_names", "add_references", "extract_quotes", "count_terms", "find_languages")
OWN = {step: getattr(assemble, step) for step in (*STEPS, "parse_texts")}


@dataclass(frozen=True, slots=True)
class Round:
    """CPU seconds by step, the number of judgements, and the peak memory after each part in MiB."""

    seconds: Mapping[str, float]
    n_judged: int
    peaks: Sequence[float]


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


def measure_names(articles: list[Article], pipeline: Pipeline, clock: Clock, path: Path) -> list[Any]:
    """Everything the worker does for names and quotes, into a new library."""
    for step in STEPS:
        setattr(assemble, step, clock.watch(step, OWN[step]))
    assemble.parse_texts = clock.watch("parse_texts", _as_list(OWN["parse_texts"]))
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


def measure_round(articles: list[Article], pipeline: Pipeline) -> Round:
    """Bare spaCy, names and quotes, topics and sentiment of the same texts, one after the other."""
    clock, peaks, texts = Clock(), [read_peak()], [article.text for article in articles]
    with clock.measure("bare"):
        for _ in pipeline.nlp.pipe(texts, batch_size=BATCH):
            pass
    peaks.append(read_peak())
    with tempfile.TemporaryDirectory() as folder, clock.measure("names and quotes"):
        analyses = measure_names(articles, pipeline, clock, Path(folder) / "new.db")
    peaks.append(read_peak())
    with clock.measure("topics"):
        fit_topics([analysis.terms for analysis in analyses])
    with clock.measure("sentiment"):
        n_judged = sum(map(len, score_sentiments(texts, analyses)))
    return Round(clock.seconds, n_judged, [*peaks, read_peak()])


def print_rounds(rounds: list[Round], n_words: int) -> float:
    """Print the medians of some rounds, and give the ratio of names and quotes to bare spaCy."""
    seconds = {step: median(one.seconds[step] for one in rounds) for step in rounds[0].seconds}
    seconds["whole"] = seconds["names and quotes"] + seconds["sentiment"]
    n_judged, peaks = rounds[0].n_judged, rounds[0].peaks
    for step in ("bare", "names and quotes", "sentiment", "whole"):
        beside = f", {seconds['bare'] / seconds[step]:.2f} of bare" if step != "bare" else ""
        print(f"{step:20} {n_words / seconds[step]:10,.0f} words per CPU second{beside}")
    print(f"judgements           {n_judged / seconds['sentiment']:10,.0f} per CPU second, {n_judged:,} of them")
    print(f"topics, once         {seconds['topics']:10.2f} CPU seconds")
    print(f"peak memory          {peaks[0]:,.0f} MiB loaded, {peaks[1]:,.0f} after bare, {peaks[2]:,.0f} after names")
    print(f"                     and quotes, {peaks[3]:,.0f} at the end")
    print("\nCPU time of names and quotes by step:")
    steps = {step: s for step, s in seconds.items() if step not in (*PARTS, "whole")}
    steps["the rest"] = seconds["names and quotes"] - sum(steps.values())
    for step, some in sorted(steps.items(), key=lambda item: -item[1]):
        print(f"  {step:20} {some:7.2f} s {some / seconds['names and quotes']:7.1%}")
    return seconds["bare"] / seconds["names and quotes"]


def measure_pool(articles: list[Article], processes: int) -> float:
    """Words per second, by the clock, of names, quotes and sentiment in this many processes of the worker's pool."""
    batches = [articles[at : at + BATCH] for at in range(0, len(articles), BATCH)]
    with ProcessPool(processes, lambda: True) as pool:
        run_pool(pool, [articles[:4]] * processes)  # models are loaded
        begun = time.perf_counter()
        run_pool(pool, batches)
        seconds = time.perf_counter() - begun
    return sum(count_words(article.text) for article in articles) / seconds


def run_pool(pool: ProcessPool, batches: list[list[Article]]) -> None:
    """Do what the worker does with these articles: names and quotes of all, then sentiment."""
    found = [
        [(article.text, analysis) for article, analysis in zip(some, done, strict=True)]
        for some, done in pool.map(analyse_articles, batches, limit_analysing)
    ]
    for _ in pool.map(judge_articles, found, limit_judging):
        pass


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "sample_articles", help="articles to measure on")
    parser.add_argument("--times", type=int, default=4, help="how often they are taken")
    parser.add_argument("--rounds", type=int, default=1, help="how often everything is measured")
    parser.add_argument("--processes", action="store_true", help="also with one process and with one per core")
    chosen = parser.parse_args()
    articles = read_articles(chosen.folder, chosen.times)
    n_words = sum(count_words(article.text) for article in articles)
    pipeline = load_pipeline()
    warm = articles[:8]
    score_sentiments([article.text for article in warm], list(analyse(warm, pipeline=pipeline)))  # caches are filled
    print(f"{len(articles):,} articles, {n_words:,} words, {pipeline.label}")
    ratio = print_rounds([measure_round(articles, pipeline) for _ in range(chosen.rounds)], n_words)
    if chosen.processes:
        all_cores = count_processes()
        one, many = measure_pool(articles, 1), measure_pool(articles, all_cores)
        print(f"\n1 process            {one:10,.0f} words per second by the clock")
        print(f"{all_cores} processes          {many:10,.0f} words per second, {many / one:.2f} times one")
    print(f"\nnames and quotes are held to {LEAST} of bare: {ratio:.2f}")
    return 0 if ratio >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
