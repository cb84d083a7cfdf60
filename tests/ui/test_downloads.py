"""What a chart and a table are taken away as: rounded and exact numbers, and workbooks that say what was counted."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st

from components.charts.lines import plot_mentions
from components.library import View
from components.ui import chart, filters, tables
from components.ui.exhibits.common import Exhibit
from tests.exports.handouts import STYLE, build_grid, with_readable_names


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, path: Path) -> dict[str, Any]:
    """The data of each download by its label, in a library of three articles."""
    from tests.ui.exhibits.conftest import open_view

    view: View = open_view(path)
    files: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: files.update({label: data}))
    for module in (chart, tables):
        monkeypatch.setattr(module, "current_view", lambda: view)
    for module in (chart, filters):
        monkeypatch.setattr(module, "library_name", lambda: "Harbour")
    monkeypatch.setattr(filters, "state_filter", lambda _view: "Showing <b>all 3 articles</b> of A &amp; B.")
    return files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    from components.library.store import open_library

    with open_library(tmp_path / "x.db"):
        return tmp_path / "x.db"


def exhibit_of(table: pd.DataFrame, figure: go.Figure | None = None) -> Exhibit:
    return Exhibit("mentions", "Who", "Mentions per month.", figure or go.Figure(), table, "Alt.", lambda _: None)


def test_a_charts_numbers_are_rounded_and_exact_ones_are_one_entry_more(made: dict[str, Any]) -> None:
    chart._render_numbers(exhibit_of(pd.DataFrame({"name": ["Ada"], "n": [3], "share": [1 / 3]})), "key")
    assert list(made) == ["Numbers (CSV)", "Exact numbers (CSV)", "Numbers (Excel)"]
    assert b"Ada,3,0.3333\r" in made["Numbers (CSV)"]()
    assert b"Ada,3,0.3333333333333333\r" in made["Exact numbers (CSV)"]()


def test_whole_numbers_have_no_second_entry(made: dict[str, Any]) -> None:
    chart._render_numbers(exhibit_of(pd.DataFrame({"name": ["Ada"], "n": [3]})), "key")
    assert list(made) == ["Numbers (CSV)", "Numbers (Excel)"]


def test_a_charts_workbook_has_the_chart_and_says_what_was_counted(made: dict[str, Any]) -> None:
    grid = build_grid({"Ada Berg": [3, 8, 5]})
    chart._render_numbers(exhibit_of(with_readable_names(grid), plot_mentions(grid, [], STYLE)), "key")
    book = openpyxl.load_workbook(io.BytesIO(made["Numbers (Excel)"]()))
    said = {cell.value for row in book["About"] for cell in row}
    assert {"Harbour", "Showing all 3 articles of A & B.", "Mentions per month."} <= said
    assert len(book["Who"]._charts) == 1


def test_a_table_is_taken_away_as_csv_and_as_a_workbook(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "dataframe", lambda *_, **__: None)
    table = pd.DataFrame({"name": ["Ada"], "n": [3]})
    tables.render_table(
        table, {"name": None}, key="k", ids=["a"], alt="One name", on_cell=lambda *_: None, download="dateline-names",
        download_table=table,
    )  # fmt: skip
    assert list(made) == ["Download as CSV", "Download as Excel"]
    book = openpyxl.load_workbook(io.BytesIO(made["Download as Excel"]()))
    assert [[cell.value for cell in row] for row in book["dateline-names"]] == [["name", "n"], ["Ada", 3]]
    assert book["About"]["B2"].value == "One name"
    assert book["About"]["B3"].value == "Showing all 3 articles of A & B."
