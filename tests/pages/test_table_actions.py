"""Tables with actions: what is ticked or edited is an id, whatever rows the table has in the next run."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from tests.pages.apps import ROOT, open_page

Put = Callable[[str], Path]
MODULES = sorted([*(ROOT / "components").rglob("*.py"), *(ROOT / "pages").glob("*.py")])


def tables_with_actions() -> list[tuple[str, str]]:
    """(module, function that draws it) for each table that takes selections or edits."""
    found = []
    for path in MODULES:
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                    takes = call.func.attr == "data_editor" or any(one.arg == "on_select" for one in call.keywords)
                    if takes and call.func.attr in ("dataframe", "data_editor"):
                        found.append((path.relative_to(ROOT).as_posix(), ast.unparse(function)))
    return found


def test_every_table_with_actions_has_a_key_made_of_the_ids_of_its_rows() -> None:
    found = tables_with_actions()
    assert {module for module, _ in found} == {"components/ui/tables.py", "components/ui/articles.py"}
    for module, source in found:
        assert "= row_key(" in source, module
        assert "key=widget" in source, module


def widget_of(app: AppTest, key: str) -> str:
    """The key of a table, which ends with a hash of its rows."""
    return max(name for name in app.session_state.to_dict() if re.fullmatch(rf"{key}_.*[0-9a-f]{{12}}", name))


def seed(app: AppTest, key: str, rows: list[int]) -> None:
    """Tick these rows, as the browser does."""
    if key == "shelf":
        edits = {row: {"chosen": True} for row in rows}
        app.session_state[widget_of(app, key)] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    else:
        app.session_state[widget_of(app, key)] = {"selection": {"rows": rows, "columns": [], "cells": []}}


TABLES = [("entities.py", "names"), ("articles.py", "shelf")]


def ticked(app: AppTest, key: str) -> list[str]:
    return list(app.session_state["ticked"].get(key, ())) if "ticked" in app.session_state else []


@pytest.mark.parametrize(("page", "key"), TABLES)
def test_ticks_stay_with_their_ids_when_the_table_changes_by_itself(page: str, key: str, put_library: Put) -> None:
    path = put_library("generated")
    app = open_page(page)
    seed(app, key, [1, 3])
    app.run()
    before = ticked(app, key)
    assert len(before) == 2
    con = sqlite3.connect(path)
    with con:  # the first rows go, as when a worker has moved names and articles
        if key == "shelf":
            con.execute("UPDATE articles SET deleted_at = '2999' WHERE article_id NOT IN (?, ?) AND n < 55", before)
        else:
            library.hide_entity(path, library.read_frames(path).entities["entity_id"].iloc[0])
    con.close()
    app.session_state["library_seen"] = ("", -1, 0.0)
    app.run()
    assert not app.exception
    assert sorted(ticked(app, key)) == sorted(before)


def test_ticks_stay_with_their_ids_when_a_filter_changes(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("entities.py")
    seed(app, "names", [0, 1, 2, 3, 4, 5])
    app.run()
    before = ticked(app, "names")
    types = library.read_frames(path).entities.set_index("entity_id")["type"]
    app.query_params["types"] = "person"
    app.run()
    assert ticked(app, "names") == [one for one in before if types[one] == "person"]


@pytest.mark.parametrize("kind", ["merge", "retype", "hide"])
def test_nothing_is_ticked_after_an_action(kind: str, put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("entities.py")
    seed(app, "names", [0, 1])
    app.run()
    ids = ticked(app, "names")
    app.button(key=f"names_{kind}").click().run()
    app.session_state["correcting"] = (kind, tuple(ids))  # AppTest does not keep a dialog open
    app.button(key=f"{kind}_do").click().run()
    assert not app.exception
    assert len(library.read_corrections(path)) >= 1
    assert ticked(app, "names") == []
    assert not any(button.key == "names_merge" for button in app.button)


def test_an_edit_is_of_the_article_whose_row_was_shown(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("articles.py")
    widget = widget_of(app, "shelf")
    app.session_state[widget] = {"edited_rows": {2: {"chosen": True}}, "added_rows": [], "deleted_rows": []}
    app.run()
    (article_id,) = ticked(app, "shelf")
    app.session_state[widget_of(app, "shelf")] = {
        "edited_rows": {2: {"chosen": True, "source": "The Paper"}}, "added_rows": [], "deleted_rows": [],
    }  # fmt: skip
    app.run()
    sources = library.read_frames(path).articles.set_index("article_id")["source"]
    assert sources[article_id] == "The Paper"
    assert (sources == "The Paper").sum() == 1
    assert ticked(app, "shelf") == [article_id], "changing a cell is no action on what is ticked"
