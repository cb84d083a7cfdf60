"""Import: from what a person adds to articles that wait, each once, with near-duplicates marked."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from components.analysis.copies import build_fingerprints
from components.articles import READABLE_SUFFIXES, article_from_text
from components.articles.drafts import build_article_id
from components.articles.fetching import is_address
from components.library.corrections.articles import read_day_first
from components.library.store import opened, read_clock, read_meta, reading, transaction, write, write_meta
from components.library.store.minhash import find_original, renew_fingerprints, write_fingerprints
from components.library.worker.pool_process import File, read_one
from components.types import Address, Article, Skipped

SAMPLE = Path(__file__).resolve().parents[3] / "sample_articles"
_ROW = re.compile(r"#\d+$")  # row of a table: "table.csv#3"
Check = Callable[[sqlite3.Connection], None]  # raises if the worker has lost its claim on the library


# Adds files, pasted text or the sample to the worker's queue in the library.


def add_uploads(path: str | Path, files: Iterable[tuple[str, bytes]], options: Mapping[str, Any] | None = None) -> int:
    """Queue files as (name, content) for the worker and return their number.

    `options` are the user's settings: `mapping` gives the column of each field of a table ({file name: {field:
    column}}), `day_first` whether 03/04/2025 is in April.
    """
    options = options or {}
    mapping = options.get("mapping") or {}
    batch = uuid.uuid4().hex
    n = 0
    with opened(path) as con, transaction(con):
        begin_added(con)
        for name, data in files:
            said = {"mapping": mapping.get(name), "day_first": options.get("day_first")}
            kept = json.dumps({key: value for key, value in said.items() if value is not None})
            con.execute(
                "INSERT INTO uploads (name, data, options, batch) VALUES (?, ?, ?, ?)", (name, data, kept, batch)
            )
            n += 1
    return n


def queue_addresses(con: sqlite3.Connection, addresses: Mapping[str, str]) -> None:
    """Queue web addresses with what is known of each (an Address as JSON, or ""), within the caller's transaction."""
    begin_added(con)
    batch = uuid.uuid4().hex
    con.executemany(
        "INSERT INTO uploads (name, data, options, batch) VALUES (?, x'', ?, ?)",
        [(url, json.dumps({"address": known} if known else {}), batch) for url, known in addresses.items()],
    )


def add_pasted(path: str | Path, *texts: str, title: str = "", source: str = "", date: str = "") -> None:
    """Add an article from each text; what is not an article is listed as skipped."""
    add_items(path, [article_from_text(text, title=title, source=source, date=date) for text in texts])


def add_items(path: str | Path, items: Sequence[Article | Skipped]) -> None:
    """Add articles that are read already; what is none is listed as skipped."""
    with opened(path) as con, write(con):
        begin_added(con)
        is_new = [add_article(con, item) for item in items if isinstance(item, Article)]
        skipped = [item for item in items if isinstance(item, Skipped)]
        add_skipped(con, skipped)
        record_added(con, Added(n_added=sum(is_new), n_known=is_new.count(False), n_skipped=len(skipped)))


def add_sample(path: str | Path) -> int:
    """Queue the sample articles and return the number of files."""
    files = sorted(file for file in SAMPLE.iterdir() if file.suffix.lower() in READABLE_SUFFIXES)
    return add_uploads(path, ((file.name, file.read_bytes()) for file in files))


def read_added(path: str | Path) -> Added | None:
    """The result of the latest import; None while files still wait to be read."""
    with reading(path) as con:
        if con.execute("SELECT 1 FROM uploads LIMIT 1").fetchone():
            return None
        return read_recorded(con)


def read_added_ids(path: str | Path) -> list[str]:
    """The ids of the articles that the latest import has brought, those without a date first."""
    with reading(path) as con:
        sql = "SELECT article_id FROM articles WHERE n > ? AND deleted_at IS NULL ORDER BY date <> '', n"
        return [article_id for (article_id,) in con.execute(sql, (int(read_meta(con, "added_after") or 0),))]


# Import: from files to articles that wait for analysis, without repeats and with near-duplicates marked.


@dataclass(frozen=True, slots=True)
class Added:
    """Result of the latest import of files or pasted text."""

    n_added: int = 0  # new articles, including restored ones
    n_known: int = 0  # articles that were in the library already
    n_skipped: int = 0  # files and rows that are not articles


@dataclass
class Reading:
    """Progress of reading one file; tells its second of two equal rows from a row read again after a restart."""

    seen: Counter[str] = field(default_factory=Counter)
    numbers: set[int] = field(default_factory=set)  # numbers of its articles, including known ones
    restored: set[int] = field(default_factory=set)  # those that had been deleted


