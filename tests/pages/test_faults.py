"""One fault does not take the house: every page, found by globbing, with every kind of fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.library import store
from components.library.queries import frames
from components.types import EvidenceQuery
from components.ui import exhibits
from components.ui.evidence import query_to_param
from components.ui.shared import forget_shared
from tests.pages.apps import PAGES, open_page, said_on

WITHOUT_LIBRARY = ("accuracy.py",)  # nothing on it comes from the library
Put = Callable[[str], Path]


def labels_of(app: AppTest) -> list[str]:
    return [str(element.label) for kind in ("button", "selectbox", "text_input") for element in app.get(kind)]


@pytest.fixture
def fresh() -> Iterator[None]:
    """Nothing is taken from what was read and counted before."""
    forget_shared()
    yield
    forget_shared()


# The library itself


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa7" * (len(data) - 4096)
    path.write_bytes(data)


def behead(path: Path) -> None:
    path.write_bytes(b"\xa7" * 4096 + path.read_bytes()[4096:])


def run_sql(path: Path, sql: str) -> None:
    con = sqlite3.connect(path)
    con.executescript(sql)
    con.close()


def put_foreign(path: Path) -> None:
    path.unlink()
    run_sql(path, "CREATE TABLE recipes (n)")


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "damaged": (damage, "is damaged"),
    "without a beginning": (behead, "not a Dateline library"),
    "newer": (lambda path: run_sql(path, "PRAGMA user_version = 1000"), "a newer Dateline"),
    "foreign": (put_foreign, "it is another program"),
    "a folder": (lambda path: (path.unlink(), path.mkdir())[1], "cannot be read now"),
}


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("page", PAGES)
def test_a_library_that_cannot_be_opened_is_told_and_leads_on(page: str, kind: str, put_library: Put) -> None:
    path = put_library("one")
    library.create_library("Another")
    make, sentence = FAULTS[kind]
    make(path)
    app = open_page(page)
    assert not app.exception
    if page in WITHOUT_LIBRARY:
        assert "cannot be opened" not in said_on(app)
        return
    said = said_on(app)
    assert "“My articles” cannot be opened" in said
    assert sentence in said
    assert "Details to copy" in said
    assert {"Try again", "Open another library", "A new library", "Open the sample articles"} <= set(labels_of(app))
    app.selectbox(key="unopened_other").select("Another").run()
    assert not app.exception
    assert "cannot be opened" not in said_on(app)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT_LIBRARY])
def test_a_library_that_is_locked_is_told_and_comes_back(
    page: str, put_library: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_library("one")
    monkeypatch.setattr(store, "BUSY_MILLISECONDS", 20)
    other = sqlite3.connect(path, isolation_level=None)
    other.executescript("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE meta SET value = value;")
    app = open_page(page)
    assert not app.exception
    assert "Something else is writing" in said_on(app)
    other.execute("ROLLBACK")
    other.close()
    app.button(key="unopened_again").click().run()
    assert not app.exception
    assert "Something else is writing" not in said_on(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_library_that_vanishes_leaves_a_page_that_stands(page: str, put_library: Put) -> None:
    path = put_library("one")
    app = open_page(page)
    store.remove_files(path)
    app.run()
    assert not app.exception
    assert app.title


def test_a_damaged_library_is_not_lost_by_a_click(put_library: Put) -> None:
    path = put_library("one")
    damage(path)
    before = path.read_bytes()
    app = open_page("articles.py")
    app.text_input[0].input("Fresh")
    app.button[-2].click().run()
    app.run()
    assert path.read_bytes() == before
    assert not app.exception


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT_LIBRARY])
def test_a_library_that_we_fail_to_read_leads_on_too(
    page: str, put_library: Put, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_library("one")

    def fail(*args: Any, **options: Any) -> None:
        raise ZeroDivisionError("an invented fault")

    monkeypatch.setattr(library, "read_frames", fail)
    app = open_page(page)
    assert not app.exception
    assert "could not be read because of a mistake in Dateline" in said_on(app)
    assert "an invented fault" in said_on(app)
    assert "A new library" in labels_of(app)


def test_a_list_of_proposals_that_fails_costs_that_list_only(
    put_library: Put, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise ZeroDivisionError("an invented fault")

    put_library("generated")
    monkeypatch.setattr(frames, "list_proposals", fail)
    app = open_page("entities.py")
    assert not app.exception
    assert "an invented fault" in said_on(app)
    assert len(app.dataframe) == 1
    assert "an invented fault" not in said_on(open_page("overview.py"))


def test_where_no_library_can_be_made_that_is_said(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file where the folder should be")
    app = open_page("overview.py")
    assert not app.exception
    assert "cannot be opened" in said_on(app)


# What is counted and drawn


def functions() -> list[str]:
    """What screens ask the library: everything it offers that is a function and counts, reads, finds or searches."""
    library.__getattr__("open_library")
    found = [name for name in library.__all__ if name.split("_")[0] in ("count", "average", "read", "find", "search")]
    return [
        name for name in (*found, "needs_attention", "choose_period") if name not in ("read_revision", "read_frames")
    ]


PARAMS: dict[str, list[dict[str, str]]] = {
    "entities.py": [{}, {"entity": "e000001"}],
    "search.py": [{"q": "officials"}],
    "quotes.py": [{}, {"as": "table"}],
}
CASES = [(page, params) for page in PAGES for params in PARAMS.get(page, [{}])]


@pytest.mark.parametrize(("page", "params"), CASES)
def test_whatever_fails_on_a_page_the_rest_stands(
    page: str, params: dict[str, str], put_library: Put, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_library("generated")
    asked: set[str] = set()

    def listen(name: str) -> Callable[..., Any]:
        function = getattr(library, name)

        def call(*args: Any, **options: Any) -> Any:
            asked.add(name)
            return function(*args, **options)

        call.__qualname__ = f"listening to {name}"
        return call

    app = open_page(page, **params)
    forget_shared()
    with monkeypatch.context() as patch:
        for name in functions():
            patch.setattr(library, name, listen(name))
        app.run()
        assert not app.exception
    before = len(said_on(app))

    def fail(*args: Any, **options: Any) -> None:
        raise ZeroDivisionError("an invented fault")

    for name in sorted(asked):
        forget_shared()
        with monkeypatch.context() as patch:
            patch.setattr(library, name, fail)
            app.run()
            said = said_on(app)
            assert not app.exception, name
            assert "because of a mistake in Dateline" in said, name
            assert "ZeroDivisionError: an invented fault" in said, name
            assert app.get("title") or "This page" in said, name
    app.run()
    assert len(said_on(app)) == before


@pytest.mark.parametrize(("page", "params"), CASES)
def test_a_chart_that_fails_costs_that_chart_only(
    page: str, params: dict[str, str], put_library: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise KeyError("an invented fault")

    put_library("generated")
    whole = open_page(page, **params)
    monkeypatch.setattr(exhibits, "_BUILDERS", dict.fromkeys(exhibits.NAMES, fail))
    forget_shared()  # charts that were drawn before
    app = open_page(page, **params)
    assert not app.exception
    assert app.title
    assert len(app.header) >= len(whole.header) - len(whole.get("plotly_chart"))
    if whole.get("plotly_chart"):
        assert "This chart failed" in said_on(app)


def test_a_presented_chart_that_fails_says_so(put_library: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put_library("generated")
    monkeypatch.setitem(exhibits._BUILDERS, "mentions", lambda *args: 1 / 0)
    forget_shared()
    app = open_page("overview.py", present="mentions")
    assert not app.exception
    assert "This chart failed" in said_on(app)


@pytest.mark.parametrize("name", ["count_evidence", "read_evidence"])
def test_a_drawer_that_fails_says_so(name: str, put_library: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put_library("generated")
    app = open_page("overview.py")

    def fail(*args: Any, **options: Any) -> None:
        raise ZeroDivisionError("an invented fault")

    monkeypatch.setattr(library, name, fail)
    app.query_params["evidence"] = query_to_param(EvidenceQuery("mentions", entities=("e000001",)))
    app.run()
    assert not app.exception
    assert "an invented fault" in said_on(app)
    assert app.title


def test_a_click_that_fails_says_so_and_leaves_the_page(put_library: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put_library("generated")
    app = open_page("topics.py")

    def fail(path: Path) -> None:
        raise ZeroDivisionError("an invented fault")

    monkeypatch.setattr(library, "refit_topics", fail)
    app.button(key="topics_refit").click().run()
    assert not app.exception
    assert "What you asked for failed" in said_on(app)
    assert app.title
    app.run()
    assert "What you asked for failed" not in said_on(app)
