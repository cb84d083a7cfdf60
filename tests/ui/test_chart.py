"""A chart on a page, and one chart alone before an audience."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.library.store import open_library, write
from components.ui.evidence import query_from_param
from tests.benchmarks.generate import generate


def page() -> None:
    import streamlit as st

    from components.ui.address import sync_filter
    from components.ui.chart import is_presenting, render_exhibit
    from components.ui.exhibits import build_exhibit
    from components.ui.page import render_look
    from components.ui.presenting import render_presented
    from components.ui.session import sync_library

    sync_library()
    sync_filter()
    if is_presenting():
        render_presented()
    else:
        render_exhibit(build_exhibit(st.session_state.get("shown", "mentions"), {"period": "month"}), key="shown_here")
    render_look()


@pytest.fixture
def app(home: Path) -> AppTest:
    path = library.library_path("My articles")
    path.parent.mkdir(parents=True)
    generate(path, 60)
    with open_library(path) as con, write(con):
        con.execute("UPDATE articles SET date = '2025-01-15' WHERE date = ''")
        con.execute("UPDATE articles SET date = '' WHERE n <= 4")
    app = AppTest.from_function(page, default_timeout=60)
    app.context = {"theme": "light"}
    return app


def figure(app: AppTest) -> dict[str, Any]:
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_a_chart_stands_under_its_finding_with_the_ways_on(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert app.header[0].value
    assert "60 articles" in app.markdown[0].value
    assert {"See the articles behind the peak", "4 undated articles are not on this chart"} <= {
        b.label for b in app.button
    }


def test_the_chart_has_an_alternative_text_and_asks_nothing_of_the_network(app: AppTest) -> None:
    (chart,) = app.run().get("plotly_chart")
    assert chart.proto.alt.startswith("Mentions per month of ")
    assert json.loads(chart.proto.config)["topojsonURL"] == "app/static/"


def test_the_button_presents_the_same_chart_and_the_address_is_its_link(app: AppTest) -> None:
    app.run()
    next(button for button in app.button if button.label == "Present this chart").click().run()
    assert (app.query_params["present"], app.query_params["period"]) == ("mentions", "month")
    assert figure(app)["layout"]["font"]["size"] == 24


HOSTILE = '<img src=x onerror="alert(1)"> ' + "long " * 200


def test_a_link_holds_the_presenters_own_words_escaped_and_bounded(app: AppTest) -> None:
    app.query_params["present"] = "mentions"
    app.query_params["period"] = "month"
    for name in ("title", "subtitle", "note"):
        app.query_params[name] = f"{name} {HOSTILE}"
    app.run()
    click = next(one for one in figure(app)["data"][0]["customdata"] if one)
    app.query_params["note_at"] = click
    app.run()
    assert not app.exception
    shown = html(app)
    assert "title &lt;img src=x" in shown
    assert "subtitle &lt;img" in shown
    assert "<img" not in shown
    assert shown.count("long") < 80
    (note,) = (one for one in figure(app)["layout"]["annotations"] if one["name"] == "own")
    assert note["text"].startswith("note &lt;img")
    assert len(note["text"]) < 300


def test_a_note_on_a_point_that_is_gone_is_not_written(app: AppTest) -> None:
    app.query_params.update({"present": "mentions", "note": "Look here", "note_at": "entity=gone"})
    app.run()
    assert not app.exception
    assert "Look here" not in str(figure(app))


@pytest.mark.parametrize("label", ["See the articles behind the peak", "4 undated articles are not on this chart"])
def test_a_way_on_asks_for_the_sentences(label: str, app: AppTest) -> None:
    app.run()
    next(button for button in app.button if button.label == label).click().run()
    asked = "".join(app.query_params["evidence"])
    query = query_from_param(asked)
    assert query is not None
    assert query.undated == ("undated" in label)


def test_a_presented_chart_is_alone_and_large(app: AppTest) -> None:
    app.query_params["present"] = "mentions"
    app.query_params["period"] = "month"
    app.run()
    assert not app.exception
    assert "Present this chart" not in {button.label for button in app.button}
    drawn = figure(app)
    assert drawn["layout"]["font"]["size"] == 24
    assert len(drawn["data"][0]["x"]) == 12
    assert "Mentions per month" in html(app)
    assert "4 undated articles are not on this chart." in html(app)


def test_a_presented_chart_follows_the_library(app: AppTest) -> None:
    app.query_params["present"] = "sources"
    app.run()
    before = figure(app)["data"][0]["x"]
    with open_library(library.library_path("My articles")) as con, write(con):
        con.execute("UPDATE articles SET source = 'Only one'")
    app.run()
    assert figure(app)["data"][0]["x"] == [60] != before


@pytest.mark.parametrize("params", [{"present": "no such chart"}, {"present": "entity", "entity": "gone"}])
def test_a_link_to_nothing_says_so(params: dict[str, str], app: AppTest) -> None:
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert "This chart cannot be shown" in html(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize(("theme", "paper"), [("light", "#FBFAF6"), ("dark", "#15171B")])
def test_charts_follow_the_appearance(theme: str, paper: str, app: AppTest) -> None:
    app.context = {"theme": theme}
    app.run()
    assert figure(app)["layout"]["paper_bgcolor"] == paper
