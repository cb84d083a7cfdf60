"""Searches that a library keeps by name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from components.library.store import opened, read_clock, reading, transaction
from components.types import DatelineError

MOST_IN_NAME = 80  # characters


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query and the name it is kept under."""

    n: int
    name: str
    words: str
    saved_at: str


def read_searches(path: str | Path) -> list[SavedSearch]:
    """The searches that are kept, by name."""
    with reading(path) as con:
        rows = con.execute("SELECT n, name, words, saved_at FROM searches ORDER BY name COLLATE NOCASE")
        return [SavedSearch(*row) for row in rows]


def save_search(path: str | Path, words: str, name: str = "") -> SavedSearch:
    """Keep a query by a name, without one by its own words; raises DatelineError if the name is taken."""
    if not words.strip():
        raise DatelineError("There is nothing to save yet. Search for something first.")
    with opened(path) as con, transaction(con):
        name = _check_name(con, name or words)
        sql = "INSERT INTO searches (name, words, saved_at) VALUES (?, ?, ?)"
        number = con.execute(sql, (name, words.strip(), read_clock())).lastrowid
        return SavedSearch(
            *con.execute("SELECT n, name, words, saved_at FROM searches WHERE n = ?", (number,)).fetchone()
        )


def rename_search(path: str | Path, n: int, name: str) -> None:
    """Give a saved search another name; raises DatelineError if that is taken, or the search is gone."""
    with opened(path) as con, transaction(con):
        name = _check_name(con, name, n)
        if not con.execute("UPDATE searches SET name = ? WHERE n = ?", (name, n)).rowcount:
            raise DatelineError("This search is no longer kept. The list shows those that are.")


def delete_search(path: str | Path, n: int) -> None:
    """Keep a search no longer; `restore_search` takes that back."""
    with opened(path) as con, transaction(con):
        con.execute("DELETE FROM searches WHERE n = ?", (n,))


def restore_search(path: str | Path, search: SavedSearch) -> None:
    """Keep a deleted search again; raises DatelineError if another has its name by now."""
    with opened(path) as con, transaction(con):
        name = _check_name(con, search.name)
        sql = "INSERT INTO searches (name, words, saved_at) VALUES (?, ?, ?)"
        con.execute(sql, (name, search.words, search.saved_at))


def _check_name(con: sqlite3.Connection, name: str, n: int = 0) -> str:
    """The name in one line; raises DatelineError if it is empty or another search has it."""
    name = " ".join(name.split())[:MOST_IN_NAME]
    if not name:
        raise DatelineError("A search needs a name to be kept under. Type a few words.")
    if con.execute("SELECT 1 FROM searches WHERE name = ? COLLATE NOCASE AND n <> ?", (name, n)).fetchone():
        raise DatelineError(f"A search called “{name}” is already kept. Choose another name, or delete that one first.")
    return name
