"""Copies: which article stands for its group, as found and as a person settled it.

A line of the log says that an article counts by itself, or that it stands for its group in place of the older one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from components.library.corrections.log import ArticleKeys, Line, append_lines, build_article_keys
from components.library.store import opened, write
from components.library.store.records import exchange_values

ITSELF, FIRST = "itself", "first"  # it counts by itself; it stands for its group


def settle_copies(con: sqlite3.Connection, articles: pd.DataFrame, lines: Iterable[Line]) -> pd.DataFrame:
    """Set `duplicate_of` of all articles; of copies whose original was deleted, the oldest becomes the original."""
    copies = articles["duplicate_of"][articles["duplicate_of"] != ""]
    among = articles["article_id"][articles["article_id"].isin(copies)]
    originals = {article_id: n for n, article_id in among.items()}
    above: dict[int, int | None] = {n: originals.get(original) for n, original in copies.items()}
    orphaned: defaultdict[str, list[int]] = defaultdict(list)
    for n, original in copies.items():
        if above[n] is None:
            orphaned[original].append(n)
    for oldest, *others in orphaned.values():
        above |= dict.fromkeys(others, oldest)
        del above[oldest]
    keys = ArticleKeys(con)
    for line in lines:
        number = keys.find(line.key["article"]) if line.kind == "copy" else None
        if number is not None and number in articles.index:
            settle_one(above, number, line.value["counts"])
    settled = dict.fromkeys(copies.index.tolist(), "")
    ids = articles["article_id"]
    settled |= {n: ids.at[original] for n, original in above.items() if original is not None}
    return articles.assign(duplicate_of=exchange_values(articles["duplicate_of"], settled))


def settle_one(above: dict[int, int | None], number: int, counts: str) -> None:
    """Apply one line; `above` gives the original of each copy."""
    root = above.get(number, number)
    others = sorted(n for n in ({root} | {n for n, one in above.items() if one == root}) - {number} if n is not None)
    if counts == FIRST:
        above |= dict.fromkeys(others, number)
    elif root == number and others:
        above |= dict.fromkeys(others[1:], others[0])
        above.pop(others[0], None)
    above.pop(number, None)


def count_copy(path: str | Path, article_id: str, counts: str) -> None:
    """Let a copy count by itself (ITSELF), or stand for its group in place of the older one (FIRST)."""
    with opened(path) as con, write(con):
        (key,) = build_article_keys(con, [article_id])
        append_lines(con, [("copy", {"article": key}, {"counts": counts})])
