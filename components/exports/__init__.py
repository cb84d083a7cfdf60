"""Exports: a library's tables as files, and the command that analyses and writes them.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import attach

if TYPE_CHECKING:
    from components.exports.cluster import analyze_on_cluster
    from components.exports.command import analyze_paths
    from components.exports.files import export_tables, harmless_csv, write_tables
    from components.exports.slides import write_slides
    from components.exports.tables import build_tables
    from components.exports.web.embedding import write_embed
    from components.exports.web.page import write_page
    from components.exports.web.printing import write_pdf
    from components.exports.web.report import write_report
    from components.exports.workbook import write_table, write_workbook

_HOMES = {
    "analyze_on_cluster": "cluster",
    "analyze_paths": "command",
    "export_tables": "files",
    "harmless_csv": "files",
    "write_tables": "files",
    "write_slides": "slides",
    "write_table": "workbook",
    "write_workbook": "workbook",
    "build_tables": "tables",
    "write_embed": "web.embedding",
    "write_page": "web.page",
    "write_pdf": "web.printing",
    "write_report": "web.report",
}

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
