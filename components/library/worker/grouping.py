"""The worker's step that compares new articles with those before: quotes are grouped, articles placed in stories."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from components.library.corrections.sources import read_restored_lines
from components.library.store import write
from components.library.store.quote_groups import group_quotes, read_ungrouped
from components.library.store.records import read_in
from components.library.store.repeated_lines import drop_terms, read_repeated_texts
from components.library.store.stories import place_articles
from components.library.worker.heartbeat import Reports
from components.library.worker.steps import read_terms

GROUPING_STEP = "Comparing quotes and stories"
_AT_ONCE = 200  # articles per transaction


class GroupingStep:
    """Groups across articles of one library; what an article costs does not depend on how many there are."""

    def __init__(
        self, con: sqlite3.Connection, heartbeat: Reports, check: Callable[[sqlite3.Connection], None]
    ) -> None:
        self._con, self._heartbeat, self._check = con, heartbeat, check

    def has_work(self) -> bool:
        """True if an analysed article has not been compared yet."""
        return bool(read_ungrouped(self._con, 1))

    def run(self, until: Callable[[], bool]) -> None:
        """Compare what is new, until that is done, something else has priority, or the worker should stop."""
        (left,) = self._con.execute("SELECT count(*) FROM ungrouped").fetchone()
        if not left:
            return
        self._heartbeat.begin(GROUPING_STEP, left)
        done = 0
        while self._heartbeat.may_continue and not until() and (articles := read_ungrouped(self._con, _AT_ONCE)):
            with write(self._con):
                self._check(self._con)
                place_articles(self._con, articles, self._read_terms)
                for article in articles:
                    group_quotes(self._con, article)
            done += len(articles)
            self._heartbeat.at("", done, left)

    def _read_terms(self, articles: Sequence[int]) -> dict[int, Mapping[str, int]]:
        rows = list(read_in(self._con, "SELECT n, terms FROM articles WHERE n IN", articles))
        lines = read_repeated_texts(self._con, articles, read_restored_lines(self._con))
        return {n: drop_terms(read_terms(self._con, n, terms), lines.get(n, ())) for n, terms in rows}
