"""Repeats the articles of a generated library by SQL: a million, one by one, would take an hour."""

from __future__ import annotations

import sqlite3

from components.library.store.quote_groups import group_quotes
from components.types import QUOTE_KINDS

BLOCK = 5000  # articles written one by one
LEADING = 20  # names that every block has
_COUNTED = ("sentences", "mentions", "quotes")
_REPEATED = ("articles", *_COUNTED, "quote_mentions", "sentiments", "article_topics")


def compare_articles(con: sqlite3.Connection) -> None:
    """Group the quotes of a small library, some milliseconds an article."""
    for (article,) in con.execute("SELECT n FROM articles ORDER BY n").fetchall():
        group_quotes(con, article)


def deal_quotes(con: sqlite3.Connection) -> None:
    """Put a tenth of the quotes of a large library into groups of four, of articles far apart, without a look at them.

    Looked at, the few sentences that articles are made of would be the same quotes in thousands of articles.
    """
    (n_quotes,) = con.execute("SELECT count(*) FROM quotes").fetchone()
    con.execute(
        'INSERT INTO quote_groups (quote, article, "group", is_firm) '
        "SELECT n, article, (n - 1) % ? + 1, 1 FROM quotes WHERE n % 10 = 1 AND kind <> ?",
        (max(n_quotes // 40, 1) * 10, QUOTE_KINDS.index("attitude")),
    )


def deal_articles(con: sqlite3.Connection) -> None:
    """Deal the articles to stories, some to none."""
    n_stories = con.execute("SELECT count(*) FROM articles").fetchone()[0] // 4
    con.executemany("INSERT INTO stories (n, centre) VALUES (?, x'')", [(n,) for n in range(1, n_stories + 1)])
    con.execute(
        "INSERT INTO article_stories SELECT n, n % ?1 + 1, 1.0 / n FROM articles WHERE ?1 AND n % 3", (n_stories,)
    )


def repeat_articles(con: sqlite3.Connection, start: int, amount: int, n_people: int, n_all: int) -> None:
    """Write the first `amount` articles once more, as those after number `start`.

    Their names are numbered up to `n_people`; they are moved on among `n_all`, but for the LEADING ones.
    """
    step = start // BLOCK
    moved = f"CASE WHEN entity <= {LEADING} THEN entity ELSE (entity - 1 + {step * n_people}) % {n_all} + 1 END"
    spoken = moved.replace("entity", "speaker")
    last = {name: con.execute(f"SELECT max(n) FROM {name} WHERE article <= {BLOCK}").fetchone()[0] for name in _COUNTED}
    to = {name: f"+ {step * last[name]}" for name in _COUNTED}
    kept = {name: ", ".join(f'"{row[1]}"' for row in con.execute(f"PRAGMA table_info({name})")) for name in _REPEATED}
    values = {
        "articles": {
            "n": f"n + {start}", "article_id": f"printf('a%07d', n + {start})",
            "date": f"CASE date WHEN '' THEN '' ELSE date(date, '{step % 90} days') END",
            "duplicate_of": f"CASE duplicate_of WHEN '' THEN '' ELSE printf('a%07d', n - 1 + {start}) END",
            "path": f"printf('%07d.txt', n + {start})", "sha256": f"printf('%064d', n + {start})",
        },
        "sentences": {"n": f"n {to['sentences']}", "article": f"article + {start}"},
        "mentions": {
            "n": f"n {to['mentions']}", "article": f"article + {start}", "sentence": f"sentence {to['sentences']}",
            "entity": moved,
        },
        "quotes": {
            "n": f"n {to['quotes']}", "article": f"article + {start}", "sentence": f"sentence {to['sentences']}",
            "speaker": spoken,
        },
        "quote_mentions": {
            "quote": f"quote {to['quotes']}", "mention": f"mention {to['mentions']}", "entity": moved,
        },
        "sentiments": {
            "n": "NULL", "article": f"article + {start}", "sentence": f"sentence {to['sentences']}",
            "mention": f"mention {to['mentions']}", "quote": f"quote {to['quotes']}", "entity": moved,
        },
        "article_topics": {"article": f"article + {start}"},
    }  # fmt: skip
    for name, changes in values.items():
        columns = kept[name]
        shown = ", ".join(changes.get(column.strip('"'), column) for column in columns.split(", "))
        of = {
            "articles": f"n <= {amount}",
            "quote_mentions": f"quote IN (SELECT n FROM quotes WHERE article <= {amount})",
        }
        con.execute(
            f"INSERT INTO {name} ({columns}) SELECT {shown} FROM {name} WHERE {of.get(name, f'article <= {amount}')}"
        )
