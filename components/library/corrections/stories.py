"""Stories as a person put them right: articles moved, stories joined, split and named; the log names articles only."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from components.library.corrections.log import ArticleKeys, Line, Record, append_lines, build_article_keys
from components.library.store import opened, write
from components.types import DatelineError

KINDS = ("stories_merge", "stories_move", "story_name")


@dataclass
class StoryCorrections:
    """What the log makes of the stories that articles were placed in."""

    story_of: dict[int, int]  # article -> story
    labels: dict[int, str] = field(default_factory=dict)
    made: dict[int, str] = field(default_factory=dict)  # ids of the stories that a person made, by number
    _above: dict[int, int] = field(default_factory=dict)

    def apply(self, lines: Iterable[Line], keys: ArticleKeys) -> None:
        """Apply the lines about stories in order; articles that are not here change nothing."""
        last = max(self.story_of.values(), default=0)
        for line in lines:
            if line.kind == "stories_merge":
                found = self._find(line.key["articles"], keys)
                roots = list(dict.fromkeys(self._root(self.story_of[one]) for one in found if one in self.story_of))
                self._above |= dict.fromkeys(roots[1:], roots[0])
            elif line.kind == "stories_move":
                self._move(line, keys, last + 1 + len(self.made))
            elif line.kind == "story_name":
                for one in self._find([line.key["article"]], keys):
                    if one in self.story_of:
                        self.labels[self._root(self.story_of[one])] = line.value["label"]
        self.story_of = {article: self._root(story) for article, story in self.story_of.items()}
        self.labels = {self._root(story): label for story, label in self.labels.items()}

    def _move(self, line: Line, keys: ArticleKeys, number: int) -> None:
        moved = self._find(line.key["articles"], keys)
        into = line.value["into"]
        target = self._find([into], keys) if into is not None else []
        if into is None:
            digest = hashlib.sha256("\n".join(key["sha256"] for key in line.key["articles"]).encode())
            self.made[number] = f"x{digest.hexdigest()[:24]}"
        elif target and target[0] in self.story_of:
            number = self.story_of[target[0]]
        else:
            return
        self.story_of |= dict.fromkeys(moved, number)

    @staticmethod
    def _find(articles: Iterable[Record], keys: ArticleKeys) -> list[int]:
        return [number for key in articles if (number := keys.find(key)) is not None]

    def _root(self, story: int) -> int:
        while story in self._above:
            story = self._above[story]
        return story


def merge_stories(path: str | Path, article_ids: Sequence[str]) -> None:
    """Make the stories that these articles are in one; the first keeps its name."""
    with opened(path) as con, write(con):
        keys = build_article_keys(con, list(dict.fromkeys(article_ids)))
        if len(keys) < 2:
            raise DatelineError("A story cannot be merged with itself. Choose another one as well.")
        append_lines(con, [("stories_merge", {"articles": keys}, {})])


def move_to_story(path: str | Path, article_ids: Sequence[str], into: str) -> None:
    """Move articles to the story of another article."""
    if into in article_ids:
        raise DatelineError("This article is in that story already. Choose another story.")
    with opened(path) as con, write(con):
        _append_move(con, article_ids, *build_article_keys(con, [into]))


def split_story(path: str | Path, article_ids: Sequence[str]) -> None:
    """Make a story of its own of these articles."""
    if not article_ids:
        raise DatelineError("Choose the articles that are another story.")
    with opened(path) as con, write(con):
        _append_move(con, article_ids, None)


def _append_move(con: sqlite3.Connection, article_ids: Sequence[str], into: Record | None) -> None:
    keys = build_article_keys(con, list(dict.fromkeys(article_ids)))
    append_lines(con, [("stories_move", {"articles": keys}, {"into": into})])


def rename_story(path: str | Path, article_id: str, label: str) -> None:
    """Name the story that an article is in."""
    label = " ".join(label.split())
    if not label:
        raise DatelineError("A story's name cannot be empty. Type a few words.")
    with opened(path) as con, write(con):
        (key,) = build_article_keys(con, [article_id])
        append_lines(con, [("story_name", {"article": key}, {"label": label})])
