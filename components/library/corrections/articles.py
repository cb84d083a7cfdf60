"""What a person settles about articles: ambiguous dates, tables of metadata, deleting and restoring."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath

from components.articles import MetadataRow, read_metadata_table, resolve_date, suggest_dates
from components.library.corrections import edit_articles
from components.library.corrections.log import read_log
from components.library.store import opened, read_clock, read_meta, reading, write, write_meta
from components.library.store.writing import remove_results
from components.types import DatelineError, Skipped

_FIELDS = ("title", "date", "source", "author", "section")
_KEPT = timedelta(days=7)  # how long a deleted article can be restored


@dataclass(frozen=True, slots=True)
class AmbiguousDate:
    """An article with an ambiguous date and its two ISO readings."""

    article_id: str
    title: str
    path: str
    hint: str  # as written in the article: "03/04/2025"
    if_day_first: str
    if_month_first: str


def needs_attention(path: str | Path) -> list[AmbiguousDate]:
    """Articles with an ambiguous date that the user has not set, oldest first."""
    with reading(path) as con:
        rows = con.execute(
            "SELECT article_id, title, path, date_hint, sha256 FROM articles "
            "WHERE date = '' AND date_hint GLOB '*[0-9]*' AND deleted_at IS NULL ORDER BY n"
        ).fetchall()
        settled = _read_settled(con) if rows else set()
    found = []
    for article_id, title, shown, hint, digest in rows:
        readings = suggest_dates(hint)
        if readings and digest not in settled:
            found.append(AmbiguousDate(article_id, title, shown, hint, *readings))
    return found


def answer_day_first(path: str | Path, day_first: bool) -> int:
    """Resolve every ambiguous date by the user's answer, and remember it for files added later."""
    dates = [(item.article_id, resolve_date(item.hint, day_first)) for item in needs_attention(path)]
    n = edit_articles(path, [{"article_id": key, "field": "date", "value": date} for key, date in dates if date])
    with opened(path) as con:
        write_meta(con, "day_first", int(day_first))
    return n


def apply_metadata_table(path: str | Path, name: str, data: bytes) -> int:
    """Fill in titles, dates, sources, authors and sections from a table with a column of file names.

    Returns the number of articles with new values; raises DatelineError if it matches none.
    """
    with opened(path) as con:
        rows = read_metadata_table(name, data, day_first=read_day_first(con))
        fields = f"article_id, path, {', '.join(_FIELDS)}"
        sql = f"SELECT {fields} FROM articles WHERE deleted_at IS NULL ORDER BY n"  # noqa: S608 - constants only
        articles = con.execute(sql).fetchall()
    places = _Places((article_id, shown) for article_id, shown, *_ in articles)
    known = {article_id: dict(zip(_FIELDS, rest, strict=True)) for article_id, _, *rest in articles}
    changes: dict[tuple[str, str], str] = {}
    hints: dict[str, str] = {}
    is_fitting = False
    for row in rows:
        for article_id in places.find(row.file_name):
            is_fitting = True
            changes |= {
                (article_id, field): value for field, value in _say(row) if value and known[article_id][field] != value
            }
            if suggest_dates(row.date_hint) and not known[article_id]["date"]:
                hints[article_id] = row.date_hint
    if not is_fitting:
        raise DatelineError(
            "No article comes from a file that this table names. Compare its file names with the column “File”."
        )
    edit_articles(
        path, [{"article_id": key, "field": field, "value": value} for (key, field), value in changes.items()]
    )
    return len({article_id for article_id, _ in changes} | _keep_hints(path, hints))


def _keep_hints(path: str | Path, hints: Mapping[str, str]) -> set[str]:
    """Store ambiguous dates to ask about; return the articles for which one is new."""
    if not hints:
        return set()
    sql = "UPDATE articles SET date_hint = ? WHERE article_id = ? AND date = '' AND date_hint <> ?"
    with opened(path) as con, write(con):
        return {key for key, hint in hints.items() if con.execute(sql, (hint, key, hint)).rowcount}


