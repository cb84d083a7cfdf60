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
from components.exports.handouts import Handout, HandoutItem
from components.exports.web.marking import escape
from components.library import View
from components.library.boards import Board, Item
from components.ui import chart, filters, tables
from components.ui.accuracy_words import tell_methods
from components.ui.boards import handing
from components.ui.exhibits.common import Exhibit
from tests.exports.handouts import STYLE, build_grid, with_readable_names


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, path: Path) -> dict[str, Any]:
    """The data of each download by its label, in a library of three articles."""
    from tests.ui.exhibits.conftest import open_view

    view: View = open_view(path)
    files: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: files.update({label: data}))
    monkeypatch.setattr(tables, "current_view", lambda: view)
    monkeypatch.setattr(filters, "library_name", lambda: "Harbour")
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
    assert list(made) == ["Numbers (CSV)", "Exact numbers (CSV)"]
    assert b"Ada,3,0.3333\r" in made["Numbers (CSV)"]()
    assert b"Ada,3,0.3333333333333333\r" in made["Exact numbers (CSV)"]()


def test_whole_numbers_have_no_second_entry(made: dict[str, Any]) -> None:
    chart._render_numbers(exhibit_of(pd.DataFrame({"name": ["Ada"], "n": [3]})), "key")
    assert list(made) == ["Numbers (CSV)"]


def test_a_chart_alone_is_handed_out_in_every_format(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    grid = build_grid({"Ada Berg": [3, 8, 5]})
    figure, numbers = plot_mentions(grid, [], STYLE), with_readable_names(grid)
    item = HandoutItem("chart", "Who", "Mentions per month.", "All 3 articles.", figure, numbers, "Alt.")
    monkeypatch.setattr(handing, "build_handout_of", lambda *_: Handout("Who", (item,), library="Harbour"))
    monkeypatch.setattr(handing, "current_style", lambda: STYLE)
    monkeypatch.setattr(handing, "find_chromium", lambda: Path("chromium"))
    handing.render_single(Item("chart", "mentions"), "dateline-mentions", key="key")
    assert list(made) == [*handing.FORMATS, "Snippet for a website (HTML)"]
    book = openpyxl.load_workbook(io.BytesIO(made["Excel"]()))
    said = {cell.value for row in book["About"] for cell in row}
    assert {"Harbour", "All 3 articles.", "Mentions per month."} <= said
    assert len(book["Who"]._charts) == 1
    assert "<script" in made["Snippet for a website (HTML)"]()
    assert made["PowerPoint"]().startswith(b"PK")


def test_a_board_is_handed_out_in_every_format_and_as_a_report_that_tells_the_methods(
    made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    popover = st.container()
    popover.open = True
    board = Board(1, "Who", look="dark")
    monkeypatch.setattr(st, "popover", lambda *_, **__: popover)
    monkeypatch.setattr(handing, "build_handout", lambda board, *_: Handout(board.name, ()))
    monkeypatch.setattr(handing, "find_chromium", lambda: Path("chromium"))
    handing.render_handouts(board, (), "who", key="key")
    assert list(made) == [*handing.FORMATS, "Report in words (HTML)"]
    report = made["Report in words (HTML)"]().decode()
    assert "How this was counted" in report
    assert all(escape(said) in report for said in tell_methods())


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
