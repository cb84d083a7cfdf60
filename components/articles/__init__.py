"""Reads files, web pages and tables into articles.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import attach

if TYPE_CHECKING:
    from components.articles.dates import parse_date, resolve_date, suggest_dates
    from components.articles.formats.kinds import READABLE_SUFFIXES
    from components.articles.formats.saved_pages import find_page_parts
    from components.articles.formats.tables import (
        TABLE_SUFFIXES,
        MetadataRow,
        TableInfo,
        inspect_table,
        read_metadata_table,
    )
    from components.articles.pasted import read_pasted_export, split_pasted
    from components.articles.reading import article_from_text, list_files, load_file, read_file, read_paths

_HOMES = {
    "parse_date": "dates",
    "resolve_date": "dates",
    "suggest_dates": "dates",
    "find_page_parts": "formats.saved_pages",
    "MetadataRow": "formats.tables",
    "read_metadata_table": "formats.tables",
    "read_pasted_export": "pasted",
    "split_pasted": "pasted",
    "READABLE_SUFFIXES": "formats.kinds",
    "article_from_text": "reading",
    "list_files": "reading",
    "load_file": "reading",
    "read_file": "reading",
    "read_paths": "reading",
    "TABLE_SUFFIXES": "formats.tables",
    "TableInfo": "formats.tables",
    "inspect_table": "formats.tables",
}

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
