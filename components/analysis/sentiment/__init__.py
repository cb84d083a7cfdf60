"""Targeted sentiment: how each sentence speaks of each entity, with calibrated confidence.

Our own model scores if its files are there, VADER's word list otherwise. With the word list a target's score is the
mean of its clause's and its sentence's. Thresholds and confidences were set on half of NewsMTSC's training part, where
this reaches a macro-F1 of 54.6 (the sentence alone 53.7, the clause alone 51.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from components.analysis.sentiment import model
from components.analysis.sentiment.targets import Opinion, Target, cut_target, group_by_sentence, locate_targets
from components.types import Analysis, Sentiment

NEGATIVE_BELOW, POSITIVE_ABOVE = -0.05, 0.25
_RIGHT = {  # precision of each label, by minimal absolute score
    "negative": ((0.0, 0.46), (0.2, 0.61), (0.4, 0.70), (0.6, 0.77)),
    "neutral": ((0.0, 0.46),),
    "positive": ((0.0, 0.45), (0.4, 0.57), (0.6, 0.67)),
}
_LEAST_WORDS = 5
_BREAK = re.compile(
    r"[;:()\[\]“”\"\u2013\u2014\n]|,\s|\s(?=(?:but|while|although|though|whereas|because|who|which|whom|that|after|"
    r"before|when|if|unless|until|and)\s)",
    re.IGNORECASE,
)


def score_by_word_list(passages: Sequence[Sequence[Target]], batch: int = 128) -> Iterator[list[list[Opinion]]]:
    """VADER opinions on all targets of each passage, in order, in batches of passages."""
    for at in range(0, len(passages), batch):
        yield [
            [label_compound(score_clause(cut_target(target))) for target in passage]
            for passage in passages[at : at + batch]
        ]


def score_clause(target: Target) -> float:
    """VADER's compound score, from -1 to 1: the mean of the whole sentence and of the target's clause."""
    start, end = cut_clause(target.sentence, *target.mentions[0])
    texts = (target.sentence, target.sentence[start:end])
    scores = [float(load_analyzer().polarity_scores(text)["compound"]) for text in texts]
    return sum(scores) / len(scores)


def cut_clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The clause that contains characters `start` to `end`, widened if it has only a few words."""
    cuts = sorted({0, len(sentence), *(match.start() for match in _BREAK.finditer(sentence))})
    pieces = list(pairwise(cut for cut in cuts if not start < cut < end)) or [(0, 0)]
    at = next((number for number, (left, right) in enumerate(pieces) if left <= start < right), 0)
    first = last = at
    while last - first + 1 < len(pieces) and len(sentence[pieces[first][0] : pieces[last][1]].split()) < _LEAST_WORDS:
        if last + 1 < len(pieces):
            last += 1
        elif first:
            first -= 1
    return pieces[first][0], pieces[last][1]


def label_compound(compound: float) -> Opinion:
    """The label of a compound score, with the label's precision as confidence."""
    label = "negative" if compound < NEGATIVE_BELOW else "positive" if compound > POSITIVE_ABOVE else "neutral"
    confidence = [right for least, right in _RIGHT[label] if abs(compound) >= least][-1]
    return Opinion(label, compound, confidence)


@lru_cache(maxsize=1)
def load_analyzer() -> Any:
    """VADER, loaded once per process."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


# Scoring by the best method that is installed.


def sentiment_method() -> str:
    """The name of the scoring method in use, for the screen."""
    return model.read_settings()["method"] if model.is_installed() else "VADER word list"


def score_passages(
    passages: Sequence[Sequence[Target]],
    *,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
) -> list[list[Opinion]]:
    """One opinion per target of each passage (the targets of one sentence), in order.

    `progress(done, all)` is called with numbers of targets after each batch; `threads` limits the model's threads.
    """
    n_targets = sum(map(len, passages))
    scored: list[list[Opinion]] = []
    done = 0
    batches = model.score_passages(passages, threads) if model.is_installed() else score_by_word_list(passages)
    for found in batches:
        scored += found
        done += sum(map(len, found))
        if progress:
            progress(done, n_targets)
    return scored


def score_targets(targets: Sequence[Target]) -> list[Opinion]:
    """One opinion per target, in order, each scored without the other targets of its sentence."""
    return [opinion for (opinion,) in score_passages([(target,) for target in targets])]


def score_sentiments(
    texts: Sequence[str],
    analyses: Sequence[Analysis],
    *,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
) -> list[tuple[Sentiment, ...]]:
    """Per article one Sentiment for each entity in each sentence, over all its mentions there.

    `texts` are the articles' texts, `analyses` their results so far; `progress` counts targets. `threads` limits the
    model's threads: one if several processes share the machine. By default it is the environment's DATELINE_THREADS,
    else two. The first call of a process decides.
    """
    articles = [
        group_by_sentence(locate_targets(text, analysis)) for text, analysis in zip(texts, analyses, strict=True)
    ]
    passages = [[place.target for place in places] for article in articles for places in article]
    scored = iter(score_passages(passages, progress=progress, threads=threads))
    return [
        tuple(
            Sentiment(
                sentence=place.sentence,
                entity=place.entity,
                mention=place.mention,
                label=opinion.label,
                score=round(opinion.score, 4),
                confidence=round(opinion.confidence, 4),
                quote=place.quote,
            )
            for places, opinions in zip(article, scored, strict=False)
            for place, opinion in zip(places, opinions, strict=True)
        )
        for article in articles
    ]
