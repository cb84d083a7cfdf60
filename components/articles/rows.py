"""Row types shared by the table readers, whatever the file format."""

from __future__ import annotations

from dataclasses import dataclass

Row = dict[str, str]  # column -> cell


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, and why."""

    reason: str
