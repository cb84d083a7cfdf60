"""Sources read into parts: tables of at most a hundred articles with their fingerprints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, replace
from itertools import islice
from typing import Any

import pyarrow as pa

from components.analysis.copies import build_fingerprints
from components.articles import read_file
from components.articles.drafts import as_utf8, clean_path
from components.cluster.folders import Folder, Source, load_source
from components.cluster.tasks import Unit, find_done, limited, write_done
from components.types import Article, DatelineError, Skipped

_TOGETHER = 100  # articles per part: about a minute of work
_SECONDS, _BYTES_A_SECOND = 120.0, 25_000  # allowed for reading a file: twice what the app allows, as time passes here
_FIELDS = tuple(field.name for field in fields(Article))
N_PRINTS = 51  # fingerprints of a text: of the whole, and of each band


def read_unit(unit: Unit, reason: str, folder: Folder) -> dict[str, Any]:
    """Read some sources into parts; with a reason they are listed as skipped instead."""
    if done := find_done(folder.inside("read"), unit):
        return done
    parts: list[tuple[str, int]] = []
    skipped: list[tuple[str, str]] = []
    if reason:
        skipped = [(clean_path(source.shown), reason) for source in unit.items]
    else:
        seconds = sum(_SECONDS + source.size / _BYTES_A_SECOND for source in unit.items)
        with limited(seconds):
            articles = _read_articles(unit.items, skipped)
            while batch := list(islice(articles, _TOGETHER)):
                name = f"{unit.first:09d}.{len(parts):06d}"
                folder.inside("parts").write_table(f"{name}.parquet", _build_table(batch))
                parts.append((name, len(batch)))
    return write_done(folder.inside("read"), unit, {"parts": parts, "skipped": skipped})


def _read_articles(sources: Sequence[Source], skipped: list[tuple[str, str]]) -> Iterator[Article]:
    for source in sources:
        try:
            for item in read_file(source.shown, load_source(source)):
                if isinstance(item, Skipped):
                    skipped.append((item.path, item.reason))
                else:
                    own = f"{item.article_id}-{source.copy}" if source.copy else item.article_id
                    yield replace(item, article_id=own)
        except DatelineError as error:
            skipped.append((clean_path(source.shown), str(error)))


def _build_table(articles: Sequence[Article]) -> pa.Table:
    rows = [{name: as_utf8(value) for name, value in asdict(article).items()} for article in articles]
    table = pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in _FIELDS]))
    prints = [build_fingerprints(article.text) for article in articles]
    for k in range(N_PRINTS):
        column = [found[k] if k < len(found) else None for found in prints]
        table = table.append_column(f"print{k:02d}", pa.array(column, type=pa.int64()))
    return table


def read_part(folder: Folder, unit: Unit) -> list[Article]:
    """The articles of a unit."""
    table = folder.inside("parts").read_table(f"{unit.part}.parquet", _FIELDS)
    return [Article(**row) for row in table.slice(unit.first, unit.size).to_pylist()]


def read_prints(folder: Folder, unit: Unit) -> pa.Table:
    """The fingerprints of a unit's articles, a column each; null where a text is too short to have it."""
    names = [f"print{k:02d}" for k in range(N_PRINTS)]
    return folder.inside("parts").read_table(f"{unit.part}.parquet", names).slice(unit.first, unit.size)
