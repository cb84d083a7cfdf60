"""Groups of articles that are the same text, or nearly, and what differs between two of them, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

import pandas as pd

from components.library.queries import View
from components.library.queries.frames import Frames
from components.library.store import reading
from components.library.store.records import read_in
from components.types import Span

MOST_WORDS = 2000  # of each text that are compared
_WORD = re.compile(r"\S+")
_SIGNS = re.compile(r"\W+")


@dataclass(frozen=True)
class Difference:
    """What differs between two texts, as spans of each; `end`s say how far they were compared."""

    first: tuple[Span, ...]
    second: tuple[Span, ...]
    ends: tuple[int, int]


def list_group(frames: Frames, article_id: str) -> pd.DataFrame:
    """The articles of a group, the one that stands for it first, then by date; empty if there are no copies of it."""
    articles = frames.articles
    own = articles[articles["article_id"] == article_id]
    if not len(own):
        return own
    original = own["duplicate_of"].iloc[0] or article_id
    group = articles[(articles["article_id"] == original) | (articles["duplicate_of"] == original)]
    group = group.assign(is_copy=group["duplicate_of"] != "").sort_values(["is_copy", "day"], kind="stable")
    return group if len(group) > 1 else group.iloc[:0]


def list_groups(view: View) -> list[tuple[str, str, int]]:
    """Every group of the whole library: the id and title of the article that stands for it, and its number of copies.

    Largest groups first.
    """
    articles = view.frames.articles
    counts = articles["duplicate_of"][articles["duplicate_of"] != ""].value_counts()
    titles = articles.set_index("article_id")["title"]
    return [(str(one), str(titles[one]), int(n)) for one, n in counts.items()]


def compare_articles(frames: Frames, first_id: str, second_id: str) -> tuple[str, str, Difference]:
    """The texts of two articles, and what differs."""
    numbers = [frames.article_numbers[one] for one in (first_id, second_id)]
    with reading(frames.path) as con:
        texts = dict(read_in(con, "SELECT n, text FROM articles WHERE n IN", numbers))
    first, second = (texts[n] for n in numbers)
    return first, second, compare_words(first, second)


def compare_words(first: str, second: str) -> Difference:
    """What differs between two texts; words that differ only in typography or capitals are the same."""
    words = [list(islice(_WORD.finditer(text), MOST_WORDS)) for text in (first, second)]
    plain = [[_SIGNS.sub("", one[0]).casefold() or one[0] for one in found] for found in words]
    begin = _count_same(plain[0], plain[1])
    end = _count_same(plain[0][begin:][::-1], plain[1][begin:][::-1])
    a, b = (own[begin : len(own) - end] for own in plain)
    spans: tuple[list[Span], list[Span]] = [], []
    for kind, *places in SequenceMatcher(None, a, b).get_opcodes():
        for own, found, (start, stop) in zip(spans, words, (places[:2], places[2:]), strict=True):
            if kind != "equal" and start < stop:
                own.append((found[begin + start].start(), found[begin + stop - 1].end()))
    ends = [
        found[-1].end() if len(found) == MOST_WORDS else len(text)
        for found, text in zip(words, (first, second), strict=True)
    ]
    return Difference(tuple(spans[0]), tuple(spans[1]), (ends[0], ends[1]))


def _count_same(first: list[str], second: list[str]) -> int:
    """How many words two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(first, second)) if a != b), min(len(first), len(second)))  # noqa: B905
