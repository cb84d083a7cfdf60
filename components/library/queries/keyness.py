"""Keyness: the names, stories and words that set one group of articles apart from another.

Measured by the log-odds of an article's containing them, with an informative Dirichlet prior (Monroe, Colaresi and
Quinn 2008, "Fightin' Words", Political Analysis 16:372): the difference divided by its standard error, z. The prior
is what both groups together hold, with the weight of two articles: what is rare does not lead by chance.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import betaln

from components.analysis.topics.terms import PERSON, is_empty_term
from components.library.queries import View
from components.library.store import reading
from components.library.store.records import read_in

PRIOR = 2.0  # articles
LEAST_Z = 2.58  # two-sided 1 % for one name; a list of the strongest of many is a description, not a test
LEAST_P = 0.01  # the same for stories
FEWEST = 3  # articles of a group that contain it
FEWEST_TOLD = 2  # articles of a group that tell a story
MOST_READ = 500  # articles of each group whose words are read, spread evenly over it


def weigh_apart(with_it: np.ndarray, n: int, with_it_other: np.ndarray, n_other: int) -> np.ndarray:
    """The z of each item that `with_it` of `n` articles contain, and `with_it_other` of `n_other` others."""
    share = (with_it + with_it_other) / max(n + n_other, 1)
    a, b = with_it + PRIOR * share, with_it_other + PRIOR * share
    not_a, not_b = n - with_it + PRIOR * (1 - share), n_other - with_it_other + PRIOR * (1 - share)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.log(a / not_a) - np.log(b / not_b)
        error = np.sqrt(1 / a + 1 / not_a + 1 / b + 1 / not_b)
        z: np.ndarray = np.nan_to_num(apart / error, nan=0.0, posinf=0.0, neginf=0.0)
    return z


def find_names_apart(
    view: View, articles: np.ndarray, others: np.ndarray, *, without: Collection[str] = (), most: int = 5
) -> pd.DataFrame:
    """The names that set `articles` apart from `others` (article numbers), strongest first.

    Columns: `entity_id, name, type, n_articles, n_others, z`. `without` are entity ids to leave out.
    """
    frames = view.frames
    entities, naming = view.naming
    counts = []
    for group in (articles, others):
        inside = np.zeros(frames.n_article_slots, dtype=bool)
        inside[group] = True
        counts.append(np.bincount(entities[inside[naming]], minlength=frames.n_entity_slots))
    z = weigh_apart(counts[0], len(articles), counts[1], len(others))
    z[(counts[0] < FEWEST) | (z < LEAST_Z)] = 0
    z[frames.numbers_of(list(without))] = 0
    first = np.argsort(-z, kind="stable")[:most]
    first = first[z[first] > 0]
    return pd.DataFrame(
        {
            "entity_id": frames.entity_ids[first],
            "name": frames.entity_names[first],
            "type": frames.entity_types[first],
            "n_articles": counts[0][first],
            "n_others": counts[1][first],
            "z": z[first],
        }
    )


def find_stories_apart(view: View, articles: np.ndarray, others: np.ndarray, *, most: int = 2) -> pd.DataFrame:
    """The stories that set `articles` apart from `others` (article numbers), strongest first.

    By Fisher's exact test, one-sided: stories are small, and often lie wholly in one group, where log-odds have no
    error to speak of. Columns: `story_id, label, n_articles, n_others, p`.
    """
    frames, rows = view.frames, view.article_stories
    size = int(frames.stories.index.max()) + 1 if len(frames.stories) else 1
    counts = []
    for group in (articles, others):
        inside = np.zeros(frames.n_article_slots, dtype=bool)
        inside[group] = True
        counts.append(np.bincount(rows["story"].to_numpy()[inside[rows["article"].to_numpy()]], minlength=size))
    known = frames.stories.index.to_numpy()
    known = known[counts[0][known] >= FEWEST_TOLD]
    ours, theirs = counts[0][known], counts[1][known]
    pairs = zip(ours.tolist(), theirs.tolist(), strict=True)
    p = np.array([chance_of_so_many(a, len(articles), b, len(others)) for a, b in pairs])
    first = np.argsort(p, kind="stable")[:most]
    first = first[p[first] < LEAST_P]
    found = frames.stories.loc[known[first], ["story_id", "label"]].reset_index(drop=True)
    return found.assign(n_articles=ours[first], n_others=theirs[first], p=p[first])


def chance_of_so_many(with_it: int, n: int, with_it_other: int, n_other: int) -> float:
    """Fisher's exact test: the chance that so many with it lie among the `n`, were all with it spread evenly."""
    both = with_it + with_it_other
    many = np.arange(with_it, min(both, n) + 1)
    ways = _log_choose(n, many) + _log_choose(n_other, both - many) - _log_choose(n + n_other, np.array(both))
    return float(np.exp(ways).sum())


def _log_choose(n: int, k: np.ndarray) -> np.ndarray:
    log: np.ndarray = -betaln(n - k + 1, k + 1) - np.log(n + 1)
    return log


def find_words_apart(path: str | Path, articles: np.ndarray, others: np.ndarray, *, most: int = 6) -> pd.DataFrame:
    """The words and phrases that set `articles` apart from `others`, strongest first: `word, n_articles, n_others, z`.

    Counted are topic terms that are no names, in at most `MOST_READ` articles of each group; of two that share a
    word only the stronger is kept.
    """
    with reading(path) as con:
        counts = [
            Counter(
                term
                for _, terms in read_in(con, "SELECT n, terms FROM articles WHERE n IN", _spread(group))
                for term in json.loads(terms)
            )
            for group in (articles, others)
        ]
    words = [term for term, n in counts[0].items() if n >= FEWEST and _is_word(term)]
    ours, theirs = (np.array([count[word] for word in words], dtype=np.float64) for count in counts)
    z = weigh_apart(ours, min(len(articles), MOST_READ), theirs, min(len(others), MOST_READ))
    kept: list[int] = []
    for at in np.argsort(-z, kind="stable").tolist():
        if z[at] >= LEAST_Z and not any(_overlap(words[at], words[other]) for other in kept):
            kept.append(at)
        if len(kept) == most:
            break
    return pd.DataFrame(
        {
            "word": [words[at] for at in kept],
            "n_articles": ours[kept].astype(int),
            "n_others": theirs[kept].astype(int),
            "z": z[kept],
        }
    )


def _overlap(one: str, other: str) -> bool:
    """True if two terms share a word, or a word and a longer form of it."""
    pairs = itertools.product(one.split(), other.split())
    return any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _spread(numbers: np.ndarray) -> list[int]:
    """At most `MOST_READ` of the numbers, evenly spread."""
    if len(numbers) <= MOST_READ:
        return [int(number) for number in numbers]
    return [int(numbers[at]) for at in np.linspace(0, len(numbers) - 1, MOST_READ).astype(int)]


def _is_word(term: str) -> bool:
    """True for a term that is no name: some word of it is in lower case."""
    return not term.startswith(PERSON) and any(part[:1].islower() for part in term.split()) and not is_empty_term(term)
