"""Suggests a query whose words the library has, where it has no form of one that was typed."""

from __future__ import annotations

import difflib
import sqlite3

from components.library.queries.frames import Frames
from components.library.queries.matching import Matcher
from components.library.queries.query_language import list_terms, parse, replace_words
from components.library.store import reading


def suggest_spellings(frames: Frames, words: str, *, most: int = 3) -> list[str]:
    """The query with words that no article has replaced by the nearest spellings that some have, nearest first.

    Empty unless each such word has a near one. Every word must then occur, though not in one article.
    """
    nearest: list[tuple[str, list[str]]] = []
    with reading(frames.path) as con:
        matcher = Matcher(con, frames)
        for term in list_terms(parse(words)):
            if term.field not in ("", "title"):
                continue
            for token in dict.fromkeys(term.tokens):
                forms = matcher.forms(term) if len(term.tokens) == 1 else {token}
                if not term.is_prefix and not any(map(matcher.has_word, forms)):
                    nearest.append((token, _near(con, token)))
    if not nearest or not all(near for _, near in nearest):
        return []
    n = min(most, max(len(near) for _, near in nearest))
    instead = [{one: near[min(at, len(near) - 1)] for one, near in nearest} for at in range(n)]
    return list(dict.fromkeys(replace_words(words, others.get) for others in instead))


def _near(con: sqlite3.Connection, token: str) -> list[str]:
    """Words of the library spelled nearly like this one: with its first two letters, then by likeness and frequency."""
    con.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, articles_words, row)")
    rows = con.execute(
        "SELECT term, doc FROM temp.vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (token[:2], token[:2] + "\U0010ffff", len(token) - 2, len(token) + 2),
    )
    n_articles = {term: n for term, n in rows if term != token and not term.isdigit()}
    near = difflib.get_close_matches(token, n_articles, n=5, cutoff=0.78)
    alike = {term: round(difflib.SequenceMatcher(None, token, term).ratio(), 1) for term in near}
    return sorted(near, key=lambda term: (-alike[term], -n_articles[term]))
