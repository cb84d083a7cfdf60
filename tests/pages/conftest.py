"""Libraries that pages are tried on: empty, of one article, generated, and one whose every text is nasty."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components.library.store import open_library
from tests.benchmarks.generate import generate
from tests.pages.apps import as_in_a_server
from tests.pages.browsing import serve_copies

NAME = "My articles"
# Markdown, HTML, a formula, a Streamlit directive, an icon and an emoji code: all to be shown letter by letter.
NASTY = '<b>x</b> **y** :red[z] :material/home: :smile: $a^2$ `c` [l](http://e.x) <img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the app with the generated library, for the tests of one file."""
    with serve_copies(tmp_path_factory.mktemp("served") / "home", {NAME: made / "generated.db"}) as served:
        yield served


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file for each kind of library; tests copy from it."""
    folder = tmp_path_factory.mktemp("libraries")
    open_library(folder / "empty.db").close()
    for kind, n in (("one", 1), ("generated", 60), ("nasty", 25)):
        generate(folder / f"{kind}.db", n, seed=5)
    _make_nasty(folder / "nasty.db")
    return folder


def _make_nasty(path: Path) -> None:
    con = sqlite3.connect(path)
    with con:
        con.execute("UPDATE articles SET title = ?, source = ?, author = ?, path = ?, section = ?", (NASTY,) * 5)
        con.execute("UPDATE articles SET url = 'javascript:alert(1)', text = text || ?", (f"\n\n{NASTY}",))
        con.execute("UPDATE entities SET name = ? || n, description = ?, reason = ?", (NASTY,) * 3)
        con.execute("UPDATE quotes SET content = ?, speaker_text = ?, cue_text = ?", (NASTY,) * 3)
        con.execute('UPDATE topics SET label = ? || n, keywords = \'["<i>w</i>", ":red[v]"]\'', (NASTY,))
        con.execute("INSERT INTO skipped (path, reason, at) VALUES (?, ?, '2025-01-01')", (NASTY, NASTY))
        first, second = (row[0] for row in con.execute("SELECT entity_id FROM entities LIMIT 2"))
        row = (first, second, NASTY)
        con.execute("INSERT INTO proposals (first_id, second_id, confidence, reason) VALUES (?, ?, 0.7, ?)", row)
        for words in ("articles_words", "quotes_words"):
            con.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")
    con.close()


@pytest.fixture
def put_library(made: Path, home: Path) -> Callable[[str], Path]:
    """Makes a kind of library the one that the app opens."""

    def put(kind: str) -> Path:
        path = home / "libraries" / f"{NAME}.db"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(made / f"{kind}.db", path)
        return path

    return put


@pytest.fixture(autouse=True)
def front_door() -> Iterator[None]:
    """AppTest runs the app as a server does."""
    with as_in_a_server():
        yield
