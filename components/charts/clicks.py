"""What a point of a chart stands for, carried as its `customdata` and read back from a click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode


def click_data(**parts: str) -> str:
    """What a point carries: any of `entity`, `other`, `start`, `end`, `source`, `topic`, `label`, `undated`."""
    return urlencode(parts)


def read_click(point: Mapping[str, Any]) -> dict[str, str]:
    """What a clicked point stands for; empty where it stands for nothing."""
    carried = point.get("customdata")
    if isinstance(carried, list | tuple):
        carried = carried[0] if carried else ""
    return dict(parse_qsl(carried, keep_blank_values=True)) if isinstance(carried, str) else {}
