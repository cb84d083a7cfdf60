"""When articles were added."""

from __future__ import annotations

import numpy as np

from components.library.queries.frames import Frames
from components.library.store import reading
from components.library.store.kept import Kept

_added: Kept[np.ndarray] = Kept()


def find_added(frames: Frames, since: str) -> np.ndarray:
    """Mask of the articles that were added after a time (UTC, ISO), by number."""
    return _added.get(lambda: _read_added(frames, since), frames.articles, given=since)


def _read_added(frames: Frames, since: str) -> np.ndarray:
    mask = np.zeros(frames.n_article_slots, dtype=bool)
    with reading(frames.path) as con:
        numbers = [n for (n,) in con.execute("SELECT n FROM articles WHERE added_at > ?", (since,))]
    mask[[number for number in numbers if number < len(mask)]] = True
    return mask
