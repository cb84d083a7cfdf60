"""Lines that a source repeats at the head or tail of many articles: counted, and left out of what is counted.

The lines near both ends of each text are stored as hashes. After reading, SQL counts in how many articles of one source
(without copies) a line occurs at one position; above a threshold, every such line is boilerplate. What is found in it
stays in the tables and is filtered out on reading, so that the user can restore it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from components.analysis.copies import hash_text
from components.analysis.topics.terms import PERSON
from components.library.store import read_meta, write, write_meta
from components.library.store.kept import Kept
from components.library.store.records import is_in, read_in, read_numbers
from components.types import DatelineError

if TYPE_CHECKING:
    from components.library.store.tables import Tables

HEAD, TAIL = 0, 1  # places
_HEAD_LINES, _TAIL_LINES = 3, 6
_FEWEST_LETTERS = 4  # a rule of dashes or a number is no line that says anything
_LONGEST = 1200  # characters; a longer line is a whole story
_LONGEST_TERM = 3  # words
_FEWEST, _SHARE = 4, 0.1  # articles of a source, and part of all of them, that repeat a line
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
PLACES = ("line", "article", "start", "end")
_READ_TO, _COUNTED = "lines read to", "lines counted"  # keys of `meta`
_BATCH = 500  # articles per batch
_ANALYSED = "a.status = 'analysed' AND a.deleted_at IS NULL"


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near one end of a text; lines of one hash say the same."""

    place: int  # HEAD or TAIL
    start: int
    end: int
    hash: int


def read_edge_lines(text: str) -> list[EdgeLine]:
    """The first and the last lines of a text that are not empty, each once."""
    lines, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            lines.append((start, start + len(stripped)))
        at += len(line) + 1
    head = lines[:_HEAD_LINES]
    tail = lines[max(_HEAD_LINES, len(lines) - _TAIL_LINES) :]
    return [
        EdgeLine(place, start, end, hash_text(normalise_line(text[start:end])))
        for place, some in ((HEAD, head), (TAIL, tail))
        for start, end in some
        if end - start <= _LONGEST and sum(map(str.isalpha, text[start:end])) >= _FEWEST_LETTERS
    ]


def normalise_line(line: str) -> str:
    """What two lines share that say the same on another day: no capitals, every digit a 0."""
    return _DIGITS.sub("0", " ".join(line.casefold().split()))


def is_repeated(n_articles: int, n_of_source: int) -> bool:
    """Whether so many of a source's articles with a line at one place make it boilerplate."""
    return n_articles >= max(_FEWEST, _SHARE * n_of_source)


def drop_terms(terms: Mapping[str, int], lines: Iterable[str]) -> dict[str, int]:
    """An article's terms without what stands in some of its lines."""
    inside: Counter[str] = Counter()
    for line in lines:
        words = _WORD.findall(line.lower())
        for length in range(1, _LONGEST_TERM + 1):
            inside.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    left = {}
    for term, count in terms.items():
        folded = " ".join(_WORD.findall(term.removeprefix(PERSON).lower()))
        if (more := count - inside.get(folded, 0)) > 0:
            left[term] = more
    return left


# Boilerplate detection: lines that a source repeats at the head or tail of many articles are left out of all
# counts.


def update_repeated(
    con: sqlite3.Connection, check: Callable[[sqlite3.Connection], None], show: Callable[[str], str] = str
) -> None:
    """Recount lines if articles were added or removed, or sources joined; `check` is called within each transaction.

    `show` gives the name that a source is shown under: those of one name are one source.
    """
    while _read_batch(con, check):
        pass
    shown = {name: show(name) for (name,) in con.execute("SELECT DISTINCT source FROM articles")}
    found = _count_lines(con, {name: other for name, other in shown.items() if name != other})
    sql = f"SELECT count(*), max(n) FROM articles a WHERE {_ANALYSED}"  # noqa: S608 - constants only
    state = json.dumps([found, con.execute(sql).fetchone()])
    if read_meta(con, _COUNTED) == str(hash_text(state)):
        return
    with write(con):
        check(con)
        con.execute("DELETE FROM repeated_places")
        con.execute("DELETE FROM repeated_lines")
        lines: defaultdict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        for source, hash_, place, n_articles in found:
            lines[hash_, place][source] = n_articles
        for (hash_, place), n_of_sources in lines.items():
            _write_lines(con, hash_, place, n_of_sources, shown)
        write_meta(con, _COUNTED, str(hash_text(state)))


