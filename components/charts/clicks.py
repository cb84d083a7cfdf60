"""Click targets: encodes what a chart point stands for in its `customdata` and decodes it from a click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote_plus


def click_data(**parts: str) -> str:
    """Encode any of `entity`, `other`, `start`, `end`, `source`, `topic`, `label`, `undated`."""
    return "&".join(f"{name}={value if _is_plain(value) else quote_plus(value)}" for name, value in parts.items())


def read_click(point: Mapping[str, Any]) -> dict[str, str]:
    """Decode a clicked point; empty if it has no target."""
    carried = point.get("customdata")
    if isinstance(carried, list | tuple):
        carried = carried[0] if carried else ""
    return dict(parse_qsl(carried, keep_blank_values=True)) if isinstance(carried, str) else {}


def _is_plain(value: str) -> bool:
    """True for ids and dates, which need no JSON quoting; a shortcut, as a chart has hundreds of them."""
    return value.isascii() and value.replace("-", "").isalnum()
