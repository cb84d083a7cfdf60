"""Opens the pages of a library as a person would, and notes every run that fails and the slowest.

By AppTest: the app's scripts run as in a server, without a browser.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest

from components.charts import read_click
from components.types import EvidenceQuery, Filter
from components.ui import chart
from components.ui.exhibits.common import Exhibit
from tests.pages.apps import open_page

Params = Mapping[str, str | list[str]]

POINTS = 6  # of each chart whose evidence is opened: the first and the last ones
_IN_HTML = re.compile(r"<(?:script|img|iframe)|<h1>|<[^>]+ on[a-z]+=|=[\"']?javascript:", re.IGNORECASE)
_IN_MARKDOWN = re.compile(r"(?<!\\)(?:<b>|<img|<script|\*\*Falk|`c`|\$a|\$\\|\[l\])|:red\[z|:material/home:")
_TOLD = 160  # characters of an error that are printed

# What fails is told at the end, not by Streamlit on the way; and what it was, not that it is redacted.
_SETTINGS = {"logger.enableRich": False, "client.showErrorDetails": "full"}
_LOUD = ("streamlit", "streamlit.runtime.scriptrunner_utils.script_run_context")


class Faults(logging.Handler):
    """What the app logs as failed: a part of a page that fails says so in its own place, and the rest stands."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.seen.append(f"{record.getMessage()} {type(error).__name__}: {error}" if error else record.getMessage())

    def take(self) -> list[str]:
        seen, self.seen = self.seen, []
        return seen


@dataclass
class Tally:
    """What came of opening things of one kind."""

    opened: int = 0
    errors: list[str] = field(default_factory=list)  # where and what
    slowest: float = 0.0  # seconds
    slowest_at: str = ""

    def note(self, where: str, seconds: float, problems: list[str]) -> None:
        self.opened += 1
        self.errors += [f"{where}: {problem[:_TOLD]}" for problem in problems]
        if seconds > self.slowest:
            self.slowest, self.slowest_at = seconds, where


@dataclass
class Shown:
    """What the runs of a walk drew and offered."""

    exhibits: dict[str, Exhibit] = field(default_factory=dict)  # by the key of its chart
    files: dict[str, Any] = field(default_factory=dict)  # by the key of its button: bytes, or what gives them
    faults: Faults = field(default_factory=Faults)


@contextmanager
def watched() -> Iterator[Shown]:
    """Within, charts and files to download are kept as pages draw and offer them, and what they log as failed."""
    shown = Shown()
    before = {name: config.get_option(name) for name in _SETTINGS}
    levels = {name: logging.getLogger(name).level for name in _LOUD}
    draw, offer = chart.render_figure, st.download_button

    def draw_and_keep(exhibit: Exhibit, *, key: str, **options: Any) -> None:
        shown.exhibits[key] = exhibit
        draw(exhibit, key=key, **options)

    def offer_and_keep(label: str, data: Any, *args: Any, **options: Any) -> bool:
        shown.files[str(options.get("key") or label)] = data
        return offer(label, data, *args, **options)

    for name, value in _SETTINGS.items():
        config.set_option(name, value)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("components").addHandler(shown.faults)
    try:
        with patch.object(chart, "render_figure", draw_and_keep), patch.object(st, "download_button", offer_and_keep):
            yield shown
    finally:
        logging.getLogger("components").removeHandler(shown.faults)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        for name, value in before.items():
            config.set_option(name, value)


class Walk:
    """One visitor of the app, who goes from page to page."""

    def __init__(self, shown: Shown) -> None:
        self.tallies: dict[str, Tally] = {}
        self._shown = shown
        self._app = self._enter()

    @property
    def errors(self) -> list[str]:
        return [error for tally in self.tallies.values() for error in tally.errors]

    def open(self, what: str, page: str, params: Params | None = None, **state: Any) -> AppTest:
        """One run of a page; `state` is put into the session before it, as a click would."""
        params = params or {}
        where = " ".join(f"{part}"[:_TOLD] for part in (page, {**params, **state}) if part)
        app = self._app
        began = time.perf_counter()
        try:
            app.switch_page(f"pages/{page}.py")
            app.query_params.clear()
            for name, value in params.items():
                app.query_params[name] = value
            # As on a first visit: the session would keep what was chosen.
            for name, value in {"choices": {}, "filter": Filter(), **state}.items():
                app.session_state[name] = value
            app.run()
        except Exception as error:  # noqa: BLE001 - a run that takes too long or that AppTest cannot hold is an error too
            self._note(what, where, began, [f"{type(error).__name__}: {error}", *self._shown.faults.take()])
            self._app = self._enter()
            return self._app
        crashes = [str(error.message or error.value) for error in app.exception]
        self._note(what, where, began, [*crashes, *self._shown.faults.take(), *read_effects(app)])
        return app

    def do(self, what: str, where: str, work: Callable[[], object]) -> None:
        """Anything else that could fail."""
        began = time.perf_counter()
        try:
            work()
        except Exception as error:  # noqa: BLE001 - every failure is counted
            self._note(what, where, began, [f"{type(error).__name__}: {error}"])
        else:
            self._note(what, where, began, [])

    def open_points(self, what: str, page: str) -> None:
        """The evidence of the first and last points of every chart that the page drew last."""
        for key, exhibit in list(self._shown.exhibits.items()):
            for query in read_points(exhibit):
                self.open(what, page, evidence=query)
            if exhibit.peak is not None:
                self.open(what, page, evidence=exhibit.peak)
            del self._shown.exhibits[key]

    def make_files(self, what: str, page: str) -> None:
        """Every file that the page offered last."""
        for key, data in list(self._shown.files.items()):
            self.do(what, f"{page} {key}", data if callable(data) else lambda data=data: data)
            del self._shown.files[key]

    def _enter(self) -> AppTest:
        return open_page("accuracy.py")  # needs no articles

    def _note(self, what: str, where: str, began: float, problems: list[str]) -> None:
        if what not in self.tallies:
            print(f"opening {what} …", file=sys.stderr, flush=True)
        self.tallies.setdefault(what, Tally()).note(where, time.perf_counter() - began, problems)


def read_points(exhibit: Exhibit) -> list[EvidenceQuery]:
    """What clicks on the first and last points of a chart ask for."""
    found = []
    for trace in exhibit.figure.data:
        points = trace.customdata
        if points is None:
            continue
        points = list(points)
        for point in points if len(points) <= POINTS else [*points[: POINTS // 2], *points[-POINTS // 2 :]]:
            query = exhibit.ask(read_click({"customdata": point}))
            if query is not None and query not in found:
                found.append(query)
    return found[: 2 * POINTS]


def read_effects(app: AppTest) -> list[str]:
    """Where a text takes effect on screen instead of being shown letter by letter (`piles.make_hostile`)."""
    html = [str(element.value) for element in app.get("html")]
    marked = [str(element.value) for kind in ("markdown", "title", "header") for element in app.get(kind)]
    marked += [str(element.label) for kind in ("button", "page_link", "link_button") for element in app.get(kind)]
    marked += [str(option) for kind in ("pills", "radio") for element in app.get(kind) for option in element.options]
    found = [_IN_HTML.search(text) for text in html] + [_IN_MARKDOWN.search(text) for text in set(marked) - set(html)]
    return [f"takes effect: {match.string[max(0, match.start() - 40) : match.end() + 40]}" for match in found if match]
