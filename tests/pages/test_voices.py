"""The voices of a view: on the Quotes page, by its own address, and nothing where nobody is quoted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from components import library
from components.library.queries.voice import read_gender
from tests.pages.apps import open_page, said_on


def test_voices_stand_on_the_quotes_page_by_their_own_address(put_library: Callable[[str], Path]) -> None:
    put_library("generated")
    app = open_page("quotes.py", **{"as": "voices"})
    heads = [header.value for header in app.header]
    assert any("quoted" in head for head in heads)
    assert any("women" in head for head in heads)
    assert not app.exception
    assert not [button for button in app.get("button_group") if "quotes" in str(button.label).lower()], (
        "which quotes are read is no choice here"
    )


def test_quotes_without_a_speaker_are_said_to_have_none(put_library: Callable[[str], Path]) -> None:
    path = put_library("generated")
    with sqlite3.connect(path) as con:
        con.execute("UPDATE quotes SET speaker = NULL")
    con.close()
    app = open_page("quotes.py", **{"as": "voices"})
    assert "No quote of these articles has a speaker with a name." in said_on(app)
    assert not app.header


def test_a_persons_gender_is_put_right_on_its_page_and_undone(put_library: Callable[[str], Path]) -> None:
    path = put_library("generated")
    frames = library.read_frames(path)
    shown = frames.entities.sort_values("n_mentions", ascending=False)
    person, other = (shown["entity_id"][shown["type"] == kind].iloc[0] for kind in ("person", "organisation"))
    assert not [one for one in open_page("entities.py", entity=other).button if one.key == "entity_gender"]
    app = open_page("entities.py", entity=person)
    assert app.button(key="entity_gender").label == "Change gender"
    app.session_state["correcting"] = ("gender", (person,))
    app.run()
    app.radio(key="gender_choice").set_value("other")
    app.session_state["correcting"] = ("gender", (person,))  # AppTest does not keep a dialog open
    app.run()
    app.session_state["correcting"] = ("gender", (person,))
    app.button(key="gender_do").click().run()
    assert not app.exception
    assert "is counted as a person of another gender now" in said_on(app)
    assert read_gender(library.read_frames(path), person) == "other"
    voices = open_page("quotes.py", **{"as": "voices"})
    assert not voices.exception
    app.button(key="done_undo").click().run()
    assert library.read_corrections(path) == []
