"""What each source of a story alone reports: the sentences with names, numbers and words that no other source has."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.analysis.topics.terms import is_empty_term
from components.analysis.topics.vectors import fold_term
from components.library.queries import View
from components.library.queries.article_texts import ArticleTexts
from components.library.queries.stories import read_story
from components.library.store import reading
from components.library.store.records import is_in
from components.types import Evidence, Span

MOST_SENTENCES = 3  # of a source
_NAME, _NUMBER, _WORD = 3.0, 2.0, 1.0  # what each of them counts in a sentence
_FEWEST = 3.0  # a sentence that counts less tells nothing of its own: a name, or a number and a word, or three words
_MOST_COUNTED = 2  # names, and numbers, that count in an order: a list of names, as in credits, tells no more
_LINKED = 3  # names, numbers and words that others have too, up to which a sentence is the more about the story
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(
    (
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    )
)  # fmt: skip
_LEAST_LETTERS = 4

Key = int | str  # an entity, or a number or word


@dataclass(frozen=True)
class _Sentence:
    article: int
    span: Span
    keys: Mapping[Key, Span]  # where each is first


_Found = tuple[_Sentence, Mapping[Key, Span]]  # with those of its keys that no other source has


def read_reported_alone(view: View, story_id: str, most: int = MOST_SENTENCES) -> dict[str, list[Evidence]] | None:
    """The sentences of each source that tell most of what no other does, best first; None if fewer than two tell it.

    A copy is another place of the same text: what a source has from it, or gives to it, is not its alone.
    """
    story = read_story(view, story_id)
    if story is None or story.articles["source"].replace("", None).nunique() < 2:
        return None
    tellers = _list_tellers(view, story.articles)
    articles = np.array(list(tellers))
    with reading(view.frames.path) as con:
        texts = ArticleTexts(con, articles)
    names = _read_names(view, articles)
    sentences = [one for number in tellers for one in _list_sentences(number, texts, names.get(number, []))]
    tellers_of: dict[Key, set[str]] = defaultdict(set)
    for one in sentences:
        for key in one.keys:
            tellers_of[key] |= tellers[one.article]
    found: dict[str, list[_Found]] = defaultdict(list)
    for one in sentences:
        alone = {key: span for key, span in one.keys.items() if len(tellers_of[key]) == 1}
        source = min(tellers[one.article])
        if source and _weigh(alone) >= _FEWEST:
            found[source].append((one, alone))
    return {source: _choose(view, found[source], texts, most) for source in sorted(found)}


def _list_tellers(view: View, articles: pd.DataFrame) -> dict[int, set[str]]:
    """The sources that have each article's text: its own and those of its copies, which are left out themselves."""
    everything = view.frames.articles
    copies = everything[everything["duplicate_of"].isin(articles["article_id"])]
    ids = dict(zip(articles["article_id"].tolist(), articles.index.tolist(), strict=True))
    left_out = set(copies.index.tolist())
    tellers = {number: {str(source)} for number, source in articles["source"].items() if number not in left_out}
    for original, source in zip(copies["duplicate_of"].tolist(), copies["source"].tolist(), strict=True):
        if ids[original] in tellers:
            tellers[ids[original]].add(str(source))
    return tellers


def _weigh(keys: Iterable[Key]) -> float:
    return sum(_NAME if isinstance(key, int) else _NUMBER if key[0].isdigit() else _WORD for key in keys)


def _read_names(view: View, articles: np.ndarray) -> dict[int, list[tuple[int, int, int]]]:
    """The mentions in each article, as the user corrected them: start, end, entity."""
    table = view.mentions
    table = table[is_in(table["article"].to_numpy(), articles)]
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for article, *mention in zip(
        *(table[name].tolist() for name in ("article", "start", "end", "entity")), strict=True
    ):
        found[article].append((mention[0], mention[1], mention[2]))
    return {article: sorted(mentions) for article, mentions in found.items()}


def _list_sentences(article: int, texts: ArticleTexts, names: list[tuple[int, int, int]]) -> list[_Sentence]:
    """The sentences of an article with the names, numbers and words in them; words within names are none."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # slow to import, and seldom needed

    text, at, found = texts.text(article), 0, []
    for start, end in texts.sentences_of(article):
        keys: dict[Key, Span] = {}
        inside: list[Span] = []
        while at < len(names) and names[at][0] < end:
            keys.setdefault(names[at][2], (names[at][0], names[at][1]))
            inside.append((names[at][0], names[at][1]))
            at += 1
        word = ""
        for match in _TOKEN.finditer(text, start, end):
            before, word = word, match.group().lower()
            is_date = bool(_YEAR.fullmatch(word)) or (before in _MONTHS and word.isdigit())
            if is_date or any(a <= match.start() < b for a, b in inside):
                continue
            if word[0].isdigit():
                keys.setdefault(word.replace(",", ""), match.span())
            elif len(word) >= _LEAST_LETTERS and word not in ENGLISH_STOP_WORDS and not is_empty_term(word):
                keys.setdefault(fold_term(word), match.span())
        found.append(_Sentence(article, (start, end), keys))
    return found


def _rank(found: _Found) -> tuple[float, int, Span]:
    """The strongest first, for its length, and the more so the more it has in common with what others tell."""
    sentence, alone = found
    kinds = [_NAME if isinstance(key, int) else _NUMBER if key[0].isdigit() else _WORD for key in alone]
    strength = sum(kind * min(kinds.count(kind), _MOST_COUNTED if kind > _WORD else len(kinds)) for kind in set(kinds))
    linked = min(len(sentence.keys) - len(alone), _LINKED)
    return -strength * (1 + linked) / math.sqrt(len(sentence.keys) + 4), sentence.article, sentence.span


def _choose(view: View, found: Iterable[_Found], texts: ArticleTexts, most: int) -> list[Evidence]:
    """The strongest sentences, none of which repeats what is told already."""
    chosen: list[Evidence] = []
    told: set[Key] = set()
    for sentence, alone in sorted(found, key=_rank):
        if len(chosen) < most and _weigh(alone.keys() - told) >= _FEWEST:
            told |= alone.keys()
            chosen.append(_show(view, sentence, alone, texts))
    return chosen


def _show(view: View, sentence: _Sentence, alone: Mapping[Key, Span], texts: ArticleTexts) -> Evidence:
    row, (start, end) = view.frames.articles.loc[sentence.article], sentence.span
    bold = tuple((a - start, b - start) for a, b in sorted(alone.values()))
    text = texts.text(sentence.article)[start:end]
    return Evidence(row["article_id"], row["title"], row["source"], row["date"], row["date_origin"], text, start, bold)
