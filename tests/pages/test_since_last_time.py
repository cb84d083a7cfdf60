"""What is new since the last visit stands on the Overview, and names are followed on their page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from components import library
from components.types import Filter
from tests.pages.apps import open_page, said_on

OLD, LAST, NEW = (f"2026-{month:02}-01T00:00:00+00:00" for month in (1, 2, 3))


def test_new_articles_stand_on_the_overview_and_followed_names_with_them(put_library: Callable[[str], Path]) -> None:
    path = put_library("generated")
    first = library.count_entities(library.select(library.read_frames(path), Filter()))
    entity_id, name = str(first["entity_id"].iloc[0]), str(first["name"].iloc[0])
    app = open_page("entities.py", entity=entity_id)
    app.button(key="follow").click().run()
    assert app.button(key="follow").label == "Following"
    with sqlite3.connect(path) as con:
        con.execute("UPDATE articles SET added_at = CASE WHEN n > 50 THEN ? ELSE ? END", (NEW, OLD))
        con.execute(
            "INSERT OR REPLACE INTO meta VALUES ('visits', ?)", (json.dumps(["", "2026-02-01T00:00:00+00:00"]),)
        )
    con.close()
    app = open_page("overview.py")
    assert "Since your last visit, 1 February 2026" in said_on(app)
    assert "9 of 59 articles are new" in said_on(app)
    assert f"news_mention_{entity_id}" in [button.key for button in app.button]
    assert name
    app.text_input(key="news_since").set_value("1 December 2025").run()
    assert "Added since 1 December 2025" in said_on(app)
    assert "59 of 59 articles are new" in said_on(app)
    app.button(key="news_reset").click().run()
    assert "Since your last visit, 1 February 2026" in said_on(app)


def test_a_first_visit_has_no_last_one(put_library: Callable[[str], Path]) -> None:
    put_library("generated")
    assert "your last visit" not in said_on(open_page("overview.py"))
