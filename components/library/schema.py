"""The library's tables made in SQLite, and the steps that bring a library of an older Dateline up to date.

What is in them stands in `components.schema`; here are the rows they begin with and the index of all words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from components.schema import TABLES, VERSION

APPLICATION_ID = 0x4461746C  # "Datl": what tells a library from the SQLite files of other programs, since version 2
OWN = frozenset(("meta", "articles", "mentions", "uploads", "work"))  # tables that every version has

_FIRST_ROWS = """
INSERT INTO meta VALUES ('revision', 0);
INSERT INTO work (n) VALUES (1);
"""
_WORDS = """
CREATE VIRTUAL TABLE articles_words USING fts5(
    title, text, content='articles', content_rowid='n', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_words (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_words (articles_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;
CREATE VIRTUAL TABLE quotes_words USING fts5(
    content, content='quotes', content_rowid='n', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
    INSERT INTO quotes_words (rowid, content) VALUES (new.n, new.content);
END;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
    INSERT INTO quotes_words (quotes_words, rowid, content) VALUES ('delete', old.n, old.content);
END;
"""


def _write_script(statements: Iterable[str]) -> str:
    return "".join(f"{statement};\n" for statement in statements)


_TABLES = _write_script(statement for table in TABLES.values() for statement in table.sql()) + _FIRST_ROWS + _WORDS
# What leads from one version to the next, by the version that it makes.
_STEPS = {
    version: _write_script(statement for table in TABLES.values() for statement in table.sql_since(version))
    for version in range(2, VERSION + 1)
}


def create_tables(con: sqlite3.Connection) -> None:
    """Make all tables, within the caller's transaction."""
    _run(con, _TABLES)
    _mark(con)


def update_tables(con: sqlite3.Connection, version: int) -> None:
    """Bring the tables of an older version up to date, within the caller's transaction: all of it or nothing."""
    for step in range(version + 1, VERSION + 1):
        _run(con, _STEPS[step])
    _mark(con)


def _mark(con: sqlite3.Connection) -> None:
    con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    con.execute(f"PRAGMA user_version = {VERSION}")


def _run(con: sqlite3.Connection, script: str) -> None:
    for statement in _statements(script):
        con.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one; `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
