"""A server with a generated library, for tests of charts in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.library.store import open_library, write
from tests.benchmarks.generate import generate
from tests.pages.browsing import serve


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app's address; of the places in its library, one lies on the map."""
    home = tmp_path_factory.mktemp("charts") / "home"
    (home / "libraries").mkdir(parents=True)
    generate(home / "libraries" / "My articles.db", 60)
    with open_library(home / "libraries" / "My articles.db") as con, write(con):
        con.execute("UPDATE entities SET name = 'Oslo' WHERE n = (SELECT min(n) FROM entities WHERE type = 'place')")
    with serve(home) as served:
        yield served
