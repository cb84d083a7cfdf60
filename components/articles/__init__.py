"""Reads files, web pages and tables into articles.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from components.articles.dates import parse_date, resolve_date, suggest_dates
    from components.articles.metadata import MetadataRow, read_metadata_table
    from components.articles.reading import READABLE_SUFFIXES, article_from_text, read_file, read_paths
    from components.articles.tables import TableInfo, inspect_table

_HOMES = {
    "parse_date": "dates",
    "resolve_date": "dates",
    "suggest_dates": "dates",
    "MetadataRow": "metadata",
    "read_metadata_table": "metadata",
    "READABLE_SUFFIXES": "reading",
    "article_from_text": "reading",
    "read_file": "reading",
    "read_paths": "reading",
    "TableInfo": "tables",
    "inspect_table": "tables",
}

__all__ = [
    "READABLE_SUFFIXES",
    "MetadataRow",
    "TableInfo",
    "article_from_text",
    "inspect_table",
    "parse_date",
    "read_file",
    "read_metadata_table",
    "read_paths",
    "resolve_date",
    "suggest_dates",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