def _read_batch(con: sqlite3.Connection, check: Callable[[sqlite3.Connection], None]) -> bool:
    last = int(read_meta(con, _READ_TO) or 0)
    rows = con.execute("SELECT n, text FROM articles WHERE n > ? ORDER BY n LIMIT ?", (last, _BATCH)).fetchall()
    if not rows:
        return False
    with write(con):
        check(con)
        con.executemany(
            'INSERT INTO edge_lines (hash, article, place, start, "end") VALUES (?, ?, ?, ?, ?)',
            [
                (line.hash, number, line.place, line.start, line.end)
                for number, text in rows
                for line in read_edge_lines(text)
            ],
        )
        write_meta(con, _READ_TO, str(rows[-1][0]))
    return True


def _count_lines(con: sqlite3.Connection, joined: Mapping[str, str]) -> list[tuple[str, int, int, int]]:
    """Source, hash, position and number of articles of every repeated line; `joined` is the name of other sources."""
    apart = f"{_ANALYSED} AND a.duplicate_of = ''"  # a reprinted story repeats all of its lines
    con.create_function("shown", 1, lambda name: joined.get(name, name), deterministic=True)
    source = "shown(a.source)" if joined else "a.source"
    sources = dict(con.execute(f"SELECT {source}, count(*) FROM articles a WHERE {apart} GROUP BY 1"))  # noqa: S608
    sql = (
        f"SELECT {source}, l.hash, l.place, count(DISTINCT a.n) FROM edge_lines l JOIN articles a ON a.n = l.article "  # noqa: S608
        f"WHERE {apart} GROUP BY 1, 2, 3 HAVING count(DISTINCT a.n) > 1 ORDER BY 1, 2, 3"
    )
    return [row for row in con.execute(sql) if is_repeated(row[3], sources[row[0]])]


def _write_lines(
    con: sqlite3.Connection, hash_: int, place: int, n_articles: Mapping[str, int], shown: Mapping[str, str]
) -> None:
    """Store what a line says and where it stands, for each source that repeats it there, given with its number."""
    places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    sql = (
        'SELECT a.source, a.n, l.start, l."end" FROM edge_lines l JOIN articles a ON a.n = l.article '
        "WHERE l.hash = ? AND l.place = ? ORDER BY a.n, l.start"
    )
    for source, *where in con.execute(sql, (hash_, place)):
        places[shown[source]].append((where[0], where[1], where[2]))
    for source, number in n_articles.items():
        article, start, end = places[source][0]
        text = con.execute("SELECT substr(text, ?, ?) FROM articles WHERE n = ?", (start + 1, end - start, article))
        line = con.execute(
            "INSERT INTO repeated_lines (source, text, n_articles) VALUES (?, ?, ?)",
            (source, normalise_line(text.fetchone()[0]), number),
        ).lastrowid
        con.executemany(
            'INSERT INTO repeated_places (line, article, start, "end") VALUES (?, ?, ?, ?)',
            [(line, *where) for where in places[source]],
        )


def read_repeated(con: sqlite3.Connection, restored: Collection[tuple[str, str]]) -> pd.DataFrame:
    """Occurrences of repeated lines: `line, article, start, end, n_articles, counts`.

    `counts` is True if the user restored the line: if its source and text are among `restored`.
    """
    table = pd.DataFrame(read_numbers(con, 'SELECT line, article, start, "end" FROM repeated_places', PLACES))
    back = _find_restored(con, restored)
    n_articles = dict(con.execute("SELECT n, n_articles FROM repeated_lines").fetchall())
    lines = table["line"].tolist()
    return table.assign(n_articles=[n_articles[line] for line in lines], counts=[line in back for line in lines])


