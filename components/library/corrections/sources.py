"""Sources that a person joined, renamed or told apart; the log holds their names as the articles have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

from components.library.corrections.log import Line, append_lines, read_log
from components.library.store import opened, write
from components.library.store.repeated_lines import update_repeated
from components.types import DatelineError


class Sources:
    """The names that sources are shown under; joins hold in any order, the latest gives the name."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._above: dict[str, str] = {}
        self._shown: dict[str, str] = {}  # root -> name
        self._apart: list[Sequence[str]] = []
        for line in lines:
            if line.kind == "source":
                self._join([*line.key["sources"], line.value["into"]], line.value["into"])
            elif line.kind == "sources_apart":
                self._apart.append(line.key["sources"])

    def show(self, name: str) -> str:
        """The name that a source is shown under."""
        return self._shown.get(self._root(name), name)

    @property
    def known(self) -> set[str]:
        """All names that a correction has joined or given."""
        return set(self._above)

    @property
    def apart(self) -> set[frozenset[str]]:
        """Pairs of shown names that a person said are different sources."""
        shown = [{self.show(name) for name in names} for names in self._apart]
        return {frozenset(pair) for names in shown for pair in combinations(sorted(names), 2)}

    def _root(self, name: str) -> str:
        while self._above.get(name, name) != name:
            name = self._above[name]
        return name

    def _join(self, names: Sequence[str], into: str) -> None:
        roots = [self._root(name) for name in names]
        for root in roots:
            self._above[root] = roots[0]
            self._shown.pop(root, None)
        self._shown[roots[0]] = into


def read_restored_lines(con: sqlite3.Connection) -> set[tuple[str, str]]:
    """The source and text of every repeated line that the user restored, under each name of a source that is joined."""
    lines = read_log(con)
    sources = Sources(lines)
    restored = {(line.key["source"], line.key["line"]) for line in lines if line.kind == "count"}
    names = {name: sources.show(name) for name in (*sources.known, *(source for source, _ in restored))}
    return restored | {
        (name, text) for source, text in restored for name, shown in names.items() if shown == names[source]
    }


@contextmanager
def writing_joins(path: str | Path) -> Iterator[sqlite3.Connection]:
    """A transaction; if sources are joined otherwise after it, repeated lines are counted again under their names."""
    with opened(path) as con:
        joins = _read_joins(con)
        with write(con):
            yield con
        if _read_joins(con) != joins:
            update_repeated(con, lambda _: None, Sources(read_log(con)).show)


def _read_joins(con: sqlite3.Connection) -> list[int]:
    """The lines of the log that join or rename sources."""
    return [n for (n,) in con.execute("SELECT n FROM corrections WHERE kind = 'source' ORDER BY n")]


def join_sources(path: str | Path, sources: Sequence[str], into: str) -> None:
    """Join sources, given by the names they are shown under, as one that is called `into`; one alone is renamed."""
    into = " ".join(into.split())
    if not into:
        raise DatelineError("A source needs a name. Type what it should be called.")
    with writing_joins(path) as con:
        lines = read_log(con)
        known, written = Sources(lines), read_written(con, lines)
        shown = {known.show(name) for name in written}
        chosen = list(dict.fromkeys(sources))
        if not chosen or not set(chosen) <= shown - {""}:
            raise DatelineError("This source is no longer in the library. Choose another one.")
        if chosen == [into]:
            raise DatelineError(f"The source is called “{into}” already. Type another name, or choose a second source.")
        if into in shown | known.known and known.show(into) not in chosen:
            other = known.show(into)
            raise DatelineError(f"There is a source called “{other}” already. Tick both and join them.")
        key = {"sources": [_find_written(known, written, name) for name in chosen]}
        append_lines(con, [("source", key, {"into": into})])


def keep_sources_apart(path: str | Path, sources: Sequence[str]) -> None:
    """Record that these are different sources; they are not proposed as one again."""
    with opened(path) as con, write(con):
        lines = read_log(con)
        known, written = Sources(lines), read_written(con, lines)
        names = [_find_written(known, written, name) for name in dict.fromkeys(sources)]
        if len(names) < 2 or not all(known.show(name) in sources for name in names):
            raise DatelineError("These are already one source. Undo the join to separate them.")
        append_lines(con, [("sources_apart", {"sources": names}, {})])


def read_written(con: sqlite3.Connection, lines: Iterable[Line]) -> set[str]:
    """All names of sources that articles have, from their files or set by hand."""
    names = {name for (name,) in con.execute("SELECT DISTINCT source FROM articles WHERE deleted_at IS NULL")}
    return names | {line.value["value"] for line in lines if line.kind == "article" and line.key["field"] == "source"}


def _find_written(known: Sources, written: set[str], shown: str) -> str:
    """The name by which the log keeps a source: as shown if an article has it so, else the first that is shown so."""
    return shown if shown in written else min((name for name in written if known.show(name) == shown), default=shown)
