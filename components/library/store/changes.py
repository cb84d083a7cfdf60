"""What SQLite keeps up to date by itself: the full-text index, the ends of quotes, and what changed in which revision.

Tables in memory are renewed by the rows that changed since they were read. A revision's stamp is random, so that a file
put in the place of another, or an older copy of it, is not taken for the one that was read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from components.schema import list_frame_columns

# Kinds of `changed`: an article's own row, what was found in it, its topics; an entity's row; the groups of an
# article's quotes; its story.
ARTICLE, FOUND, TOPICS, ENTITY, GROUPS, STORIES = range(6)

WORDS = """
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
_SET_ENDS = """UPDATE quotes SET
    start = coalesce(json_extract(content_spans, '$[0][0]'), 0),
    "end" = coalesce(json_extract(content_spans, '$[#-1][1]'), 0),
    speaker_start = json_extract(speaker_spans, '$[0][0]'),
    speaker_end = json_extract(speaker_spans, '$[#-1][1]')"""
_MEASURED = {"INSERT": "", "UPDATE": " OF content_spans, speaker_spans"}
_MEASURE = """CREATE TRIGGER quotes_measured_{event} AFTER {event}{columns} ON quotes BEGIN
    {set} WHERE n = new.n;
END;
"""
_NOTE = """CREATE TRIGGER {table}_noted_{event} AFTER {event}{columns} ON {table} BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES ({kind}, {number}, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
"""
_NOTED = {  # table -> kind, and the article or entity that a row is of
    "articles": (ARTICLE, "{row}.n"),
    "mentions": (FOUND, "{row}.article"),
    "quotes": (FOUND, "{row}.article"),
    "quote_mentions": (FOUND, "coalesce((SELECT article FROM quotes WHERE n = {row}.quote), 0)"),
    "sentiments": (FOUND, "{row}.article"),
    "article_topics": (TOPICS, "{row}.article"),
    "entities": (ENTITY, "{row}.n"),
    "quote_groups": (GROUPS, "{row}.article"),
    "article_stories": (STORIES, "{row}.article"),
}


def build_notes() -> str:
    """The triggers that fill `changed`, and the ends of quotes."""
    parts = [_MEASURE.format(event=event, columns=columns, set=_SET_ENDS) for event, columns in _MEASURED.items()]
    for table, (kind, number) in _NOTED.items():
        shown = [f'"{name}"' for name in list_frame_columns(table)]
        shown += ["deleted_at"] if table == "articles" else []
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            columns = f" OF {', '.join(shown)}" if event == "UPDATE" else ""
            parts.append(
                _NOTE.format(table=table, event=event, columns=columns, kind=kind, number=number.format(row=row))
            )
    return "".join(parts)


def drop_notes(con: sqlite3.Connection) -> None:
    """Drop the triggers that `build_notes` makes, within the caller's transaction."""
    for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if "_noted_" in name or "_measured_" in name:
            con.execute(f"DROP TRIGGER {name}")


def measure_quotes(con: sqlite3.Connection) -> None:
    """Set the ends of the quotes of an older library, and stamp its revision."""
    con.execute(_SET_ENDS)
    con.execute(
        "INSERT OR IGNORE INTO revisions (n, stamp) SELECT value, ? FROM meta WHERE key = 'revision'", (uuid4().hex,)
    )


def bump_revision(con: sqlite3.Connection) -> None:
    """Count and stamp a new revision, within the caller's transaction."""
    con.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
    con.execute(
        "INSERT OR REPLACE INTO revisions (n, stamp) SELECT value, ? FROM meta WHERE key = 'revision'", (uuid4().hex,)
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of one library: its revision and that revision's stamp."""

    revision: int
    stamp: str


def read_mark(con: sqlite3.Connection) -> Mark:
    """The state that a transaction sees; the stamp is empty if the library has not been written to yet."""
    (revision,) = con.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
    row = con.execute("SELECT stamp FROM revisions WHERE n = ?", (revision,)).fetchone()
    return Mark(int(revision), row[0] if row else "")


def has_passed(con: sqlite3.Connection, mark: Mark) -> bool:
    """True if the library was in this state, now or earlier."""
    sql = "SELECT 1 FROM revisions WHERE n = ? AND stamp = ?"
    return con.execute(sql, (mark.revision, mark.stamp)).fetchone() is not None


def read_changed(con: sqlite3.Connection, kind: int, since: Mark) -> Iterator[int]:
    """The numbers of the articles or entities whose rows changed after a state."""
    sql = "SELECT number FROM changed WHERE kind = ? AND revision > ?"
    return (number for (number,) in con.execute(sql, (kind, since.revision)))
