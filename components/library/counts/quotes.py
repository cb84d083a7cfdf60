"""Counts of quotes by speaker."""

from __future__ import annotations

import numpy as np
import pandas as pd

from components.library.columns import NOBODY
from components.library.views import View, distinct_pairs
from components.types import QUOTE_KINDS


def count_speakers(view: View) -> pd.DataFrame:
    """Quoted entities, most quotes first; quotes of unknown speakers are left out."""
    frames = view.frames
    size = frames.n_entity_slots
    speakers = view.quotes["speaker"].to_numpy()
    known = speakers != NOBODY
    direct = known & (view.quotes["kind"].to_numpy() == QUOTE_KINDS.index("direct"))
    n_quotes = np.bincount(speakers[known], minlength=size)
    quoted, _ = distinct_pairs(speakers[known], view.quotes["article"].to_numpy()[known], frames.n_article_slots)
    numbers = np.flatnonzero(n_quotes)
    numbers = numbers[np.lexsort((frames.entity_names[numbers], -n_quotes[numbers]))]
    return pd.DataFrame(
        {
            "entity_id": frames.entity_ids[numbers],
            "name": frames.entity_names[numbers],
            "type": frames.entity_types[numbers],
            "n_quotes": n_quotes[numbers],
            "n_articles": np.bincount(quoted, minlength=size)[numbers],
            "n_direct": np.bincount(speakers[direct], minlength=size)[numbers],
        }
    )
