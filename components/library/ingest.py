"""From files to articles that wait for their analysis: each once, copies told from originals."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from components.articles import read_file
from components.articles.drafts import build_article_id
from components.library.copies import build_fingerprints, find_original, write_fingerprints
from components.library.store import write
from components.types import Article, Skipped

_TOGETHER = 100  # articles of one file that are written at once
_ROW = re.compile(r"#\d+$")  # of a table: "table.csv#3"

Check = Callable[[sqlite3.Connection], None]  # raises where the worker has lost its claim on the library


@dataclass
class Reading:
    """What one file has given so far, so that its second of two equal rows is told from the first read twice."""

    seen: Counter[str] = field(default_factory=Counter)


def read_upload(con: sqlite3.Connection, number: int, check: Check, keep_on: Callable[[], bool]) -> int:
    """Turn one upload into articles and drop its bytes; gives how many articles are new.

    Written in parts: where this is cut short, the file is read again and what is in already adds nothing.
    """
    name, data, options = con.execute("SELECT name, data, options FROM uploads WHERE n = ?", (number,)).fetchone()
    said = json.loads(options)
    day_first = said.get("day_first", _read_day_first(con))
    reading, skipped, batch = Reading(), list[Skipped](), list[Article]()
    n_new = 0
    for item in read_file(name, data, mapping=said.get("mapping"), day_first=day_first):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        batch.append(item)
        if len(batch) == _TOGETHER:
            n_new += _write_batch(con, batch, reading, check)
            batch = []
            if not keep_on():
                return n_new
    with write(con):
        check(con)
        n_new += sum(add_article(con, article, reading) for article in batch)
        add_skipped(con, skipped)
        con.execute("DELETE FROM uploads WHERE n = ?", (number,))
    return n_new


def _write_batch(con: sqlite3.Connection, batch: list[Article], reading: Reading, check: Check) -> int:
    with write(con):
        check(con)
        return sum(add_article(con, article, reading) for article in batch)


def add_article(con: sqlite3.Connection, article: Article, reading: Reading | None = None) -> bool:
    """Add an article that waits for its analysis, within the caller's transaction; False where it is in already.

    An article is in where one of that file, title and text is; one that was deleted comes back.
    """
    reading = reading or Reading()
    digest = _digest(article)
    known = con.execute("SELECT n FROM articles WHERE sha256 = ? ORDER BY n", (digest,)).fetchall()
    reading.seen[digest] += 1
    if reading.seen[digest] <= len(known):
        number = known[reading.seen[digest] - 1][0]
        sql = "UPDATE articles SET deleted_at = NULL WHERE n = ? AND deleted_at IS NOT NULL"
        return con.execute(sql, (number,)).rowcount > 0
    fingerprints = build_fingerprints(article.text)
    number = con.execute(
        "INSERT INTO articles (article_id, title, text, date, date_origin, date_hint, source, author, url, language, "
        "path, duplicate_of, sha256, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _find_free_id(con, article), article.title, article.text, article.date, article.date_origin,
            article.date_hint, article.source, article.author, article.url, article.language, article.path,
            find_original(con, fingerprints), digest, read_clock(),
        ),
    ).lastrowid  # fmt: skip
    assert number is not None
    write_fingerprints(con, number, fingerprints)
    return True


def add_skipped(con: sqlite3.Connection, skipped: Iterable[Skipped]) -> None:
    """List what could not be read, each once, within the caller's transaction."""
    for item in skipped:
        con.execute("DELETE FROM skipped WHERE path = ? AND reason = ?", (item.path, item.reason))
        con.execute("INSERT INTO skipped (path, reason, at) VALUES (?, ?, ?)", (item.path, item.reason, read_clock()))


def read_clock() -> str:
    """Now, as the library writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _digest(article: Article) -> str:
    """The same for the same article of the same file, in whichever row of a table it stands."""
    key = "\0".join((_ROW.sub("", article.path), article.title, article.text))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _find_free_id(con: sqlite3.Connection, article: Article) -> str:
    sql = "SELECT 1 FROM articles WHERE article_id = ?"
    if not con.execute(sql, (article.article_id,)).fetchone():
        return article.article_id
    ids = (build_article_id(article.path, article.text, copy) for copy in count(1))
    return next(one for one in ids if not con.execute(sql, (one,)).fetchone())


def _read_day_first(con: sqlite3.Connection) -> bool | None:
    """What a person once answered about dates such as 03/04/2025 in this library."""
    row = con.execute("SELECT value FROM meta WHERE key = 'day_first'").fetchone()
    return None if row is None else bool(row[0])
