"""Tables in memory are renewed by what changed, and are then what a first reading gives."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components.library.store import open_library, opened, transaction, write
from components.library.store.machine import Machine, read_machine, renew
from components.library.store.writing import remove_results
from tests.benchmarks.generate import generate

N_ARTICLES = 40
TABLES = (
    "articles",
    "entities",
    "mentions",
    "quotes",
    "quote_mentions",
    "sentiments",
    "article_topics",
    "quote_groups",
)


def _any(con: sqlite3.Connection, table: str, rng: random.Random) -> int:
    numbers = [n for (n,) in con.execute(f"SELECT n FROM {table}")]
    return rng.choice(numbers) if numbers else 0


def _reanalyse(con: sqlite3.Connection, rng: random.Random) -> None:
    """Find the same again in an article, in new rows."""
    article = _any(con, "articles", rng)
    kept = {
        table: con.execute(f"SELECT * FROM {table} WHERE article = ?", (article,)).fetchall()
        for table in ("sentences", "mentions", "quotes", "sentiments")
    }
    remove_results(con, article)
    for table, rows in kept.items():
        first = con.execute(f"SELECT coalesce(max(n), 0) + 1000 FROM {table}").fetchone()[0]
        for position, row in enumerate(rows):
            con.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", (first + position, *row[1:]))


def _reassign(con: sqlite3.Connection, rng: random.Random) -> None:
    article, other = _any(con, "articles", rng), _any(con, "entities", rng)
    con.execute("UPDATE mentions SET entity = ? WHERE article = ? AND kind = 0", (other, article))
    con.execute("UPDATE quotes SET speaker = ? WHERE article = ?", (rng.choice((other, None)), article))


def _delete(con: sqlite3.Connection, rng: random.Random) -> None:
    con.execute("UPDATE articles SET deleted_at = '2025-07-01' WHERE n = ?", (_any(con, "articles", rng),))


def _restore(con: sqlite3.Connection, rng: random.Random) -> None:
    con.execute("UPDATE articles SET deleted_at = NULL WHERE n >= ?", (_any(con, "articles", rng),))


def _purge(con: sqlite3.Connection, rng: random.Random) -> None:
    article = _any(con, "articles", rng)
    remove_results(con, article)
    con.execute("DELETE FROM article_topics WHERE article = ?", (article,))
    con.execute("DELETE FROM articles WHERE n = ?", (article,))


def _retitle(con: sqlite3.Connection, rng: random.Random) -> None:
    article = _any(con, "articles", rng)
    con.execute("UPDATE articles SET title = ?, source = 'New' WHERE n = ?", (str(rng.random()), article))


def _rename(con: sqlite3.Connection, rng: random.Random) -> None:
    con.execute("UPDATE entities SET name = ? WHERE n = ?", (str(rng.random()), _any(con, "entities", rng)))


def _name(con: sqlite3.Connection, rng: random.Random) -> None:
    form = f"form {rng.random()}"
    con.execute("INSERT INTO surfaces (text) VALUES (?)", (form,))
    con.execute(
        "UPDATE mentions SET surface = (SELECT max(n) FROM surfaces) WHERE n = ?", (_any(con, "mentions", rng),)
    )


def _assign_topics_anew(con: sqlite3.Connection, rng: random.Random) -> None:
    con.execute("DELETE FROM article_topics WHERE article > ?", (rng.randrange(N_ARTICLES),))
    con.executemany(
        "INSERT INTO article_topics (article, topic, weight) VALUES (?, ?, ?)",
        [(_any(con, "articles", rng), rng.randrange(1, 5), rng.random()) for _ in range(rng.randrange(5))],
    )


def _regroup(con: sqlite3.Connection, rng: random.Random) -> None:
    con.execute("DELETE FROM quote_groups WHERE article = ?", (_any(con, "articles", rng),))
    con.execute('UPDATE quote_groups SET "group" = ? WHERE article > ?', (rng.randrange(9), rng.randrange(N_ARTICLES)))


def _restory(con: sqlite3.Connection, rng: random.Random) -> None:
    con.execute(
        "INSERT OR REPLACE INTO article_stories VALUES (?, ?, 0.5)", (_any(con, "articles", rng), rng.randrange(9))
    )
    con.execute("DELETE FROM article_stories WHERE article = ?", (_any(con, "articles", rng),))


def _move_quote(con: sqlite3.Connection, rng: random.Random) -> None:
    con.execute("UPDATE quotes SET content_spans = '[[3, 9], [12, 20]]' WHERE n = ?", (_any(con, "quotes", rng),))


DEEDS: tuple[Callable[[sqlite3.Connection, random.Random], None], ...] = (
    _reanalyse, _reassign, _delete, _restore, _purge, _retitle, _rename, _name, _assign_topics_anew, _move_quote,
    _regroup, _restory,
)  # fmt: skip


def assert_same(one: Machine, other: Machine) -> None:
    assert one.mark == other.mark
    assert one.surfaces.tolist() == other.surfaces.tolist()
    for name in TABLES:
        left, right = (
            table.assign(**{column: table[column].astype(str) for column in table.select_dtypes("category")})
            for table in (getattr(one, name), getattr(other, name))
        )
        pd.testing.assert_frame_equal(left, right)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_renewed_is_what_a_first_reading_gives(tmp_path: Path, seed: int) -> None:
    path, rng = tmp_path / "a.db", random.Random(seed)
    generate(path, N_ARTICLES, seed)
    with opened(path) as con:
        known = read_machine(con)
        for _ in range(25):
            begin = write if rng.random() < 0.7 else transaction  # not everything that is written is a new revision
            with begin(con):
                for deed in rng.sample(DEEDS, rng.randrange(1, 3)):
                    deed(con, rng)
            known = renew(con, known)
            assert_same(known, read_machine(con))


def test_only_rows_of_articles_that_changed_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    generate(path, N_ARTICLES)
    with opened(path) as con:
        known = read_machine(con)
        with write(con):
            con.execute("UPDATE articles SET title = 'Other' WHERE n = 3")
        asked: list[str] = []
        con.set_trace_callback(asked.append)
        renewed = renew(con, known)
        con.set_trace_callback(None)
    assert renewed.articles.loc[3, "title"] == "Other"
    assert renewed.mentions is known.mentions
    assert renewed.quotes is known.quotes
    assert renewed.entities is known.entities
    assert not any(" FROM mentions" in sql or " FROM quotes" in sql for sql in asked)


def test_a_file_put_in_the_place_of_another_is_read_anew(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "b.db"
    generate(path, N_ARTICLES)
    shutil.copy(path, copy)
    for file, title in ((path, "Mine"), (copy, "Theirs")):  # both go on from one revision
        with opened(file) as con, write(con):
            con.execute("UPDATE articles SET title = ? WHERE n = 1", (title,))
    with opened(path) as con:
        known = read_machine(con)
    with opened(copy) as con:
        with write(con):
            con.execute("UPDATE articles SET title = 'Later' WHERE n = 2")
        renewed = renew(con, known)
        assert_same(renewed, read_machine(con))
    assert renewed.articles["title"].tolist()[:2] == ["Theirs", "Later"]


def test_the_ends_of_quotes_are_those_of_their_spans(tmp_path: Path) -> None:
    con = open_library(tmp_path / "a.db")
    with write(con):
        con.execute(
            "INSERT INTO quotes (article, sentence, kind, content, content_spans, speaker_spans) "
            "VALUES (1, 1, 0, 'x', '[[4, 9], [12, 30]]', '[[1, 2]]'), (1, 1, 0, 'y', '[]', '[]')"
        )
        con.execute("UPDATE quotes SET content_spans = '[[5, 6]]' WHERE content = 'y'")
    ends = 'SELECT start, "end", speaker_start, speaker_end FROM quotes ORDER BY n'
    assert con.execute(ends).fetchall() == [(4, 30, 1, 2), (5, 6, None, None)]
    assert np.all(read_machine(con).quotes[["start", "end"]].to_numpy() == [[4, 30], [5, 6]])
    con.close()
