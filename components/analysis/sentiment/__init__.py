"""How each sentence speaks of each entity in it: negative, neutral or positive, with a calibrated confidence.

Our own small model judges where its file is there, a word list where it is not; both behind one function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.analysis.sentiment import model, wordlist
from components.analysis.sentiment.targets import Opinion, Target, find_places
from components.types import Analysis, Sentiment

__all__ = ["Opinion", "Target", "score_sentiments", "score_targets", "sentiment_method"]


def sentiment_method() -> str:
    """What judges the sentences here, in words for the screen."""
    return model.read_settings()["method"] if model.is_installed() else "VADER word list"


def score_targets(targets: Sequence[Target], *, progress: Callable[[int, int], None] | None = None) -> list[Opinion]:
    """One opinion per target, in order; `progress(done, all)` is told after each batch."""
    method = model.score_targets if model.is_installed() else wordlist.score_targets
    opinions: dict[int, Opinion] = {}
    for found in method(targets):
        opinions.update(found)
        if progress:
            progress(len(opinions), len(targets))
    return [opinions[place] for place in range(len(targets))]


def score_sentiments(
    texts: Sequence[str], analyses: Sequence[Analysis], *, progress: Callable[[int, int], None] | None = None
) -> list[tuple[Sentiment, ...]]:
    """Per article one Sentiment for each entity in each sentence, over all its mentions there.

    `texts` are the articles' texts, `analyses` what was found in them; `progress` counts sentences and entities.
    """
    places = [find_places(text, analysis) for text, analysis in zip(texts, analyses, strict=True)]
    opinions = iter(score_targets([place.target for some in places for place in some], progress=progress))
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
            for place, opinion in zip(some, opinions, strict=False)
        )
        for some in places
    ]
