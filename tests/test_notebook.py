"""A library opened from a notebook gives what the app shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from components import notebook
from components.library import library_path
from components.schema import SHOWN
from components.types import DatelineError, EvidenceQuery
from tests.benchmarks.generate import generate


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notebook") / "pile.db"
    generate(path, 40, seed=2)
    return path


def test_tables_have_the_columns_of_an_export_and_a_view_narrows_them(made: Path) -> None:
    opened = notebook.open(made)
    tables = opened.tables()
    assert {name: list(table) for name, table in tables.items()} == {
        name: [column.name for column in columns] for name, columns in SHOWN.items()
    }
    source = tables["articles"]["source"].iloc[0]
    narrowed = opened.tables(opened.view(sources=(source,)))["articles"]
    assert 0 < len(narrowed) < len(tables["articles"])
    assert set(narrowed["source"]) == {source}


def test_what_is_found_leads_to_its_sentences_and_is_drawn(made: Path) -> None:
    opened = notebook.open(str(made))
    name = opened.tables()["entities"].sort_values("n_mentions")["name"].iloc[-1]
    (entity_id,) = opened.find(name)
    found = opened.evidence(EvidenceQuery("mentions", (entity_id,)), most=3)
    assert len(found) == 3
    assert all(name.split()[-1] in evidence.text for evidence in found)
    assert opened.search(f'"{name}"', most=2)
    assert opened.plot_mentions(name, period="month").data


def test_it_opens_by_the_name_in_the_app(made: Path, home: Path) -> None:
    path = library_path("My articles")
    path.parent.mkdir(parents=True)
    shutil.copy(made, path)
    assert notebook.open("My articles").path == path


def test_a_library_or_a_name_that_is_not_there_is_said(made: Path, home: Path) -> None:
    with pytest.raises(DatelineError, match="no library 'Nothing'"):
        notebook.open("Nothing")
    with pytest.raises(DatelineError, match="called 'Nobody'"):
        notebook.open(made).find("Nobody")
