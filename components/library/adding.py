"""Adds files, pasted text or the sample to the worker's queue in the library."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from components.articles import READABLE_SUFFIXES, article_from_text
from components.library.ingest import Added, add_article, add_skipped, begin_added, read_recorded, record_added
from components.library.store import opened, reading, transaction, write
from components.types import Article

SAMPLE = Path(__file__).resolve().parents[2] / "sample_articles"


def add_uploads(path: str | Path, files: Iterable[tuple[str, bytes]], options: Mapping[str, Any] | None = None) -> int:
    """Queue files as (name, content) for the worker and return their number.

    `options` are the user's settings: `mapping` gives the column of each field of a table ({file name: {field:
    column}}), `day_first` whether 03/04/2025 is in April.
    """
    options = options or {}
    mapping = options.get("mapping") or {}
    batch = uuid.uuid4().hex
    n = 0
    with opened(path) as con, transaction(con):
        begin_added(con)
        for name, data in files:
            said = {"mapping": mapping.get(name), "day_first": options.get("day_first")}
            kept = json.dumps({key: value for key, value in said.items() if value is not None})
            con.execute(
                "INSERT INTO uploads (name, data, options, batch) VALUES (?, ?, ?, ?)", (name, data, kept, batch)
            )
            n += 1
    return n


def add_pasted(path: str | Path, text: str, *, title: str = "", source: str = "", date: str = "") -> None:
    """Add one article from its text; if that is not an article, it is listed as skipped."""
    item = article_from_text(text, title=title, source=source, date=date)
    with opened(path) as con, write(con):
        begin_added(con)
        if isinstance(item, Article):
            is_new = add_article(con, item)
            record_added(con, Added(n_added=int(is_new), n_known=int(not is_new)))
        else:
            add_skipped(con, [item])
            record_added(con, Added(n_skipped=1))


def add_sample(path: str | Path) -> int:
    """Queue the sample articles and return the number of files."""
    files = sorted(file for file in SAMPLE.iterdir() if file.suffix.lower() in READABLE_SUFFIXES)
    return add_uploads(path, ((file.name, file.read_bytes()) for file in files))


def read_added(path: str | Path) -> Added | None:
    """The result of the latest import; None while files still wait to be read."""
    with reading(path) as con:
        if con.execute("SELECT 1 FROM uploads LIMIT 1").fetchone():
            return None
        return read_recorded(con)
