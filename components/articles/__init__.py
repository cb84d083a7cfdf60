"""Reads files, web pages and tables into articles.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.lazy import attach

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

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
