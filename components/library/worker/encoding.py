"""The worker's last step: it reads what passages of the articles mean, for the search by meaning."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable

from components.analysis.meaning import NAME, cut_passages, encode, is_installed, round_vectors, take_signs
from components.library.store import transaction
from components.library.store.passages import count_unencoded, read_unencoded, write_passages
from components.library.worker.heartbeat import Reports

ENCODING_STEP = "Preparing the search by meaning"
_AT_ONCE = 10  # articles per transaction: some seconds
SWITCH = "DATELINE_MEANING"  # environment variable: 0 leaves this step out, which takes as long as half the analysis


class EncodingStep:
    """Vectors of the passages of one library; a transaction a batch, so that it resumes where it was."""

    def __init__(
        self,
        con: sqlite3.Connection,
        heartbeat: Reports,
        check: Callable[[sqlite3.Connection], None],
        *,
        is_wanted: bool = True,
    ) -> None:
        self._con, self._heartbeat, self._check = con, heartbeat, check
        self._is_wanted = is_wanted and is_installed() and os.environ.get(SWITCH) != "0"

    def has_work(self) -> bool:
        """True if an analysed article has no vectors yet."""
        return self._is_wanted and bool(count_unencoded(self._con, NAME))

    def run(self, until: Callable[[], bool]) -> None:
        """Read what is missing, until that is done, something else has priority, or the worker should stop."""
        left = count_unencoded(self._con, NAME) if self._is_wanted else 0
        if not left or until() or not self._heartbeat.may_continue:
            return
        self._heartbeat.begin(ENCODING_STEP, left)
        done = 0
        while self._heartbeat.may_continue and not until():
            batch = read_unencoded(self._con, NAME, _AT_ONCE)
            if not batch:
                return
            cut = [cut_passages(sentences) for _, _, _, sentences in batch]
            texts = [
                f"{title}. {text[a:b]}" if position == 0 else text[a:b]
                for (_, title, text, _), spans in zip(batch, cut, strict=True)
                for position, (a, b) in enumerate(spans)
            ]
            vectors = encode(texts)
            rounded, signs = round_vectors(vectors), take_signs(vectors)
            at = 0
            with transaction(self._con):
                self._check(self._con)
                for (number, *_), spans in zip(batch, cut, strict=True):
                    own = slice(at, at := at + len(spans))
                    write_passages(self._con, number, spans, rounded[own], signs[own], NAME)
            done += len(batch)
            self._heartbeat.at("", done, left)