def read_upload(
    con: sqlite3.Connection,
    number: int,
    check: Check,
    keep_on: Callable[[], bool],
    read: Callable[[File], Iterable[list[Article | Skipped]]] = read_one,
) -> int:
    """Turn one upload into articles, delete its bytes, and return the number of new articles.

    Written in several transactions: after an interruption the file is read again, and articles already imported are not
    added twice. Errors of `read` propagate.
    """
    is_missing = True
    while is_missing and keep_on():
        with transaction(con):
            check(con)
            is_missing = renew_fingerprints(con)
    name, data, options = con.execute("SELECT name, data, options FROM uploads WHERE n = ?", (number,)).fetchone()
    said = json.loads(options)
    if "after" not in said:  # stored, so that a second reading does not count articles of the first as known
        said["after"] = con.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()[0]
        con.execute("UPDATE uploads SET options = ? WHERE n = ?", (json.dumps(said), number))
    path = con.execute("PRAGMA database_list").fetchone()[2] if is_address(name) else ""
    address = Address(**json.loads(said["address"])) if said.get("address") else None
    file = File(name, data, said.get("mapping"), said.get("day_first", read_day_first(con)), path, address)
    reading, skipped = Reading(), list[Skipped]()
    if is_address(name):  # a feed that was interrupted leaves out what it had brought by then
        sql = "SELECT n FROM articles WHERE n > ? AND path LIKE 'http%'"
        reading.numbers |= {n for (n,) in con.execute(sql, (said["after"],))}
    n_new = 0
    # The last articles are written together with the end of their file: after an interruption between the two, a page
    # that has changed meanwhile would become a second article.
    last: list[Article | Skipped] = []
    for items in read(file):
        if last:
            with write(con):
                check(con)
                n_new += _add_all(con, last, reading)
            if not keep_on():
                return n_new
        skipped += [item for item in items if isinstance(item, Skipped)]
        last = items
    with write(con):
        check(con)
        n_new += _add_all(con, last, reading)
        add_skipped(con, skipped)
        n_added = len(reading.restored | {one for one in reading.numbers if one > said["after"]})
        record_added(con, Added(n_added, len(reading.numbers) - n_added, len(skipped)))
        con.execute("DELETE FROM uploads WHERE n = ?", (number,))
    return n_new


def _add_all(con: sqlite3.Connection, items: Iterable[Article | Skipped], reading: Reading) -> int:
    return sum(add_article(con, item, reading) for item in items if isinstance(item, Article))


def add_article(
    con: sqlite3.Connection, article: Article, reading: Reading | None = None, *, keep_duplicates: bool = False
) -> bool:
    """Queue an article for analysis, within the caller's transaction; False if it is in the library already.

    An article is known if file, title and text are the same; a deleted one is restored. With `keep_duplicates` it is
    added in any case.
    """
    reading = reading or Reading()
    digest = build_digest(article.path, article.title, article.text)
    known: list[tuple[int]] = []
    if not keep_duplicates:
        known = con.execute("SELECT n FROM articles WHERE sha256 = ? ORDER BY n", (digest,)).fetchall()
    reading.seen[digest] += 1
    if reading.seen[digest] <= len(known):
        number = known[reading.seen[digest] - 1][0]
        reading.numbers.add(number)
        sql = "UPDATE articles SET deleted_at = NULL WHERE n = ? AND deleted_at IS NOT NULL"
        is_restored = con.execute(sql, (number,)).rowcount > 0
        if is_restored:
            reading.restored.add(number)
        return is_restored
    fingerprints = build_fingerprints(article.text)
    added = con.execute(
        "INSERT INTO articles (article_id, title, text, date, date_origin, date_hint, source, author, url, language, "
        "path, section, note, duplicate_of, sha256, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _find_free_id(con, article), article.title, article.text, article.date, article.date_origin,
            article.date_hint, article.source, article.author, article.url, article.language, article.path,
            article.section, article.note,
            find_original(con, article.text, fingerprints), digest, read_clock(),
        ),
    ).lastrowid  # fmt: skip
    assert added is not None
    reading.numbers.add(added)
    write_fingerprints(con, added, fingerprints)
    return True


def add_skipped(con: sqlite3.Connection, skipped: Iterable[Skipped], *, keep_duplicates: bool = False) -> None:
    """List skipped items, without repeats unless duplicates are kept, within the caller's transaction."""
    for item in skipped:
        if not keep_duplicates:
            con.execute("DELETE FROM skipped WHERE path = ? AND reason = ?", (item.path, item.reason))
        address = json.dumps(asdict(item)) if isinstance(item, Address) else ""
        con.execute(
            "INSERT INTO skipped (path, reason, at, address) VALUES (?, ?, ?, ?)",
            (item.path, item.reason, read_clock(), address),
        )


def begin_added(con: sqlite3.Connection) -> None:
    """Reset the import result, unless files of the last import are still waiting."""
    if not con.execute("SELECT 1 FROM uploads LIMIT 1").fetchone():
        con.execute("DELETE FROM meta WHERE key = 'added'")
        write_meta(con, "added_after", con.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()[0])


def record_added(con: sqlite3.Connection, more: Added) -> None:
    """Add one file or text to the import result, within the caller's transaction."""
    before = read_recorded(con)
    total = [old + new for old, new in zip(astuple(before), astuple(more), strict=True)]
    write_meta(con, "added", json.dumps(total))


def read_recorded(con: sqlite3.Connection) -> Added:
    """The result of the latest import so far."""
    found = read_meta(con, "added")
    return Added(*json.loads(found)) if found else Added()


def build_digest(path: str, title: str, text: str) -> str:
    """A hash of an article's file, title and text, independent of the row of a table."""
    key = "\0".join((_ROW.sub("", path), title, text))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _find_free_id(con: sqlite3.Connection, article: Article) -> str:
    sql = "SELECT 1 FROM articles WHERE article_id = ?"
    if not con.execute(sql, (article.article_id,)).fetchone():
        return article.article_id
    ids = (build_article_id(article.path, article.text, copy) for copy in count(1))
    return next(one for one in ids if not con.execute(sql, (one,)).fetchone())
