"""The filter and a page's choices in the address, so that a copied link opens the same view.

The address takes precedence if it names any part of a filter; otherwise the session's filter applies and is written
back, so that it survives changing pages (which drops the query string).

Streamlit's `bind="query-params"` (tried with 1.67) cannot do this: the filter's widgets are in a popover that is mostly
closed, and a parameter leaves the address with its widget. Nor can `show_address` correct an address with bound parts.

The address takes precedence if it names a choice; otherwise the session's applies and is written back, so that it
survives changing pages. Values are strings; each choice may have several.

Streamlit's `bind="query-params"` (tried with 1.67) does not carry these: it writes an option's label and not its value,
so that a link cannot tell two names that are spelled alike, and a choice is unknown until its widget has been drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.types import Filter

LISTS = {"source": "sources", "topic": "topics", "names": "entities", "section": "sections", "stories": "stories"}
DAYS = {"from": "start", "to": "end"}
FLAGS = {"pronouns": "include_pronouns", "copies": "include_copies"}
UNFILTERED = Filter(include_copies=False)  # what screens show unless asked: everything, each text once
WORDS = "find"  # a query of the search: only articles that match it
UNTIL = "until"  # only articles added by this time
KEYS = (*DAYS, *LISTS, WORDS, UNTIL, *FLAGS)
EVIDENCE = "evidence"  # the drawer that is open
WITHIN = "within"  # the filter of what is in it, if it is another than the current one
PAGE_OF = {
    "article": "read",
    "at": "read",
    "beside": "read",
    "board": "boards",
    "slide": "boards",
    "notes": "boards",
    "entity": "entities",
    "group": "quotes",
    "like": "search",
    "story": "stories",
}  # parameters that belong to one page
MAX_VALUES = 200  # values of one parameter; a hand-made link may have more
_FILTER = "filter"
_CHOICES = "choices"


def filter_to_params(filter_: Filter) -> dict[str, str | list[str]]:
    """Encode the narrowing parts of a filter as query parameters."""
    params: dict[str, str | list[str]] = {}
    for key, name in DAYS.items():
        if value := getattr(filter_, name):
            params[key] = value
    for key, name in LISTS.items():
        if values := getattr(filter_, name):
            params[key] = list(values)
    if filter_.words:
        params[WORDS] = filter_.words
    if filter_.until:
        params[UNTIL] = filter_.until
    if filter_.include_pronouns:
        params["pronouns"] = "1"
    if filter_.include_copies:
        params["copies"] = "1"
    return params


def filter_from_params(params: Mapping[str, Sequence[str]]) -> Filter:
    """Decode query parameters (each with all its values) into a filter; invalid values are left out."""
    start, end = (read_day(params.get(key, ())) for key in DAYS)
    if start and end and start > end:
        start, end = end, start
    lists = {name: tuple(dict.fromkeys(params.get(key, ())))[:MAX_VALUES] for key, name in LISTS.items()}
    return Filter(
        start=start,
        end=end,
        sources=lists["sources"],
        topics=lists["topics"],
        entities=lists["entities"],
        sections=lists["sections"],
        stories=lists["stories"],
        words=next(iter(params.get(WORDS, ())), "").strip(),
        until=_read_time(params.get(UNTIL, ())),
        include_pronouns="1" in params.get("pronouns", ()),
        include_copies="1" in params.get("copies", ()),
    )


def filter_to_param(filter_: Filter) -> str:
    """Encode a filter as one query parameter."""
    return urlencode(filter_to_params(filter_), doseq=True) or "all"


def filter_from_param(param: str) -> Filter:
    """Decode such a parameter; what makes no sense in it is left out."""
    try:
        return filter_from_params(parse_qs(param, max_num_fields=len(KEYS) * MAX_VALUES))
    except ValueError:
        return UNFILTERED


def read_day(values: Sequence[str]) -> str:
    """A parameter's date; empty if there is none or it is none."""
    try:
        return date.fromisoformat(values[0]).isoformat() if values else ""
    except ValueError:
        return ""


def _read_time(values: Sequence[str]) -> str:
    """A parameter's time in UTC, as the library writes it; empty if there is none or it is none."""
    try:
        read = datetime.fromisoformat(values[0]) if values else None
    except ValueError:
        return ""
    return "" if read is None else read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")


def sync_filter() -> None:
    """Synchronise session and address; call it once per run, before the page."""
    params = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
    if params or is_going_back():
        st.session_state[_FILTER] = filter_from_params(params)
    else:
        set_filter(current_filter())


def is_going_back() -> bool:
    """True in a run by the browser's Back or Forward: what the address does not name was not chosen then."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def show_address() -> None:
    """Update the browser's address; call it once per run.

    Streamlit does not update it if a link leads to another view of the same page, and after the browser's Back it keeps
    parameters of the page that was left.
    """
    page = _current_page()
    kept = [key for key in st.query_params if not page or PAGE_OF.get(key, page) == page]
    st.query_params.from_dict({key: st.query_params.get_all(key) for key in kept})


def _current_page() -> str:
    """The page's part of the address; "" if Streamlit does not know it."""
    context = get_script_run_ctx()
    if context is None:
        return ""
    page = context.pages_manager.get_pages().get(context.page_script_hash)
    return page.get("url_pathname", "") if page else ""


def current_filter() -> Filter:
    """The user's current filter."""
    return st.session_state.get(_FILTER) or UNFILTERED


def set_filter(filter_: Filter) -> None:
    """Set the filter, in the session and in the address."""
    st.session_state[_FILTER] = filter_
    params = filter_to_params(filter_)
    for key in KEYS:
        put_param(key, params.get(key, ()))


def put_param(key: str, values: str | Sequence[str]) -> None:
    """Set a query parameter; no values remove it."""
    if values:
        st.query_params[key] = values
    elif key in st.query_params:
        del st.query_params[key]


def link_params(filter_: Filter | None = None, /, **own: str | Sequence[str]) -> dict[str, str | list[str]]:
    """Query parameters for a link that keeps the library and a filter (default: the current one).

    `own` are the target page's own.
    """
    params = filter_to_params(current_filter() if filter_ is None else filter_)
    if library := st.query_params.get("library"):
        params["library"] = library
    return {**params, **{key: value if isinstance(value, str) else list(value) for key, value in own.items() if value}}


# Widget state of a page, kept in the address, so that a link opens the same view, and in the session.


def read_choice(name: str, *, allowed: Callable[[str], bool] = bool) -> list[str]:
    """The values chosen for `name`, without invalid ones; empty if the page decides."""
    chosen: dict[str, list[str]] = st.session_state.setdefault(_CHOICES, {})
    if name in st.query_params:
        chosen[name] = st.query_params.get_all(name)
    elif is_going_back():
        chosen.pop(name, None)
    values = [value for value in chosen.get(name, ()) if allowed(value)]
    if values and st.query_params.get_all(name) != values:
        st.query_params[name] = values
    return list(dict.fromkeys(values))


def write_choice(name: str, values: Sequence[str]) -> None:
    """Set a choice in the session and in the address; without values, the page decides again."""
    st.session_state.setdefault(_CHOICES, {})[name] = list(values)
    put_param(name, list(values))


def forget_choices() -> None:
    """Clear all choices, because another library has other names."""
    for name in st.session_state.pop(_CHOICES, {}):
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
