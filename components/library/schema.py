"""SQLite schema of the library and its migrations.

`components.schema` declares the tables; added here are their initial rows, the full-text index and the versions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from components.schema import TABLES, VERSION

APPLICATION_ID = 0x4461746C  # "Datl": identifies a library among SQLite files, since version 2
OWN = frozenset(("meta", "articles", "mentions", "uploads", "work"))  # tables that exist in every version

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
# Migrations, by the version they lead to.
_STEPS = {
    version: _write_script(statement for table in TABLES.values() for statement in table.sql_since(version))
    for version in range(2, VERSION + 1)
}


def create_tables(con: sqlite3.Connection) -> None:
    """Create all tables, within the caller's transaction."""
    _run(con, _TABLES)
    _mark(con)


def update_tables(con: sqlite3.Connection, version: int) -> None:
    """Migrate the tables of an older version, within the caller's transaction."""
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
    """Split a script into statements, because `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
