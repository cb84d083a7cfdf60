"""The whole work without a library: files in, tables out, nothing remembered in between."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from components.analysis import analyse, assign_topics, fit_topics, load_pipeline
from components.articles import read_paths
from components.library.copies import Copies
from components.library.judging import score_each
from components.library.results import Results
from components.library.table_files import TABLES, write_tables
from components.types import DatelineError, Skipped

_JUDGED_TOGETHER = 48  # articles
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
    say.count("Loading the language model", 0, 0)
    pipeline = load_pipeline()
    total = len(results.articles)
    for done, analysis in enumerate(analyse(results.articles, pipeline=pipeline), start=1):
        results.add_analysis(analysis)
        say.count("Finding names and quotes", done, total)
    say.count("Finding topics", 0, 0)
    analysed = [place for place, one in enumerate(results.analyses) if one.status == "analysed"]
    terms = [results.analyses[place].terms for place in analysed]
    model = fit_topics(terms)
    results.add_topics(model.topics, dict(zip(analysed, assign_topics(model, terms), strict=True)))
    for start in range(0, len(analysed), _JUDGED_TOGETHER):
        places = analysed[start : start + _JUDGED_TOGETHER]
        say.count("Judging sentiment", start, len(analysed))
        texts = [results.articles[place].text for place in places]
        scored = score_each(texts, [results.analyses[place] for place in places])
        for place, sentiments in zip(places, scored, strict=True):
            results.sentiments[place] = sentiments or ()


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
    written = {(out / f"{name}.{kind}").resolve() for name in TABLES}
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
            names |= {(shown / f"{name}.csv").as_posix() for name in TABLES}
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
