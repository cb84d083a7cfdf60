"""Stories: articles of one event, grouped as they come in, by shared words and names that are rare, and by time.

Single-pass clustering as in topic detection (Allan, Papka and Lavrenko, On-line new event detection and tracking, 1998;
Yang, Pierce and Carbonell, 1998): an article joins the story that is nearest, or founds one. An event is told from its
theme as in later work on streams of news: words and names of headline and first sentences weigh more than the rest
(Miranda, Znotiņš, Cohen and Barzdins, Multilingual clustering of streaming news, 2018), what is in many articles next
to nothing (idf squared), an article is compared with all of a story's, not with one (group average), and must be the
nearer the more articles came in between: of many, two are alike by chance (Laban and Hearst, newsLens, 2017, look at a
window of days). Candidates are found by an index of the words in stories' centres, never by comparing all; what an
article costs does not grow with the number of stories, since common words are not looked up and of a word's stories
only the latest are.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from components.analysis.topics.features import WEEK, Features, hash_week

Vector = Mapping[int, float]  # hash of a word -> weight; an article's is of length 1

_WORDS_KEPT, _CENTRE_KEPT = 120, 200  # of an article, and of a story's centre: those that weigh most
_LEADING = 40  # words of an article and of a centre by which they find each other
MOST_STORIES = 100  # that are looked up for a word, the latest first
_MOST_COMPARED, _FEWEST_SHARED = 40, 2  # stories compared, those with most leading words in common first; and so many
_PRIOR = 100  # articles added to those counted, so that a small pile has no word that is certain
# Between 0, the mean cosine with a story's articles, and 1, the cosine with their centre, which favours large stories.
_CENTRED = 0.7
# Closeness from which on an article joins at once; what is added for each e-fold of articles in between, at most.
_JOINS, _RISE, _MOST_RISE = 0.06, 0.05, 0.3
_UNDATED = 0.25  # the same where a date is unknown
# What an article and a story have in common at least: parts of the closeness by names and by other words, and so many
# names. A theme without its people and places is no event, nor are the same people on another matter.
_BY_NAMES, _BY_WORDS, _FEWEST_NAMES = 0.1, 0.2, 3
_MERGES = 0.4  # cosine of two centres from which on an article that belongs to both makes them one


@dataclass(slots=True)
class Story:
    """A story: its centre is the mean of its articles' vectors, cut to the words that weigh most."""

    number: int
    n_articles: int = 0
    centre: dict[int, float] = field(default_factory=dict)
    first_day: int | None = None
    last_day: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article went: its story, how near it is to the story's articles, and how many were there."""

    story: int
    closeness: float
    n_before: int


class Stories(Protocol):
    """Where stories are kept."""

    def count_articles(self) -> int:
        """How many articles' words are counted."""

    def count_words(self, words: Iterable[int]) -> Mapping[int, int]:
        """In how many articles each of these words is."""

    def find_stories(self, word: int) -> Sequence[int]:
        """The latest stories that have this among their leading words."""

    def read_stories(self, numbers: Iterable[int]) -> Sequence[Story]:
        """These stories, without those that are gone."""

    def add_story(self) -> int:
        """The number of a new story."""

    def write_story(self, story: Story) -> None:
        """Keep what a story has become."""

    def merge_stories(self, old: int, into: int) -> None:
        """Move the articles of one story to another, and drop it."""


def weigh_words(features: Features, counts: Mapping[int, int], n_articles: int) -> dict[int, float]:
    """An article's vector: words weighed by the square of their rarity among so many articles, the heaviest kept."""
    n = n_articles + _PRIOR
    weighed = {
        word: weight * max(0.0, math.log(n / (counts.get(word, 0) + 1 + _PRIOR / 10))) ** 2
        for word, weight in features.words.items()
    }
    kept = _cut(weighed, _WORDS_KEPT)
    length = measure_length(kept)
    return {word: weight / length for word, weight in kept.items()} if length else {}


def _cut(weights: Mapping[int, float], most: int) -> dict[int, float]:
    kept = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:most]
    return {word: weight for word, weight in kept if weight > 0}


