"""Command-line analysis: files in, tables out, without state.

Articles are read into a temporary library, analysed there by the library's own steps, and exported like any library.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from components import count_of, name_place
from components.articles import list_files, load_file
from components.articles.drafts import clean_path
from components.exports.files import check_folder, list_rows, write_tables
from components.exports.tables import build_tables, shorten_ids
from components.library import LibraryFault, opened, read_frames, select, write
from components.library.worker import READING, claim
from components.library.worker.heartbeat import LEFT_OUT
from components.library.worker.ingest import add_article, add_skipped
from components.library.worker.loop import Worker
from components.library.worker.pool import TaskFailed, build_pool, count_processes
from components.library.worker.pool_process import DIED, File, limit_memory, limit_reading, read_files
from components.schema import SHOWN
from components.types import Article, DatelineError, Filter, Skipped

_FEW = 60  # articles up to which a process pool does not pay off
_NO_ROOM = "The folder for temporary files cannot be used; it may be full. Name another one as TMPDIR."
_CRASHED = "Reading it crashed a program that Dateline uses, so it was left out. It may be damaged."
_LINE_SECONDS = 2.0  # between progress lines if they cannot be overwritten


def analyze_paths(paths: Sequence[Path], out: Path, kind: str = "csv") -> int:
    """Analyse the articles of files and folders, write all tables into a folder, and return the exit status.

    Progress and skipped items are reported on stderr. The status is 1 only if nothing could be read.
    """
    _check_out(paths, out, kind)
    mine = _own_tables(paths, out)
    files = ((shown, path) for shown, path in list_files(paths) if shown not in mine)
    say = _ProgressLine()
    with _open_private_library() as (path, con):
        n_articles = _read_articles(con, _read_all(files, say), say)
        if n_articles:
            _analyse(con, path, n_articles, say)
        say.end()
        _write_out(path, out, kind)
        _report(con, out)
    return 0 if n_articles else 1


@contextmanager
def _open_private_library() -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A temporary library, deleted at the end of the block in any case."""
    try:
        folder = TemporaryDirectory(prefix="dateline-")
    except OSError as error:
        raise DatelineError(_NO_ROOM) from error
    with folder:
        path = Path(folder.name) / "private.db"
        try:
            with opened(path) as con:
                yield path, con
        except LibraryFault as fault:
            raise DatelineError(_NO_ROOM) from fault


def _read_all(files: Iterable[tuple[str, Path]], say: _ProgressLine) -> Iterator[Article | Skipped]:
    """Read files in a process of their own: one that hangs, takes too much memory or crashes it costs only itself."""
    with build_pool(min(1, count_processes()), lambda: say.may_continue) as pool:
        for shown, path in files:
            try:
                file = File(shown, load_file(shown, path))
                for items in pool.stream(read_files, file, limit_reading(file), limit_memory(file)):
                    yield from items
            except DatelineError as error:
                yield Skipped(clean_path(shown), str(error))
            except TaskFailed as failed:
                yield Skipped(clean_path(shown), _CRASHED if failed.why == DIED else LEFT_OUT[failed.why])


def _read_articles(con: sqlite3.Connection, items: Iterable[Article | Skipped], say: _ProgressLine) -> int:
    """Read every file and row as an article of its own, duplicates included; return the number of articles."""
    n_articles = 0
    with write(con):
        for item in items:
            if isinstance(item, Skipped):
                add_skipped(con, [item], keep_duplicates=True)
            else:
                add_article(con, item, keep_duplicates=True)
                n_articles += 1
                say.at(item.title, n_articles)
    return n_articles


def _analyse(con: sqlite3.Connection, path: Path, n_articles: int, say: _ProgressLine) -> None:
    claim(path, os.getpid(), os.getppid())
    with build_pool(count_processes() if n_articles > _FEW else 0, lambda: say.may_continue) as pool:
        Worker(con, say, pool, os.getpid(), at_once=True).run()


