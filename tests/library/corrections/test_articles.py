"""Deleting articles, taking that back, and the list of what could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import library
from components.library.worker.ingest import add_skipped
from components.types import Skipped


@pytest.fixture
def path(home: Path) -> Path:
    path = Path(library.create_library("Pile"))
    for title in ("One", "Two", "Three"):
        library.add_pasted(path, f"This is the story number {title.lower()}.", title=title)
    return path


def ids(path: Path) -> dict[str, str]:
    with library.opened(path) as con:
        return dict(con.execute("SELECT title, article_id FROM articles WHERE deleted_at IS NULL ORDER BY n"))


def test_deleted_articles_are_gone_from_the_tables_and_come_back_as_they_were(path: Path) -> None:
    known = ids(path)
    library.delete_articles(path, [known["One"], known["Three"], "unknown"])
    assert ids(path) == {"Two": known["Two"]}
    assert library.read_frames(path).articles["title"].tolist() == ["Two"]
    assert library.read_progress(path).n_waiting == 1
    library.restore_articles(path, [known["One"], "unknown"])
    assert ids(path) == {"One": known["One"], "Two": known["Two"]}


def test_deleting_and_restoring_an_article_each_give_a_new_revision(path: Path) -> None:
    revisions = [library.read_revision(path)]
    for change in (library.delete_articles, library.restore_articles):
        change(path, list(ids(path).values()))
        revisions.append(library.read_revision(path))
    library.clear_skipped(path)
    revisions.append(library.read_revision(path))
    assert len(set(revisions)) == 4


def test_a_library_whose_articles_are_all_deleted_has_none(path: Path) -> None:
    library.delete_articles(path, ids(path).values())
    assert not library.has_articles(path)


def test_what_could_not_be_read_is_listed_latest_first_until_it_is_cleared(path: Path) -> None:
    items = [Skipped("a.jpg", "A picture."), Skipped("b.txt", "The file is empty.")]
    with library.opened(path) as con, library.write(con):
        add_skipped(con, [*items, items[0]])
    assert library.read_skipped(path) == items
    library.clear_skipped(path)
    assert library.read_skipped(path) == []
