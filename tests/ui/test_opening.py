"""The fields that open results as a library, and what is said while they are opened and after that."""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import patch

import pytest
from streamlit import config

from components import library
from components.library.opening.process import CUT_OFF, Opening, read_openings
from components.ui import opening as opening_fields
from tests.benchmarks.generate import generate
from tests.benchmarks.opening import write_results
from tests.pages.apps import as_in_a_server, open_page, said_on


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results")
    generate(folder / "some.db", 20)
    write_results(folder / "some.db", folder / "port _strike_")
    return folder / "port _strike_"


def test_results_are_opened_from_the_chooser_of_libraries(results: Path, home: Path) -> None:
    with as_in_a_server():
        app = open_page("articles.py")
        app.session_state["libraries"] = True
        app.run()
        app.text_input[[one.label for one in app.text_input].index("Results to open")].set_value("/nowhere")
        next(one for one in app.button if one.label == "Open results").click().run()
        assert "There is no folder /nowhere" in said_on(app)
        app.text_input[[one.label for one in app.text_input].index("Results to open")].set_value(str(results))
        next(one for one in app.button if one.label == "Open results").click().run()
        assert not app.exception
        end = time.monotonic() + 60
        while results.name not in library.list_libraries():
            assert time.monotonic() < end, read_openings()
            time.sleep(0.05)
        app.run()
        assert "“port \\_strike\\_” is ready." in said_on(app)
        next(one for one in app.button if one.label == "Open it").click().run()
        assert app.title[0].value == "20 articles in this library"
        assert "is ready" not in said_on(app)


@pytest.mark.parametrize(
    ("is_running", "error", "told"),
    [
        (True, "", "quotes, 40 % done"),
        (False, CUT_OFF, "It was cut off before it was done"),
        (False, "The table quotes has “<b>” as kind.", "“\\<b\\>” as kind"),
    ],
)
def test_it_is_said_how_far_an_opening_is_and_why_it_failed(
    is_running: bool, error: str, told: str, home: Path
) -> None:
    opening = Opening("Pile", "/tables", 1, 0.0, "Opening results: quotes", 40, 100, error)
    with (
        as_in_a_server(),
        patch.object(opening_fields, "read_openings", lambda: [opening]),
        patch.object(Opening, "is_running", is_running),
    ):
        said = said_on(open_page("articles.py"))
    assert told in said


def test_folders_are_not_opened_for_other_computers(home: Path) -> None:
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    try:
        with as_in_a_server():
            app = open_page("articles.py")
            app.session_state["libraries"] = True
            app.run()
    finally:
        config.set_option("server.address", before)
    assert "Results to open" not in [one.label for one in app.text_input]
