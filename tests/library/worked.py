"""Libraries that a worker has worked on: running it, looking into them, and telling whether they are whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from components import library
from components.library.worker import loop

TEXTS = {
    f"{number}.txt": f"{who} told reporters on Monday that {what} was “a step too far”. "
    f"{who.split()[-1]} then left Berlin."
    for number, (who, what) in enumerate(
        (a, b)
        for a in ("Ada Lindqvist", "Bruno Falk", "Greta Okafor")
        for b in ("the new harbour tax", "the closing of the school")
    )
}


def add(path: Path, texts: dict[str, str]) -> None:
    library.add_uploads(path, ((name, text.encode()) for name, text in texts.items()))


def run(path: Path) -> int:
    """The worker in this very process."""
    return loop.run_worker(path)


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with library.opened(path) as con:
        return con.execute(sql).fetchall()


def check_whole(path: Path) -> None:
    """Every row belongs to something that is there, and offsets point at what they say."""
    with library.opened(path) as con:
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table, column, other in (
            ("sentences", "article", "articles"), ("mentions", "sentence", "sentences"),
            ("mentions", "entity", "entities"), ("mentions", "surface", "surfaces"),
            ("quotes", "sentence", "sentences"), ("quotes", "speaker", "entities"),
            ("quote_mentions", "quote", "quotes"), ("quote_mentions", "mention", "mentions"),
            ("sentiments", "sentence", "sentences"), ("sentiments", "mention", "mentions"),
            ("sentiments", "quote", "quotes"), ("article_topics", "topic", "topics"),
            ("quote_groups", "quote", "quotes"), ("quote_prints", "quote", "quotes"),
            ("ungrouped", "article", "articles"), ("article_stories", "article", "articles"),
            ("article_stories", "story", "stories"), ("story_words", "story", "stories"),
        ):  # fmt: skip
            sql = f"SELECT count(*) FROM {table} WHERE {column} NOT NULL AND {column} NOT IN (SELECT n FROM {other})"
            assert con.execute(sql).fetchone() == (0,), (table, column)
        for sql in (
            "SELECT count(*) FROM mentions m JOIN articles a ON a.n = m.article JOIN surfaces s ON s.n = m.surface "
            "WHERE substr(a.text, m.start + 1, m.end - m.start) <> s.text",
            "SELECT count(*) FROM mentions m JOIN sentences s ON s.n = m.sentence WHERE s.article <> m.article "
            "OR m.start < s.start OR m.start >= s.end",
            "SELECT count(*) FROM sentences s JOIN articles a ON a.n = s.article WHERE a.status <> 'analysed'",
            "SELECT count(*) FROM articles a WHERE status = 'analysed' "
            "AND NOT EXISTS (SELECT 1 FROM sentences WHERE article = a.n)",
        ):
            assert con.execute(sql).fetchone() == (0,), sql


def summarise(path: Path) -> dict[str, Any]:
    """What was found, without what depends on numbers, ids and the order in which names became known."""
    return {
        "mentions": ask(
            path,
            "SELECT a.path, m.start, m.end, m.type, m.kind FROM mentions m JOIN articles a ON a.n = m.article "
            "ORDER BY 1, 2, 3, 4",
        ),
        "quotes": ask(
            path,
            "SELECT a.path, q.content_spans, q.kind, q.speaker_spans, q.speaker IS NULL FROM quotes q "
            "JOIN articles a ON a.n = q.article ORDER BY 1, 2",
        ),
        "sentiments": ask(
            path,
            "SELECT a.path, s.start, o.label, o.score FROM sentiments o JOIN articles a ON a.n = o.article "
            "JOIN sentences s ON s.n = o.sentence ORDER BY 1, 2, 3, 4",
        ),
    }
