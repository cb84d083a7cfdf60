"""A chart of time carries a rolling average and an earlier time, whose points open what they cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.charts import read_click
from components.library import View
from components.types import EvidenceQuery, Filter
from components.ui.exhibits.common import Exhibit
from tests.ui.exhibits.conftest import open_view

FROM, TO = "2025-03-03", "2025-05-25"


def points(exhibit: Exhibit, kind: str) -> list[tuple[EvidenceQuery | None, Mapping[str, str], str]]:
    """The query of each point of these overlays that can be clicked, its click data and what its hover text says."""
    found = []
    for trace in exhibit.figure.data:
        for carried, hover in zip(trace.customdata or (), trace.hovertext or (), strict=False):
            if trace.name == kind and carried:
                click = read_click({"customdata": carried})
                found.append((exhibit.to_query(click), click, hover))
    return found


def options_of(name: str, view: View) -> dict[str, Any]:
    entity = str(library.count_entities(view)["entity_id"].iloc[0])
    sources = [source for source in library.count_sources(view)["source"] if source]
    return {
        "entity": {"entity": entity},
        "topic": {"topic": str(library.count_topics(view)["topic_id"].iloc[0])},
        "words": {"q": "the", "against": ["turbine OR price"]},
        "compared": {"what": "source", "side": sources[:2]},
    }.get(name, {}) | {"period": "week"}


@pytest.fixture(scope="module")
def brushed(path: Path) -> View:
    return open_view(path, Filter(start=FROM, end=TO))


@pytest.mark.parametrize("name", ["mentions", "entity", "topics", "topic", "words", "compared"])
def test_an_average_and_the_time_before_say_what_they_open(name: str, build: Any, brushed: View) -> None:
    chosen = options_of(name, brushed) | {"smooth": "3", "before": "period"}
    exhibit = build(name, chosen, brushed)
    assert {"smooth", "before"} <= set(exhibit.options), "they stand in the address when it is presented"
    assert "the rolling average of 3 weeks" in exhibit.note
    assert "The dotted line is the same of" in exhibit.note
    for kind, is_before in (("rolling", False), ("before", True)):
        found = points(exhibit, kind)
        assert found
        for query, click, hover in found[:12]:
            assert query is not None
            assert ("before" in click) == is_before
            earlier = library.select(brushed.frames, replace(brushed.filter, start=query.start, end=query.end))
            n = library.count_evidence(earlier if is_before else brushed, query).n
            assert n > 0
            assert f"<b>{n / 3:,.1f}".removesuffix(".0") in hover.replace(".0</b>", "</b>")
    pale = build(name, chosen, brushed).figure.data
    assert any(trace.opacity and trace.opacity < 0.5 for trace in pale) or name in ("entity", "topic")


def test_nothing_is_laid_over_without_being_asked_or_without_dates(build: Any, view: View, brushed: View) -> None:
    assert not {trace.name for trace in build("mentions", {"period": "week"}).figure.data} & {"rolling", "before"}
    assert not points(build("mentions", {"period": "week", "before": "year"}, view), "before")
    few = build("mentions", {"period": "month", "smooth": "7"}, brushed)
    assert not points(few, "rolling")
    assert "too few months for an average of 7" in few.note


def test_a_time_before_the_library_is_said_to_be_unknown_and_not_drawn_as_zero(build: Any, view: View) -> None:
    first = min(view.articles["date"][view.articles["date"] != ""])
    early = library.select(view.frames, replace(view.filter, start=first, end=TO))
    exhibit = build("mentions", {"period": "month", "before": "period"}, early)
    assert "The library has no article of" in exhibit.note
    assert not points(exhibit, "before")


@pytest.mark.parametrize("measure", ["count", "share"])
def test_words_stand_beside_names_in_articles_and_each_point_opens_its_own(
    measure: str, build: Any, view: View
) -> None:
    phrases = ["turbine OR price", '"of the"']
    exhibit = build("mentions", {"phrases": phrases, "period": "month", "measure": measure})
    ids = {trace.name: [read_click({"customdata": one}) for one in trace.customdata] for trace in exhibit.figure.data}
    leading = library.count_entities(view)["name"].tolist()
    assert set(phrases) <= set(ids)
    assert set(ids) - set(phrases) <= set(leading)
    assert len(ids) > 4
    assert exhibit.options["phrases"] == phrases, "they stand in the address when it is presented"
    for trace in exhibit.figure.data:
        for value, click in list(zip(trace.y, ids[trace.name], strict=True))[:6]:
            if click and value is not None and value == value:
                query = exhibit.to_query(click)
                n = library.count_evidence(view, query).n
                n_all = library.count_evidence(view, replace(query, entities=(), words="")).n
                assert (n if measure == "count" else n / n_all) == pytest.approx(value)
    colours = [trace.line.color for trace in exhibit.figure.data if trace.line.width == 2.5]
    assert len(set(colours)) == len(colours) == 3
