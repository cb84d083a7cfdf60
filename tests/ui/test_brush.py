"""A drag across a time chart keeps the periods whose points it covers."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.brush import find_stretch

WEEKS = [("2026-01-05", "2026-01-11"), ("2026-01-12", "2026-01-18"), ("2026-01-19", "2026-01-25")]


@pytest.mark.parametrize(
    ("ends", "kept"),
    [
        ((0.4, 2.1), ("2026-01-12", "2026-01-25")),
        ((2.1, 0.4), ("2026-01-12", "2026-01-25")),
        ((-3.0, 9.0), ("2026-01-05", "2026-01-25")),
        ((0.6, 0.7), ("2026-01-12", "2026-01-18")),
        ((0.1, 0.2), ("2026-01-05", "2026-01-11")),
        ((7.0, 9.0), ("2026-01-19", "2026-01-25")),
    ],
)
def test_the_points_it_covers_are_kept_or_the_nearest_one(ends: tuple[float, float], kept: tuple[str, str]) -> None:
    assert find_stretch(WEEKS, ends) == kept


def _page() -> None:
    import streamlit as st

    from components.ui.address import current_filter
    from components.ui.brush import keep_stretch, render_way_back

    weeks = [("2026-01-05", "2026-01-11"), ("2026-01-12", "2026-01-18"), ("2026-01-19", "2026-01-25")]
    st.button("wide", on_click=keep_stretch, args=(weeks, (0.5, 9)))
    st.button("narrow", on_click=keep_stretch, args=(weeks, (1.5, 9)))
    render_way_back("here")
    st.text(f"{current_filter().start} {current_filter().end}")


def test_each_drag_is_undone_by_one_click() -> None:
    app = AppTest.from_function(_page).run()
    assert len(app.button) == 2, "nothing was dragged yet"
    app.button[0].click().run()
    app.button[1].click().run()
    assert app.text[0].value == "2026-01-19 2026-01-25"
    assert app.button(key="here_way_back").label == "Back to 12 January – 25 January 2026"
    app.button(key="here_way_back").click().run()
    assert app.text[0].value == "2026-01-12 2026-01-25"
    assert app.button(key="here_way_back").label == "All dates"
    app.button(key="here_way_back").click().run()
    assert not app.text[0].value
    assert len(app.button) == 2
