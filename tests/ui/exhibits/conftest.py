"""A generated library, and a way to draw each exhibit from it or from another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.charts import Style
from components.library import View
from components.library.store import open_library, write
from components.types import Filter
from components.ui import exhibits
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import Exhibit
from tests.benchmarks.generate import generate

LIGHT = Style("light")


def open_view(path: Path, chosen: Filter | None = None) -> View:
    return library.select(library.read_frames(path, 1), chosen or Filter())


def open_changed(path: Path, folder: Path, *statements: str) -> View:
    """The view of a copy in which these SQL statements were run."""
    changed = folder / "changed.db"
    changed.write_bytes(path.read_bytes())
    with open_library(changed) as con, write(con):
        for statement in statements:
            con.execute(statement)
    return open_view(changed)


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exhibits") / "many.db"
    generate(path, 150)
    with open_library(path) as con, write(con):
        con.execute("UPDATE entities SET name = 'Oslo' WHERE n = (SELECT min(n) FROM entities WHERE type = 'place')")
    return path


@pytest.fixture(scope="session")
def view(path: Path) -> View:
    return open_view(path)


def _show(patch: pytest.MonkeyPatch, view: View) -> None:
    """Make this the view that exhibits are drawn from."""
    patch.setattr(exhibits, "current_frames", lambda: view.frames)
    patch.setattr(exhibits, "current_filter", lambda: view.filter)
    patch.setattr(exhibits, "view_of", lambda _: view)


@pytest.fixture
def build(view: View, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`build(name, options)` draws from the generated library, or from another view."""

    def build_one(
        name: str, options: Mapping[str, Any] | None = None, of: View = view, style: Style = LIGHT
    ) -> Exhibit | None:
        _show(monkeypatch, of)
        monkeypatch.setattr(exhibits, "current_style", lambda presenting=False: style)
        return build_exhibit(name, {} if options is None else options)

    return build_one


def draw(view: View, name: str, options: dict) -> Exhibit | None:
    """An exhibit of this view."""
    with pytest.MonkeyPatch.context() as patch:
        _show(patch, view)
        patch.setattr(exhibits, "current_style", lambda presenting=False: LIGHT)
        return build_exhibit(name, options)
