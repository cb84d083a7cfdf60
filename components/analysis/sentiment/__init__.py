"""How each sentence speaks of each entity in it: negative, neutral or positive, with a calibrated confidence.

Our own small model judges where its file is there, a word list where it is not; both behind one function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.analysis.sentiment import model, wordlist
from components.analysis.sentiment.targets import Opinion, Target, find_places, group_by_sentence
from components.types import Analysis, Sentiment

__all__ = ["Opinion", "Target", "score_passages", "score_sentiments", "score_targets", "sentiment_method"]


def sentiment_method() -> str:
    """What judges the sentences here, in words for the screen."""
    return model.read_settings()["method"] if model.is_installed() else "VADER word list"


def score_passages(
    passages: Sequence[Sequence[Target]],
    *,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
) -> list[list[Opinion]]:
    """One opinion per target of each passage (the targets of one sentence), in order.

    `progress(done, all)` is told of targets after each batch; `threads` is how many the model may use.
    """
    n_targets = sum(map(len, passages))
    scored: list[list[Opinion]] = []
    done = 0
    batches = model.score_passages(passages, threads) if model.is_installed() else wordlist.score_passages(passages)
    for found in batches:
        scored += found
        done += sum(map(len, found))
        if progress:
            progress(done, n_targets)
    return scored


def score_targets(targets: Sequence[Target]) -> list[Opinion]:
    """One opinion per target, in order, each judged as if nobody else were known in its sentence."""
    return [opinion for (opinion,) in score_passages([(target,) for target in targets])]


def score_sentiments(
    texts: Sequence[str],
    analyses: Sequence[Analysis],
    *,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
) -> list[tuple[Sentiment, ...]]:
    """Per article one Sentiment for each entity in each sentence, over all its mentions there.

    `texts` are the articles' texts, `analyses` what was found in them; `progress` counts sentences and entities.
    `threads` is how many the model may use: one where several processes share the machine. Without it the environment's
    DATELINE_THREADS says so, else two are used. A process keeps what it began with.
    """
    articles = [group_by_sentence(find_places(text, analysis)) for text, analysis in zip(texts, analyses, strict=True)]
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
