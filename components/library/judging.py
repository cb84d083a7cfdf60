"""The worker's third step: how each sentence speaks of each entity, for articles whose names are known."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence

from components.analysis import score_sentiments, sentiment_method
from components.library.beat import Beat
from components.library.progress import count_unjudged
from components.library.store import write
from components.library.stored import StoredNumbers, read_analyses, read_unjudged
from components.library.storing import replace_sentiments
from components.types import Analysis, Sentiment

STEP = "Judging sentiment"
_FIRST_BATCH, _BATCH = 8, 48  # articles
_FAILED = "none: it failed"

_log = logging.getLogger(__name__)


class Judging:
    """Sentiment for one library; each batch can be used before the next is done."""

    def __init__(self, con: sqlite3.Connection, beat: Beat, check: Callable[[sqlite3.Connection], None]) -> None:
        self._con, self._beat, self._check = con, beat, check

    def has_work(self) -> bool:
        return bool(read_unjudged(self._con, 1))

    def run(self, until: Callable[[], bool]) -> None:
        """Judge what is not judged yet, until that is done, something else comes first, or the worker should stop."""
        done, size = 0, _FIRST_BATCH
        while self._beat.keeps_on and not until() and (numbers := read_unjudged(self._con, size)):
            left = count_unjudged(self._con)
            if not done:
                self._beat.begin(STEP, left)
            self._beat.at("", done, done + left)
            self._judge(numbers)
            done += len(numbers)
            self._beat.measure(done, done + left - len(numbers))
            size = _BATCH

    def _judge(self, numbers: Sequence[int]) -> None:
        method = sentiment_method()
        articles = read_analyses(self._con, numbers)
        scored = score_each([text for _, text, _, _ in articles], [analysis for _, _, analysis, _ in articles])
        with write(self._con):
            self._check(self._con)
            for (number, _, _, rows), sentiments in zip(articles, scored, strict=True):
                if self._is_unchanged(number, rows):
                    by = _FAILED if sentiments is None else method
                    replace_sentiments(self._con, number, sentiments or (), rows, by)

    def _is_unchanged(self, number: int, rows: StoredNumbers) -> bool:
        """Whether the article still has the sentences that were judged: it may have been sent back meanwhile."""
        if not rows.sentences:
            return True
        sql = "SELECT 1 FROM sentences WHERE n = ? AND article = ?"
        return self._con.execute(sql, (rows.sentences[0], number)).fetchone() is not None


def score_each(texts: Sequence[str], analyses: Sequence[Analysis]) -> list[tuple[Sentiment, ...] | None]:
    """Sentiments per article; None for one that cannot be judged, which must not cost the others theirs."""
    try:
        return list(score_sentiments(texts, analyses))
    except Exception:  # noqa: BLE001 - whatever it is, it must cost one article only
        if len(texts) > 1:
            return [one for k in range(len(texts)) for one in score_each(texts[k : k + 1], analyses[k : k + 1])]
        _log.exception("Judging %s failed", analyses[0].article_id)
        return [None]