class _Places:
    """Articles by file name, with or without folders and suffix."""

    def __init__(self, articles: Iterable[tuple[str, str]]) -> None:
        self._by_name: dict[str, list[tuple[str, str]]] = {}
        for article_id, shown in articles:
            whole = _fold(shown)
            name = PurePosixPath(whole).name
            for key in {name, PurePosixPath(name).stem}:
                self._by_name.setdefault(key, []).append((article_id, whole))

    def find(self, file_name: str) -> list[str]:
        """The articles of a file; if folders are given, they must match."""
        asked = _fold(file_name)
        candidates = self._by_name.get(PurePosixPath(asked).name, [])
        fitting = [
            article_id
            for article_id, whole in candidates
            if f"/{whole}".endswith(f"/{asked}") or f"/{PurePosixPath(whole).with_suffix('')}".endswith(f"/{asked}")
        ]
        return fitting or ([candidates[0][0]] if len(candidates) == 1 else [])


def _fold(path: str) -> str:
    return path.replace("\\", "/").casefold().strip("/ ")


def _say(row: MetadataRow) -> list[tuple[str, str]]:
    return [(field, getattr(row, field)) for field in _FIELDS]


def _read_settled(con: sqlite3.Connection) -> set[str]:
    """The sha256 of the articles whose date the user has set."""
    keys = [line.key for line in read_log(con) if line.kind == "article" and line.key["field"] == "date"]
    return {article["sha256"] for key in keys for article in key["articles"]}


# Deletion of articles with undo, and the list of skipped files.


def delete_articles(path: str | Path, article_ids: Iterable[str]) -> None:
    """Remove articles from every table and chart; they can be restored for a week."""
    now = read_clock()
    with opened(path) as con, write(con):
        con.executemany(
            "UPDATE articles SET deleted_at = ? WHERE article_id = ? AND deleted_at IS NULL",
            [(now, article_id) for article_id in article_ids],
        )


def restore_articles(path: str | Path, article_ids: Iterable[str]) -> None:
    """Restore deleted articles with all their results."""
    with opened(path) as con, write(con):
        con.executemany(
            "UPDATE articles SET deleted_at = NULL WHERE article_id = ?", [(article_id,) for article_id in article_ids]
        )


def purge_deleted(con: sqlite3.Connection, check: Callable[[sqlite3.Connection], None]) -> int:
    """Delete permanently what can no longer be restored, and return the number of articles.

    `check` is called within the transaction and raises if the worker has lost its claim.
    """
    before = read_clock(_KEPT)
    sql = "SELECT n FROM articles WHERE deleted_at < ?"
    numbers: Sequence[int] = [n for (n,) in con.execute(sql, (before,))]
    if not numbers:
        return 0
    with write(con):
        check(con)
        for n in numbers:
            remove_results(con, n)
            for table in ("article_topics", "fingerprints", "edge_lines", "repeated_places", "passages"):
                con.execute(f"DELETE FROM {table} WHERE article = ?", (n,))  # noqa: S608 - constants only
            con.execute("DELETE FROM articles WHERE n = ?", (n,))
    return len(numbers)


def read_skipped(path: str | Path) -> list[Skipped]:
    """Files and rows that could not be read as articles, latest first."""
    with reading(path) as con:
        return [Skipped(*row) for row in con.execute("SELECT path, reason FROM skipped ORDER BY n DESC")]


def clear_skipped(path: str | Path) -> None:
    """Clear the list of skipped files."""
    with opened(path) as con, write(con):
        con.execute("DELETE FROM skipped")


def read_day_first(con: sqlite3.Connection) -> bool | None:
    """The user's answer for this library about dates such as 03/04/2025; None if not asked yet."""
    answer = read_meta(con, "day_first")
    return None if answer is None else bool(answer)
