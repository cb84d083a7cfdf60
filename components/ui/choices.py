"""Widget state of a page, kept in the address, so that a link opens the same view, and in the session.

The address takes precedence if it names a choice; otherwise the session's applies and is written back, so that it
survives changing pages. Values are strings; each choice may have several.

Streamlit's `bind="query-params"` (tried with 1.67) does not carry these: it writes an option's label and not its value,
so that a link cannot tell two names that are spelled alike, and a choice is unknown until its widget has been drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.ui.address import put_param

_STATE = "choices"


def read_choice(name: str, *, allowed: Callable[[str], bool] = bool) -> list[str]:
    """The values chosen for `name`, without invalid ones; empty if the page decides."""
    chosen: dict[str, list[str]] = st.session_state.setdefault(_STATE, {})
    if name in st.query_params:
        chosen[name] = st.query_params.get_all(name)
    values = [value for value in chosen.get(name, ()) if allowed(value)]
    if values and st.query_params.get_all(name) != values:
        st.query_params[name] = values
    return list(dict.fromkeys(values))


def write_choice(name: str, values: Sequence[str]) -> None:
    """Set a choice in the session and in the address; without values, the page decides again."""
    st.session_state.setdefault(_STATE, {})[name] = list(values)
    put_param(name, list(values))


def forget_choices() -> None:
    """Clear all choices, because another library has other names."""
    for name in st.session_state.pop(_STATE, {}):
        put_param(name, ())


def render_one_of(label: str, name: str, options: Mapping[str, str], default: str, **widget: Any) -> str:
    """Render a segmented control for one choice; `options` maps values to labels."""
    now = next(iter(read_choice(name, allowed=options.__contains__)), default)
    key = f"choice_{name}"
    st.session_state[key] = now
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=key, required=True,
        on_change=_take, args=(name, default), **{"label_visibility": "collapsed", **widget},
    )  # fmt: skip
    return now


def render_select(label: str, name: str, options: Mapping[str, str], nobody: str, **widget: Any) -> str:
    """Render a list to select one value, or none ("")."""
    now = next(iter(read_choice(name, allowed=options.__contains__)), None)
    key = f"choice_{name}"
    st.session_state[key] = now
    st.selectbox(
        label, list(options), format_func=options.__getitem__, index=None, key=key, placeholder=nobody,
        on_change=_take, args=(name, ""), **widget,
    )  # fmt: skip
    return now or ""


def render_many_of(label: str, name: str, options: Mapping[str, str], **widget: Any) -> list[str]:
    """Render pills for any number of choices."""
    now = read_choice(name, allowed=options.__contains__)
    key = f"choice_{name}"
    st.session_state[key] = now
    st.pills(
        label, list(options), format_func=options.__getitem__, key=key, selection_mode="multi", wrap=True,
        on_change=_take, args=(name, ""), **widget,
    )  # fmt: skip
    return now


def render_words(label: str, name: str, placeholder: str, **widget: Any) -> str:
    """Render a text field."""
    now = next(iter(read_choice(name)), "")
    key = f"choice_{name}"
    st.session_state[key] = now
    st.text_input(label, key=key, placeholder=placeholder, on_change=_take, args=(name, ""), **widget)
    return now


def _take(name: str, default: str) -> None:
    value = st.session_state[f"choice_{name}"]
    values = value if isinstance(value, list) else [value] if value and value != default else []
    write_choice(name, values)