def _write_out(path: Path, out: Path, kind: str) -> None:
    """Write the tables: all mentions are listed, pronouns included, but only names are counted."""
    frames = read_frames(path)
    tables = dict(build_tables(select(frames, Filter(include_pronouns=True)), counted=select(frames, Filter())))
    tables = shorten_ids(tables, frames.topics["topic_id"])
    write_tables(out, {name: list_rows(table) for name, table in tables.items()}, kind)


def _report(con: sqlite3.Connection, out: Path) -> None:
    skipped = con.execute("SELECT path, reason FROM skipped ORDER BY n").fetchall()
    articles = con.execute("SELECT status, path, reason FROM articles ORDER BY n").fetchall()
    for path, reason in skipped:
        print(f"Skipped {name_place(path)}: {reason}", file=sys.stderr)
    for status, path, reason in articles:
        if status != "analysed" or reason:
            how_far = "Not" if status != "analysed" else "Partly"
            print(f"{how_far} analysed: {name_place(path)}: {reason}", file=sys.stderr)
    for path, note in con.execute("SELECT path, note FROM articles WHERE note <> '' ORDER BY n"):
        print(f"Note on {name_place(path)}: {note}", file=sys.stderr)
    read = count_of(len(articles), "article")
    print(f"{read} read, {len(skipped):,} skipped. Tables are in {out}.", file=sys.stderr)


def _check_out(paths: Sequence[Path], out: Path, kind: str) -> None:
    """Raise DatelineError if a table would overwrite an input file, or could not be written."""
    written = {(out / f"{name}.{kind}").resolve() for name in SHOWN}
    for path in paths:
        if path.is_file() and path.resolve() in written:
            raise DatelineError(
                f"{path} would be overwritten by a table of that name. Choose another folder with --out."
            )
    if out.exists() and not out.is_dir():
        raise DatelineError(f"{out} is a file, so no tables can be written into it. Choose a folder with --out.")
    check_folder(out)


def _own_tables(paths: Sequence[Path], out: Path) -> set[str]:
    """The names of tables from an earlier run, if OUT is inside an input folder."""
    names: set[str] = set()
    for path in paths:
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            inside = out.resolve().relative_to(path.resolve())
            shown = Path(path.name or path.resolve().name) / inside
            names |= {(shown / f"{name}.csv").as_posix() for name in SHOWN}
    return names


class _ProgressLine:
    """Progress on stderr: an overwritten line on a terminal, else occasional new lines."""

    may_continue = True  # stopped by Ctrl-C only

    def __init__(self) -> None:
        self._over = sys.stderr.isatty()
        self._step, self._total = READING, 0
        self._shown, self._line, self._at = "", "", 0.0  # last step, last line, and time of writing

    def begin(self, step: str, total: int = 0, done: int = 0, *, ratio: float = 0.0) -> None:
        """Begin or resume a step."""
        del ratio
        self._step = step
        self.measure(done, total)

    def at(self, current: str, done: int, total: int | None = None) -> None:
        """Report the progress of the step."""
        del current
        self.measure(done, self._total if total is None else total)

    def measure(self, done: int, total: int) -> None:
        """Print the progress, at most every few seconds."""
        self._total = total
        now = time.monotonic()
        wait = 0.1 if self._over else _LINE_SECONDS
        line = f"{self._step}: {done:,} of {total:,}" if total else f"{self._step}: {done:,}" if done else self._step
        is_soon = self._step == self._shown and now - self._at < wait and not 0 < done == total
        if is_soon or line == self._line:
            return
        if self._over:
            print(f"\r{line.ljust(len(self._line))}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)
        self._shown, self._line, self._at = self._step, line, now

    def end(self) -> None:
        """Clear the overwritten line."""
        if self._over and self._line:
            print(f"\r{' ' * len(self._line)}\r", end="", file=sys.stderr, flush=True)
