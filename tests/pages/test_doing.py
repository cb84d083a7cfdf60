"""What a person does on the pages, and that every screen follows: by AppTest, without a browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import library
from components.library.store import reading
from tests.pages.apps import open_page
from tests.pages.conftest import NAME

Put = Callable[[str], Path]


def texts_of(app: AppTest) -> str:
    found = [str(element.value) for kind in ("markdown", "title", "header", "html") for element in app.get(kind)]
    return "\n".join(found)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def shelf_key(app: AppTest) -> str:
    return next(key for key in app.session_state.to_dict() if key.startswith("shelf_") and "/" in key)


def test_articles_are_deleted_and_taken_back(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("articles.py")
    app.session_state[shelf_key(app)] = {"edited_rows": {0: {"chosen": True}}, "added_rows": [], "deleted_rows": []}
    app.run()
    assert "1 article chosen" in texts_of(app)
    press(app, "shelf_delete")
    assert len(library.read_frames(path).articles) == 59
    assert "1 article deleted" in texts_of(app)
    press(app, "done_undo")
    assert len(library.read_frames(path).articles) == 60
    assert "60 articles in this library" in texts_of(app)


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"title": "Quite another"}, "title", "Quite another"),
        ({"source": "Another paper"}, "source", "Another paper"),
        ({"date": "2026-01-31"}, "date", "2026-01-31"),
        ({"section": "Metro Desk"}, "section", "Metro Desk"),
    ],
)
def test_a_cell_that_is_changed_becomes_a_correction(
    cells: dict[str, Any], column: str, value: str, put_library: Put
) -> None:
    path = put_library("generated")
    app = open_page("articles.py")
    app.session_state[shelf_key(app)] = {"edited_rows": {3: cells}, "added_rows": [], "deleted_rows": []}
    app.run()
    assert not app.exception
    assert value in library.read_frames(path).articles[column].astype(str).tolist()
    assert len(library.read_corrections(path)) == 1


def test_a_correction_is_listed_and_undone(put_library: Put) -> None:
    path = put_library("generated")
    library.hide_entity(path, "e000001")
    app = open_page("entities.py")
    assert "1 correction made so far" in texts_of(app)
    press(app, "undo_1")
    assert "Nothing corrected so far" in texts_of(app)
    assert library.read_corrections(path) == []


@pytest.mark.parametrize(("answer", "n_left"), [("yes", 1), ("no", 2)])
def test_a_doubtful_merge_is_decided_by_a_person(answer: str, n_left: int, put_library: Put) -> None:
    path = put_library("nasty")
    app = open_page("entities.py")
    key = next(b.key for b in app.button if str(b.key).startswith("proposal_") and str(b.key).endswith(answer))
    first, second = key.split("_")[1:3]
    press(app, key)
    frames = library.read_frames(path)
    assert not len(frames.proposals)
    assert len(frames.numbers_of([first, second])) == n_left


def test_names_that_are_ticked_are_merged_in_a_dialog(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("entities.py")
    app.session_state["correcting"] = ("merge", ("e000001", "e000002"))
    app.run()
    app.session_state["correcting"] = ("merge", ("e000001", "e000002"))  # AppTest does not keep a dialog open
    press(app, "merge_do")
    assert len(library.read_frames(path).numbers_of(["e000001", "e000002"])) == 1
    assert "are one" in texts_of(app)


@pytest.mark.parametrize(
    "kind", ["merge", "split", "rename", "retype", "gender", "hide", "treat", "name", "quote", "topic"]
)
def test_every_dialog_opens(kind: str, put_library: Put) -> None:
    put_library("nasty")
    app = open_page("entities.py")
    app.session_state["correcting"] = (kind, ({"quote": "q1", "topic": "t01"}.get(kind, "e000001"),))
    app.run()
    assert not app.exception
    assert app.get("dialog")


def test_a_name_is_found_by_words_and_type(put_library: Put) -> None:
    put_library("generated")
    app = open_page("entities.py", name="grimsby", types="person")
    names = next(table.value for table in app.dataframe if "n_mentions" in table.value)
    assert len(names)
    assert names["name"].str.contains("Grimsby").all()
    assert set(names["type"]) == {"Person"}


def test_pasted_text_waits_for_the_worker(put_library: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put_library("empty")
    started: list[Path] = []
    monkeypatch.setattr(library, "ensure_worker", started.append)
    app = open_page("articles.py")
    app.segmented_control(key="adding_way").set_value("Pasted text").run()
    app.text_area(key="adding_text_0").set_value("Mara Lindqvist opened the quay.")
    app.text_input(key="adding_title_0").set_value("A quay opens")
    next(button for button in app.button if button.label == "Read this article").click().run()
    assert not app.exception
    assert started == [path]
    assert library.read_progress(path).n_waiting == 1
    assert "waits" in texts_of(app), "what waits is said, and can be gone on with"


@pytest.mark.parametrize(("button", "n"), [("read_several", 2), ("read_one", 1)])
def test_several_articles_pasted_at_once_are_offered_as_several(
    button: str, n: int, put_library: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_library("empty")
    monkeypatch.setattr(library, "ensure_worker", lambda path: None)
    app = open_page("articles.py")
    app.segmented_control(key="adding_way").set_value("Pasted text").run()
    story = "Mara Lindqvist opened the quay, and many people came to see how she did it. " * 3
    text = f"A quay opens\nBy Jane Doe\n\n{story}\n\nA pier closes\nBy John Roe\n\n{story}Nobody was there."
    app.text_area(key="adding_text_0").set_value(text)
    next(button for button in app.button if button.label == "Read this article").click().run()
    assert "Are these 2 articles?" in texts_of(app)
    assert "- A quay opens\n- A pier closes" in texts_of(app)
    assert not library.read_progress(path).n_waiting
    press(app, f"adding_{button}_0")
    assert library.read_progress(path).n_waiting == n
    assert "Are these 2 articles?" not in texts_of(app)


EXPORT = "\n".join(
    f"Title: {title}\nSource: {source}\nDate: 3 March 2026\n\nMara Lindqvist came to the quay.\n\n------\n"
    for title, source in (("A quay opens", "The Courier"), ("A pier closes", ""))
)


@pytest.mark.parametrize(("button", "sources"), [("read_several", ["The Courier", "Echo"]), ("read_one", ["Echo"])])
def test_a_pasted_export_is_offered_as_its_articles(
    button: str, sources: list[str], put_library: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_library("empty")
    monkeypatch.setattr(library, "ensure_worker", lambda path: None)
    app = open_page("articles.py")
    app.segmented_control(key="adding_way").set_value("Pasted text").run()
    app.text_area(key="adding_text_0").set_value(EXPORT)
    app.text_input(key="adding_source_0").set_value("Echo")
    next(button for button in app.button if button.label == "Read this article").click().run()
    assert "These are 2 articles of an export from a database" in texts_of(app)
    press(app, f"adding_{button}_0")
    assert library.read_progress(path).n_waiting == len(sources)
    with reading(path) as con:
        assert [source for (source,) in con.execute("SELECT source FROM articles ORDER BY n")] == sources


def test_the_chosen_library_is_in_the_address(made: Path, put_library: Put) -> None:
    path = put_library("empty")
    path.with_name("Second.db").write_bytes((made / "generated.db").read_bytes())
    app = open_page("overview.py", library="Second")
    assert "all 59 articles" in texts_of(app)
    assert app.session_state["library"] == "Second"
    app.switch_page("pages/quotes.py").run()
    assert app.query_params["library"] in ("Second", ["Second"])
    app.query_params["library"] = NAME
    app.run()
    assert "Nothing to show yet" in texts_of(app)


@pytest.mark.parametrize(
    ("page", "key", "begin"), [("articles.py", "export", b"PK"), ("entities.py", "corrections_export", b"{")]
)
def test_a_file_is_made_outside_the_session_and_of_the_whole_library(
    page: str, key: str, begin: bytes, put_library: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.hide_entity(put_library("generated"), "e000001")
    made: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, key="", **__: made.update({key: data}))
    open_page(page, **({"source": "Nobody's paper"} if key == "export" else {}))
    data = made[key]()
    assert data.startswith(begin)
    if key == "export":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert len(pd.read_csv(archive.open("articles.csv"))) == 60


def test_undated_articles_that_chosen_dates_leave_out_are_counted(put_library: Put) -> None:
    articles = library.read_frames(put_library("generated")).articles
    undated = int((articles["date"] == "").sum())
    assert undated > 1
    assert "undated" not in lines_of(open_page("quotes.py"))
    app = open_page("quotes.py", **{"from": "2000-01-01"})
    assert f"; {undated} undated articles left out." in lines_of(app)


def lines_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("kind", "said"), [("one", "this library has 1."), ("generated", "belong to no topic")])
def test_why_there_are_no_topics_is_said(kind: str, said: str, put_library: Put) -> None:
    path = put_library(kind)
    with library.opened(path) as con, library.write(con):
        con.execute("DELETE FROM article_topics")
    app = open_page("topics.py")
    assert said in texts_of(app)
    assert any(button.key == "topics_refit" for button in app.button) is (kind == "generated")


def test_a_library_that_is_not_there_is_said_once(put_library: Put) -> None:
    put_library("generated")
    app = open_page("overview.py", library="Nope **x**")
    assert [toast.value for toast in app.toast] == [
        r"There is no library called “Nope \*\*x\*\*”; this is “My articles”."
    ]
    assert not app.run().toast


def test_it_is_said_what_came_of_adding(put_library: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put_library("empty")
    monkeypatch.setattr(library, "ensure_worker", lambda path: None)
    app = open_page("articles.py")
    for turn, said in enumerate(("1 article added.", "1 article was here already, so nothing was added.")):
        assert said not in texts_of(app)
        app.segmented_control(key="adding_way").set_value("Pasted text").run()
        app.text_area(key=f"adding_text_{turn}").set_value("Mara Lindqvist opened the quay.")
        next(button for button in app.button if button.label == "Read this article").click().run()
        assert said in texts_of(app)
    press(app, "sample")
    assert "are being read" in str([toast.value for toast in app.toast])
    assert "here already" not in texts_of(app), "the files are not read yet"
