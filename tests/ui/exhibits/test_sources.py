"""The map of places says which places are not on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components import library
from components.library import View
from components.library.store import open_library, write
from components.types import ENTITY_TYPES
from components.ui.exhibits import sources
from components.ui.exhibits.sources import _headline_places
from tests.benchmarks.generate import generate
from tests.ui.exhibits.conftest import open_view


def test_the_map_tells_of_places_that_are_not_on_it(build: Any, tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    generate(path, 20)
    with open_library(path) as con, write(con):
        sql = "SELECT entity FROM mentions WHERE type = ? GROUP BY 1 ORDER BY count(*) DESC"
        numbers = con.execute(sql, (ENTITY_TYPES.index("place"),)).fetchall()
        for (number,), name in zip(numbers, ("Skerrow", "Norway", "Oslo"), strict=False):
            con.execute("UPDATE entities SET name = ? WHERE n = ?", (name, number))
    of = open_view(path)
    exhibit = build("places", of=of)
    counted = library.count_entities(of, ["place"])
    assert counted["name"].iloc[0] == "Skerrow", "the place named most is not on the map"
    assert not exhibit.headline.startswith("Norway is the place named most")
    why = "as the articles do not make clear where they are"
    left_out = f"{len(counted) - 2} of {len(counted)} places are not on the map, {why}: Skerrow, "
    assert left_out in exhibit.note
    assert exhibit.note.startswith("Mentions of 2 places. ")
    assert set(exhibit.table["place"]) == set(counted["name"]), "the file lists them all"
    assert exhibit.table["latitude"].notna().sum() == 2


def test_places_that_are_too_many_for_the_map_are_counted_apart(
    build: Any, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = library.count_entities(view, ["place"])
    located = places.head(5)[["entity_id", "name", "n_mentions", "n_articles"]]
    located = located.assign(latitude=1.0, longitude=2.0, kind="city")
    counted = {"count_places": located, "count_entities": places}
    monkeypatch.setattr(sources, "count_in", lambda _, function, *__: counted[function.__name__])
    monkeypatch.setattr(sources, "MOST_PLACES", 3)
    exhibit = build("places")
    n = len(places)
    assert exhibit.note.startswith(f"Mentions of 3 places. {n - 5} of {n} places are not on the map, as the articles")
    assert exhibit.note.endswith(" 2 that are named less are left out.")
    assert len(exhibit.table) == n


@pytest.mark.parametrize(
    ("places", "shown", "headline"),
    [
        ([("Norway", 8), ("Oslo", 2)], ["Norway", "Oslo"], "Norway is the place named most, 8 times"),
        ([("Skerrow", 34), ("Norway", 8)], ["Norway"], "Of the places on the map Norway is named most, 8 times"),
        ([("Norway", 8), ("Skerrow", 8)], ["Norway"], "Of the places on the map Norway is named most, 8 times"),
        ([("Norway", 8), ("Oslo", 8)], ["Norway", "Oslo"], "Norway and Oslo are the places named most, 8 times each"),
        ([("Norway", 8), ("Skerrow", 7)], ["Norway"], "Places in the news"),
        ([("Norway", 1), ("Skerrow", 1)], ["Norway"], "Places in the news"),
    ],
)  # fmt: skip
def test_the_headline_over_the_map_holds_in_the_whole_view(
    places: list[tuple[str, int]], shown: list[str], headline: str
) -> None:
    counted = pd.DataFrame([{"entity_id": name, "name": name, "n_mentions": n} for name, n in places])
    assert _headline_places(counted, counted[counted["name"].isin(shown)]) == headline
