"""Exports: a library's tables as files, and the command that analyses and writes them.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from components.exports.command import analyze_paths
    from components.exports.files import export_tables, harmless_csv, write_tables
    from components.exports.tables import build_tables

_HOMES = {
    "analyze_paths": "command",
    "export_tables": "files",
    "harmless_csv": "files",
    "write_tables": "files",
    "build_tables": "tables",
}

__all__ = [*_HOMES]


if not TYPE_CHECKING:  # hidden from type checkers, for which it would make every name valid

    def __getattr__(name: str) -> Any:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(f"{__name__}.{home}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
