"""The whole work without a library: files in, tables out, nothing remembered in between."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from components.analysis import assign_topics, fit_topics, pipeline_in_use
from components.articles import read_paths
from components.library.copies import Copies
from components.library.process_pool import Pool, TaskFailed, build_pool, count_processes
from components.library.results import Results
from components.library.table_files import write_tables
from components.library.tasks import analyse_articles, judge_articles, limit_analysing, limit_judging
from components.schema import SHOWN
from components.types import Analysis, Article, DatelineError, Skipped

_ANALYSED_TOGETHER, _JUDGED_TOGETHER = 24, 48  # articles
_FEW = 60  # articles that are not worth starting processes for
_FAILED = "It took more time or memory than a text of its length should, so it was left out. It may be damaged."
T = TypeVar("T")
_LINE_SECONDS = 2.0  # between two lines of progress where they do not replace each other


def analyze_paths(paths: Sequence[Path], out: Path, kind: str = "csv") -> int:
    """Analyse the articles of files and folders and write all tables into a folder; gives the exit status.

    Progress and what was skipped are told on stderr. The status is 1 only where nothing could be read.
    """
    _refuse_own_input(paths, out, kind)
    say = _Progress()
    results = Results()
    copies = Copies()
    mine = _own_tables(paths, out)
    for item in read_paths(paths):
        if _file_of(item.path) in mine:
            continue  # the tables of an earlier run, where the folder holds both
        if isinstance(item, Skipped):
            results.skipped.append(item)
        else:
            results.add_article(item, copies.find(item))
            say.count("Reading files", len(results.articles), 0)
    if results.articles:
        _analyse_all(results, say)
    say.end()
    write_tables(out, results.build_tables(), kind)
    _report(results, out)
    return 0 if results.articles else 1


def _analyse_all(results: Results, say: _Progress) -> None:
    size = count_processes() if len(results.articles) > _FEW else 0
    with build_pool(size, lambda: True) as pool:
        _analyse_in(pool, results, say)


def _analyse_in(pool: Pool, results: Results, say: _Progress) -> None:
    say.count("Loading the language model", 0, 0)
    total = len(results.articles)
    for articles, analyses in pool.map(analyse_articles, _cut(results.articles, _ANALYSED_TOGETHER), limit_analysing):
        for article, analysis in zip(articles, analyses, strict=True):
            results.add_analysis(_leave_out(article) if isinstance(analysis, TaskFailed) else analysis)
        say.count("Finding names and quotes", len(results.analyses), total)
    say.count("Finding topics", 0, 0)
    analysed = [place for place, one in enumerate(results.analyses) if one.status == "analysed"]
    terms = [results.analyses[place].terms for place in analysed]
    model = fit_topics(terms)
    results.add_topics(model.topics, dict(zip(analysed, assign_topics(model, terms), strict=True)))
    texts = [(results.articles[place].text, results.analyses[place]) for place in analysed]
    say.count("Judging sentiment", 0, len(analysed))
    done = 0
    for _, scored in pool.map(judge_articles, _cut(texts, _JUDGED_TOGETHER), limit_judging):
        for sentiments in scored:
            results.sentiments[analysed[done]] = () if isinstance(sentiments, TaskFailed) else sentiments or ()
            done += 1
        say.count("Judging sentiment", done, len(analysed))


def _cut(all_of: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(all_of), size):
        yield all_of[start : start + size]


def _leave_out(article: Article) -> Analysis:
    words = len(article.text.split())
    return Analysis(article.article_id, "failed", pipeline_in_use(), n_words=words, reason=_FAILED)


def _report(results: Results, out: Path) -> None:
    for item in results.skipped:
        print(f"Skipped {item.path}: {item.reason}", file=sys.stderr)
    for article, analysis in zip(results.articles, results.analyses, strict=True):
        if analysis.status != "analysed":
            print(f"Not analysed: {article.path}: {analysis.reason}", file=sys.stderr)
    n, skipped = len(results.articles), len(results.skipped)
    print(
        f"{n:,} {'article' if n == 1 else 'articles'} read, {skipped:,} skipped. Tables are in {out}.", file=sys.stderr
    )


def _refuse_own_input(paths: Sequence[Path], out: Path, kind: str) -> None:
    """Raises DatelineError where a table would take the place of a file that is to be read."""
    written = {(out / f"{name}.{kind}").resolve() for name in SHOWN}
    for path in paths:
        if path.is_file() and path.resolve() in written:
            raise DatelineError(
                f"{path} would be overwritten by a table of that name. Choose another folder with --out."
            )
    if out.exists() and not out.is_dir():
        raise DatelineError(f"{out} is a file, so no tables can be written into it. Choose a folder with --out.")


def _own_tables(paths: Sequence[Path], out: Path) -> set[str]:
    """What the tables of an earlier run are called where OUT lies within a folder that is read."""
    names: set[str] = set()
    for path in paths:
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            inside = out.resolve().relative_to(path.resolve())
            shown = Path(path.name or path.resolve().name) / inside
            names |= {(shown / f"{name}.csv").as_posix() for name in SHOWN}
    return names


def _file_of(path: str) -> str:
    return path.split(".csv#")[0] + ".csv" if ".csv#" in path else path


class _Progress:
    """Lines on stderr: one that is written over on a terminal, now and then a new one elsewhere."""

    def __init__(self) -> None:
        self._over = sys.stderr.isatty()
        self._step, self._at, self._width = "", 0.0, 0

    def count(self, step: str, done: int, total: int) -> None:
        """Say how far a step is, though not too often."""
        now = time.monotonic()
        wait = 0.1 if self._over else _LINE_SECONDS
        if step == self._step and now - self._at < wait and done != total:
            return
        self._step, self._at = step, now
        line = f"{step}: {done:,} of {total:,}" if total else f"{step}: {done:,}" if done else step
        if self._over:
            print(f"\r{line.ljust(self._width)}", end="", file=sys.stderr, flush=True)
            self._width = len(line)
        else:
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._over and self._width:
            print(f"\r{' ' * self._width}\r", end="", file=sys.stderr, flush=True)
