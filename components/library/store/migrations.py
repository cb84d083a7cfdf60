"""What changes in the rows of an older library when its tables are brought up to date, by the version it leads to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache

from components.library.store.changes import measure_quotes
from components.library.store.minhash import drop_fingerprints

_INDIRECT, _ATTITUDE = 1, 3  # kinds of quotes as version 3 stores them

# Forms of the verbs that version 2 took for no quote, whatever else it had found about them, and those it did take.
_ATTITUDE_WORDS = (
    "want wants wanted wanting wish wishes wished desire desires desired need needs needed needing like likes liked "
    "dislike dislikes disliked love loves loved hate hates hated prefer prefers preferred intend intends intended "
    "intending plan plans planned planning aim aims aimed aiming seek seeks sought seeking back backs backed backing "
    "support supports supported supporting oppose opposes opposed opposing endorse endorses endorsed endorsing favor "
    "favors favored favour favours favoured champion champions championed approve approves approved vote votes voted "
    "thank thanks thanked thanking seem seems seemed appear appears appeared"
)
_ATTITUDES = frozenset(_ATTITUDE_WORDS.split())
_SPOKEN = frozenset(("know", "say", "tell", "ask", "hear", "explain"))  # behind such a verb: "wanted to know"


def mark_attitudes(con: sqlite3.Connection) -> None:
    """Give the attitudes of version 2, told by their cue until then, the kind that version 3 has for them."""
    con.create_function("is_attitude", 1, _is_attitude, deterministic=True)
    con.execute("UPDATE quotes SET kind = ? WHERE kind = ? AND is_attitude(cue_text)", (_ATTITUDE, _INDIRECT))


@lru_cache(maxsize=10_000)
def _is_attitude(cue: str) -> bool:
    words = cue.lower().split()
    return not _ATTITUDES.isdisjoint(words) and _SPOKEN.isdisjoint(words)


def queue_for_grouping(con: sqlite3.Connection) -> None:
    """Have the quotes of every analysed article compared with those of the others."""
    con.execute("INSERT OR IGNORE INTO ungrouped SELECT n FROM articles WHERE status = 'analysed'")


def group_again(con: sqlite3.Connection) -> None:
    """Have every analysed article compared anew: version 7 weighed words, and marked quotes, in another way."""
    for table in ("quote_groups", "quote_prints", "article_stories", "story_words", "stories", "word_counts"):
        con.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    con.execute("DELETE FROM meta WHERE key = 'articles counted for stories'")
    queue_for_grouping(con)


CHANGES: dict[int, Callable[[sqlite3.Connection], None]] = {
    3: mark_attitudes,
    4: drop_fingerprints,
    6: measure_quotes,
    7: queue_for_grouping,
    8: group_again,
}
