"""A library in a notebook or a script: its tables as pandas, its views, searches, evidence and figures.

from components import notebook
articles = notebook.open("My articles")
articles.tables()["quotes"]
articles.plot_mentions("Ada Berg", period="month").show()
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import exports, library
from components.charts import Style
from components.charts.lines import plot_mentions
from components.library import Frames, Hit, View
from components.types import DatelineError, Evidence, EvidenceQuery, Filter

_kept: dict[Path, tuple[int, Frames]] = {}  # frames of the last revision that was read


@dataclass(frozen=True)
class Notebook:
    """An opened library; it is read, never written, and always as it is now."""

    path: Path

    @property
    def frames(self) -> Frames:
        """Everything that is counted, corrections applied."""
        revision = library.read_revision(self.path)
        if _kept.get(self.path, (None,))[0] != revision:
            _kept[self.path] = (revision, library.read_frames(self.path))
        return _kept[self.path][1]

    def view(self, **chosen: Any) -> View:
        """The part of it that a filter leaves; `chosen` are fields of `components.types.Filter`."""
        return library.select(self.frames, Filter(**chosen))

    def tables(self, view: View | None = None) -> dict[str, pd.DataFrame]:
        """All tables of a view, or of all, by the names and with the columns of an export."""
        return dict(exports.build_tables(view or self.view()))

    def search(self, words: str, view: View | None = None, most: int = 20) -> list[Hit]:
        """The articles that a query of the search matches, the best first."""
        return library.search(self.path, view or self.view(), words, limit=most)[0]

    def evidence(self, query: EvidenceQuery, view: View | None = None, most: int = 20) -> list[Evidence]:
        """The sentences behind a number, as the app's drawer shows them."""
        return library.read_evidence(self.path, view or self.view(), query, limit=most)

    def find(self, *names: str) -> list[str]:
        """The ids of entities by their names. Raises DatelineError for a name that is not there."""
        entities = self.frames.entities
        ids = dict(zip(entities["name"].tolist(), entities["entity_id"].tolist(), strict=True))
        for name in names:
            if name not in ids:
                raise DatelineError(f"Nobody and nothing here is called {name!r}. Look in tables()['entities'].")
        return [str(ids[name]) for name in names]

    def plot_mentions(self, *names: str, period: str = "", view: View | None = None, mode: str = "light") -> go.Figure:
        """The app's chart of mentions over time; `period` is one of PERIODS, by default what suits the view."""
        view = view or self.view()
        ids = self.find(*names)
        counted = library.count_mentions_by_period(view, ids, period or library.choose_period(view))
        return plot_mentions(counted, ids, Style(mode))


def open(name_or_path: str | Path) -> Notebook:
    """A library by its name in the app, or by its file. Raises DatelineError if there is none."""
    path = Path(name_or_path) if Path(name_or_path).suffix == ".db" else library.library_path(str(name_or_path))
    if not path.is_file():
        there = ", ".join(library.list_libraries()) or "none yet"
        raise DatelineError(f"There is no library {str(name_or_path)!r}. There are: {there}.")
    library.open_library(path).close()  # an older one is brought up to date
    return Notebook(path)
