"""The message that says what was done undoes exactly that, with one click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from tests.pages.apps import open_page
from tests.pages.test_doing import press, shelf_key, texts_of

Put = Callable[[str], Path]
DIALOGS = [
    ("merge", ("e000003", "e000004"), "", "merge_do", "are now one"),
    ("rename", ("e000003",), "rename_name", "rename_do", "is now Somebody Else"),
    ("retype", ("e000003", "e000004"), "", "retype_do", "now person"),
    ("hide", ("e000003", "e000004"), "", "hide_do", "are hidden"),
    ("treat", ("e000003",), "treat_text", "treat_do", "is now always"),
    ("quote", ("q1",), "quote_text", "quote_save", "The speaker has been corrected"),
    ("quote", ("q1",), "", "quote_reject", "The quote has been removed"),
    ("topic", ("t01",), "topic_label", "topic_do", "The topic is now"),
]


@pytest.mark.parametrize(("kind", "ids", "field", "button", "said"), DIALOGS)
def test_a_dialog_is_undone(
    kind: str, ids: tuple[str, ...], field: str, button: str, said: str, put_library: Put
) -> None:
    path = put_library("generated")
    library.hide_entity(path, "e000001")
    before = library.read_corrections(path)
    app = open_page("entities.py")
    app.session_state["correcting"] = (kind, ids)
    app.run()
    if field:
        app.text_input(key=field).set_value("Somebody Else")
        app.session_state["correcting"] = (kind, ids)  # AppTest does not keep a dialog open
        app.run()
    app.session_state["correcting"] = (kind, ids)
    press(app, button)
    assert said in texts_of(app)
    assert len(library.read_corrections(path)) > len(before)
    press(app.run(), "done_undo")
    assert library.read_corrections(path) == before
    assert "Undone: “" in texts_of(app).replace("\u2060", "")
    press(app, "done_close")
    assert not any(one.key == "done_close" for one in app.button)


def test_a_changed_cell_is_undone(put_library: Put) -> None:
    path = put_library("generated")
    before = library.read_frames(path).articles["date"].tolist()
    app = open_page("articles.py")
    edits = {3: {"date": "2026-01-31"}}
    app.session_state[shelf_key(app)] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    app.run()
    assert library.read_frames(path).articles["date"].tolist() != before
    press(app, "done_undo")
    assert library.read_frames(path).articles["date"].tolist() == before


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_decision_about_two_names_is_undone(answer: str, put_library: Put) -> None:
    path = put_library("nasty")
    app = open_page("entities.py")
    key = next(b.key for b in app.button if str(b.key).startswith("proposal_") and str(b.key).endswith(answer))
    press(press(app, key), "done_undo")
    assert len(library.read_frames(path).proposals)
    assert library.read_corrections(path) == []


def test_an_undo_never_takes_back_another_correction(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("entities.py")
    app.session_state["correcting"] = ("hide", ("e000003",))
    app.run()
    app.session_state["correcting"] = ("hide", ("e000003",))
    press(app, "hide_do")
    library.undo_correction(path, 1)  # elsewhere, and something else takes its number
    library.hide_entity(path, "e000005")
    press(app, "done_undo")
    assert [one.sentence for one in library.read_corrections(path)]


def test_a_message_stays_until_another_page_opens(put_library: Put) -> None:
    put_library("generated")
    app = open_page("entities.py")
    app.session_state["correcting"] = ("hide", ("e000003",))
    app.run()
    app.session_state["correcting"] = ("hide", ("e000003",))
    press(app, "hide_do")
    assert is_said(app.run())
    assert not is_said(app.switch_page("pages/overview.py").run())


def is_said(app: AppTest) -> bool:
    return any(one.key == "done_undo" for one in app.button)
