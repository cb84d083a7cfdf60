"""Error boundaries: a failing part of a page shows one calm sentence with details to copy; the rest still renders."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from html import escape
from pathlib import Path
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.errors import FragmentHandledException

from components.types import DatelineError
from components.ui.words import escape_markdown

ROOT = Path(__file__).resolve().parents[2]
_FAILED = "failed_callback"
_MOST_CHARS = 300  # of an error's message in the details
_log = logging.getLogger(__name__)
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Fault:
    """An error, described for the user and for the developer."""

    sentence: str
    details: str  # type, message and location; never article text


def describe_fault(error: Exception, what: str) -> Fault:
    """Describe an error in `what`; a DatelineError's own message is used as it is."""
    if isinstance(error, DatelineError):
        return Fault(str(error), _details(error))
    return Fault(f"{what} failed because of a mistake in Dateline. Everything else works as before.", _details(error))


@contextmanager
def part(what: str = "This part of the page") -> Iterator[None]:
    """Error boundary: a part of a page that may fail without affecting the rest.

    Streamlit's own control-flow exceptions (stop, rerun) pass through.
    """
    try:
        yield
    except FragmentHandledException:  # reported already
        raise
    except Exception as error:  # noqa: BLE001 - error boundary: logged and shown in place of this part
        _log.exception("%s failed", what)
        render_fault(describe_fault(error, what))


def as_part(render: Callable[_Given, None], what: str = "This part of the page") -> Callable[_Given, None]:
    """Decorator form of `part`, for what Streamlit calls later: drawers, dialogs, fragments."""

    @wraps(render)
    def render_part(*args: _Given.args, **options: _Given.kwargs) -> None:
        with part(what):
            render(*args, **options)

    return render_part


def guarded(callback: Callable[_Given, _Result]) -> Callable[_Given, _Result | None]:
    """Error boundary for callbacks: a failing callback would otherwise replace the whole page."""

    @wraps(callback)
    def call(*args: _Given.args, **options: _Given.kwargs) -> _Result | None:
        try:
            return callback(*args, **options)
        except Exception as error:  # noqa: BLE001 - error boundary: logged and shown by `render_failed`
            _log.exception("%s failed", callback.__qualname__)
            st.session_state[_FAILED] = describe_fault(error, "What you asked for")
            return None

    return call


def render_failed() -> None:
    """Render the fault of the last callback above the page; call it once per run."""
    fault: Fault | None = st.session_state.pop(_FAILED, None)
    if fault is not None:
        with st.container(horizontal_alignment="center").container(width=1120):
            render_fault(fault)


def render_fault(fault: Fault) -> None:
    """Render the sentence with collapsible details."""
    with st.container(gap="xxsmall"):
        st.markdown(escape_markdown(fault.sentence))
        render_details(fault)


def render_details(fault: Fault) -> None:
    """Render collapsible details; a click selects all of the text."""
    st.html(
        '<details class="dl-note"><summary>Details to copy</summary>'
        f'<pre class="dl-details">{escape(fault.details)}</pre></details>'
    )


def _details(error: BaseException) -> str:
    """Error type, message and location in our code, with its causes."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(lines) < 8:
        message = " ".join(str(seen).split())[:_MOST_CHARS]
        lines.append(f"{type(seen).__name__}: {message}")
        lines.append(f"    at {_find_place(seen)}")
        seen = seen.__cause__
    return "\n".join(lines)


def _find_place(error: BaseException) -> str:
    """The innermost frame of our code in the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _is_ours(frame.filename)]
    found = (own or list(frames))[-1:]
    return "".join(f"{_shorten(frame.filename)}, line {frame.lineno}, in {frame.name}" for frame in found)


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(ROOT) and not {"site-packages", "faults.py"} & set(path.parts)


def _shorten(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
