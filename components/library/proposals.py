"""Merge proposals that are still undecided."""

from __future__ import annotations

import pandas as pd

_PROPOSED = ["entity_id", "name", "type", "n_mentions"]


def list_proposals(
    proposals: pd.DataFrame, entities: pd.DataFrame, numbers: dict[str, int], refused: set[frozenset[int]]
) -> pd.DataFrame:
    """Undecided pairs of entities that may be the same, highest confidence first, with their names.

    `first_id` and `second_id` are of displayed entities. Left out are pairs that were merged, and pairs without
    mentions: articles may be deleted, or analysed again with other names.
    """
    rows, seen = [], set(refused)
    wanted = [
        None if first not in numbers or second not in numbers or numbers[first] == numbers[second]
        else (numbers[first], numbers[second])
        for first, second in zip(proposals["first_id"], proposals["second_id"], strict=True)
    ]  # fmt: skip
    described = entities.loc[list({number for pair in wanted if pair for number in pair}), _PROPOSED]
    known = dict(zip(described.index.tolist(), described.itertuples(index=False, name=None), strict=True))
    for pair, confidence, reason in zip(wanted, proposals["confidence"], proposals["reason"], strict=True):
        if pair is not None and frozenset(pair) not in seen:
            seen.add(frozenset(pair))
            rows.append((*known[pair[0]], *known[pair[1]], confidence, reason))
    columns = [f"{which}_{name.removeprefix('entity_')}" for which in ("first", "second") for name in _PROPOSED]
    return pd.DataFrame(rows, columns=[*columns, "confidence", "reason"])
