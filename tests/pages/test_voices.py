"""The voices of a view: on the Quotes page, by its own address, and nothing where nobody is quoted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

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
