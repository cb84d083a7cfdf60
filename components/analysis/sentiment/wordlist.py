"""The plain method: VADER's word list on the clause around the mention; used where the model's file is missing.

Half the score is the clause's, half the whole sentence's. Thresholds and confidences were set on half of NewsMTSC's
training part, where this reaches a macro-F1 of 54.6 (the sentence alone 53.7, the clause alone 51.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from components.analysis.sentiment.targets import Opinion, Target
from components.analysis.sentiment.windows import cut_target

NEGATIVE_BELOW, POSITIVE_ABOVE = -0.05, 0.25
_RIGHT = {  # how often a label is right, by the least strength of the score
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


def score_passages(passages: Sequence[Sequence[Target]], batch: int = 128) -> Iterator[list[list[Opinion]]]:
    """Opinions by the word list of all targets of each passage, in order, many passages at a time."""
    for at in range(0, len(passages), batch):
        yield [
            [judge_compound(score_clause(cut_target(target))) for target in passage]
            for passage in passages[at : at + batch]
        ]


def score_clause(target: Target) -> float:
    """VADER's compound score, from -1 to 1: the mean of the whole sentence and the clause with the target's place."""
    start, end = cut_clause(target.sentence, *target.mentions[0])
    texts = (target.sentence, target.sentence[start:end])
    scores = [float(load_analyzer().polarity_scores(text)["compound"]) for text in texts]
    return sum(scores) / len(scores)


def cut_clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between two breaks that holds start to end, widened where it has only a few words."""
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


def judge_compound(compound: float) -> Opinion:
    """The label for a compound score, with how often such a label is right."""
    label = "negative" if compound < NEGATIVE_BELOW else "positive" if compound > POSITIVE_ABOVE else "neutral"
    confidence = [right for least, right in _RIGHT[label] if abs(compound) >= least][-1]
    return Opinion(label, compound, confidence)


@lru_cache(maxsize=1)
def load_analyzer() -> Any:
    """VADER, loaded once."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
