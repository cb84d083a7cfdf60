"""Every chart of the app, by the name it has in addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.charts.style import Style
from components.library import View
from components.ui.exhibit import Exhibit
from components.ui.exhibits.common import OPTIONS, Options
from components.ui.exhibits.people import build_mentions
from components.ui.session import current_view
from components.ui.theme import current_style

_BUILDERS: dict[str, Callable[[View, Options, Style], Exhibit | None]] = {
    "mentions": build_mentions,
}
NAMES = tuple(_BUILDERS)


def build_exhibit(
    name: str, options: Mapping[str, str | Sequence[str]] | None = None, *, presenting: bool = False
) -> Exhibit | None:
    """The chart of that name from what the filter leaves; nothing if there is nothing to draw.

    `options` are strings as in an address, and are read from the address where none are given.
    """
    view = current_view()
    if name not in _BUILDERS or not len(view.articles):
        return None
    asked = read_options() if options is None else {**options}
    if topic := asked.pop("topic", None):
        asked["subject"] = topic  # in the address "topic" belongs to the filter
    return _BUILDERS[name](view, Options(asked), current_style(presenting=presenting))


def read_options() -> dict[str, str | Sequence[str]]:
    """The options of a chart that stand in the address."""
    return {name: st.query_params.get_all(name) for name in OPTIONS if name in st.query_params}
