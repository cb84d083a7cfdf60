"""Stories on disk: their centres, the words by which they are found, and which article is in which."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from components.analysis.topics.features import LEAD, Features, Opening, build_features, list_words
from components.analysis.topics.stories import MOST_STORIES, Story, list_leading, place_article
from components.library.store import read_meta, write_meta
from components.library.store.records import NO_DAY, day_of, read_in

Terms = Mapping[str, int]
_COUNTED = "articles counted for stories"  # in meta
_CENTRE = np.dtype([("word", "<i8"), ("weight", "<f4")])


class StoredStories:
    """The stories of one library, always within the caller's transaction."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con

    def count(self, features: Features) -> None:
        """Count an article's words; those of an article that goes stay counted, which changes little."""
        write_meta(self._con, _COUNTED, self.count_articles() + 1)
        self._con.executemany(
            "INSERT INTO word_counts VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
            [(word,) for word in features.list_counted()],
        )

    def count_articles(self) -> int:
        return int(read_meta(self._con, _COUNTED) or 0)

    def count_words(self, words: Iterable[int]) -> Mapping[int, int]:
        return dict(read_in(self._con, "SELECT word, n FROM word_counts WHERE word IN", words))

    def find_stories(self, word: int) -> Sequence[int]:
        sql = "SELECT story FROM story_words WHERE word = ? ORDER BY story DESC LIMIT ?"
        return [story for (story,) in self._con.execute(sql, (word, MOST_STORIES))]

    def read_stories(self, numbers: Iterable[int]) -> Sequence[Story]:
        sql = "SELECT n, n_articles, centre, first_day, last_day FROM stories WHERE n IN"
        return [
            Story(n, size, _read_centre(centre), first, last)
            for n, size, centre, first, last in read_in(self._con, sql, numbers)
        ]

    def add_story(self) -> int:
        return int(self._con.execute("INSERT INTO stories (centre) VALUES (x'')").lastrowid or 0)

    def write_story(self, story: Story) -> None:
        (before,) = self._con.execute("SELECT centre FROM stories WHERE n = ?", (story.number,)).fetchone()
        self._con.execute(
            "UPDATE stories SET n_articles = ?, centre = ?, first_day = ?, last_day = ? WHERE n = ?",
            (story.n_articles, _write_centre(story.centre), story.first_day, story.last_day, story.number),
        )
        self._index(story.number, set(list_leading(_read_centre(before))), set(list_leading(story.centre)))

    def _index(self, story: int, before: set[int], now: set[int]) -> None:
        gone, new = ([(word, story) for word in words] for words in (before - now, now - before))
        self._con.executemany("DELETE FROM story_words WHERE word = ? AND story = ?", gone)
        self._con.executemany("INSERT OR IGNORE INTO story_words (word, story) VALUES (?, ?)", new)

    def merge_stories(self, old: int, into: int) -> None:
        self._con.execute("UPDATE article_stories SET story = ? WHERE story = ?", (into, old))
        self.drop_story(old)

    def drop_story(self, number: int) -> None:
        """Drop a story that no article is in."""
        row = self._con.execute("SELECT centre FROM stories WHERE n = ?", (number,)).fetchone()
        if row is not None:
            self._index(number, set(list_leading(_read_centre(row[0]))), set())
            self._con.execute("DELETE FROM stories WHERE n = ?", (number,))


def _write_centre(centre: Mapping[int, float]) -> bytes:
    return np.array(list(centre.items()), dtype=_CENTRE).tobytes()


def _read_centre(data: bytes) -> dict[int, float]:
    found = np.frombuffer(data, dtype=_CENTRE)
    return dict(zip(found["word"].tolist(), found["weight"].astype(np.float64).tolist(), strict=True))


def place_articles(
    con: sqlite3.Connection, articles: Sequence[int], read_terms: Callable[[Sequence[int]], Mapping[int, Terms]]
) -> None:
    """Place articles in stories, in order of their dates, within the caller's transaction.

    Copies go where their originals are. `read_terms` gives the terms of articles.
    """
    stories = StoredStories(con)
    sql = "SELECT n, date, duplicate_of, title, substr(text, 1, 2000) FROM articles WHERE n IN"
    rows = {n: row for n, *row in read_in(con, sql, articles)}
    terms, named = read_terms(list(rows)), _read_named(con, rows)
    features, copies = [], {}
    for n, (date, original, title, text) in rows.items():
        entities, opening = _describe(named.get(n, ()), title, text[: len(title) + LEAD])  # a text may repeat its title
        day = day_of(date)
        features.append(build_features(n, terms.get(n, {}), entities, None if day == NO_DAY else day, opening))
        if original:
            copies[n] = original
    originals = [one for one in features if one.article not in copies]
    for one in originals:
        forget_story(con, one.article)
        stories.count(one)
    for one in sorted(originals, key=lambda one: (one.day is None, one.day or 0, one.article)):
        _place(con, stories, one)
    for one in features:
        if one.article in copies and not _follow(con, one.article, copies[one.article]):
            _place(con, stories, one)


def _read_named(con: sqlite3.Connection, articles: Iterable[int]) -> dict[int, list[tuple[int, int, str]]]:
    """The mentions by name in each article: entity, place and words."""
    sql = (
        "SELECT m.article, m.entity, m.start, coalesce(s.text, '') FROM mentions m LEFT JOIN surfaces s "
        "ON s.n = m.surface WHERE m.kind = 0 AND m.article IN"
    )
    found: dict[int, list[tuple[int, int, str]]] = {}
    for article, *mention in read_in(con, sql, articles):
        found.setdefault(article, []).append(tuple(mention))
    return found


def _describe(named: Iterable[tuple[int, int, str]], title: str, lead: str) -> tuple[dict[int, int], Opening]:
    """The entities of an article with their mentions by name, and which of them its opening names."""
    entities: dict[int, int] = {}
    in_title, in_lead = set(), set()
    title_words = list_words(title)
    for entity, start, surface in named:
        entities[entity] = entities.get(entity, 0) + 1
        if start < len(lead):
            in_lead.add(entity)
        if surface and list_words(surface) <= title_words:
            in_title.add(entity)
    return entities, Opening(title, lead, in_title, in_lead)


def _place(con: sqlite3.Connection, stories: StoredStories, features: Features) -> None:
    placed = place_article(stories, features)
    if placed.n_before == 1:  # the first is as near to the second as the second to it
        con.execute("UPDATE article_stories SET closeness = ? WHERE story = ?", (placed.closeness, placed.story))
    _write(con, features.article, placed.story, placed.closeness)


def _follow(con: sqlite3.Connection, article: int, original: str) -> bool:
    """Put a copy where its original is; False if that is nowhere."""
    sql = "SELECT s.story FROM article_stories s JOIN articles a ON a.n = s.article WHERE a.article_id = ?"
    row = con.execute(sql, (original,)).fetchone()
    if row is not None:
        _write(con, article, row[0], 0.0)
    return row is not None


def _write(con: sqlite3.Connection, article: int, story: int, closeness: float) -> None:
    con.execute("INSERT OR REPLACE INTO article_stories VALUES (?, ?, ?)", (article, story, round(closeness, 4)))


def forget_story(con: sqlite3.Connection, article: int) -> None:
    """Take an article out of its story, and drop that if it was the last."""
    row = con.execute("DELETE FROM article_stories WHERE article = ? RETURNING story", (article,)).fetchone()
    if row is not None and con.execute("SELECT 1 FROM article_stories WHERE story = ?", row).fetchone() is None:
        StoredStories(con).drop_story(row[0])
