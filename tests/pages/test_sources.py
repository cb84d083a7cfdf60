"""Sources on the Articles page: proposals to accept or refuse, a table to join and rename, a filter that follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.types import Filter
from tests.pages.apps import open_page, said_on

Put = Callable[[str], Path]


@pytest.fixture
def path(put_library: Put) -> Path:
    """A library in which one source is written in three ways."""
    path = put_library("generated")
    frames = library.read_frames(path)
    ids = frames.articles["article_id"].tolist()
    names = ["Marren Beacon", "The Marren Beacon", "marrenbeacon.example"]
    changes = [{"article_id": one, "field": "source", "value": names[n % 3]} for n, one in enumerate(ids[:12])]
    library.edit_articles(path, changes)
    return path


def sources_of(path: Path) -> set[str]:
    view = library.select(library.read_frames(path), Filter())
    return {name for name in library.list_sources(view)["source"] if "arren" in name}


def written(app: AppTest) -> str:
    """All that is written on a page, as it is read."""
    return said_on(app).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_proposed_source_is_accepted_and_taken_back(path: Path) -> None:
    app = open_page("articles.py")
    assert "Are these one source?" in written(app)
    assert "The web address is the name. Joined, it is called “Marren Beacon”." in written(app)
    press(app, "The same")
    assert sources_of(path) == {"Marren Beacon"}
    assert "Are these one source?" not in written(app)
    assert "Marren Beacon, The Marren Beacon and marrenbeacon.example are one source." in written(app)
    press(app, "Undo")
    assert len(sources_of(path)) == 3


def test_a_refused_source_is_not_proposed_again(path: Path) -> None:
    app = press(open_page("articles.py"), "Different")
    assert "Are these one source?" not in written(app)
    assert len(sources_of(path)) == 3
    assert "Are these one source?" not in written(open_page("articles.py"))


def tick_sources(app: AppTest, path: Path, *names: str) -> AppTest:
    listed = library.list_sources(library.select(library.read_frames(path), Filter()))["source"].tolist()
    widget = next(key for key in app.session_state.to_dict() if str(key).startswith("sources_0_"))
    rows = [listed.index(name) for name in names]
    app.session_state[widget] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return app.run()


def test_ticked_sources_are_joined_under_a_name_of_ones_own(path: Path) -> None:
    app = tick_sources(open_page("articles.py"), path, "The Marren Beacon", "marrenbeacon.example")
    (field,) = [field for field in app.text_input if str(field.key).startswith("sources_name")]
    assert field.value == "The Marren Beacon"
    field.set_value("MB")
    press(app, "Join 2 sources")
    assert sources_of(path) == {"Marren Beacon"}
    assert "are one source, now called MB." in written(app)


def test_a_name_that_another_source_has_is_refused_with_a_reason(path: Path) -> None:
    app = tick_sources(open_page("articles.py"), path, "The Marren Beacon")
    next(field for field in app.text_input if str(field.key).startswith("sources_name")).set_value("Marren Beacon")
    press(app, "Rename")
    assert "There is a source called “Marren Beacon” already. Tick both and join them." in written(app)
    assert len(sources_of(path)) == 3


def test_an_older_link_by_a_joined_name_filters_by_the_source(path: Path) -> None:
    library.join_sources(path, ["Marren Beacon", "The Marren Beacon", "marrenbeacon.example"], "Marren Beacon")
    app = open_page("overview.py", source="marrenbeacon.example")
    assert "from <b>Marren Beacon</b>" in written(app)
    assert not app.exception


def test_names_of_sources_are_shown_letter_by_letter(put_library: Put) -> None:
    path = put_library("nasty")
    nasty = library.list_sources(library.select(library.read_frames(path), Filter()))["source"].iloc[0]
    ids = library.read_frames(path).articles["article_id"].tolist()
    library.edit_articles(path, [{"article_id": ids[0], "field": "source", "value": nasty.upper()}])
    app = tick_sources(open_page("articles.py"), path, nasty)
    assert "Are these one source?" in written(app)
    assert f"**{nasty}**" not in said_on(app)
    assert not app.exception