def _find_restored(con: sqlite3.Connection, restored: Collection[tuple[str, str]]) -> set[int]:
    """The numbers of the repeated lines with these sources and texts."""
    if not restored:
        return set()
    return {
        n for n, source, text in con.execute("SELECT n, source, text FROM repeated_lines") if (source, text) in restored
    }


def build_line_key(con: sqlite3.Connection, article_id: str, start: int) -> dict[str, Any]:
    """The key of a repeated line in the log, given one occurrence; raises DatelineError if there is none."""
    row = con.execute(
        'SELECT a.source, l.text, substr(a.text, p.start + 1, p."end" - p.start) FROM repeated_places p '
        "JOIN repeated_lines l ON l.n = p.line JOIN articles a ON a.n = p.article WHERE a.article_id = ? "
        "AND p.start = ?",
        (article_id, start),
    ).fetchone()
    if row is None:
        raise DatelineError("This line is no longer repeated in this source. Open its article again.")
    return {"source": row[0], "line": row[1], "shown": row[2]}


def leave_out_repeated(tables: Tables) -> None:
    """Remove what lies in repeated lines from the tables, except for restored lines."""
    places = tables.repeated[~tables.repeated["counts"].to_numpy(dtype=bool)]
    if not len(places):
        return
    names = ("mentions", "quotes", "quote_mentions", "sentiments")
    whole = tuple(getattr(tables, name) for name in names)
    spans = places[["article", "start", "end"]].to_numpy().astype(np.int64)
    spans = spans[np.lexsort((spans[:, 1], spans[:, 0]))]
    for name, table in zip(
        names, _left.get(lambda: _leave_out(whole, spans), *whole, given=spans.tobytes()), strict=True
    ):
        setattr(tables, name, table)


_left: Kept[tuple[pd.DataFrame, ...]] = Kept()


def _leave_out(whole: Sequence[pd.DataFrame], spans: np.ndarray) -> tuple[pd.DataFrame, ...]:
    mentions, quotes, about, sentiments = whole
    gone = mentions["mention"].to_numpy()[_lie_within(mentions, spans)]
    quoted = quotes["quote"].to_numpy()[_lie_within(quotes, spans)]
    return (
        _without(mentions, "mention", gone),
        _without(quotes, "quote", quoted),
        _without(_without(about, "quote", quoted), "mention", gone),
        _without(sentiments, "mention", gone),
    )


def _lie_within(table: pd.DataFrame, spans: np.ndarray) -> np.ndarray:
    """Mask of the rows that lie within one of the spans: article, start and end, ordered, never overlapping."""
    ends = table["end"].to_numpy().astype(np.int64)
    width = int(max(ends.max(initial=0), spans[:, 2].max())) + 1
    starts = table["article"].to_numpy().astype(np.int64) * width + table["start"].to_numpy()
    before = np.searchsorted(spans[:, 0] * width + spans[:, 1], starts, side="right") - 1
    last = spans[np.maximum(before, 0)]
    mask: np.ndarray = (before >= 0) & (last[:, 0] == table["article"].to_numpy()) & (ends <= last[:, 2])
    return mask


def _without(table: pd.DataFrame, column: str, numbers: np.ndarray) -> pd.DataFrame:
    mask = is_in(table[column].to_numpy(), numbers)
    return table[~mask].reset_index(drop=True) if mask.any() else table


def read_repeated_texts(
    con: sqlite3.Connection, articles: Sequence[int], restored: Collection[tuple[str, str]]
) -> dict[int, list[str]]:
    """The excluded repeated lines of these articles, by article number; `restored` as for `read_repeated`."""
    back = _find_restored(con, restored)
    lines: defaultdict[int, list[str]] = defaultdict(list)
    sql = (
        "SELECT p.article, p.line, l.text FROM repeated_places p JOIN repeated_lines l ON l.n = p.line "
        "WHERE p.article IN"
    )
    for article, line, text in read_in(con, sql, articles):
        if line not in back:
            lines[article].append(text)
    return lines