def measure_length(vector: Vector) -> float:
    """The Euclidean length of a vector."""
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def measure_cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors, 0 if one is empty."""
    if len(one) > len(other):
        one, other = other, one
    product = sum(weight * other[word] for word, weight in one.items() if word in other)
    return product / (measure_length(one) * measure_length(other)) if product else 0.0


def measure_closeness(vector: Vector, names: frozenset[int], centre: Vector) -> float:
    """How near an article is to a story; 0 if they do not have both names and other words in common."""
    shared = {word: weight * centre[word] for word, weight in vector.items() if word in centre}
    named = [value for word, value in shared.items() if word in names]
    total, by_names = sum(shared.values()), sum(named)
    if len(named) < _FEWEST_NAMES or by_names < _BY_NAMES * total or total - by_names < _BY_WORDS * total:
        return 0.0
    return total / math.pow(measure_length(centre), _CENTRED)


def measure_rate(stories: Stories, day: int) -> float:
    """Articles a day in the weeks before, around or after a day, the most of them: what comes next may be missing."""
    weeks = [hash_week(day // WEEK + step) for step in range(-2, 3)]
    counts = stories.count_words(weeks)
    n = [counts.get(week, 0) for week in weeks]
    weekly: float = max((n[0] + n[1]) / 2, (n[1] + n[2] + n[3]) / 3, (n[3] + n[4]) / 2)
    return weekly / WEEK


def find_least_closeness(story: Story, day: int | None, rate: float) -> float:
    """How near an article of that day must be to join a story: the nearer, the more articles came in between.

    The gap is the mean of the days to the story's nearer end and to its middle, so that a story does not drift.
    """
    if day is None or story.first_day is None or story.last_day is None:
        return _UNDATED
    to_end = max(story.first_day - day, day - story.last_day, 0)
    to_middle = abs(day - (story.first_day + story.last_day) / 2)
    return _JOINS + min(_MOST_RISE, _RISE * math.log1p((to_end + to_middle) / 2 * rate))


def list_leading(vector: Vector) -> list[int]:
    """The words by which an article and a story find each other."""
    return sorted(vector, key=lambda word: (-vector[word], word))[:_LEADING]


def place_article(stories: Stories, features: Features) -> Placed:
    """Let an article join a story, or found one; where it belongs to two whose centres are near, they become one."""
    vector = weigh_words(features, stories.count_words(features.words), stories.count_articles())
    rate = 0.0 if features.day is None else measure_rate(stories, features.day)
    shared = Counter(number for word in list_leading(vector) for number in stories.find_stories(word))
    numbers = [number for number, n in shared.most_common(_MOST_COMPARED) if n >= _FEWEST_SHARED]
    near = []
    for story in stories.read_stories(numbers):
        closeness = measure_closeness(vector, features.names, story.centre)
        if closeness >= (least := find_least_closeness(story, features.day, rate)):
            near.append((closeness - least, closeness, story))
    near.sort(key=lambda one: (-one[0], one[2].number))
    closeness, story = near[0][1:] if near else (1.0, Story(stories.add_story()))
    if len(near) > 1 and measure_cosine(story.centre, near[1][2].centre) >= _MERGES:
        story = _merge(stories, *sorted((story, near[1][2]), key=lambda one: one.number))
    stories.write_story(_add(story, vector, features.day))
    return Placed(story.number, closeness, story.n_articles)


def _add(story: Story, vector: Vector, day: int | None) -> Story:
    n = story.n_articles
    return Story(story.number, n + 1, _mean(story.centre, n, vector, 1), *_span(story, day, day))


def _merge(stories: Stories, into: Story, other: Story) -> Story:
    """One story of two, under the number of the older."""
    stories.merge_stories(other.number, into.number)
    n, m = into.n_articles, other.n_articles
    centre = _mean(into.centre, n, other.centre, m)
    return Story(into.number, n + m, centre, *_span(into, other.first_day, other.last_day))


def _mean(one: Vector, n: int, other: Vector, m: int) -> dict[int, float]:
    words = one.keys() | other.keys()
    return _cut({word: (one.get(word, 0.0) * n + other.get(word, 0.0) * m) / (n + m) for word in words}, _CENTRE_KEPT)


def _span(story: Story, first: int | None, last: int | None) -> tuple[int | None, int | None]:
    firsts = [day for day in (story.first_day, first) if day is not None]
    lasts = [day for day in (story.last_day, last) if day is not None]
    return min(firsts, default=None), max(lasts, default=None)


class StoriesInMemory:
    """Stories of a pile that is no library; `story_of` gives the story of each article placed."""

    def __init__(self, features: Iterable[Features] = ()) -> None:
        self._counts: dict[int, int] = {}
        self._n = self._last = 0
        self._stories: dict[int, Story] = {}
        self._by_word: dict[int, list[int]] = {}
        self.story_of: dict[int, int] = {}
        for one in features:
            self.count(one)

    def count(self, features: Features) -> None:
        """Count an article's words, before it or any other of its batch is placed."""
        self._n += 1
        for word in features.list_counted():
            self._counts[word] = self._counts.get(word, 0) + 1

    def place(self, features: Features) -> None:
        """Place an article."""
        self.story_of[features.article] = place_article(self, features).story

    def count_articles(self) -> int:
        return self._n

    def count_words(self, words: Iterable[int]) -> Mapping[int, int]:
        return {word: self._counts.get(word, 0) for word in words}

    def find_stories(self, word: int) -> Sequence[int]:
        return self._by_word.get(word, [])[-MOST_STORIES:]

    def read_stories(self, numbers: Iterable[int]) -> Sequence[Story]:
        return [self._stories[number] for number in numbers if number in self._stories]

    def add_story(self) -> int:
        self._last += 1
        return self._last

    def write_story(self, story: Story) -> None:
        before = set(list_leading(self._stories[story.number].centre)) if story.number in self._stories else set()
        now = set(list_leading(story.centre))
        self._stories[story.number] = story
        for word in now - before:
            self._by_word.setdefault(word, []).append(story.number)
        for word in before - now:
            self._by_word[word].remove(story.number)

    def merge_stories(self, old: int, into: int) -> None:
        self.write_story(Story(old))
        del self._stories[old]
        self.story_of |= {article: into for article, story in self.story_of.items() if story == old}
